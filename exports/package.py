"""Writing an export package: a folder and a zip of the same content that vouch for themselves."""

from __future__ import annotations

import errno
import hashlib
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from digitizer.domain.errors import EnvironmentFault, NotAllowed
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.workflow.signing_port import Signer
from exports.backlog import BACKLOG_COLUMNS, BACKLOG_SHEET, backlog_entries, backlog_rows
from exports.csv_table import write_csv
from exports.file_names import file_names
from exports.json_records import write_json
from exports.manifest import (
    CSV_TABLE,
    DOCUMENTS,
    JSON_RECORDS,
    MANIFEST,
    MANIFEST_HASH,
    MANIFEST_SIGNATURE,
    README,
    WORKBOOK,
    build_manifest,
    manifest_bytes,
    manifest_hash_bytes,
)
from exports.names import safe_part
from exports.pdf import write_case_pdf
from exports.readme import readme_bytes
from exports.rows import Table, build_table
from exports.staging import Stage, stage, sync_file, sync_folder
from exports.verify import verify_package
from exports.xlsx import write_xlsx

_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_LONGEST_NAME = 80
_BLOCK = 2**20


def write_package(
    content: PackageContent, out_dir: Path, signer: Signer | None = None
) -> PackageResult:
    """Write the package into ``out_dir``, verify it, and only then let it appear there. With a
    ``signer`` its signature lies beside the manifest.

    Raises NotAllowed or BadSchema when the content cannot make a package, UnreadableFile for a
    page image that does not decode, EnvironmentFault for the disk, the folder, a package that
    exists already (it is never overwritten) or one that failed its own verification. Whatever is
    raised, and also after a kill, ``out_dir`` holds no half package.
    """
    if not content.cases:
        raise NotAllowed("package-without-cases", batch=content.batch_name)
    table = build_table(content, file_names(content))
    try:
        with stage(out_dir, package_name(content)) as work:
            files, larger = _write_folder(content, table, work.folder, signer)
            _check(work.folder)
            _write_archive(work, files, content.created_at)
            _check(work.archive)
            sync_folder(work.work)
            work.publish()
    except OSError as error:
        raise _fault(error, out_dir) from error
    hashes = {name: sha256 for name, (_, sha256) in files.items()}
    return PackageResult(
        out_dir / work.name,
        out_dir / work.archive.name,
        hashes,
        len(content.cases),
        len(content.backlog),
        larger,
    )


def package_name(content: PackageContent) -> str:
    """The batch's name in plain letters and the time of making, as the caller's clock tells it."""
    batch = safe_part(content.batch_name)[:_LONGEST_NAME] or f"batch-{content.batch_id}"
    return f"{batch}_{content.created_at:%Y%m%d-%H%M%S}"


def _write_folder(
    content: PackageContent, table: Table, folder: Path, signer: Signer | None
) -> tuple[Mapping[str, tuple[int, str]], int]:
    """Write and sync every file; the size and hash of each by its relative name, and how many
    documents are larger than the receiver wants."""
    documents = folder / DOCUMENTS
    documents.mkdir(parents=True)
    rows = backlog_rows(content)
    further = [(BACKLOG_SHEET, (BACKLOG_COLUMNS, *rows))] if rows else []
    write_xlsx(folder / WORKBOOK, table, content.profile, content.created_at, further)
    write_csv(folder / CSV_TABLE, table)
    write_json(folder / JSON_RECORDS, table, content.document_type.key, content.profile.version)
    made = [
        write_case_pdf(documents / row.file_name, case, content.profile, content.created_at)
        for row, case in zip(table.rows, content.cases, strict=True)
    ]
    larger = sum(document.larger_pages > 0 for document in made)
    name = signer.certificate.name if signer else ""
    (folder / README).write_bytes(readme_bytes(content, larger, name))
    pages = [document.pages for document in made]
    files = _settled(folder, [WORKBOOK, CSV_TABLE, JSON_RECORDS, README])
    files |= _settled(folder, [DOCUMENTS + row.file_name for row in table.rows])
    backlog, by = backlog_entries(content), signer.certificate.fingerprint if signer else None
    manifest = manifest_bytes(build_manifest(content, table, pages, files, backlog, by))
    (folder / MANIFEST).write_bytes(manifest)
    (folder / MANIFEST_HASH).write_bytes(manifest_hash_bytes(manifest))
    files |= _settled(folder, [MANIFEST, MANIFEST_HASH])
    if signer is not None:
        (folder / MANIFEST_SIGNATURE).write_bytes(signer.sign_bytes(manifest, content.created_at))
        files |= _settled(folder, [MANIFEST_SIGNATURE])
    sync_folder(documents)
    sync_folder(folder)
    return files, larger


def _settled(folder: Path, names: list[str]) -> dict[str, tuple[int, str]]:
    """Sync the files and tell their sizes and hashes."""
    found: dict[str, tuple[int, str]] = {}
    for name in names:
        sync_file(folder / name)
        with (folder / name).open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            found[name] = (stream.tell(), sha256)
    return found


def _write_archive(work: Stage, files: Mapping[str, tuple[int, str]], created_at: datetime) -> None:
    """The folder's files by name, all with the time of the package. Documents are stored as they
    are: their images are packed already."""
    with zipfile.ZipFile(work.archive, "x") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, created_at.timetuple()[:6])
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            is_packed = name.startswith(DOCUMENTS)
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            entry.file_size = files[name][0]
            with (work.folder / name).open("rb") as stream, archive.open(entry, "w") as target:
                while block := stream.read(_BLOCK):
                    target.write(block)
    sync_file(work.archive)
    with work.archive.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    work.archive_hash.write_text(f"{sha256}  {work.archive.name}\n", encoding="ascii")
    sync_file(work.archive_hash)


def _check(package: Path) -> None:
    """What was written is read again as a receiver would; raises EnvironmentFault."""
    problems = verify_package(package).problems
    if problems:
        found = ", ".join(sorted({problem.code for problem in problems}))
        raise EnvironmentFault(
            "package-self-check-failed", package=package.name, count=len(problems), found=found
        )


def _fault(error: OSError, folder: Path) -> EnvironmentFault:
    if error.errno in _DISK_FULL:
        return EnvironmentFault("disk-full", place=folder)
    reason = error.strerror or type(error).__name__
    return EnvironmentFault("export-write-failed", folder=folder, reason=reason)
