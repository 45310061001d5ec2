"""Looking at PDF files by the standard of archive copies, which needs no workspace."""

from __future__ import annotations

from pathlib import Path

from digitizer.domain.errors import EnvironmentFault, NotFound
from digitizer.domain.problems import Problem
from exports.pdfa.check import check_pdfa


def look_at(path: Path) -> tuple[Problem, ...]:
    """What breaks PDF/A-2b in a file (errors) and what is odd (warnings); no certification.

    Raises NotFound or EnvironmentFault when there is no file to read.
    """
    if not path.is_file():
        raise NotFound("pdfa-no-file", file=path)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("pdfa-not-readable", file=path, reason=reason) from error
    return check_pdfa(data)
