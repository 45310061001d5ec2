"""What is found over a whole register book: gaps, repeats, falling days, a wrong closing total."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.book import Book, MissingNumber, MissingReason
from digitizer.domain.checks import BatchFinding, Entry, check_batch, check_batch_rule
from digitizer.domain.checks.batch import ranges
from digitizer.domain.errors import BadSchema
from digitizer.domain.problems import Severity
from digitizer.domain.schema import BatchRule
from digitizer.messages import Messages
from digitizer.schemas import load_catalog

RULES = (
    BatchRule("running_numbers", ("so", "quyenSo"), Severity.ERROR, "Luật Hộ tịch, Điều 58"),
    BatchRule("dates_rise", ("so", "quyenSo", "ngayDangKy"), Severity.WARNING, "Lẽ thường"),
    BatchRule("closing_total", ("so",), Severity.ERROR, "Luật Hộ tịch, Điều 58"),
)
BIRTH = replace(load_catalog().types["civil_status.birth"], batch_rules=RULES)


def entry(case_id: int, number: int, day: str = "2017-05-01", book: str = "01/2017") -> Entry:
    return Entry(case_id, {"so": f"{number}/2017", "quyenSo": book, "ngayDangKy": day})


def found(entries: list[Entry], book: Book | None = None) -> dict[str, BatchFinding]:
    findings = check_batch(BIRTH, entries, book)
    for finding in findings:
        for language in ("vi", "en"):
            assert Messages(language).problem(finding.problem)
    return {finding.problem.code: finding for finding in findings}


def test_a_whole_book_is_clean() -> None:
    book = Book(first=1, last=3, closing_total=3)
    assert found([entry(1, 1), entry(2, 2), entry(3, 3)], book) == {}


def test_a_number_left_out_is_named() -> None:
    findings = found([entry(1, 1), entry(2, 2), entry(3, 6)], Book())
    problem = findings["book-numbers-missing"].problem
    assert dict(problem.params)["numbers"] == "3-5"
    assert problem.severity is Severity.ERROR


def test_a_part_of_a_book_only_warns() -> None:
    findings = found([entry(1, 14), entry(2, 16)])
    assert findings["book-numbers-missing"].problem.severity is Severity.WARNING


def test_a_torn_page_that_is_declared_is_no_gap() -> None:
    torn = (MissingNumber(2, MissingReason.TORN),)
    assert found([entry(1, 1), entry(3, 3)], Book(missing=torn, closing_total=3)) == {}


def test_a_number_declared_gone_that_is_there_is_told() -> None:
    gone = (MissingNumber(2, MissingReason.LOST),)
    findings = found([entry(1, 1), entry(7, 2)], Book(missing=gone))
    assert findings["book-number-there"].cases == (7,)


def test_a_number_twice_names_both_cases() -> None:
    findings = found([entry(1, 1), entry(4, 2), entry(9, 2)])
    assert findings["book-number-twice"].cases == (4, 9)


def test_numbers_beyond_the_last_one_are_told() -> None:
    assert found([entry(1, 1), entry(2, 2)], Book(last=1))["book-number-outside"].cases == (2,)


def test_two_books_of_one_batch_count_apart() -> None:
    assert found([entry(1, 1), entry(2, 1, book="02/2017"), entry(3, 2, book="02/2017")]) == {}


def test_an_entry_without_its_book_belongs_to_the_only_one() -> None:
    assert found([entry(1, 1), entry(2, 2, book=""), entry(3, 3)], Book(1, 3)) == {}


def test_a_later_number_of_an_earlier_day_is_told() -> None:
    entries = [entry(1, 1), entry(2, 2, "2017-04-02"), entry(3, 3, "2017-05-02")]
    assert found(entries)["book-dates-fall"].cases == (1, 2)


def test_an_incomplete_day_proves_nothing() -> None:
    assert found([entry(1, 1, "2017-05-01"), entry(2, 2, "2017")]) == {}


def test_the_closing_total_counts_cases_and_missing_numbers() -> None:
    findings = found([entry(1, 1), entry(2, 2)], Book(closing_total=3))
    assert dict(findings["book-total-differs"].problem.params)["total"] == "3"


@given(st.sets(st.integers(1, 400), min_size=1), st.sets(st.integers(1, 400)))
def test_what_is_there_or_declared_gone_is_never_missing(there: set[int], gone: set[int]) -> None:
    book = Book(
        first=1,
        last=400,
        missing=tuple(MissingNumber(n, MissingReason.TORN) for n in sorted(gone - there)),
    )
    findings = found([entry(n, n) for n in sorted(there)], book)
    left = 400 - len(there | gone)
    count = findings.get("book-numbers-missing")
    assert (int(dict(count.problem.params)["count"]) if count else 0) == left


def test_ranges_are_short() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"
    assert ranges(list(range(1, 100, 2))).endswith(", …")


@pytest.mark.parametrize(
    "rule",
    [
        BatchRule("guess", ("so",), Severity.ERROR, "x"),
        BatchRule("closing_total", ("so", "quyenSo"), Severity.ERROR, "x"),
    ],
)
def test_a_rule_that_cannot_work_is_refused(rule: BatchRule) -> None:
    with pytest.raises(BadSchema):
        check_batch_rule(rule)


@pytest.mark.parametrize(("first", "last", "total"), [(0, None, None), (5, 4, None), (1, 2, -1)])
def test_a_book_that_cannot_be_is_refused(first: int, last: int | None, total: int | None) -> None:
    with pytest.raises(ValueError):
        Book(first, last, (), total)
