"""One field: its name and state, its piece of paper, its value, and why it is doubtful."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import ValueState
from digitizer.domain.schema import FieldKind, FieldSpec, Need
from ui.desk.field_edit import FieldEdit
from ui.desk.offer import Offer
from ui.desk.snippet import Snippet
from ui.desk.table_edit import TableEdit
from ui.desk.table_row import Choices
from ui.desk.tick_edit import TickEdit
from ui.desk.work import CaseWork
from ui.people.wording import offer_source
from ui.session import Session
from ui.theme import Tone
from ui.widgets.styling import label, set_look
from ui.wording import (
    ERROR_SIGN,
    FIELD_SIGNS,
    OPTIONAL_EMPTY,
    PENDING_SIGN,
    SEVERITY_SIGNS,
    Sign,
    empty_text,
)

Editor = FieldEdit | TableEdit | TickEdit
_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARN, Severity.INFO: Tone.ACCENT}


class FieldRow(QFrame):
    typed = Signal(str, str)
    candidate_taken = Signal(str, int)

    def __init__(self, session: Session, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fieldRow")
        self.spec = spec
        self.key = spec.key
        self._session = session
        self._name = session.label(spec.label)
        self._is_loading = False
        self._is_active = False
        self.edit = self._make_edit()
        self.snippet = Snippet()
        self._build()
        self.edit.textChanged.connect(self._on_text)

    def _build(self) -> None:
        need = "" if self.spec.need is not Need.REQUIRED else "\N{NO-BREAK SPACE}*"
        name = label(self._name + need, wrap=True)
        name.setObjectName("fieldLabel")
        name.setBuddy(self.edit)
        self._state_icon = QLabel()
        self._state_text = label()
        self._state_text.setObjectName("stateText")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(name, 1)
        head.addWidget(self._state_text)
        head.addWidget(self._state_icon)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(3)
        self._offers = QVBoxLayout()
        self._offers.setSpacing(3)
        self._offers_box = QWidget()
        self._offers_box.setLayout(self._offers)
        self._offers.setContentsMargins(0, 0, 0, 0)
        self._offers_box.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.snippet)
        column.addWidget(self.edit)
        column.addLayout(self._notes)
        column.addWidget(self._offers_box)

    def _make_edit(self) -> Editor:
        if self.spec.kind is FieldKind.TICK:
            return TickEdit(self._session, self.spec)
        if self.spec.kind is FieldKind.TABLE:
            found = ((column.key, self._choices(column)) for column in self.spec.columns)
            choices = {key: names for key, names in found if names}
            return TableEdit(self._session, self.spec, choices)
        edit = FieldEdit()
        names = self._choices(self.spec)
        if names:
            edit.set_choices(names, self._session.text("ui-open-list"))
        return edit

    def _choices(self, spec: FieldSpec) -> Choices:
        codes = self._session.backend.catalog.code_list_of(spec)
        return [
            (entry.label.vi, " ".join((entry.code, *entry.aliases)))
            for entry in (codes.entries if codes else ())
        ]

    def show_work(self, work: CaseWork) -> None:
        """Show the field as it stands in the work, typed or stored."""
        self._is_loading = True
        value = work.value(self.key)
        pending = work.pending.get(self.key)
        if pending is None:
            self.edit.load(work.stored_text(self.key))
        elif pending != self.edit.text():
            self.edit.setText(pending)
        self._is_loading = False
        self.edit.setReadOnly(not work.is_editable)
        self.edit.setPlaceholderText(empty_text(self._session, value))
        page = work.page_of(self.key)
        reading = value.reading
        has_box = page is not None and reading is not None and reading.box is not None
        # A table is no line: it is seen on the page.
        self.snippet.setVisible(has_box and self.spec.kind is not FieldKind.TABLE)
        if page is not None and reading is not None:
            self.snippet.set_box(reading.box, page.page.width, work.line_height(page))
        self.show_offers(work)
        self.show_state(work)

    def show_state(self, work: CaseWork) -> None:
        problems = work.problems(self.key)
        sign, words = self._state(work)
        set_look(self, "tone", sign.tone.value)
        set_look(self._state_text, "tone", sign.tone.value)
        self._state_text.setText(words)
        self._state_icon.setPixmap(sign.pixmap())
        self._show_notes(problems)
        sentences = [self._session.backend.messages.problem(problem) for problem in problems]
        if isinstance(self.edit, TableEdit):
            self.edit.show_problems(problems, sentences)
        self.edit.setAccessibleName(self._name)
        self.edit.setAccessibleDescription(". ".join([words, *sentences]))

    def set_active(self, *, active: bool) -> None:
        set_look(self, "active", "true" if active else "false")
        self._is_active = active
        self._offers_box.setVisible(active and self._offers.count() > 0)

    def _state(self, work: CaseWork) -> tuple[Sign, str]:
        text = self._session.text
        if self.key in work.pending:
            sign = ERROR_SIGN if work.has_error(self.key) else PENDING_SIGN
            return sign, text(sign.message)
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

    def _show_notes(self, problems: Sequence[Problem]) -> None:
        _empty(self._notes)
        for problem in problems:
            self._notes.addWidget(self._note(problem))

    def _note(self, problem: Problem) -> QWidget:
        note = QFrame()
        note.setObjectName("note")
        note.setProperty("tone", _TONES[problem.severity].value)
        sign = SEVERITY_SIGNS[problem.severity]
        picture = QLabel()
        picture.setPixmap(sign.pixmap(16))
        picture.setAccessibleName(self._session.text(sign.message))
        row = QHBoxLayout(note)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(6)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(self._session.backend.messages.problem(problem), wrap=True), 1)
        return note

    def show_offers(self, work: CaseWork) -> None:
        """Show what may be taken in place of the text in the field."""
        _empty(self._offers)
        for place, text in enumerate(work.candidates(self.key)):
            self._offers.addWidget(self._offer(place, text, work))
        self._offers_box.setVisible(self._is_active and self._offers.count() > 0)

    def _offer(self, place: int, text: str, work: CaseWork) -> Offer:
        known = work.known_value(self.key, text)
        source = offer_source(self._session, known) if known else ""
        # In an empty field there is nothing that a known value differs from.
        present = work.stored_text(self.key) or (text if known else "")
        offer = Offer(f"Alt+{place + 1}", text, present, source)
        words = "people-candidate" if source else "ui-candidate"
        named = {"source": source} if source else {}
        offer.setAccessibleName(self._session.text(words, number=place + 1, text=text, **named))
        offer.clicked.connect(lambda: self.candidate_taken.emit(self.key, place))
        return offer

    def _on_text(self, text: str) -> None:
        if not self._is_loading:
            self.typed.emit(self.key, text)


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
