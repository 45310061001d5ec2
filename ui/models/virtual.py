"""Lists of a million rows: all rows are there for the views, and a worker brings those in sight."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from digitizer.domain.errors import DigitizerError
from ui.asking import ask_briefly
from ui.models.paged import PAGE_ROWS, Column, Index, RowTableModel
from ui.session import Session

Row = TypeVar("Row")

MOST_PAGES = 50
"""Pages kept; those longest out of sight go first."""
_MOST_WISHES = 4
_NEAR_AN_EDGE = 50


class ListState(Enum):
    """What a list is doing: waiting for its first rows, showing them, or without an answer."""

    LOADING = auto()
    READY = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Query(Generic[Row]):
    """How the list's rows are asked for (limit, offset) and counted; both run in workers."""

    fetch: Callable[[int, int], Sequence[Row]]
    count: Callable[[], int]


class VirtualTableModel(RowTableModel[Row]):
    """``changed``: the state, the rows or the total are others than before.

    A new question keeps the old rows in sight until its own are there. The window's thread waits
    :attr:`patience` seconds for them, so that a quick answer shows without a flicker; answers to
    older questions are dropped.
    """

    changed = Signal()
    patience = 0.1
    patience_refreshing = 0.0

    def __init__(
        self, session: Session, columns: Sequence[Column[Row]], parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._session = session
        self._turn = 0
        self._query: Query[Row] | None = None
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._count = 0
        self._is_counted = False
        self._recent: deque[int] = deque((0,), maxlen=2)
        self._wishes: list[int] = []
        self._missing: set[int] = set()
        self._is_fetching = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fetch_wish)
        self.state = ListState.LOADING
        self.error: DigitizerError | None = None

    def query(self) -> Query[Row]:
        """The question as it stands now."""
        raise NotImplementedError

    @property
    def total(self) -> int | None:
        """How many rows there are in all; None while they are being counted."""
        return self._count if self._is_counted else None

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that are kept, in the order of the list."""
        return [row for page in sorted(self._pages) for row in self._pages[page]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    def row_at(self, place: int) -> Row | None:
        """The row at this place; one that is not here is sent for. None for a place before the
        first, such as that of no index."""
        if place < 0:
            return None
        page, offset = divmod(place, PAGE_ROWS)
        rows = self._pages.get(page)
        if rows is None:
            self._wish(page)
            return None
        if page != self._recent[-1]:
            self._recent.append(page)
            self._pages.move_to_end(page)
        if offset < _NEAR_AN_EDGE or offset >= PAGE_ROWS - _NEAR_AN_EDGE:
            self._wish_beside(page, -1 if offset < _NEAR_AN_EDGE else 1)
        return rows[offset] if offset < len(rows) else None

    def row_of(self, row_id: int) -> int | None:
        """Where an id stands among the rows that are kept."""
        for page, rows in self._pages.items():
            for offset, row in enumerate(rows):
                if self.id_of(row) == row_id:
                    return page * PAGE_ROWS + offset
        return None

    def reload(self) -> None:
        """Begin anew at the top with the present question."""
        self._turn += 1
        turn, query = self._turn, self.query()
        self.state = ListState.LOADING
        self._is_counted = False
        self._wishes.clear()
        self.changed.emit()
        ask_briefly(
            self._session.bridge,
            lambda: query.fetch(PAGE_ROWS, 0),
            lambda rows: self._begin(turn, query, rows),
            lambda error: self._fail(turn, error),
            self.patience,
        )

    def refresh(self) -> None:
        """Fetch what is in sight again, and keep the views' places when only texts changed."""
        if self._query is None:
            self.reload()
            return
        self._turn += 1
        turn, query, recent = self._turn, self.query(), sorted({0, *self._recent})

        def work() -> tuple[int, Mapping[int, Sequence[Row]]]:
            count = query.count()
            there = [page for page in recent if page * PAGE_ROWS < count]
            return count, {page: query.fetch(PAGE_ROWS, page * PAGE_ROWS) for page in there}

        ask_briefly(
            self._session.bridge,
            work,
            lambda found: self._renew(turn, query, *found),
            lambda error: self._fail(turn, error),
            self.patience_refreshing,
        )

    def _begin(self, turn: int, query: Query[Row], rows: Sequence[Row]) -> None:
        if turn != self._turn:
            return
        self._replace(query, len(rows), {0: rows} if rows else {}, keeps_place=False)
        self._is_counted = len(rows) < PAGE_ROWS
        self.state = ListState.READY
        self.changed.emit()
        if not self._is_counted:
            ask_briefly(
                self._session.bridge,
                query.count,
                lambda count: self._take_count(turn, count),
                lambda error: self._fail(turn, error),
                self.patience,
            )

    def _take_count(self, turn: int, count: int) -> None:
        if turn != self._turn:
            return
        self._is_counted = True
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        self.changed.emit()

    def _renew(
        self, turn: int, query: Query[Row], count: int, pages: Mapping[int, Sequence[Row]]
    ) -> None:
        if turn != self._turn:
            return
        is_same = count == self._count and all(
            self._ids(rows) == self._ids(self._pages.get(page, ())) for page, rows in pages.items()
        )
        if is_same:
            self._query = query
            self._pages = OrderedDict(pages)
            self._missing.clear()
            if count:
                self.dataChanged.emit(self.index(0, 0), self.index(count - 1, self._last_column()))
        else:
            self._replace(query, count, pages, keeps_place=True)
        self._is_counted = True
        self.state = ListState.READY
        self.changed.emit()

    def _replace(
        self,
        query: Query[Row],
        count: int,
        pages: Mapping[int, Sequence[Row]],
        *,
        keeps_place: bool,
    ) -> None:
        self.keeps_place = keeps_place
        self.beginResetModel()
        self._query = query
        self._count = count
        self._pages = OrderedDict(pages)
        self._wishes.clear()
        self._missing.clear()
        self._recent = deque(sorted(pages)[-2:] or (0,), maxlen=2)
        self.endResetModel()

    def _fail(self, turn: int, error: DigitizerError) -> None:
        if turn == self._turn:
            self.state, self.error = ListState.FAILED, error
            self._session.on_error(error)
            self.changed.emit()

    def _ids(self, rows: Sequence[Row]) -> list[int]:
        return [self.id_of(row) for row in rows]

    def _last_column(self) -> int:
        return self.columnCount() - 1

    def _wish_beside(self, page: int, step: int) -> None:
        """The next page is there before somebody scrolls to it."""
        other = page + step
        is_there = other in self._pages or other in self._wishes
        if not is_there and 0 <= other * PAGE_ROWS < self._count and other >= 0:
            self._wishes.insert(0, other)
            del self._wishes[:-_MOST_WISHES]
            self._soon.start()

    def _wish(self, page: int) -> None:
        """What was asked for last is in sight now and comes first."""
        if page in self._missing:
            return
        if page in self._wishes:
            self._wishes.remove(page)
        self._wishes.append(page)
        del self._wishes[:-_MOST_WISHES]
        self._soon.start()

    def _fetch_wish(self) -> None:
        query, bridge = self._query, self._session.bridge
        if self._is_fetching or query is None or not self._wishes or bridge.is_closed:
            return
        page = self._wishes.pop()
        if page in self._pages:
            self._soon.start()
            return
        self._is_fetching = True
        bridge.run(
            lambda: query.fetch(PAGE_ROWS, page * PAGE_ROWS),
            lambda rows: self._take_page(query, page, rows),
            lambda error: self._miss_page(query, page, error),
        )

    def _take_page(self, query: Query[Row], page: int, rows: Sequence[Row]) -> None:
        self._is_fetching = False
        if query is self._query:
            self._pages[page] = rows
            while len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
            last = min(page * PAGE_ROWS + PAGE_ROWS, self._count) - 1
            corner = self.index(last, self._last_column())
            self.dataChanged.emit(self.index(page * PAGE_ROWS, 0), corner)
        self._soon.start()

    def _miss_page(self, query: Query[Row], page: int, error: DigitizerError) -> None:
        """A page that cannot be read is not asked for again and again."""
        self._is_fetching = False
        if query is self._query:
            self._missing.add(page)
            self._session.on_error(error)
        self._soon.start()
