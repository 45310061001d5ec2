"""What the window of practice does beyond that of real work: it counts keys, says how a case
went, and leads from the page to the desk."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from digitizer.domain.lifecycle import CaseState
from digitizer.workflow.lists import AS_ARRIVED
from digitizer.workflow.ports import CaseFilter
from ui.action_list import ACTIONS
from ui.actions import ActionSet
from ui.cases.cases_page import CasesPage
from ui.desk.desk_page import DeskPage
from ui.keymap import shown
from ui.models.cases import CaseTableModel
from ui.page import Page
from ui.practice.band import PracticeBand
from ui.practice.coach import Coach
from ui.practice.key_counter import KeyCounter
from ui.practice.practice_page import PracticePage
from ui.session import Session
from ui.situation import PageName

_GO = "go-practice"
_OPEN = (CaseState.TO_CHECK, CaseState.RETURNED)


class PractisedWindow(Protocol):
    """What is asked of the window."""

    session: Session
    actions_set: ActionSet

    @property
    def page(self) -> Page: ...
    @property
    def desk(self) -> DeskPage: ...
    @property
    def cases(self) -> CasesPage: ...
    @property
    def case_model(self) -> CaseTableModel: ...
    def is_built(self, name: PageName) -> bool: ...
    def show_page(self, name: PageName) -> None: ...
    def open_case(self, case_id: int, come_from: PageName) -> None: ...


class PracticeInWindow:
    """Lives as long as the window; :meth:`begin` is called whenever its frame was built."""

    def __init__(self, window: PractisedWindow, widget: QWidget) -> None:
        self._window = window
        self.counter = KeyCounter(widget, self._current)

    def begin(self, band: PracticeBand) -> None:
        """Speak in this band from now on."""
        self._band = band
        band.asked.connect(lambda: self._window.show_page(PageName.PRACTICE))
        self._coach = Coach(self._window.session, band, lambda: self.counter.keys, self._key)

    def attend(self, page: PracticePage) -> None:
        """Lead from the page to the desk."""
        page.opened.connect(self._open)
        page.goes_on.connect(self._go_on)
        page.seen.connect(self._band.hush)

    def _key(self) -> str:
        actions = self._window.actions_set
        spec = next(each for each in ACTIONS if each.id == _GO)
        keys = actions.keys_of(spec)
        return shown(keys[0]) if keys else actions[_GO].text()

    def _current(self) -> tuple[int, bool] | None:
        """The case on the desk, and whether the person worked on it before."""
        window = self._window
        if window.page.name is not PageName.DESK or not window.desk.editing.is_open:
            return None
        view, person = window.desk.editing.work.view, window.session.backend.actor.name
        return view.case.id, any(edit.actor == person for edit in view.edits)

    def _fill_strip(self) -> None:
        """The cases page keeps the list beside the desk fresh, so it has to be there."""
        window = self._window
        if not window.is_built(PageName.CASES) or not window.case_model.rowCount():
            model = window.cases.model
            window.session.succeeds(lambda: model.show(CaseFilter()))

    def _open(self, case_id: int, key: str) -> None:
        self._fill_strip()
        self._window.open_case(case_id, PageName.PRACTICE)
        editing = self._window.desk.editing
        if key and editing.is_open and key in editing.work.keys:
            self._window.desk.parts.form.focus_field(key)

    def _go_on(self) -> None:
        """Back to the case on the desk, or to the first that waits."""
        window = self._window
        editing = window.desk.editing if window.is_built(PageName.DESK) else None
        if editing is not None and editing.is_open and editing.work.case.state in _OPEN:
            window.show_page(PageName.DESK)
            return
        backend = window.session.backend
        found = window.session.attempt(
            lambda: backend.case_neighbour(CaseFilter(), AS_ARRIVED, None, 1, _OPEN)
        )
        if found is not None:
            self._fill_strip()
            window.open_case(found, PageName.PRACTICE)
