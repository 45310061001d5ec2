"""A package as its receiver would find it: made, read and thrown away before one leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from digitizer.domain.package import ExportCase, PackageContent
from digitizer.domain.problems import Problem, Severity

_OF_THE_MAKING = frozenset({"created_at", "created_by", "audit_head"})
_IN_PARTS = frozenset({"catalog", "cases"})


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file of the package: its size in bytes, and its pages where it is a document."""

    name: str
    size: int
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the receiver would object to; ``case_id`` where it is about one case, with its ``row``
    of the table (from 1) where it has one."""

    problem: Problem
    case_id: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """``columns`` and ``rows`` are the receiver's table as it was read from the workbook, ``size``
    the bytes of the archive. ``cases`` of the batch are ready to leave; those that cannot stand in
    a package at all are only in ``findings``. ``content_sha256`` (hex) tells of which content.
    ``signed_by`` names the certificate that an export signs with, None where none does."""

    content_sha256: str
    cases: int
    columns: tuple[str, ...] = ()
    rows: Sequence[tuple[str, ...]] = ()
    files: Sequence[ReceivedFile] = ()
    size: int = 0
    findings: tuple[Finding, ...] = ()
    signed_by: str | None = None

    @property
    def errors(self) -> int:
        """Findings for which the receiver would send the package back."""
        return sum(each.problem.severity is Severity.ERROR for each in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    @property
    def is_clean(self) -> bool:
        """Whether nothing stands against the package; warnings ask for a look and no more."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class Standing:
    """How a batch stands with its rehearsal: whether its profile ``asks`` for one before the
    export, and whether the newest one since its cases were answered for found nothing."""

    asks: bool
    is_clean: bool

    @property
    def may_leave(self) -> bool:
        return self.is_clean or not self.asks


def content_sha256(content: PackageContent) -> str:
    """The hash (hex) of all that decides what a package of this content says, leaving out when and
    by whom it is made: records, pieces of paper, who answers, type, code lists, profile and program
    version, exporters. Equal hashes mean packages whose rows and documents are the same, as long as
    the exporters use the same versions of their libraries, which are not part of it."""
    digest = hashlib.sha256()
    for part in _parts(content):
        digest.update(part.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()


def _parts(content: PackageContent) -> Iterator[str]:
    for each in fields(content):
        if each.name not in _OF_THE_MAKING | _IN_PARTS:
            yield f"{each.name}={getattr(content, each.name)!r}"
    used = {spec.code_list for spec in content.document_type.fields if spec.code_list}
    for key in sorted(used):
        yield repr(content.catalog.code_lists.get(key))
    for case in content.cases:
        yield from _parts_of_case(case)


def _parts_of_case(case: ExportCase) -> Iterator[str]:
    yield repr((case.case_id, case.scan_sha256, case.approved_by, case.approved_at.isoformat()))
    yield repr(case.further_scans)
    record = case.record
    yield repr((record.document_type, record.type_version))
    for key, value in sorted(record.fields.items()):
        yield repr((key, value.value, value.units))
    for page in case.pages:
        # The name of a file in the vault is the hash of its bytes.
        yield repr((Path(page.path).name, page.dpi, replace(page.region, page_id=None)))
