"""The lists of the passes: groups of what many cases say alike, and the fields of a batch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject

from digitizer.workflow import column as work
from ui.models.paged import Column, Index, RowTableModel
from ui.passes.groups import Group, GroupKey
from ui.session import Session


class GroupModel(RowTableModel[Group]):
    """``left`` of a group is told with the rows; ``name`` tells the passes apart."""

    def __init__(self, session: Session, name: str, parent: QObject | None = None) -> None:
        text = session.text
        columns: list[Column[Group]] = [
            Column(text("passes-column-field"), lambda row: row.about),
            Column(text(f"passes-column-value-{name}"), lambda row: row.text),
            Column(
                text("passes-column-left"),
                lambda row: str(self._left[row.key]),
                is_number=True,
            ),
        ]
        super().__init__(columns, parent)
        self._rows: Sequence[Group] = ()
        self._left: dict[GroupKey, int] = {}
        self._numbers: dict[GroupKey, int] = {}

    @property
    def rows(self) -> Sequence[Group]:
        return self._rows

    def show(self, rows: Sequence[Group], left: Sequence[int]) -> None:
        is_same = [row.key for row in rows] == [row.key for row in self._rows]
        if not is_same:
            self.beginResetModel()
        self._rows = tuple(rows)
        self._left = {row.key: count for row, count in zip(rows, left, strict=True)}
        for row in rows:
            self._numbers.setdefault(row.key, len(self._numbers) + 1)
        if not is_same:
            self.endResetModel()
        elif rows:
            last = self.index(len(rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_at(self, place: int) -> Group | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def id_of(self, row: Group) -> int:
        return self._numbers[row.key]

    def row_of(self, row_id: int) -> int | None:
        return next((i for i, row in enumerate(self._rows) if self.id_of(row) == row_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)


class ColumnModel(RowTableModel[work.Column]):
    """The fields of a batch in their order; the document type is shown where there are several."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        text = session.text
        columns: list[Column[work.Column]] = [
            Column(text("passes-column-field"), lambda row: session.label(row.spec.label)),
            Column(text("passes-column-type"), lambda row: session.type_label(row.document_type)),
            Column(text("passes-column-waiting"), lambda row: str(row.waiting), is_number=True),
            Column(
                text("passes-column-unconfirmed"), lambda row: str(row.unconfirmed), is_number=True
            ),
            Column(text("passes-column-passed"), lambda row: _count(row.passed), is_number=True),
        ]
        super().__init__(columns, parent)
        self._rows: Sequence[work.Column] = ()
        self._numbers: dict[tuple[str, str], int] = {}

    @property
    def rows(self) -> Sequence[work.Column]:
        return self._rows

    def show(self, rows: Sequence[work.Column]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        for row in rows:
            self._numbers.setdefault(_name(row), len(self._numbers) + 1)
        self.endResetModel()

    def row_at(self, place: int) -> work.Column | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def id_of(self, row: work.Column) -> int:
        return self._numbers[_name(row)]

    def row_of(self, row_id: int) -> int | None:
        return next((i for i, row in enumerate(self._rows) if self.id_of(row) == row_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)


def _name(row: work.Column) -> tuple[str, str]:
    return row.document_type, row.spec.key


def _count(number: int) -> str:
    return str(number) if number else ""
