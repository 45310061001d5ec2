"""Why a case was found, drawn on one line with what matches marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.search.found_text import Kind, Piece
from ui.search.models import PIECES_ROLE
from ui.theme import px, theme

_PAD_PX, _MARK_PX = 11, 2
"""As far from the edges as all tables have their texts."""


class FoundDelegate(QStyledItemDelegate):
    """What does not fit is cut with an ellipsis. Matches are bold on a ground of their own; a line
    under them would hide the dot-below tone."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        pieces: tuple[Piece, ...] | None = index.data(PIECES_ROLE)
        painted = QStyleOptionViewItem(option)
        self.initStyleOption(painted, index)
        if pieces is not None:
            painted.text = ""
        style = painted.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, painted, painter, painted.widget)
        if pieces is None:
            return
        painter.save()
        room = painted.rect.adjusted(px(_PAD_PX), 0, -px(_PAD_PX), 0)
        painter.setClipRect(room)
        for piece in pieces:
            left = self._draw(painter, room, piece, painted.font)
            if left <= 0:
                break
            room.setLeft(room.right() - left + 1)
        painter.restore()

    def _draw(self, painter: QPainter, room: QRect, piece: Piece, font: QFont) -> int:
        """The width that is left."""
        drawn = QFont(font)
        drawn.setBold(piece.kind is Kind.MARKED)
        metrics = QFontMetrics(drawn)
        width = metrics.horizontalAdvance(piece.text)
        text = piece.text
        if width > room.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        colors = theme.colors
        if piece.kind is Kind.MARKED:
            height = metrics.height() + 2 * px(_MARK_PX)
            top = room.center().y() - height // 2
            ground = QRect(room.left(), top, min(width, room.width()), height)
            painter.fillRect(ground, QColor(colors.warn_soft))
        painter.setFont(drawn)
        painter.setPen(QColor(colors.muted if piece.kind is Kind.NAME else colors.text))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(flags | Qt.TextFlag.TextSingleLine), text)
        return room.width() - width
