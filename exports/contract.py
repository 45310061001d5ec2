"""What an exporter promises, held against any of them.

For whoever writes one: in its own tests, or with ``digitizer exporters --check NAME``. It needs no
test program, makes its own cases and looks at nothing but the exporter.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path

from digitizer.domain.errors import DigitizerError
from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem, Severity
from exports.backlog import backlog_entries
from exports.bag import FileHash
from exports.contract_sample import sample_content, with_another_value
from exports.exporter import DocumentExporter, Exporter
from exports.file_names import file_names
from exports.manifest import ExporterEntry, Manifest, build_manifest
from exports.registry import is_well_named
from exports.rows import Row, Table, build_table
from exports.source import folder_source
from exports.watching import Watch

_SHORTEST_TOLD = 5
"""Shorter values may stand in a sentence by chance."""
_DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda data: b"",
    "halved": lambda data: data[: len(data) // 2],
    "garbled": lambda data: b"\x00\xff<" + data[::-1],
}


class _Refused(Exception):
    """The exporter did not write; the problem tells why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


def broken_promises(
    exporter: Exporter,
    place: Path,
    content: PackageContent | None = None,
    holds: Collection[str] | None = None,
) -> Iterator[Problem]:
    """Every promise of ``exports.exporter.Exporter`` that this one breaks, each as a problem; none
    for a good one. Some hundred files are written below ``place``, an empty folder.

    ``content`` are cases to try it with instead of the invented ones. ``holds`` are the keys of the
    fields whose values its files hold, so that a changed one must be noticed: by default all that
    have a column, and with them that rows are missing or changed places; none for an exporter that
    only describes or shows. Keys of fields without a column are told and nothing is tried.
    """
    if not is_well_named(exporter.name, exporter.version):
        yield Problem.error("contract-misnamed", exporter=exporter.name)
        return
    trial = _Trial(exporter, place, content or sample_content(place))
    unknown = tuple(trial.check_keys(holds or ()))
    if unknown:
        yield from unknown
        return
    try:
        sound = trial.write("sound", trial.content, trial.table)
        yield from trial.check_sound(sound)
        yield from trial.check_damage(sound)
        yield from trial.check_values(holds)
        if holds is None and len(trial.table.rows) > 1:
            yield from trial.check_rows()
    except _Refused as refused:
        yield refused.problem


