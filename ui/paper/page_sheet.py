"""A page to look around on, and to put a pin on."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from ui.desk.pins import PIN_COLOR, pin_shape
from ui.paper.piece import PAPER_MARK, Piece

_ACTIVE_HEIGHT = 0.38
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_STEP, _FINE = 0.01, 0.002
"""How far an arrow moves the pin, as a share of the page's width; with Shift, finely."""


class PageSheet(QGraphicsView):
    """Fits the width of the page and brings the field's line to one height. With ``pinning`` a
    click or the arrows move a pin, told as shares (0..1) of the page's width and height."""

    moved = Signal()

    def __init__(self, *, pinning: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._is_pinning = pinning
        self._paper = QRectF()
        self._mark: QRectF | None = None
        self._pin: QPointF | None = None
        focus = Qt.FocusPolicy.StrongFocus if pinning else Qt.FocusPolicy.WheelFocus
        self.setFocusPolicy(focus)

    @property
    def pin(self) -> tuple[float, float] | None:
        if self._pin is None or self._paper.isEmpty():
            return None
        return self._pin.x() / self._paper.width(), self._pin.y() / self._paper.height()

    def show_piece(self, piece: Piece, pin: tuple[float, float] | None = None) -> None:
        self.scene().clear()
        self._paper, self._mark, self._pin = QRectF(), piece.mark, None
        if piece.image is None:
            return
        self._paper = QRectF(0, 0, piece.image.width(), piece.image.height())
        self.scene().setSceneRect(self._paper)
        picture = self.scene().addPixmap(QPixmap.fromImage(piece.image))
        picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        if self._mark is not None:
            pen = QPen(QColor(PAPER_MARK), 2)
            pen.setCosmetic(True)
            self.scene().addRect(self._mark.adjusted(-6, -6, 6, 6), pen)
        if pin is not None:
            self._pin = QPointF(pin[0] * self._paper.width(), pin[1] * self._paper.height())
        self._fit()

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        if self._pin is None:
            return
        scale = max(self.transform().m11(), 0.01)
        painter.save()
        painter.translate(self._pin)
        painter.scale(1 / scale, 1 / scale)
        painter.setPen(QPen(QColor("#ffffff"), 2))
        painter.setBrush(QBrush(QColor(PIN_COLOR)))
        painter.drawPath(pin_shape())
        painter.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if not self._is_pinning or step is None or self._pin is None:
            super().keyPressEvent(event)
            return
        is_fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        far = self._paper.width() * (_FINE if is_fine else _STEP)
        self._put(self._pin + QPointF(step[0] * far, step[1] * far))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_pinning and event.button() == Qt.MouseButton.LeftButton:
            self._put(self.mapToScene(event.position().toPoint()))
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _put(self, point: QPointF) -> None:
        x = min(max(point.x(), 0.0), self._paper.width())
        y = min(max(point.y(), 0.0), self._paper.height())
        self._pin = QPointF(x, y)
        self.ensureVisible(x - 20, y - 40, 40, 60)
        self.viewport().update()
        self.moved.emit()

    def _fit(self) -> None:
        if self._paper.isEmpty():
            return
        scale = self.viewport().width() / self._paper.width()
        self.resetTransform()
        self.scale(scale, scale)
        where = self._pin or (self._mark.center() if self._mark else QPointF(0, 0))
        height = self.viewport().height() / scale
        self.centerOn(self._paper.width() / 2, where.y() + (0.5 - _ACTIVE_HEIGHT) * height)
