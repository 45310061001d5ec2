"""A batch that is a whole register book leaves only when its numbers agree with the book."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, Bench, make_bench, read_case

from digitizer.domain.book import Book, MissingNumber, MissingReason
from digitizer.domain.errors import NotAllowed
from digitizer.domain.problems import Severity
from digitizer.workflow import batches, correct
from digitizer.workflow.overview import case_view

DECLARED = Book(1, 4, (MissingNumber(3, MissingReason.TORN),), 4)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def _book(bench: Bench, folder: Path, numbers: tuple[int, ...]) -> int:
    """A batch with a checked case for each number."""
    case = 0
    for number in numbers:
        values = {**GOOD, "so": f"{number}/2021"}
        case = read_case(bench, folder, f"{number}.png", values=values, batch_name="KS 01/2021")
        correct.finish_case(bench.ports, CLERK, case, 1)
    batch = case_view(bench.ports, case).batch
    assert batch is not None
    return batch.id


def _codes(bench: Bench, batch: int, book: Book | None) -> dict[str, Severity]:
    found = batches.batch_findings(bench.ports, batch, book)
    return {finding.problem.code: finding.problem.severity for finding in found}


def test_a_gap_only_warns_until_the_book_is_declared(bench: Bench, tmp_path: Path) -> None:
    batch = _book(bench, tmp_path, (1, 2, 4))
    assert _codes(bench, batch, None) == {"book-numbers-missing": Severity.WARNING}
    assert _codes(bench, batch, Book(1, 4)) == {"book-numbers-missing": Severity.ERROR}
    batches.submit_batch(bench.ports, CLERK, batch)


def test_a_declared_book_with_a_gap_is_kept_back(bench: Bench, tmp_path: Path) -> None:
    batch = _book(bench, tmp_path, (1, 2, 4))
    batches.declare_book(bench.ports, CLERK, batch, Book(1, 4))
    with pytest.raises(NotAllowed) as refused:
        batches.submit_batch(bench.ports, CLERK, batch)
    assert refused.value.code == "batch-book-wrong"


def test_a_torn_page_that_is_declared_lets_the_book_leave(bench: Bench, tmp_path: Path) -> None:
    batch = _book(bench, tmp_path, (1, 2, 4))
    batches.declare_book(bench.ports, CLERK, batch, DECLARED)
    with bench.ports.unit_of_work() as unit:
        assert unit.batches.get(batch).book == DECLARED
        said = unit.audit.list()[-1]
    assert said.action == "declare-book"
    assert dict(said.details)["missing"] == "3:torn"
    batches.submit_batch(bench.ports, CLERK, batch)


def test_the_word_can_be_taken_back_but_not_after_leaving(bench: Bench, tmp_path: Path) -> None:
    batch = _book(bench, tmp_path, (1, 2))
    batches.declare_book(bench.ports, CLERK, batch, Book(closing_total=9))
    assert "book-total-differs" in _codes(bench, batch, Book(closing_total=9))
    batches.declare_book(bench.ports, CLERK, batch, None)
    batches.submit_batch(bench.ports, CLERK, batch)
    with pytest.raises(NotAllowed):
        batches.declare_book(bench.ports, CLERK, batch, DECLARED)


def test_a_case_set_aside_is_no_entry(bench: Bench, tmp_path: Path) -> None:
    batch = _book(bench, tmp_path, (1, 2))
    again = read_case(
        bench, tmp_path, "again.png", values={**GOOD, "so": "2/2021"}, batch_name="KS 01/2021"
    )
    assert "book-number-twice" in _codes(bench, batch, None)
    correct.set_aside(bench.ports, CLERK, again, "quét hai lần", 1)
    assert _codes(bench, batch, Book(1, 2, (), 2)) == {}
