"""The clerk's steps beyond the field in hand: doubts of the whole list, passing on, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QDialog

from digitizer.domain.doubts import Doubt
from digitizer.workflow.doubts_port import DoubtPlace, DoubtSearch
from digitizer.workflow.editing import WHOLE_CASE
from digitizer.workflow.history import Step
from ui.desk.doubts_dialog import DoubtsDialog
from ui.desk.editing import Accepted
from ui.desk.field_steps import FieldSteps
from ui.desk.pass_on_dialog import PassOnDialog
from ui.theme import Tone


class BatchSteps(FieldSteps):
    def batch_handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "next-doubt": lambda: self.go_to_doubt(1),
            "previous-doubt": lambda: self.go_to_doubt(-1),
            "doubt-list": self.show_doubts,
            "pass-on": self.pass_on,
            "same-as-previous": lambda: self._take_previous(self._key),
            "caret-to-doubt": self._caret_to_doubt,
            "undo": self.undo,
            "redo": self.redo,
        }

    def open_at(self, case_id: int, key: str | None) -> bool:
        """Put a case on the desk with the caret in a field; whether it is there now."""
        raise NotImplementedError

    def go_to_doubt(self, step: int) -> None:
        """F8: the next or previous doubt in the cases of the list, pins among them."""
        place = DoubtPlace(self.editing.work.case.id, self.editing.work.place_of(self._key))
        search, order = DoubtSearch(self.cases.where), self.cases.order
        found: list[Doubt | None] = []
        doubts = self.session.backend.doubts
        if not self._attempt(lambda: found.append(doubts.beside(search, order, place, step))):
            return
        doubt = found[0]
        if doubt is None:
            words = "doubts-no-next" if step > 0 else "doubts-no-previous"
            self.said.emit(self.session.text(words), Tone.ACCENT)
        else:
            self.open_at(doubt.case_id, doubt.key)

    def show_doubts(self) -> None:
        """All doubts of the list, to choose one."""
        dialog = DoubtsDialog(self.session, self, DoubtSearch(self.cases.where))
        work = self.editing.work
        dialog.mark(work.case.id, work.place_of(self._key))
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen is not None:
            self.open_at(dialog.chosen.case_id, dialog.chosen.key)

    def pass_on(self) -> None:
        """F9: leave the field to another person, with a reason, and go on."""
        key = self._key
        if key is None or not self.editing.work.is_editable:
            return
        name = self.session.label(self.editing.work.spec(key).label)
        dialog = PassOnDialog(self.session, self, name)
        if dialog.exec() != QDialog.DialogCode.Accepted or not dialog.reason:
            return
        outcome: list[Accepted] = []
        if self._attempt(lambda: outcome.append(self.editing.pass_on(key, dialog.reason))):
            self._after_storing(key, outcome[0])
            if outcome[0] is Accepted.STORED:
                self.said.emit(self.session.text("pass-on-done", field=name), Tone.GOOD)

    def undo(self) -> None:
        """What is typed in the field goes first; then the newest own edit, wherever it is."""
        key = self._key
        if self.editing.is_open and key is not None and key in self.editing.work.pending:
            self.editing.work.pending.pop(key)
            self._show_stored()
            return
        self._step_in_time(self.session.backend.doubts.undo_newest, "undo-step")

    def redo(self) -> None:
        """Bring again what was taken back last."""
        self._step_in_time(self.session.backend.doubts.redo_newest, "redo-step")

    def _step_in_time(self, step: Callable[[], Step], words: str) -> None:
        done: list[Step] = []
        if not self._attempt(lambda: done.append(step())):
            return
        case_id, key = done[0].case_id, done[0].key
        is_here = self.editing.is_open and self.editing.work.case.id == case_id
        if is_here and self._attempt(self.editing.reload):
            self._show_stored()
        if self.open_at(case_id, key or self._last_of_mine(case_id)):
            self.said.emit(self.session.text(words, case=case_id), Tone.GOOD)

    def _last_of_mine(self, case_id: int) -> str | None:
        """The field of a case that this person changed last: a finish came with it."""
        view = self.session.attempt(lambda: self.session.backend.case_view(case_id))
        edits = view.edits if view else ()
        mine = [each.key for each in edits if each.actor == self._me and each.key != WHOLE_CASE]
        return mine[-1] if mine else None

    def _caret_to_doubt(self) -> None:
        if self._key is not None:
            self.parts.form.caret_to_doubt(self.editing.work, self._key)
