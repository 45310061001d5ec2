"""Verifying a package: from the package alone, without the workspace that made it.

Packages of format 3 are bags (RFC 8493), those before are not; bags of other programs are checked
as what they are.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from digitizer.domain.errors import EnvironmentFault, NotFound
from digitizer.domain.package import VerifyReport
from digitizer.domain.problems import Problem
from exports.bag import (
    AGENT,
    ALGORITHMS,
    DECLARATION,
    INFO,
    OUR_NAME,
    PAYLOAD,
    in_payload,
    payload_list,
    tag_list,
)
from exports.bag_check import BagReport, bag_info, check_bag, is_bag
from exports.manifest import (
    BAG_FORMAT,
    MANIFEST,
    MANIFEST_SIGNATURE,
    README,
    Manifest,
    UnknownFormat,
    read_manifest,
)
from exports.manifest_check import check_files, check_manifest, check_manifest_hash
from exports.manifest_signature import check_manifest_signature
from exports.names import shown_name
from exports.payload import check_payload
from exports.source import EntryUnreadable, Source, archive_source, folder_source, stream_digests

if TYPE_CHECKING:
    from exports.signing.certificates import Trust

ARCHIVE_HASH_ENDING = ".sha256"
_BAD_ARCHIVE = (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError)
_TAG_LISTS = frozenset(tag_list(each) for each in ALGORITHMS)
_HASHED_TAGS = frozenset(
    {DECLARATION, INFO, README, MANIFEST, *(payload_list(each) for each in ALGORITHMS)}
)
_OF_A_FILE = frozenset(
    {"package-file-missing", "package-file-size", "package-file-changed", "package-file-extra"}
)


def verify_package(
    package: Path,
    trust: Trust | None = None,
    *,
    must_be_signed: bool = False,
    on_file: Callable[[], None] | None = None,
) -> VerifyReport:
    """Everything that differs between a package (folder or zip) and what its lists say, and who
    signed its manifest; ``trust`` are the certificates that a signature must lead to. ``on_file``
    is called before a file is read, for some more than once, and all the while where one is large;
    what it raises ends the work.

    A package of any origin is safe to verify: nothing is unpacked or fetched, and bad content is
    reported. Raises NotFound when there is nothing at the path and EnvironmentFault when it cannot
    be read.
    """
    wanted = _Wanted(trust, must_be_signed, _ending(on_file))
    try:
        if not package.exists():
            raise NotFound("package-not-found", package=package)
        if package.is_dir():
            return _verify(package, folder_source(package), (), wanted)
        return _verify_archive(package, wanted)
    except _Ended as ended:
        raise ended.error from ended.error.__cause__
    except OSError as error:
        raise EnvironmentFault(
            "package-not-readable", package=package, reason=error.strerror or type(error).__name__
        ) from error


class _Ended(BaseException):
    """Carries what the caller raised to end the work past everything that takes faults of a package
    for its own."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        super().__init__()


