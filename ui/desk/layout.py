"""Where the parts of the desk stand: cases, paper, form, and the strip below them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.desk.case_strip import CaseStrip
from ui.desk.field_form import FieldForm
from ui.desk.header import CaseFooter, CaseHeader
from ui.desk.page_canvas import PageCanvas
from ui.desk.reason_bar import ReasonBar
from ui.desk.type_panel import TypePanel
from ui.desk.work import CaseWork
from ui.models.cases import CaseTableModel
from ui.session import Session
from ui.theme import px

_STRIP_PX = 196
_FORM_SHARE = 38
_LEAST_FORM_PX = 390


def _share(size: int) -> int:
    """A width that grows half as fast as the letters: the paper needs its room as well."""
    return (size + px(size)) // 2


class DeskLayout:
    """Builds the widgets into ``owner`` and names them."""

    def __init__(self, session: Session, cases: CaseTableModel, owner: QWidget) -> None:
        self.strip = CaseStrip(session, cases)
        self.strip.setFixedWidth(_share(_STRIP_PX))
        self.canvas = PageCanvas()
        self.canvas.setAccessibleName(session.text("ui-page-image"))
        self.header = CaseHeader(session)
        self.form = FieldForm(session)
        self.types = TypePanel(session)
        self.footer = CaseFooter(session)
        self.right = QStackedWidget()
        self.right.addWidget(self.form)
        self.right.addWidget(self.types)
        column = QWidget()
        column.setMinimumWidth(max(_share(_LEAST_FORM_PX), self.footer.minimumSizeHint().width()))
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self.header)
        rows.addWidget(self.right, 1)
        rows.addWidget(self.footer)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(8)
        splitter.addWidget(self.canvas)
        splitter.addWidget(column)
        splitter.setStretchFactor(0, 100 - _FORM_SHARE)
        splitter.setStretchFactor(1, _FORM_SHARE)
        splitter.setSizes([10 * (100 - _FORM_SHARE), 10 * _FORM_SHARE])
        self.reasons = ReasonBar(session)
        work = QVBoxLayout()
        work.setSpacing(px(6))
        work.addWidget(splitter, 1)
        work.addWidget(self.reasons)
        across = QHBoxLayout(owner)
        across.setContentsMargins(px(8), px(8), px(8), px(8))
        across.setSpacing(px(8))
        across.addWidget(self.strip)
        across.addLayout(work, 1)

    def show_form(self, *, known: bool) -> None:
        """The form, or the question which document it is."""
        shown, hidden = (self.form, self.types) if known else (self.types, self.form)
        # A hidden part asks for no room: the form may be lower than the question is.
        shown.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        hidden.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.right.setCurrentWidget(shown)
        self.footer.setVisible(known)

    def show_way_on(self, work: CaseWork, *, can_finish: bool) -> None:
        """How far the case is, below the form."""
        self.footer.show_work(work, can_finish=can_finish)
        self.types.setEnabled(work.is_editable)
        if not work.is_editable:
            self.footer.show()

    def focus_type(self) -> None:
        self.types.focus_choice()
