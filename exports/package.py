"""Writing an export package: a bag and a zip of it that vouch for themselves."""

from __future__ import annotations

import errno
import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePath

from digitizer.domain.errors import EnvironmentFault, NotAllowed
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.domain.problems import Severity
from digitizer.workflow.signing_port import Signer
from exports.backlog import backlog_entries
from exports.bag import (
    ALGORITHMS,
    DECLARATION,
    DECLARATION_BYTES,
    INFO,
    PAYLOAD,
    FileHash,
    in_payload,
    info_bytes,
    list_of,
    payload_list,
    tag_list,
)
from exports.file_names import file_names
from exports.manifest import (
    DOCUMENTS,
    MANIFEST,
    MANIFEST_SIGNATURE,
    README,
    build_manifest,
    write_manifest,
)
from exports.names import safe_part
from exports.payload import Written, write_payload
from exports.readme import readme_bytes
from exports.rows import Row, Table, build_table
from exports.source import stream_digests
from exports.spool import Spool, spooled
from exports.staging import Stage, stage, sync_file, sync_folder
from exports.verify import verify_package

_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_LONGEST_NAME = 80
_BLOCK = 2**20
# Packed already, so that packing them again takes time and saves nothing.
_PACKED = frozenset({".pdf", ".xlsx"})


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
    try:
        with (
            stage(out_dir, package_name(content)) as work,
            spooled(content.cases, work.work) as cases,
            _table(replace(content, cases=cases), work.work) as table,
        ):
            kept = replace(content, cases=cases)
            files, larger = _write_folder(kept, table, work.folder, signer)
            documents = tuple(DOCUMENTS + row.file_name for row in table.rows)
            _check(work.folder)
            _write_archive(work, files, content.created_at)
            _check(work.archive)
            sync_folder(work.work)
            work.publish()
    except OSError as error:
        raise _fault(error, out_dir) from error
    hashes = {name: each.hex("sha256") for name, each in files.items()}
    return PackageResult(
        out_dir / work.name,
        out_dir / work.archive.name,
        hashes,
        len(content.cases),
        len(content.backlog),
        larger,
        documents,
    )


@contextmanager
def _table(content: PackageContent, folder: Path) -> Iterator[Table]:
    """The table of the package, until the end of the block."""
    with ExitStack() as open_files:

        def keep(rows: Iterator[Row]) -> Spool[Row]:
            return open_files.enter_context(closing(Spool(rows, folder)))

        yield build_table(content, file_names(content), keep)


def package_name(content: PackageContent) -> str:
    """The batch's name in plain letters and the time of making, as the caller's clock tells it."""
    batch = safe_part(content.batch_name)[:_LONGEST_NAME] or f"batch-{content.batch_id}"
    return f"{batch}_{content.created_at:%Y%m%d-%H%M%S}"


def _write_folder(
    content: PackageContent, table: Table, folder: Path, signer: Signer | None
) -> tuple[Mapping[str, FileHash], int]:
    """Write and sync every file; the size and hashes of each by its name in the bag, and how many
    documents are larger than the receiver wants."""
    folder.mkdir()
    written = write_payload(content, table, folder / PAYLOAD)
    payload = _settled(folder, [in_payload(name) for name in written.files])
    hashed = _written(
        folder,
        {
            DECLARATION: [DECLARATION_BYTES],
            INFO: [info_bytes(content, folder.name, payload)],
            README: [readme_bytes(content, written, signer.certificate.name if signer else "")],
            **{payload_list(each): list_of(payload, each) for each in ALGORITHMS},
        },
    )
    hashed |= _write_manifest(content, table, written, payload, folder, signer)
    lists = {tag_list(each): list_of(hashed, each) for each in ALGORITHMS}
    files = {**payload, **hashed, **_written(folder, lists)}
    for place in {place for name in files for place in PurePath(name).parents}:
        sync_folder(folder / place)
    return files, written.larger


def _write_manifest(
    content: PackageContent,
    table: Table,
    written: Written,
    payload: Mapping[str, FileHash],
    folder: Path,
    signer: Signer | None,
) -> dict[str, FileHash]:
    """The manifest, and with a ``signer`` its signature."""
    manifest = build_manifest(
        content,
        table,
        written.pages,
        {name.removeprefix(in_payload("")): each for name, each in payload.items()},
        backlog_entries(content),
        signer.certificate.fingerprint if signer else None,
        written.exporters,
    )
    write_manifest(folder / MANIFEST, manifest)
    names = [MANIFEST]
    if signer is not None:
        with (folder / MANIFEST).open("rb") as stream:
            signature = signer.sign_bytes(stream, content.created_at)
        (folder / MANIFEST_SIGNATURE).write_bytes(signature)
        names.append(MANIFEST_SIGNATURE)
    return _settled(folder, names)


def _written(folder: Path, tags: Mapping[str, Iterable[bytes]]) -> dict[str, FileHash]:
    for name, parts in tags.items():
        with (folder / name).open("wb") as target:
            target.writelines(parts)
    return _settled(folder, tags)


def _settled(folder: Path, names: Iterable[str]) -> dict[str, FileHash]:
    """Sync the files and tell their sizes and hashes."""
    found: dict[str, FileHash] = {}
    for name in names:
        sync_file(folder / name)
        with (folder / name).open("rb") as stream:
            digests = stream_digests(stream, ALGORITHMS)
            hashes = tuple(bytes.fromhex(digests[each]) for each in ALGORITHMS)
            found[name] = FileHash(stream.tell(), hashes)
    return found


def _write_archive(work: Stage, files: Mapping[str, FileHash], created_at: datetime) -> None:
    """The folder with its files by name, all with the time of the package."""
    with zipfile.ZipFile(work.archive, "x") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{work.name}/{name}", created_at.timetuple()[:6])
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            is_packed = Path(name).suffix in _PACKED
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            entry.file_size = files[name].size
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
    found = verify_package(package).problems
    problems = [problem for problem in found if problem.severity is Severity.ERROR]
    if problems:
        codes = ", ".join(sorted({problem.code for problem in problems}))
        raise EnvironmentFault(
            "package-self-check-failed", package=package.name, count=len(problems), found=codes
        )


def _fault(error: OSError, folder: Path) -> EnvironmentFault:
    if error.errno in _DISK_FULL:
        return EnvironmentFault("disk-full", place=folder)
    reason = error.strerror or type(error).__name__
    return EnvironmentFault("export-write-failed", folder=folder, reason=reason)
