"""Comparing the edits with what the entries of the audit log vouch for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping

from digitizer.domain.audit_chain import Cover, KeptEdit, edit_hash, hash_together
from digitizer.domain.audit_check import Faults
from digitizer.domain.problems import Problem

Vouched = tuple[int, int, str]
"""The number of an entry, the id of an edit that it vouches for, and the hash it tells of it."""


class Spans:
    """Whole numbers, kept as spans: numbers that come nearly in order take next to no memory."""

    def __init__(self) -> None:
        self._firsts: list[int] = []
        self._lasts: list[int] = []

    def __bool__(self) -> bool:
        return bool(self._firsts)

    def __contains__(self, number: int) -> bool:
        place = bisect_right(self._firsts, number) - 1
        return place >= 0 and number <= self._lasts[place]

    def add(self, first: int, last: int) -> None:
        """All numbers from ``first`` to ``last``; some of them may be there already."""
        if self._lasts and first == self._lasts[-1] + 1:
            self._lasts[-1] = last
            return
        begin = bisect_left(self._lasts, first - 1)
        end = bisect_right(self._firsts, last + 1)
        if begin < end:
            first = min(first, self._firsts[begin])
            last = max(last, self._lasts[end - 1])
        self._firsts[begin:end] = [first]
        self._lasts[begin:end] = [last]


class EditCheck:
    """Takes what the entries vouch for together with the edits, then the ids of all edits.

    ``older`` counts edits that no entry covers because the whole log is of an older program."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.covered = Spans()
        self.edits = 0
        self.older = 0

    def take(self, vouched: Iterable[Vouched], found: Mapping[int, str]) -> None:
        """Edits that entries vouch for one by one; ``found`` are the hashes of those that are
        there, by their ids."""
        for seq, edit_id, told in vouched:
            self.covered.add(edit_id, edit_id)
            made = found.get(edit_id)
            if made is None:
                self._blame("audit-edit-missing", seq, edit_id)
            elif made != told:
                self._blame("audit-edit-changed", seq, edit_id)

    def take_sealed(self, seq: int, cover: Cover, edits: Iterable[KeptEdit]) -> None:
        """All edits of the range that an entry vouches for, in the order of their ids."""
        self.covered.add(cover.first, cover.last)
        if hash_together(edit_hash(edit) for edit in edits) != cover.together:
            problem = Problem.error(
                "audit-edits-changed", first=str(cover.first), last=str(cover.last), seq=str(seq)
            )
            self.faults.add(seq, problem)

    def finish(self, ids: Iterator[int], after: int) -> None:
        """``ids`` of all edits; ``after`` is the number after the last entry."""
        for edit_id in ids:
            self.edits += 1
            if edit_id in self.covered:
                continue
            if not self.covered:
                self.older += 1
                continue
            problem = Problem.error("audit-edit-uncovered", edit=str(edit_id))
            self.faults.add(after + edit_id, problem)

    def _blame(self, code: str, seq: int, edit_id: int) -> None:
        problem = Problem.error(code, edit=str(edit_id), seq=str(seq))
        self.faults.add(seq, problem)
