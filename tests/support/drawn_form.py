"""A form of the samples made of lines and tables, for tests that look at how these are drawn."""

from __future__ import annotations

from collections.abc import Mapping

from digitizer.samples.layouts.sheet_lines import steps_of
from digitizer.samples.layouts.table import TableShape
from digitizer.samples.layouts.written import WrittenForm


def form_of(
    lines: str,
    tables: Mapping[str, TableShape],
    *,
    document_type: str,
    title: str,
    heading: str = "none",
) -> WrittenForm:
    """A white sheet without leaders and signers."""
    return WrittenForm(
        name="land",
        document_type=document_type,
        form="certificate",
        split="train",
        years=(2016, 2020),
        title=(title,),
        title_pt=16,
        heading=heading,
        paper="white",
        leaders=("",),
        pitch_mm=7.8,
        steps=steps_of(lines, {}),
        signers=(),
        suffix="UBND",
        tables=tables,
    )
