"""What stands on the desk, and how it is brought up to date."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedLayout, QWidget

from digitizer.domain.errors import Conflict, DigitizerError
from digitizer.domain.lifecycle import Action
from ui.desk.editing import Editing
from ui.desk.layout import DeskLayout
from ui.desk.paper import Paper
from ui.models.cases import CaseTableModel
from ui.page import Page
from ui.session import Session
from ui.situation import PageName
from ui.theme import Tone
from ui.widgets.empty_state import EmptyState


class DeskSurface(Page):
    """The parts of the desk around one :class:`Editing`; no key does anything yet."""

    name = PageName.DESK

    def __init__(self, session: Session, cases: CaseTableModel) -> None:
        super().__init__(session)
        self.cases = cases
        self.editing = Editing(session)
        room = QWidget()
        self.parts = DeskLayout(session, cases, room)
        self.paper = Paper(session, self.parts.canvas, self.parts.form)
        self._none = EmptyState(
            "desk", session.text("case-none-title"), session.text("case-none-advice")
        )
        self._rooms = QStackedLayout(self)
        self._rooms.addWidget(room)
        self._rooms.addWidget(self._none)

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
        self.parts.footer.show_work(work, can_finish=Action.FINISH in work.view.allowed)
        self.situation_changed.emit()

    def _focus_first(self) -> None:
        if not self.editing.is_open:
            return
        first = self._next_doubt(None) or self.parts.form.neighbour(None, 1)
        if first is not None:
            self.parts.form.focus_field(first)
        else:
            self.parts.types.focus_choice()
