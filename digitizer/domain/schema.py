"""Document types as data: fields, kinds, code lists, rules and reading anchors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from digitizer.domain.form import Form
from digitizer.domain.people_rules import NO_RULES, PeopleRules
from digitizer.domain.problems import Severity
from digitizer.domain.record import Record


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
    MONEY = "money"
    AREA = "area"
    TAX_CODE = "tax_code"
    TICK = "tick"
    TABLE = "table"


class Need(StrEnum):
    """``required``: nothing leaves without it; ``expected``: an empty one needs a stated reason;
    ``optional``: may be empty without a word."""

    REQUIRED = "required"
    EXPECTED = "expected"
    OPTIONAL = "optional"


class Placement(StrEnum):
    """Where a value stands: after its label, under it, or as a ticked box before the option.
    Without a label on paper: the heading itself, the office named beside the national motto, the
    line with the place and day on which the paper was made out; and alone on a line, where the
    field's pattern or code list tells it (the serial number of a certificate)."""

    AFTER = "after"
    BELOW = "below"
    TICK = "tick"
    TITLE = "title"
    HEAD = "head"
    DATELINE = "dateline"
    ALONE = "alone"


UNLABELLED = frozenset({Placement.TITLE, Placement.HEAD, Placement.DATELINE, Placement.ALONE})


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
    """One entry of a code list: its code, its name, and other spellings met on paper. A code out
    of force since ``valid_until`` stays readable and is never exchanged for another."""

    code: str
    label: Localized
    aliases: tuple[str, ...] = ()
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class CodeList:
    key: str
    version: str
    source: str
    entries: tuple[CodeEntry, ...]

    def find(self, code: str) -> CodeEntry | None:
        return next((entry for entry in self.entries if entry.code == code), None)


@dataclass(frozen=True, slots=True)
class Part:
    """What a field takes of a value printed in one piece: "12/QĐ-UBND" is a number and a notation.
    ``pattern`` is a regular expression over the whole print with one group; ``of`` names the field
    that the print's label leads to, None for that field itself."""

    pattern: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field. ``key`` is the national code. ``pattern`` is a regular expression that the
    canonical value must match whole; ``max_length`` counts characters of NFC text. ``columns`` are
    the cells of a table's row. A field in force only ``valid_from`` … ``valid_until`` asks for
    nothing in a record dated otherwise (:attr:`DocumentType.date_field`). A ``sticky`` field says
    the same in most entries of one book (its number, the office, who signed)."""

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
    columns: tuple[FieldSpec, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    help: Localized | None = None
    part: Part | None = None
    sticky: bool = False

    def in_force(self, day: date) -> bool:
        after_start = self.valid_from is None or day >= self.valid_from
        return after_start and (self.valid_until is None or day <= self.valid_until)


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
class BatchRule:
    """A rule over the records of one batch; ``kind`` names a check in
    ``digitizer.domain.checks.batch``. ``fields`` are as that kind wants them."""

    kind: str
    fields: tuple[str, ...]
    severity: Severity
    source: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a document, by the fields that an identity card speaks of: ``numbers`` are those
    that take the number of a card, the preferred one first; ``issued`` is the card's own date.

    ``role`` is a key such as child or wife, ``event`` what the document registers of this person
    (birth, marriage, death, status). ``father``, ``mother`` and ``spouse`` (or the other parent of
    a child) are fields with their names, ``dated`` the day of the registration where it is not the
    type's ``date_field``, ``kind`` the kind of registration, ``ended`` fields whose note can say
    that what is registered no longer stands.
    """

    name: str
    numbers: tuple[str, ...]
    born: str | None = None
    sex: str | None = None
    issued: str | None = None
    role: str | None = None
    event: str | None = None
    father: str | None = None
    mother: str | None = None
    spouse: str | None = None
    ethnicity: str | None = None
    nationality: str | None = None
    residence: str | None = None
    origin: str | None = None
    died: str | None = None
    dated: str | None = None
    kind: str | None = None
    ended: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that an identity card speaks of."""
        others = (self.born, self.sex, self.issued)
        return (self.name, *self.numbers, *(key for key in others if key))


@dataclass(frozen=True, slots=True)
class Card:
    """That a type is an identity card, and which fields take what its codes say. A ``citizen`` card
    has a QR code and machine-readable lines, an ``old`` one none. A card that lies with the papers
    of another case goes with that case."""

    kind: str
    number: str
    name: str
    born: str
    sex: str | None = None
    old_number: str | None = None
    residence: str | None = None
    issued: str | None = None
    expires: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        others = (self.sex, self.old_number, self.residence, self.issued, self.expires)
        return (self.number, self.name, self.born, *(key for key in others if key))


@dataclass(frozen=True, slots=True)
class DocumentType:
    """``titles`` are headings that tell the type and open a new case; ``other_labels`` are texts
    that the forms print which end a value without being a field's label. ``entry_field`` takes the
    number of an entry in its book, which separator sheets may name; ``date_field`` the day on
    which the paper was made out. ``is_restricted`` types (personnel, party) exist only in a
    workspace that its settings mark restricted. The titles of a type that ``is_general`` tell it
    only on a page that opens a paper and bears no title of another type. Of a type with
    ``many_on_page`` every label of ``entry_field`` that begins a row begins an entry; of others
    they do so only under one of ``book_titles``, the titles printed over the pages of a book."""

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
    date_field: str | None = None
    batch_rules: tuple[BatchRule, ...] = ()
    is_restricted: bool = False
    valid_until: date | None = None
    is_general: bool = False
    many_on_page: bool = False
    book_titles: tuple[str, ...] = ()
    card: Card | None = None

    def field(self, key: str) -> FieldSpec | None:
        return next((spec for spec in self.fields if spec.key == key), None)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export sheet. ``value`` says how it is filled: ``field`` (the canonical
    value), ``running_number``, ``label`` (the code's name), ``file_name`` (that of the case's PDF)
    or ``empty``. Of a table ``cell`` names the column and ``row`` counts the rows from 1; without
    them the whole table is one text."""

    name: str
    field: str | None = None
    value: str = "field"
    cell: str | None = None
    row: int | None = None


