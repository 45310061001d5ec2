"""Looking through the chain of the audit log, entry by entry, for what was done to it.

An entry that is whole tells its true place by its hash, since the hash covers its number. So an
entry that was moved, and what was taken out or put in between, can be told from one that was
changed, and what follows a gap is not called false for it. Memory stays the same however long the
log is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from digitizer.domain.audit_chain import EMPTY_HEAD, ChainedEntry, entry_hash
from digitizer.domain.problems import Problem

MOST_NAMED = 2000
"""Faults that are named; of more only the number is told."""
_NEAR = 64
_MOST_SEARCHES = 3000
_MOST_GAP_PLACES = 64


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head of the log that was noted outside: where, when, and the hash (hex); ``manifest`` is
    the SHA-256 of the manifest of a package, "" for anything else."""

    source: str
    noted_at: str
    head: str
    manifest: str = ""


@dataclass(slots=True)
class Faults:
    """What was found, at most :data:`MOST_NAMED` of it by name."""

    named: dict[tuple[int, str], Problem]
    count: int = 0

    def add(self, place: int, problem: Problem) -> None:
        """``place`` orders the faults."""
        if (place, problem.code) in self.named:
            return
        self.count += 1
        if len(self.named) < MOST_NAMED:
            self.named[place, problem.code] = problem

    def change(self, place: int, code: str, problem: Problem) -> None:
        """Say something else of what was found there; nothing when it is not named."""
        if self.named.pop((place, code), None) is not None:
            self.named[place, problem.code] = problem

    def in_order(self) -> tuple[Problem, ...]:
        return tuple(self.named[key] for key in sorted(self.named))


class _Seen(NamedTuple):
    entry: ChainedEntry
    place: int


