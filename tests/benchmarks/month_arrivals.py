"""The papers come: books and single files into the scanner's folder, read by the seeded reader or
by Tesseract."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from desk_corpus import _with_book as with_book
from month_clerks import second_fields
from month_office import BOTH, CARELESS, GOOD, SUPERVISOR
from month_papers import Entry
from month_reading import SeededPool
from month_state import REAL, State, Way
from month_truth import count_wrong

from digitizer.bootstrap.workstation import Workstation
from digitizer.samples import Wish, generate
from digitizer.workflow.ports import CaseFilter


def receive(state: State, numbers: list[int], *, twice: frozenset[int]) -> None:
    """Scan these books; each was handed over with its pages counted."""
    for number in numbers:
        book = state.shelf.book(number)
        state.hand_over("out", book.name, book.pages)
        state.ledger.files += state.shelf.drop(number, _inbox(state))
        state.ledger.pages += book.pages
        state.ledger.cases += book.cases
    if not numbers:
        return
    done = state.office.watch(lambda: SeededPool(state.shelf))
    if done.code != 0:
        state.problems.append(f"watch: {done.code} {done.err}")
    with state.office.station(SUPERVISOR) as station:
        for number in numbers:
            book = state.shelf.book(number)
            clerk = (GOOD, CARELESS, BOTH)[(number - 1) % 3]
            way = Way(book.name, clerk, state.truths.learn(station, book), number in twice)
            _begin(state, station, way)
    for number in twice.intersection(numbers):
        _plan_twice(state, state.shelf.book(number).name, state.shelf.book(number).document_type)


def receive_again(state: State, number: int) -> None:
    """A file that was scanned twice, and one that the scanner broke off."""
    book = state.shelf.book(number)
    folder = _inbox(state) / "Lẻ"
    folder.mkdir(exist_ok=True)
    with state.office.station(SUPERVISOR) as station, station.ports.unit_of_work() as unit:
        scan = unit.scans.get(1)
        again = f"again-{number}{Path(scan.name).suffix}"
        shutil.copy(station.ports.vault.path(scan.sha256), folder / again)
    (folder / f"broken-{number}.png").write_bytes(f"\x89PNG {book.name}".encode())
    state.ledger.duplicates += 1
    state.ledger.quarantined += 1
    if state.office.watch(lambda: SeededPool(state.shelf)).code != 1:
        state.problems.append("a broken file was taken without a word")


def receive_real(state: State, count: int) -> None:
    """Drawn papers that the real reader reads, with the truth that the generator wrote."""
    samples = state.office.root.parent / "samples"
    folder = _inbox(state) / REAL
    folder.mkdir()
    wish = Wish(types=("birth",), forms=("certificate",), damages=("clean",))
    for made in generate(samples, count, state.seed, wish=wish):
        shutil.copy(made.path, folder / made.path.name)
    done = state.office.watch(None)
    if done.code != 0:
        state.problems.append(f"watch: {done.code} {done.err}")
    with state.office.station(GOOD) as station:
        _learn_real(state, station, samples)


def _learn_real(state: State, station: Workstation, samples: Path) -> None:
    """A file whose cases were miscounted, and a paper taken for another type, is set aside."""
    batch = station.batch(REAL)
    rows = list(station.case_summaries(CaseFilter(batch_id=batch.id), limit=1000))
    by_scan: dict[str, list[int]] = {}
    for row in rows:
        by_scan.setdefault(row.scan_name, []).append(row.id)
    for number, (name, ids) in enumerate(sorted(by_scan.items()), start=1):
        told = json.loads((samples / name).with_suffix(".truth.json").read_text("utf-8"))
        is_right = len(told["cases"]) == len(ids)
        for at, case_id in enumerate(sorted(ids)):
            values = {}
            if is_right:
                case = told["cases"][at]["fields"]
                printed = {key: each["value"] for key, each in case.items()}
                # Papers that print no book come from books of their own, so that none are alike.
                of_book = {"quyenSo": f"{number:02d}/{printed['ngayDangKy'][:4]}"}
                values = with_book(of_book | printed)
            _take_real(state, station, case_id, Entry(told["document_type"], values), is_right)
    state.ledger.files += len(by_scan)
    state.ledger.pages += state.pages_of_real(station)
    state.ledger.cases += len(rows)
    _begin(state, station, Way(REAL, GOOD, sorted(row.id for row in rows)))


def _take_real(
    state: State, station: Workstation, case_id: int, entry: Entry, is_right: bool
) -> None:
    case = station.case_view(case_id).case
    if is_right and case.record is None:
        station.assign_type(case_id, entry.document_type, case.revision)
    elif not is_right or case.document_type != entry.document_type:
        state.truths.blank.add(case_id)
    state.truths.real[case_id] = entry


def _begin(state: State, station: Workstation, way: Way) -> None:
    way.machine = count_wrong(state.truths, station, state.papers_of(way))
    state.ways[way.batch] = way


def _plan_twice(state: State, batch: str, document_type: str) -> None:
    keys = second_fields(document_type, state.second)
    asked = [part for key in keys for part in ("--twice", key)]
    state.office.ask(SUPERVISOR, "batch", "plan", batch, *asked)
    state.ledger.note("plan-batch")


def _inbox(state: State) -> Path:
    return state.office.root / "inbox"
