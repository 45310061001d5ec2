"""Blank forms of a workspace: one folder a form with ``form.toml`` and the picture of its sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from digitizer.domain.errors import BadSchema
from digitizer.domain.form import Form, FormWord, Place, Zone
from digitizer.domain.schema import DocumentType
from digitizer.schemas.files import SchemaFile
from digitizer.schemas.models import FieldKey, NonEmpty, TypeKey, Version

FORM_FILE, BLANK_FILE = "form.toml", "blank.png"
FORMS_FOLDER = "forms"

Mm = Annotated[float, Field(ge=0, le=2000)]
# Exactly four numbers: left, top, width, height.
Box = Annotated[list[Mm], Field(min_length=4, max_length=4)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Word(_Strict):
    text: NonEmpty
    box: Box


class _Zone(_Strict):
    field: FieldKey
    box: Box


class FormFile(_Strict):
    document_type: TypeKey
    version: Version
    valid_from: date
    source: NonEmpty
    size: Annotated[list[Mm], Field(min_length=2, max_length=2)]
    zones: Annotated[list[_Zone], Field(min_length=1)]
    words: Annotated[list[_Word], Field(min_length=1)]


def load_forms(root: Path, name: str, types: Mapping[str, DocumentType]) -> Iterator[Form]:
    """The forms of a types folder, in ``<domain>/forms/<form>/``.

    Raises BadSchema for the first file that is not well formed, names a field that its document
    type lacks, has a zone outside its sheet, or has no picture of the blank sheet beside it.
    """
    for path in sorted(root.glob(f"*/{FORMS_FOLDER}/*/{FORM_FILE}")):
        folder = path.parent
        key = f"{folder.parent.parent.name}/{folder.name}"
        file = SchemaFile.read(path, f"{name}/{path.relative_to(root).as_posix()}")
        yield _checked(file, key, folder / BLANK_FILE, types)


def _checked(file: SchemaFile, key: str, blank: Path, types: Mapping[str, DocumentType]) -> Form:
    found = file.parse(FormFile)
    width, height = found.size
    doc_type = types.get(found.document_type)
    if doc_type is None:
        raise BadSchema(
            "schema-unknown-type",
            file=file.name,
            place=file.place("document_type"),
            reason=found.document_type,
        )
    for index, zone in enumerate(found.zones):
        place = file.place("zones", index)
        if doc_type.field(zone.field) is None:
            raise BadSchema("schema-unknown-field", file=file.name, place=place, reason=zone.field)
        left, top, across, down = zone.box
        if left + across > width or top + down > height or not across or not down:
            raise BadSchema("schema-zone-outside", file=file.name, place=place, reason=zone.field)
    if not blank.is_file():
        raise BadSchema("schema-no-blank", file=file.name, place="", reason=blank.name)
    return Form(
        key,
        found.document_type,
        found.version,
        found.source,
        found.valid_from,
        width,
        height,
        blank,
        tuple(FormWord(word.text, Place(*word.box)) for word in found.words),
        tuple(Zone(zone.field, Place(*zone.box)) for zone in found.zones),
    )


def form_text(form: Form) -> str:
    """The form as the text of its file."""
    head = (
        f"document_type = {_quoted(form.document_type)}\n"
        f"version = {_quoted(form.version)}\n"
        f"valid_from = {form.valid_from.isoformat()}\n"
        f"source = {_quoted(form.source)}\n"
        "# In mm: width and height of the sheet; below, left, top, width and height of places.\n"
        f"size = [{form.width:g}, {form.height:g}]\n"
    )
    zones = "".join(
        f"\n[[zones]]\nfield = {_quoted(zone.field)}\nbox = {_box(zone.place)}\n"
        for zone in form.zones
    )
    words = "".join(
        f"\n[[words]]\ntext = {_quoted(word.text)}\nbox = {_box(word.place)}\n"
        for word in form.words
    )
    return head + zones + words


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _box(place: Place) -> str:
    sides = (place.left, place.top, place.width, place.height)
    return "[" + ", ".join(f"{side:.2f}" for side in sides) + "]"
