"""Files that hold a secret."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from digitizer.domain.errors import InvalidInput


def private_bytes(file: Path, most: int, code: str) -> bytes:
    """The first ``most`` bytes of a file that belongs to whoever asks and nobody else can read.
    Raises InvalidInput with this code for any other, and OSError."""
    with file.open("rb") as stream:
        found = os.fstat(stream.fileno())
        if found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
            raise InvalidInput(code, file=file)
        return stream.read(most)
