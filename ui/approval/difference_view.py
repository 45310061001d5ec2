"""Three columns: the paper, the machine or the second key, the clerk; and why a row is here."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.approval.difference_model import (
    CLERK_COLUMN,
    MACHINE_COLUMN,
    MACHINE_ROLE,
    SNIPPET_COLUMN,
    DifferenceModel,
)
from ui.desk.offer import marked
from ui.theme import px, theme
from ui.widgets.tables import Table

ROW_PX = 52
_SHARES = (0.15, 0.28, 0.16, 0.16)
_PAD = 5
_CELL_PADDING = 8
"""Left and right, as theme.qss has it for all tables."""


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
        return QSize(px(200), px(ROW_PX))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        image = index.data(Qt.ItemDataRole.DecorationRole)
        if image is None and index.data():
            super().paint(painter, option, index)
            return
        area: QRect = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        painter.save()
        painter.fillRect(area, QColor("#ffffff"))
        if image is not None:
            self._paint_image(painter, area, image)
        painter.setPen(QColor(theme.colors.line))
        painter.drawRect(area)
        painter.restore()

    def _paint_image(self, painter: QPainter, area: QRect, image: QImage) -> None:
        ratio = painter.device().devicePixelRatio()
        fitted = image.scaled(
            area.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        top = area.y() + (area.height() - fitted.deviceIndependentSize().height()) / 2
        painter.drawImage(area.x(), round(top), fitted)


class MarkedDelegate(QStyledItemDelegate):
    """Marks in the clerk's value what the machine had otherwise."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        sized = QStyleOptionViewItem(option)
        self.initStyleOption(sized, index)
        height = self._document(sized, index).size().height()
        return QSize(sized.rect.width(), max(px(ROW_PX), round(height)))

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
    """The paper gets the largest share of the width; a row in sight is as high as its longest text,
    so that the supervisor sees every word."""

    def __init__(self, model: DifferenceModel) -> None:
        super().__init__(model, (), stretch=(len(_SHARES),))
        self.verticalHeader().setDefaultSectionSize(px(ROW_PX))
        self.verticalHeader().setMinimumSectionSize(px(ROW_PX))
        self.setWordWrap(True)
        self.setItemDelegate(WrappedDelegate(self))
        self.setItemDelegateForColumn(SNIPPET_COLUMN, SnippetDelegate(self))
        self.setItemDelegateForColumn(CLERK_COLUMN, MarkedDelegate(self))
        # Thousands of rows are never measured at once: those in sight are.
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit_rows)
        self._follows = False
        for changed in (model.rowsInserted, model.modelReset, model.dataChanged):
            changed.connect(lambda *_told: self._fitting.start())
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self._follow())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._fitting.start())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, share in enumerate(_SHARES):
            named = self.horizontalHeader().sectionSizeHint(column)
            self.setColumnWidth(column, max(int(share * self.viewport().width()), named))
        self._fitting.start()

    def _follow(self) -> None:
        self._follows = True
        self._fitting.start()

    def _fit_rows(self) -> None:
        """A row that grows must not push the current one out of sight."""
        row, count = max(self.rowAt(0), 0), self.model().rowCount()
        while row < count and self.rowViewportPosition(row) < self.viewport().height():
            wanted = max(self.sizeHintForRow(row), px(ROW_PX))
            if wanted != self.rowHeight(row):
                self.setRowHeight(row, wanted)
            row += 1
        follows, self._follows = self._follows, False
        if follows and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
