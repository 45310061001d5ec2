"""The correction desk: one case at a time, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal

from digitizer.domain.case import Case
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import Action
from digitizer.domain.preferences import DeskPlace
from ui.casepages.dialog import CasePagesDialog
from ui.desk.case_steps import CaseSteps
from ui.desk.following import Following
from ui.models.cases import CaseTableModel
from ui.session import Session
from ui.theme import Tone


class DeskPage(CaseSteps):
    """The steps from case to case. ``left``: the user goes back to the list; ``all_done``: no
    case waits any more."""

    left = Signal()
    all_done = Signal()

    def __init__(self, session: Session, cases: CaseTableModel) -> None:
        super().__init__(session, cases)
        self._following = Following(session, self._open_one, self)
        self.all_looked_at.connect(self._go_on_from_case)
        self.parts.strip.chosen.connect(self.open_case)
        self.parts.types.chosen.connect(self.assign_type)
        self.parts.types.set_aside.connect(self.set_aside)
        self.parts.footer.finished.connect(self.finish)
        self.parts.canvas.view_changed.connect(self._note_place)
        self.again.clicked.connect(self._try_again)
        self.to_list.clicked.connect(self._go_back)
        self._show_none()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            **self.paper_handlers(),
            **self.batch_handlers(),
            **self.field_handlers(),
            "back": self._go_back,
            "previous-case": lambda: self._open_neighbour(-1),
            "next-case": lambda: self._open_neighbour(1),
            "set-aside": self.set_aside,
            "restore": self.restore,
            "reopen-case": self.open_again,
            "case-pages": self.show_case_pages,
            "finish": self.finish,
        }

    def enter(self) -> None:
        if self.failed_at is not None:
            self.again.setFocus()
        elif self._key is None:
            self._focus_first()
        else:
            self.parts.form.focus_field(self._key)

    def reopen(self, place: DeskPlace) -> bool:
        """Go on where a person was; whether the case is still there."""
        if not self.open_at(place.case_id, place.field):
            self.forget_failure()
            return False
        self.parts.canvas.restore(place.zoom, place.turn)
        self._note_place()
        return True

    def take_change(self, change: ChangeSet) -> None:
        if not self.editing.is_open:
            return
        work = self.editing.work
        if work.case.id not in change.cases:
            return
        known = work.case.revision
        if self._attempt(self.editing.reload) and work.case.revision != known:
            self._show_stored()
            self.said.emit(self.session.text("ui-changed-elsewhere"), Tone.ACCENT)

    def take_rights(self) -> None:
        """Another person, or another role: what may be typed is asked anew."""
        if self.editing.is_open and self._attempt(self.editing.reload):
            self._show_stored()
            self.situation_changed.emit()

    def forget_typed(self) -> None:
        if self.editing.is_open:
            self.editing.forget_typed()
            self._show_stored()

    def take_theme(self) -> None:
        self.parts.form.forget_rows()
        if self.editing.is_open:
            self._show_stored()
            self.paper.show_case(self.editing.work)
            self._focus_first()

    def open_case(self, case_id: int) -> None:
        """Put a case on the desk, at its first doubtful field."""
        self.open_at(case_id, None)

    def open_at(self, case_id: int, key: str | None) -> bool:
        """Put a case on the desk with the caret in a field, or in its first doubtful one; whether
        it is there now."""
        if not (self.editing.is_open and self.editing.work.case.id == case_id):
            if not self.may_leave():
                self.parts.strip.mark(self.editing.work.case.id)
                return False
            if not self._opens(case_id, key):
                return False
            self._show_opened(case_id)
        if key is not None and key in self.editing.work.keys:
            self.parts.form.focus_field(key)
        else:
            self._focus_first()
        return True

    def _opens(self, case_id: int, key: str | None) -> bool:
        """Read the case; where that is not possible, say so in its place."""
        try:
            self.editing.open(case_id)
        except DigitizerError as error:
            self.close_case()
            self.parts.strip.mark(case_id)
            self.show_failed(case_id, key, error)
            return False
        self.failed_at = None
        return True

    def _try_again(self) -> None:
        if self.failed_at is not None and self.open_at(*self.failed_at):
            self.enter()

    def _show_opened(self, case_id: int) -> None:
        self.parts.strip.mark(case_id)
        self._show_stored()
        self.paper.show_case(self.editing.work)
        self._ask_near()
        # Looking for the neighbours must not hold up what the eye waits for.
        QTimer.singleShot(0, self, self._read_ahead)

    def _read_ahead(self) -> None:
        if self.editing.is_open and not self.session.bridge.is_closed:
            strip = self.parts.strip
            self.paper.read_ahead(strip.next_open(), strip.neighbour(-1))

    def close_case(self) -> None:
        self.editing.close()
        self.parts.canvas.clear()
        self.parts.reasons.show_field(None, None)
        self.keeper.forget()
        self._show_none()

    def case_before(self, case_id: int) -> int | None:
        """The case before in the list."""
        where, order = self.cases.where, self.cases.order
        return self.session.backend.case_neighbour(where, order, case_id, -1)

    def go_on(self, following: int | None) -> None:
        if following is not None:
            self.open_case(following)
            self.keeper.write()
        else:
            self.close_case()
            self.all_done.emit()

    def leave_aside(self, following: int | None) -> None:
        if following is not None:
            self.open_case(following)
        else:
            self._go_back()

    def _open_one(self) -> Case | None:
        return self.editing.work.case if self.editing.is_open else None

    def show_case_pages(self) -> None:
        """The dialog of the case's pages; what was done there is on the desk afterwards."""
        if not self.editing.is_open or not self.may_leave():
            return
        shown = self.paper.page_shown()
        at = shown.page.id if shown else None
        dialog = CasePagesDialog(self.session, self, self.editing.work.case.id, at)
        dialog.exec()
        if dialog.has_changed and self._attempt(self.editing.reload):
            self._show_stored()
            self.paper.show_case(self.editing.work)
            self._focus_first()

    def _open_neighbour(self, step: int) -> None:
        case_id = self.parts.strip.neighbour(step)
        if case_id is not None:
            self.open_case(case_id)

    def _go_back(self) -> None:
        if self.may_leave():
            self.forget_failure()
            self.close_case()
            self.left.emit()

    def _go_on_from_case(self) -> None:
        work = self.editing.work
        if Action.FINISH not in work.view.allowed:
            self._open_neighbour(1)
        elif work.doubts():
            self._leave_unfinished()
        else:
            self.finish()

    def _leave_unfinished(self) -> None:
        """All that is left was passed on: the case waits for others, the clerk need not."""
        following = self.parts.strip.next_open()
        words = "passed-on-left" if following is not None else "passed-on-left-last"
        if following is not None:
            self.open_case(following)
            self.keeper.write()
        self.said.emit(self.session.text(words), Tone.ACCENT)
