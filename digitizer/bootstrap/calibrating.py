"""Learning the thresholds of a workspace from its finished records."""

from __future__ import annotations

import os
from pathlib import Path

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.sureness import Calibration
from digitizer.workflow.calibrate import calibrate
from digitizer.workflow.ports import Ports
from ocr import load_sureness, sureness_text


def learn_thresholds(ports: Ports, path: Path, limit: float, *, write: bool) -> Calibration:
    """See :func:`calibrate`; ``path`` is the workspace's file of thresholds, replaced whole when
    ``write`` asks for it and something was learned.

    Raises BadSchema for a wrong file, EnvironmentFault for one that cannot be read or written.
    """
    found = calibrate(ports, load_sureness(path), limit)
    if write and found.is_change:
        source = (
            f"digitizer calibrate: {found.promise.accepted} accepted fields of finished cases,"
            f" {found.promise.wrong} changed, limit {1000 * limit:g} per 1,000"
        )
        _replace(path, sureness_text(found.sureness, source))
    return found


def _replace(path: Path, text: str) -> None:
    beside = path.with_suffix(".new")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault("thresholds-not-written", file=path, reason=reason) from error
