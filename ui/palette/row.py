"""How one entry of the palette is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons
from ui.palette.entries import ActionEntry, Entry
from ui.palette.entry_model import EntryModel
from ui.theme import px, theme

_ICON_PX, _GAP_PX, _LINE_SPACE_PX = 18, 10, 12


class EntryDelegate(QStyledItemDelegate):
    """Icon, name, and at the right the key, or why it cannot be done now."""

    def __init__(self, model: EntryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    @staticmethod
    def row_height(widget: QWidget) -> int:
        return widget.fontMetrics().height() + px(_LINE_SPACE_PX)

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(px(200), option.fontMetrics.height() + px(_LINE_SPACE_PX))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry = self._model.rows[index.row()]
        colors, area = theme.colors, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(colors.accent_soft))
            painter.fillRect(area.x(), area.y(), px(4), area.height(), QColor(colors.accent))
        is_open = not isinstance(entry, ActionEntry) or not entry.why_not
        color = colors.text if is_open else colors.muted
        side, gap = px(_ICON_PX), px(_GAP_PX)
        top = area.y() + (area.height() - side) // 2
        name = _icon(entry)
        if name:
            painter.drawPixmap(area.x() + gap, top, icons.pixmap(name, color, side, 2))
        room = area.adjusted(2 * gap + side, 0, -gap, 0)
        right = self._draw_right(painter, entry, room)
        room.setRight(room.right() - right)
        painter.setPen(QColor(color))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()

    def _draw_right(self, painter: QPainter, entry: Entry, room: QRect) -> int:
        """The width taken by what stands at the right edge."""
        words = (entry.why_not or entry.keys) if isinstance(entry, ActionEntry) else entry.about
        if not words:
            return 0
        metrics = painter.fontMetrics()
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.setPen(QColor(theme.colors.muted))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, int(flags), words)
        return metrics.horizontalAdvance(words) + px(_GAP_PX)


def _icon(entry: Entry) -> str:
    return entry.spec.icon if isinstance(entry, ActionEntry) else "cases"
