"""Report files: one office's progress for those above it, as JSON without any name of a person.

A file says its format and version; one of a later version, a damaged one and one of something else
are named and left out, and the others are taken.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.progress_report import LeftOut, ProgressReport, RollUp, merged

_FORMAT, _VERSION = "digitizer-progress", 1
_MOST_BYTES = 20_000_000
_REPORTS = TypeAdapter(tuple[ProgressReport, ...])


class _Refused(Exception):
    """A file that cannot be taken, with the code of its sentence."""


def report_text(reports: Sequence[ProgressReport]) -> str:
    """The document of one report, or of the many of a roll-up."""
    document = {
        "format": _FORMAT,
        "version": _VERSION,
        "reports": _REPORTS.dump_python(tuple(reports), mode="json"),
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def write_report(target: Path, reports: Sequence[ProgressReport]) -> None:
    """Raises InvalidInput ``sheet-exists`` for a target that is there, EnvironmentFault
    ``sheet-no-io`` when it cannot be written."""
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(report_text(reports))
    except FileExistsError as error:
        raise InvalidInput("sheet-exists", file=target) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault("sheet-no-io", file=target, reason=reason) from error


def merge_files(paths: Sequence[Path], made_at: datetime) -> RollUp:
    """The roll-up of report files, and of roll-ups made before."""
    read: list[tuple[str, ProgressReport]] = []
    refused: list[LeftOut] = []
    for path in paths:
        try:
            read.extend((path.name, report) for report in _read(path))
        except _Refused as error:
            refused.append(LeftOut(path.name, str(error)))
    return merged(read, refused, made_at)


def _read(path: Path) -> tuple[ProgressReport, ...]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _Refused("wrong")
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _Refused("unreadable") from error
    except (ValueError, RecursionError) as error:
        raise _Refused("wrong") from error
    if not isinstance(document, dict) or document.get("format") != _FORMAT:
        raise _Refused("other")
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise _Refused("wrong")
    if version > _VERSION:
        raise _Refused("newer")
    try:
        return _REPORTS.validate_python(document.get("reports"))
    except (ValidationError, RecursionError) as error:
        raise _Refused("wrong") from error
