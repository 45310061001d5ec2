"""Checking a submitted batch by a sample, through the window's keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from gui.fake_backend import NOW, FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.record import EmptyReason, ValueState
from digitizer.domain.sampling import RoundKind
from digitizer.domain.second_entry import Choice, blind_order
from ui.main_window import MainWindow
from ui.sampling.sampling_page import SamplingPage
from ui.situation import PageName

NAME, CHECKER = "nksHoTen", "Phạm Văn Duyệt"
ENTER = Qt.Key.Key_Return


@pytest.fixture(autouse=True)
def submitted(backend: FakeBackend) -> None:
    """Cases 1 and 2 in a batch that waits for its supervisor."""
    backend.create_batch("Khai sinh 01/2024")
    backend.add_to_batch(1, [1, 2])
    for case_id in (1, 2):
        case = backend.data.cases[case_id]
        assert case.record is not None
        record = case.record
        for value in record.fields.values():
            if value.state is ValueState.REVIEW:
                record = record.with_field(value.confirmed("Trần Thị Mai", NOW))
        backend.data.cases[case_id] = replace(case, state=CaseState.CHECKED, record=record)
    batch = backend.data.batches[1]
    backend.data.batches[1] = replace(
        batch,
        state=BatchState.SUBMITTED,
        submitted_by="Trần Thị Mai",
        document_type="civil_status.birth",
    )


def opened(qtbot: QtBot, window: MainWindow, name: str = CHECKER) -> SamplingPage:
    window.switch_user(name)
    window.actions_set["go-sampling"].trigger()
    page = window.sampling
    qtbot.waitUntil(lambda: page.checking.is_overview, timeout=10_000)
    return page


def drawn(qtbot: QtBot, window: MainWindow) -> SamplingPage:
    page = opened(qtbot, window)
    window.actions_set["sample-draw"].trigger()
    qtbot.waitUntil(lambda: not page.checking.is_overview, timeout=10_000)
    return page


def keyed(qtbot: QtBot, page: SamplingPage, text: str) -> None:
    """Type into the empty line, Enter, and wait for what comes next."""
    task, edit = page.checking.entry.task, page.checking.entry.edit
    assert isinstance(edit, QLineEdit)
    edit.setText(text)
    QTest.keyClick(edit, ENTER)
    front = page.checking
    qtbot.waitUntil(lambda: front.entry.task is not task or not front.is_keying, timeout=10_000)


def held(backend: FakeBackend, case_id: int) -> str:
    record = backend.data.cases[case_id].record
    assert record is not None
    return record.fields[NAME].text


def everything_shown(page: SamplingPage) -> str:
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    shown += [line.text() for line in page.findChildren(QLineEdit) if line.isVisible()]
    return "\n".join(shown)


def test_a_batch_waits_for_its_sample(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    overview = page.checking.overview
    assert overview.title.text() == "Khai sinh 01/2024"
    assert (overview.can_draw, overview.can_close, overview.can_print) == (True, False, False)
    assert window.page.name is PageName.SAMPLING
    assert window.actions_set["sample-draw"].isEnabled()
    assert not window.actions_set["sample-close"].isEnabled()


def test_a_field_is_keyed_from_its_paper_without_its_value(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = drawn(qtbot, window)
    assert page.checking.is_keying
    assert page.checking.entry.edit is not None
    assert page.checking.entry.edit.text() == ""
    qtbot.waitUntil(page.checking.entry.edit.has_caret)
    assert held(backend, 1) not in everything_shown(page)
    assert held(backend, 2) not in everything_shown(page)
    assert window.actions_set["sample-empty"].isEnabled()


def test_a_sample_without_errors_is_closed_and_the_batch_stays(
    qtbot: QtBot,
    window: MainWindow,
    backend: FakeBackend,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    page = drawn(qtbot, window)
    for case_id in (1, 2):
        keyed(qtbot, page, held(backend, case_id))
    qtbot.waitUntil(lambda: page.checking.is_overview, timeout=10_000)
    assert page.checking.overview.can_close
    QTest.keyClick(page, ENTER, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.checking.overview.can_print, timeout=10_000)
    assert backend.data.batches[1].state is BatchState.SUBMITTED
    result = backend.data.sampling.samples[1].result
    assert result is not None
    assert (result.is_accepted, result.tally.units) == (True, 2)

    path = str(tmp_path / "phieu.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (path, ""))
    page.checking.overview.print_button.click()
    assert backend.data.sampling.printed == [(1, Path(path))]


def test_a_key_that_differs_looks_like_one_that_agrees(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = drawn(qtbot, window)
    keyed(qtbot, page, "LÊ VĂN KHÁC")
    assert page.checking.is_keying
    assert not window.banner.isVisible()
    assert held(backend, 1) not in everything_shown(page)


def test_differences_are_judged_and_a_bad_batch_goes_back(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = drawn(qtbot, window)
    keyed(qtbot, page, "LÊ VĂN KHÁC")
    keyed(qtbot, page, held(backend, 2))
    qtbot.waitUntil(lambda: page.checking.is_choosing, timeout=10_000)
    shown = everything_shown(page)
    assert "Trần Thị Mai" not in shown
    assert CHECKER not in shown
    order = blind_order(1, NAME)
    record_first = order.index(Choice.FIRST) + 1
    # The record's value needs a reason: the check would have been a slip.
    window.actions_set[f"sample-{record_first}"].trigger()
    assert not backend.data.sampling.samples[1].judgements
    assert window.banner.isVisible()
    window.actions_set[f"sample-{order.index(Choice.SECOND) + 1}"].trigger()
    qtbot.waitUntil(lambda: page.checking.is_overview, timeout=10_000)
    page.checking.overview.close_button.click()
    qtbot.waitUntil(lambda: page.checking.overview.can_print, timeout=10_000)
    assert backend.data.batches[1].state is BatchState.RETURNED
    assert not page.checking.overview.can_draw


def test_why_a_field_is_empty_is_a_key(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = drawn(qtbot, window)
    window.actions_set["sample-empty"].trigger()
    assert page.checking.entry.edit is not None
    menu = page.checking.entry.edit.findChild(QMenu)
    assert isinstance(menu, QMenu)
    menu.actions()[list(EmptyReason).index(EmptyReason.TORN)].trigger()
    qtbot.waitUntil(lambda: bool(backend.data.sampling.samples[1].answers), timeout=10_000)
    keyed_as = backend.data.sampling.samples[1].answers[1].keyed
    assert keyed_as is not None
    assert keyed_as.empty_reason is EmptyReason.TORN


@pytest.mark.parametrize("kind", [RoundKind.IMAGES, RoundKind.CASES])
def test_images_and_cases_are_called_right_or_wrong(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, kind: RoundKind
) -> None:
    backend.data.sampling.kind = kind
    page = drawn(qtbot, window)
    front = page.checking.looking
    assert page.checking.is_choosing
    is_shown = held(backend, 1) in everything_shown(page)
    assert is_shown is (kind is RoundKind.CASES)
    task = front.task
    window.actions_set["sample-1"].trigger()
    qtbot.waitUntil(lambda: front.task is not task, timeout=10_000)
    window.actions_set["sample-2"].trigger()
    assert len(backend.data.sampling.samples[1].answers) == 1
    assert front.why.hasFocus()
    front.why.setText("mờ góc trang")
    window.actions_set["sample-2"].trigger()
    qtbot.waitUntil(lambda: page.checking.is_overview, timeout=10_000)
    answers = backend.data.sampling.samples[1].answers
    assert [answers[place].is_right for place in (1, 2)] == [True, False]


def test_whoever_worked_on_the_batch_sees_nothing_of_the_sample(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    drawn(qtbot, window)
    window.switch_user("Trần Thị Mai")
    page = window.sampling
    qtbot.waitUntil(lambda: page.checking.is_overview, timeout=10_000)
    assert window.banner.isVisible()
    assert not page.checking.overview.can_close
    assert not backend.data.sampling.samples[1].answers


def test_without_submitted_batches_the_page_says_so(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.batches[1] = replace(backend.data.batches[1], state=BatchState.OPEN)
    window.actions_set["go-sampling"].trigger()
    words = window.session.text("sampling-no-batch")
    qtbot.waitUntil(lambda: words in everything_shown(window.sampling), timeout=10_000)
