"""Corrections, and books with several entries on a page, from scans to a verified package."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from support.program import run
from support.type_walk import CLERK, SUPERVISOR, Walked, expected_row, walk_types

from digitizer.bootstrap.workspace import open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.demo_clerk import settle_case
from digitizer.domain.record import ValueState
from digitizer.domain.schema import FieldKind
from digitizer.samples import generate
from digitizer.schemas import load_catalog
from digitizer.workflow.ports import CaseFilter

CORRECTIONS = {
    "correction": (
        "correction_extract_2020",
        "correction_extract_copy",
        "correction_register_2015",
        "correction_decision",
    )
}
BOOKS = ("birth_book_three", "birth_book_over", "marriage_book_three", "marriage_book_over")
A4_POINTS, MARGIN_POINTS = 842, 12
LEAST_RIGHT = 0.93


@pytest.fixture(scope="module")
def corrections(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    return walk_types(tmp_path_factory.mktemp("corrections"), CORRECTIONS, seed=17)["correction"]


@pytest.mark.slow
@pytest.mark.tesseract
def test_corrections_are_told_and_read(corrections: Walked) -> None:
    assert corrections.types == ["civil_status.correction"] * len(CORRECTIONS["correction"])
    assert corrections.wrong == []
    assert corrections.right >= LEAST_RIGHT * corrections.printed


@pytest.mark.slow
@pytest.mark.tesseract
def test_what_leaves_is_what_the_corrections_say(corrections: Walked) -> None:
    catalog = load_catalog()
    doc_type = catalog.types["civil_status.correction"]
    dates = {spec.key for spec in doc_type.fields if spec.kind is FieldKind.DATE}
    assert corrections.sound
    for row, values in zip(corrections.rows, corrections.expected, strict=True):
        for name, text in expected_row(catalog, doc_type.key, values).items():
            assert row[name] == (text.replace("/", ".") if name in dates else text), name
    assert all(name.startswith("TDCC.") for name in corrections.documents)


@dataclass(slots=True)
class Book:
    """One scanned book: what its cases say, what was read, and the documents that left."""

    truths: list[dict[str, Any]]
    numbers: list[str | None] = field(default_factory=list)
    printed: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    sizes: dict[str, list[float]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    root = tmp_path_factory.mktemp("books")
    assert run("init", root / "ws").code == 0
    found: dict[str, Book] = {}
    for number, layout in enumerate(BOOKS):
        made = generate(root / layout, 1, 41 + number, damage="clean", layout=layout)[0]
        inbox = root / "ws" / "inbox" / layout
        inbox.mkdir()
        shutil.copy(made.path, inbox)
        found[layout] = Book(json.loads(made.truth_path.read_text(encoding="utf-8"))["cases"])
    watched = run("watch", "--once", workspace=root / "ws")
    assert watched.code == 0, watched.out + watched.err
    clerk = open_workspace(root / "ws", CLERK, "vi")
    try:
        for layout, book in found.items():
            _walk(clerk, layout, book, root / "out" / layout)
    finally:
        clerk.close()
    return found


def _walk(clerk: Workstation, layout: str, book: Book, out: Path) -> None:
    out.mkdir(parents=True)
    batch = clerk.batch(layout)
    key = f"civil_status.{layout.partition('_')[0]}"
    summaries = sorted(
        clerk.case_summaries(CaseFilter(batch_id=batch.id), limit=100), key=lambda each: each.id
    )
    for number, (summary, truth) in enumerate(zip(summaries, book.truths, strict=True)):
        _compare(clerk, summary.id, truth["fields"], book)
        one = out / f"{number}.truth.json"
        one.write_text(json.dumps({"document_type": key, "cases": [truth]}), encoding="utf-8")
        settle_case(clerk, summary.id, one)
        clerk.finish_case(summary.id, clerk.case_view(summary.id).case.revision)
    clerk.submit_batch(batch.id)
    supervisor = clerk.with_actor(SUPERVISOR)
    supervisor.approve_batch(batch.id)
    assert supervisor.rehearsal.rehearse(batch.id).is_clean
    result = supervisor.export_batch(batch.id, out)
    assert supervisor.verify(result.archive).is_sound
    for path in (result.folder / "data/documents").iterdir():
        with pdfplumber.open(path) as document:
            book.sizes[path.name] = [page.height for page in document.pages]


def _compare(clerk: Workstation, case_id: int, truth: dict[str, Any], book: Book) -> None:
    record = clerk.case_view(case_id).case.record
    assert record is not None
    book.numbers.append(record.value("so"))
    book.printed += len(truth)
    for key, value in record.fields.items():
        wanted = truth.get(key, {}).get("value")
        book.right += key in truth and value.value == wanted
        if value.state is ValueState.ACCEPTED and value.value != wanted:
            book.wrong.append(f"{key}: {value.text!r} for {wanted!r}")


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("layout", BOOKS)
def test_each_entry_of_a_book_is_a_case_and_nothing_wrong_is_accepted(
    books: dict[str, Book], layout: str
) -> None:
    book = books[layout]
    assert book.numbers == [truth["fields"]["so"]["value"] for truth in book.truths]
    assert book.wrong == []
    assert book.right >= LEAST_RIGHT * book.printed


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("layout", BOOKS)
def test_the_document_of_an_entry_shows_its_own_parts_of_the_pages(
    books: dict[str, Book], layout: str
) -> None:
    book = books[layout]
    assert len(book.sizes) == len(book.truths)
    pages = sorted(len(heights) for heights in book.sizes.values())
    assert pages == sorted(len(truth["pages"]) for truth in book.truths)
    # Together they show each page once, but for the margins at the cuts.
    heights = [height for each in book.sizes.values() for height in each]
    scanned = max(number for truth in book.truths for number in truth["pages"])
    assert sum(heights) <= scanned * A4_POINTS + len(heights) * MARGIN_POINTS
    assert min(heights) < A4_POINTS / 2
