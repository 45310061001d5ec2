"""A reader that knows what is on every seeded paper, and errs at stated rates.

It stands in the place of the warm workers (``digitizer.bootstrap.watching.ProcessReadingPool``), so
that 8,000 papers are read in minutes; everything before and behind it is the product's own. A field
is read right, read right and doubted, read wrong (a letter, a tone mark) and doubted, read wrong
and taken for sure, or not found at all.
"""

from __future__ import annotations

import hashlib
import random
import unicodedata
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from month_papers import (
    DPI,
    SIZE,
    TODAY,
    Book,
    Entry,
    Place,
    Sheet,
    draw,
    invent_book,
    known_types,
    places,
    true_record,
)
from PIL import Image

from digitizer.domain.case import CaseReading, ReadPage, Region, ScanReading
from digitizer.domain.checks import blocking, check_record
from digitizer.domain.page import Box, Origin, PageReading
from digitizer.domain.problems import Problem
from digitizer.domain.record import Candidate, FieldReading, ReadingState
from digitizer.domain.schema import FieldKind, FieldSpec
from digitizer.domain.values.canonical import canonical_for, shown_for

_ORIGIN, _OTHER = Origin("seeded", "1"), Origin("seeded-second", "1")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LOOK_ALIKE = {"h": "n", "n": "m", "u": "n", "c": "e", "i": "l", "g": "q", "o": "a", "t": "f"}
_SPOILT = (FieldKind.NAME, FieldKind.PLACE, FieldKind.TEXT, FieldKind.DATE)
_NEVER = frozenset({"so", "quyenSo", "ngayDangKy", "loaiDangKy", "noiDangKy"})
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Rates:
    """Of 1: how many fields are read so."""

    doubted: float = 0.02
    wrong: float = 0.02
    silent: float = 0.0005
    unread: float = 0.005


@dataclass
class Shelf:
    """Which sheet a file is, by its hash."""

    seed: int
    size: int
    rates: Rates = Rates()
    known: dict[str, tuple[int, int]] = field(default_factory=dict)

    def book(self, number: int) -> Book:
        return invent_book(self.seed, number, self.size)

    def drop(self, number: int, inbox: Path) -> int:
        """Scan a whole book into a folder of its name; how many files that gave."""
        book = self.book(number)
        folder = inbox / book.name
        folder.mkdir(parents=True)
        for at, sheet in enumerate(book.sheets):
            path = draw(book, sheet, folder)
            self.known[hashlib.sha256(path.read_bytes()).hexdigest()] = (number, at)
        return len(book.sheets)


class SeededPool:
    """The interface of :class:`ocr.pool.ProcessReadingPool`, answering at once."""

    size = 1

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def submit(
        self, source: Path, work_dir: Path, wanted_type: str | None = None
    ) -> Future[ScanReading]:
        answer: Future[ScanReading] = Future()
        number, at = self._shelf.known[hashlib.sha256(source.read_bytes()).hexdigest()]
        book = self._shelf.book(number)
        answer.set_result(_read(self._shelf, book, book.sheets[at], source, work_dir))
        return answer

    def close(self) -> None:
        """There is nobody to send home."""


def _read(shelf: Shelf, book: Book, sheet: Sheet, source: Path, work_dir: Path) -> ScanReading:
    pages = []
    with Image.open(source) as image:
        for at in range(sheet.pages):
            image.seek(at)
            path = work_dir / f"page-{at + 1}.jpg"
            image.convert("L").save(path, quality=30, dpi=(DPI, DPI))
            page = PageReading(at + 1, *SIZE, DPI, 0, 0.0, ())
            pages.append(ReadPage.of(page, str(path)))
    cases = tuple(_case(shelf, book, sheet, at) for at in range(len(sheet.entries)))
    blank = CaseReading(None, None, 0.0, (Region(1),), ())
    return ScanReading(tuple(pages), cases or (blank,))


