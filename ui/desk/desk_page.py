"""The correction desk: one case at a time, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import Conflict, DigitizerError
from digitizer.domain.lifecycle import Action
from digitizer.domain.problems import Severity
from digitizer.domain.record import EmptyReason
from ui.actions import PageName, Situation
from ui.desk.editing import Accepted, Editing
from ui.desk.layout import DeskLayout
from ui.desk.paper import Paper
from ui.desk.work import MOST_CANDIDATES
from ui.models.cases import CaseTableModel
from ui.page import Page
from ui.session import Session
from ui.theme import Tone
from ui.widgets.dialogs import TypedAnswer, ask_about_typed, ask_line

T = TypeVar("T")


class DeskPage(Page):
    """``left``: the user goes back to the list; ``all_done``: no case waits any more."""

    left = Signal()
    all_done = Signal()
    name = PageName.DESK

    def __init__(self, session: Session, cases: CaseTableModel) -> None:
        super().__init__(session)
        self.editing = Editing(session)
        self.parts = DeskLayout(session, cases, self)
        self.paper = Paper(session, self.parts.canvas, self.parts.form)
        parts = self.parts
        parts.strip.chosen.connect(self.open_case)
        parts.form.accepted.connect(self.accept_field)
        parts.form.stepped.connect(self._step)
        parts.form.entered.connect(self._activate)
        parts.form.typed.connect(self._on_typed)
        parts.form.candidate_taken.connect(self._take_candidate)
        parts.types.chosen.connect(self._assign_type)
        parts.types.set_aside.connect(self.set_aside)
        parts.footer.finished.connect(self.finish)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        canvas = self.parts.canvas
        taking = {
            f"candidate-{place + 1}": lambda place=place: self._take_candidate(self._key, place)
            for place in range(MOST_CANDIDATES)
        }
        return {
            **taking,
            "back": self._go_back,
            "previous-case": lambda: self._open_neighbour(-1),
            "next-case": lambda: self._open_neighbour(1),
            "open-list": self._open_list,
            "empty": self.ask_why_empty,
            "undo": self.undo,
            "set-aside": self.set_aside,
            "restore": self.restore,
            "finish": self.finish,
            "rotate-left": lambda: canvas.rotate_by(-90),
            "rotate-right": lambda: canvas.rotate_by(90),
            "zoom-in": lambda: canvas.zoom_by(1),
            "zoom-out": lambda: canvas.zoom_by(-1),
            "fit-width": canvas.fit_width,
            "previous-page": lambda: self.paper.turn_page(self.editing.work, -1),
            "next-page": lambda: self.paper.turn_page(self.editing.work, 1),
        }

    def situation(self) -> Situation:
        if not self.editing.is_open:
            return Situation(self.name)
        work, key = self.editing.work, self._key
        allowed = work.view.allowed
        return Situation(
            self.name,
            has_case=True,
            is_editable=work.is_editable and bool(work.specs),
            can_finish=Action.FINISH in allowed and bool(work.specs),
            can_set_aside=Action.SET_ASIDE in allowed,
            can_restore=Action.RESTORE in allowed,
            has_list=bool(key) and self.parts.form.row(key).edit.has_choices if key else False,
            candidates=len(work.candidates(key)) if key else 0,
            page_count=len(work.view.pages),
        )

    def enter(self) -> None:
        self._focus_first()

    def may_leave(self) -> bool:
        """Ask what is to become of typed text that is not stored."""
        if not self.editing.is_open or not self.editing.work.pending:
            return True
        answer = ask_about_typed(self.session, self)
        if answer is TypedAnswer.DISCARD:
            self.editing.forget_typed()
            return True
        return answer is TypedAnswer.SAVE and self._store_typed()

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

    def take_theme(self) -> None:
        self.parts.form.forget_rows()
        if self.editing.is_open:
            self._show_stored()
            self.paper.show_case(self.editing.work)
            self._focus_first()

    def open_case(self, case_id: int) -> None:
        """Put a case on the desk, at its first doubtful field."""
        if self.editing.is_open and self.editing.work.case.id == case_id:
            self._focus_first()
            return
        if not self.may_leave():
            self.parts.strip.mark(self.editing.work.case.id)
            return
        if self._attempt(lambda: self.editing.open(case_id)):
            self.parts.strip.mark(case_id)
            self._show_stored()
            self.paper.show_case(self.editing.work)
            self._focus_first()
            ahead = self.parts.strip.next_open()
            if ahead is not None:
                self.paper.read_ahead(ahead)

    def close_case(self) -> None:
        self.editing.close()
        self.parts.canvas.clear()

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
                self._show_stored()
                self._go_on(key)

    def ask_why_empty(self) -> None:
        """F7: three reasons, chosen by a digit or with the arrows."""
        key = self._key
        if key is None or not self.editing.work.is_editable:
            return
        menu = QMenu(self)
        menu.setAccessibleName(self.session.text("ui-action-empty"))
        for number, reason in enumerate(EmptyReason, start=1):
            words = self.session.text(f"ui-empty-{reason.value}")
            choice = menu.addAction(f"&{number}  {words}")
            choice.triggered.connect(
                lambda _checked=False, reason=reason: self._accept_empty(key, reason)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        edit = self.parts.form.row(key).edit
        menu.popup(edit.mapToGlobal(QPoint(0, edit.height())))

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

    def finish(self) -> None:
        """Hand the case on and open the next that waits."""
        if not self._store_typed():
            return
        following = self.parts.strip.next_open()
        if not self._attempt(self.editing.finish):
            wrong = self.editing.work.next_doubt(None) or self.editing.work.first_error()
            if wrong is not None:
                self.parts.form.focus_field(wrong)
            return
        self.said.emit(self.session.text("ui-case-finished"), Tone.GOOD)
        if following is not None:
            self.open_case(following)
        else:
            self.close_case()
            self.all_done.emit()

    def set_aside(self) -> None:
        """Take the case out of the walk, with a reason."""
        text = self.session.text
        reason = ask_line(
            self.session, self, text("ui-set-aside-title"), text("ui-set-aside-advice")
        )
        if reason is None or not self.may_leave():
            return
        following = self.parts.strip.next_open()
        if self._attempt(lambda: self.editing.set_aside(reason)):
            if following is not None:
                self.open_case(following)
            else:
                self._go_back()

    def restore(self) -> None:
        if self._attempt(self.editing.restore):
            self._show_stored()

    @property
    def _key(self) -> str | None:
        """The field in hand."""
        if not self.editing.is_open:
            return None
        active = self.parts.form.active
        return active if active in self.editing.work.keys else None

    def _attempt(self, work: Callable[[], T]) -> bool:
        """Do it, or show why not; after a conflict show what is stored, keeping what is typed."""
        try:
            work()
        except Conflict:
            self.session.succeeds(self.editing.reload)
            self._show_stored()
            self.said.emit(self.session.text("ui-conflict"), Tone.WARN)
        except DigitizerError as error:
            self.session.on_error(error)
        else:
            return True
        return False

    def _show_stored(self) -> None:
        work = self.editing.work
        self.parts.show_form(known=bool(work.specs))
        self.parts.form.show_work(work)
        self._show_progress()

    def _show_progress(self) -> None:
        work = self.editing.work
        title_key = work.view.document_type.title_field if work.view.document_type else None
        title = work.text(title_key) if title_key in work.keys and title_key else ""
        no_title = self.session.text("ui-no-title", number=work.case.id)
        self.parts.header.show_work(work, title or no_title)
        self.parts.footer.show_work(work, can_finish=Action.FINISH in work.view.allowed)
        self.situation_changed.emit()

    def _focus_first(self) -> None:
        if not self.editing.is_open:
            return
        work = self.editing.work
        first = work.next_doubt(None) or self.parts.form.neighbour(None, 1)
        if first is not None:
            self.parts.form.focus_field(first)
        else:
            self.parts.types.focus_choice()

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
        elif Action.FINISH in work.view.allowed:
            self.finish()
        else:
            self._open_neighbour(1)

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

    def _assign_type(self, type_key: str) -> None:
        if self._attempt(lambda: self.editing.assign_type(type_key)):
            self._show_stored()
            self.paper.show_case(self.editing.work)
            self._focus_first()

    def _store_typed(self) -> bool:
        refused: list[str | None] = []
        if not self._attempt(lambda: refused.append(self.editing.accept_typed())):
            return False
        key = refused[0]
        if key is None:
            return True
        self.parts.form.focus_field(key)
        if self.editing.work.text(key).strip():
            self._refuse(key)
        else:
            self.ask_why_empty()
        return False

    def _open_neighbour(self, step: int) -> None:
        case_id = self.parts.strip.neighbour(step)
        if case_id is not None:
            self.open_case(case_id)

    def _go_back(self) -> None:
        if self.may_leave():
            self.close_case()
            self.left.emit()
