"""The workspace that the window opens when it is started without naming one."""

from __future__ import annotations

import os
from pathlib import Path

from digitizer.domain.errors import EnvironmentFault
from digitizer.settings import FILE_NAME


def _file() -> Path:
    """By the XDG Base Directory Specification."""
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "digitizer" / "workspace"


def last_workspace() -> Path | None:
    """The workspace that was set up last on this account; None where there is none any more."""
    try:
        named = Path(_file().read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return None
    return named if (named / FILE_NAME).is_file() else None


def remember_workspace(workspace: Path) -> None:
    """Raises EnvironmentFault ``folder-not-made`` where it cannot be kept."""
    file = _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(f"{workspace.resolve()}\n", encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise EnvironmentFault("folder-not-made", folder=file, reason=error.strerror) from error
