"""A form while it is being designed: its blank sheet, its zones, and a type that is new with it.

Nothing of it is part of a workspace before it is saved. All lengths are mm on the blank sheet.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from digitizer.domain.form import Form, FormWord, Place, Zone
from digitizer.domain.page import PageReading
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldReading
from digitizer.domain.schema import FieldKind, Need
from digitizer.domain.values.text import fold

LEAST_SIDE_MM = 3.0
"""A zone lower or narrower than this holds no written value."""

# Zones may touch, and their edges are drawn by hand.
_MOST_OVERLAP = 0.1
_FORM_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}", re.ASCII)
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,19}", re.ASCII)
_TYPE_KEY = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", re.ASCII)
_FIELD_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]{0,63}", re.ASCII)
_LINE_SHARE = 0.5
_LABEL_END = " .:…"


@dataclass(frozen=True, slots=True)
class BlankSheet:
    """An empty sheet, upright. ``picture`` is a PNG file of ``width`` by ``height`` px at ``dpi``;
    ``reading`` is what stands on it, None for the sheet of a saved form."""

    name: str
    picture: bytes = field(repr=False)
    width: int
    height: int
    size: tuple[float, float]
    words: tuple[FormWord, ...]
    reading: PageReading | None = None

    def place(self, left: float, top: float, right: float, bottom: float) -> Place:
        """The part of a rectangle (mm, corners in any order) that lies on the sheet."""
        left, right = sorted((_within(left, self.size[0]), _within(right, self.size[0])))
        top, bottom = sorted((_within(top, self.size[1]), _within(bottom, self.size[1])))
        return Place(left, top, right - left, bottom - top)


def _within(value: float, limit: float) -> float:
    return min(max(value, 0.0), limit)


@dataclass(frozen=True, slots=True)
class FieldDraft:
    """A field of a type that is new. ``printed`` is its label on the paper, empty where there is
    none; ``code_list`` belongs to the kind ``code`` alone."""

    key: str
    label_vi: str
    label_en: str
    kind: FieldKind = FieldKind.TEXT
    need: Need = Need.OPTIONAL
    code_list: str | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class TypeDraft:
    """A document type that is new. ``title`` is the heading that the form prints."""

    key: str
    label_vi: str
    label_en: str
    title: str
    fields: tuple[FieldDraft, ...] = ()

    def with_field(self, made: FieldDraft) -> TypeDraft:
        """With one more field, or another one under the same key."""
        kept = [made if one.key == made.key else one for one in self.fields]
        return replace(self, fields=tuple(kept if made in kept else [*kept, made]))

    def without_field(self, key: str) -> TypeDraft:
        return replace(self, fields=tuple(one for one in self.fields if one.key != key))


@dataclass(frozen=True, slots=True)
class FormDraft:
    """All that saving a form needs. ``replaces`` is the form that this is a new version of."""

    sheet: BlankSheet
    name: str
    document_type: str
    version: str
    source: str
    zones: tuple[Zone, ...]
    new_type: TypeDraft | None = None
    replaces: Form | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A filled sheet read with a form that is not saved. ``share`` (0..1) of the form's words were
    found in their places, 0 where the sheet is another form. ``picture`` is the file of the upright
    page (``width`` by ``height`` px) that ``fields`` were read from."""

    share: float
    picture: bytes = field(repr=False)
    width: int
    height: int
    fields: tuple[FieldReading, ...]

    @property
    def fits(self) -> bool:
        return self.share > 0


@dataclass(frozen=True, slots=True)
class SavedForm:
    """``is_in_force`` False: another program reads for this workspace and knows the form from its
    next start."""

    form: Form
    is_in_force: bool


def draft_problems(draft: FormDraft, taken_types: Collection[str]) -> tuple[Problem, ...]:
    """What forbids to save (errors) and what to look at (warnings)."""
    return (*_head_problems(draft, taken_types), *zone_problems(draft.sheet, draft.zones))


def _head_problems(draft: FormDraft, taken_types: Collection[str]) -> Iterator[Problem]:
    if not _FORM_NAME.fullmatch(draft.name):
        yield Problem.error("form-name-odd", name=draft.name)
    if not _VERSION.fullmatch(draft.version):
        yield Problem.error("form-version-odd", version=draft.version)
    elif draft.replaces is not None and draft.replaces.version == draft.version:
        yield Problem.error("form-version-same", version=draft.version)
    if not draft.source.strip():
        yield Problem.error("form-source-empty")
    if not draft.zones:
        yield Problem.error("form-no-zones")
    if draft.new_type is not None:
        yield from type_problems(draft.new_type, taken_types)


