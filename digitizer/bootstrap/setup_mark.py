"""The mark in a workspace that says how far its setting-up is."""

from __future__ import annotations

from pathlib import Path

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.setup import SetupMark

_NAME = "setup-state"


def read_mark(workspace: Path) -> SetupMark:
    """A workspace without a mark is of an older program, or made by a command: done."""
    try:
        return SetupMark((workspace / _NAME).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return SetupMark.DONE


def has_mark(folder: Path) -> bool:
    """Whether setting up began here, be it that the workspace was not finished."""
    return (folder / _NAME).is_file()


def write_mark(workspace: Path, mark: SetupMark) -> None:
    """Raises EnvironmentFault ``folder-not-made`` where it cannot be written."""
    file = workspace / _NAME
    part = file.with_suffix(".part")
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        part.write_text(f"{mark.value}\n", encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise EnvironmentFault("folder-not-made", folder=file, reason=error.strerror) from error
