"""What a well-formed file must also keep: every name it uses exists, nothing is claimed twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NoReturn

from digitizer.domain.checks import check_batch_rule, check_rule
from digitizer.domain.errors import BadSchema
from digitizer.domain.schema import (
    UNLABELLED,
    CodeList,
    DocumentType,
    ExportProfile,
    FieldKind,
    FieldSpec,
    Person,
    Placement,
)
from digitizer.domain.values.text import fold, spelling_key
from digitizer.schemas.files import SchemaFile

_DATE = FieldKind.DATE
_SHAPED = frozenset({_DATE, FieldKind.TIME, FieldKind.BOOK_NUMBER, FieldKind.TAX_CODE})
_PLACE = re.compile(r"\{([A-Za-z0-9]+)(?:\.(iso|ymd|short|year|number))?(?::0[1-9])?\}")


def _wrong(file: SchemaFile, location: tuple[str | int, ...], code: str, reason: str) -> NoReturn:
    raise BadSchema(code, file=file.name, place=file.place(*location), reason=reason)


def _first_repeated(names: Iterable[str]) -> tuple[int, str] | None:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            return index, name
        seen.add(name)
    return None


def check_code_list(file: SchemaFile, code_list: CodeList) -> None:
    """Codes are unique, and no spelling on paper means two codes."""
    repeated = _first_repeated(entry.code for entry in code_list.entries)
    if repeated:
        _wrong(file, ("entries", repeated[0], "code"), "schema-repeated", repeated[1])
    meanings: dict[tuple[str, str], str] = {}
    for index, entry in enumerate(code_list.entries):
        for spelling in (entry.code, entry.label.vi, *entry.aliases):
            owner = meanings.setdefault(spelling_key(spelling), entry.code)
            if owner != entry.code:
                _wrong(file, ("entries", index, "aliases"), "schema-two-meanings", spelling)


def check_type(file: SchemaFile, doc_type: DocumentType, lists: Mapping[str, CodeList]) -> None:
    """Sections, code lists and fields that are named exist; anchors and rules can work."""
    repeated = _first_repeated(spec.key for spec in doc_type.fields)
    if repeated:
        _wrong(file, ("fields", repeated[0], "key"), "schema-repeated", repeated[1])
    sections = {section.key for section in doc_type.sections}
    for index, section in enumerate(doc_type.sections):
        if section.beside is not None and section.beside not in sections - {section.key}:
            _wrong(file, ("sections", index, "beside"), "schema-unknown-section", section.beside)
    for index, spec in enumerate(doc_type.fields):
        if spec.section not in sections:
            _wrong(file, ("fields", index, "section"), "schema-unknown-section", spec.section)
        _check_kind(file, index, spec, lists)
        _check_columns(file, index, spec, lists)
        whole = spec.part.of if spec.part else None
        if whole is not None and (whole == spec.key or doc_type.field(whole) is None):
            _wrong(file, ("fields", index, "part"), "schema-unknown-field", whole)
        for anchor in spec.anchors:
            has_label = bool(fold(anchor.text).strip(" .,:;()"))
            if has_label == (anchor.placement in UNLABELLED):
                _wrong(file, ("fields", index, "anchors"), "schema-empty-anchor", anchor.text)
            if anchor.placement is Placement.ALONE and not _has_shape(spec):
                _wrong(file, ("fields", index, "anchors"), "schema-no-shape", spec.key)
    _check_named(file, doc_type)
    _check_people(file, doc_type)
    _check_rules(file, doc_type)
    _check_batch_rules(file, doc_type)


def _has_shape(spec: FieldSpec) -> bool:
    """Whether a line can be told to be the field's value by itself."""
    return bool(spec.pattern or spec.code_list) or spec.kind in _SHAPED


def _check_named(file: SchemaFile, doc_type: DocumentType) -> None:
    named = {
        "title_field": (doc_type.title_field,),
        "identity_fields": doc_type.identity_fields,
        "entry_field": (doc_type.entry_field,) if doc_type.entry_field else (),
        "date_field": (doc_type.date_field,) if doc_type.date_field else (),
        "card": doc_type.card.fields if doc_type.card else (),
    }
    if doc_type.book_titles and not doc_type.entry_field:
        _wrong(file, ("book_titles",), "schema-unknown-field", "entry_field")
    if doc_type.many_on_page and not doc_type.entry_field:
        _wrong(file, ("many_on_page",), "schema-unknown-field", "entry_field")
    for place, names in named.items():
        for name in names:
            spec_named = doc_type.field(name)
            is_no_date = place == "date_field" and spec_named and spec_named.kind is not _DATE
            if spec_named is None or is_no_date:
                _wrong(file, (place,), "schema-unknown-field", name)


