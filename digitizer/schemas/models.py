"""The shape of the files of types and code lists, checked strictly, and their conversion to domain
types. Export profiles: :mod:`digitizer.schemas.export_models`."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from digitizer.domain.problems import Severity
from digitizer.domain.schema import (
    Anchor,
    BatchRule,
    Card,
    CodeEntry,
    CodeList,
    DocumentType,
    FieldKind,
    FieldSpec,
    Localized,
    Need,
    Part,
    Person,
    Placement,
    Rule,
    Section,
)

NonEmpty = Annotated[str, StringConstraints(min_length=1, strip_whitespace=False)]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,19}$")]
FieldKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]{0,63}$")]
ListKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
CellKind = Literal[
    "text",
    "name",
    "date",
    "time",
    "code",
    "id_number",
    "place",
    "number",
    "book_number",
    "money",
    "area",
    "tax_code",
    "tick",
]
TypeKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class LocalizedModel(Strict):
    vi: NonEmpty
    en: NonEmpty

    def to_domain(self) -> Localized:
        return Localized(self.vi, self.en)


class CodeEntryModel(Strict):
    code: NonEmpty
    vi: NonEmpty
    en: NonEmpty
    aliases: list[NonEmpty] = []
    valid_until: date | None = None

    def to_domain(self) -> CodeEntry:
        label = Localized(self.vi, self.en)
        return CodeEntry(self.code, label, tuple(self.aliases), self.valid_until)


class CodeListModel(Strict):
    key: ListKey
    version: Version
    valid_from: date
    source: NonEmpty
    entries: Annotated[list[CodeEntryModel], Field(min_length=1)]

    def to_domain(self) -> CodeList:
        entries = tuple(entry.to_domain() for entry in self.entries)
        return CodeList(self.key, self.version, self.source, entries)


class AnchorModel(Strict):
    text: str = ""
    placement: Literal["after", "below", "tick", "title", "head", "dateline", "alone"]

    def to_domain(self) -> Anchor:
        return Anchor(self.text, Placement(self.placement))


class SectionModel(Strict):
    key: ListKey
    label: LocalizedModel
    anchors: list[NonEmpty] = []
    beside: ListKey | None = None
    unkept: list[NonEmpty] = []

    def to_domain(self) -> Section:
        return Section(
            self.key,
            self.label.to_domain(),
            tuple(self.anchors),
            self.beside,
            tuple(self.unkept),
        )


class PartModel(Strict):
    pattern: NonEmpty
    of: FieldKey | None = None

    @field_validator("pattern")
    @classmethod
    def _has_one_group(cls, pattern: str) -> str:
        try:
            groups = re.compile(pattern).groups
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        if groups != 1:
            raise ValueError("exactly one group is needed")
        return pattern

    def to_domain(self) -> Part:
        return Part(self.pattern, self.of)


class _ValueModel(Strict):
    """What a field and a column of a table have in common."""

    key: FieldKey
    label: LocalizedModel
    code_list: ListKey | None = None
    max_length: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    pattern: str | None = None
    anchors: list[NonEmpty | AnchorModel] = []

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"not a regular expression: {error}") from error
        return pattern

    def _anchors(self) -> tuple[Anchor, ...]:
        return tuple(
            Anchor(anchor) if isinstance(anchor, str) else anchor.to_domain()
            for anchor in self.anchors
        )


class ColumnOfTableModel(_ValueModel):
    """A column of a table's rows; its anchors are the headings that forms print over it."""

    kind: CellKind

    def to_domain(self) -> FieldSpec:
        return FieldSpec(
            self.key,
            FieldKind(self.kind),
            self.label.to_domain(),
            "",
            Need.OPTIONAL,
            self.code_list,
            self.max_length,
            self.pattern,
            self._anchors(),
        )


class FieldModel(_ValueModel):
    kind: CellKind | Literal["table"]
    section: ListKey
    need: Literal["required", "expected", "optional"]
    source: str = ""
    columns: list[ColumnOfTableModel] = []
    valid_from: date | None = None
    valid_until: date | None = None
    help: LocalizedModel | None = None
    part: PartModel | None = None
    sticky: bool = False

    def to_domain(self) -> FieldSpec:
        return FieldSpec(
            self.key,
            FieldKind(self.kind),
            self.label.to_domain(),
            self.section,
            Need(self.need),
            self.code_list,
            self.max_length,
            self.pattern,
            self._anchors(),
            self.source,
            tuple(column.to_domain() for column in self.columns),
            self.valid_from,
            self.valid_until,
            self.help.to_domain() if self.help else None,
            self.part.to_domain() if self.part else None,
            self.sticky,
        )


