"""What goes into an export package and what verifying one says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from digitizer.domain.case import Region
from digitizer.domain.page import TextLine
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import Record
from digitizer.domain.schema import Catalog, DocumentType, ExportProfile
from digitizer.domain.signatures import SignatureReport


@dataclass(frozen=True, slots=True)
class PageImage:
    """An upright page image on disk with the part of it that belongs to the case. ``fields`` are
    the keys of the record's fields that stand in that part as text; ``lines`` brings the page's
    lines as they were read, anew at each call, so that a large batch needs no memory for them."""

    path: Path
    dpi: int
    region: Region
    fields: tuple[str, ...] = ()
    lines: Callable[[], Sequence[TextLine]] = tuple


@dataclass(frozen=True, slots=True)
class PaperScan:
    """A scan that pages come from, by the hash (hex) of its file; ``card`` is the case of the
    identity card whose pages they are, None for pages of the case itself."""

    name: str
    sha256: str
    card: int | None = None


@dataclass(frozen=True, slots=True)
class ExportCase:
    """Its pages, and after them those of the identity cards of its people; ``further_scans`` are
    the scans besides its own that they come from, in the order of the pages."""

    case_id: int
    record: Record
    pages: tuple[PageImage, ...]
    scan_name: str
    scan_sha256: str
    approved_by: str
    approved_at: datetime
    further_scans: tuple[PaperScan, ...] = ()


@dataclass(frozen=True, slots=True)
class BacklogCase:
    """A case of the batch that stays behind: nobody answered for it, or it is an identity card and
    the paper of its person is not in the package. ``reason`` is why, empty where nobody said."""

    case_id: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A row of an earlier package that a row of this one takes the place of: ``number`` counts from
    1 in that package, ``file`` is its document there, ``case_id`` the case in both.
    ``manifest_sha256`` (hex) tells which package of the name ``package`` is meant."""

    package: str
    manifest_sha256: str
    number: int
    file: str
    case_id: int


@dataclass(frozen=True, slots=True)
class PackageContent:
    """Everything a packager needs; it looks nothing up elsewhere. ``cases`` may come from the store
    one by one, anew each time and only as long as whoever made the content keeps it open: keep none
    of them. ``approved_by`` is who answered last for any of the cases, ``replaces`` what a
    correction puts right, ``office`` whose work it is, empty where nobody told, ``writers`` names
    and versions of the exporters that write it."""

    batch_id: int
    batch_name: str
    document_type: DocumentType
    profile: ExportProfile
    catalog: Catalog
    cases: Sequence[ExportCase]
    submitted_by: str
    approved_by: str
    approved_at: datetime
    created_at: datetime
    created_by: str
    software_version: str
    audit_head: str
    backlog: tuple[BacklogCase, ...] = ()
    replaces: tuple[Replaced, ...] = ()
    office: str = ""
    writers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackageResult:
    """Where the package lies; ``files`` maps each relative name to its SHA-256 (hex). ``backlog``
    cases of the batch stayed behind; ``larger`` documents take more bytes than the receiver wants,
    since they could not be read any smaller. ``documents`` names that of each case as the manifest
    does, in the order of the cases."""

    folder: Path
    archive: Path
    files: Mapping[str, str]
    cases: int
    backlog: int = 0
    larger: int = 0
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """``problems`` has no error when the package is whole and unchanged. ``signature`` is what its
    manifest is signed with, None for a package that nobody signed. ``is_foreign`` tells a bag of
    another program: its files are as its lists say, and no more is known about them."""

    package: Path
    files_checked: int
    cases: int
    problems: tuple[Problem, ...]
    signature: SignatureReport | None = None
    is_foreign: bool = False

    @property
    def is_sound(self) -> bool:
        return all(problem.severity is not Severity.ERROR for problem in self.problems)
