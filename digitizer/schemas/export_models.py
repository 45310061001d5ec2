"""The shape of the files of export profiles."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from digitizer.domain.schema import (
    DEFAULT_EXPORTERS,
    Column,
    ExportProfile,
    PdfScope,
    ReceiverLimits,
)
from digitizer.schemas.models import FieldKey, NonEmpty, Strict, TypeKey, Version

ExporterName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class ColumnModel(Strict):
    name: NonEmpty
    field: FieldKey | None = None
    value: Literal["field", "running_number", "label", "file_name", "empty"] = "field"
    cell: FieldKey | None = None
    row: Annotated[int, Field(ge=1, le=100)] | None = None

    def to_domain(self) -> Column:
        return Column(self.name, self.field, self.value, self.cell, self.row)


class ReceiverModel(Strict):
    source: NonEmpty
    valid_from: date
    sheets: list[NonEmpty] = Field(default=[])
    largest_file_kb: Annotated[int | None, Field(ge=1)] = None
    largest_package_kb: Annotated[int | None, Field(ge=1)] = None
    longest_name: Annotated[int | None, Field(ge=8, le=255)] = None
    one_of: FieldKey | None = None

    def to_domain(self) -> ReceiverLimits:
        return ReceiverLimits(
            self.source,
            self.valid_from,
            tuple(self.sheets),
            self.largest_file_kb,
            self.largest_package_kb,
            self.longest_name,
            self.one_of,
        )


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
    rehearse: bool = False
    join_cards: bool = False
    receiver: ReceiverModel | None = None
    exporters: Annotated[list[ExporterName], Field(min_length=1)] = Field(
        default=list(DEFAULT_EXPORTERS)
    )
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
            rehearse=self.rehearse,
            join_cards=self.join_cards,
            receiver=self.receiver.to_domain() if self.receiver else None,
            exporters=tuple(self.exporters),
        )