class RuleModel(Strict):
    kind: ListKey
    fields: Annotated[list[FieldKey], Field(min_length=1)]
    severity: Literal["info", "warning", "error"]
    source: NonEmpty
    params: dict[ListKey, NonEmpty] = {}
    valid_from: date | None = None
    valid_until: date | None = None

    def to_domain(self) -> Rule:
        return Rule(
            self.kind,
            tuple(self.fields),
            Severity(self.severity),
            self.source,
            tuple(sorted(self.params.items())),
            self.valid_from,
            self.valid_until,
        )


class PersonModel(Strict):
    name: FieldKey
    numbers: Annotated[list[FieldKey], Field(min_length=1)]
    born: FieldKey | None = None
    sex: FieldKey | None = None
    issued: FieldKey | None = None
    role: ListKey | None = None
    event: Literal["birth", "marriage", "death", "status"] | None = None
    father: FieldKey | None = None
    mother: FieldKey | None = None
    spouse: FieldKey | None = None
    ethnicity: FieldKey | None = None
    nationality: FieldKey | None = None
    residence: FieldKey | None = None
    origin: FieldKey | None = None
    died: FieldKey | None = None
    dated: FieldKey | None = None
    kind: FieldKey | None = None
    ended: list[FieldKey] = []

    def to_domain(self) -> Person:
        single = self.model_dump(exclude={"name", "numbers", "ended"})
        return Person(self.name, tuple(self.numbers), ended=tuple(self.ended), **single)


class BatchRuleModel(Strict):
    kind: ListKey
    fields: Annotated[list[FieldKey], Field(min_length=1)]
    severity: Literal["info", "warning", "error"]
    source: NonEmpty

    def to_domain(self) -> BatchRule:
        return BatchRule(self.kind, tuple(self.fields), Severity(self.severity), self.source)


class CardModel(Strict):
    kind: Literal["citizen", "old"]
    number: FieldKey
    name: FieldKey
    born: FieldKey
    sex: FieldKey | None = None
    old_number: FieldKey | None = None
    residence: FieldKey | None = None
    issued: FieldKey | None = None
    expires: FieldKey | None = None

    def to_domain(self) -> Card:
        return Card(**self.model_dump())


class DocumentTypeModel(Strict):
    key: TypeKey
    version: Version
    valid_from: date
    valid_until: date | None = None
    source: NonEmpty
    label: LocalizedModel
    title_field: FieldKey
    identity_fields: list[FieldKey]
    entry_field: FieldKey | None = None
    date_field: FieldKey | None = None
    restricted: bool = False
    general: bool = False
    many_on_page: bool = False
    book_titles: list[NonEmpty] = []
    card: CardModel | None = None
    titles: Annotated[list[NonEmpty], Field(min_length=1)]
    other_labels: list[NonEmpty] = []
    sections: Annotated[list[SectionModel], Field(min_length=1)]
    fields: Annotated[list[FieldModel], Field(min_length=1)]
    people: list[PersonModel] = []
    rules: list[RuleModel] = []
    batch_rules: list[BatchRuleModel] = []

    def to_domain(self) -> DocumentType:
        return DocumentType(
            self.key,
            self.version,
            self.label.to_domain(),
            self.source,
            self.valid_from,
            tuple(self.titles),
            tuple(self.other_labels),
            tuple(section.to_domain() for section in self.sections),
            tuple(spec.to_domain() for spec in self.fields),
            tuple(rule.to_domain() for rule in self.rules),
            self.title_field,
            tuple(self.identity_fields),
            tuple(person.to_domain() for person in self.people),
            self.entry_field,
            self.date_field,
            tuple(rule.to_domain() for rule in self.batch_rules),
            self.restricted,
            self.valid_until,
            self.general,
            self.many_on_page,
            tuple(self.book_titles),
            self.card.to_domain() if self.card else None,
        )
