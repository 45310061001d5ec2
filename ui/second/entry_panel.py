"""The second person's desk: the paper of one field and an empty line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from digitizer.domain.problems import Severity
from digitizer.domain.record import EmptyReason
from digitizer.domain.schema import FieldKind, FieldSpec
from digitizer.domain.values.canonical import canonical_for, shown_for
from digitizer.domain.values.text import clean
from digitizer.workflow.second_tasks import FieldPlace, SecondTask
from ui.desk.editors import Editor
from ui.desk.typing_helper import TypingHelper
from ui.paper.page_sheet import PageSheet
from ui.paper.piece import PaperPiece, Piece
from ui.second.editor import empty_editor
from ui.second.empty_menu import ask_why_empty
from ui.session import Session
from ui.widgets.styling import label, set_look

_LINES = 5
"""The paper is at least so many lines of text high."""


class FieldPanel(QWidget):
    """What keying and settling have in common: the field's name, its paper, and the page around it
    that can be opened."""

    def __init__(self, session: Session, helper: TypingHelper) -> None:
        super().__init__()
        self.session = session
        self.helper = helper
        self.place: FieldPlace | None = None
        self.name = label("", "title", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.left = label("", "heading")
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        line = QFontMetrics(self.font()).lineSpacing()
        self.piece = PaperPiece(_LINES * line)
        self.sheet = PageSheet()
        self.sheet.setMinimumHeight(_LINES * line)
        self.sheet.setAccessibleName(session.text("second-page-sheet"))
        self.sheet.hide()

    def laid_out_head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.about)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(self.left)
        return head

    def show_place(self, place: FieldPlace) -> None:
        text = self.session.text
        self.place = place
        self.name.setText(self.session.label(place.spec.label))
        self.about.setText(
            text(
                "second-about",
                kind=text(f"second-kind-{place.spec.kind.value}"),
                type=self.session.type_label(place.document_type),
                case=place.case_id,
            )
        )

    def show_piece(self, piece: Piece) -> None:
        words = "second-no-place" if self.place and self.place.box is None else "second-no-image"
        self.piece.show_piece(piece, self.session.text(words))
        field = self.name.text()
        self.piece.setAccessibleName(self.session.text("second-paper", field=field))

    def show_sheet(self, piece: Piece | None) -> None:
        """The whole page below the piece; None closes it."""
        self.sheet.setVisible(piece is not None)
        if piece is not None:
            self.sheet.show_piece(piece)


class EntryPanel(FieldPanel):
    """``keyed``: a text or the reason why there is none is ready to be stored."""

    keyed = Signal(object)

    def __init__(
        self, session: Session, helper: TypingHelper, hint: str = "second-entry-hint"
    ) -> None:
        """``hint`` is the message that tells the keys."""
        super().__init__(session, helper)
        self._keys = session.text(hint)
        self.task: SecondTask | None = None
        self.edit: Editor | None = None
        self._spec: FieldSpec | None = None
        self._note = label("", wrap=True)
        self._note.setObjectName("stateText")
        self._hint = label(self._keys, "muted", wrap=True)
        self._line = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self.laid_out_head())
        column.addWidget(self.piece, 3)
        column.addWidget(self.sheet, 4)
        column.addLayout(self._line)
        column.addWidget(self._note)
        column.addWidget(self._hint)

    def show_task(self, task: SecondTask, piece: Piece) -> None:
        """The line is empty, whatever anybody keyed before."""
        self.task = task
        self.show_place(task.place)
        self.left.setText(self.session.text("second-left", count=task.left))
        self.show_piece(piece)
        self._take_editor(task.place.spec)
        self._say("")

    def start(self) -> None:
        if self.edit is not None:
            self.edit.start()

    def accept(self) -> None:
        """Enter: what is typed is what the paper says."""
        if self.edit is None or self._spec is None:
            return
        written = self.edit.text()
        if not clean(written):
            self.ask_why_empty()
            return
        found = canonical_for(self.session.backend.catalog, self._spec, written)
        if found.value is not None:
            self.keyed.emit(written)
            return
        if any(problem.code == "stated-unknown" for problem in found.problems):
            self.ask_why_empty(EmptyReason.STATED_UNKNOWN)
            return
        messages = self.session.backend.messages
        errors = [each for each in found.problems if each.severity is Severity.ERROR]
        self._say(" ".join(messages.problem(each) for each in errors), tone="bad")
        self.start()

    def ask_why_empty(self, offered: EmptyReason | None = None) -> None:
        if self.edit is not None:
            ask_why_empty(self.session, self.edit, self.keyed.emit, offered)

    def _take_editor(self, spec: FieldSpec) -> None:
        """An editor of its own for each field: its list and shape are the field's."""
        if self.edit is not None:
            self._line.removeWidget(self.edit)
            self.edit.hide()
            self.edit.deleteLater()
        self._spec = spec
        self.edit = empty_editor(self.session, self.helper, spec)
        self.edit.setObjectName("secondEdit")
        self.edit.load("")
        self.edit.setAccessibleName(self.session.label(spec.label))
        self.edit.setAccessibleDescription(self._keys)
        self.edit.accepted.connect(self.accept)
        self.edit.stepped.connect(lambda step: self.focusNextPrevChild(step > 0))
        self.edit.textChanged.connect(lambda *_text: self._show_meaning())
        self._line.addWidget(self.edit)

    def _show_meaning(self) -> None:
        """How an official would write what is typed, where that differs from it."""
        edit, spec = self.edit, self._spec
        if edit is None or spec is None or spec.kind is FieldKind.TABLE:
            return
        catalog, written = self.session.backend.catalog, edit.text()
        meant = shown_for(catalog, spec, canonical_for(catalog, spec, written).value)
        is_other = bool(meant) and meant != clean(written)
        self._say(self.session.text("second-meaning", text=meant) if is_other else "")

    def _say(self, words: str, tone: str = "plain") -> None:
        set_look(self._note, "tone", tone)
        self._note.setText(words)
