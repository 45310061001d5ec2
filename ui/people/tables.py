"""Tables whose rows are as high as their words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QRect, Qt
from PySide6.QtWidgets import QHeaderView

from ui.theme import px
from ui.widgets.tables import ROW_PX, Table

_PADDING_PX = 8
"""Left and right, as theme.qss has it for all tables."""
_SLACK_PX = 6
_ABOVE_AND_BELOW_PX = 16
_TALL_PX = 2000


class WrappedTable(Table):
    """For few rows: each is laid out when it is shown. One row is chosen at a time."""

    def __init__(
        self, model: QAbstractItemModel, widths: Sequence[int], stretch: Sequence[int]
    ) -> None:
        super().__init__(model, widths, stretch)
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().sectionResized.connect(
            lambda _section, _old, _new: self.resizeRowsToContents()
        )

    def sizeHintForRow(self, row: int) -> int:
        """The style leaves its padding out of account when it breaks lines."""
        model, needed = self.model(), 0
        for column in range(model.columnCount()):
            index = model.index(row, column)
            width = self.columnWidth(column) - 2 * _PADDING_PX - _SLACK_PX
            if index.data(Qt.ItemDataRole.DecorationRole) is not None:
                width -= self.iconSize().width() + _SLACK_PX
            room = QRect(0, 0, max(width, 1), _TALL_PX)
            flags = Qt.TextFlag.TextWordWrap
            words = str(index.data() or "")
            needed = max(needed, self.fontMetrics().boundingRect(room, flags, words).height())
        return max(px(ROW_PX), needed + _ABOVE_AND_BELOW_PX)