class PdfScope(StrEnum):
    REGIONS = "regions"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class ReceiverLimits:
    """What is known of the place that takes a package: the ``sheets`` of its template, the bytes
    that one file and a whole package may have (in 1,000 bytes), the characters of a file's name,
    and the field of which a package may hold one value only (a book). None and () mean that no rule
    is known. ``source`` says from where the others are."""

    source: str
    valid_from: date
    sheets: tuple[str, ...] = ()
    largest_file_kb: int | None = None
    largest_package_kb: int | None = None
    longest_name: int | None = None
    one_of: str | None = None


DEFAULT_EXPORTERS = ("workbook", "csv", "json", "documents")


@dataclass(frozen=True, slots=True)
class ExportProfile:
    """How the records of a document type leave. ``file_name`` is a pattern with ``{field}``
    places; ``date_format`` is ``dd.mm.yyyy`` style; ``notes`` fill the explaining sheet;
    ``pdf_scope`` says whether a case's PDF shows its own parts of pages or the whole pages. Its
    images have at most ``pdf_dpi`` and ``pdf_jpeg_quality``; ``pdf_page_kb`` is what the receiver
    wants an A4 page to take at most, in 1,000 bytes, None for no wish. With ``rehearse`` nothing
    leaves before a rehearsal of it found no fault; ``receiver`` is what it is held against there
    beyond the profile itself. ``exporters`` are the names of those that write its packages, in
    their order. With ``join_cards`` the identity cards in a batch become pages of the documents
    whose people they are of, and have no row of their own."""

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
    pdf_scope: PdfScope = PdfScope.REGIONS
    pdf_page_kb: int | None = None
    rehearse: bool = False
    receiver: ReceiverLimits | None = None
    join_cards: bool = False
    exporters: tuple[str, ...] = DEFAULT_EXPORTERS


@dataclass(frozen=True, slots=True)
class Catalog:
    """All document types, code lists, export profiles and blank forms that a workspace knows.
    ``former`` are versions that today's replaced, by key and version; ``people`` how people are
    compared."""

    types: Mapping[str, DocumentType]
    code_lists: Mapping[str, CodeList]
    profiles: Mapping[str, ExportProfile]
    forms: tuple[Form, ...] = ()
    former: Mapping[tuple[str, str], DocumentType] = field(default_factory=dict)
    people: PeopleRules = NO_RULES

    def type_of(self, record: Record | None) -> DocumentType | None:
        """The type as it was in the version that a record was read with; today's where that one is
        known no more; None for a type that is not known, and without a record."""
        return self.type_in(record.document_type, record.type_version) if record else None

    def type_in(self, key: str | None, version: str | None) -> DocumentType | None:
        """As :meth:`type_of`, by the key and the version that a record would have."""
        return self.former.get((key or "", version or "")) or self.types.get(key or "")

    def code_list_of(self, spec: FieldSpec) -> CodeList | None:
        return self.code_lists.get(spec.code_list) if spec.code_list else None
