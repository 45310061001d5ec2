"""The clerk's steps from field to field."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QDialog, QMenu

from digitizer.domain.places import Resolution
from digitizer.domain.preferences import DeskPlace
from digitizer.domain.problems import Severity
from digitizer.domain.record import EmptyReason
from ui.desk.conflict_dialog import Clashing, ConflictDialog
from ui.desk.editing import Accepted
from ui.desk.paper_steps import PaperSteps
from ui.desk.place_dialog import PlaceDialog
from ui.desk.place_keeper import PlaceKeeper
from ui.desk.work import Clash
from ui.models.cases import CaseTableModel
from ui.session import Session
from ui.theme import Tone
from ui.widgets.dialogs import ask_line
from ui.wording import empty_text

_USUAL_KEEPING = ("as-on-paper", "other-paper", "wrong-field")


class FieldSteps(PaperSteps):
    """``all_looked_at``: no field of the case waits for a look any more."""

    all_looked_at = Signal()

    def __init__(self, session: Session, cases: CaseTableModel) -> None:
        super().__init__(session, cases)
        self.keeper = PlaceKeeper(session, self)
        form = self.parts.form
        form.accepted.connect(self.accept_field)
        form.stepped.connect(self._step)
        form.entered.connect(self._activate)
        form.typed.connect(self._on_typed)
        self.parts.reasons.candidate_taken.connect(self._take_candidate)
        self.parts.reasons.previous_taken.connect(self._take_previous)
        self.parts.header.pin_wanted.connect(self._go_to_pin)

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
            case Accepted.PINNED:
                self.ask_why_kept(key)
            case _:
                self._after_storing(key, outcome[0])

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
        """Ctrl+L: which units the place names, on the paper's day and today."""
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
        done: list[Accepted] = []
        if not self._attempt(lambda: done.append(self.editing.choose_place(key, *dialog.codes))):
            return
        if done[0] is Accepted.STORED:
            self.said.emit(self.session.text("ui-place-chosen"), Tone.GOOD)
            self._show_stored()
            self._tell_beside()
            self.parts.form.focus_field(key)
        else:
            self._after_storing(key, done[0])

    def ask_why_kept(self, key: str) -> None:
        """Why a pinned value stays: one of the usual reasons by its digit, or in own words."""
        text, pin = self.session.text, self.editing.work.open_pin(key)
        if pin is None:
            return
        menu = QMenu(self)
        menu.setAccessibleName(text("pins-keep"))
        said = menu.addAction(text("problem-pinned", actor=pin.by, reason=pin.reason))
        said.setEnabled(False)
        for number, name in enumerate(_USUAL_KEEPING, start=1):
            words = text(f"pins-keep-{name}")
            choice = menu.addAction(f"&{number}  {words}")
            choice.triggered.connect(lambda _on=False, why=words: self._keep_pinned(key, why))
        other = menu.addAction(f"&{len(_USUAL_KEEPING) + 1}  {text('pins-keep-other')}")
        other.triggered.connect(lambda _on=False: self._keep_in_own_words(key))
        menu.aboutToHide.connect(menu.deleteLater)
        edit = self.parts.form.row(key).edit
        menu.popup(edit.mapToGlobal(QPoint(0, edit.height())))

    def _keep_in_own_words(self, key: str) -> None:
        text = self.session.text
        why = ask_line(self.session, self, text("pins-keep"), text("pins-keep-advice"))
        if why is not None:
            self._keep_pinned(key, why)

    def _keep_pinned(self, key: str, why: str) -> None:
        outcome: list[Accepted] = []
        if self._attempt(lambda: outcome.append(self.editing.keep_pinned(key, why))):
            # The menu gives the focus back when it has closed; only then may it move on.
            QTimer.singleShot(0, self, lambda: self._after_storing(key, outcome[0]))

    def settle_clashes(self) -> bool:
        """Have the clerk choose for each field that somebody else changed while it was typed in;
        whether all is chosen. What is kept is stored by the next step."""
        work = self.editing.work
        fields = [self._clashing(each) for each in work.clashes.values()]
        if not fields:
            return True
        dialog = ConflictDialog(self.session, self, fields)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return False
        for key, keeps_mine in dialog.keeps_mine.items():
            work.settle_clash(key, keep_mine=keeps_mine)
        self._show_stored()
        return True

    def _clashing(self, clash: Clash) -> Clashing:
        work, text = self.editing.work, self.session.text
        stored = work.value(clash.key)
        theirs = work.stored_text(clash.key)
        if not theirs and stored.empty_reason:
            theirs = text("merge-empty", reason=empty_text(self.session, stored))
        who = clash.actor or text("merge-somebody")
        when = self.session.moment(clash.at) if clash.at else ""
        return Clashing(
            clash.key,
            self.session.label(work.spec(clash.key).label),
            self.parts.form.row(clash.key).snippet.grab(),
            work.text(clash.key) or text("merge-blank"),
            theirs or text("merge-blank"),
            text("merge-theirs", actor=who, at=when),
        )

    def _after_storing(self, key: str, outcome: Accepted) -> None:
        """Show what came of a step on a field, and go on."""
        text, name = self.session.text, self.session.label(self.editing.work.spec(key).label)
        match outcome:
            case Accepted.CLASH:
                self._show_stored()
                self.parts.form.focus_field(key)
                if self.settle_clashes():
                    self.accept_field(key)
                return
            case Accepted.OVERTAKEN:
                self._show_stored()
                self.parts.form.focus_field(key)
                edits = self.editing.work.view.edits
                who = edits[-1].actor if edits else text("merge-somebody")
                self.said.emit(text("merge-theirs-shown", actor=who), Tone.WARN)
                return
            case Accepted.STORED_EMPTY:
                self.said.emit(text("empty-noted", field=name), Tone.GOOD)
            case _:
                self.said.emit("", Tone.GOOD)
        self._show_stored()
        self._tell_beside()
        self._go_on(key)

    def _go_to_pin(self) -> None:
        """The next pinned field after the one in hand, beginning anew at the end."""
        pinned, here = self.editing.work.pinned(), self.editing.work.place_of(self._key)
        later = [key for key in pinned if self.editing.work.place_of(key) > here]
        if pinned:
            self.parts.form.focus_field((later or pinned)[0])

    def _tell_beside(self) -> None:
        beside = self.editing.take_beside()
        if beside:
            work = self.editing.work
            names = ", ".join(self.session.label(work.spec(each.key).label) for each in beside)
            who = beside[0].actor or self.session.text("merge-somebody")
            kept = self.session.text("merge-kept-both", actor=who, fields=names)
            self.said.emit(kept, Tone.GOOD)

    def _activate(self, key: str) -> None:
        if not self.editing.is_open:
            # The focus may come back to the form while the desk is being left.
            return
        self.parts.form.mark_active(key)
        self.paper.show_field(self.editing.work, key)
        self.parts.reasons.show_field(self.editing.work, key)
        self.situation_changed.emit()
        self._note_place()

    def _note_place(self) -> None:
        """Keep where the clerk is, for the next start."""
        if self.editing.is_open:
            canvas, where = self.parts.canvas, self.cases.where
            self.keeper.note(
                DeskPlace(
                    self.editing.work.case.id, self._key, where.batch_id, canvas.zoom, canvas.turn
                )
            )

    def _on_typed(self, key: str, text: str) -> None:
        self.editing.work.type(key, text)
        self.parts.form.show_states(self.editing.work, key)
        self.parts.reasons.show_field(self.editing.work, key)
        self._show_progress()

    def _step(self, key: str, step: int) -> None:
        following = self.parts.form.neighbour(key, step)
        if following is not None:
            self.parts.form.focus_field(following)

    def _go_on(self, key: str) -> None:
        following = self._next_doubt(key)
        if following is not None:
            self.parts.form.focus_field(following)
        else:
            self.all_looked_at.emit()
        self.keeper.write()

    def _refuse(self, key: str) -> None:
        problems = self.editing.work.problems(key)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        sentences = " ".join(self.session.backend.messages.problem(error) for error in errors)
        name = self.session.label(self.editing.work.spec(key).label)
        text = self.session.text("ui-value-impossible", field=name, reason=sentences)
        self.said.emit(text, Tone.BAD)
        self.parts.form.focus_field(key)

    def _accept_empty(self, key: str, reason: EmptyReason) -> None:
        outcome: list[Accepted] = []
        if self._attempt(lambda: outcome.append(self.editing.accept_as_empty(key, reason))):
            # The menu gives the focus back when it has closed; only then may it move on.
            done = Accepted.STORED if outcome[0] is Accepted.STORED_EMPTY else outcome[0]
            QTimer.singleShot(0, self, lambda: self._after_storing(key, done))

    def _take_candidate(self, key: str | None, place: int) -> None:
        candidates = self.editing.work.candidates(key) if key else ()
        if key is not None and place < len(candidates):
            self._take(key, candidates[place])

    def _take_previous(self, key: str | None) -> None:
        """F3: the value of the case before, taken as a candidate is."""
        text = self.editing.work.previous(key) if key else None
        if key is not None and text:
            self._take(key, text)
        else:
            self.said.emit(self.session.text("near-none"), Tone.WARN)

    def _take(self, key: str, text: str) -> None:
        """Put an offered value into the field and confirm it: the clerk looked at both before
        choosing. What cannot be such a value stays to be corrected."""
        self.parts.form.row(key).edit.take(text)
        self.parts.form.focus_field(key)
        self.accept_field(key)

    def _open_list(self) -> None:
        if self._key is not None:
            self.parts.form.row(self._key).edit.open_choices()

    def _store_typed(self) -> bool:
        if not self.settle_clashes():
            return False
        refused: list[str | None] = []
        if not self._attempt(lambda: refused.append(self.editing.accept_typed())):
            return False
        key = refused[0]
        self._tell_beside()
        if key is None:
            return True
        self.parts.form.focus_field(key)
        if self.editing.work.text(key).strip() and self.editing.offered_reason(key) is None:
            self._refuse(key)
        else:
            self.ask_why_empty()
        return False
