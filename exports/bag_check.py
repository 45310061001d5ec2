"""Checking a bag (RFC 8493) of any origin: whether it is complete and as its lists say.

Names of lists and files in problems are those in the bag. Bags of the versions before 1.0 are
judged by the rules of their time. Nothing is ever fetched.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digitizer.domain.problems import Problem, Severity
from exports.bag import DECLARATION, INFO, OXUM, PAYLOAD, list_lines, oxum
from exports.bag_reading import (
    FIRST_STRICT,
    HASHLIB_NAMES,
    LIST_NAME,
    BadTag,
    Declaration,
    UnknownEncoding,
    alike,
    decoded,
    outside,
    read_declaration,
    read_fetch,
    read_info,
    read_list,
)
from exports.limits import LARGEST_FILE, LARGEST_INFO
from exports.names import shown_name
from exports.source import EntryUnreadable, Source

FETCH = "fetch.txt"
_OLD_INFO = "package-info.txt"
_MOST_PROBLEMS = 10_000
"""Nobody reads more, and the lists of a small archive can have millions of bad lines."""
_ASSUMED = Declaration(FIRST_STRICT, "utf-8")
_OF_SYSTEMS = frozenset({"Thumbs.db", "desktop.ini", ".DS_Store"})


@dataclass(frozen=True, slots=True)
class BagReport:
    """``compared`` files were held against the lists that name them; ``sha256`` are the hashes
    (hex) that files were found to have, by name, where a list is of that algorithm; ``listed`` are
    the names in each list of tag files that could be read."""

    problems: tuple[Problem, ...]
    compared: int
    sha256: Mapping[str, str]
    listed: Mapping[str, frozenset[str]]


def is_bag(source: Source) -> bool:
    """Whether the files claim to be a bag."""
    return DECLARATION in source.sizes or any(LIST_NAME.fullmatch(name) for name in source.sizes)


def check_bag(source: Source, *, is_ours: bool = False) -> BagReport:
    """Everything that is not as RFC 8493, and for a bag of ours as we write bags. What only other
    systems would mind in a bag of somebody else are warnings."""
    check = _Check(source, is_ours)
    check.run()
    listed = {
        name: frozenset(each.entries) for name, each in check.lists.items() if not each.of_payload
    }
    return BagReport(tuple(dict.fromkeys(check.problems)), check.compared, check.sha256, listed)


def bag_info(source: Source) -> Sequence[tuple[str, str]]:
    """The labels in small letters and values of bag-info.txt; none where it cannot be read, which
    checking the bag tells."""
    check = _Check(source, is_ours=False)
    check.read_declaration()
    return check.read_info()


@dataclass(frozen=True, slots=True)
class _List:
    """A list of hashes: ``entries`` maps the name of a file that it speaks of to the hash."""

    name: str
    of_payload: bool
    algorithm: str
    entries: dict[str, bytes]


@dataclass(slots=True)
class _Check:
    source: Source
    is_ours: bool
    declaration: Declaration = _ASSUMED
    problems: list[Problem] = field(default_factory=list)
    lists: dict[str, _List] = field(default_factory=dict)
    compared: int = 0
    sha256: dict[str, str] = field(default_factory=dict)
    stand_ins: set[str] = field(default_factory=set)

    def run(self) -> None:
        self.read_declaration()
        for name in sorted(self.source.sizes):
            found = LIST_NAME.fullmatch(name)
            if found:
                self._read_list(name, not found[1], found[2])
        if not any(each.of_payload for each in self.lists.values()):
            self._error("bag-without-list")
        fetched = self._fetched()
        self._compare(fetched)
        self._check_payload_listed()
        self._check_lists_listed()
        self._check_info()

    def _error(self, code: str, **params: str) -> None:
        self._tell(Problem.error(code, **params))

    def _remark(self, code: str, **params: str) -> None:
        """An oddity that a bag of somebody else may have."""
        severity = Severity.ERROR if self.is_ours else Severity.WARNING
        self._tell(Problem(code, severity, None, tuple(sorted(params.items()))))

    def _tell(self, problem: Problem) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(problem)
        elif len(self.problems) == _MOST_PROBLEMS:
            self.problems.append(Problem.error("bag-more-problems", count=str(_MOST_PROBLEMS)))

    def _read(self, name: str, most: int = LARGEST_FILE) -> bytes | None:
        try:
            return self.source.read(name, most)
        except EntryUnreadable:
            self._error("package-file-unreadable", name=shown_name(name))
            return None

    def read_declaration(self) -> None:
        if DECLARATION not in self.source.sizes:
            self._error("package-file-missing", name=DECLARATION)
            return
        data = self._read(DECLARATION)
        if data is None:
            return
        try:
            self.declaration = read_declaration(data)
        except UnknownEncoding as error:
            self._error("bag-encoding-unknown", encoding=shown_name(str(error)))
        except BadTag:
            self._error("bag-declaration-damaged")
        if self.declaration.version > FIRST_STRICT:
            version = ".".join(str(part) for part in self.declaration.version)
            self._error("bag-version-unknown", version=version)

    def _read_list(self, name: str, of_payload: bool, told: str) -> None:
        algorithm = HASHLIB_NAMES.get(told)
        if algorithm is None:
            self._remark("bag-algorithm-unknown", name=shown_name(name))
            return
        found = _List(name, of_payload, algorithm, {})
        digits = 2 * hashlib.new(algorithm, usedforsecurity=False).digest_size
        try:
            with self.source.stream(name) as stream:
                self.lists[name] = found
                for entry in read_list(stream, self.declaration.encoding, digits):
                    if not entry.is_plain:
                        self._remark("bag-list-not-plain", list=name, name=shown_name(entry.name))
                    self._enter(found, entry.name, bytes.fromhex(entry.digest))
            is_as_written = not self.is_ours or self._is_as_written(found)
        except BadTag as error:
            self._error("bag-list-damaged", name=shown_name(name), line=str(error.line))
            return
        except (EntryUnreadable, ValueError):
            # Half a list would tell of every file behind its middle that it is in none.
            self.lists.pop(name, None)
            self._error("package-file-unreadable", name=shown_name(name))
            return
        self._check_names(found)
        if not is_as_written:
            self._error("package-file-changed", name=name)

    def _is_as_written(self, found: _List) -> bool:
        """Raises EntryUnreadable."""
        ours = hashlib.sha256()
        for line in list_lines(found.entries):
            ours.update(line)
        return ours.hexdigest() == self.source.sha256(found.name)

    def _enter(self, found: _List, told: str, digest: bytes) -> None:
        shown = {"list": found.name, "name": shown_name(told)}
        if outside(told, of_payload=found.of_payload):
            self._error("bag-name-outside", **shown)
            return
        name = self._real_name(told)
        if name not in found.entries:
            found.entries[name] = digest
        elif found.entries[name] != digest or self.declaration.is_strict:
            self._error("bag-name-twice", **shown)
        else:
            self._remark("bag-name-twice", **shown)

    def _real_name(self, told: str) -> str:
        """Before 1.0 a percent sign stands for itself, and programs differed about line breaks."""
        if not self.declaration.is_strict and told in self.source.sizes:
            return told
        return decoded(told, self.declaration.version)

    def _check_names(self, found: _List) -> None:
        groups = defaultdict[str, list[str]](list)
        for name in found.entries:
            groups[alike(name)].append(name)
            last = name.rpartition("/")[2]
            if last in _OF_SYSTEMS or last.startswith("._"):
                self._remark("bag-system-file", name=shown_name(name))
        for names in groups.values():
            if len(names) > 1:
                shown = shown_name(", ".join(sorted(names)))
                self._remark("bag-names-alike", list=found.name, name=shown)

    def _fetched(self) -> frozenset[str]:
        """The names in fetch.txt, which must be of the payload and in its lists."""
        if FETCH not in self.source.sizes:
            return frozenset()
        data, names = self._read(FETCH), set[str]()
        try:
            for told in read_fetch(data or b"", self.declaration.encoding):
                if outside(told, of_payload=True):
                    self._error("bag-name-outside", list=FETCH, name=shown_name(told))
                else:
                    names.add(self._real_name(told))
        except BadTag as error:
            self._error("bag-list-damaged", name=FETCH, line=str(error.line))
        for each in self.lists.values():
            if each.of_payload:
                for name in sorted(names - each.entries.keys()):
                    self._error("bag-file-not-in-list", list=each.name, name=shown_name(name))
        return frozenset(names)

    def _compare(self, fetched: frozenset[str]) -> None:
        """Every file that any list names, read once for all of them."""
        wanted = set[str]().union(*(each.entries for each in self.lists.values()))
        twins: dict[str, str] | None = None
        for name in sorted(wanted):
            lists = [each for each in self.lists.values() if name in each.entries]
            found = name
            if name not in self.source.sizes:
                twins = twins or {alike(each): each for each in self.source.sizes}
                found = "" if self.is_ours else twins.get(alike(name), "")
            if found != name and found:
                self.stand_ins.add(found)
                self._remark("bag-name-otherwise", name=shown_name(name), found=shown_name(found))
            if found:
                self._compare_file(name, found, lists)
            else:
                code = "bag-file-to-fetch" if name in fetched else "package-file-missing"
                self._error(code, name=shown_name(name))

    def _compare_file(self, name: str, found: str, lists: list[_List]) -> None:
        """A file that is as one of two lists says was not changed: the other list was."""
        try:
            digests = self.source.digests(found, {each.algorithm for each in lists})
        except EntryUnreadable:
            self._error("package-file-unreadable", name=shown_name(found))
            return
        self.compared += 1
        if "sha256" in digests:
            self.sha256[found] = digests["sha256"]
        wrong = [each for each in lists if digests[each.algorithm] != each.entries[name].hex()]
        if len(wrong) == len(lists):
            self._error("package-file-changed", name=shown_name(found))
            return
        for each in wrong:
            self._error("bag-list-differs", list=each.name, name=shown_name(found))

    def _check_payload_listed(self) -> None:
        lists = [each for each in self.lists.values() if each.of_payload]
        for name in sorted(self.source.sizes):
            if not name.startswith(f"{PAYLOAD}/") or not lists:
                continue
            lacking = [each for each in lists if name not in each.entries]
            if len(lacking) == len(lists):
                # One that was compared under a name that is written differently has been told.
                if name not in self.stand_ins:
                    self._error("package-file-extra", name=shown_name(name))
            elif self.declaration.is_strict:
                for each in lacking:
                    self._error("bag-file-not-in-list", list=each.name, name=shown_name(name))

    def _check_lists_listed(self) -> None:
        """From 1.0 on a list of tag files names every list of the payload."""
        if not self.declaration.is_strict:
            return
        for each in self.lists.values():
            for other in self.lists.values():
                if not each.of_payload and other.of_payload and other.name not in each.entries:
                    self._error("bag-file-not-in-list", list=each.name, name=other.name)

    def _check_info(self) -> None:
        is_whole = all(each.severity is not Severity.ERROR for each in self.problems)
        told = [value for label, value in self.read_info() if label == OXUM.lower()]
        if self.declaration.is_strict and len(told) > 1:
            self._error("bag-oxum-twice")
        found = oxum(size for each, size in self.source.sizes.items() if _is_payload(each))
        if len(told) == 1 and told[0] != found and is_whole:
            self._error("bag-oxum-differs", expected=shown_name(told[0]), found=found)

    def read_info(self) -> Sequence[tuple[str, str]]:
        name = next((each for each in (INFO, _OLD_INFO) if each in self.source.sizes), None)
        data = self._read(name, LARGEST_INFO) if name else None
        if name is None or data is None:
            return ()
        try:
            return read_info(data, self.declaration.encoding)
        except BadTag as error:
            self._error("bag-list-damaged", name=name, line=str(error.line))
            return ()


def _is_payload(name: str) -> bool:
    return name.startswith(f"{PAYLOAD}/")
