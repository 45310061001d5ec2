"""Asking whether a part of a batch is approved while the rest goes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from digitizer.domain.values.text import clean
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.styling import button, label

_WIDTH = 560


@dataclass(frozen=True, slots=True)
class Part:
    """What a supervisor is about to decide: of so many ``waiting`` cases the ``returned`` ones go
    back, some of them ``pinned``. ``to_look`` differing rows were not looked at; not
    ``is_complete``: not all of them are known yet."""

    batch: str
    waiting: int
    returned: frozenset[int]
    pinned: frozenset[int]
    to_look: int = 0
    is_complete: bool = True

    @property
    def approved(self) -> int:
        return self.waiting - len(self.returned)

    @property
    def needs_reason(self) -> bool:
        return not self.returned <= self.pinned


class PartAnswer(Enum):
    """``part``: approve what is left and return the others; ``whole``: approve nothing."""

    PART = auto()
    WHOLE = auto()


class PartDialog(QDialog):
    """The safe answer, to leave everything, is the default until something is chosen."""

    def __init__(self, session: Session, parent: QWidget | None, part: Part) -> None:
        super().__init__(parent)
        text = session.text
        self.answer: PartAnswer | None = None
        self._part = part
        title = text("answering-part-title", batch=part.batch)
        self.setWindowTitle(title)
        self.setMinimumWidth(px(_WIDTH))
        returned = len(part.returned)
        self.counts = label(
            text(
                "answering-part-counts",
                approved=part.approved,
                returned=returned,
                pinned=len(part.returned & part.pinned),
            ),
            "section",
            wrap=True,
        )
        self.unseen = Banner(session, closable=False)
        if part.to_look:
            self.unseen.say(text("answering-part-unseen", count=part.to_look), Tone.WARN)
        elif not part.is_complete:
            self.unseen.say(text("answering-part-loading"), Tone.WARN)
        self.line = QLineEdit()
        self.line.setAccessibleName(text("answering-part-reason"))
        self.line.setPlaceholderText(text("answering-part-reason"))
        self.why = label(text("answering-part-reason-needed"), "muted", wrap=True)
        self.why.setVisible(part.needs_reason)
        self.part_button = button(
            text("answering-part-do", approved=part.approved, returned=returned), "primary"
        )
        self.whole_button = button(text("answering-part-whole", returned=returned))
        self.stay_button = button(text("ui-cancel"))
        self._lay_out(title, text("answering-part-advice"))
        self.part_button.clicked.connect(lambda: self._decide(PartAnswer.PART))
        self.whole_button.clicked.connect(lambda: self._decide(PartAnswer.WHOLE))
        self.stay_button.clicked.connect(self.reject)
        self.line.textChanged.connect(lambda _text: self._look())
        self._look()

    @property
    def reason(self) -> str:
        return clean(self.line.text())

    def _lay_out(self, title: str, advice: str) -> None:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        buttons.addButton(self.part_button, role.AcceptRole)
        buttons.addButton(self.whole_button, role.ActionRole)
        buttons.addButton(self.stay_button, role.RejectRole)
        for each in (self.part_button, self.whole_button, self.stay_button):
            each.setIcon(QIcon())
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(title, "heading", wrap=True))
        column.addWidget(self.counts)
        column.addWidget(label(advice, "muted", wrap=True))
        column.addWidget(self.unseen)
        column.addWidget(self.why)
        column.addWidget(self.line)
        column.addWidget(buttons)
        if self._part.needs_reason:
            self.line.setFocus()
        else:
            self.stay_button.setDefault(True)
            self.stay_button.setFocus()

    def _decide(self, answer: PartAnswer) -> None:
        self.answer = answer
        self.accept()

    def _look(self) -> None:
        may = bool(self.reason) or not self._part.needs_reason
        self.part_button.setEnabled(may and self._part.approved > 0)
        self.whole_button.setEnabled(may)
