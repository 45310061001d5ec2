"""What a receiver sees of a package, as tables: the findings, the register, the files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from digitizer.domain.one_by_one import Made
from digitizer.domain.rehearsal import ReceivedFile
from ui.models.held import HeldTableModel
from ui.models.paged import Column
from ui.session import Session
from ui.wording import SEVERITY_SIGNS

_KB, _MB = 1000, 1_000_000

Numbered = tuple[int, Any]
"""A row's place, from 1, which is its id, and what stands there."""


class ReceivedModel(HeldTableModel[Numbered]):
    """``show_things`` gives the rows, which have no other name than their place."""

    def id_of(self, row: Numbered) -> int:
        return row[0]

    def show_things(self, things: Sequence[Any]) -> None:
        """They stay as they are held: a received table is packed, and may have very many rows."""
        self.beginResetModel()
        self._rows = Made(len(things), lambda at: (at + 1, things[at]))
        self.endResetModel()

    def with_id(self, row_id: int | None) -> Numbered | None:
        return None if row_id is None else self.row_at(row_id - 1)

    def row_of(self, row_id: int) -> int | None:
        return row_id - 1 if 0 < row_id <= len(self._rows) else None


def finding_columns(session: Session) -> list[Column[Numbered]]:
    """Rows are :class:`digitizer.domain.rehearsal.Finding`."""
    text, messages = session.text, session.backend.messages
    return [
        Column(
            text("rehearsal-column-severity"),
            lambda row: text(f"rehearsal-severity-{row[1].problem.severity.value}"),
            lambda row: SEVERITY_SIGNS[row[1].problem.severity],
        ),
        Column(text("rehearsal-column-finding"), lambda row: messages.problem(row[1].problem)),
        Column(text("rehearsal-column-row"), lambda row: str(row[1].row or ""), is_number=True),
        Column(
            text("rehearsal-column-case"), lambda row: str(row[1].case_id or ""), is_number=True
        ),
    ]


def table_columns(names: Sequence[str]) -> list[Column[Numbered]]:
    """Rows are the cells of the workbook in the order of its columns."""
    return [Column(name, partial(_cell_at, place)) for place, name in enumerate(names)]


def file_columns(session: Session) -> list[Column[Numbered]]:
    """Rows are :class:`digitizer.domain.rehearsal.ReceivedFile`."""
    text = session.text
    return [
        Column(text("rehearsal-column-file"), lambda row: row[1].name),
        Column(
            text("rehearsal-column-size"),
            lambda row: size_text(session, row[1].size),
            is_number=True,
        ),
        Column(text("rehearsal-column-pages"), lambda row: str(row[1].pages or ""), is_number=True),
        Column(text("rehearsal-column-per-page"), lambda row: _per_page(row[1]), is_number=True),
    ]


def size_text(session: Session, size: int) -> str:
    """Bytes as an office reads them, in units of a thousand as the receiver's wishes are."""
    if size < _MB:
        return session.text("rehearsal-size-kb", size=str(-(-size // _KB)))
    whole, tenth = divmod(round(size * 10 / _MB), 10)
    mark = "," if session.backend.messages.language == "vi" else "."
    return session.text("rehearsal-size-mb", size=f"{whole}{mark}{tenth}")


def _cell_at(place: int, row: Numbered) -> str:
    cells: Sequence[str] = row[1]
    return cells[place].replace("\n", " ⏎ ") if place < len(cells) else ""


def _per_page(file: ReceivedFile) -> str:
    return str(round(file.size / file.pages / _KB)) if file.pages else ""
