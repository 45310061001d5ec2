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
from datetime import UTC, datetime
from json.encoder import encode_basestring as _quoted
from typing import NamedTuple

EMPTY_HEAD = "0" * 64
SEAL = "seal-edits"
"""The action of entries over edits that older programs made without covering them."""
LATE = "chain-edits"
"""The action of an entry over edits whose use case wrote none after them."""
EDITS = "edits"
EDITS_HASH = "edits_sha256"
_ONE = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})", re.ASCII)
_LAST = re.compile(rf'\["{EDITS}","((?:[0-9]{{1,18}}:[0-9a-f]{{64}} ?)+)"\]\]\Z', re.ASCII)
"""The covering pair where it is the last one of stored details, which need not be parsed then."""
_RANGE = re.compile(r"([0-9]{1,18})-([0-9]{1,18})", re.ASCII)


class ChainedEntry(NamedTuple):
    """An entry as it is stored: ``at`` as :func:`moment` writes it, ``details`` is the stored text
    of the pairs. A tuple, since a check of the whole log makes millions."""

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    details: str
    previous: str
    hash: str


class KeptEdit(NamedTuple):
    """An edit as it is stored: ``at`` as :func:`moment` writes it, ``before`` is the stored text of
    the value before."""

    id: int
    case_id: int
    revision: int
    undoes: int | None
    at: str
    before: str | None
    key: str
    action: str
    before_text: str
    after_text: str
    before_state: str
    after_state: str
    actor: str


class Cover(NamedTuple):
    """The edits that an entry vouches for: each by its own hash, or a range by one hash."""

    each: Mapping[int, str]
    first: int = 0
    last: int = 0
    together: str = ""


def moment(at: datetime) -> str:
    """A moment as it is hashed and exported."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def entry_hash(
    previous: str, seq: int, at: str, actor: str, action: str, subject: str, details: str
) -> str:
    """The hash (hex) of an entry whose texts are already as stored; ``at`` is of :func:`moment`."""
    # Written out: a check of the whole log spends half of its time here.
    text = (
        f'{previous}{{"action":{_quoted(action)},"actor":{_quoted(actor)},"at":"{at}",'
        f'"details":{_quoted(details)},"seq":{seq},"subject":{_quoted(subject)}}}'
    )
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def edit_document(edit: KeptEdit) -> dict[str, object]:
    """What is hashed of an edit, and exported."""
    return {
        "action": edit.action,
        "actor": edit.actor,
        "after_state": edit.after_state,
        "after_text": edit.after_text,
        "at": edit.at,
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
    number, case, revision, undoes, at, before, key, action, *texts, actor = edit
    before_text, after_text, before_state, after_state = texts
    text = (
        f'{{"action":{_quoted(action)},"actor":{_quoted(actor)},'
        f'"after_state":{_quoted(after_state)},"after_text":{_quoted(after_text)},'
        f'"at":"{at}","before":{"null" if before is None else _quoted(before)},'
        f'"before_state":{_quoted(before_state)},"before_text":{_quoted(before_text)},'
        f'"case_id":{case},"id":{number},"key":{_quoted(key)},'
        f'"revision":{revision},"undoes":{"null" if undoes is None else undoes}}}'
    )
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def hash_together(hashes: Iterable[str]) -> str:
    """One hash (hex) over the hashes of edits, in the order of their ids."""
    digest = hashlib.sha256()
    for one in hashes:
        digest.update(one.encode("ascii"))
    return digest.hexdigest()


def covering(edits: Iterable[KeptEdit]) -> tuple[tuple[str, str], ...]:
    """The pair of details that vouches for edits; none for no edits."""
    return covering_vouched(map(vouched, edits))


def vouched(edit: KeptEdit) -> str:
    """What an entry says of an edit that it vouches for."""
    return f"{edit.id}:{edit_hash(edit)}"


def covering_vouched(edits: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """As :func:`covering`, of what :func:`vouched` gave."""
    said = " ".join(edits)
    return ((EDITS, said),) if said else ()


def sealing(first: int, last: int, together: str) -> tuple[tuple[str, str], ...]:
    """The pairs of details that vouch for all edits from one id to another."""
    return ((EDITS, f"{first}-{last}"), (EDITS_HASH, together))


def cover_of(details: str) -> Cover | None:
    """What the stored details vouch for; None when they are silent or cannot be read."""
    if f'"{EDITS}"' not in details:
        return None
    last = _LAST.search(details)
    if last is not None:
        return Cover({int(number): told for number, told in _ONE.findall(last[1])})
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
