"""Tables as all pages have them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QItemSelectionRange,
    QPoint,
    QSize,
    Qt,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from ui.models.paged import ID_ROLE, RowTableModel
from ui.session import Session
from ui.theme import px

ROW_PX = 34
_MOST_KEPT = 500
"""Rows of one stretch of the selection that are carried over when the rows are others."""

MenuEntry = tuple[str, Callable[[], None], Callable[[], bool]]
"""The words, what is done, and whether it can be done now."""


class Table(QTableView):
    """Whole rows are selected; Tab leaves the table; the selection outlives a model reset.

    The columns in ``stretch`` share in equal parts the room that the others leave. A click on the
    head of a column that can be sorted by sorts, a second one turns the order, a third undoes it.
    """

    def __init__(
        self, model: QAbstractItemModel, widths: Sequence[int], stretch: Sequence[int]
    ) -> None:
        super().__init__()
        self._list = model if isinstance(model, RowTableModel) else None
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(px(18), px(18)))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(ROW_PX))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_up_header(widths, stretch)
        self._kept: list[int] = []
        self._current: int | None = None
        self._scrolled = 0
        self._session: Session | None = None
        self._entries: Sequence[MenuEntry] = ()
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)

    def _set_up_header(self, widths: Sequence[int], stretch: Sequence[int]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(px(60))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, px(width))
        for column in stretch:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        if self._sortable():
            header.setSectionsClickable(True)
            header.setSortIndicatorClearable(True)
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            header.setSortIndicatorShown(True)
            header.sortIndicatorChanged.connect(self._sort)

    def offer_menu(self, session: Session, entries: Sequence[MenuEntry]) -> None:
        """What the menu of the right button and of the menu key offers, beside sorting."""
        self._session, self._entries = session, entries

    def selected_count(self) -> int:
        return sum(span.height() for span in self._spans())

    def selected_ids(self) -> list[int]:
        """The ids of all selected rows, also of those that are far out of sight."""
        found: list[int] = []
        for span in self._spans():
            found.extend(self._ids_between(span.top(), span.bottom()))
        return found

    def current_id(self) -> int | None:
        index = self.currentIndex()
        found = index.data(ID_ROLE) if index.isValid() else None
        return None if found is None else int(found)

    def select_id(self, row_id: int | None) -> None:
        """Make the row with this id current, or the first when there is none."""
        place = None if row_id is None else self._place_of(row_id)
        if self.model().rowCount():
            self.selectRow(place or 0)

    def ensure_selection(self) -> None:
        """Select the first row where none is."""
        if self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(0)

    def sort_menu(self, session: Session) -> QMenu:
        """The columns to sort by; choosing the present one turns the order."""
        menu = QMenu(session.text("lists-sort-by"), self)
        chosen = self._sorted_by()
        for column in self._sortable():
            words = str(self.model().headerData(column, Qt.Orientation.Horizontal))
            action = menu.addAction(_with_direction(session, words, column, chosen))
            action.setCheckable(True)
            action.setChecked(chosen is not None and chosen[0] == column)
            action.triggered.connect(lambda _checked=False, it=column: self.sort_by(it))
        menu.addSeparator()
        plain = menu.addAction(session.text("lists-unsorted"))
        plain.setCheckable(True)
        plain.setChecked(chosen is None)
        plain.triggered.connect(lambda _checked=False: self.sort_by(-1))
        return menu

    def sort_by(self, column: int) -> None:
        """Sort by this column (-1: as the rows come), the other way round if it is so already."""
        descends = self._sorted_by() == (column, False)
        order = Qt.SortOrder.DescendingOrder if descends else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def is_sortable_by(self, column: int | None) -> bool:
        """Whether the list can stand in the order of this column (None or -1: as the rows come)."""
        return bool(self._sortable()) and (column in (None, -1) or column in self._sortable())

    def open_sort_menu(self, session: Session) -> None:
        menu = self.sort_menu(session)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(px(12), self.horizontalHeader().height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._session is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act, can_be_done in self._entries:
            action = menu.addAction(words)
            action.setEnabled(can_be_done())
            action.triggered.connect(lambda _checked=False, it=act: it())
        if self._sortable():
            menu.addSeparator()
            menu.addMenu(self.sort_menu(self._session))
        menu.popup(event.globalPos())

    def _spans(self) -> list[QItemSelectionRange]:
        chosen = self.selectionModel().selection()
        return [chosen.at(place) for place in range(chosen.count())]

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if column < 0 or column in self._sortable():
            self.model().sort(column, order)

    def _sortable(self) -> Sequence[int]:
        return self._list.sortable() if self._list is not None else ()

    def _sorted_by(self) -> tuple[int, bool] | None:
        return self._list.sorted_by if self._list is not None else None

    def _place_of(self, row_id: int) -> int | None:
        model = self.model()
        if self._list is not None:
            return self._list.row_of(row_id)
        found = (n for n in range(model.rowCount()) if model.index(n, 0).data(ID_ROLE) == row_id)
        return next(found, None)

    def _ids_between(self, first: int, last: int) -> Sequence[int]:
        if self._list is not None:
            return self._list.ids_between(first, last)
        return [int(self.model().index(row, 0).data(ID_ROLE)) for row in range(first, last + 1)]

    def _keep(self) -> None:
        self._kept = []
        for span in self._spans():
            for row in range(span.top(), min(span.bottom(), span.top() + _MOST_KEPT) + 1):
                row_id = self.model().index(row, 0).data(ID_ROLE)
                if row_id is not None:
                    self._kept.append(int(row_id))
        self._current = self.current_id()
        self._scrolled = self.verticalScrollBar().value()

    def _restore(self) -> None:
        chosen, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        for row_id in dict.fromkeys([*self._kept, self._current]):
            place = None if row_id is None else self._place_of(row_id)
            if place is None:
                continue
            index = self.model().index(place, 0)
            if row_id == self._current:
                chosen.setCurrentIndex(index, flags.NoUpdate)
            if row_id in self._kept:
                chosen.select(index, flags.Select | flags.Rows)
        stays = self._list is None or self._list.keeps_place
        self.updateGeometries()
        self.verticalScrollBar().setValue(self._scrolled if stays else 0)


def _with_direction(
    session: Session, words: str, column: int, chosen: tuple[int, bool] | None
) -> str:
    if chosen is None or chosen[0] != column:
        return words
    return f"{words} ({session.text('lists-descending' if chosen[1] else 'lists-ascending')})"
