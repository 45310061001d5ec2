"""An image, or a case with its record beside its pages, to be called right or wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.values.text import clean
from digitizer.workflow.overview import CaseView, PageView
from digitizer.workflow.sampling_work import SampleTask
from ui.paper.page_sheet import PageSheet
from ui.paper.piece import Piece
from ui.session import Session
from ui.theme import px
from ui.widgets.styling import button, label

_RECORD_WIDTH = 340


class LookPanel(QWidget):
    """``looked`` tells whether it is right, and why not; ``turned`` asks for the page that lies so
    many steps away."""

    looked = Signal(bool, str)
    turned = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        text = session.text
        self.task: SampleTask | None = None
        self.page_at = 0
        self.name = label("", "title", wrap=True)
        self.left = label("", "heading")
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.sheet = PageSheet()
        self.sheet.setAccessibleName(text("second-page-sheet"))
        self._record = QScrollArea()
        self._record.setWidgetResizable(True)
        self._record.setMinimumWidth(px(_RECORD_WIDTH))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.sheet)
        self._splitter.addWidget(self._record)
        self._splitter.setStretchFactor(0, 1)
        self.why = QLineEdit()
        self.why.setPlaceholderText(text("sampling-why-wrong"))
        self.why.setAccessibleName(text("sampling-why-wrong"))
        self.right = button(text("sampling-right"), "primary")
        self.wrong = button(text("sampling-wrong"))
        self.before, self.after = (
            button(text("sampling-page-before")),
            button(text("sampling-page-after")),
        )
        self.right.clicked.connect(lambda: self.take(1))
        self.wrong.clicked.connect(lambda: self.take(2))
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.after.clicked.connect(lambda: self.turned.emit(1))
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.left)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.before)
        foot.addWidget(self.after)
        foot.addWidget(self.why, 1)
        foot.addWidget(self.wrong)
        foot.addWidget(self.right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._splitter, 1)
        column.addLayout(foot)

    @property
    def pages(self) -> tuple[PageView, ...]:
        """The page of an image, or all of a case."""
        if self.task is None:
            return ()
        if self.task.case is not None:
            return self.task.case.pages
        return (self.task.page,) if self.task.page is not None else ()

    def show_task(self, task: SampleTask, piece: Piece) -> None:
        text = self.session.text
        self.task, self.page_at = task, 0
        kind = "case" if task.case is not None else "image"
        self.name.setText(text(f"sampling-look-{kind}", case=task.unit.case_id))
        self.left.setText(text("sampling-left", count=task.left))
        self.why.clear()
        self._record.setVisible(task.case is not None)
        if task.case is not None:
            self._record.setWidget(self._record_of(task.case))
        self.show_page(piece, 0)

    def show_page(self, piece: Piece, at: int) -> None:
        self.page_at = at
        self.sheet.show_piece(piece)
        has_several = len(self.pages) > 1
        self.before.setVisible(has_several)
        self.after.setVisible(has_several)
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at + 1 < len(self.pages))

    def start(self) -> None:
        self.right.setFocus()

    def take(self, number: int) -> None:
        """1: right; 2: wrong, for the reason written."""
        if self.task is None:
            return
        why = clean(self.why.text())
        if number == 2 and not why:
            self.why.setFocus()
        self.looked.emit(number == 1, why)

    def _record_of(self, view: CaseView) -> QWidget:
        """What the record says, to be compared with the pages."""
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setSpacing(2)
        record, doc_type = view.case.record, view.document_type
        for spec in doc_type.fields if doc_type else ():
            value = record.fields.get(spec.key) if record else None
            text = value.text if value else ""
            if text:
                column.addWidget(label(self.session.label(spec.label), "muted", wrap=True))
                column.addWidget(label(text, wrap=True))
                column.addSpacing(6)
        column.addStretch(1)
        return shown
