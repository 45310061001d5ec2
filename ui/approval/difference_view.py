"""Three columns: the paper, the machine, the clerk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.approval.differences import Difference
from ui.desk.offer import marked
from ui.models.paged import ID_ROLE, Index
from ui.session import Session
from ui.theme import theme
from ui.widgets.tables import Table

ROW_PX = 52
SNIPPET_COLUMN = 1
MACHINE_COLUMN = 2
CLERK_COLUMN = 3
_COLUMNS = ("ui-column-field", "ui-column-paper", "ui-column-machine", "ui-column-clerk")
_SHARES = (0.19, 0.37, 0.22)
_PAD = 5
_CELL_PADDING = 8
"""Left and right, as theme.qss has it for all tables."""
MACHINE_ROLE = ID_ROLE + 2
"""What the machine read, empty where it read nothing; the cell shows words for that."""


class DifferenceModel(QAbstractTableModel):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[Difference] = []

    @property
    def rows(self) -> Sequence[Difference]:
        return self._rows

    def clear(self) -> None:
        self.beginResetModel()
        self._rows = []
        self.endResetModel()

    def add(self, more: Sequence[Difference]) -> None:
        if more:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._rows.extend(more)
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(_COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._session.text(_COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.DecorationRole if index.column() == SNIPPET_COLUMN:
                return row.snippet
        if role == MACHINE_ROLE:
            return row.machine
        return row.case_id if role == ID_ROLE else None

    def _text(self, row: Difference, column: int) -> str:
        text = self._session.text
        match column:
            case 0:
                name = self._session.label(row.field.label)
                return f"{row.case_title or text('ui-no-title', number=row.case_id)}\n{name}"
            case 1:
                return "" if row.snippet else text("ui-no-snippet")
            case 2:
                return row.machine or text("ui-machine-empty")
            case _:
                if row.clerk or row.empty_reason is None:
                    return row.clerk
                return text(f"ui-empty-{row.empty_reason.value}")


class WrappedDelegate(QStyledItemDelegate):
    """Reckons the height of a text with the width that is left inside the cell's padding."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(0, 0, -2 * _CELL_PADDING, 0)
        return super().sizeHint(inner, index)


class SnippetDelegate(QStyledItemDelegate):
    """Draws the paper, as high as the row allows."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        image = index.data(Qt.ItemDataRole.DecorationRole)
        if image is None:
            super().paint(painter, option, index)
            return
        area: QRect = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        painter.save()
        painter.fillRect(area, QColor("#ffffff"))
        ratio = painter.device().devicePixelRatio()
        fitted = image.scaled(
            area.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        top = area.y() + (area.height() - fitted.deviceIndependentSize().height()) / 2
        painter.drawImage(area.x(), round(top), fitted)
        painter.setPen(QColor(theme.colors.line))
        painter.drawRect(area)
        painter.restore()


class MarkedDelegate(QStyledItemDelegate):
    """Marks in the clerk's value what the machine had otherwise."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        sized = QStyleOptionViewItem(option)
        self.initStyleOption(sized, index)
        height = self._document(sized, index).size().height()
        return QSize(sized.rect.width(), max(ROW_PX, round(height)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painted = QStyleOptionViewItem(option)
        self.initStyleOption(painted, index)
        document = self._document(painted, index)
        painted.text = ""
        style = painted.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, painted, painter, painted.widget)
        area = painted.rect.adjusted(2 * _PAD, 0, -_PAD, 0)
        painter.save()
        painter.setClipRect(painted.rect)
        top = area.y() + max((area.height() - document.size().height()) / 2, 0.0)
        painter.translate(area.x(), top)
        document.drawContents(painter)
        painter.restore()

    def _document(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QTextDocument:
        """The marked value, broken to the width of its cell."""
        machine = index.sibling(index.row(), MACHINE_COLUMN).data(MACHINE_ROLE)
        document = QTextDocument()
        document.setDefaultFont(option.font)
        document.setDefaultStyleSheet(f"p {{ color: {theme.colors.text}; }}")
        document.setHtml(f"<p>{marked(option.text, machine)}</p>")
        document.setTextWidth(option.rect.width() - 3 * _PAD)
        return document


class DifferenceTable(Table):
    """The paper gets the largest share of the width; a row is as high as its longest text, so that
    the supervisor sees every word."""

    def __init__(self, model: DifferenceModel) -> None:
        super().__init__(model, (), stretch=(len(_COLUMNS) - 1,))
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setMinimumSectionSize(ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setWordWrap(True)
        self.setItemDelegate(WrappedDelegate(self))
        self.setItemDelegateForColumn(SNIPPET_COLUMN, SnippetDelegate(self))
        self.setItemDelegateForColumn(CLERK_COLUMN, MarkedDelegate(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, int(share * self.viewport().width()))
