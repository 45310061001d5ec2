"""The numbers of a book rise in the order in which its pages were scanned."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.book import Book, MissingNumber, MissingReason
from digitizer.domain.checks import BatchFinding, Entry, ScanPlace, check_batch
from digitizer.domain.problems import Severity
from digitizer.messages import Messages
from digitizer.schemas import load_catalog

CATALOG = load_catalog()
BIRTH = CATALOG.types["civil_status.birth"]
ORDER_ONLY = replace(
    BIRTH, batch_rules=tuple(rule for rule in BIRTH.batch_rules if "scan_order" in rule.kind)
)
ENTRIES, PAGES = "book-entries-out-of-order", "book-pages-out-of-order"
REGISTERS = (
    "civil_status.birth",
    "civil_status.correction",
    "civil_status.death",
    "civil_status.marital_status",
    "civil_status.marriage",
    "civil_status.parent_child",
    "justice.certification_entry",
)


def entry(
    case: int, number: str, *, page: str = "", book: str = "01/2017", at: ScanPlace | None = None
) -> Entry:
    values = {"so": number, "quyenSo": book, "trangSo": page}
    return Entry(case, values, at or ScanPlace(f"so-{case}.png", case, 1))


def in_file(page: int, file: str = "so.pdf", came: int = 1) -> ScanPlace:
    return ScanPlace(file, came, page)


def found(entries: list[Entry], book: Book | None = None) -> list[BatchFinding]:
    findings = list(check_batch(ORDER_ONLY, entries, book))
    for finding in findings:
        for language in ("vi", "en"):
            assert Messages(language).problem(finding.problem)
    return findings


def test_rising_numbers_with_gaps_are_in_order() -> None:
    declared = Book(1, 9, (MissingNumber(2, MissingReason.TORN),))
    numbers = ["1/2017", "3/2017", "8/2017"]
    assert found([entry(i, each) for i, each in enumerate(numbers)], declared) == []


def test_a_page_scanned_too_late_is_named_with_its_neighbour() -> None:
    (one,) = found([entry(4, "1/2017"), entry(5, "9/2017"), entry(6, "3/2017")])
    assert (one.problem.code, one.problem.severity) == (ENTRIES, Severity.WARNING)
    assert one.cases == (5, 6)
    said = dict(one.problem.params)
    assert (said["number"], said["other"], said["book"]) == ("3/2017", "9/2017", "01/2017")
    words = Messages("vi").problem(one.problem)
    assert "3/2017 (hồ sơ 6)" in words
    assert "9/2017 (hồ sơ 5)" in words


def test_it_only_warns_in_a_declared_book_too() -> None:
    (one,) = found([entry(1, "2/2017"), entry(2, "1/2017")], Book(1, 2))
    assert one.problem.severity is Severity.WARNING


def test_each_book_has_an_order_of_its_own() -> None:
    first = [entry(1, "7/2017"), entry(2, "8/2017")]
    second = [entry(3, "1/2017", book="02/2017"), entry(4, "2/2017", book="02/2017")]
    assert found([*first, *second]) == []


def test_entries_of_one_page_stand_as_the_book_has_them() -> None:
    assert found([entry(1, "5/2017", at=in_file(3)), entry(2, "4/2017", at=in_file(3))]) == []
    assert found([entry(1, "5/2017", at=in_file(3)), entry(2, "4/2017", at=in_file(4))])


def test_numbers_begin_anew_with_the_year() -> None:
    assert found([entry(1, "120/2017"), entry(2, "1/2018")]) == []
    (one,) = found([entry(1, "1/2018"), entry(2, "120/2017")])
    assert one.cases == (1, 2)


def test_pages_are_in_order_where_they_were_read() -> None:
    pages = [entry(1, "", page="10"), entry(2, ""), entry(3, "", page="9")]
    (one,) = found(pages)
    assert (one.problem.code, one.cases) == (PAGES, (1, 3))


def test_files_put_in_at_once_are_in_the_order_of_their_names() -> None:
    """They came as the folder lists them: so-10 before so-2."""
    listed = [(1, "so-1.png"), (10, "so-10.png"), (2, "so-2.png")]
    entries = [
        entry(came, f"{number}/2017", at=in_file(1, name, came))
        for came, (number, name) in enumerate(listed)
    ]
    assert found(entries) == []


def test_files_whose_names_say_nothing_are_in_the_order_in_which_they_came() -> None:
    names = ["tờ b.png", "tờ c.png", "tờ a.png"]
    entries = [
        entry(came, f"{came}/2017", at=in_file(1, name, came))
        for came, name in enumerate(names, start=1)
    ]
    assert found(entries) == []


def test_a_case_of_which_nobody_knows_when_it_was_scanned_is_left_out() -> None:
    stray = replace(entry(2, "9/2017"), place=None)
    assert found([entry(1, "1/2017"), stray, entry(3, "2/2017")]) == []


def test_a_book_scanned_from_its_end_does_not_fill_the_list() -> None:
    findings = found([entry(case, f"{50 - case}/2017") for case in range(50)])
    assert len(findings) == 21
    assert findings[-1].problem.code == "book-order-more"
    assert dict(findings[-1].problem.params)["count"] == "29"


@given(st.lists(st.integers(1, 400), unique=True, max_size=30))
def test_whatever_rises_is_in_order_and_nothing_else(numbers: list[int]) -> None:
    entries = [entry(case, f"{number}/2017") for case, number in enumerate(numbers)]
    assert (found(entries) == []) is (sorted(numbers) == numbers)


@pytest.mark.parametrize("key", REGISTERS)
def test_every_register_says_which_of_its_fields_count_the_order(key: str) -> None:
    rules = {rule.kind: rule for rule in CATALOG.types[key].batch_rules}
    assert rules["entries_in_scan_order"].fields[0] == CATALOG.types[key].entry_field
    assert rules["pages_in_scan_order"].fields[0] == "trangSo"
    assert "01/2023/TT-VPCP" in rules["pages_in_scan_order"].source
