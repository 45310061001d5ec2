"""The narrow list of cases at the left edge of the desk."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from digitizer.domain.lifecycle import CaseState
from ui.models.cases import CaseTableModel
from ui.models.paged import ID_ROLE
from ui.session import Session
from ui.theme import px, theme
from ui.wording import CASE_SIGNS

_ROW_PX = 46
_OPEN_STATES = (CaseState.TO_CHECK, CaseState.RETURNED)


class CaseStrip(QListView):
    """Shares its model with the case list, so both show the same filter in the same order."""

    chosen = Signal(int)

    def __init__(self, session: Session, model: CaseTableModel) -> None:
        super().__init__()
        self._cases = model
        self.setModel(model)
        self.setModelColumn(1)
        self.setItemDelegate(_CaseDelegate(session, model, self))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(session.text("ui-case-strip"))
        self._current: int | None = None
        self.clicked.connect(self._on_clicked)
        model.modelReset.connect(self._mark)

    def mark(self, case_id: int) -> None:
        """Show which case is on the desk."""
        self._current = case_id
        self._mark()

    def neighbour(self, step: int) -> int | None:
        """The case before or after the one on the desk."""
        return None if self._current is None else self._cases.neighbour(self._current, step)

    def next_open(self) -> int | None:
        """The next case that waits for a clerk, beginning anew at the top."""
        return None if self._current is None else self._cases.next_open(self._current)

    def _mark(self) -> None:
        self.clearSelection()
        if self._current is not None:
            case_id = self._current
            self._cases.locate(case_id, lambda row: self._show_mark(case_id, row))

    def _show_mark(self, case_id: int, row: int) -> None:
        if case_id == self._current:
            index = self._cases.index(row, 1)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _on_clicked(self, index: QModelIndex) -> None:
        case_id = index.data(ID_ROLE)
        if case_id is not None:
            self.chosen.emit(case_id)


class _CaseDelegate(QStyledItemDelegate):
    """State by shape and colour, the title, and how many doubts are left."""

    def __init__(self, session: Session, model: CaseTableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._cases = model

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(px(120), px(_ROW_PX))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        case = self._cases.row_at(index.row())
        if case is None:
            return
        colors = theme.colors
        sign = CASE_SIGNS[case.state]
        area: QRect = option.rect
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_current:
            painter.fillRect(area, QColor(colors.accent_soft))
            painter.fillRect(area.x(), area.y(), px(4), area.height(), QColor(colors.accent))
        painter.drawPixmap(area.x() + px(10), area.y() + px(8), sign.pixmap(16))
        words = area.adjusted(px(34), px(4), -px(6), -px(4))
        font = painter.font()
        font.setBold(is_current)
        painter.setFont(font)
        painter.setPen(QPen(QColor(colors.text)))
        title = case.title or self._session.text("ui-no-title", number=case.id)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        metrics = painter.fontMetrics()
        elided = metrics.elidedText(title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(flags), elided)
        font.setBold(False)
        font.setPointSizeF(font.pointSizeF() * 0.88)
        painter.setFont(font)
        painter.setPen(QPen(QColor(colors.of(sign.tone))))
        below = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        state = self._session.text(sign.message)
        if case.doubts and case.state in _OPEN_STATES:
            state = self._session.text("ui-doubts-left", count=case.doubts)
            if case.pins or case.passed:
                left = self._session.text("lists-remarks", pins=case.pins, passed=case.passed)
                state = metrics.elidedText(
                    f"{state} · {left}", Qt.TextElideMode.ElideRight, words.width()
                )
        painter.drawText(words, int(below), state)
        painter.setPen(QPen(QColor(colors.line)))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()
