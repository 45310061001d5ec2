"""One field: its name and state, its piece of paper, its value, and what the value means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digitizer.domain.problems import Problem
from digitizer.domain.record import ValueState
from digitizer.domain.schema import FieldKind, FieldSpec, Need
from ui.desk.editors import Editors
from ui.desk.elided import ElidedLabel
from ui.desk.meaning import Meaning
from ui.desk.reason_bar import chip_text
from ui.desk.snippet import Snippet
from ui.desk.table_edit import TableEdit
from ui.desk.text_edit import TextEdit
from ui.desk.work import CaseWork
from ui.session import Session
from ui.theme import px
from ui.widgets.styling import label, set_look
from ui.wording import (
    ERROR_SIGN,
    FIELD_SIGNS,
    OPTIONAL_EMPTY,
    PENDING_SIGN,
    PINNED_SIGN,
    SEVERITY_SIGNS,
    Sign,
    empty_text,
)

_NAME_PX = 70
"""What a long name has at least; the first reason is cut before it, never the state."""


class FieldRow(QFrame):
    """The reasons and offers of the active row stand in the strip below the desk; of the others
    the first reason stands beside the state."""

    typed = Signal(str, str)

    def __init__(
        self, session: Session, spec: FieldSpec, editors: Editors, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("fieldRow")
        self.spec = spec
        self.key = spec.key
        self._session = session
        self._meaning = Meaning(session)
        self._name = session.label(spec.label)
        self._is_loading = False
        self._is_active = False
        self._shown: tuple[object, ...] | None = None
        self.edit = editors.make(spec)
        self.snippet = Snippet()
        self._build()
        edit = self.edit
        (edit.changed if isinstance(edit, TextEdit) else edit.textChanged).connect(self._on_text)

    def _build(self) -> None:
        need = "" if self.spec.need is not Need.REQUIRED else "\N{NO-BREAK SPACE}*"
        name = label(self._name + need, wrap=True)
        name.setObjectName("fieldLabel")
        name.setBuddy(self.edit)
        name.ensurePolished()
        room = name.fontMetrics().horizontalAdvance(name.text())
        name.setMinimumWidth(min(room, px(_NAME_PX)))
        self.reason = ElidedLabel("muted")
        self._state_icon = QLabel()
        self._state_text = label()
        self._state_text.setObjectName("stateText")
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(name, 1)
        for part in (self.reason, self._state_text, self._state_icon):
            head.addWidget(part)
        self.meaning = label("", "muted", wrap=True)
        self.meaning.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(5), px(10), px(7))
        column.setSpacing(px(3))
        column.addLayout(head)
        column.addWidget(self.snippet)
        column.addWidget(self.edit)
        column.addWidget(self.meaning)

    def show_work(self, work: CaseWork) -> None:
        """Show the field as it stands in the work, typed or stored."""
        value = work.value(self.key)
        self._show_text(work)
        self.edit.setReadOnly(not work.is_editable)
        placeholder = empty_text(self._session, value)
        self.edit.setPlaceholderText(placeholder)
        self._show_box(work)
        self.show_state(work)

    def _show_text(self, work: CaseWork) -> None:
        self._is_loading = True
        pending = work.pending.get(self.key)
        if pending is None:
            self.edit.load(work.stored_text(self.key))
        elif pending != self.edit.meant():
            self.edit.setText(pending)
        self._is_loading = False

    def _show_box(self, work: CaseWork) -> None:
        page, reading = work.page_of(self.key), work.value(self.key).reading
        has_box = page is not None and reading is not None and reading.box is not None
        # A table is no line: it is seen on the page.
        self.snippet.setVisible(has_box and self.spec.kind is not FieldKind.TABLE)
        if page is not None and reading is not None:
            self.snippet.set_box(reading.box, page.page.width, work.line_height(page))

    def show_state(self, work: CaseWork) -> None:
        problems = work.reasons(self.key)
        sign, words = self._state(work)
        seen = (sign, words, problems, self._session.backend.messages.language)
        if seen != self._shown:
            self._shown = seen
            self._show_sign(sign, words, problems)
        self._show_meaning(work)

    def _show_sign(self, sign: Sign, words: str, problems: Sequence[Problem]) -> None:
        set_look(self, "tone", sign.tone.value)
        set_look(self._state_text, "tone", sign.tone.value)
        self._state_text.setText(words)
        self._state_icon.setPixmap(sign.pixmap())
        if problems:
            set_look(self.reason, "tone", SEVERITY_SIGNS[problems[0].severity].tone.value)
        self.reason.setVisible(bool(problems) and not self._is_active)
        sentences = [self._session.backend.messages.problem(problem) for problem in problems]
        first = chip_text(self._session, problems[0]) if problems else ""
        self.reason.say(first, "\n".join(sentences))
        if isinstance(self.edit, TableEdit):
            self.edit.show_problems(problems, sentences)
        self.edit.setAccessibleName(self._name)
        self.edit.setAccessibleDescription(". ".join([words, *sentences]))

    def set_active(self, work: CaseWork, *, active: bool) -> None:
        set_look(self, "active", "true" if active else "false")
        self._is_active = active
        self.reason.setVisible(bool(self.reason.whole) and not active)
        self._show_meaning(work)

    def say_meaning(self, text: str) -> None:
        """Say in the line below the value what it means; no line for nothing."""
        self.meaning.setText(text)
        self.meaning.setVisible(bool(text))

    def _show_meaning(self, work: CaseWork) -> None:
        """Of the active row only: the rest of the column stays two rows a field. What a place
        means is told from outside, for it is not found at once."""
        if not self._is_active:
            self.say_meaning("")
        elif self.spec.kind is not FieldKind.PLACE or self.key in work.pending:
            self.say_meaning(self._meaning.of(work, self.key, self.edit.text()))

    def _state(self, work: CaseWork) -> tuple[Sign, str]:
        text = self._session.text
        if self.key in work.pending:
            sign = ERROR_SIGN if work.has_error(self.key) else PENDING_SIGN
            return sign, text(sign.message)
        if work.open_pin(self.key) is not None:
            return PINNED_SIGN, text("pins-state")
        value = work.value(self.key)
        sign = FIELD_SIGNS[value.state]
        if value.state is ValueState.MISSING and not work.is_doubtful(self.key):
            sign = OPTIONAL_EMPTY
        if value.state is ValueState.CONFIRMED:
            return sign, text(sign.message, name=value.confirmed_by or "")
        reading = value.reading
        if reading and value.state in (ValueState.ACCEPTED, ValueState.REVIEW):
            percent = round(reading.confidence * 100)
            return sign, text("ui-state-with-confidence", state=text(sign.message), percent=percent)
        return sign, text(sign.message)

    def _on_text(self, _text: str) -> None:
        if not self._is_loading:
            self.typed.emit(self.key, self.edit.meant())
