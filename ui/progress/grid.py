"""Short tables of figures that are only read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ui.theme import px

_HIGH_PX, _ROW_PX = 130, 28
_LOOKED_AT = 40
"""Rows by which columns find their width."""
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Grid(QTableWidget):
    """The column ``wide`` takes the room that is left; those in ``numbers`` are set to the right.
    Tab leaves the table."""

    def __init__(
        self,
        name: str,
        header: Sequence[str],
        numbers: frozenset[int],
        wide: int = 0,
        row_px: int = _ROW_PX,
    ) -> None:
        super().__init__(0, len(header))
        self._numbers = numbers
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(header))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(row_px))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setResizeContentsPrecision(_LOOKED_AT)
        head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        for column in numbers:
            item = self.horizontalHeaderItem(column)
            if item is not None:
                item.setTextAlignment(_NUMBER)

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(_HIGH_PX))

    def show_rows(self, rows: Sequence[Sequence[str]], tips: Sequence[str] = ()) -> None:
        """``tips`` say more of each row."""
        self.setRowCount(0)
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(tips[number] if tips else text)
                if column in self._numbers:
                    item.setTextAlignment(_NUMBER)
                self.setItem(number, column, item)
