"""The shape of the TOML files, checked strictly, and their conversion to domain types."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from digitizer.domain.problems import Severity
from digitizer.domain.schema import (
    Anchor,
    CodeEntry,
    CodeList,
    Column,
    DocumentType,
    ExportProfile,
    FieldKind,
    FieldSpec,
    Localized,
    Need,
    Person,
    Placement,
    Rule,
    Section,
)

NonEmpty = Annotated[str, StringConstraints(min_length=1, strip_whitespace=False)]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,19}$")]
FieldKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]{0,63}$")]
ListKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
TypeKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class LocalizedModel(_Strict):
    vi: NonEmpty
    en: NonEmpty

    def to_domain(self) -> Localized:
        return Localized(self.vi, self.en)


class CodeEntryModel(_Strict):
    code: NonEmpty
    vi: NonEmpty
    en: NonEmpty
    aliases: list[NonEmpty] = []

    def to_domain(self) -> CodeEntry:
        return CodeEntry(self.code, Localized(self.vi, self.en), tuple(self.aliases))


class CodeListModel(_Strict):
    key: ListKey
    version: Version
    valid_from: date
    source: NonEmpty
    entries: Annotated[list[CodeEntryModel], Field(min_length=1)]

    def to_domain(self) -> CodeList:
        entries = tuple(entry.to_domain() for entry in self.entries)
        return CodeList(self.key, self.version, self.source, entries)


class AnchorModel(_Strict):
    text: NonEmpty
    placement: Literal["after", "below", "tick"]

    def to_domain(self) -> Anchor:
        return Anchor(self.text, Placement(self.placement))


class SectionModel(_Strict):
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


class FieldModel(_Strict):
    key: FieldKey
    kind: Literal[
        "text", "name", "date", "time", "code", "id_number", "place", "number", "book_number"
    ]
    label: LocalizedModel
    section: ListKey
    need: Literal["required", "expected", "optional"]
    code_list: ListKey | None = None
    max_length: Annotated[int, Field(ge=1, le=10_000)] | None = None
    pattern: str | None = None
    anchors: list[NonEmpty | AnchorModel] = []
    source: str = ""

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"not a regular expression: {error}") from error
        return pattern

    def to_domain(self) -> FieldSpec:
        anchors = tuple(
            Anchor(anchor) if isinstance(anchor, str) else anchor.to_domain()
            for anchor in self.anchors
        )
        return FieldSpec(
            self.key,
            FieldKind(self.kind),
            self.label.to_domain(),
            self.section,
            Need(self.need),
            self.code_list,
            self.max_length,
            self.pattern,
            anchors,
            self.source,
        )


class RuleModel(_Strict):
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


class PersonModel(_Strict):
    name: FieldKey
    numbers: Annotated[list[FieldKey], Field(min_length=1)]
    born: FieldKey | None = None
    sex: FieldKey | None = None
    issued: FieldKey | None = None

    def to_domain(self) -> Person:
        return Person(self.name, tuple(self.numbers), self.born, self.sex, self.issued)


class DocumentTypeModel(_Strict):
    key: TypeKey
    version: Version
    valid_from: date
    source: NonEmpty
    label: LocalizedModel
    title_field: FieldKey
    identity_fields: list[FieldKey]
    entry_field: FieldKey | None = None
    titles: Annotated[list[NonEmpty], Field(min_length=1)]
    other_labels: list[NonEmpty] = []
    sections: Annotated[list[SectionModel], Field(min_length=1)]
    fields: Annotated[list[FieldModel], Field(min_length=1)]
    people: list[PersonModel] = []
    rules: list[RuleModel] = []

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
        )


class ColumnModel(_Strict):
    name: NonEmpty
    field: FieldKey | None = None
    value: Literal["field", "running_number", "label", "empty"] = "field"

    def to_domain(self) -> Column:
        return Column(self.name, self.field, self.value)


class ExportProfileModel(_Strict):
    document_type: TypeKey
    version: Version
    valid_from: date
    source: NonEmpty
    sheet: Annotated[str, StringConstraints(min_length=1, max_length=31)]
    notes_sheet: Annotated[str, StringConstraints(min_length=1, max_length=31)]
    date_format: Annotated[str, StringConstraints(pattern=r"^(dd|mm|yyyy)([./-](dd|mm|yyyy)){2}$")]
    file_name: NonEmpty
    pdf_dpi: Annotated[int, Field(ge=72, le=1200)]
    pdf_jpeg_quality: Annotated[int, Field(ge=1, le=95)]
    columns: Annotated[list[ColumnModel], Field(min_length=1)]
    notes: list[Annotated[list[str], Field(min_length=2, max_length=2)]] = []

    def to_domain(self) -> ExportProfile:
        return ExportProfile(
            self.document_type,
            self.version,
            self.source,
            self.valid_from,
            self.sheet,
            self.notes_sheet,
            tuple(column.to_domain() for column in self.columns),
            tuple((subject, text) for subject, text in self.notes),
            self.date_format,
            self.file_name,
            self.pdf_dpi,
            self.pdf_jpeg_quality,
        )
