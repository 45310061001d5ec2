"""Pages that wait for a scan: who waits is told, and the list of papers goes on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtGui import QPdfWriter
from pytestqt.qtbot import QtBot

from digitizer.domain.changes import ChangeSet
from digitizer.domain.sheet import Table
from digitizer.workflow.rescans_arrived import ArrivedScan
from ui.casepages.printing import print_on, set_up
from ui.casepages.waiting import WaitingDialog
from ui.main_window import MainWindow
from ui.situation import PageName

CASE = 1


@pytest.fixture
def arrived(window: MainWindow, backend: FakeBackend) -> ArrivedScan:
    """The second page of a case waits, and its new scan is case 2."""
    pages = backend.data.pages
    pages[CASE] = (pages[CASE][0], pages[3][0])
    backend.case_pages.ask_rescan(CASE, 1, "Mờ")
    awaited, found = backend.case_pages.placed(CASE)[1], backend.case_pages.placed(2)[0]
    return ArrivedScan(awaited, found, is_sure=True)


def test_who_waits_for_a_scan_is_told_and_led_to_its_page(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, arrived: ArrivedScan
) -> None:
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy)
    assert not window.arrived.isVisible()

    backend.data.arrived_scans.append(arrived)
    window.session.bridge.publish(ChangeSet("recognize", cases=frozenset({2})))

    qtbot.waitUntil(window.arrived.isVisible)
    assert arrived.found.scan_name in window.statusBar().currentMessage()
    window.actions_set["arrived-scan"].trigger()
    assert window.page.name is PageName.DESK
    shown = window.desk.paper.page_shown()
    assert shown is not None
    assert shown.page.id == arrived.awaited.view.page.id
    assert arrived.found.scan_name in window.banner.text

    backend.case_pages.replace(CASE, 1, (2, 0), backend.data.cases[CASE].revision)
    qtbot.waitUntil(lambda: not window.arrived.isVisible())


def test_nothing_has_arrived_is_said_too(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_set["arrived-scan"].trigger()

    assert window.banner.text == window.session.text("arrived-none")


def test_the_list_of_papers_is_printed_with_page_numbers(
    window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    backend.case_pages.ask_rescan(CASE, 0, "Mờ, mất góc")
    sheet = backend.case_pages.waiting_sheet()
    table = next(block for block in sheet.blocks if isinstance(block, Table))
    long = replace(sheet, blocks=[replace(table, rows=table.rows * 120)])
    writer = QPdfWriter(str(tmp_path / "printed.pdf"))
    writer.setResolution(150)
    set_up(writer, long)

    count = print_on(writer, long, 150)
    del writer

    with pdfplumber.open(tmp_path / "printed.pdf") as paper:
        texts = [page.extract_text() for page in paper.pages]
        first = paper.pages[0]
        assert (round(first.width), round(first.height)) == (595, 842)
    assert len(texts) == count > 1
    assert all(f"{at}/{count}" in text for at, text in enumerate(texts, 1))
    assert all(table.header[3] in text for text in texts)
    assert "Mờ, mất góc" in texts[0]


def test_the_list_of_papers_is_saved_as_pdf(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    backend.case_pages.ask_rescan(CASE, 0, "Mờ")
    dialog = WaitingDialog(window.session, window)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.save.isEnabled)

    dialog.save_to(tmp_path / "list.pdf")

    qtbot.waitUntil((tmp_path / "list.pdf").exists)
    qtbot.waitUntil(lambda: "list.pdf" in dialog.banner.text)
