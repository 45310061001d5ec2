"""The third person's desk: the paper, two values without names, and a line for another one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from digitizer.domain.record import EmptyReason
from digitizer.domain.second_entry import Choice, Typed, blind_order
from digitizer.domain.values.canonical import canonical_for
from digitizer.domain.values.text import clean
from digitizer.workflow.second_tasks import Difference
from ui.desk.editors import Editor
from ui.desk.offer import marked
from ui.desk.typing_helper import TypingHelper
from ui.paper.piece import Piece
from ui.second.editor import empty_editor
from ui.second.empty_menu import ask_why_empty
from ui.second.entry_panel import FieldPanel
from ui.second.wording import keyed_words
from ui.session import Session
from ui.theme import theme
from ui.widgets.styling import button, label, set_look


class Value(QFrame):
    """One of the two values, with the key that takes it."""

    def __init__(self, session: Session, number: int) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.number = number
        key = label(f"Alt+{number}", "key")
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setObjectName("settleValue")
        self.take: QPushButton = button(session.text("second-take", number=number))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(key)
        row.addWidget(self.text, 1)
        row.addWidget(self.take)

    def show_value(self, words: str, other: str) -> None:
        size = round(self.font().pointSizeF() * 1.5)
        style = f"color: {theme.colors.text}; font-size: {size}pt"
        self.text.setText(f"<span style='{style}'>{marked(words, other)}</span>")
        named = self._session.text("second-take-named", number=self.number, text=words)
        self.take.setAccessibleName(named)


class SettlePanel(FieldPanel):
    """``decided`` with a :class:`Decision` and the words why."""

    decided = Signal(object, str)

    def __init__(self, session: Session, helper: TypingHelper) -> None:
        super().__init__(session, helper)
        text = session.text
        self.difference: Difference | None = None
        self.values = (Value(session, 1), Value(session, 2))
        for value in self.values:
            value.take.clicked.connect(
                lambda _checked=False, number=value.number: self.take(number)
            )
        self.machine = label("", "muted", wrap=True)
        self.edit: Editor | None = None
        self._first_typed: str | None = None
        self._note = label("", wrap=True)
        self._note.setObjectName("stateText")
        self._line = QVBoxLayout()
        self.why = QLineEdit()
        self.why.setPlaceholderText(text("second-why"))
        self.why.setAccessibleName(text("second-why"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.laid_out_head())
        column.addWidget(self.piece, 3)
        column.addWidget(self.sheet, 4)
        for value in self.values:
            column.addWidget(value)
        column.addWidget(self.machine)
        column.addWidget(label(text("second-other-value"), "section"))
        column.addLayout(self._line)
        column.addWidget(self._note)
        column.addWidget(self.why)

    def show_difference(self, difference: Difference, piece: Piece, left: int) -> None:
        self.difference = difference
        self.show_place(difference.place)
        self.left.setText(self.session.text("second-differences-left", count=left))
        self.show_piece(piece)
        self.show_values()
        machine = difference.machine or self.session.text("ui-machine-empty")
        self.machine.setText(self.session.text("second-machine", text=machine))
        self.why.clear()
        self._take_editor()
        self._await_first()

    def show_values(self) -> None:
        """In the colours in force; what differs is marked."""
        if self.difference is None:
            return
        words = [
            keyed_words(self.session, self.difference.place.spec, self.difference.given(choice))
            for choice in self._order()
        ]
        for value, own, other in zip(self.values, words, reversed(words), strict=True):
            value.show_value(own, other)

    def start(self) -> None:
        if self.edit is not None:
            self.edit.start()

    def take(self, number: int) -> None:
        """Alt+1, Alt+2: what one of the two keyed is what the paper says."""
        if self.difference is not None:
            self.decided.emit(self._order()[number - 1], clean(self.why.text()))

    def ask_why_empty(self) -> None:
        if self.edit is not None:
            ask_why_empty(self.session, self.edit, self._take_empty)

    def _take_empty(self, reason: EmptyReason) -> None:
        self.decided.emit(reason, clean(self.why.text()))

    def _order(self) -> tuple[Choice, Choice]:
        found = self.difference
        if found is None:
            return Choice.FIRST, Choice.SECOND
        return blind_order(found.place.case_id, found.place.spec.key)

    def _take_editor(self) -> None:
        found = self.difference
        if found is None:
            return
        if self.edit is not None:
            self._line.removeWidget(self.edit)
            self.edit.hide()
            self.edit.deleteLater()
        self.edit = empty_editor(self.session, self.helper, found.place.spec)
        self.edit.load("")
        self.edit.setAccessibleName(self.session.text("second-other-value"))
        self.edit.accepted.connect(self._accept)
        self.edit.stepped.connect(lambda step: self.focusNextPrevChild(step > 0))
        self._line.addWidget(self.edit)

    def _accept(self) -> None:
        """The same value twice in a row, the second time without seeing the first."""
        found, edit = self.difference, self.edit
        if found is None or edit is None or not clean(edit.text()):
            return
        written, spec = edit.text(), found.place.spec
        catalog, messages = self.session.backend.catalog, self.session.backend.messages
        meant = canonical_for(catalog, spec, written)
        if meant.value is None:
            self._say(" ".join(messages.problem(each) for each in meant.problems), "bad")
        elif self._first_typed is None:
            self._first_typed = written
            edit.load("")
            self._say(self.session.text("second-type-again"), "accent")
        elif canonical_for(catalog, spec, self._first_typed).value != meant.value:
            self._await_first()
            self._say(self.session.text("second-typed-differs"), "bad")
        else:
            self.decided.emit(Typed(self._first_typed, written), clean(self.why.text()))

    def _await_first(self) -> None:
        self._first_typed = None
        if self.edit is not None:
            self.edit.load("")
        self._say(self.session.text("second-type-twice"), "plain")

    def _say(self, words: str, tone: str) -> None:
        set_look(self._note, "tone", tone)
        self._note.setText(words)