class _Trial:
    """One exporter, the content that it is tried with, and the manifest of that."""

    def __init__(self, exporter: Exporter, place: Path, content: PackageContent) -> None:
        self.exporter, self.place, self.content = exporter, place, content
        self.table = build_table(content, file_names(content))
        self.manifest = self._manifest(())

    def write(self, name: str, content: PackageContent, table: Table) -> Path:
        """The payload that the exporter makes. Raises _Refused."""
        folder = self.place / name / "data"
        folder.mkdir(parents=True)
        for other in (folder / "other.txt", folder.parent / "bagit.txt"):
            other.write_bytes(b"not of this exporter")
        watch = Watch.over(folder)
        try:
            if isinstance(self.exporter, DocumentExporter):
                self.exporter.write_documents(content, table, folder)
            else:
                self.exporter.write(content, table, folder)
            files = watch.new_files(self.exporter.name)
        except DigitizerError as error:
            raise self._refused(error.code) from error
        except (Exception, SystemExit) as error:
            raise self._refused(type(error).__name__) from error
        if name == "sound":
            self.manifest = self._manifest(files)
        (folder / "other.txt").unlink()
        return folder

    def check_keys(self, holds: Collection[str]) -> Iterator[Problem]:
        """A key that is no field's would be held by no trial, and so break no promise."""
        known = {column.field for column in self.content.profile.columns if column.field}
        for key in sorted(set(holds) - known):
            yield self._broken("contract-field-unknown", key=key, known=", ".join(sorted(known)))

    def check_sound(self, folder: Path) -> Iterator[Problem]:
        found = self._found(folder, "sound")
        if isinstance(found, Problem):
            yield found
        elif found:
            codes = ", ".join(sorted({each.code for each in found}))
            yield self._broken("contract-sound-refused", found=codes)

    def check_damage(self, sound: Path) -> Iterator[Problem]:
        """Each file spoiled in turn, which must be told, and gone, which must do no harm."""
        for number, name in enumerate(self.manifest.exporters[0].files):
            for how, spoil in _DAMAGES.items():
                folder = self._copied(sound, f"{how}-{number}")
                (folder / name).write_bytes(spoil((sound / name).read_bytes()))
                found = self._found(folder, how)
                if isinstance(found, Problem):
                    yield found
                elif not any(each.severity is Severity.ERROR for each in found):
                    yield self._broken("contract-damage-missed", name=name, how=how)
                elif self._told(found):
                    yield self._broken("contract-value-told", name=name)
            folder = self._copied(sound, f"gone-{number}")
            (folder / name).unlink()
            found = self._found(folder, "gone")
            if isinstance(found, Problem):
                yield found

    def check_values(self, holds: Collection[str] | None) -> Iterator[Problem]:
        """A package in which one value is another one, with the manifest of the first."""
        for spec in self.content.document_type.fields:
            changed = with_another_value(self.content, spec)
            table = build_table(changed, [row.file_name for row in self.table.rows])
            if table == self.table or (holds is not None and spec.key not in holds):
                continue
            yield from self._noticed(f"value-{spec.key}", spec.key, changed, table)

    def check_rows(self) -> Iterator[Problem]:
        """Rows that changed places, lack or came from nowhere, with the manifest of the first."""
        rows, cases = self.table.rows, self.content.cases
        orders = {
            "swapped": (1, 0, *range(2, len(rows))),
            "lacking": tuple(range(len(rows) - 1)),
            "more": (*range(len(rows)), 0),
        }
        for how, order in orders.items():
            table = replace(self.table, rows=tuple(rows[at] for at in order))
            content = replace(self.content, cases=tuple(cases[at] for at in order))
            yield from self._noticed(f"rows-{how}", how, content, table)

    def _noticed(
        self, name: str, what: str, content: PackageContent, table: Table
    ) -> Iterator[Problem]:
        found = self._found(self.write(name, content, table), what)
        if isinstance(found, Problem):
            yield found
        elif not any(each.severity is Severity.ERROR for each in found):
            yield self._broken("contract-change-missed", what=what)
        elif self._told(found):
            yield self._broken("contract-value-told", name=what)

    def _found(self, folder: Path, what: str) -> list[Problem] | Problem:
        """What the exporter tells of a payload, or the problem that it raised instead."""
        try:
            return list(self.exporter.check(folder_source(folder), self.manifest))
        except (Exception, SystemExit) as error:
            return self._broken("contract-check-raised", what=what, reason=type(error).__name__)

    def _told(self, found: list[Problem]) -> bool:
        """Whether a problem tells a value of a record, but for those that name its document."""
        texts = [self._unnamed(text) for each in found for _, text in each.params]
        values = {
            cell for row in self.table.rows for cell in _private(row) if len(cell) >= _SHORTEST_TOLD
        }
        return any(value in text for value in values for text in texts)

    def _unnamed(self, text: str) -> str:
        for row in self.table.rows:
            text = text.replace(row.file_name, "")
        return text

    def _copied(self, sound: Path, name: str) -> Path:
        return Path(shutil.copytree(sound, self.place / name / "data"))

    def _manifest(self, files: tuple[str, ...]) -> Manifest:
        pages = [len(case.pages) for case in self.content.cases]
        exporter = self.exporter
        entry = ExporterEntry(name=exporter.name, version=exporter.version, files=files)
        listed = dict.fromkeys(files, FileHash(0, (bytes(32), bytes(64))))
        return build_manifest(
            self.content,
            self.table,
            pages,
            listed,
            backlog_entries(self.content),
            exporters=[entry],
        )

    def _refused(self, reason: str) -> _Refused:
        return _Refused(self._broken("contract-not-written", reason=reason))

    def _broken(self, code: str, **params: str) -> Problem:
        return Problem.error(code, exporter=self.exporter.name, **params)


def _private(row: Row) -> Iterator[str]:
    """The cells that speak of a person; the name of a row's file may be told."""
    return (text for text in row.texts if text != row.file_name)
