"""The manifest: what a package says about itself, written and read strictly.

Names of files in it are relative to the payload: the folder ``data`` of a package of format 3, the
package itself in formats 1 and 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Annotated, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    FailFast,
    Field,
    SkipValidation,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from digitizer.domain.one_by_one import Made
from digitizer.domain.package import PackageContent
from exports.bag import FileHash
from exports.json_stream import NoArray, object_of, stream_members, write_members
from exports.packed import Packed
from exports.row_parts import row_parts_sha256
from exports.rows import Table, row_sha256

FORMAT = 3
"""Packages of format 1 name no backlog, and one person who answers for all their cases; those of
formats 1 and 2 are no bags, so their manifest lists the sheet README.txt as well."""
BAG_FORMAT = 3
MANIFEST = "manifest.json"
MANIFEST_HASH = "manifest.sha256"
"""In formats 1 and 2 only; in a bag the tag manifests hash the manifest."""
MANIFEST_SIGNATURE = "manifest.p7s"
README = "README.txt"
WORKBOOK = "records.xlsx"
JSON_RECORDS = "records.json"
CSV_TABLE = "records.csv"
DOCUMENTS = "documents/"

_FORMAT: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(strict=True)])
_T = TypeVar("_T")
Many = Annotated[tuple[_T, ...], FailFast()]
"""A list of which the first fault is told and no more: a hostile one has millions."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


_Entry = TypeVar("_Entry", bound=_Part)


class Versioned(_Part):
    key: str
    version: str


class FileEntry(_Part):
    name: str
    size: int = Field(ge=0)
    sha256: Sha256


class ScanEntry(_Part):
    """A scan besides the case's own that pages come from; ``card`` is the case of the identity card
    whose pages they are, None for pages of the case itself."""

    name: str
    sha256: Sha256
    card: int | None = None


class CaseEntry(_Part):
    """``row_sha256`` is the hash of the cells of the case's row, see ``exports.rows``;
    ``parts_sha256`` of what the row holds beside them, see ``exports.row_parts``, None before
    format 3; ``approved_by`` answers for this case, None in format 1."""

    number: int = Field(ge=1)
    case_id: int
    file: str
    pages: int = Field(ge=1)
    row_sha256: Sha256
    scan_name: str
    scan_sha256: Sha256
    approved_by: str | None = None
    approved_at: AwareDatetime | None = None
    parts_sha256: Sha256 | None = None
    further_scans: Many[ScanEntry] = ()


class BacklogEntry(_Part):
    """A case that stayed behind; ``row_sha256`` is the hash of its row on the backlog sheet."""

    case_id: int
    row_sha256: Sha256


class ExporterEntry(_Part):
    """Who wrote which files of the payload, so that a receiver knows what can compare them."""

    name: str
    version: str
    files: Many[str]


class ReplacedEntry(_Part):
    """A row of an earlier package that is put right, see ``domain.package.Replaced``."""

    package: str
    manifest_sha256: Sha256
    number: int = Field(ge=1)
    file: str
    case_id: int


class Manifest(_Part):
    """``audit_head`` is the hash of the newest audit entry when the package was made,
    ``approved_by`` answered last for any of the cases. ``signer_certificate`` is the fingerprint of
    the certificate whose signature lies beside the manifest, so that one taken away is missed.
    ``exporters`` and ``replaces`` are empty before format 3. The long lists ``cases`` and ``files``
    are read and written entry by entry."""

    format: int
    software_version: str
    document_type: Versioned
    export_profile: Versioned
    code_lists: Many[Versioned]
    batch_id: int
    batch_name: str
    submitted_by: str
    approved_by: str
    approved_at: AwareDatetime
    created_by: str
    created_at: AwareDatetime
    audit_head: str
    sheet: str
    columns: Many[str]
    cases: SkipValidation[Sequence[CaseEntry]] = Field((), exclude=True)
    files: SkipValidation[Sequence[FileEntry]] = Field((), exclude=True)
    backlog: Many[BacklogEntry] = ()
    signer_certificate: Sha256 | None = None
    exporters: Many[ExporterEntry] = ()
    replaces: Many[ReplacedEntry] = ()


class UnknownFormat(ValueError):
    """The package has a format that this version does not know."""