def _case(shelf: Shelf, book: Book, sheet: Sheet, at: int) -> CaseReading:
    entry = book.entries[sheet.entries[at]]
    doc_type = known_types().types[entry.document_type]
    rng = random.Random(f"{shelf.seed}:{book.number}:{sheet.name}:{at}")
    where = places(book, sheet, at)
    fields = tuple(
        _field(rng, shelf.rates, entry, spec, where.get(spec.key)) for spec in doc_type.fields
    )
    half = SIZE[1] // 2
    regions = tuple(Region(page + 1) for page in range(sheet.pages))
    if len(sheet.entries) > 1:
        regions = (Region(1, Box(0, at * half, SIZE[0], half)),)
    return CaseReading(doc_type.key, doc_type.version, 0.98, regions, fields)


def _field(
    rng: random.Random, rates: Rates, entry: Entry, spec: FieldSpec, place: Place | None
) -> FieldReading:
    value = entry.values.get(spec.key)
    chance = rng.random()
    if value is None or place is None or chance < rates.unread:
        return FieldReading(spec.key)
    right = shown_for(known_types(), spec, value)
    chance -= rates.unread
    if chance < rates.wrong + rates.silent:
        is_silent = chance < rates.silent
        text = spoilt(rng, entry, spec)
        if text is not None:
            state = ReadingState.ACCEPTED if is_silent else ReadingState.REVIEW
            other = (Candidate(right, value, _OTHER),) if rng.random() < 0.6 else ()
            return _reading(spec, text, state, place, other)
    is_doubted = chance < rates.wrong + rates.silent + rates.doubted
    state = ReadingState.REVIEW if is_doubted else ReadingState.ACCEPTED
    return _reading(spec, right, state, place)


def _reading(
    spec: FieldSpec,
    text: str,
    state: ReadingState,
    place: Place,
    others: tuple[Candidate, ...] = (),
) -> FieldReading:
    is_sure = state is ReadingState.ACCEPTED
    return FieldReading(
        spec.key,
        text,
        canonical_for(known_types(), spec, text).value,
        0.97 if is_sure else 0.6,
        state,
        place.page,
        place.box,
        _ORIGIN,
        () if is_sure else (Problem.warning("low-confidence", spec.key),),
        others,
    )


def may_be_spoilt(entry: Entry, spec: FieldSpec) -> bool:
    """Whether an error at this field is one that no rule of the type stops."""
    return spec.kind in _SPOILT and spec.key in entry.values and spec.key not in _NEVER


def spoilt(rng: random.Random, entry: Entry, spec: FieldSpec) -> str | None:
    """Another text for a field, that means something else and that no rule stops; None where none
    is found."""
    if not may_be_spoilt(entry, spec):
        return None
    catalog, value = known_types(), entry.values[spec.key]
    doc_type = catalog.types[entry.document_type]
    shown = shown_for(catalog, spec, value)
    for _ in range(_TRIES):
        text = _other_day(rng, shown) if spec.kind is FieldKind.DATE else _misread(rng, shown)
        found = canonical_for(catalog, spec, text).value
        if found is None or found == value:
            continue
        record = true_record(entry, **{spec.key: found})
        if not blocking(check_record(record, doc_type, catalog, TODAY)):
            return text
    return None


def _misread(rng: random.Random, text: str) -> str:
    """A tone mark more, less or another one, or a letter that looks like it."""
    letters = list(unicodedata.normalize("NFD", text))
    if rng.random() < 0.5:
        spots = [at for at, letter in enumerate(letters) if letter in _TONES]
        if spots:
            letters[rng.choice(spots)] = rng.choice(["", *_TONES])
            return unicodedata.normalize("NFC", "".join(letters))
    spots = [
        at
        for at, letter in enumerate(letters)
        if letter in _LOOK_ALIKE
        and not unicodedata.combining("".join(letters[at + 1 : at + 2]) or " ")
    ]
    if spots:
        spot = rng.choice(spots)
        letters[spot] = _LOOK_ALIKE[letters[spot]]
    return unicodedata.normalize("NFC", "".join(letters))


def _other_day(rng: random.Random, text: str) -> str:
    """A digit of a day or year that is another one."""
    spots = [at for at, letter in enumerate(text) if letter.isdigit()]
    spot = rng.choice(spots) if spots else 0
    return text[:spot] + str(rng.randrange(10)) + text[spot + 1 :]