class ChainCheck:
    """Takes the entries in the order of their numbers, then :meth:`finish`."""

    def __init__(self, anchors: Collection[Anchor] = ()) -> None:
        self.faults = Faults({})
        self.entries = 0
        self.head = EMPTY_HEAD
        self._last: _Seen | None = None
        """The entry before, when it is whole."""
        self._odd: _Seen | None = None
        self._elsewhere: set[int] = set()
        self._shift = 0
        self._high = 0
        self._gaps: list[tuple[int, int]] = []
        self._doubted: dict[int, int] = {}
        self._searches = 0
        self._sought: dict[str, list[Anchor]] = {}
        for anchor in anchors:
            if anchor.head != EMPTY_HEAD:
                self._sought.setdefault(anchor.head, []).append(anchor)

    def take(self, entry: ChainedEntry) -> bool:
        """Whether the entry is whole, so that what it says was said when it was written."""
        seq, at, actor, action, subject, details, previous, told = entry
        self.entries += 1
        before, self.head = self.head, told
        place = seq - self._shift
        if (
            previous == before
            and place == self._high + 1
            and self._odd is None
            and self._last is not None
            and entry_hash(previous, place, at, actor, action, subject, details) == told
        ):
            # The usual case: whole, and the next one to a whole one, with nothing odd.
            self._sought.pop(told, None)
            self._last = _Seen(entry, place)
            self._high = place
            return True
        return self._take_unusual(entry)

    def _take_unusual(self, entry: ChainedEntry) -> bool:
        place = self._place_of(entry)
        if place is None:
            self._settle_odd(None)
            self._doubt(entry)
            return False
        self._sought.pop(entry.hash, None)
        in_step = place == entry.seq - self._shift
        self._settle_odd(None if in_step else place)
        if place == entry.seq - self._shift:
            self._put(_Seen(entry, place))
        else:
            self._odd = _Seen(entry, place)
        return True

    def finish(self) -> Faults:
        """All faults, with the entries that are missing and the anchors that were not met."""
        self._settle_odd(None)
        for first, last in self._missing():
            self.faults.add(first, Problem.error("audit-missing", first=str(first), last=str(last)))
        end = self._high + 1
        for place, anchors in enumerate(self._sought.values()):
            for anchor in anchors:
                self.faults.add(end + place, self._unmet(anchor))
        return self.faults

    def _missing(self) -> Iterator[tuple[int, int]]:
        """The gaps without the places of entries that stand elsewhere."""
        for begin, end in self._gaps:
            first = begin
            for place in sorted(one for one in self._elsewhere if begin <= one <= end):
                if first < place:
                    yield first, place - 1
                first = place + 1
            if first <= end:
                yield first, end

    def _settle_odd(self, following: int | None) -> None:
        """One entry out of its place was moved; when the next one, out of step with those before,
        follows it, all numbers from there on are others, because something was taken out or put in
        before."""
        odd, self._odd = self._odd, None
        if odd is None:
            return
        is_taken = odd.place in self._doubted or self._rival(odd) is not None
        if is_taken or following == odd.place + 1:
            self._shift = odd.entry.seq - odd.place
            self._put(odd)
            return
        self._elsewhere.add(odd.place)
        self.faults.add(odd.entry.seq, _at("audit-moved", odd.entry, place=str(odd.place)))

    def _unmet(self, anchor: Anchor) -> Problem:
        return Problem.error(
            "audit-anchor-unmet",
            source=anchor.source,
            noted_at=anchor.noted_at,
            head=anchor.head[:12],
            entries=str(self.entries),
        )

    def _doubt(self, entry: ChainedEntry) -> None:
        """Its own hash denies it: changed, or never written by the program."""
        place = entry.seq - self._shift
        if len(self._doubted) < MOST_NAMED:
            self._doubted[place] = entry.seq
        self.faults.add(entry.seq, _at("audit-changed", entry))
        self._last = None
        self._advance(place)

    def _put(self, seen: _Seen) -> None:
        rival = self._rival(seen)
        if seen.place in self._doubted:
            seq = self._doubted.pop(seen.place)
            self.faults.change(seq, "audit-changed", Problem.error("audit-inserted", seq=str(seq)))
        elif rival is not None:
            self.faults.add(rival.seq, _at("audit-inserted", rival))
        elif seen.place <= self._high:
            self.faults.add(seen.entry.seq, _at("audit-inserted", seen.entry))
        self._join(seen)
        self._last = seen
        self._advance(seen.place)

    def _advance(self, place: int) -> None:
        if place > self._high + 1:
            self._gaps.append((self._high + 1, place - 1))
        self._high = max(self._high, place)

    def _rival(self, seen: _Seen) -> ChainedEntry | None:
        """Another whole entry that stands in the same place."""
        last = self._last
        if last is None or last.place != seen.place or last.entry.hash == seen.entry.hash:
            return None
        return last.entry

    def _join(self, seen: _Seen) -> None:
        """A whole entry must follow the whole one before it."""
        last, entry = self._last, seen.entry
        if seen.place == 1:
            if entry.previous != EMPTY_HEAD:
                self.faults.add(entry.seq, _at("audit-rewritten", entry))
        elif last and last.place == seen.place - 1 and entry.previous != last.entry.hash:
            self.faults.add(last.entry.seq, _at("audit-rewritten", last.entry))

    def _place_of(self, entry: ChainedEntry) -> int | None:
        """The number that the entry's hash was made with; None when it fits none nearby."""
        likely = entry.seq - self._shift
        if _fits(entry, likely):
            return likely
        if self._searches >= _MOST_SEARCHES:
            return None
        self._searches += 1
        return next((place for place in self._near(entry) if _fits(entry, place)), None)

    def _near(self, entry: ChainedEntry) -> Iterator[int]:
        yield entry.seq
        for first, last in self._gaps[-_NEAR:]:
            yield from range(first, min(last, first + _MOST_GAP_PLACES) + 1)
        for middle in {entry.seq, entry.seq - self._shift, self._high + 1}:
            yield from range(max(1, middle - _NEAR), middle + _NEAR + 1)


def _fits(entry: ChainedEntry, place: int) -> bool:
    _, at, actor, action, subject, details, previous, told = entry
    return entry_hash(previous, place, at, actor, action, subject, details) == told


def _at(code: str, entry: ChainedEntry, **params: str) -> Problem:
    return Problem.error(code, seq=str(entry.seq), **params)
