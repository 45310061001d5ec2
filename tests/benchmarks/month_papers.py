"""The books of an invented commune with the truth of every paper, and their scans as small files.

A book follows from the seed and its number alone, so nothing has to be kept: 8,000 papers are never
in memory at once. Most files hold one case on one page; some a case of two pages, some two cases on
one page, and every second book has a blank page that its clerk has to set aside.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from commune import BIRTH, DEATH, MARRIAGE, Paper, Registers, Somebody
from PIL import Image, ImageDraw, ImageFont

from digitizer.domain.checks import blocking, check_record
from digitizer.domain.page import Box
from digitizer.domain.record import FieldValue, Record, ValueState
from digitizer.domain.schema import Catalog, DocumentType, FieldKind
from digitizer.domain.values.canonical import canonical_for, shown_for
from digitizer.samples.fonts import label_families
from digitizer.samples.people import FEMALE, MALE
from digitizer.schemas import load_catalog

SIZE = (620, 877)
DPI = 75
_TOP, _LINE, _LEFT = 40, 25, 40
_FIRST_YEAR = 1976
_TYPES = (BIRTH, BIRTH, MARRIAGE, BIRTH, DEATH)
_TWO_PAGES = _TWO_CASES = 0.06
_NOT_THERE = 0.03
_CAUSES = ("Tuổi già", "Bệnh tim", "Tai biến mạch máu não", "Viêm phổi")
_PERSONS = {BIRTH: ("nks", "me", "cha"), MARRIAGE: ("vo", "chong"), DEATH: ("nkt",)}
_MAY_LACK = ("DanToc", "QuocTich", "NoiCuTru", "QueQuan", "NoiSinh", "NoiChet")
TODAY = date(2026, 10, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field is written: page, counted from 1, and box."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Entry:
    """One case: its canonical values by field. A field that is not there is not on the paper."""

    document_type: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: the places of its entries in the book, and its pages. Without entries it is
    blank."""

    name: str
    entries: tuple[int, ...]
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Book:
    number: int
    name: str
    document_type: str
    year: int
    entries: tuple[Entry, ...]
    sheets: tuple[Sheet, ...]

    @property
    def pages(self) -> int:
        return sum(sheet.pages for sheet in self.sheets)

    @property
    def cases(self) -> int:
        """Blank pages are cases until somebody sets them aside."""
        return len(self.entries) + sum(not sheet.entries for sheet in self.sheets)


@dataclass
class _Maker:
    """Makes the entries of one book; families come back, so that brothers and sisters meet."""

    registers: Registers
    year: int
    mothers: list[Somebody] = field(default_factory=list)

    @property
    def rng(self) -> random.Random:
        return self.registers.rng

    def couple(self, on: date) -> tuple[Somebody, Somebody]:
        she = self.registers.somebody(FEMALE, on - timedelta(days=self._age()))
        he = self.registers.somebody(MALE, on - timedelta(days=self._age() + 900))
        she.spouse, he.spouse = he, she
        return she, he

    def paper(self, document_type: str, on: date) -> Paper:
        registers = self.registers
        if document_type == MARRIAGE:
            she, he = self.couple(on)
            registers.marriage(she, he, on)
        elif document_type == DEATH:
            days = self.rng.randrange(55 * 365, 85 * 365)
            dead = registers.somebody(self.rng.choice((MALE, FEMALE)), on - timedelta(days=days))
            dead.died = on - timedelta(days=self.rng.randrange(1, 12))
            registers.death(dead, on)
        else:
            if not self.mothers or self.rng.random() < 0.7:
                self.mothers.append(self.couple(on)[0])
            mother = self.rng.choice(self.mothers)
            sex = self.rng.choice((MALE, FEMALE))
            born = on - timedelta(days=self.rng.randrange(5, 50))
            registers.birth(registers.somebody(sex, born, mother), on)
        return registers.made.papers[-1]

    def _age(self) -> int:
        return self.rng.randrange(21 * 365, 34 * 365)


@cache
def known_types() -> Catalog:
    return load_catalog()


