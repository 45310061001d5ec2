"""What a screen reader, a keyboard and poor sight need, on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitizer.domain.preferences import Look, Preferences
from ui import announcing, icons
from ui.app import application
from ui.main_window import MainWindow
from ui.palette.palette import Palette
from ui.settings.settings_dialog import SettingsDialog
from ui.situation import PageName
from ui.theme import DARK, HIGH_CONTRAST, LIGHT, Colors, Tone, theme
from ui.widgets.keys_dialog import KeysDialog
from ui.wording import (
    BATCH_SIGNS,
    CASE_SIGNS,
    ERROR_SIGN,
    FIELD_SIGNS,
    OUTCOME_SIGNS,
    PENDING_SIGN,
    SEVERITY_SIGNS,
)

INTERACTIVE = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractItemView,
    QAbstractSpinBox,
)
SCALES = (100, 125, 150, 200)
SMALLEST = (1366, 768)


@pytest.fixture(autouse=True)
def usual_looks() -> Iterator[None]:
    yield
    theme.apply(application([]), Look.LIGHT, 100)


def bring_up(window: MainWindow, name: PageName) -> None:
    if name is PageName.DESK:
        window.open_case(1)
    else:
        window.show_page(name)


def interactive(root: QWidget) -> list[QWidget]:
    return [
        widget
        for kind in INTERACTIVE
        for widget in root.findChildren(kind)
        if not widget.objectName().startswith("qt_")
        and not is_part_of_another(widget)
        # What is taken away for now gets its words when it is shown.
        and not widget.isHidden()
    ]


def is_part_of_another(widget: QWidget) -> bool:
    """The line of a combo box, its pop-up list, the button in a line, a scroll area's corner."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QLineEdit | QAbstractSpinBox | QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return False


