"""The pages of the window, and how one leads to another."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal

from digitizer.domain.form import Form
from digitizer.domain.form_draft import SavedForm
from digitizer.workflow.column import Column
from ui.accounts.accounts_page import AccountsPage
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
from ui.passes.column_page import ColumnPage
from ui.passes.passes_page import PassesPage
from ui.people.people_page import PeoplePage
from ui.personal import PersonalWindow
from ui.practice.in_window import PracticeInWindow
from ui.practice.practice_page import PracticePage
from ui.progress.progress_page import ProgressPage
from ui.sampling.sampling_page import SamplingPage
from ui.search.search_page import SearchPage
from ui.second.second_page import SecondPage
from ui.session import Session
from ui.situation import PageName
from ui.theme import Tone

P = TypeVar("P", bound=Page)
_SEEN_WITH = {
    PageName.DESK: "open-case",
    PageName.DESIGNER: "go-forms",
    PageName.COLUMN: "go-passes",
}
_FIRST_PAGES = (
    PageName.INBOX,
    PageName.CASES,
    PageName.SECOND,
    PageName.ACCOUNTS,
    PageName.PROGRESS,
    PageName.OWN_WORK,
)


class PagedWindow(PersonalWindow):
    """Pages are cached properties named after their :class:`PageName`: to add one, add its name
    and such a property; ``go-<name>``, with - for _, is then answered too."""

    accounts_begun = Signal()

    def __init__(self, session: Session) -> None:
        self._desk_from = PageName.CASES
        super().__init__(session)
        is_practice = session.backend.is_practice
        self._practising = PracticeInWindow(self, self) if is_practice else None

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
    def search(self) -> SearchPage:
        page = SearchPage(self.session)
        page.opened.connect(lambda case_id: self.open_case(case_id, PageName.SEARCH))
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
        page.began.connect(self.accounts_begun)
        return self._built_page(page)

    # Going about

    def may_see(self, name: PageName) -> bool:
        """Whether the person who is here may look at a page."""
        needed = _SEEN_WITH.get(name, f"go-{name.value.replace('_', '-')}")
        return self.actions_set.may(needed)

    def show_first_page(self) -> None:
        """Begin where this person's work begins."""
        self.show_page(next(name for name in _FIRST_PAGES if self.may_see(name)))

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

    def _on_all_done(self) -> None:
        if self._practising is not None:
            self.show_page(PageName.PRACTICE)
            return
        self.show_page(PageName.CASES)
        self.banner.say(self.session.text("ui-all-done"), Tone.GOOD)

    def _built_page(self, page: P) -> P:
        self._take_in(page)
        return page
