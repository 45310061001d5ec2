"""Moving a source file away after its scan is safe."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path


def move_into(source: Path, folder: Path) -> Path:
    """Move a file into a folder under its own name, numbered when the name is taken.

    Nothing is overwritten, and a kill leaves the file in one of the two places. Across file
    systems the copy is complete and synced before the source is removed. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = _free_name(folder, source.name)
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy_then_remove(source, target)
    _sync_folder(folder)
    return target


def write_beside(target: Path, text: str) -> Path:
    """Write an explaining text beside a file, as ``<name>.txt``."""
    note = target.with_name(f"{target.name}.txt")
    note.write_text(text, encoding="utf-8")
    return note


def _copy_then_remove(source: Path, target: Path) -> None:
    partial = target.with_name(f".{target.name}.part")
    shutil.copy2(source, partial)
    with partial.open("rb") as copied:
        os.fsync(copied.fileno())
    partial.rename(target)
    source.unlink()


def _free_name(folder: Path, name: str) -> Path:
    target, number = folder / name, 1
    while target.exists():
        number += 1
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return target


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
