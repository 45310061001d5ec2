"""The roll-up of many offices from their report files; no workspace is needed for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from digitizer.bootstrap.figures import Figures
from digitizer.bootstrap.printing import print_sheet
from digitizer.bootstrap.progress_papers import rollup_sheet, rollup_worksheets
from digitizer.bootstrap.report_files import merge_files, write_report
from digitizer.domain.progress_report import RollUp
from digitizer.domain.schema import Catalog
from digitizer.messages import Messages
from exports.figures_xlsx import write_figures


def merge_reports(files: Sequence[Path]) -> RollUp:
    """Bad, newer-format and older files are named in ``left_out``; the others count."""
    return merge_files(files, datetime.now(UTC))


def write_rollup(
    rollup: RollUp,
    messages: Messages,
    made_by: str,
    pdf: Path | None,
    xlsx: Path | None,
    json: Path | None,
) -> None:
    """Write what is asked for. Raises InvalidInput ``sheet-exists``, EnvironmentFault
    ``sheet-no-io``, ``sheet-font``, ``fonts-missing``."""
    figures = Figures(messages, Catalog({}, {}, {}))
    if pdf is not None:
        print_sheet(pdf, rollup_sheet(rollup, figures, made_by))
    if xlsx is not None:
        write_figures(xlsx, rollup_worksheets(rollup, figures), rollup.made_at)
    if json is not None:
        write_report(json, rollup.reports)