def build_manifest(
    content: PackageContent,
    table: Table,
    pages: Sequence[int],
    files: Mapping[str, FileHash],
    backlog: Sequence[BacklogEntry] = (),
    signer_certificate: str | None = None,
    exporters: Sequence[ExporterEntry] = (),
) -> Manifest:
    """``pages`` are counts in the order of the cases; ``files`` are those of the
    payload, by name. Entries are made of all this when they are asked for."""
    used = {spec.code_list for spec in content.document_type.fields if spec.code_list}
    lists = (content.catalog.code_lists[key] for key in sorted(used))
    return Manifest(
        format=FORMAT,
        software_version=content.software_version,
        document_type=Versioned(
            key=content.document_type.key, version=content.document_type.version
        ),
        export_profile=Versioned(
            key=content.profile.document_type, version=content.profile.version
        ),
        code_lists=tuple(Versioned(key=each.key, version=each.version) for each in lists),
        batch_id=content.batch_id,
        batch_name=content.batch_name,
        submitted_by=content.submitted_by,
        approved_by=content.approved_by,
        approved_at=_known_zone(content.approved_at),
        created_by=content.created_by,
        created_at=_known_zone(content.created_at),
        audit_head=content.audit_head,
        sheet=content.profile.sheet,
        columns=tuple(column.name for column in table.columns),
        cases=_case_entries(content, table, pages),
        files=_file_entries(files),
        backlog=tuple(backlog),
        signer_certificate=signer_certificate,
        exporters=tuple(exporters),
        replaces=tuple(
            ReplacedEntry(
                package=each.package,
                manifest_sha256=each.manifest_sha256,
                number=each.number,
                file=each.file,
                case_id=each.case_id,
            )
            for each in content.replaces
        ),
    )


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Entry by entry. Raises OSError."""
    arrays: Mapping[str, Sequence[_Part]] = {"cases": manifest.cases, "files": manifest.files}
    with path.open("w", encoding="utf-8", newline="\n") as target:
        write_members(
            target,
            manifest.model_dump(mode="json"),
            {name: (_written(each) for each in entries) for name, entries in arrays.items()},
        )


def _written(entry: _Part) -> Mapping[str, object]:
    written = entry.model_dump(mode="json")
    if not written.get("further_scans", True):
        # Programs from before there were such entries read the others.
        del written["further_scans"]
    return written


def manifest_hash_bytes(sha256: str) -> bytes:
    """The line of the manifest's hash (hex) that ``sha256sum --check`` reads."""
    return f"{sha256}  {MANIFEST}\n".encode("ascii")


def read_manifest(stream: IO[bytes]) -> Manifest:
    """The manifest in a stream that can be placed anywhere. Raises UnknownFormat for another
    format, ValueError that says the place for bytes that are no manifest, and what reading
    raises."""
    _require_known_format(stream)
    cases, files = _packed(CaseEntry), _packed(FileEntry)
    members: list[tuple[str, str]] = []
    place = ""
    try:
        for name, text in _members(stream, "cases", "files"):
            if name == "cases":
                place = f"cases.{len(cases)}."
                cases.append(CaseEntry.model_validate_json(text))
            elif name == "files":
                place = f"files.{len(files)}."
                files.append(FileEntry.model_validate_json(text))
            elif name not in Manifest.model_fields:
                raise ValueError(name)
            else:
                members.append((name, text))
        place = ""
        head = Manifest.model_validate_json(object_of(members))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        at = place + ".".join(str(part) for part in first["loc"])
        raise ValueError(at.rstrip(".") or "JSON") from error
    if not cases or not files:
        raise ValueError("files" if cases else "cases")
    return head.model_copy(update={"cases": cases, "files": files})


def _packed(model: type[_Entry]) -> Packed[_Entry]:
    return Packed(model.model_dump_json, model.model_validate_json)


def _require_known_format(stream: IO[bytes]) -> None:
    told = next((text for name, text in _members(stream) if name == "format"), "null")
    try:
        found = _FORMAT.validate_json(told)
    except ValidationError as error:
        raise ValueError("format") from error
    if not 1 <= found <= FORMAT:
        raise UnknownFormat(str(found))


def _members(stream: IO[bytes], *arrays: str) -> Iterator[tuple[str, str]]:
    stream.seek(0)
    try:
        yield from stream_members(stream, *arrays)
    except NoArray:
        raise
    except ValueError as error:
        raise ValueError("JSON") from error


def _case_entries(
    content: PackageContent, table: Table, pages: Sequence[int]
) -> Sequence[CaseEntry]:
    if not len(table.rows) == len(content.cases) == len(pages):
        raise ValueError("cases, rows and pages do not belong together")

    def made(at: int) -> CaseEntry:
        row, case = table.rows[at], content.cases[at]
        return CaseEntry(
            number=row.number,
            case_id=row.case_id,
            file=DOCUMENTS + row.file_name,
            pages=pages[at],
            row_sha256=row_sha256(row.texts),
            scan_name=case.scan_name,
            scan_sha256=case.scan_sha256,
            approved_by=case.approved_by,
            approved_at=_known_zone(case.approved_at),
            parts_sha256=row_parts_sha256(row),
            further_scans=tuple(
                ScanEntry(name=scan.name, sha256=scan.sha256, card=scan.card)
                for scan in case.further_scans
            ),
        )

    return Made(len(table.rows), made)


def _file_entries(files: Mapping[str, FileHash]) -> Sequence[FileEntry]:
    names = sorted(files)

    def made(at: int) -> FileEntry:
        found = files[names[at]]
        return FileEntry(name=names[at], size=found.size, sha256=found.hex("sha256"))

    return Made(len(names), made)


def _known_zone(moment: datetime) -> datetime:
    """A time without a zone is this computer's time: the manifest must say which that was."""
    return moment if moment.tzinfo else moment.astimezone()
