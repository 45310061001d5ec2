"""The chain of the audit log: every entry's hash covers the entry before it and the edits that its
transaction made.

Hash of an entry = SHA-256 of the previous hash (hex, ASCII) followed by the canonical JSON of the
entry: UTF-8, keys sorted, no spaces, with its sequence number and its moment in UTC to the
microsecond. Hash of an edit = SHA-256 of its canonical JSON. Whoever changes, removes or reorders
an entry must write all later ones anew; a head noted elsewhere (each export package carries one)
then shows even that.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

EMPTY_HEAD = "0" * 64
SEAL = "seal-edits"
"""The action of entries over edits that older programs made without covering them."""
LATE = "chain-edits"
"""The action of an entry over edits whose use case wrote none after them."""
EDITS = "edits"
EDITS_HASH = "edits_sha256"
_ONE = re.compile(r"([0-9]+):([0-9a-f]{64})", re.ASCII)
_RANGE = re.compile(r"([0-9]+)-([0-9]+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class ChainedEntry:
    """An entry as it is stored; ``details`` is the stored text of the pairs."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    details: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """An edit as it is stored; ``before`` is the stored text of the value before."""

    id: int
    case_id: int
    key: str
    action: str
    before_text: str
    after_text: str
    before_state: str
    after_state: str
    actor: str
    at: datetime
    revision: int
    before: str | None
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Cover:
    """The edits that an entry vouches for: each by its own hash, or a range by one hash."""

    each: Mapping[int, str]
    first: int = 0
    last: int = 0
    together: str = ""


def moment(at: datetime) -> str:
    """A moment as it is hashed and exported."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def entry_hash(
    previous: str, seq: int, at: datetime, actor: str, action: str, subject: str, details: str
) -> str:
    """The hash (hex) of an entry whose texts are already as stored."""
    document = {
        "action": action,
        "actor": actor,
        "at": moment(at),
        "details": details,
        "seq": seq,
        "subject": subject,
    }
    return hashlib.sha256(previous.encode("utf-8", "replace") + _canonical(document)).hexdigest()


def edit_document(edit: KeptEdit) -> dict[str, object]:
    """What is hashed of an edit, and exported."""
    return {
        "action": edit.action,
        "actor": edit.actor,
        "after_state": edit.after_state,
        "after_text": edit.after_text,
        "at": moment(edit.at),
        "before": edit.before,
        "before_state": edit.before_state,
        "before_text": edit.before_text,
        "case_id": edit.case_id,
        "id": edit.id,
        "key": edit.key,
        "revision": edit.revision,
        "undoes": edit.undoes,
    }


def edit_hash(edit: KeptEdit) -> str:
    """The hash (hex) of an edit whose texts are already as stored."""
    return hashlib.sha256(_canonical(edit_document(edit))).hexdigest()


def hash_together(hashes: Iterable[str]) -> str:
    """One hash (hex) over the hashes of edits, in the order of their ids."""
    digest = hashlib.sha256()
    for one in hashes:
        digest.update(one.encode("ascii"))
    return digest.hexdigest()


def covering(edits: Iterable[KeptEdit]) -> tuple[tuple[str, str], ...]:
    """The pair of details that vouches for edits; none for no edits."""
    said = " ".join(f"{edit.id}:{edit_hash(edit)}" for edit in edits)
    return ((EDITS, said),) if said else ()


def sealing(first: int, last: int, together: str) -> tuple[tuple[str, str], ...]:
    """The pairs of details that vouch for all edits from one id to another."""
    return ((EDITS, f"{first}-{last}"), (EDITS_HASH, together))


def cover_of(details: str) -> Cover | None:
    """What the stored details vouch for; None when they are silent or cannot be read."""
    if f'"{EDITS}"' not in details:
        return None
    try:
        said = dict(json.loads(details))
    except (ValueError, TypeError):
        return None
    words = str(said.get(EDITS, ""))
    span = _RANGE.fullmatch(words)
    if span:
        return Cover({}, int(span[1]), int(span[2]), str(said.get(EDITS_HASH, "")))
    found = (_ONE.fullmatch(word) for word in words.split())
    each = {int(one[1]): one[2] for one in found if one}
    return Cover(each) if each else None


def _canonical(document: Mapping[str, object]) -> bytes:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace")
