"""A page that waits to be scanned again, and what takes part in rearranging pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digitizer.domain.case import Case
from digitizer.domain.page import PageReading
from digitizer.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Rescan:
    """The wish that a page be scanned again. It stands until another page takes its place or
    somebody takes the wish back."""

    page_id: int
    reason: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ActOnCase:
    """One case in an act on pages: as it was before (None: the act made it), and the revision that
    the act gave it."""

    case_id: int
    before: Case | None
    revision: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A page that was turned clockwise."""

    page_id: int
    degrees: int


@dataclass(frozen=True, slots=True)
class FormerReading:
    """What was read on a page before it was read anew. ``follows`` is the act that turned it, which
    is taken back with this one."""

    page_id: int
    problems: tuple[Problem, ...]
    reading: PageReading
    follows: int | None = None


@dataclass(frozen=True, slots=True)
class PageAct:
    """One rearrangement of pages, whole enough to be taken back. ``fulfilled`` are the
    wishes that it met."""

    action: str
    actor: str
    at: datetime
    cases: tuple[ActOnCase, ...]
    fulfilled: tuple[Rescan, ...] = ()
    turned: Turn | None = None
    former: FormerReading | None = None
    id: int | None = None
