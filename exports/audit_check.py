"""Check an exported audit log: python check.py [FOLDER] [HEAD ...]

Needs Python 3.8 or newer and nothing else. Computes anew the chain of hashes in entries.jsonl and
the hash of every change in edits.jsonl, and looks whether each HEAD (64 hexadecimal digits, as an
export package bears one in its manifest.json under "audit_head") occurs in the chain. Exit code:
0 when all is in order, 1 when not, 2 when a file cannot be read.

An entry's hash is the SHA-256 of the previous entry's hash and of the entry without "previous" and
"hash" as JSON in UTF-8 with sorted keys and no spaces. An edit's hash is that of its whole line,
written the same way.
"""

from __future__ import annotations

import hashlib
import json
import sys
from bisect import bisect_right
from pathlib import Path
from typing import Any, Callable, Iterator, Tuple  # noqa: UP035

Range = Tuple[int, int, str]  # noqa: UP006
Say = Callable[..., None]
WORDS: dict[str, str] = {}
EMPTY = "0" * 64
HEAD_DIGITS = 64


def say(code: str, **params: object) -> None:
    """One line, in words where there are some for the code."""
    words = WORDS.get(code)
    said = words.format(**params) if words else " ".join([code, *map(str, params.values())])
    print(said)  # noqa: T201


def digest(document: dict[str, object], before: str = "") -> str:
    """The hash (hex) of a document, or of an entry after the one before."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(before.encode() + text.encode("utf-8", "replace")).hexdigest()


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file, one a line."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def vouched(details: str) -> tuple[dict[int, str], list[Range]]:
    """The hashes of single edits by their id, and the ranges (first, last, hash) of an entry."""
    try:
        said = dict(json.loads(details))
    except (ValueError, TypeError):
        return {}, []
    words = said.get("edits", "")
    if "edits_sha256" in said:
        first, last = words.split("-")
        return {}, [(int(first), int(last), said["edits_sha256"])]
    found = (word.split(":") for word in words.split() if ":" in word)
    return {int(number): value for number, value in found}, []


def check_entries(
    folder: Path, heads: list[str], say: Say
) -> tuple[int, int, str, dict[int, str], list[Range]]:
    """Walk the chain; answer how many faults there are, and what the entries vouch for."""
    faults, seq, head, wanted = 0, 0, EMPTY, set(heads) - {EMPTY}
    single: dict[int, str] = {}
    ranges: list[Range] = []
    for entry in lines(folder / "entries.jsonl"):
        seq += 1
        previous, made = entry.pop("previous"), entry.pop("hash")
        is_whole = digest(entry, previous) == made
        if entry["seq"] != seq or previous != head or not is_whole:
            faults += 1
            say("entry", seq=entry["seq"], expected=seq)
        if is_whole:
            wanted.discard(made)
            one, many = vouched(entry["details"])
            single.update(one)
            ranges.extend(many)
        seq, head = entry["seq"], made
    for missing in sorted(wanted):
        faults += 1
        say("head", head=missing)
    return faults, seq, head, single, ranges


def check_edits(
    folder: Path, single: dict[int, str], ranges: list[Range], say: Say
) -> tuple[int, int]:
    """Compare each edit with what the entries vouch for."""
    faults, count = 0, 0
    ranges = sorted(ranges)
    firsts = [first for first, _, _ in ranges]
    together = [hashlib.sha256() for _ in ranges]
    for edit in lines(folder / "edits.jsonl"):
        count += 1
        number, made = edit["id"], digest(edit)
        place = bisect_right(firsts, number) - 1
        is_within = place >= 0 and number <= ranges[place][1]
        if is_within:
            together[place].update(made.encode())
        told = single.pop(number, None)
        if told is None and not is_within:
            faults += 1
            say("uncovered", edit=number)
        elif told is not None and told != made:
            faults += 1
            say("edit", edit=number)
    for number in sorted(single):
        faults += 1
        say("missing", edit=number)
    for (first, last, value), found in zip(ranges, together):  # noqa: B905
        if found.hexdigest() != value:
            faults += 1
            say("range", first=first, last=last)
    return faults, count


def check(folder: Path, heads: list[str], say: Say = say) -> tuple[int, int, int, str]:
    """How many faults, entries and edits there are, and the last hash; each fault is said. Raises
    OSError, ValueError, KeyError or TypeError for what is no exported log."""
    log = json.loads((folder / "log.json").read_text(encoding="utf-8"))
    faults, seq, head, single, ranges = check_entries(folder, heads, say)
    wrong, count = check_edits(folder, single, ranges, say)
    faults += wrong
    if (head, seq, count) != (log["head"], log["entries"], log["edits"]):
        faults += 1
        say("differs")
    return faults, seq, count, head


def main(arguments: list[str]) -> int:
    """The exit code."""
    places = [one for one in arguments if len(one) != HEAD_DIGITS]
    heads = [one for one in arguments if len(one) == HEAD_DIGITS]
    folder = Path(places[0]) if places else Path(__file__).resolve().parent
    try:
        faults, seq, count, head = check(folder, heads)
    except (OSError, ValueError, KeyError, TypeError) as error:
        say("unreadable", reason=error)
        return 2
    say("sound" if not faults else "unsound", entries=seq, edits=count, faults=faults, head=head)
    return 1 if faults else 0


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
