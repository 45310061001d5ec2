"""The clerk's steps with the whole case: finish it, set it aside, bring it back, say what it is."""

from __future__ import annotations

from collections.abc import Callable

from ui.desk.editing import Accepted
from ui.desk.layout import DeskLayout
from ui.desk.offer_steps import OfferSteps
from ui.reopening import reopen
from ui.theme import Tone
from ui.widgets.dialogs import ask_line
from ui.wording import CASE_SIGNS


class CaseSteps(OfferSteps):
    parts: DeskLayout

    _aside: tuple[int, str] | None = None
    """The case that was to be set aside when somebody else had changed it, and why."""

    def go_on(self, following: int | None) -> None:
        """After a finished case: open this one, or say that none waits any more."""
        raise NotImplementedError

    def leave_aside(self, following: int | None) -> None:
        """After a case that was set aside: open this one, or go back to the list."""
        raise NotImplementedError

    def finish(self) -> None:
        """Hand the case on and open the next that waits."""
        if not self._store_typed() or self._stops_at_pins():
            return
        following = self.parts.strip.next_open()
        if self._moves(self.editing.finish):
            self.said.emit(self.session.text("ui-case-finished"), Tone.GOOD)
            self.go_on(following)

    def set_aside(self) -> None:
        """Take the case out of the walk, with a reason."""
        text, case_id = self.session.text, self.editing.work.case.id
        said = self._aside[1] if self._aside and self._aside[0] == case_id else ""
        advice = text("ui-set-aside-advice")
        reason = ask_line(self.session, self, text("ui-set-aside-title"), advice, said)
        if reason is None or not self.may_leave():
            return
        following = self.parts.strip.next_open()
        self._aside = case_id, reason
        if self._moves(lambda: self.editing.set_aside(reason)):
            self._aside = None
            self.leave_aside(following)

    def restore(self) -> None:
        if self._moves(self.editing.restore) and self._attempt(self.editing.reload):
            self._show_stored()

    def open_again(self) -> None:
        """Send an approved or exported case back, at the field in hand."""
        if not self.editing.is_open:
            return
        done = reopen(self.session, self, [self.editing.work.case.id], self._key)
        if done is not None and self._attempt(self.editing.reload):
            self._show_stored()
            self.said.emit(done, Tone.GOOD)

    def assign_type(self, type_key: str) -> None:
        work = self.editing
        if self._moves(lambda: work.assign_type(type_key)) and self._attempt(work.reload):
            self._show_stored()
            self.paper.show_case(work.work)
            self._focus_first()

    def _stops_at_pins(self) -> bool:
        """Whether pins without an answer keep the case; the clerk is led to the first."""
        work = self.editing.work
        pinned = work.pinned()
        if not pinned:
            return False
        names = ", ".join(self.session.label(work.spec(key).label) for key in pinned)
        said = self.session.text("pins-before-finish", count=len(pinned), fields=names)
        self.said.emit(said, Tone.WARN)
        self.parts.form.focus_field(pinned[0])
        return True

    def _moves(self, step: Callable[[], Accepted]) -> bool:
        """Take a step with the whole case; whether it is taken. What somebody else changed in the
        case since is shown instead, and what is wrong is led to."""
        outcome: list[Accepted] = []
        if not self._attempt(lambda: outcome.append(step())):
            wrong = self._next_doubt(None) or self.editing.work.first_error()
            if wrong is not None:
                self.parts.form.focus_field(wrong)
            return False
        if outcome[0] is Accepted.OVERTAKEN:
            self._show_overtaken()
            return False
        return True

    def _show_overtaken(self) -> None:
        """What somebody else did with the case meanwhile; typed text stays, clashes are chosen."""
        work, text = self.editing.work, self.session.text
        self._show_stored()
        self.paper.show_case(work)
        changed = [each for each in self.editing.take_beside() if each.key in work.keys]
        edits = work.view.edits
        who = edits[-1].actor if edits else text("merge-somebody")
        if changed:
            names = ", ".join(self.session.label(work.spec(each.key).label) for each in changed)
            actor = changed[0].actor or who
            self.said.emit(text("merge-case-changed", actor=actor, fields=names), Tone.WARN)
            self.parts.form.focus_field(changed[0].key)
        else:
            state = text(CASE_SIGNS[work.case.state].message)
            self.said.emit(text("merge-case-moved", actor=who, state=state), Tone.WARN)
            self._focus_first()
        self.settle_clashes()
