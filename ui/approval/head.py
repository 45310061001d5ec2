"""The head of the batch in hand: its name, what is known of it, and what may be done."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from digitizer.domain.batch import BatchSummary
from ui.session import Session
from ui.widgets.styling import button, label
from ui.wording import BATCH_SIGNS


class BatchHead(QWidget):
    """A batch that waits is approved, approved in part or returned; cases of one that was answered
    for are opened again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        text = session.text
        self.title = label("", "heading", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.approve = button(text("ui-action-approve-batch"), "primary")
        self.part = button(text("ui-action-approve-part"))
        self.give_back = button(text("ui-action-return-batch"))
        self.reopen = button(text("ui-action-reopen-case"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for each in (self.reopen, self.give_back, self.part, self.approve):
            row.addWidget(each)
        self.offer(is_answered=False)

    def show_batch(self, chosen: BatchSummary, *, is_answered: bool) -> None:
        text, batch = self._session.text, chosen.batch
        self.title.setText(batch.name)
        if is_answered:
            state = text(BATCH_SIGNS[batch.state].message)
            words = text(
                "answering-about-answered",
                cases=chosen.cases,
                answered=chosen.answered,
                backlog=chosen.backlog,
                name=batch.approved_by or "",
            )
            self.about.setText(f"{state} · {words}")
            return
        words = text("ui-batch-about", cases=chosen.cases, name=batch.submitted_by or "")
        if chosen.answered:
            words = f"{words} · {text('answering-before', count=chosen.answered)}"
        self.about.setText(words)

    def offer(self, *, is_answered: bool) -> None:
        for each in (self.give_back, self.part, self.approve):
            each.setVisible(not is_answered)
        self.reopen.setVisible(is_answered)

    def allow(self, *, may_approve: bool, may_reopen: bool) -> None:
        for each in (self.give_back, self.part, self.approve):
            each.setEnabled(may_approve)
        self.reopen.setEnabled(may_reopen)
