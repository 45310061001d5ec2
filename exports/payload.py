"""The payload of a package: written and compared by the exporters that the profile names."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path

from digitizer.domain.errors import BadSchema, DigitizerError, EnvironmentFault, NotAllowed
from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from exports.exporter import TABLE_CODES, Document, DocumentExporter, Exporter
from exports.manifest import BAG_FORMAT, DOCUMENTS, ExporterEntry, Manifest
from exports.names import shown_name
from exports.registry import broken_exporter, is_ours, load_exporter, named_in, offered
from exports.rows import Table
from exports.source import Source
from exports.watching import Watch

_BEFORE_PLUG_INS = ("workbook", "csv", "json", "documents")
"""Who wrote the packages of formats 1 and 2, which do not say it."""
_WRITERS: Mapping[str, str] = {
    "records.xlsx": "workbook",
    "records.csv": "csv",
    "records.json": "json",
    "records.xml": "xml",
    "records.xsd": "xml",
    "records.csv-metadata.json": "csvw",
    "records.schema.json": "json-schema",
    "metadata.json": "cv7197",
    "metadata.xml": "cv7197",
    "metadata.xsd": "cv7197",
}
"""The built-in exporters by the files that they alone write and compare."""
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class Written:
    """``exporters`` in the order of the profile, for the manifest; their files are relative to the
    payload, with forward slashes, and sorted. ``documents`` in the order of the cases."""

    exporters: tuple[ExporterEntry, ...]
    documents: tuple[Document, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """All files of the payload, sorted."""
        return tuple(sorted(name for each in self.exporters for name in each.files))

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(each.pages for each in self.documents)

    @property
    def larger(self) -> int:
        """How many documents have pages that take more than the profile wants."""
        return sum(each.larger_pages > 0 for each in self.documents)


def write_payload(content: PackageContent, table: Table, folder: Path) -> Written:
    """Let every exporter of the profile write below ``folder``, which is made.

    The folder around it is watched meanwhile: an exporter that writes beside ``folder``, touches
    what others wrote, makes links or writes nothing is stopped. What it does elsewhere on the
    computer is not seen. Raises EnvironmentFault naming the exporter for that and for one that is
    not installed or fails; BadSchema when the profile does not name exactly one exporter of
    documents; and what exporters may raise. The caller removes what was written then.
    """
    exporters, known = exporters_of(content), offered()
    folder.mkdir(parents=True, exist_ok=True)
    watch = Watch.over(folder)
    written: list[ExporterEntry] = []
    documents: tuple[Document, ...] = ()
    for exporter in exporters:
        try:
            documents = _write(exporter, content, table, folder) or documents
        except DigitizerError as error:
            if is_ours(known[exporter.name]):
                raise
            raise _refusal(exporter, error) from error
        except OSError as error:
            if is_ours(known[exporter.name]) or error.errno in _DISK:
                raise
            raise broken_exporter(exporter.name, error) from error
        files = watch.new_files(exporter.name)
        written.append(ExporterEntry(name=exporter.name, version=exporter.version, files=files))
    _check_documents(written, documents, table)
    return Written(tuple(written), documents)


def check_payload(source: Source, manifest: Manifest) -> Iterator[Problem]:
    """What the exporters find when they compare their files with the manifest.

    ``source`` holds the payload alone, its names relative to the payload's root as those in the
    manifest are. A package that says itself incompletely who wrote its files is in error; files of
    an exporter that is not installed here, or of another generation, get the warning
    ``exporter-not-here``: their hashes were compared, what is in them was not.
    """
    known = offered()
    if manifest.format < BAG_FORMAT:
        entries: Sequence[ExporterEntry] = [
            ExporterEntry(name=name, version="1", files=()) for name in _BEFORE_PLUG_INS
        ]
    else:
        entries = manifest.exporters
        yield from _check_owners(manifest)
        yield from _check_writers(manifest, known)
    for entry in {each.name: each for each in entries}.values():
        yield from _check(entry, known, source, manifest)


def exporters_of(content: PackageContent) -> tuple[Exporter, ...]:
    """The exporters that the content's profile names. Raises as ``write_payload`` does."""
    profile = content.profile
    found = named_in(profile)
    if sum(isinstance(each, DocumentExporter) for each in found) != 1:
        raise BadSchema(
            "exporters-without-documents",
            file=profile.document_type,
            place=f"exporters: {', '.join(profile.exporters)}",
        )
    return found


