"""The exercise in hand: how far it is, and how to go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from digitizer.domain.errors import DigitizerError
from digitizer.domain.practice import PracticeView
from ui.practice.saying import level_label
from ui.session import Session
from ui.widgets.styling import button, label, set_look


class LastCard(QFrame):
    """``goes_on``: to the cases that wait; ``again``: another exercise of this kind."""

    goes_on = Signal()
    again = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.name = label("", "heading", wrap=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.done = label("")
        self.state = label("", "muted", wrap=True)
        self.go_on = button(session.text("practice-goes-on"), "primary")
        self.go_on.clicked.connect(self.goes_on)
        self.more = button(session.text("practice-more"))
        self.more.clicked.connect(self.again)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.go_on)
        buttons.addWidget(self.more, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addWidget(self.progress)
        column.addWidget(self.done)
        column.addWidget(self.state)
        column.addLayout(buttons)

    def show_view(self, view: PracticeView, trouble: DigitizerError | None) -> None:
        text, exercise = self._session.text, view.exercise
        has_one = exercise is not None
        for widget in (self.progress, self.done, self.go_on, self.more):
            widget.setVisible(has_one)
        self.state.setText(self._state(view, trouble))
        self.state.setVisible(bool(self.state.text()))
        set_look(self.state, "tone", "bad" if trouble and view.is_unfinished else "")
        if exercise is None:
            self.name.setText(text("practice-no-last"))
            return
        level = level_label(self._session, exercise.level.value)
        kind = self._session.type_label(exercise.document_type)
        self.name.setText(text("practice-last", type=kind, level=level))
        done = len(view.of_exercise)
        self.progress.setRange(0, exercise.cases)
        self.progress.setValue(done)
        self.done.setText(text("practice-last-done", done=done, cases=exercise.cases))
        self.go_on.setVisible(view.is_unfinished)

    def say(self, words: str) -> None:
        """What is being done now."""
        self.state.setText(words)
        self.state.show()

    def _state(self, view: PracticeView, trouble: DigitizerError | None) -> str:
        text = self._session.text
        if view.exercise is None:
            return ""
        if not view.is_unfinished:
            return text("practice-finished")
        if trouble is not None and view.made < view.exercise.cases:
            return text("practice-stopped", why=self._session.backend.messages.error(trouble))
        if not self._session.backend.is_practice:
            return text("practice-window-is-open") if view.is_window_open else ""
        return (
            text("practice-ready", count=view.ready) if view.ready else text("practice-being-made")
        )
