"""What is asked and told when a workspace is set up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FolderKind(StrEnum):
    """What a folder would be to a workspace: not there yet or empty; one already; with other
    things in it; not to be written."""

    NEW = "new"
    WORKSPACE = "workspace"
    FULL = "full"
    CLOSED = "closed"


class SetupMark(StrEnum):
    """``fresh``: made by a command that said nothing of the office, and not asked about yet;
    ``later``: put off, so that it is not asked again by itself."""

    FRESH = "fresh"
    UNFINISHED = "unfinished"
    LATER = "later"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FolderLook:
    """``free`` in bytes; ``network`` is the kind of network share, "" for a disk here."""

    kind: FolderKind
    free: int
    network: str


@dataclass(frozen=True, slots=True)
class Office:
    """As the plan of work names it; ``code`` is the commune's, "" for none."""

    name: str
    superior: str
    code: str


@dataclass(frozen=True, slots=True)
class UnitName:
    """An administrative unit to choose from."""

    code: str
    name: str
