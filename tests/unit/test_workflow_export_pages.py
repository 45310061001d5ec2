"""What the packager is told of each page: its lines, and which fields stand there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.workspace import BIRTH, CLERK, SUPERVISOR, Bench, make_bench, stored_scan

from digitizer.domain.case import CaseReading, ReadPage, Region, ScanReading
from digitizer.domain.errors import Conflict
from digitizer.domain.page import Box, LineReading, Origin, PageReading, TextLine, Word
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.work_plan import WorkPlan
from digitizer.workflow import approve, batches, correct, export, recognize
from digitizer.workflow.arrange_pages import insert_page
from digitizer.workflow.overview import case_view

ORIGIN = Origin("test", "1")


def _field(key: str, text: str, page: int, box: Box | None) -> FieldReading:
    return FieldReading(key, text, text, 0.9, ReadingState.ACCEPTED, page, box, ORIGIN)


def _page(folder: Path, number: int) -> ReadPage:
    image = folder / f"page-{number}.jpg"
    image.write_bytes(b"upright %d" % number)
    box = Box(10, 10, 90, 20)
    words = (Word(f"trang{number}", box, 0.9),)
    line = TextLine(box, (LineReading(ORIGIN, words),))
    return ReadPage.of(PageReading(number, 800, 1100, 100, 0, 0.0, (line,)), str(image))


def _read(bench: Bench, folder: Path, name: str, pages: int, *cases: CaseReading) -> int:
    """The case of a scan that was stored and read."""
    stored_scan(bench, folder, name, "KS 01")
    task = recognize.next_task(bench.ports, "test")
    assert task is not None
    read = tuple(_page(folder, number) for number in range(1, pages + 1))
    (case_id,) = recognize.store_reading(bench.ports, task, ScanReading(read, cases)).cases
    return case_id


def _birth(bench: Bench, regions: tuple[Region, ...], *fields: FieldReading) -> CaseReading:
    return CaseReading(BIRTH, bench.ports.catalog.types[BIRTH].version, 0.9, regions, fields)


def _answered_for(bench: Bench, case_id: int) -> int:
    """The batch of the case, with the case filled in and approved."""
    typed = {"quyenSo": "01/2021", "ngayDangKy": "20/03/2021", "so": "1/2021"}
    more = {"nksHoTen": "LÊ THỊ MẬU", "nksNgaySinh": "16/03/2021", "nksGioiTinh": "Nữ"}
    for key, text in {**typed, **more}.items():
        correct.set_field(bench.ports, CLERK, case_id, key, text, bench.revision(case_id))
    correct.finish_case(bench.ports, CLERK, case_id, bench.revision(case_id))
    batch = case_view(bench.ports, case_id).batch
    assert batch is not None
    batches.submit_batch(bench.ports, CLERK, batch.id)
    approve.approve_batch(bench.ports, SUPERVISOR, batch.id)
    return batch.id


def test_the_packager_is_told_every_scan_that_pages_come_from(tmp_path: Path) -> None:
    bench = make_bench(tmp_path)
    own = _read(bench, tmp_path, "a.png", 1, _birth(bench, (Region(1),)))
    other = _read(bench, tmp_path, "b.png", 2, _birth(bench, (Region(1), Region(2))))
    insert_page(bench.ports, CLERK, own, 1, (other, 1), "", bench.revision(own))
    insert_page(bench.ports, CLERK, own, 0, (other, 0), "lẫn trang", bench.revision(own))

    export.export_batch(bench.ports, SUPERVISOR, _answered_for(bench, own), tmp_path)

    (case,) = bench.packed[0].cases
    assert len(case.pages) == 3
    assert case.scan_name.endswith("a.png")
    (further,) = case.further_scans
    assert (further.name.endswith("b.png"), further.card) == (True, None)
    assert further.sha256 != case.scan_sha256


def test_the_packager_gets_each_part_with_its_fields_and_lines(tmp_path: Path) -> None:
    bench = make_bench(tmp_path)
    upper, lower = Box(0, 0, 800, 500), Box(0, 500, 800, 600)
    fields = (
        _field("nksHoTen", "LÊ THỊ MẪU", 1, Box(10, 60, 200, 30)),
        _field("nksDanToc", "Kinh", 1, Box(10, 700, 90, 30)),
        _field("nksQuocTich", "Việt Nam", 2, Box(10, 60, 90, 30)),
        _field("so", "1/2021", 1, None),
    )
    birth = _birth(bench, (Region(1, upper), Region(1, lower), Region(2)), *fields)
    batch_id = _answered_for(bench, _read(bench, tmp_path, "a.png", 2, birth))

    with bench.ports.unit_of_work(write=True) as unit:
        now = bench.ports.clock()
        unit.progress.set_plan(WorkPlan(now.date(), office="UBND xã Mẫu"), SUPERVISOR.name, now)
        unit.commit()

    export.export_batch(bench.ports, SUPERVISOR, batch_id, tmp_path)

    assert bench.packed[0].office == "UBND xã Mẫu"
    pages = bench.packed[0].cases[0].pages
    placed = [set(page.fields) & {each.key for each in fields} for page in pages]
    assert placed == [{"nksHoTen", "so"}, {"nksDanToc"}, {"nksQuocTich"}]
    assert [page.lines()[0].text for page in pages] == ["trang1", "trang1", "trang2"]
    assert bench.packed[0].cases[0].record.fields["nksHoTen"].text == "LÊ THỊ MẬU"

    with bench.ports.unit_of_work(write=True) as unit:
        page_id = pages[2].region.page_id or 0
        page, whole = unit.case_pages.pages([page_id])[page_id], unit.scans.page_reading(page_id)
        unit.case_pages.put(replace(page, rotation=90, image_sha256="0" * 64), whole)
        unit.commit()
    with pytest.raises(Conflict):
        pages[2].lines()
