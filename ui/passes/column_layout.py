"""Where the parts of the column pass stand: the cells, the paper of the case in hand, the strip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ui.desk.header import CaseHeader
from ui.desk.page_canvas import PageCanvas
from ui.desk.reason_bar import ReasonBar
from ui.desk.work import CaseWork
from ui.passes.column_form import ColumnForm
from ui.passes.neighbours import Neighbours
from ui.session import Session
from ui.theme import px
from ui.widgets.styling import label

_ABOVE, _BELOW = 2, 6
_SHARES = (54, 46)


class ColumnLayout:
    """Builds the widgets into ``owner`` and names them; what every desk has is among them."""

    def __init__(self, session: Session, owner: QWidget) -> None:
        text = session.text
        self.field = label("", "heading")
        self.progress = label("", "muted")
        self.every = QCheckBox(text("passes-column-all"))
        self.above = Neighbours(session, _ABOVE, is_above=True)
        self.form = ColumnForm(session)
        self.below = Neighbours(session, _BELOW, is_above=False)
        self.header = CaseHeader(session)
        self.header.pins.hide()
        self.canvas = PageCanvas()
        self.canvas.setAccessibleName(text("ui-page-image"))
        self.reasons = ReasonBar(session)
        column = QVBoxLayout(owner)
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.setSpacing(px(6))
        column.addLayout(self._head())
        column.addWidget(self._middle(), 1)
        column.addWidget(self.reasons)

    def show_form(self, *, known: bool) -> None:
        """Only cases of a known type stand in a column."""
        self.form.setVisible(known)

    def show_way_on(self, work: CaseWork, *, can_finish: bool) -> None:
        """Cases are finished in the case pass."""

    def focus_type(self) -> None:
        """There is no type to choose here."""

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.field)
        row.addWidget(self.progress)
        row.addStretch(1)
        row.addWidget(self.every)
        return row

    def _middle(self) -> QSplitter:
        cells, paper = QWidget(), QWidget()
        _fill(cells, (self.above, self.form, self.below), self.below)
        _fill(paper, (self.header, self.canvas), self.canvas)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(8)
        for part, share in zip((cells, paper), _SHARES, strict=True):
            splitter.addWidget(part)
            splitter.setStretchFactor(splitter.count() - 1, share)
        splitter.setSizes([10 * share for share in _SHARES])
        return splitter


def _fill(holder: QWidget, parts: Sequence[QWidget], growing: QWidget) -> None:
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(px(4))
    for part in parts:
        rows.addWidget(part, 1 if part is growing else 0)
