"""Exercises: a workspace of its own inside the real one, with invented cases of known truth."""

from __future__ import annotations

from pathlib import Path

from digitizer.bootstrap.practice_files import practice_folder
from digitizer.bootstrap.workspace import make_practice, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.settings import load

__all__ = ["open_practice", "practice_folder"]


def open_practice(workspace: Path, person: str, language: str) -> Workstation:
    """The person's practice workspace with all its work, made where there is none."""
    folder = practice_folder(workspace, person)
    make_practice(folder, restricted=load(workspace).restricted)
    return open_workspace(folder, person, language)
