"""What a plug-in that writes files of a package must be.

A distribution offers exporters as entry points of the group ``digitizer.exporters``; each is a
callable without arguments, such as a class, that gives an ``Exporter``, and is named as that one.
The built-in exporters are offered the same way. An export profile names those of its packages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from exports.manifest import Manifest
from exports.rows import Table
from exports.source import Source

GROUP = "digitizer.exporters"
TABLE_CODES: Mapping[str, frozenset[str]] = {
    "table-unreadable": frozenset({"name"}),
    "header-differs": frozenset({"name"}),
    "row-count-differs": frozenset({"name", "expected"}),
    "row-not-of-manifest": frozenset({"name", "row"}),
    "rows-differ": frozenset({"name", "row", "column"}),
    "formula-in-table": frozenset({"name", "row", "column"}),
}
"""The problems of ``exports.tables_check`` by their codes, with the names of their parameters."""


class Exporter(Protocol):
    """Writes some files of a package, and compares them again wherever it is verified.

    ``name`` is lower-case letters, digits and hyphens and never changes. ``version`` is numbers
    between dots (``1.2``): as long as the first stays the same, ``check`` knows the files of every
    earlier version.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def write(self, content: PackageContent, table: Table, folder: Path) -> None:
        """Write at least one new file below ``folder``, the root of the payload, which exists and
        may hold files of other exporters: leave those alone. ``table`` has a row for each case of
        ``content``, in its order, with the texts that every format writes. Cases and rows are
        brought one by one when they are asked for, and a package may have very many: go through
        them in order and keep none.

        Raises NotAllowed or BadSchema when the content cannot be written (of an added exporter the
        code and the parameter ``case`` are told), OSError for the disk; anything else counts as a
        fault of the exporter. The export then stops and leaves nothing.
        """
        ...

    def check(self, source: Source, manifest: Manifest) -> Iterator[Problem]:
        """Read the files that ``write`` made again and compare them with the manifest value by
        value: ``exports.rows.row_sha256`` of a row's texts must be that of its case.

        ``source`` holds the payload; its names and those in the manifest are relative to the root
        of the payload. The package may come from anybody and be damaged or meant to do harm:
        whatever is in it is told as a problem, and nothing is raised; read files as
        ``source.stream`` gives them, since they may be huge. Problems name file, row and
        column, never a value. A file that is not there needs no problem: the hashes tell it. An
        added exporter uses the codes of ``TABLE_CODES`` with their parameters; of another one the
        code alone is told, since only this program's catalogs have sentences.
        """
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """The document of a case: how many pages it has, and how many of them take more bytes than
    the profile wants."""

    pages: int
    larger_pages: int


@runtime_checkable
class DocumentExporter(Protocol):
    """An exporter that writes the one document of each case; each profile names one such."""

    def write_documents(
        self, content: PackageContent, table: Table, folder: Path
    ) -> tuple[Document, ...]:
        """As ``write``, which it is called instead of: the file ``documents/<file_name>`` of every
        row of the table. Gives what was written in the order of the rows."""
        ...
