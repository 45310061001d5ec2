"""What the grid and the list of groups show, whether whole values or words are looked at."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from digitizer.domain.page import Box
from digitizer.workflow.carpet import CarpetField, ValueGroup
from digitizer.workflow.overview import PageView
from digitizer.workflow.word_carpet import Spot, WordGroup, WordPiece

GroupKey = tuple[str, str, str]
"""What a group is told apart by, as long as the page is open."""
TileId = int | Spot
"""The case of a value; the case, field and place of a word."""


@dataclass(frozen=True, slots=True)
class Group:
    """Equal values or words. ``about`` says where they stand: the field, or the kind of field."""

    key: GroupKey
    about: str
    text: str
    waiting: int
    accepted: int
    source: ValueGroup | WordGroup

    def size(self, *, with_accepted: bool) -> int:
        return self.waiting + (self.accepted if with_accepted else 0)


@dataclass(frozen=True, slots=True)
class Tile:
    """One value or word of a group; ``text`` is what its whole field says."""

    id: TileId
    case_id: int
    title: str
    revision: int
    text: str
    source: CarpetField | WordPiece


@dataclass(frozen=True, slots=True)
class Cut:
    """The paper of a tile, None where there is none, and where it lies on its page."""

    image: QImage | None
    page: PageView | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A case of which something was not stored, and why (see ``passes-<code>``)."""

    case_id: int
    code: str


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one Enter: the ``gone`` tiles, those of them that the store still has (they are
    shown no more in this sitting), what is said about it, and what was refused."""

    gone: frozenset[TileId]
    apart: frozenset[TileId]
    said: str
    refused: tuple[Refused, ...]
