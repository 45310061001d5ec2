"""Document types as data: fields, kinds, code lists, rules and reading anchors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from digitizer.domain.form import Form
from digitizer.domain.problems import Severity


class FieldKind(StrEnum):
    TEXT = "text"
    NAME = "name"
    DATE = "date"
    TIME = "time"
    CODE = "code"
    ID_NUMBER = "id_number"
    PLACE = "place"
    NUMBER = "number"
    BOOK_NUMBER = "book_number"


class Need(StrEnum):
    """``required``: nothing leaves without it; ``expected``: an empty one needs a stated reason;
    ``optional``: may be empty without a word."""

    REQUIRED = "required"
    EXPECTED = "expected"
    OPTIONAL = "optional"


class Placement(StrEnum):
    """Where a value stands: after its label, under it, or as a ticked box before the option."""

    AFTER = "after"
    BELOW = "below"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Localized:
    vi: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Anchor:
    """A label that a form prints before (or above) a value."""

    text: str
    placement: Placement = Placement.AFTER


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One entry of a code list: its code, its name, and other spellings met on paper."""

    code: str
    label: Localized
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeList:
    key: str
    version: str
    source: str
    entries: tuple[CodeEntry, ...]

    def find(self, code: str) -> CodeEntry | None:
        return next((entry for entry in self.entries if entry.code == code), None)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field. ``key`` is the national code. ``pattern`` is a regular expression that the
    canonical value must match whole; ``max_length`` counts characters of NFC text."""

    key: str
    kind: FieldKind
    label: Localized
    section: str
    need: Need
    code_list: str | None = None
    max_length: int | None = None
    pattern: str | None = None
    anchors: tuple[Anchor, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form; ``anchors`` are headings that open it on paper. ``beside`` names the
    section that forms print in the column next to it, with the same labels (wife and husband);
    ``unkept`` are labels printed in it whose values no field keeps (a requester's residence)."""

    key: str
    label: Localized
    anchors: tuple[str, ...] = ()
    beside: str | None = None
    unkept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A cross-field rule; ``kind`` names a check in ``digitizer.domain.checks``."""

    kind: str
    fields: tuple[str, ...]
    severity: Severity
    source: str
    params: tuple[tuple[str, str], ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a document, by the fields that an identity card speaks of: ``numbers`` are those
    that take the number of a card, the preferred one first; ``issued`` is the card's own date."""

    name: str
    numbers: tuple[str, ...]
    born: str | None = None
    sex: str | None = None
    issued: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that is named."""
        others = (self.born, self.sex, self.issued)
        return (self.name, *self.numbers, *(key for key in others if key))


@dataclass(frozen=True, slots=True)
class DocumentType:
    """``titles`` are headings that tell the type and open a new case; ``other_labels`` are texts
    that the forms print which end a value without being a field's label. ``entry_field`` takes the
    number of an entry in its book, which separator sheets may name."""

    key: str
    version: str
    label: Localized
    source: str
    valid_from: date
    titles: tuple[str, ...]
    other_labels: tuple[str, ...]
    sections: tuple[Section, ...]
    fields: tuple[FieldSpec, ...]
    rules: tuple[Rule, ...]
    title_field: str
    identity_fields: tuple[str, ...]
    people: tuple[Person, ...] = ()
    entry_field: str | None = None

    def field(self, key: str) -> FieldSpec | None:
        return next((spec for spec in self.fields if spec.key == key), None)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export sheet. ``value`` says how it is filled: ``field`` (the canonical
    value), ``running_number``, ``label`` (the code's name) or ``empty``."""

    name: str
    field: str | None = None
    value: str = "field"


@dataclass(frozen=True, slots=True)
class ExportProfile:
    """How the records of a document type leave. ``file_name`` is a pattern with ``{field}``
    places; ``date_format`` is ``dd.mm.yyyy`` style; ``notes`` fill the explaining sheet."""

    document_type: str
    version: str
    source: str
    valid_from: date
    sheet: str
    notes_sheet: str
    columns: tuple[Column, ...]
    notes: tuple[tuple[str, str], ...]
    date_format: str
    file_name: str
    pdf_dpi: int
    pdf_jpeg_quality: int


@dataclass(frozen=True, slots=True)
class Catalog:
    """All document types, code lists, export profiles and blank forms that a workspace knows."""

    types: Mapping[str, DocumentType]
    code_lists: Mapping[str, CodeList]
    profiles: Mapping[str, ExportProfile]
    forms: tuple[Form, ...] = ()

    def code_list_of(self, spec: FieldSpec) -> CodeList | None:
        return self.code_lists.get(spec.code_list) if spec.code_list else None
