"""The text of new files: a document type of a workspace and the way its records leave."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_SECTION = "content"
_MOST_IDENTITY = 3
_PDF_DPI, _PDF_QUALITY = 200, 60


@dataclass(frozen=True, slots=True)
class NewField:
    """A field to write; ``kind`` and ``need`` as the files name them, ``anchors`` are its labels on
    paper."""

    key: str
    kind: str
    label_vi: str
    label_en: str
    need: str = "optional"
    code_list: str | None = None
    anchors: tuple[str, ...] = ()


def type_text(
    key: str,
    label_vi: str,
    label_en: str,
    titles: Sequence[str],
    fields: Sequence[NewField],
    version: str,
    valid_from: date,
    source: str,
) -> str:
    """A document type as its file. The first name, or else the first field, is its title."""
    identity = ", ".join(map(_quoted, _identity(fields)))
    head = [
        f"key = {_quoted(key)}",
        f"version = {_quoted(version)}",
        f"valid_from = {valid_from.isoformat()}",
        f"source = {_quoted(source)}",
        f"label = {_label(label_vi, label_en)}",
        f"title_field = {_quoted(_title(fields))}",
        f"identity_fields = [{identity}]",
        f"titles = [{', '.join(map(_quoted, titles))}]",
        "",
        "[[sections]]",
        f"key = {_quoted(_SECTION)}",
        f"label = {_label('Nội dung', 'Content')}",
    ]
    return "\n".join([*head, *(line for one in fields for line in _field_lines(one)), ""])


def export_text(
    key: str, fields: Sequence[NewField], version: str, valid_from: date, source: str
) -> str:
    """An export profile as its file: a column for each field."""
    name = ".".join("{" + each + "}" for each in _identity(fields))
    columns = [
        f"    {{ name = {_quoted(one.key)}, field = {_quoted(one.key)} }}," for one in fields
    ]
    lines = [
        f"document_type = {_quoted(key)}",
        f"version = {_quoted(version)}",
        f"valid_from = {valid_from.isoformat()}",
        f"source = {_quoted(source)}",
        'sheet = "DL"',
        'notes_sheet = "Ghi chu"',
        'date_format = "dd.mm.yyyy"',
        f"file_name = {_quoted(name + '.pdf')}",
        f"pdf_dpi = {_PDF_DPI}",
        f"pdf_jpeg_quality = {_PDF_QUALITY}",
        "columns = [",
        '    { name = "STT", value = "running_number" },',
        *columns,
        "]",
        "",
    ]
    return "\n".join(lines)


def _field_lines(field: NewField) -> Iterator[str]:
    yield ""
    yield "[[fields]]"
    yield f"key = {_quoted(field.key)}"
    yield f"kind = {_quoted(field.kind)}"
    yield f"label = {_label(field.label_vi, field.label_en)}"
    yield f"section = {_quoted(_SECTION)}"
    yield f"need = {_quoted(field.need)}"
    if field.code_list:
        yield f"code_list = {_quoted(field.code_list)}"
    if field.anchors:
        yield f"anchors = [{', '.join(map(_quoted, field.anchors))}]"


def _title(fields: Sequence[NewField]) -> str:
    return next((one.key for one in fields if one.kind == "name"), fields[0].key)


def _identity(fields: Sequence[NewField]) -> tuple[str, ...]:
    """What tells two records apart: fields that are never empty, or else the title."""
    required = [one.key for one in fields if one.need == "required"]
    return tuple(required[:_MOST_IDENTITY]) or (_title(fields),)


def _label(vi: str, en: str) -> str:
    return f"{{ vi = {_quoted(vi)}, en = {_quoted(en)} }}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
