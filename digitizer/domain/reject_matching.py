"""Which case each line of a receiver's list means, and whether it can be opened again.

Only a line that means exactly one case, with no key that means another, opens anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from digitizer.domain.lifecycle import ANSWERED_CASE_STATES, CaseState
from digitizer.domain.reject_list import (
    RejectColumn,
    RejectEntry,
    file_key,
    name_key,
    number_key,
)
from digitizer.domain.schema import DocumentType, ExportProfile
from digitizer.domain.values.text import clean, fold

_BETWEEN_FIELDS = re.compile(r"[;\n|]")


class Outcome(StrEnum):
    """``ready``: the case opens again. ``no_key`` to ``disagree``: no single case is meant.
    ``never_left``: the case was in no package. ``open``: it is open already; ``corrected``: it was
    corrected and waits to leave; ``answered``: what replaces that row left already. ``taken``:
    this line of this file was taken before. ``submitted``: its batch waits for an answer.
    ``own_work``: this person worked in its batch."""

    READY = "ready"
    NO_KEY = "no_key"
    NONE = "none"
    SEVERAL = "several"
    DISAGREE = "disagree"
    NEVER_LEFT = "never_left"
    OPEN = "open"
    CORRECTED = "corrected"
    ANSWERED = "answered"
    TAKEN = "taken"
    SUBMITTED = "submitted"
    OWN_WORK = "own_work"


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row of a package that left: ``number`` counts from 1 in it, ``file`` is its document as the
    manifest names it ("" where an older program noted none)."""

    package: str
    manifest_sha256: str
    number: int
    file: str
    case_id: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that a line may mean. ``values`` are canonical values by field key."""

    case_id: int
    state: CaseState
    batch_id: int
    batch: str
    document_type: str | None
    title: str
    left_in: str | None
    values: Mapping[str, str] = field(default_factory=dict)
    type_version: str | None = None


@dataclass(frozen=True, slots=True)
class RejectMatch:
    """What one line means. ``case`` is None unless exactly one case is meant, ``among`` those that
    may be. ``fields`` are keys of its record; ``unknown_field`` is what the line calls a field that
    its type has not: the case opens whole. ``left`` is the row that is given back, None where
    nothing is known of it."""

    entry: RejectEntry
    outcome: Outcome
    case: Candidate | None = None
    among: tuple[int, ...] = ()
    fields: tuple[str, ...] = ()
    unknown_field: str = ""
    left: LeftRow | None = None

    @property
    def reason(self) -> str:
        return clean(self.entry.of(RejectColumn.REASON))

    @property
    def is_ready(self) -> bool:
        return self.outcome is Outcome.READY


def cases_to_open(matches: Iterable[RejectMatch]) -> frozenset[int]:
    """The cases of the lines that are ready; several lines may give one back."""
    return frozenset(each.case.case_id for each in matches if each.is_ready and each.case)


@dataclass(frozen=True, slots=True)
class Known:
    """What the workplace knows when it looks at a list. ``rows`` are all that left, the oldest
    package first; ``replaced`` the rows (package and case) that were given back before and left
    again since; ``taken`` the lines of this very file that were taken. ``fields`` says in which
    fields place, book, number and DocCode stand; ``package`` is meant where a line names none.
    ``former`` are versions that today's ``types`` replaced."""

    candidates: Sequence[Candidate]
    rows: Sequence[LeftRow]
    fields: Mapping[RejectColumn, tuple[str, ...]]
    types: Mapping[str, DocumentType]
    profiles: Mapping[str, ExportProfile]
    replaced: Collection[tuple[str, int]] = ()
    taken: Collection[int] = ()
    submitted: Collection[int] = ()
    own_work: Collection[int] = ()
    package: str = ""
    former: Mapping[tuple[str, str], DocumentType] = field(default_factory=dict)


