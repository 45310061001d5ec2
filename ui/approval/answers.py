"""What a supervisor makes of the batch in hand: approved, approved in part, returned, or cases of
it opened again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from digitizer.domain.batch import Batch, BatchSummary
from digitizer.domain.case import CaseSummary
from digitizer.domain.lifecycle import ANSWERED_CASE_STATES, CaseState
from ui.approval.difference_model import DifferenceModel
from ui.approval.part_dialog import Part, PartAnswer, PartDialog
from ui.approval.reviewing import Reviewing, confirmed
from ui.reopening import reopen
from ui.session import Session
from ui.theme import Tone
from ui.widgets.dialogs import ask_line

Chosen = Callable[[], BatchSummary | None]
ChosenCases = Callable[[], Sequence[CaseSummary]]


class Answers(QObject):
    """``batch`` gives the one in hand, ``cases`` what is chosen of it in the front list. ``said``
    is for the user."""

    said = Signal(str, Tone)

    def __init__(
        self,
        session: Session,
        page: QWidget,
        differences: DifferenceModel,
        reviewing: Reviewing,
        batch: Chosen,
        cases: ChosenCases,
    ) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._differences, self._reviewing = differences, reviewing
        self._batch, self._cases = batch, cases

    def approve(self) -> None:
        """The whole batch; where cases are pinned, the others."""
        chosen = self._batch()
        if chosen is None:
            return
        if self._differences.pins:
            self.approve_part()
            return
        batch, backend = chosen.batch, self._session.backend
        if self._is_looked_at(batch) and self._session.succeeds(
            lambda: backend.approve_batch(batch.id)
        ):
            self.said.emit(
                self._session.text("ui-batch-approved-done", batch=batch.name), Tone.GOOD
            )

    def approve_part(self) -> None:
        """All but the pinned cases and those chosen in the list of cases."""
        chosen, text = self._batch(), self._session.text
        if chosen is None:
            return
        named = {case.id for case in self._cases() if case.state is CaseState.CHECKED}
        pinned = frozenset(pin.case_id for pin in self._differences.pins)
        part = Part(
            chosen.batch.name,
            chosen.checked,
            pinned | named,
            pinned,
            self._differences.to_look,
            self._reviewing.is_complete,
        )
        if not part.returned:
            self.said.emit(text("answering-part-nothing"), Tone.WARN)
            return
        dialog = PartDialog(self._session, self._page, part)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if dialog.answer is PartAnswer.PART:
            self._approve_part(chosen.batch, part, dialog.reason)
        else:
            self._return(chosen.batch, dialog.reason, sorted(part.returned))

    def give_back(self) -> None:
        """Return the cases with pins; or those chosen in the front list, or the whole batch."""
        chosen, text = self._batch(), self._session.text
        if chosen is None:
            return
        batch, title = chosen.batch, text("ui-action-return-batch")
        pins = self._differences.pins
        if pins:
            cases = len({pin.case_id for pin in pins})
            words = text("review-return-pinned", batch=batch.name, cases=cases, pins=len(pins))
            if confirmed(self._session, self._page, title, words, title):
                self._return(batch, "", ())
            return
        case_ids = sorted({case.id for case in self._cases()})
        if case_ids:
            advice = text("ui-return-cases-advice", count=len(case_ids))
        else:
            advice = text("ui-return-all-advice", batch=batch.name)
        reason = ask_line(self._session, self._page, title, advice)
        if reason is not None:
            self._return(batch, reason, case_ids)

    def reopen(self) -> None:
        """The approved and exported cases among those chosen."""
        answered = [case.id for case in self._cases() if case.state in ANSWERED_CASE_STATES]
        if not answered:
            self.said.emit(self._session.text("answering-reopen-choose"), Tone.WARN)
            return
        done = reopen(self._session, self._page, answered)
        if done is not None:
            self.said.emit(done, Tone.GOOD)

    def _approve_part(self, batch: Batch, part: Part, reason: str) -> None:
        backend = self._session.backend
        if self._session.succeeds(
            lambda: backend.answering.approve_part(batch.id, reason, but=sorted(part.returned))
        ):
            words = self._session.text(
                "answering-part-done",
                batch=batch.name,
                approved=part.approved,
                returned=len(part.returned),
            )
            self.said.emit(words, Tone.GOOD)

    def _return(self, batch: Batch, reason: str, case_ids: Sequence[int]) -> None:
        backend = self._session.backend
        if self._session.succeeds(lambda: backend.return_batch(batch.id, reason, case_ids)):
            self.said.emit(
                self._session.text("ui-batch-returned-done", batch=batch.name), Tone.GOOD
            )

    def _is_looked_at(self, batch: Batch) -> bool:
        """Whether every difference was looked at, or the supervisor answers for it all the same."""
        text, left = self._session.text, self._differences.to_look
        if self._reviewing.is_complete and not left:
            return True
        code = "review-approve-unseen" if self._reviewing.is_complete else "review-approve-loading"
        question = text(code, batch=batch.name, count=left)
        title = text("ui-action-approve-batch")
        return confirmed(self._session, self._page, title, question, title)