def _check_people(file: SchemaFile, doc_type: DocumentType) -> None:
    for index, person in enumerate(doc_type.people):
        names = (person.name, person.father, person.mother, person.spouse)
        kinds = {
            FieldKind.NAME: names,
            FieldKind.ID_NUMBER: person.numbers,
            FieldKind.DATE: (person.born, person.issued, person.died, person.dated),
            FieldKind.CODE: (person.sex, person.kind),
        }
        for kind, keys in kinds.items():
            for key in filter(None, keys):
                spec = doc_type.field(key)
                if spec is None or spec.kind is not kind:
                    _wrong(file, ("people", index), "schema-unknown-field", key)
        for key in filter(None, _of_any_kind(person)):
            if doc_type.field(key) is None:
                _wrong(file, ("people", index), "schema-unknown-field", key)


def _of_any_kind(person: Person) -> tuple[str | None, ...]:
    belongs = (person.ethnicity, person.nationality)
    return (*belongs, person.residence, person.origin, *person.ended)


def _check_kind(
    file: SchemaFile, index: int, spec: FieldSpec, lists: Mapping[str, CodeList]
) -> None:
    if (spec.kind is FieldKind.CODE) != (spec.code_list is not None):
        _wrong(file, ("fields", index, "code_list"), "schema-code-list-needed", spec.key)
    if spec.code_list is not None and spec.code_list not in lists:
        _wrong(file, ("fields", index, "code_list"), "schema-unknown-list", spec.code_list)


def _check_columns(
    file: SchemaFile, index: int, spec: FieldSpec, lists: Mapping[str, CodeList]
) -> None:
    """A table has columns, each once and with its list where it takes codes; nothing else has."""
    if (spec.kind is FieldKind.TABLE) != bool(spec.columns):
        _wrong(file, ("fields", index, "columns"), "schema-columns-needed", spec.key)
    repeated = _first_repeated(column.key for column in spec.columns)
    if repeated:
        _wrong(file, ("fields", index, "columns"), "schema-repeated", repeated[1])
    for column in spec.columns:
        _check_kind(file, index, column, lists)


def _check_rules(file: SchemaFile, doc_type: DocumentType) -> None:
    for index, rule in enumerate(doc_type.rules):
        for name in rule.fields:
            if doc_type.field(name) is None:
                _wrong(file, ("rules", index, "fields"), "schema-unknown-field", name)
        try:
            check_rule(rule, doc_type)
        except BadSchema as error:
            _wrong(file, ("rules", index), error.code, error.params.get("reason", ""))


def _check_batch_rules(file: SchemaFile, doc_type: DocumentType) -> None:
    for index, rule in enumerate(doc_type.batch_rules):
        for name in rule.fields:
            if doc_type.field(name) is None:
                _wrong(file, ("batch_rules", index, "fields"), "schema-unknown-field", name)
        try:
            check_batch_rule(rule)
        except BadSchema as error:
            _wrong(file, ("batch_rules", index), error.code, error.params.get("reason", ""))


def check_profile(file: SchemaFile, profile: ExportProfile, owner: DocumentType | None) -> None:
    """The type exists, columns are unique and filled from its fields, the file name can be made, no
    exporter is named twice."""
    if owner is None:
        _wrong(file, ("document_type",), "schema-unknown-type", profile.document_type)
    repeated = _first_repeated(column.name for column in profile.columns)
    if repeated:
        _wrong(file, ("columns", repeated[0], "name"), "schema-repeated", repeated[1])
    for index, column in enumerate(profile.columns):
        needs_field = column.value in ("field", "label")
        if needs_field != (column.field is not None):
            _wrong(file, ("columns", index, "field"), "schema-column-field", column.name)
        spec = owner.field(column.field) if column.field is not None else None
        if column.field is not None and spec is None:
            _wrong(file, ("columns", index, "field"), "schema-unknown-field", column.field)
        cells = {cell.key for cell in spec.columns} if spec else set()
        if (column.cell is not None) != (column.row is not None) or (
            column.cell is not None and column.cell not in cells
        ):
            _wrong(file, ("columns", index, "cell"), "schema-unknown-field", column.cell or "cell")
    rest = _PLACE.sub("", profile.file_name)
    if not re.fullmatch(r"[A-Za-z0-9._-]*", rest):
        _wrong(file, ("file_name",), "schema-file-name", profile.file_name)
    for match in _PLACE.finditer(profile.file_name):
        if owner.field(match[1]) is None:
            _wrong(file, ("file_name",), "schema-unknown-field", match[1])
    _check_exporters(file, profile)
    _check_receiver(file, profile, owner)


def _check_exporters(file: SchemaFile, profile: ExportProfile) -> None:
    """Whether they are installed shows when a package is made: another computer may have them."""
    repeated = _first_repeated(profile.exporters)
    if repeated:
        _wrong(file, ("exporters", repeated[0]), "schema-repeated", repeated[1])


def _check_receiver(file: SchemaFile, profile: ExportProfile, owner: DocumentType) -> None:
    """What a package must be one of is told by a column with the whole value of that field."""
    one_of = profile.receiver.one_of if profile.receiver else None
    if one_of is None:
        return
    if owner.field(one_of) is None:
        _wrong(file, ("receiver", "one_of"), "schema-unknown-field", one_of)
    plain = (each for each in profile.columns if each.value == "field" and each.cell is None)
    if one_of not in {each.field for each in plain}:
        _wrong(file, ("receiver", "one_of"), "schema-no-plain-column", one_of)