def type_problems(draft: TypeDraft, taken: Collection[str]) -> Iterator[Problem]:
    """What a new type lacks; ``taken`` are the keys of the types that there are."""
    if not _TYPE_KEY.fullmatch(draft.key):
        yield Problem.error("form-type-key-odd", key=draft.key)
    elif draft.key in taken:
        yield Problem.error("form-type-taken", key=draft.key)
    if not draft.label_vi.strip():
        yield Problem.error("form-type-nameless")
    if not draft.title.strip():
        yield Problem.error("form-type-untitled")
    if not draft.fields:
        yield Problem.error("form-type-no-fields")
    for one in draft.fields:
        yield from field_problems(one, ())


def field_problems(draft: FieldDraft, taken: Collection[str]) -> Iterator[Problem]:
    """What a new field lacks; ``taken`` are the keys of the other fields."""
    if not draft.label_vi.strip():
        yield Problem.error("form-field-nameless")
    if not _FIELD_KEY.fullmatch(draft.key):
        yield Problem.error("form-field-key-odd", draft.key, key=draft.key)
    elif draft.key in taken:
        yield Problem.error("form-field-taken", draft.key, key=draft.key)
    if draft.kind is FieldKind.CODE and draft.code_list is None:
        yield Problem.error("form-field-no-list", draft.key, label=draft.label_vi)


def zone_problems(sheet: BlankSheet, zones: Sequence[Zone]) -> Iterator[Problem]:
    """What is wrong with zones; ``number`` and ``other`` count them from 1."""
    width, height = sheet.size
    for number, zone in enumerate(zones, 1):
        place = zone.place
        if not zone.field:
            yield Problem.error("form-zone-unbound", number=str(number))
        if place.left + place.width > width + 0.01 or place.top + place.height > height + 0.01:
            yield Problem.error("form-zone-outside", zone.field, number=str(number))
        elif min(place.width, place.height) < LEAST_SIDE_MM:
            yield Problem.warning("form-zone-small", zone.field, number=str(number))
    for (first, one), (second, other) in combinations(enumerate(zones, 1), 2):
        if overlap(one.place, other.place) > _MOST_OVERLAP:
            numbers = {"number": str(first), "other": str(second)}
            yield Problem.warning("form-zones-overlap", one.field, **numbers)


def overlap(one: Place, other: Place) -> float:
    """What part of the smaller place the other one covers, 0..1."""
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    smaller = min(one.width * one.height, other.width * other.height)
    return max(across, 0.0) * max(down, 0.0) / smaller if smaller else 0.0


def label_before(words: Sequence[FormWord], place: Place) -> str:
    """The printed words before a place on its line: from the last one that ends another label."""
    middle = place.top + place.height / 2
    line = [
        word
        for word in words
        if word.place.left + word.place.width / 2 < place.left
        and abs(word.place.middle[1] - middle) < max(place.height, word.place.height) * _LINE_SHARE
    ]
    found: list[str] = []
    for word in sorted(line, key=lambda word: word.place.left):
        if found and found[-1].endswith((":", "…", "..")):
            found = []
        found.append(word.text)
    return " ".join(found).strip(_LABEL_END)


def field_key_of(label: str, taken: Collection[str] = ()) -> str:
    """A key made of a label, as ``hoTenMe`` of "Họ tên mẹ", unlike those that are taken."""
    words = re.findall(r"[a-z0-9]+", fold(label))
    key = "".join(word if not place else word.capitalize() for place, word in enumerate(words))
    key = key.lstrip("0123456789")[:60] or "truong"
    return _unlike(key[0].lower() + key[1:], taken)


def slug_of(label: str, joint: str = "_") -> str:
    """A name for files and types made of a label, as ``giay_khai_sinh`` of "Giấy khai sinh"."""
    words = re.findall(r"[a-z0-9]+", fold(label))
    return joint.join(words)[:60].strip(joint)


def _unlike(key: str, taken: Collection[str]) -> str:
    number = 2
    found = key
    while found in taken:
        found = f"{key}{number}"
        number += 1
    return found


def headings_of(sheet: BlankSheet) -> tuple[str, ...]:
    """The lines of a sheet that are set in capitals, the tallest first: its title is one."""
    if sheet.reading is None:
        return ()
    lines = [
        line
        for line in sheet.reading.lines
        if line.text.upper() == line.text and sum(char.isalpha() for char in line.text) > 3
    ]
    tallest = sorted(lines, key=lambda line: -line.box.height)
    return tuple(line.text.strip(_LABEL_END) for line in tallest)