class Matcher:
    """Looks lines up in what is known; made once a list."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._cases = {each.case_id: each for each in known.candidates}
        self._rows: dict[tuple[str, int], LeftRow] = {}
        self._by_case: dict[tuple[str, int], LeftRow] = {}
        self._by_file: defaultdict[str, set[int]] = defaultdict(set)
        self._with_file: set[int] = set()
        self._field_names: dict[tuple[str, str], Mapping[str, str]] = {}
        self._packages = {row.package.casefold() for row in known.rows}
        for row in known.rows:
            if row.case_id in self._cases:
                package = row.package.casefold()
                self._rows[package, row.number] = row
                self._by_case[package, row.case_id] = row
                if row.file:
                    self._by_file[file_key(row.file)].add(row.case_id)
                    self._with_file.add(row.case_id)
        self._numbers = self._index(RejectColumn.NUMBER, _numbers)
        self._books = self._index(RejectColumn.BOOK, _numbers)
        self._codes = self._index(RejectColumn.DOC_CODE, lambda text: (fold(text),))

    def match(self, entry: RejectEntry) -> RejectMatch:
        if not entry.has_key:
            return RejectMatch(entry, Outcome.NO_KEY)
        meant = dict(self._meant(entry))
        found = [cases for cases in meant.values() if cases]
        if not found:
            return RejectMatch(entry, Outcome.NONE)
        common = set.intersection(*found)
        if len(common) != 1:
            among = tuple(sorted(common or set.union(*found)))
            outcome = Outcome.SEVERAL if common else Outcome.DISAGREE
            return RejectMatch(entry, outcome, among=among)
        case = self._cases[common.pop()]
        nowhere = {column for column, cases in meant.items() if not cases}
        if self._is_denied(case, nowhere) or self._is_of_another_package(entry, case):
            return RejectMatch(entry, Outcome.DISAGREE, among=(case.case_id,))
        left = self._left(entry, case)
        fields, unknown = self._fields(entry.of(RejectColumn.FIELD), case)
        outcome = self._outcome(entry, case, left)
        return RejectMatch(entry, outcome, case, (case.case_id,), fields, unknown, left)

    def _meant(self, entry: RejectEntry) -> Iterable[tuple[RejectColumn, set[int]]]:
        """The cases that each key of the line means."""
        if file := entry.of(RejectColumn.FILE):
            yield RejectColumn.FILE, set(self._by_file.get(file_key(file), ()))
        if number := entry.of(RejectColumn.NUMBER):
            yield RejectColumn.NUMBER, self._in_book(entry, number_key(number))
        if code := entry.of(RejectColumn.DOC_CODE):
            yield RejectColumn.DOC_CODE, set(self._codes.get(fold(code), ()))
        row = entry.of(RejectColumn.ROW)
        if row.isdecimal() and self._package(entry) in self._packages:
            found = self._rows.get((self._package(entry), int(row)))
            yield RejectColumn.ROW, {found.case_id} if found else set()

    def _is_denied(self, case: Candidate, nowhere: Collection[RejectColumn]) -> bool:
        """Whether a key that the line says and that finds nothing speaks against the case that
        another one means. The name of a file does not where nobody noted those of the case, nor a
        number where its record has none."""
        keys = self._known.fields.get(RejectColumn.NUMBER, ())
        silent = set[RejectColumn]()
        if case.case_id not in self._with_file:
            silent.add(RejectColumn.FILE)
        if not any(case.values.get(key) for key in keys):
            silent.add(RejectColumn.NUMBER)
        return bool(set(nowhere) - silent)

    def _in_book(self, entry: RejectEntry, number: str) -> set[int]:
        found = set(self._numbers.get(number, ()))
        if book := entry.of(RejectColumn.BOOK):
            found &= self._books.get(number_key(book), set())
        if place := fold(entry.of(RejectColumn.PLACE)):
            keys = self._known.fields[RejectColumn.PLACE]
            found = {each for each in found if _lies_in(self._cases[each], keys, place)}
        return found

    def _index(
        self, column: RejectColumn, ways: Callable[[str], Iterable[str]]
    ) -> Mapping[str, set[int]]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for case in self._known.candidates:
            for key in self._known.fields.get(column, ()):
                for way in ways(case.values.get(key, "")):
                    found[way].add(case.case_id)
        return found

    def _package(self, entry: RejectEntry) -> str:
        said = clean(entry.of(RejectColumn.PACKAGE)).casefold().removesuffix(".zip")
        return said or self._known.package.casefold()

    def _is_of_another_package(self, entry: RejectEntry, case: Candidate) -> bool:
        """Whether the line names a package of ours in which this case was not."""
        package = self._package(entry)
        is_said = bool(entry.of(RejectColumn.PACKAGE)) and package in self._packages
        return is_said and (package, case.case_id) not in self._by_case

    def _left(self, entry: RejectEntry, case: Candidate) -> LeftRow | None:
        """In the package that the line names, or else in the newest one."""
        for package in (self._package(entry), (case.left_in or "").casefold()):
            if row := self._by_case.get((package, case.case_id)):
                return row
        return None

    def _outcome(self, entry: RejectEntry, case: Candidate, left: LeftRow | None) -> Outcome:
        known = self._known
        came_back = case.left_in is not None and case.state is CaseState.APPROVED
        steps = (
            (entry.number in known.taken, Outcome.TAKEN),
            (case.left_in is None, Outcome.NEVER_LEFT),
            (case.state not in ANSWERED_CASE_STATES, Outcome.OPEN),
            (came_back, Outcome.CORRECTED),
            (
                left is not None and (left.package, case.case_id) in known.replaced,
                Outcome.ANSWERED,
            ),
            (case.batch_id in known.submitted, Outcome.SUBMITTED),
            (case.batch_id in known.own_work, Outcome.OWN_WORK),
        )
        return next((outcome for holds, outcome in steps if holds), Outcome.READY)

    def _fields(self, said: str, case: Candidate) -> tuple[tuple[str, ...], str]:
        """The keys of what a line calls fields, and the first that is none."""
        if not said:
            return (), ""
        key = (case.document_type or "", case.type_version or "")
        if key not in self._field_names:
            self._field_names[key] = self._names(*key)
        names = self._field_names[key]
        parts = [said] if name_key(said) in names else _BETWEEN_FIELDS.split(said)
        found = [(part, names.get(name_key(part))) for part in parts if clean(part)]
        unknown = next((clean(part) for part, key in found if key is None), "")
        return tuple(dict.fromkeys(key for _, key in found if key)), unknown

    def _names(self, type_key: str, version: str) -> Mapping[str, str]:
        """The field of each folded name: code, label and the column of the package; a name that
        several fields have means none of them, unless it is a code. Only the fields of the version
        that the case was read with can be pinned."""
        known = self._known
        doc_type = known.former.get((type_key, version)) or known.types.get(type_key)
        profile = self._known.profiles.get(type_key)
        specs = doc_type.fields if doc_type else ()
        codes = {spec.key for spec in specs}
        labels: defaultdict[str, set[str]] = defaultdict(set)
        for spec in specs:
            labels[name_key(spec.label.vi)].add(spec.key)
            labels[name_key(spec.label.en)].add(spec.key)
        for column in profile.columns if profile else ():
            if column.field in codes:
                labels[name_key(column.name)].add(column.field)
        clear = {name: next(iter(keys)) for name, keys in labels.items() if len(keys) == 1}
        return clear | {name_key(spec.key): spec.key for spec in specs}


def _numbers(text: str) -> Iterable[str]:
    """ "5/2017" may be written whole, or without its year."""
    whole = number_key(text)
    return {whole, whole.partition("/")[0]} - {""}


def _lies_in(case: Candidate, keys: Sequence[str], place: str) -> bool:
    stands = [fold(case.values.get(key, "")) for key in keys]
    return any(text and (text in place or place in text) for text in stands)