@lru_cache(maxsize=6)
def invent_book(seed: int, number: int, size: int) -> Book:
    """The book with this number, counted from 1."""
    catalog, document_type = known_types(), _TYPES[(number - 1) % len(_TYPES)]
    doc_type, year = catalog.types[document_type], _FIRST_YEAR + number
    maker = _Maker(Registers(seed * 1000 + number, 1), year)
    day, step = date(year, 1, 3), timedelta(days=max(1, 355 // size))
    entries: list[Entry] = []
    while len(entries) < size:
        paper = maker.paper(document_type, day)
        found = _entry(catalog, doc_type, paper, len(entries) + 1, year, maker)
        if found is not None:
            entries.append(found)
            day = min(day + step, date(year, 12, 31))
    sheets = tuple(_sheets(maker.rng, len(entries), with_blank=number % 2 == 0))
    return Book(number, f"Sổ {number:02d}-{year}", document_type, year, tuple(entries), sheets)


def _entry(
    catalog: Catalog, doc_type: DocumentType, paper: Paper, number: int, year: int, maker: _Maker
) -> Entry | None:
    """The canonical values, or None where the rules would stop such a paper."""
    written = dict(paper.values) | {"so": f"{number}/{year}", "quyenSo": f"01/{year}"}
    rng, place = maker.rng, maker.registers.place
    for prefix in _PERSONS[doc_type.key]:
        if f"{prefix}HoTen" in written:
            written[f"{prefix}QuocTich"] = "Việt Nam"
            written.setdefault(f"{prefix}DanToc", "Kinh")
            written.setdefault(f"{prefix}NgaySinh", str(year - 25))
    written |= {"nksNoiSinh": place, "nksQueQuan": place, "nktNoiChet": place}
    written["nktNguyenNhanChet"] = rng.choice(_CAUSES)
    values: dict[str, str] = {}
    for spec in doc_type.fields:
        text = written.get(spec.key, "")
        if not text or (spec.key.endswith(_MAY_LACK) and rng.random() < _NOT_THERE):
            continue
        codes = catalog.code_list_of(spec)
        is_code = spec.kind is FieldKind.CODE and codes is not None and codes.find(text)
        value = text if is_code else canonical_for(catalog, spec, text).value
        if value is None:
            return None
        values[spec.key] = value
    entry = Entry(doc_type.key, values)
    return None if blocking(check_record(true_record(entry), doc_type, catalog, TODAY)) else entry


def true_record(entry: Entry, **other: str) -> Record:
    """The record that the paper should give; ``other`` values stand instead of its own."""
    catalog = known_types()
    doc_type = catalog.types[entry.document_type]
    fields = {}
    for spec in doc_type.fields:
        value = other.get(spec.key, entry.values.get(spec.key))
        text = shown_for(catalog, spec, value) if value else ""
        state = ValueState.ACCEPTED if value else ValueState.MISSING
        fields[spec.key] = FieldValue(spec.key, text, value, state)
    return Record(doc_type.key, doc_type.version, fields)


def _sheets(rng: random.Random, count: int, *, with_blank: bool) -> Iterator[Sheet]:
    place = made = 0
    blank = rng.randrange(count) if with_blank else None
    while place < count:
        if blank is not None and place >= blank:
            made, blank = made + 1, None
            yield Sheet(f"{made:03d}.png", ())
        chance, made = rng.random(), made + 1
        if chance < _TWO_CASES and place + 1 < count:
            yield Sheet(f"{made:03d}.png", (place, place + 1))
            place += 2
            continue
        pages = 2 if chance > 1 - _TWO_PAGES else 1
        yield Sheet(f"{made:03d}.{'tif' if pages == 2 else 'png'}", (place,), pages)
        place += 1


def places(book: Book, sheet: Sheet, at: int) -> dict[str, Place]:
    """Where the fields of the entry at this place of the sheet stand."""
    entry = book.entries[sheet.entries[at]]
    keys = list(entry.values)
    half = (len(keys) + 1) // 2 if sheet.pages == 2 else len(keys)
    top = _TOP + at * (SIZE[1] // 2)
    line = _LINE if len(sheet.entries) == 1 else min(_LINE, (SIZE[1] // 2 - 50) // len(keys))
    found = {}
    for number, key in enumerate(keys):
        page, row = divmod(number, half)
        box = Box(_LEFT, top + row * line, SIZE[0] - 2 * _LEFT, line - 1)
        found[key] = Place(page + 1, box)
    return found


def draw(book: Book, sheet: Sheet, folder: Path) -> Path:
    """The file as a scanner would leave it; no two are alike."""
    catalog = known_types()
    doc_type = catalog.types[book.document_type]
    font = ImageFont.truetype(label_families()[0].regular, 14)
    images = [Image.new("1", SIZE, 1) for _ in range(sheet.pages)]
    pens = [ImageDraw.Draw(image) for image in images]
    for pen in pens:
        pen.text((_LEFT, 8), f"{book.name} · {sheet.name}", fill=0, font=font)
    for at, number in enumerate(sheet.entries):
        entry = book.entries[number]
        for key, place in places(book, sheet, at).items():
            spec = doc_type.field(key)
            if spec is not None:
                text = f"{spec.label.vi}: {shown_for(catalog, spec, entry.values[key])}"
                pens[place.page - 1].text((place.box.x, place.box.y), text, fill=0, font=font)
    path = folder / sheet.name
    dpi = (DPI, DPI)
    if sheet.pages > 1:
        images[0].save(
            path, save_all=True, append_images=images[1:], dpi=dpi, compression="packbits"
        )
    else:
        images[0].save(path, dpi=dpi)
    return path
