"""The manifest against itself and against the files of the payload, in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from digitizer.domain.problems import Problem
from exports.bag import in_payload
from exports.manifest import (
    BAG_FORMAT,
    CSV_TABLE,
    DOCUMENTS,
    JSON_RECORDS,
    MANIFEST,
    MANIFEST_HASH,
    MANIFEST_SIGNATURE,
    README,
    WORKBOOK,
    FileEntry,
    Manifest,
    manifest_hash_bytes,
)
from exports.names import shown_name
from exports.source import EntryUnreadable, Source

_BEFORE_BAGS = frozenset({WORKBOOK, CSV_TABLE, JSON_RECORDS, README})
_UNLISTED_BEFORE_BAGS = frozenset({MANIFEST, MANIFEST_HASH, MANIFEST_SIGNATURE})


def check_manifest(manifest: Manifest) -> Iterator[Problem]:
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
    fixed = _BEFORE_BAGS if manifest.format < BAG_FORMAT else frozenset[str]()
    for name in sorted(names.keys() - owners.keys() - fixed):
        # In a bag other files belong to exporters, which the check of the payload asks for.
        if manifest.format < BAG_FORMAT or name.startswith(DOCUMENTS):
            yield Problem.error("document-without-row", name=shown_name(name))
    for name in sorted(fixed - names.keys()):
        yield Problem.error("manifest-damaged", place=f"files: {name}")


def check_files(payload: Source, manifest: Manifest, known: Mapping[str, str]) -> Iterator[Problem]:
    """Every file of the payload that the manifest lists, byte by byte, and nothing else.

    ``known`` are SHA-256 hashes (hex) that were found already, by the name in the bag. Problems say
    names in the package.
    """
    is_bag = manifest.format >= BAG_FORMAT
    listed = set[str]()
    for entry in manifest.files:
        name = entry.name
        if name in listed:
            continue  # Told by the check of the manifest.
        listed.add(name)
        shown = shown_name(in_payload(name) if is_bag else name)
        found = known.get(in_payload(name))
        if name not in payload.sizes:
            yield Problem.error("package-file-missing", name=shown)
        elif payload.sizes[name] != entry.size:
            size = {"expected": str(entry.size), "found": str(payload.sizes[name])}
            yield Problem.error("package-file-size", name=shown, **size)
        else:
            yield from _check_hash(payload, entry, found, shown)
    unlisted = frozenset[str]() if is_bag else _UNLISTED_BEFORE_BAGS
    for name in sorted(payload.sizes.keys() - listed - unlisted):
        shown = shown_name(in_payload(name) if is_bag else name)
        yield Problem.error("package-file-extra", name=shown)


def check_manifest_hash(source: Source) -> Iterator[Problem]:
    """The manifest against the hash beside it, which packages had before they were bags."""
    if MANIFEST_HASH not in source.sizes:
        yield Problem.error("package-file-missing", name=MANIFEST_HASH)
        return
    try:
        if source.read(MANIFEST_HASH) != manifest_hash_bytes(source.sha256(MANIFEST)):
            yield Problem.error("manifest-changed")
    except EntryUnreadable:
        yield Problem.error("package-file-unreadable", name=MANIFEST_HASH)


def _check_hash(
    payload: Source, entry: FileEntry, found: str | None, shown: str
) -> Iterator[Problem]:
    try:
        if (found or payload.sha256(entry.name)) != entry.sha256:
            yield Problem.error("package-file-changed", name=shown)
    except EntryUnreadable:
        yield Problem.error("package-file-unreadable", name=shown)