def _ending(on_file: Callable[[], None] | None) -> Callable[[], None] | None:
    if on_file is None:
        return None

    def heard() -> None:
        try:
            on_file()
        except Exception as error:
            raise _Ended(error) from error

    return heard


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the caller asks: of a signature, and to be told of every file."""

    trust: Trust | None
    must_be_signed: bool
    on_file: Callable[[], None] | None

    def heard(self, source: Source) -> Source:
        """The source, telling whenever one of its files is opened."""
        on_file = self.on_file
        if on_file is None:
            return source

        def opened(name: str) -> IO[bytes]:
            on_file()
            return source.open_entry(name)

        return replace(source, open_entry=opened, on_block=on_file)


@dataclass(frozen=True, slots=True)
class _Told:
    """What manifest.json turned out to be: ``manifest`` None where there is none of ours that is
    known, which ``faults`` tells."""

    manifest: Manifest | None = None
    faults: tuple[Problem, ...] = ()
    is_future: bool = False


def _verify_archive(package: Path, wanted: _Wanted) -> VerifyReport:
    beside = tuple(_check_archive_hash(package, wanted.on_file))
    try:
        archive = zipfile.ZipFile(package)
    except _BAD_ARCHIVE:
        damaged = Problem.error("archive-damaged", name=shown_name(package.name))
        return VerifyReport(package, 0, 0, (*beside, damaged))
    with archive:
        return _verify(package, archive_source(archive, package.stat().st_size), beside, wanted)


def _check_archive_hash(package: Path, on_block: Callable[[], None] | None) -> Iterator[Problem]:
    """The archive against the hash beside it; an archive may also travel without one."""
    beside = package.with_name(package.name + ARCHIVE_HASH_ENDING)
    if not beside.is_file():
        return
    with beside.open("rb") as stream:
        told = stream.read(64)
    with package.open("rb") as stream:
        found = stream_digests(stream, ("sha256",), on_block)["sha256"]
    if told != found.encode("ascii"):
        yield Problem.error("archive-changed", name=shown_name(package.name))


def _verify(
    package: Path, bare: Source, earlier: tuple[Problem, ...], wanted: _Wanted
) -> VerifyReport:
    source = wanted.heard(bare)
    before = (*earlier, *source.problems)
    told = _read_manifest(source)
    manifest = told.manifest
    if manifest is not None and manifest.format < BAG_FORMAT:
        flat = [
            *check_manifest_hash(source),
            *check_manifest(manifest),
            *check_files(source, manifest, {}),
            *check_payload(source, manifest),
        ]
        return _with_signature(package, source, manifest, [*before, *flat], wanted)
    if told.is_future or (manifest is None and not is_bag(source)):
        return VerifyReport(package, 0, 0, (*before, *told.faults))
    if manifest is None:
        return _verify_bag(package, source, before, told, wanted)
    bag = check_bag(source, is_ours=True)
    payload = source.below(PAYLOAD)
    found = [
        *_once_a_file(check_files(payload, manifest, bag.sha256), bag.problems),
        *_check_tags(source, bag),
        *check_manifest(manifest),
        *check_payload(payload, manifest),
    ]
    problems = [*before, *dict.fromkeys(found)]
    return _with_signature(package, source, manifest, problems, wanted)


def _with_signature(
    package: Path, source: Source, manifest: Manifest, problems: list[Problem], wanted: _Wanted
) -> VerifyReport:
    signature, faults = check_manifest_signature(
        source, manifest, wanted.trust, must_be_signed=wanted.must_be_signed
    )
    is_flat = manifest.format < BAG_FORMAT
    files = len(manifest.files) if is_flat else len(source.sizes)
    return VerifyReport(package, files, len(manifest.cases), (*problems, *faults), signature)


def _verify_bag(
    package: Path, source: Source, before: Sequence[Problem], told: _Told, wanted: _Wanted
) -> VerifyReport:
    """A bag without a manifest of ours: of another program, unless it says that it is ours."""
    agents = [value for label, value in bag_info(source) if label == AGENT.lower()]
    is_ours = any(agent.startswith(OUR_NAME) for agent in agents)
    bag = check_bag(source, is_ours=is_ours)
    of_ours = (*_check_tags(source, bag), *told.faults) if is_ours else ()
    found = (*bag.problems, *of_ours)
    problems = [*before, *dict.fromkeys(found)]
    if wanted.must_be_signed:
        problems.append(Problem.error("manifest-signature-missing"))
    return VerifyReport(package, bag.compared, 0, tuple(problems), is_foreign=not is_ours)


def _read_manifest(source: Source) -> _Told:
    if MANIFEST not in source.sizes:
        return _Told(faults=(Problem.error("manifest-missing"),))
    try:
        with source.stream(MANIFEST) as stream:
            return _Told(read_manifest(stream))
    except EntryUnreadable:
        return _Told(faults=(Problem.error("manifest-damaged", place=MANIFEST),))
    except UnknownFormat as error:
        fault = Problem.error("package-format-unknown", format=shown_name(str(error)))
        return _Told(faults=(fault,), is_future=True)
    except ValueError as error:
        place = shown_name(str(error))
        return _Told(faults=(Problem.error("manifest-damaged", place=place),))


def _once_a_file(first: Iterator[Problem], then: Sequence[Problem]) -> Iterator[Problem]:
    """Both, but of two that say of one file that it is not the right one only the first."""
    named = set[str]()
    for problem in first:
        named.add(dict(problem.params).get("name", ""))
        yield problem
    for problem in then:
        is_told = problem.code in _OF_A_FILE and dict(problem.params)["name"] in named
        if not is_told:
            yield problem


def _check_tags(source: Source, bag: BagReport) -> Iterator[Problem]:
    """The tag files that every package of ours has, each hashed by each list, and no others."""
    signature = {MANIFEST_SIGNATURE} & source.sizes.keys()
    hashed = _HASHED_TAGS | signature
    for name in sorted((_HASHED_TAGS | _TAG_LISTS) - source.sizes.keys()):
        yield Problem.error("package-file-missing", name=name)
    for name in sorted(source.sizes.keys() - hashed - _TAG_LISTS):
        if not name.startswith(in_payload("")):
            yield Problem.error("package-file-extra", name=shown_name(name))
    for list_name in sorted(_TAG_LISTS & bag.listed.keys()):
        for name in sorted((hashed & source.sizes.keys()) - bag.listed[list_name]):
            yield Problem.error("bag-file-not-in-list", list=list_name, name=name)
