"""What stands on the desk, and how it is brought up to date."""

from __future__ import annotations

from collections.abc import Callable

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


class DeskSurface(Page):
    """The parts of the desk around one :class:`Editing`; no key does anything yet."""

    name = PageName.DESK

    def __init__(self, session: Session, cases: CaseTableModel) -> None:
        super().__init__(session)
        self.editing = Editing(session)
        self.parts = DeskLayout(session, cases, self)
        self.paper = Paper(session, self.parts.canvas, self.parts.form)

    @property
    def _key(self) -> str | None:
        """The field in hand."""
        if not self.editing.is_open:
            return None
        active = self.parts.form.active
        return active if active in self.editing.work.keys else None

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
