"""What a receiver holds against a package: its own template, code lists, names and sizes.

The manifest is not asked here: the rows, the names of the documents and their sizes are what a
receiver sees. Findings name a row and a column, never a value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from digitizer.domain.errors import NotAllowed
from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.rehearsal import Finding
from exports.backlog import BACKLOG_SHEET
from exports.column_rules import ColumnRule, column_rules
from exports.file_names import file_names
from exports.manifest import WORKBOOK
from exports.names import shown_name
from exports.received import Received

_THOUSAND = 1000


def findings_in(received: Received, content: PackageContent) -> Iterator[Finding]:
    """Everything that verifying the package says and what stands against the receiver's rules, in
    the order in which a receiver comes to it."""
    cases: dict[int, int] = {}
    rows: dict[str, int] = {}
    for number, case in enumerate(received.cases, start=1):
        cases[number] = case.case_id
        rows.setdefault(_name(case.file), number)
    for problem in (*received.problems, *_of_package(received, content)):
        row = _row_of(problem, rows)
        yield Finding(problem, cases.get(row or 0), row)


def _of_package(received: Received, content: PackageContent) -> Iterator[Problem]:
    if not received.has_workbook:
        yield Problem.warning("rehearsal-no-workbook", name=WORKBOOK)
        yield from _sizes(received, content)
        return
    yield from _sheets(received, content)
    rules = column_rules(content)
    if received.columns != tuple(rule.name for rule in rules):
        # Cells under other heads than the template's would be held against the wrong rules.
        yield Problem.error("header-differs", name=WORKBOOK)
        return
    yield from _cells(received, rules)
    yield from _entries(received, content, rules)
    yield from _documents(received, content, rules)
    yield from _sizes(received, content)


def _sheets(received: Received, content: PackageContent) -> Iterator[Problem]:
    profile = content.profile
    for name in (profile.sheet, profile.notes_sheet):
        if name not in received.sheets:
            yield Problem.error("rehearsal-sheet-missing", name=name)
    known = profile.receiver.sheets if profile.receiver else ()
    for name in received.sheets:
        if known and name not in known:
            yield Problem.warning("rehearsal-sheet-extra", name=name)


def _cells(received: Received, rules: Sequence[ColumnRule]) -> Iterator[Problem]:
    odd: dict[int, list[int]] = {}
    for number, place in received.not_texts:
        odd.setdefault(number, []).append(place)
    for number, row in enumerate(received.rows, start=1):
        for place in odd.get(number, ()):
            if not rules[place].is_count:
                yield _in_cell("rehearsal-not-text", number, rules[place])
        for rule, text in zip(rules, row, strict=False):
            if rule.is_count and text != str(number):
                yield Problem.error("rehearsal-count-wrong", row=str(number))
            for code in rule.faults(text):
                yield _in_cell(code, number, rule)
            if rule.is_unexplained(text):
                yield Problem.warning(
                    "rehearsal-code-unexplained", rule.field, row=str(number), column=rule.name
                )


def _in_cell(code: str, number: int, rule: ColumnRule) -> Problem:
    return Problem.error(code, rule.field, row=str(number), column=rule.name)


def _entries(
    received: Received, content: PackageContent, rules: Sequence[ColumnRule]
) -> Iterator[Problem]:
    """No entry of a book comes twice, and a package is of one book where the receiver says so."""
    places = _places(rules)
    keys = content.document_type.identity_fields
    if keys and all(key in places for key in keys):
        first: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(received.rows, start=1):
            entry = tuple(row[places[key]].casefold() for key in keys)
            other = first.setdefault(entry, number)
            if other != number and all(entry):
                yield Problem.error("rehearsal-entry-twice", row=str(number), other=str(other))
    one_of = content.profile.receiver.one_of if content.profile.receiver else None
    if one_of is not None and one_of in places:
        books = {row[places[one_of]] for row in received.rows}
        if len(books) > 1:
            yield Problem.warning(
                "rehearsal-several-books", one_of, count=str(len(books)), column=one_of
            )


def _documents(
    received: Received, content: PackageContent, rules: Sequence[ColumnRule]
) -> Iterator[Problem]:
    """Every row has the document that the rule of names gives it, and every document a row: by the
    cells of the row alone, as whoever receives both would find it."""
    there = Counter(PurePosixPath(file.name).name.casefold() for file in received.documents)
    for name, count in there.items():
        if count > 1:
            yield Problem.error("package-name-twice", name=shown_name(name))
    wanted: set[str] = set()
    some = replace(content, cases=content.cases[:1])
    for number, row in enumerate(received.rows, start=1):
        told = _name_by_row(some, rules, row)
        if told is None:
            continue
        wanted.add(told.casefold())
        if told.casefold() not in there:
            yield Problem.error("row-without-document", row=str(number), name=shown_name(told))
    for name in sorted(there.keys() - wanted):
        yield Problem.error("document-without-row", name=shown_name(name))


def _name_by_row(
    content: PackageContent, rules: Sequence[ColumnRule], row: tuple[str, ...]
) -> str | None:
    """None where the cells do not tell all parts of the name."""
    values = {
        rule.field: FieldValue(rule.field, text, rule.canonical(text))
        for rule, text in zip(rules, row, strict=False)
        if rule.field is not None and rule.is_plain
    }
    record = Record(content.document_type.key, content.document_type.version, values)
    told = replace(content.cases[0], record=record)
    try:
        return file_names(replace(content, cases=(told,)))[0]
    except NotAllowed:
        return None


def _sizes(received: Received, content: PackageContent) -> Iterator[Problem]:
    if received.larger:
        yield Problem.warning("rehearsal-pages-large", count=str(received.larger))
    limits = content.profile.receiver
    if limits is None:
        return
    for file in received.files:
        name, most = shown_name(file.name), limits.largest_file_kb
        if most and file.size > most * _THOUSAND:
            yield Problem.error(
                "rehearsal-file-large", name=name, size=_kb(file.size), limit=str(most)
            )
        longest = limits.longest_name
        if longest and len(PurePosixPath(file.name).name) > longest:
            yield Problem.error("rehearsal-name-long", name=name, limit=str(longest))
    most = limits.largest_package_kb
    if most and received.size > most * _THOUSAND:
        yield Problem.error("rehearsal-package-large", size=_kb(received.size), limit=str(most))


def _kb(size: int) -> str:
    return str(-(-size // _THOUSAND))


def _places(rules: Sequence[ColumnRule]) -> dict[str, int]:
    """Where the canonical value of a field stands."""
    return {rule.field: place for place, rule in enumerate(rules) if rule.field and rule.is_plain}


def _row_of(problem: Problem, rows: Mapping[str, int]) -> int | None:
    """The row that a problem is about: told as such, or by the name of its document, of which
    ``rows`` says where it stands."""
    told = dict(problem.params)
    name = told.get("name", "")
    if told.get("row", "").isdecimal() and name != BACKLOG_SHEET:
        return int(told["row"])
    return rows.get(_name(name))


def _name(file: str) -> str:
    return PurePosixPath(file).name
