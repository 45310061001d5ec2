"""The shape of the files of export profiles."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from digitizer.domain.schema import Column, ExportProfile, PdfScope
from digitizer.schemas.models import FieldKey, NonEmpty, Strict, TypeKey, Version


class ColumnModel(Strict):
    name: NonEmpty
    field: FieldKey | None = None
    value: Literal["field", "running_number", "label", "file_name", "empty"] = "field"
    cell: FieldKey | None = None
    row: Annotated[int, Field(ge=1, le=100)] | None = None

    def to_domain(self) -> Column:
        return Column(self.name, self.field, self.value, self.cell, self.row)


class ExportProfileModel(Strict):
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
    pdf_scope: Literal["regions", "pages"] = "regions"
    pdf_page_kb: Annotated[int | None, Field(ge=20, le=100_000)] = None
    columns: Annotated[list[FieldKey | ColumnModel], Field(min_length=1)]
    notes: list[Annotated[list[str], Field(min_length=2, max_length=2)]] = Field(default=[])

    def to_domain(self) -> ExportProfile:
        return ExportProfile(
            self.document_type,
            self.version,
            self.source,
            self.valid_from,
            self.sheet,
            self.notes_sheet,
            tuple(
                Column(column, column) if isinstance(column, str) else column.to_domain()
                for column in self.columns
            ),
            tuple((subject, text) for subject, text in self.notes),
            self.date_format,
            self.file_name,
            self.pdf_dpi,
            self.pdf_jpeg_quality,
            PdfScope(self.pdf_scope),
            self.pdf_page_kb,
        )
