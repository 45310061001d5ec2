"""Tables as all pages have them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.models.paged import ID_ROLE

ROW_PX = 34


class Table(QTableView):
    """Whole rows are selected; Tab leaves the table; the selection outlives a model reset.

    The columns in ``stretch`` share in equal parts the room that the others leave."""

    def __init__(
        self, model: QAbstractItemModel, widths: Sequence[int], stretch: Sequence[int]
    ) -> None:
        super().__init__()
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(18, 18))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(60)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for column in stretch:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._kept: list[int] = []
        self._current: int | None = None
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)

    def selected_ids(self) -> list[int]:
        rows = self.selectionModel().selectedRows()
        return [int(index.data(ID_ROLE)) for index in rows]

    def current_id(self) -> int | None:
        index = self.currentIndex()
        return int(index.data(ID_ROLE)) if index.isValid() else None

    def select_id(self, row_id: int | None) -> None:
        """Make the row with this id current, or the first when there is none."""
        model = self.model()
        for row in range(model.rowCount()):
            if model.index(row, 0).data(ID_ROLE) == row_id:
                self.selectRow(row)
                return
        if model.rowCount():
            self.selectRow(0)

    def ensure_selection(self) -> None:
        """Select the first row where none is."""
        if self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _keep(self) -> None:
        self._kept = self.selected_ids()
        self._current = self.current_id()

    def _restore(self) -> None:
        model, chosen = self.model(), self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            row_id = index.data(ID_ROLE)
            if row_id == self._current:
                chosen.setCurrentIndex(index, flags.NoUpdate)
            if row_id in self._kept:
                chosen.select(index, flags.Select | flags.Rows)
