"""Heads of the audit log as packages and exported logs bear them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from digitizer.domain.audit_check import Anchor
from digitizer.domain.errors import NotFound
from digitizer.domain.problems import Problem
from exports.audit_log import LOG, read_log
from exports.manifest import MANIFEST, read_manifest
from exports.names import shown_name
from exports.source import EntryUnreadable, Source, opened

_UNREADABLE = (
    OSError,
    ValueError,
    RecursionError,
    zipfile.BadZipFile,
    NotImplementedError,
    EntryUnreadable,
)


def anchors_of(packages: Iterable[Path]) -> tuple[tuple[Anchor, ...], tuple[Problem, ...]]:
    """The heads that packages (folders or archives) and exported logs bear, and a problem for each
    that bears none. Raises NotFound for a path at which nothing lies."""
    anchors: list[Anchor] = []
    problems: list[Problem] = []
    for package in packages:
        try:
            if not package.exists():
                raise NotFound("package-not-found", package=package)
            anchors.append(_anchor(package))
        except _UNREADABLE:
            name = shown_name(package.name)
            problems.append(Problem.error("audit-package-unreadable", source=name))
    return tuple(anchors), tuple(problems)


def packages_in(folder: Path) -> list[Path]:
    """The packages that lie in a folder, unpacked ones only."""
    if not folder.is_dir():
        return []
    return sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))


def _anchor(package: Path) -> Anchor:
    with opened(package) as source:
        return _read(package.name, source)


def _read(name: str, source: Source) -> Anchor:
    shown = shown_name(name)
    if LOG in source.sizes:
        log = read_log(json.loads(source.read(LOG)))
        return Anchor(shown, log.made_at, log.head)
    data = source.read(MANIFEST)
    manifest = read_manifest(BytesIO(data))
    made = manifest.created_at.isoformat(timespec="seconds")
    return Anchor(shown, made, manifest.audit_head, hashlib.sha256(data).hexdigest())
