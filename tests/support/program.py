"""Running the installed program as a user would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = Path(sys.executable).with_name("digitizer")


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DIGITIZER_")}
    return {**kept, "DIGITIZER_LANG": "en", "QT_QPA_PLATFORM": "offscreen"}


def run(*arguments: object, user: str = "Nguyễn Thị Mẫu", workspace: Path | None = None) -> Done:
    """Run ``digitizer`` and wait for it (at most four minutes)."""
    place = ["--workspace", str(workspace)] if workspace else []
    command = [str(PROGRAM), *place, "--user", user, *(str(item) for item in arguments)]
    done = subprocess.run(
        command, env=environment(), capture_output=True, text=True, timeout=240, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)
