"""The window: its pages, how one leads to another, and what can be done everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.form import Form
from digitizer.domain.form_draft import SavedForm
from digitizer.domain.preferences import Look
from digitizer.workflow.column import Column
from digitizer.workflow.ports import CaseFilter
from ui.accounts.accounts_page import ACCOUNT_ACTIONS, AccountsPage
from ui.accounts.at_window import AccountsAtWindow
from ui.approval.approval_page import ApprovalPage
from ui.audit.audit_page import AuditPage
from ui.batches.batches_page import BatchesPage
from ui.cases.cases_page import CasesPage
from ui.desk.desk_page import DeskPage
from ui.forms.designer_page import DesignerPage
from ui.forms.forms_page import FormsPage
from ui.inbox.inbox_page import InboxPage
from ui.models.cases import CaseTableModel
from ui.own_work.own_work_page import OwnWorkPage
from ui.page import Page
from ui.palette.entries import ActionEntry, CaseEntry
from ui.palette.palette import Palette
from ui.passes.column_page import ColumnPage
from ui.passes.passes_page import PassesPage
from ui.people.people_page import PeoplePage
from ui.personal import PersonalWindow
from ui.practice.in_window import PracticeInWindow
from ui.practice.practice_page import PracticePage
from ui.progress.progress_page import ProgressPage
from ui.sampling.sampling_page import SamplingPage
from ui.second.second_page import SecondPage
from ui.session import Session
from ui.settings.settings_dialog import SettingsDialog
from ui.situation import PageName
from ui.theme import Tone, theme
from ui.widgets.dialogs import ask_line
from ui.widgets.keys_dialog import KeysDialog

P = TypeVar("P", bound=Page)


class MainWindow(PersonalWindow):
    """Pages are cached properties named after their :class:`PageName`: to add one, add its name
    and such a property; ``go-<name>``, with - for _, is then answered too."""

    def __init__(self, session: Session) -> None:
        early: list[DigitizerError] = []
        session.on_error = early.append
        self._desk_from = PageName.CASES
        super().__init__(session)
        self.accounts_here = AccountsAtWindow(session, self)
        is_practice = session.backend.is_practice
        self._practising = PracticeInWindow(self, self) if is_practice else None
        self.fill_frame()
        self.take_start_size()
        session.on_error = self.show_error
        session.follow_actor(self._on_actor)
        self.show_page(PageName.PRACTICE if is_practice else PageName.INBOX)
        self._reopen_place()
        for error in early:
            self.show_error(error)

    # The pages

    @cached_property
    def case_model(self) -> CaseTableModel:
        """The list of cases and the strip of the desk show the same rows."""
        return CaseTableModel(self.session, self)

    @cached_property
    def inbox(self) -> InboxPage:
        return self._built_page(InboxPage(self.session))

    @cached_property
    def cases(self) -> CasesPage:
        page = CasesPage(self.session, self.case_model)
        page.opened.connect(self.open_case)
        return self._built_page(page)

    @cached_property
    def batches(self) -> BatchesPage:
        page = BatchesPage(self.session)
        page.opened.connect(self._open_batch)
        return self._built_page(page)

    @cached_property
    def approval(self) -> ApprovalPage:
        page = ApprovalPage(self.session)
        page.opened.connect(self.open_case)
        return self._built_page(page)

    @cached_property
    def desk(self) -> DeskPage:
        page = DeskPage(self.session, self.case_model)
        page.left.connect(lambda: self.show_page(self._desk_from))
        page.all_done.connect(self._on_all_done)
        return self._built_page(page)

    @cached_property
    def forms(self) -> FormsPage:
        page = FormsPage(self.session)
        page.blank_chosen.connect(self._design_new)
        page.opened.connect(self._design_again)
        return self._built_page(page)

    @cached_property
    def designer(self) -> DesignerPage:
        page = DesignerPage(self.session)
        page.left.connect(lambda: self.show_page(PageName.FORMS))
        page.saved.connect(self._on_form_saved)
        return self._built_page(page)

    @cached_property
    def people(self) -> PeoplePage:
        page = PeoplePage(self.session)
        page.opened.connect(lambda case_id: self.open_case(case_id, PageName.PEOPLE))
        return self._built_page(page)

    @cached_property
    def passes(self) -> PassesPage:
        page = PassesPage(self.session)
        page.opened.connect(lambda case_id: self.open_case(case_id, PageName.PASSES))
        page.began.connect(self.begin_column)
        return self._built_page(page)

    @cached_property
    def column(self) -> ColumnPage:
        page = ColumnPage(self.session, self.case_model)
        page.opened.connect(lambda case_id: self.open_case(case_id, PageName.COLUMN))
        page.left.connect(lambda: self.show_page(PageName.PASSES))
        return self._built_page(page)

    @cached_property
    def second(self) -> SecondPage:
        return self._built_page(SecondPage(self.session))

    @cached_property
    def sampling(self) -> SamplingPage:
        return self._built_page(SamplingPage(self.session))

    @cached_property
    def own_work(self) -> OwnWorkPage:
        return self._built_page(OwnWorkPage(self.session))

    @cached_property
    def progress(self) -> ProgressPage:
        return self._built_page(ProgressPage(self.session))

    @cached_property
    def audit(self) -> AuditPage:
        return self._built_page(AuditPage(self.session))

    @cached_property
    def practice(self) -> PracticePage:
        page = PracticePage(self.session)
        if self._practising is not None:
            self._practising.attend(page)
        return self._built_page(page)

    @cached_property
    def accounts(self) -> AccountsPage:
        page = AccountsPage(self.session)
        page.began.connect(self._on_accounts_begun)
        return self._built_page(page)

    # Going about

    def show_page(self, name: PageName) -> None:
        """Bring a page to the front, unless the one in front must not be left now."""
        if self.pages and self.page.name is not name and not self.page.may_leave():
            self.navigation.show_page(self.page.name)
            return
        self.banner.hide()
        self.bring_forward(self.page_named(name))
        self.page.enter()
        self.look_again()

    def open_case(self, case_id: int, come_from: PageName = PageName.CASES) -> None:
        """Put a case on the desk; leaving it leads back to where one came from."""
        self.desk.open_case(case_id)
        if self.desk.editing.is_open or self.desk.failed_at is not None:
            self._desk_from = come_from
            self.show_page(PageName.DESK)

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
        if place is None:
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
            "palette": self._show_palette,
            "settings": self._show_settings,
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

    def _built_page(self, page: P) -> P:
        self._take_in(page)
        return page

    def _on_change(self, change: ChangeSet) -> None:
        for page in self.pages:
            page.take_change(change)
        if change.action in ACCOUNT_ACTIONS:
            self.accounts_here.follow()
        self._ask_counts()

    def _on_actor(self) -> None:
        self._show_actor()
        self.arrived.forget()
        self.follow_person()
        self.accounts_here.follow()
        self.page.enter()

    def _on_all_done(self) -> None:
        if self._practising is not None:
            self.show_page(PageName.PRACTICE)
            return
        self.show_page(PageName.CASES)
        self.banner.say(self.session.text("ui-all-done"), Tone.GOOD)

    def begin_column(
        self, batch_id: int, column: Column, all_values: bool, case_id: int | None = None
    ) -> None:
        """Work through one field of a batch, from a case or from the first that is left."""
        self.show_page(PageName.COLUMN)
        self.column.begin(batch_id, column, all_values=all_values, case_id=case_id)

    def _open_batch(self, batch_id: int) -> None:
        self.cases.show_batch(batch_id)
        self.show_page(PageName.CASES)

    def _design_new(self, blank: Path) -> None:
        self.show_page(PageName.DESIGNER)
        self.designer.begin(blank)

    def _design_again(self, form: Form, then_try: bool) -> None:
        self.show_page(PageName.DESIGNER)
        self.designer.edit(form, then_try=then_try)

    def _on_form_saved(self, made: SavedForm) -> None:
        self.forms.show_saved(made)
        if self.is_built(PageName.DESK):
            self.desk.parts.types.show_types()

    def _on_accounts_begun(self) -> None:
        """Names are no longer taken at their word: whoever is here and has no account logs in."""
        self.accounts_here.follow()
        if self.session.backend.accounts.own() is None:
            self._ask_user()

    def _ask_user(self) -> None:
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