def spoken_name(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found is not None else ""


def described(widgets: list[QWidget]) -> list[str]:
    return [f"{type(one).__name__} {one.objectName()!r} in {path_of(one)}" for one in widgets]


def path_of(widget: QWidget) -> str:
    names = []
    parent: QObject | None = widget
    while parent is not None:
        names.append(type(parent).__name__)
        parent = parent.parent()
    return " < ".join(names)


@pytest.mark.parametrize("name", list(PageName))
def test_no_interactive_widget_of_a_page_is_nameless(window: MainWindow, name: PageName) -> None:
    bring_up(window, name)

    nameless = [widget for widget in interactive(window.page) if not spoken_name(widget)]

    assert described(nameless) == []


def test_no_interactive_widget_of_the_frame_is_nameless(window: MainWindow) -> None:
    bring_up(window, PageName.CASES)
    frame = [one for one in interactive(window) if not window.page.isAncestorOf(one)]

    nameless = [
        one
        for one in frame
        if not spoken_name(one)
        and not (isinstance(one, QToolButton) and one.objectName() == "qt_toolbar_ext_button")
    ]

    assert frame
    assert described(nameless) == []


def test_dialogs_have_names_and_labels_know_their_fields(qtbot: QtBot, window: MainWindow) -> None:
    dialogs: list[QDialog] = [
        SettingsDialog(window.session, window),
        KeysDialog(window.session, window.actions_set, window),
        Palette(window.session, window.actions_set, window.page.situation(), window),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        assert dialog.windowTitle()
        assert described([one for one in interactive(dialog) if not spoken_name(one)]) == []
    form = dialogs[0].findChild(QFormLayout)
    assert form is not None
    for row in range(form.rowCount()):
        item = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
        words = item.widget() if item is not None else None
        if isinstance(words, QLabel) and words.text():
            assert words.buddy() is not None


def tab_order(window: MainWindow) -> list[QWidget]:
    """The widgets of the page in front that Tab reaches, in its order."""
    found: list[QWidget] = []
    page = window.page
    widget = page.nextInFocusChain()
    while widget is not page:
        takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_tab and widget.isVisible() and widget.isEnabled() and page.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


_STREAM = (
    PageName.INBOX,
    PageName.CASES,
    PageName.BATCHES,
    PageName.FORMS,
    PageName.PEOPLE,
)


@pytest.mark.parametrize("name", _STREAM)
def test_tab_goes_as_the_eye_does(window: MainWindow, name: PageName) -> None:
    bring_up(window, name)
    order = tab_order(window)

    tops = [one.mapTo(window.page, one.rect().topLeft()) for one in order]

    back = [
        f"{described([order[place]])} before {described([order[place + 1]])}"
        for place, (here, then) in enumerate(pairwise(tops))
        if then.y() + 24 < here.y() and then.x() <= here.x()
    ]
    assert order
    assert back == []


def test_news_are_told_to_a_screen_reader(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    class Listening:
        AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

        @staticmethod
        def updateAccessibility(event: object) -> None:  # noqa: N802
            told.append((event.message(), event.politeness()))  # type: ignore[attr-defined]

    monkeypatch.setattr(announcing, "QAccessible", Listening)

    window.banner.say("Đã lưu", Tone.GOOD)
    window.banner.say("Hỏng", Tone.BAD)
    window.open_case(1)
    window.say("Đã hoàn tất hồ sơ.", Tone.GOOD)

    kind = QAccessible.AnnouncementPoliteness
    assert ("Đã lưu", kind.Polite) in told
    assert ("Hỏng", kind.Assertive) in told
    assert ("Đã hoàn tất hồ sơ.", kind.Polite) in told


def test_states_that_stand_together_differ_in_shape() -> None:
    groups = (
        CASE_SIGNS.values(),
        BATCH_SIGNS.values(),
        OUTCOME_SIGNS.values(),
        [*FIELD_SIGNS.values(), PENDING_SIGN, ERROR_SIGN],
        SEVERITY_SIGNS.values(),
    )
    for signs in groups:
        pictures = [icons.FILES[sign.icon] for sign in signs]
        assert len(set(pictures)) == len(pictures)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_high_contrast_has_a_contrast_of_seven_wherever_text_stands() -> None:
    c = HIGH_CONTRAST
    softs = (c.accent_soft, c.good_soft, c.warn_soft, c.bad_soft)
    grounds = (c.window, c.surface, c.raised, *softs)
    inks = (c.text, c.muted, c.accent, c.good, c.warn, c.bad)
    pairs = [(ink, ground) for ink in inks for ground in grounds]
    pairs += [(c.on_accent, c.accent), (c.disabled, c.window), (c.disabled, c.surface)]

    assert [pair for pair in pairs if contrast(*pair) < 7] == []


@pytest.mark.parametrize("colors", [LIGHT, DARK, HIGH_CONTRAST], ids=["light", "dark", "high"])
def test_the_focus_is_seen_against_what_is_around_it(colors: Colors) -> None:
    grounds = (colors.window, colors.surface, colors.raised)

    assert [ground for ground in grounds if contrast(colors.accent, ground) < 3] == []


def test_the_focus_ring_of_high_contrast_is_three_px_wide(qtbot: QtBot, window: MainWindow) -> None:
    window.apply_look(Look.HIGH_CONTRAST)
    window.show_page(PageName.CASES)
    window.activateWindow()
    window.cases.search.setFocus()
    qtbot.waitUntil(window.cases.search.hasFocus)

    picture = window.cases.search.grab().toImage()
    middle = picture.width() // 2
    ring = [picture.pixelColor(middle, y).name() for y in range(4)]

    assert ring[:3] == [HIGH_CONTRAST.accent] * 3
    assert theme.ring >= 3


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", list(PageName))
def test_the_window_never_outgrows_the_smallest_screen(
    window: MainWindow, scale: int, name: PageName
) -> None:
    window.take_preferences(Preferences(scale=scale))
    bring_up(window, name)
    QApplication.processEvents()

    assert window.minimumSizeHint().width() <= SMALLEST[0]
    assert window.minimumSizeHint().height() <= SMALLEST[1]
    assert (window.width(), window.height()) == SMALLEST


def cut_widgets(window: MainWindow) -> list[str]:
    """Buttons and plain labels that are smaller than their words, and lines lower than a letter."""
    cut: list[QWidget] = []
    for one in window.findChildren(QWidget):
        if not one.isVisibleTo(window) or one.visibleRegion().isEmpty():
            continue
        is_label = isinstance(one, QLabel) and one.text() and not one.wordWrap()
        if is_label and one.textFormat() is Qt.TextFormat.PlainText:
            is_elided = one.sizePolicy().horizontalPolicy() is one.sizePolicy().Policy.Ignored
            if not is_elided and one.width() + 1 < one.sizeHint().width():
                cut.append(one)
        elif isinstance(one, QAbstractButton) and one.text() and not is_picture(one):
            if one.width() + 1 < one.minimumSizeHint().width():
                cut.append(one)
        elif isinstance(one, QLineEdit) and one.height() < one.fontMetrics().height():
            cut.append(one)
    return [f"{text_of(one)!r}: {described([one])}" for one in cut]


def is_picture(widget: QWidget) -> bool:
    only = Qt.ToolButtonStyle.ToolButtonIconOnly
    return isinstance(widget, QToolButton) and widget.toolButtonStyle() is only


def text_of(widget: QWidget) -> str:
    return str(getattr(widget, "text", str)())


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", [name for name in PageName if name is not PageName.DESIGNER])
def test_nothing_is_cut_at_any_scale(
    qtbot: QtBot, window: MainWindow, scale: int, name: PageName
) -> None:
    window.take_preferences(Preferences(scale=scale))
    bring_up(window, name)
    qtbot.wait(20)

    assert cut_widgets(window) == []


@pytest.mark.parametrize("scale", SCALES)
def test_dialogs_fit_the_smallest_screen(qtbot: QtBot, window: MainWindow, scale: int) -> None:
    window.take_preferences(replace(window.session.preferences, scale=scale))
    for dialog in (
        SettingsDialog(window.session, window),
        KeysDialog(window.session, window.actions_set, window),
        Palette(window.session, window.actions_set, window.page.situation(), window),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.width() <= SMALLEST[0]
        assert dialog.height() <= SMALLEST[1]


def test_the_whole_window_is_reached_by_keys(window: MainWindow, backend: FakeBackend) -> None:
    for name, key in (
        (PageName.CASES, Qt.Key.Key_F2),
        (PageName.BATCHES, Qt.Key.Key_F3),
        (PageName.APPROVAL, Qt.Key.Key_F5),
        (PageName.FORMS, Qt.Key.Key_F6),
        (PageName.PEOPLE, Qt.Key.Key_F7),
        (PageName.INBOX, Qt.Key.Key_F1),
    ):
        QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        assert window.page.name is name
