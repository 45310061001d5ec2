"""What stands on the desk, and how it is brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from digitizer.domain.errors import Conflict, DigitizerError, NotFound
from digitizer.domain.lifecycle import Action
from ui.desk.editing import Editing
from ui.desk.field_form import FieldForm
from ui.desk.header import CaseHeader
from ui.desk.layout import DeskLayout
from ui.desk.page_canvas import PageCanvas
from ui.desk.paper import Paper
from ui.desk.reason_bar import ReasonBar
from ui.desk.work import CaseWork
from ui.models.cases import CaseTableModel
from ui.page import Page
from ui.session import Session
from ui.situation import PageName
from ui.theme import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import button


class SurfaceParts(Protocol):
    """What every desk has: the paper, the fields, and what is said about both."""

    @property
    def canvas(self) -> PageCanvas: ...
    @property
    def header(self) -> CaseHeader: ...
    @property
    def form(self) -> FieldForm: ...
    @property
    def reasons(self) -> ReasonBar: ...

    def show_form(self, *, known: bool) -> None:
        """The fields, or the question which document it is."""
        ...

    def show_way_on(self, work: CaseWork, *, can_finish: bool) -> None:
        """How far the case is."""
        ...

    def focus_type(self) -> None:
        """Put the caret into the question which document it is."""
        ...


class DeskSurface(Page):
    """The parts of the desk around one :class:`Editing`; no key does anything yet."""

    name = PageName.DESK
    parts: SurfaceParts

    def __init__(self, session: Session, cases: CaseTableModel) -> None:
        super().__init__(session)
        self.cases = cases
        self.editing = Editing(session)
        room = QWidget()
        self.parts = self._laid_out(room)
        self.paper = Paper(session, self.parts.canvas, self.parts.form)
        self._none = EmptyState(
            "desk", session.text("case-none-title"), session.text("case-none-advice")
        )
        self._rooms = QStackedLayout(self)
        self._rooms.addWidget(room)
        self._rooms.addWidget(self._none)
        self.failed_at: tuple[int, str | None] | None = None
        """The case and field that could not be opened, while that is shown."""
        self.again = button(session.text("lists-again"), "primary")
        self.to_list = button(session.text("case-back-to-list"))
        ways = QWidget()
        row = QHBoxLayout(ways)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.again)
        row.addWidget(self.to_list)
        self.failure = EmptyState("error", "", "", ways)
        self._rooms.addWidget(self.failure)

    def _laid_out(self, room: QWidget) -> SurfaceParts:
        """The parts, in this room."""
        return DeskLayout(self.session, self.cases, room)

    @property
    def _key(self) -> str | None:
        """The field in hand."""
        if not self.editing.is_open:
            return None
        active = self.parts.form.active
        return active if active in self.editing.work.keys else None

    @property
    def _me(self) -> str:
        return self.session.backend.actor.name

    def _next_doubt(self, after: str | None) -> str | None:
        """The doubtful field after one, but for those that this person passed on."""
        return self.editing.work.next_doubt(after, self._me)

    def _show_none(self) -> None:
        """No case is on the desk."""
        self._rooms.setCurrentWidget(self._none)

    def show_failed(self, case_id: int, key: str | None, error: DigitizerError) -> None:
        """In the place of a case that could not be opened: what happened and the ways on."""
        self.failed_at = case_id, key
        is_gone = isinstance(error, NotFound)
        words = "case-gone-title" if is_gone else "case-failed-title"
        title = self.session.text(words, case=case_id)
        self.failure.say(title, self.session.backend.messages.error(error))
        self._rooms.setCurrentWidget(self.failure)
        self.again.setFocus()
        self.situation_changed.emit()

    def forget_failure(self) -> None:
        if self.failed_at is not None:
            self.failed_at = None
            self._show_none()

    def _attempt(self, work: Callable[[], object]) -> bool:
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
        self._rooms.setCurrentIndex(0)
        self.parts.show_form(known=bool(work.specs))
        self.parts.form.show_work(work)
        self.parts.reasons.show_field(work, self._key)
        self._show_progress()

    def _show_progress(self) -> None:
        work = self.editing.work
        title_key = work.view.document_type.title_field if work.view.document_type else None
        title = work.text(title_key) if title_key in work.keys and title_key else ""
        no_title = self.session.text("ui-no-title", number=work.case.id)
        self.parts.header.show_work(work, title or no_title)
        self.parts.show_way_on(work, can_finish=Action.FINISH in work.view.allowed)
        self.situation_changed.emit()

    def _focus_first(self) -> None:
        if not self.editing.is_open:
            return
        first = self._next_doubt(None) or self.parts.form.neighbour(None, 1)
        if first is not None:
            self.parts.form.focus_field(first)
        else:
            self.parts.focus_type()
