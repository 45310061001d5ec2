"""A field that the record and the sample have differently, without telling whose is whose."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from digitizer.domain.second_entry import Choice, blind_order
from digitizer.domain.values.text import clean
from digitizer.workflow.sampling_work import SampleDifference
from ui.desk.typing_helper import TypingHelper
from ui.paper.piece import Piece
from ui.second.entry_panel import FieldPanel
from ui.second.settle_panel import Value
from ui.second.wording import keyed_words
from ui.session import Session
from ui.widgets.styling import label


class JudgePanel(FieldPanel):
    """``decided`` with the :class:`Choice` and the words why."""

    decided = Signal(object, str)

    def __init__(self, session: Session, helper: TypingHelper) -> None:
        super().__init__(session, helper)
        self.difference: SampleDifference | None = None
        self.values = (Value(session, 1), Value(session, 2))
        for value in self.values:
            value.take.clicked.connect(
                lambda _checked=False, number=value.number: self.take(number)
            )
        self.why = QLineEdit()
        self.why.setPlaceholderText(session.text("sampling-why"))
        self.why.setAccessibleName(session.text("sampling-why"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.laid_out_head())
        column.addWidget(self.piece, 3)
        column.addWidget(self.sheet, 4)
        column.addWidget(label(session.text("sampling-judge-hint"), "muted", wrap=True))
        for value in self.values:
            column.addWidget(value)
        column.addWidget(self.why)

    def show_difference(self, difference: SampleDifference, piece: Piece, left: int) -> None:
        self.difference = difference
        self.show_place(difference.field)
        self.left.setText(self.session.text("sampling-differences-left", count=left))
        self.show_piece(piece)
        self.show_values()
        self.why.clear()

    def show_values(self) -> None:
        """In the colours in force; what differs is marked."""
        if self.difference is None:
            return
        both = {Choice.FIRST: self.difference.held, Choice.SECOND: self.difference.keyed}
        words = [
            keyed_words(self.session, self.difference.field.spec, both[choice])
            for choice in self._order()
        ]
        for value, own, other in zip(self.values, words, reversed(words), strict=True):
            value.show_value(own, other)

    def start(self) -> None:
        self.why.setFocus()

    def take(self, number: int) -> None:
        """Alt+1, Alt+2: that value is what the paper says."""
        if self.difference is not None:
            self.decided.emit(self._order()[number - 1], clean(self.why.text()))

    def _order(self) -> tuple[Choice, Choice]:
        found = self.difference
        if found is None:
            return Choice.FIRST, Choice.SECOND
        return blind_order(found.field.case_id, found.field.spec.key)
