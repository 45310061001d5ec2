"""Verifying a package: from the package alone, without the workspace that made it."""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digitizer.domain.errors import EnvironmentFault, NotFound
from digitizer.domain.package import VerifyReport
from digitizer.domain.problems import Problem
from exports.backlog import check_backlog
from exports.manifest import (
    CSV_TABLE,
    DOCUMENTS,
    JSON_RECORDS,
    MANIFEST,
    MANIFEST_HASH,
    MANIFEST_SIGNATURE,
    README,
    WORKBOOK,
    Manifest,
    UnknownFormat,
    manifest_hash_bytes,
    read_manifest,
)
from exports.manifest_signature import check_manifest_signature
from exports.names import shown_name
from exports.pdf import broken_rules, read_pdf
from exports.source import EntryUnreadable, Source, archive_source, folder_source
from exports.tables_check import check_tables

if TYPE_CHECKING:
    from exports.signing.certificates import Trust

ARCHIVE_HASH_ENDING = ".sha256"
_TOP_FILES = frozenset({WORKBOOK, CSV_TABLE, JSON_RECORDS, README})
_UNLISTED = frozenset({MANIFEST, MANIFEST_HASH, MANIFEST_SIGNATURE})
_BAD_ARCHIVE = (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError)


def verify_package(
    package: Path, trust: Trust | None = None, *, must_be_signed: bool = False
) -> VerifyReport:
    """Everything that differs between a package (folder or zip) and what its manifest says, and
    who signed the manifest; ``trust`` are the certificates that a signature must lead to.

    A package of any origin is safe to verify: nothing is unpacked and bad content is reported.
    Raises NotFound when there is nothing at the path and EnvironmentFault when it cannot be read.
    """
    if not package.exists():
        raise NotFound("package-not-found", package=package)
    wanted = _Wanted(trust, must_be_signed)
    try:
        if package.is_dir():
            return _verify(package, folder_source(package), (), wanted)
        return _verify_archive(package, wanted)
    except OSError as error:
        raise EnvironmentFault(
            "package-not-readable", package=package, reason=error.strerror or type(error).__name__
        ) from error


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the caller asks of a signature."""

    trust: Trust | None
    must_be_signed: bool


def _verify_archive(package: Path, wanted: _Wanted) -> VerifyReport:
    beside = tuple(_check_archive_hash(package))
    try:
        archive = zipfile.ZipFile(package)
    except _BAD_ARCHIVE:
        damaged = Problem.error("archive-damaged", name=shown_name(package.name))
        return VerifyReport(package, 0, 0, (*beside, damaged))
    with archive:
        return _verify(package, archive_source(archive, package.stat().st_size), beside, wanted)


def _check_archive_hash(package: Path) -> Iterator[Problem]:
    """The archive against the hash beside it; an archive may also travel without one."""
    beside = package.with_name(package.name + ARCHIVE_HASH_ENDING)
    if not beside.is_file():
        return
    with beside.open("rb") as stream:
        told = stream.read(64)
    with package.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if told != found.encode("ascii"):
        yield Problem.error("archive-changed", name=shown_name(package.name))


def _verify(
    package: Path, source: Source, earlier: tuple[Problem, ...], wanted: _Wanted
) -> VerifyReport:
    problems = [*earlier, *source.problems]
    manifest = _read_manifest(source, problems)
    if manifest is None:
        return VerifyReport(package, 0, 0, tuple(problems))
    problems += _check_manifest(manifest)
    problems += _check_files(source, manifest)
    problems += check_tables(source, manifest)
    problems += check_backlog(source, manifest)
    problems += _check_documents(source, manifest)
    signature, faults = check_manifest_signature(
        source, manifest, wanted.trust, must_be_signed=wanted.must_be_signed
    )
    problems += faults
    return VerifyReport(
        package, len(manifest.files), len(manifest.cases), tuple(problems), signature
    )


def _read_manifest(source: Source, problems: list[Problem]) -> Manifest | None:
    """The manifest, also one that its hash does not vouch for; None when there is none to use."""
    if MANIFEST not in source.sizes:
        problems.append(Problem.error("manifest-missing"))
        return None
    try:
        data = source.read(MANIFEST)
    except EntryUnreadable:
        problems.append(Problem.error("manifest-damaged", place=MANIFEST))
        return None
    try:
        if MANIFEST_HASH not in source.sizes:
            problems.append(Problem.error("package-file-missing", name=MANIFEST_HASH))
        elif source.read(MANIFEST_HASH) != manifest_hash_bytes(data):
            problems.append(Problem.error("manifest-changed"))
    except EntryUnreadable:
        problems.append(Problem.error("package-file-unreadable", name=MANIFEST_HASH))
    try:
        return read_manifest(data)
    except UnknownFormat as error:
        problems.append(Problem.error("package-format-unknown", format=shown_name(str(error))))
    except ValueError as error:
        problems.append(Problem.error("manifest-damaged", place=shown_name(str(error))))
    return None


def _check_manifest(manifest: Manifest) -> Iterator[Problem]:
    """Whether the manifest agrees with itself: every case one document and back."""
    names = Counter(entry.name for entry in manifest.files)
    owners = Counter(case.file for case in manifest.cases)
    for name in sorted(names.keys() | owners.keys()):
        if names[name] > 1 or owners[name] > 1:
            yield Problem.error("manifest-name-twice", name=shown_name(name))
    for number, case in enumerate(manifest.cases, start=1):
        if case.number != number:
            yield Problem.error("manifest-damaged", place=f"cases.{number - 1}.number")
        if case.file not in names or not case.file.startswith(DOCUMENTS):
            yield Problem.error(
                "row-without-document", row=str(case.number), name=shown_name(case.file)
            )
    for name in sorted(names.keys() - owners.keys() - _TOP_FILES):
        yield Problem.error("document-without-row", name=shown_name(name))
    for name in sorted(_TOP_FILES - names.keys()):
        yield Problem.error("manifest-damaged", place=f"files: {name}")


def _check_files(source: Source, manifest: Manifest) -> Iterator[Problem]:
    """Every file that the manifest lists, byte by byte, and nothing else."""
    listed = {entry.name: entry for entry in manifest.files}
    for name, entry in listed.items():
        if name not in source.sizes:
            yield Problem.error("package-file-missing", name=shown_name(name))
        elif source.sizes[name] != entry.size:
            yield Problem.error(
                "package-file-size",
                name=shown_name(name),
                expected=str(entry.size),
                found=str(source.sizes[name]),
            )
        else:
            yield from _check_hash(source, name, entry.sha256)
    for name in sorted(source.sizes.keys() - listed.keys() - _UNLISTED):
        yield Problem.error("package-file-extra", name=shown_name(name))


def _check_hash(source: Source, name: str, sha256: str) -> Iterator[Problem]:
    try:
        if source.sha256(name) != sha256:
            yield Problem.error("package-file-changed", name=shown_name(name))
    except EntryUnreadable:
        yield Problem.error("package-file-unreadable", name=shown_name(name))


def _check_documents(source: Source, manifest: Manifest) -> Iterator[Problem]:
    """Every case's PDF opens, has its pages and carries its own name as the title, so that two
    documents that changed places are found even when the manifest was made to fit."""
    for case in manifest.cases:
        if case.file not in source.sizes:
            continue
        name = shown_name(case.file)
        try:
            data = source.read(case.file)
            pages, title = read_pdf(data)
        except (EntryUnreadable, ValueError):
            yield Problem.error("document-unreadable", name=name)
            continue
        if pages != case.pages:
            yield Problem.error(
                "document-pages-differ", name=name, expected=str(case.pages), found=str(pages)
            )
        if title != case.file.removeprefix(DOCUMENTS).removesuffix(".pdf"):
            yield Problem.error("document-title-differs", name=name)
        if clauses := broken_rules(data):
            yield Problem.error("document-breaks-rules", name=name, clauses=", ".join(clauses))
