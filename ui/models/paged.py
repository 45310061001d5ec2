"""Tables of rows with one description of each column; lists that come page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.wording import Sign

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ID_ROLE = int(Qt.ItemDataRole.UserRole)
SIGN_ROLE = ID_ROLE + 1

PAGE_ROWS = 200
NOT_THERE_YET = "…"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """``sign`` gives the shape shown before the text, ``tip`` a longer text, ``key`` what the list
    is sorted by when this column is chosen (None: it cannot be)."""

    header: str
    text: Callable[[Row], str]
    sign: Callable[[Row], Sign | None] | None = None
    tip: Callable[[Row], str] | None = None
    is_number: bool = False
    key: Any = None


class RowTableModel(QAbstractTableModel, Generic[Row]):
    """Subclasses say how many rows there are, which are here, and which id a row has."""

    keeps_place = True
    """Whether views stay where they are when the model is reset."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self.sorted_by: tuple[int, bool] | None = None
        """The column that the rows are sorted by, and whether it descends."""

    def row_at(self, place: int) -> Row | None:
        """The row at this place; None while it is not here."""
        raise NotImplementedError

    def row_of(self, row_id: int) -> int | None:
        """Where an id stands among the rows that are here."""
        raise NotImplementedError

    def id_of(self, row: Row) -> int:
        raise NotImplementedError

    def ids_between(self, first: int, last: int) -> Sequence[int]:
        """The ids of the rows at these places."""
        rows = (self.row_at(place) for place in range(first, last + 1))
        return [self.id_of(row) for row in rows if row is not None]

    def sortable(self) -> Sequence[int]:
        """The columns that the list can be sorted by."""
        return [place for place, column in enumerate(self._columns) if column.key is not None]

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        row, column = self.row_at(index.row()), self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if row is None:
            return NOT_THERE_YET if role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return (column.tip or column.text)(row)
            case Qt.ItemDataRole.DecorationRole:
                sign = column.sign(row) if column.sign else None
                return sign.qicon(18) if sign else None
        return self._own_data(row, column, role)

    def _own_data(self, row: Row, column: Column[Row], role: int) -> Any:
        if role == ID_ROLE:
            return self.id_of(row)
        if role == SIGN_ROLE:
            return column.sign(row) if column.sign else None
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].header
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[section])
        return None


class PagedTableModel(RowTableModel[Row]):
    """Fetches its rows page by page, as far as somebody scrolls. Subclasses say how."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: list[Row] = []
        self._is_complete = False

    def fetch(self, loaded: Sequence[Row], limit: int) -> Sequence[Row]:
        """The next rows after those that are loaded; fewer than ``limit`` means the end."""
        raise NotImplementedError

    @property
    def rows(self) -> Sequence[Row]:
        """The rows fetched so far."""
        return self._rows

    def row_at(self, place: int) -> Row | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def row_of(self, row_id: int) -> int | None:
        """Where an id stands among the fetched rows."""
        found = (i for i, row in enumerate(self._rows) if self.id_of(row) == row_id)
        return next(found, None)

    def reload(self) -> None:
        """Begin anew with the first page; where that cannot be had, all stays as it was."""
        first = list(self.fetch((), PAGE_ROWS))
        self.beginResetModel()
        self._rows = first
        self._is_complete = len(first) < PAGE_ROWS
        self.endResetModel()

    def refresh(self) -> None:
        """Fetch the loaded rows again, and keep the views' places when only texts changed."""
        limit = max(PAGE_ROWS, len(self._rows))
        fresh = list(self.fetch((), limit))
        self._renew(fresh)
        self._is_complete = len(fresh) < limit

    def _renew(self, fresh: list[Row]) -> None:
        old_ids = [self.id_of(row) for row in self._rows]
        new_ids = [self.id_of(row) for row in fresh]
        if new_ids[: len(old_ids)] != old_ids:
            self.beginResetModel()
            self._rows = fresh
            self.endResetModel()
        else:
            self._take_same(fresh, len(old_ids))

    def _take_same(self, fresh: list[Row], known: int) -> None:
        self._rows = fresh[:known]
        if known:
            corner = self.index(known - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), corner)
        if len(fresh) > known:
            self.beginInsertRows(QModelIndex(), known, len(fresh) - 1)
            self._rows = fresh
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._is_complete

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or self._is_complete:
            return
        more = list(self.fetch(self._rows, PAGE_ROWS))
        self._is_complete = len(more) < PAGE_ROWS
        if more:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._rows.extend(more)
            self.endInsertRows()


def _alignment(column: Column[Any]) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
