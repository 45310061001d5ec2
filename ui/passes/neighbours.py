"""The cells above and below the one in hand: their paper and what they say, faintly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitizer.domain.record import ValueState
from digitizer.workflow.column import ColumnCell
from ui.session import Session
from ui.theme import px, theme
from ui.wording import FIELD_SIGNS, OPTIONAL_EMPTY, Sign

ROW_PX = 42
_PAPER_PX = 30
_PAPER_SHARE = 0.52
_PAD = 8
_VEIL = 0.42
"""How much of the paper is hidden, so that the eye stays with the cell in hand."""


class Neighbours(QWidget):
    """As many rows as have room, at most ``most``, the nearest to the cell in hand first;
    ``is_above`` puts them at its bottom. ``chosen`` is the number of a case."""

    chosen = Signal(int)

    def __init__(self, session: Session, most: int, *, is_above: bool) -> None:
        super().__init__()
        self._session = session
        self.most = most
        self._is_above = is_above
        self._cells: Sequence[ColumnCell] = ()
        self._images: Mapping[int, QImage | None] = {}
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy.Policy.Fixed if is_above else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        if is_above:
            self.setFixedHeight(most * px(ROW_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(280), px(ROW_PX))

    @property
    def cells(self) -> Sequence[ColumnCell]:
        """The cells in sight, from the top."""
        room = self.height() // px(ROW_PX)
        if self._is_above:
            return self._cells[max(len(self._cells) - room, 0) :]
        return self._cells[:room]

    def show_cells(self, cells: Sequence[ColumnCell], images: Mapping[int, QImage | None]) -> None:
        """In the order of the column."""
        self._cells, self._images = cells, images
        said = "passes-column-above" if self._is_above else "passes-column-below"
        values = "; ".join(cell.text or "—" for cell in cells)
        self.setAccessibleName(self._session.text(said))
        self.setAccessibleDescription(values)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        for place, cell in enumerate(self.cells):
            self._paint_cell(painter, self._row(place), cell)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for place, cell in enumerate(self.cells):
            if self._row(place).contains(event.position()):
                self.chosen.emit(cell.case_id)
                return

    def _row(self, place: int) -> QRectF:
        height = px(ROW_PX)
        top = self.height() - len(self.cells) * height if self._is_above else 0
        return QRectF(0, top + place * height, self.width(), height)

    def _paint_cell(self, painter: QPainter, row: QRectF, cell: ColumnCell) -> None:
        pad, paper_height = px(_PAD), px(_PAPER_PX)
        top = row.y() + (row.height() - paper_height) / 2
        paper = QRectF(row.x() + pad, top, row.width() * _PAPER_SHARE - pad, paper_height)
        image = self._images.get(cell.case_id)
        if image is not None:
            painter.fillRect(paper, QColor("#ffffff"))
            _paint_image(painter, paper, image)
            veil = QColor(theme.colors.surface)
            veil.setAlphaF(_VEIL)
            painter.fillRect(paper, veil)
        painter.setPen(QColor(theme.colors.line))
        painter.drawRect(paper)
        sign = _sign(cell)
        size = px(16)
        x = paper.right() + pad
        middle = row.center().y() - size / 2
        painter.drawPixmap(QRectF(x, middle, size, size).toRect(), sign.pixmap(16))
        room = QRectF(x + size + pad, row.y(), row.right() - x - size - 2 * pad, row.height())
        painter.setPen(QColor(theme.colors.muted))
        said = cell.text or "—"
        text = painter.fontMetrics().elidedText(
            said, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)


def _sign(cell: ColumnCell) -> Sign:
    if cell.state is ValueState.MISSING and not cell.is_waiting:
        return OPTIONAL_EMPTY
    return FIELD_SIGNS[cell.state]


def _paint_image(painter: QPainter, room: QRectF, image: QImage) -> None:
    """At one height for all, cut at the right where it is too long."""
    scale = room.height() / image.height()
    wide = min(image.width() * scale, room.width())
    ratio = painter.device().devicePixelRatioF()
    shown = image.copy(0, 0, max(round(wide / scale), 1), image.height())
    fine = shown.scaled(
        max(round(wide * ratio), 1),
        max(round(room.height() * ratio), 1),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    painter.drawImage(QRectF(room.x(), room.y(), wide, room.height()), fine)