def _write(
    exporter: Exporter, content: PackageContent, table: Table, folder: Path
) -> tuple[Document, ...]:
    try:
        if isinstance(exporter, DocumentExporter):
            return tuple(exporter.write_documents(content, table, folder))
        exporter.write(content, table, folder)
    except (DigitizerError, OSError):
        raise
    except (Exception, SystemExit) as error:
        raise broken_exporter(exporter.name, error) from error
    return ()


def _refusal(exporter: Exporter, error: DigitizerError) -> DigitizerError:
    """What an added exporter refuses, in a sentence that the catalogs have."""
    if error.code == "exporter-failed":
        return error
    reason, case = shown_name(error.code), shown_name(error.params.get("case", "–"))
    return NotAllowed("exporter-refused", exporter=exporter.name, reason=reason, case=case)


def _check_documents(
    written: Sequence[ExporterEntry], documents: Sequence[Document], table: Table
) -> None:
    files = {name for each in written for name in each.files}
    missing = [row for row in table.rows if DOCUMENTS + row.file_name not in files]
    if missing or len(documents) != len(table.rows):
        count = len(missing) or abs(len(documents) - len(table.rows))
        raise EnvironmentFault("exporter-documents-missing", count=count)


def _check_owners(manifest: Manifest) -> Iterator[Problem]:
    """Every file of the payload belongs to exactly one exporter, and every exporter is named once
    only."""
    owners: dict[str, int] = {}
    for entry in manifest.exporters:
        for name in entry.files:
            owners[name] = owners.get(name, 0) + 1
    listed = {entry.name for entry in manifest.files}
    for name in sorted(listed | owners.keys()):
        if owners.get(name) != 1 or name not in listed:
            yield Problem.error("file-without-exporter", name=shown_name(name))
    names = Counter(entry.name for entry in manifest.exporters)
    for name in sorted(name for name, count in names.items() if count > 1):
        yield Problem.error("manifest-damaged", place=shown_name(f"exporters: {name}"))


def _check_writers(manifest: Manifest, known: Mapping[str, EntryPoint]) -> Iterator[Problem]:
    """No file is said to be of an exporter that does not compare such files, which would leave them
    unread. Whether one that is not here does cannot be told; its own warning says so."""
    documents = {case.file for case in manifest.cases}
    for entry in manifest.exporters:
        writes_none = _writes_no_documents(entry, known)
        for name in entry.files:
            if _WRITERS.get(name, entry.name) != entry.name or (writes_none and name in documents):
                yield Problem.error(
                    "file-of-wrong-exporter", name=shown_name(name), exporter=shown_name(entry.name)
                )


def _writes_no_documents(entry: ExporterEntry, known: Mapping[str, EntryPoint]) -> bool:
    offer = known.get(entry.name)
    try:
        exporter = load_exporter(offer) if offer else None
    except EnvironmentFault:
        return False  # Its check tells it.
    return exporter is not None and not isinstance(exporter, DocumentExporter)


def _check(
    entry: ExporterEntry, known: Mapping[str, EntryPoint], source: Source, manifest: Manifest
) -> Iterator[Problem]:
    name = shown_name(entry.name)
    offer = known.get(entry.name)
    try:
        exporter = load_exporter(offer) if offer else None
        if exporter is None or _generation(exporter.version) != _generation(entry.version):
            version = shown_name(entry.version)
            yield Problem.warning("exporter-not-here", exporter=name, version=version)
            return
        for problem in exporter.check(source, manifest):
            yield problem if offer and is_ours(offer) else _told(problem, name)
    except (Exception, SystemExit) as error:
        reason = type(error).__name__
        yield Problem.error("exporter-check-failed", exporter=name, reason=reason)


def _told(problem: Problem, exporter: str) -> Problem:
    """What an added exporter found, in a sentence that the catalogs have."""
    if TABLE_CODES.get(problem.code) == frozenset(name for name, _ in problem.params):
        return problem
    params = (("exporter", exporter), ("reason", shown_name(problem.code)))
    return Problem("exporter-found", problem.severity, None, params)


def _generation(version: str) -> str:
    return version.split(".", 1)[0]
