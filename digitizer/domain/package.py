"""What goes into an export package and what verifying one says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from digitizer.domain.case import Region
from digitizer.domain.problems import Problem
from digitizer.domain.record import Record
from digitizer.domain.schema import Catalog, DocumentType, ExportProfile


@dataclass(frozen=True, slots=True)
class PageImage:
    """An upright page image on disk with the part of it that belongs to the case."""

    path: Path
    dpi: int
    region: Region


@dataclass(frozen=True, slots=True)
class ExportCase:
    case_id: int
    record: Record
    pages: tuple[PageImage, ...]
    scan_name: str
    scan_sha256: str


@dataclass(frozen=True, slots=True)
class PackageContent:
    """Everything a packager needs; it looks nothing up elsewhere."""

    batch_id: int
    batch_name: str
    document_type: DocumentType
    profile: ExportProfile
    catalog: Catalog
    cases: tuple[ExportCase, ...]
    submitted_by: str
    approved_by: str
    approved_at: datetime
    created_at: datetime
    created_by: str
    software_version: str
    audit_head: str


@dataclass(frozen=True, slots=True)
class PackageResult:
    """Where the package lies; ``files`` maps each relative name to its SHA-256 (hex)."""

    folder: Path
    archive: Path
    files: Mapping[str, str]
    cases: int


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """``problems`` is empty when the package is whole and unchanged."""

    package: Path
    files_checked: int
    cases: int
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        return not self.problems
