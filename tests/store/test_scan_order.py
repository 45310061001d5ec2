"""Where a case stands among the scans of its batch, in both databases."""

from __future__ import annotations

import pytest
from support.paged_case import make_desk
from support.workspace import GOOD

from digitizer.domain.changes import Actor
from digitizer.domain.checks import ScanPlace
from digitizer.domain.lifecycle import BatchState
from digitizer.workflow import batches, correct
from digitizer.workflow.replace_page import replace_page

MAI = Actor("Lê Thị Mai")
BOOK = "Khai sinh 01/2021"


@pytest.fixture
def desk(engine, tmp_path):
    return make_desk(engine, tmp_path)


def paper(number, page=""):
    return {**GOOD, "so": f"{number}/2021", "trangSo": page}


def places(desk, batch):
    with desk.ports.unit_of_work() as unit:
        return unit.page_counts.scan_places(batch)


def out_of_order(desk, batch):
    return {
        (each.problem.code, each.cases)
        for each in batches.batch_findings(desk.ports, batch, None)
        if each.problem.code.endswith("-out-of-order")
    }


def test_pages_of_a_file_and_files_in_their_order(desk):
    first, second = desk.arrive(
        paper(1, "1"), paper(3, "3"), batch=BOOK, cases=[[1], [2]]
    )  # fmt: skip
    (third,) = desk.arrive(paper(2, "2"), batch=BOOK)
    batch = desk.case(first).batch_id
    scans = [desk.case(each).scan_id for each in (first, third)]
    assert places(desk, batch) == {
        first: ScanPlace("scan-001.pdf", scans[0], 1),
        second: ScanPlace("scan-001.pdf", scans[0], 2),
        third: ScanPlace("scan-002.pdf", scans[1], 1),
    }
    assert out_of_order(desk, batch) == {
        ("book-entries-out-of-order", (second, third)),
        ("book-pages-out-of-order", (second, third)),
    }
    for case in (first, second, third):
        correct.finish_case(desk.ports, MAI, case, desk.revision(case))
    batches.submit_batch(desk.ports, MAI, batch)
    with desk.ports.unit_of_work() as unit:
        assert unit.batches.get(batch).state is BatchState.SUBMITTED, "it is only said"


def test_a_page_that_was_scanned_again_keeps_the_place_of_the_first(desk):
    (first,) = desk.arrive(paper(1), batch=BOOK)
    (second,) = desk.arrive(paper(2), batch=BOOK)
    (better,) = desk.arrive(paper(1), batch=BOOK)
    batch = desk.case(first).batch_id
    assert out_of_order(desk, batch) == {("book-entries-out-of-order", (second, better))}
    reasons = ("ảnh mờ", "đã thay")
    replace_page(desk.ports, MAI, first, 0, (better, 0), reasons, desk.revision(first))
    assert places(desk, batch)[first].came == desk.case(first).scan_id
    assert out_of_order(desk, batch) == set()


def test_a_case_moved_out_of_a_larger_file_has_no_place(desk):
    first, second = desk.arrive(paper(1), paper(2), batch=BOOK, cases=[[1], [2]])
    (better,) = desk.arrive(paper(1), batch=BOOK)
    batch = desk.case(first).batch_id
    reasons = ("ảnh mờ", "đã thay")
    replace_page(desk.ports, MAI, first, 0, (better, 0), reasons, desk.revision(first))
    found = places(desk, batch)
    assert first not in found
    assert found[second].page == 2
