"""The window: what can be done everywhere, and who is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.preferences import Look
from digitizer.workflow.ports import CaseFilter
from ui.accounts.accounts_page import ACCOUNT_ACTIONS
from ui.accounts.at_window import AccountsAtWindow
from ui.accounts.waiting_dialogs import close_waiting
from ui.handovers.handovers_dialog import HandoversDialog
from ui.page import Page
from ui.paged_window import PagedWindow
from ui.palette.entries import ActionEntry, CaseEntry
from ui.palette.palette import Palette
from ui.session import Session
from ui.settings.settings_dialog import SettingsDialog
from ui.setup.wizard import SetupWizard
from ui.situation import PageName
from ui.theme import Tone, theme
from ui.widgets.dialogs import ask_line
from ui.widgets.keys_dialog import KeysDialog

P = TypeVar("P", bound=Page)


class MainWindow(PagedWindow):
    """What can be done wherever one is, and whom the window serves."""

    def __init__(self, session: Session) -> None:
        early: list[DigitizerError] = []
        session.on_error = early.append
        super().__init__(session)
        self.accounts_here = AccountsAtWindow(session, self)
        self.accounts_begun.connect(self._on_accounts_begun)
        self.fill_frame()
        self.take_start_size()
        session.on_error = self.show_error
        session.follow_actor(self._on_actor)
        if self._practising is None:
            self.show_first_page()
        else:
            self.show_page(PageName.PRACTICE)
        self._reopen_place()
        for error in early:
            self.show_error(error)

    def open_arrived(self) -> None:
        """Put the case on the desk whose awaited scan seems to be there, at the page that waits."""
        if not self.arrived.found:
            self.say(self.session.text("arrived-none"), Tone.ACCENT)
            return
        first = self.arrived.found[0]
        self.open_case(first.awaited.case_id)
        if self.page.name is PageName.DESK:
            self.desk.paper.go_to_page(first.awaited.view.page.id)
            keys = self.actions_set["case-pages"].shortcut().toString()
            place, scan = first.awaited.place + 1, first.found.scan_name
            said = self.session.text("arrived-here", page=place, scan=scan, keys=keys)
            self.say(said, Tone.ACCENT)

    def _reopen_place(self) -> None:
        """Go on where the person was on the desk when the program last ran."""
        place = self.session.preferences.place
        if place is None or not (self.may_see(PageName.CASES) and self.may_see(PageName.DESK)):
            return
        if place.batch_id is not None:
            self.cases.show_batch(place.batch_id)
        else:
            self.session.succeeds(self.case_model.reload)
        if self.desk.reopen(place):
            self.show_page(PageName.DESK)

    def show_error(self, error: DigitizerError) -> None:
        self.banner.say(self.session.backend.messages.error(error), Tone.BAD)

    def switch_user(self, name: str) -> None:
        if self.session.succeeds(lambda: self.session.switch_actor(name)):
            self.banner.say(self.session.text("ui-user-switched", name=name), Tone.GOOD)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.session.bridge.is_closed and not self.may_be_built_anew():
            event.ignore()
            return
        self.session.close()
        event.accept()

    def _handlers(self) -> dict[str, Callable[[], None]]:
        going = {
            f"go-{name.value.replace('_', '-')}": partial(self.show_page, name) for name in PageName
        }
        return {
            **going,
            "quit": self._quit,
            "arrived-scan": self.open_arrived,
            "handovers": self._show_handovers,
            "search-everywhere": self._search_everywhere,
            "palette": self._show_palette,
            "settings": self._show_settings,
            "setup": self.set_up,
            "keys": self._show_keys,
            "switch-user": self._ask_user,
            "change-password": self.accounts_here.change_password,
            "lock": self.accounts_here.lock,
            "dark": self._toggle_dark,
        }

    def fill_frame(self) -> None:
        self._build_frame()
        self.actions_set.adopt(self._handlers())
        self.arrived.clicked.connect(self.open_arrived)
        self.navigation.chosen.connect(lambda name: self.show_page(PageName(name)))
        if self._practising is not None and self.practice_band is not None:
            self._practising.begin(self.practice_band)
        self.session.bridge.listen(self._on_change)
        self._show_actor()
        self._ask_counts()
        self.accounts_here.follow()

    def way_back(self) -> Callable[[], None]:
        front, where = self.page.name, self.case_model.where
        self.__dict__.pop("case_model").deleteLater()
        if front is PageName.DESK and self.desk.editing.is_open:
            case_id, field = self.desk.editing.work.case.id, self.desk.parts.form.active
            return partial(self._back_to_case, case_id, field, where, self._desk_from)
        if front is PageName.COLUMN and self.column.run is not None:
            return partial(self.begin_column, *self.column.place)
        leads_to = {
            PageName.DESK: PageName.CASES,
            PageName.DESIGNER: PageName.FORMS,
            PageName.COLUMN: PageName.PASSES,
        }
        return partial(self.show_page, leads_to.get(front, front))

    def _back_to_case(
        self, case_id: int, field: str | None, where: CaseFilter, came_from: PageName
    ) -> None:
        self.session.succeeds(lambda: self.case_model.show(where))
        self.open_case(case_id, came_from)
        if field is not None and field in self.desk.editing.work.keys:
            self.desk.parts.form.focus_field(field)

    def _on_change(self, change: ChangeSet) -> None:
        for page in self.pages:
            if self.may_see(page.name):
                page.take_change(change)
        if change.action in ACCOUNT_ACTIONS:
            self.accounts_here.follow()
            if self.is_built(PageName.DESK):
                self.desk.take_rights()
            if not self.may_see(self.page.name):
                self.show_first_page()
        self._ask_counts()

    def _on_actor(self) -> None:
        self._show_actor()
        self.arrived.forget()
        self.follow_person()
        self.accounts_here.follow()
        if self.is_built(PageName.DESK):
            self.desk.take_rights()
        if self.may_see(self.page.name):
            self.page.enter()
        else:
            self.show_first_page()
        self.accounts_here.tell_of_rescues()

    def _on_accounts_begun(self) -> None:
        """Names are no longer taken at their word: whoever is here and has no account logs in."""
        self.accounts_here.follow()
        if self.session.backend.accounts.own() is None:
            self._ask_user()

    def _ask_user(self) -> None:
        """A dialog that waits is the present person's: it is cancelled before anybody comes."""
        if QApplication.activeModalWidget() is not None:
            close_waiting(self._ask_who)
        else:
            self._ask_who()

    def _ask_who(self) -> None:
        if self.session.backend.accounts.are_in_use():
            other = self.accounts_here.ask_other() if self.page.may_leave() else None
            if other is not None:
                self.session.take_backend(other)
            return
        text = self.session.text
        present = self.session.backend.actor.name
        title = text("ui-action-switch-user")
        name = ask_line(self.session, self, title, text("ui-switch-user-advice"), present)
        if name is not None and self.page.may_leave():
            self.switch_user(name)

    def _search_everywhere(self) -> None:
        self.show_page(PageName.SEARCH)
        if self.page.name is PageName.SEARCH:
            self.search.bar.focus_search()

    def _show_palette(self) -> None:
        palette = Palette(self.session, self.actions_set, self.page.situation(), self)
        if palette.exec() == QDialog.DialogCode.Accepted:
            chosen = palette.chosen
            if isinstance(chosen, CaseEntry):
                self.open_case(chosen.case_id)
            elif isinstance(chosen, ActionEntry):
                self.actions_set[chosen.spec.id].trigger()

    def _show_settings(self) -> None:
        dialog = SettingsDialog(self.session, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.take_preferences(dialog.wanted)

    def set_up(self) -> None:
        """The wizard, for what it asks of a workspace that is there."""
        liked = self.session.preferences
        wizard = SetupWizard(self.session.backend.setup, self.session.bridge, self, liked)
        had_accounts = self.session.backend.accounts.are_in_use()
        is_done = wizard.exec() == QDialog.DialogCode.Accepted
        self.session.suppose(wizard.answers.liked)
        self.follow_person()
        if self.session.backend.accounts.are_in_use() and not had_accounts:
            self._on_accounts_begun()
        if is_done:
            self.say(self.session.text("setup-done"), Tone.GOOD)

    def _show_handovers(self) -> None:
        HandoversDialog(self.session, self).exec()

    def _show_keys(self) -> None:
        dialog = KeysDialog(self.session, self.actions_set, self)
        dialog.exec()
        keys = dict(dialog.keymap.own)
        self.take_preferences(replace(self.session.preferences, keys=keys))

    def _toggle_dark(self) -> None:
        look = Look.LIGHT if theme.is_dark else Look.DARK
        self.take_preferences(replace(self.session.preferences, look=look))

    def _quit(self) -> None:
        self.close()
