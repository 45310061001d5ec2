"""The filters over the list of cases say what they filter by, in the smallest usual window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from digitizer.domain.lifecycle import CaseState
from ui.main_window import MainWindow
from ui.situation import PageName


def _is_whole(choice: QComboBox) -> bool:
    """Whether the words fit, so that they are not shortened."""
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = choice.style().subControlRect(control, option, field, choice).width()
    has_icon = not choice.itemIcon(choice.currentIndex()).isNull()
    taken = choice.iconSize().width() + 4 if has_icon else 0
    return choice.fontMetrics().horizontalAdvance(choice.currentText()) <= room - taken


@pytest.mark.parametrize("chosen", [False, True], ids=["everything", "chosen"])
def test_what_the_filters_say_can_be_read_at_1366_pixels(
    qtbot: QtBot, window: MainWindow, chosen: bool
) -> None:
    window.show_page(PageName.CASES)
    page = window.cases
    if chosen:
        page.states.setCurrentIndex(page.states.findData(CaseState.TO_CHECK))
        page.types.setCurrentIndex(page.types.findData("civil_status.birth"))
    qtbot.wait(30)
    assert window.width() == 1366
    said = {one.currentText(): _is_whole(one) for one in (page.states, page.types, page.batches)}
    assert said == dict.fromkeys(said, True)
    assert page.search.width() >= 180
