"""A scan that somebody waits for is recognised when it arrives."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine
from support.paged_case import Desk, make_desk

from digitizer.bootstrap.desk.case_pages import CasePagesDesk
from digitizer.domain.changes import Actor
from digitizer.messages import Messages

CLERK, OTHER = Actor("Nguyễn Thị Mẫu"), Actor("Trần Văn Mẫu")
ENTRY = {"noiDangKy": "UBND xã Mẫu, tỉnh Mẫu", "quyenSo": "01/2021", "so": "15/2021"}
BOOK = "Quyển 01"


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(engine, tmp_path)


def pages_of(desk: Desk, actor: Actor) -> CasePagesDesk:
    return CasePagesDesk(desk.ports, actor, Messages("vi"))


@pytest.fixture
def pages(desk: Desk) -> CasePagesDesk:
    return pages_of(desk, CLERK)


def test_the_same_entry_is_the_awaited_scan(desk: Desk, pages: CasePagesDesk) -> None:
    (early,) = desk.arrive({**ENTRY, "nksHoTen": "LÊ THỊ MẪU"})
    (case_id,) = desk.arrive(ENTRY)
    pages.ask_rescan(case_id, 0, "Mờ")
    assert pages.rescans_arrived() == []

    desk.arrive({**ENTRY, "so": "16/2021"})
    (arrived,) = desk.arrive({**ENTRY, "nksHoTen": "LÊ THỊ MẬU"})

    (found,) = pages.rescans_arrived()
    assert (found.awaited.case_id, found.found.case_id, found.is_sure) == (case_id, arrived, True)
    assert early != arrived
    assert next(iter(pages.recent(case_id))).case_id in (early, arrived)

    pages.replace(case_id, 0, (arrived, 0), desk.revision(case_id))
    assert pages.rescans_arrived() == []


def test_a_page_without_an_entry_in_the_same_batch_may_be_it(
    desk: Desk, pages: CasePagesDesk
) -> None:
    (case_id,) = desk.arrive(ENTRY, {"meHoTen": "Nguyễn Thị Mẫu"}, batch=BOOK)
    pages.ask_rescan(case_id, 1, "Mất góc")
    desk.arrive({"meHoTen": "Nguyễn Thị Khác"}, batch="Quyển 02")
    assert pages.rescans_arrived() == []

    (arrived,) = desk.arrive({"meHoTen": "Nguyễn Thị Mẫu"}, batch=BOOK)

    (found,) = pages.rescans_arrived()
    assert (found.found.case_id, found.is_sure) == (arrived, False)
    assert found.awaited.place == 1


def test_everybody_hears_of_their_own_wishes(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(ENTRY)
    pages.ask_rescan(case_id, 0, "Mờ")
    desk.arrive(ENTRY)

    assert pages_of(desk, OTHER).rescans_arrived() == []
    assert len(pages_of(desk, OTHER).rescans_arrived(own=False)) == 1


def test_the_printed_list_holds_what_finds_the_paper_and_no_more(
    desk: Desk, pages: CasePagesDesk, tmp_path: Path
) -> None:
    named = {"nksHoTen": "LÊ THỊ MẪU", "meHoTen": "Nguyễn Thị Mẫu"}
    (whole,) = desk.arrive({**ENTRY, **named}, batch=BOOK)
    (unnumbered,) = desk.arrive(named)
    pages.ask_rescan(whole, 0, "Mờ")
    pages.ask_rescan(unnumbered, 0, "Mất góc")

    sheet = pages.waiting_sheet()
    said = repr(sheet)

    assert said.index("15/2021") < said.index("LÊ THỊ MẪU")
    assert said.count("LÊ THỊ MẪU") == 1
    assert "Nguyễn Thị Mẫu, 23/11/2026" in said
    assert said.count("Nguyễn Thị Mẫu") == 3
    pages.write_waiting(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    pages.write_waiting(tmp_path / "a.pdf", replaces=True)
    assert sorted(each.name for each in tmp_path.glob("*.pdf*")) == [
        "a.pdf",
        "scan-001.pdf",
        "scan-002.pdf",
    ]
