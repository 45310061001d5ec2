"""Taking a receiver's list by keys and buttons: looked at first, mapped, then opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from gui.fakes.rejects import PACKAGE, FakeRejects
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.errors import InvalidInput
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.reject_list import RejectColumn
from ui.main_window import MainWindow
from ui.rejects.columns_dialog import ColumnsDialog
from ui.rejects.dialog import RejectsDialog
from ui.situation import PageName

BOOK = "Khai sinh 01/2024"
LIST = (
    "Số,Quyển số,Trường lỗi,Lý do\n"
    "30/2024,01/2024,nksDanToc,Thiếu dân tộc\n"
    "99/2024,01/2024,nksHoTen,Không rõ\n"
    "31/2024,,nksHoTen,\n"
)


@pytest.fixture
def exported(backend: FakeBackend) -> None:
    """A batch of two cases that left, of which this person did nothing."""
    backend.create_batch(BOOK)
    backend.add_to_batch(1, [2, 3])
    for case_id in (2, 3):
        case = backend.data.cases[case_id]
        backend.data.cases[case_id] = replace(case, state=CaseState.EXPORTED)
    batch = backend.data.batches[1]
    backend.data.batches[1] = replace(
        batch, state=BatchState.EXPORTED, document_type="civil_status.birth"
    )


def opened(qtbot: QtBot, window: MainWindow, path: Path, lines: int = 3) -> RejectsDialog:
    dialog = RejectsDialog(window.session, window, path, window.session.backend.batches()[0].batch)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == lines)
    return dialog


def listed(folder: Path, text: str = LIST) -> Path:
    path = folder / "trả lại.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("exported")
def test_every_line_says_what_it_comes_to(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, listed(tmp_path))
    text = window.session.text
    cells = [dialog.model.index(row, 2).data() for row in range(3)]
    ready = text("reject-outcome-ready")
    assert cells == [ready, text("reject-outcome-none"), ready]
    assert "Lê Quốc Hưng" in dialog.model.index(0, 3).data()
    assert dialog.model.index(0, 4).data() == text_of_field(backend, "nksDanToc")
    assert "2" in dialog.summary.text()
    assert BOOK in dialog.about.text()
    assert {backend.data.cases[case].state for case in (2, 3)} == {CaseState.EXPORTED}
    dialog.close()


def text_of_field(backend: FakeBackend, key: str) -> str:
    spec = backend.catalog.types["civil_status.birth"].field(key)
    assert spec is not None
    return spec.label.vi


@pytest.mark.usefixtures("exported")
def test_lines_without_reason_wait_for_one_and_then_keys_open_the_cases(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, listed(tmp_path))
    assert dialog.line.isVisible()
    assert not dialog.do_button.isEnabled()
    dialog.line.setFocus()
    QTest.keyClicks(dialog.line, "noi nhan tra lai")
    assert dialog.do_button.isEnabled()

    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)

    assert dialog.taken is not None
    assert (dialog.taken.cases, dialog.taken.left_alone) == (2, 1)
    assert backend.data.cases[2].return_reason == "Thiếu dân tộc"
    assert backend.data.cases[3].return_reason == "noi nhan tra lai"


@pytest.mark.usefixtures("exported")
def test_one_kind_of_result_can_be_looked_at_alone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, listed(tmp_path))
    names = [dialog.filter.itemText(place) for place in range(dialog.filter.count())]
    assert len(names) == 3
    place = next(n for n in range(3) if window.session.text("reject-outcome-none") in names[n])
    dialog.filter.setCurrentIndex(place)
    dialog.filter.activated.emit(place)
    assert [row.entry.number for row in dialog.model.rows] == [3]
    dialog.close()


@pytest.mark.usefixtures("exported")
def test_rows_without_package_are_looked_for_in_the_chosen_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    text = "Dòng trong gói;Lý do\n2;sai ngày\n"
    dialog = opened(qtbot, window, listed(tmp_path, text), lines=1)
    nowhere = window.session.text("reject-outcome-none")
    assert dialog.model.index(0, 2).data() == nowhere
    place = next(n for n in range(4) if PACKAGE in dialog.scope.itemText(n))
    dialog.scope.setCurrentIndex(place)
    qtbot.waitUntil(lambda: dialog.do_button.isEnabled())
    assert dialog.model.index(0, 2).data() == window.session.text("reject-outcome-ready")
    dialog.close()


@pytest.mark.usefixtures("exported")
def test_an_old_preview_opens_nothing_while_the_new_one_is_looked_up(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, listed(tmp_path, LIST.replace("nksHoTen,\n", "nksHoTen,sai\n")))
    assert dialog.do_button.isEnabled()
    dialog.scope.setCurrentIndex(1)
    assert not dialog.do_button.isEnabled()
    dialog.take()
    assert backend.data.rejects.taken == []
    qtbot.waitUntil(lambda: dialog.do_button.isEnabled())
    dialog.close()


@pytest.mark.usefixtures("exported")
def test_a_workbook_shows_only_the_columns_that_it_has(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Số", "Quyển số", "Lý do"))
    sheet.append(("30/2024", "01/2024", "Thiếu dân tộc"))
    path = tmp_path / "trả lại.xlsx"
    book.save(path)
    dialog = opened(qtbot, window, path, lines=1)
    assert dialog.do_button.isEnabled()
    widths: list[int] = []

    def exec_(columns: ColumnsDialog) -> int:
        widths.append(len(columns.columns))
        return int(QDialog.DialogCode.Rejected)

    monkeypatch.setattr(ColumnsDialog, "exec", exec_)
    dialog.map_columns()
    assert widths == [3]
    dialog.close()


@pytest.mark.usefixtures("exported")
def test_a_strange_list_is_mapped_by_hand(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Kolom A;Kolom B\n30/2024;sai ngày\n"
    dialog = RejectsDialog(window.session, window, listed(tmp_path, text), None)
    dialog.show()
    need = window.session.text("rejects-columns-need")
    qtbot.waitUntil(lambda: need in dialog.empty.words)
    assert not dialog.do_button.isEnabled()
    asked: list[bool] = []

    def exec_(columns: ColumnsDialog) -> int:
        buttons = columns._buttons.button(columns._buttons.StandardButton.Ok)
        asked.append(buttons.isEnabled())
        columns.mean(0, RejectColumn.NUMBER)
        columns.mean(1, RejectColumn.NUMBER)
        assert columns.columns == (None, RejectColumn.NUMBER)
        columns.mean(0, RejectColumn.NUMBER)
        columns.mean(1, RejectColumn.REASON)
        asked.append(buttons.isEnabled())
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(ColumnsDialog, "exec", exec_)
    QTest.keyClick(dialog, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert asked == [False, True]
    assert dialog.do_button.isEnabled()
    assert dialog.model.index(0, 5).data() == "sai ngày"
    dialog.close()


def test_a_file_that_is_no_list_is_said_with_what_to_do(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "cũ.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(50))
    dialog = RejectsDialog(window.session, window, path, None)
    dialog.show()
    qtbot.waitUntil(lambda: "cũ.xls" in dialog.empty.words)
    assert ".xlsx" in dialog.empty.words
    assert not dialog.do_button.isEnabled()
    assert not dialog.map_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.usefixtures("exported")
def test_what_goes_wrong_while_opening_leaves_the_list_there(
    qtbot: QtBot,
    window: MainWindow,
    backend: FakeBackend,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_given: object) -> None:
        raise InvalidInput("reject-nothing-ready", file="trả lại.csv")

    monkeypatch.setattr(FakeRejects, "take", fail)
    dialog = opened(qtbot, window, listed(tmp_path, LIST.replace("nksHoTen,\n", "nksHoTen,sai\n")))
    dialog.do_button.click()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert dialog.isVisible()
    assert dialog.do_button.isEnabled()
    dialog.close()


@pytest.mark.usefixtures("exported")
def test_the_page_offers_it_and_says_what_was_done(
    qtbot: QtBot,
    window: MainWindow,
    backend: FakeBackend,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = listed(tmp_path, LIST.replace("nksHoTen,\n", "nksHoTen,sai\n"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))

    def exec_(dialog: RejectsDialog) -> int:
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
        dialog.do_button.click()
        qtbot.waitUntil(lambda: dialog.taken is not None)
        return dialog.result()

    monkeypatch.setattr(RejectsDialog, "exec", exec_)
    window.show_page(PageName.BATCHES)
    window.actions_set["take-rejects"].trigger()

    said = window.session.text("rejects-taken", name=path.name, cases=2, left=1)
    assert window.banner.text == said
    assert backend.data.cases[2].state is CaseState.RETURNED


@pytest.mark.usefixtures("exported")
def test_the_correction_is_written_and_verified(
    qtbot: QtBot,
    window: MainWindow,
    backend: FakeBackend,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path))
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(window.actions_set["export-correction"].isEnabled)
    window.actions_set["export-correction"].trigger()
    qtbot.waitUntil(lambda: not window.batches.result.is_busy)
    assert backend.data.rejects.exported == [1]
    assert window.batches.result.verdict
