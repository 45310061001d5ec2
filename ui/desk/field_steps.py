"""The clerk's steps from field to field."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QDialog, QMenu

from digitizer.domain.places import Resolution
from digitizer.domain.problems import Severity
from digitizer.domain.record import EmptyReason
from ui.desk.editing import Accepted
from ui.desk.paper_steps import PaperSteps
from ui.desk.place_dialog import PlaceDialog
from ui.models.cases import CaseTableModel
from ui.session import Session
from ui.theme import Tone


class FieldSteps(PaperSteps):
    """``all_looked_at``: no field of the case waits for a look any more."""

    all_looked_at = Signal()

    def __init__(self, session: Session, cases: CaseTableModel) -> None:
        super().__init__(session, cases)
        form = self.parts.form
        form.accepted.connect(self.accept_field)
        form.stepped.connect(self._step)
        form.entered.connect(self._activate)
        form.typed.connect(self._on_typed)
        form.candidate_taken.connect(self._take_candidate)

    def accept_field(self, key: str) -> None:
        """Enter: the field is right as it stands; on to the next doubtful one."""
        outcome: list[Accepted] = []
        if not self._attempt(lambda: outcome.append(self.editing.accept(key))):
            return
        match outcome[0]:
            case Accepted.IMPOSSIBLE:
                self._refuse(key)
            case Accepted.NEEDS_REASON:
                self.ask_why_empty()
            case Accepted.STORED | Accepted.UNCHANGED:
                self.said.emit("", Tone.GOOD)
                self._show_stored()
                self._go_on(key)

    def ask_why_empty(self) -> None:
        """F7: the reasons, chosen by a digit or with the arrows. Where the paper itself says that
        nobody knows, that one is offered first: Enter takes it."""
        key = self._key
        if key is None or not self.editing.work.is_editable:
            return
        menu = QMenu(self)
        menu.setAccessibleName(self.session.text("ui-action-empty"))
        offered = self.editing.offered_reason(key)
        for number, reason in enumerate(EmptyReason, start=1):
            words = self.session.text(f"ui-empty-{reason.value}")
            choice = menu.addAction(f"&{number}  {words}")
            choice.triggered.connect(
                lambda _checked=False, reason=reason: self._accept_empty(key, reason)
            )
            if reason is offered:
                menu.setActiveAction(choice)
        menu.aboutToHide.connect(menu.deleteLater)
        edit = self.parts.form.row(key).edit
        menu.popup(edit.mapToGlobal(QPoint(0, edit.height())))

    def choose_place(self) -> None:
        """F8: which units the place names, on the paper's day and today."""
        key = self._key
        if key is None or not self.editing.work.is_place(key):
            return
        if key in self.editing.work.pending and not self._attempt(lambda: self.editing.accept(key)):
            return
        found: list[Resolution] = []
        if not self._attempt(lambda: found.append(self.editing.place_options(key))):
            return
        dialog = PlaceDialog(self.session, self, found[0])
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if self._attempt(lambda: self.editing.choose_place(key, *dialog.codes)):
            self.said.emit(self.session.text("ui-place-chosen"), Tone.GOOD)
            self._show_stored()
            self.parts.form.focus_field(key)

    def undo(self) -> None:
        """What is typed in the field goes first; then the newest stored edit."""
        key = self._key
        work = self.editing.work
        if key is not None and key in work.pending:
            work.pending.pop(key)
            self._show_stored()
            return
        undone: list[str | None] = []
        if self._attempt(lambda: undone.append(self.editing.undo())):
            self._show_stored()
            if undone[0] is not None:
                self.parts.form.focus_field(undone[0])

    def _activate(self, key: str) -> None:
        self.parts.form.mark_active(key)
        self.paper.show_field(self.editing.work, key)
        self.situation_changed.emit()

    def _on_typed(self, key: str, text: str) -> None:
        self.editing.work.type(key, text)
        self.parts.form.show_states(self.editing.work, key)
        self._show_progress()

    def _step(self, key: str, step: int) -> None:
        following = self.parts.form.neighbour(key, step)
        if following is not None:
            self.parts.form.focus_field(following)

    def _go_on(self, key: str) -> None:
        work = self.editing.work
        following = work.next_doubt(key)
        if following is not None:
            self.parts.form.focus_field(following)
        else:
            self.all_looked_at.emit()

    def _refuse(self, key: str) -> None:
        problems = self.editing.work.problems(key)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        sentences = " ".join(self.session.backend.messages.problem(error) for error in errors)
        name = self.session.label(self.editing.work.spec(key).label)
        text = self.session.text("ui-value-impossible", field=name, reason=sentences)
        self.said.emit(text, Tone.BAD)
        self.parts.form.focus_field(key)

    def _accept_empty(self, key: str, reason: EmptyReason) -> None:
        if self._attempt(lambda: self.editing.accept_as_empty(key, reason)):
            self._show_stored()
            # The menu gives the focus back when it has closed; only then may it move on.
            QTimer.singleShot(0, self, lambda: self._go_on(key))

    def _take_candidate(self, key: str | None, place: int) -> None:
        candidates = self.editing.work.candidates(key) if key else ()
        if key is not None and place < len(candidates):
            self.parts.form.row(key).edit.take(candidates[place])
            self.parts.form.focus_field(key)

    def _open_list(self) -> None:
        if self._key is not None:
            self.parts.form.row(self._key).edit.open_choices()

    def _store_typed(self) -> bool:
        refused: list[str | None] = []
        if not self._attempt(lambda: refused.append(self.editing.accept_typed())):
            return False
        key = refused[0]
        if key is None:
            return True
        self.parts.form.focus_field(key)
        if self.editing.work.text(key).strip() and self.editing.offered_reason(key) is None:
            self._refuse(key)
        else:
            self.ask_why_empty()
        return False
