"""Scans, their pages, and the cases they hold."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.page import Box, PageReading
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldReading, Record


class ScanState(StrEnum):
    """``stored``: safe in the vault; ``read``: its pages and cases exist; ``failed``: it could
    not be read although it decoded at intake."""

    STORED = "stored"
    READ = "read"
    FAILED = "failed"


class Outcome(StrEnum):
    """What became of a file that arrived."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Scan:
    """One received file, kept byte for byte in the vault under its SHA-256 (hex)."""

    id: int
    sha256: str
    name: str
    size: int
    media_type: str
    page_count: int
    received_at: datetime
    state: ScanState
    batch_name: str | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file seen in a watched folder and its outcome. ``settled`` tells that the source was
    moved away (or is left on purpose), the last step of intake. ``path`` is the source's."""

    id: int
    path: str
    size: int
    modified_ns: int
    sha256: str
    outcome: Outcome
    scan_id: int | None
    problem: Problem | None
    arrived_at: datetime
    settled: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A stored page. ``image_sha256`` names the upright colour image in the vault."""

    id: int
    scan_id: int
    number: int
    width: int
    height: int
    dpi: int
    rotation: int
    skew_degrees: float
    image_sha256: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that belongs to a case; ``box`` None means the whole page. ``page_id`` names
    the page, of whichever scan; None leaves it to ``page_number`` in the case's own scan."""

    page_number: int
    box: Box | None = None
    page_id: int | None = None


@dataclass(frozen=True, slots=True)
class CaseReading:
    """One case as the machine found it in a scan."""

    document_type: str | None
    type_version: str | None
    type_confidence: float
    regions: tuple[Region, ...]
    fields: tuple[FieldReading, ...]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page reading and the path of its upright image (JPEG, colour) in the work folder. The
    reading is kept packed, a twentieth of its size: a scan may have a thousand pages."""

    packed: bytes
    image_path: str

    @classmethod
    def of(cls, reading: PageReading, image_path: str) -> ReadPage:
        return cls(zlib.compress(pickle.dumps(reading), 1), image_path)

    @property
    def reading(self) -> PageReading:
        """Unpacked anew at each call; made by :meth:`of` in this program or one of its workers."""
        # Never from outside: the bytes live in this program and its workers, who pickle anyway.
        found: PageReading = pickle.loads(zlib.decompress(self.packed))  # noqa: S301
        return found


@dataclass(frozen=True, slots=True)
class ScanReading:
    """All that reading one scan gave."""

    pages: tuple[ReadPage, ...]
    cases: tuple[CaseReading, ...]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Case:
    """One registered event: one record, one PDF, one row. ``record`` is None while the document
    type is unknown. ``revision`` grows with every change. ``approved_by`` answers for it while it
    is approved or exported; ``left_in`` names the package in which it left last, also after it was
    opened again."""

    id: int
    scan_id: int
    state: CaseState
    type_confidence: float
    regions: tuple[Region, ...]
    record: Record | None
    batch_id: int | None = None
    return_reason: str | None = None
    revision: int = 1
    approved_by: str | None = None
    approved_at: datetime | None = None
    left_in: str | None = None
    left_at: datetime | None = None

    @property
    def document_type(self) -> str | None:
        return self.record.document_type if self.record else None


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A row of a case list: cheap to load by the thousand. ``pins`` and ``passed`` of the
    ``doubts`` wait because of a supervisor's pin, and for another person."""

    id: int
    scan_id: int
    scan_name: str
    state: CaseState
    document_type: str | None
    batch_id: int | None
    batch_name: str | None
    title: str
    doubts: int
    revision: int
    pins: int = 0
    passed: int = 0


def page_of_reading(
    reading: FieldReading | None, scan_id: int, pages: Iterable[Page]
) -> Page | None:
    """The page on which a reading stands, among those of its case; None for a reading without a
    place or on a page that is not there. ``scan_id`` is the case's own scan."""
    if reading is None:
        return None
    if reading.page_id is not None:
        return next((page for page in pages if page.id == reading.page_id), None)
    own = (page for page in pages if page.scan_id == scan_id)
    return next((page for page in own if page.number == reading.page), None)


def place_of_reading(reading: FieldReading | None, case: Case, pages: Iterable[Page]) -> int | None:
    """Which region of the case, counted from 0, a reading stands in; None for none. Of several on
    one page it is the first that holds the middle of the reading's box, else the first."""
    page = page_of_reading(reading, case.scan_id, pages)
    if page is None or reading is None:
        return None
    on_page = [at for at, region in enumerate(case.regions) if region.page_id == page.id]
    holding = (at for at in on_page if _holds(case.regions[at].box, reading.box))
    return next(holding, on_page[0] if on_page else None)


def _holds(outer: Box | None, inner: Box | None) -> bool:
    if outer is None or inner is None:
        return outer is None
    x, y = inner.x + inner.width // 2, inner.y + inner.height // 2
    return outer.x <= x < outer.right and outer.y <= y < outer.bottom
