"""The audit log as an auditor takes it away: plain lines, and a check that needs nothing of us."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from digitizer.domain.audit_chain import ChainedEntry, KeptEdit, edit_document
from digitizer.domain.errors import EnvironmentFault
from exports.staging import sync_file, sync_folder

FORMAT = 1
LOG = "log.json"
ENTRIES = "entries.jsonl"
EDITS = "edits.jsonl"
README = "README.txt"
CHECK = "check.py"
_WORDS_LINE = "WORDS: dict[str, str] = {}"
_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class LogHead:
    """What an exported log says of itself."""

    made_at: str
    head: str
    entries: int
    edits: int


@dataclass(frozen=True, slots=True)
class LogTexts:
    """``readme`` for people; ``words`` are the sentences of the check, by their code."""

    readme: str
    words: Mapping[str, str]


def write_log(
    folder: Path,
    entries: Iterable[ChainedEntry],
    edits: Iterable[KeptEdit],
    made_at: str,
    texts: LogTexts,
) -> LogHead:
    """Write the log into a new folder, which appears there only whole.

    Raises EnvironmentFault when the folder is there already or cannot be written.
    """
    if os.path.lexists(folder):
        raise EnvironmentFault("audit-folder-exists", folder=folder)
    try:
        with _aside(folder) as work:
            head, entry_count = _write_entries(work / ENTRIES, entries)
            edit_count = _write_lines(work / EDITS, (edit_document(edit) for edit in edits))
            made = LogHead(made_at, head, entry_count, edit_count)
            (work / README).write_text(texts.readme, encoding="utf-8")
            (work / CHECK).write_text(_check_text(texts.words), encoding="utf-8")
            names = (ENTRIES, EDITS, README, CHECK)
            document = _log_document(made, {name: _sha256(work / name) for name in names})
            (work / LOG).write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
            for name in (*names, LOG):
                sync_file(work / name)
            sync_folder(work)
            work.rename(folder)
            sync_folder(folder.parent)
    except OSError as error:
        code = "disk-full" if error.errno in _DISK_FULL else "folder-not-made"
        raise EnvironmentFault(code, folder=folder, reason=error.strerror) from error
    return made


def read_log(document: object) -> LogHead:
    """Raises ValueError for a document that no exported log has."""
    match document:
        case {
            "format": 1,
            "made_at": str(made_at),
            "head": str(head),
            "entries": int(entries),
            "edits": int(edits),
        }:
            return LogHead(made_at, head, entries, edits)
    raise ValueError(LOG)


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A hidden place beside the folder; gone afterwards, unless it was renamed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".digitizer-log-", dir=folder.parent))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write_entries(path: Path, entries: Iterable[ChainedEntry]) -> tuple[str, int]:
    head = "0" * 64

    def documents() -> Iterator[dict[str, object]]:
        nonlocal head
        for entry in entries:
            head = entry.hash
            yield {
                "seq": entry.seq,
                "at": entry.at,
                "actor": entry.actor,
                "action": entry.action,
                "subject": entry.subject,
                "details": entry.details,
                "previous": entry.previous,
                "hash": entry.hash,
            }

    count = _write_lines(path, documents())
    return head, count


def _write_lines(path: Path, documents: Iterable[Mapping[str, object]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
        for document in documents:
            stream.write(json.dumps(document, ensure_ascii=False) + "\n")
            count += 1
    return count


def _log_document(made: LogHead, hashes: Mapping[str, str]) -> dict[str, object]:
    return {
        "format": FORMAT,
        "made_at": made.made_at,
        "entries": made.entries,
        "edits": made.edits,
        "head": made.head,
        "sha256": dict(hashes),
    }


def _check_text(words: Mapping[str, str]) -> str:
    source = files("exports").joinpath("audit_check.py").read_text(encoding="utf-8")
    said = json.dumps(dict(words), ensure_ascii=False, indent=4)
    return source.replace(_WORDS_LINE, f"WORDS: dict[str, str] = {said}", 1)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
