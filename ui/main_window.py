"""The window: navigation, pages, menus, messages, counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.form import Form
from digitizer.domain.form_draft import SavedForm
from digitizer.domain.lifecycle import CaseState
from ui.actions import ActionSet
from ui.approval.approval_page import ApprovalPage
from ui.batches.batches_page import BatchesPage
from ui.cases.cases_page import CasesPage
from ui.desk.desk_page import DeskPage
from ui.forms.designer_page import DesignerPage
from ui.forms.forms_page import FormsPage
from ui.inbox.inbox_page import InboxPage
from ui.models.cases import CaseTableModel
from ui.navigation import Navigation
from ui.page import Page
from ui.people.people_page import PeoplePage
from ui.session import Session
from ui.situation import PageName
from ui.theme import Tone, theme
from ui.widgets.banner import Banner
from ui.widgets.dialogs import ask_line
from ui.widgets.keys_dialog import KeysDialog
from ui.widgets.styling import label

_START_SIZE = QSize(1280, 720)
_ICON_PX = 20
_SHOWN_MS = 4000


class MainWindow(QMainWindow):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle(session.text("ui-window-title", folder=session.backend.workspace.name))
        self.resize(_START_SIZE.boundedTo(self.screen().availableGeometry().size()))
        cases = CaseTableModel(session, self)
        self.inbox = InboxPage(session)
        self.cases = CasesPage(session, cases)
        self.batches = BatchesPage(session)
        self.approval = ApprovalPage(session)
        self.desk = DeskPage(session, cases)
        self.forms = FormsPage(session)
        self.designer = DesignerPage(session)
        self.people = PeoplePage(session)
        self._desk_from = PageName.CASES
        self.pages: tuple[Page, ...] = (
            self.inbox,
            self.cases,
            self.batches,
            self.approval,
            self.desk,
            self.forms,
            self.designer,
            self.people,
        )
        self.navigation = Navigation(session)
        self.banner = Banner(session)
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(page)
        self.actions_set = ActionSet(session, self._handlers(), self)
        self._build()
        self._connect()
        self._show_actor()
        self._show_counts()
        self.show_page(PageName.INBOX)

    @property
    def page(self) -> Page:
        """The page in front."""
        return next(page for page in self.pages if page is self._stack.currentWidget())

    def show_page(self, name: PageName) -> None:
        """Bring a page to the front, unless the one in front must not be left now."""
        if self.page.name is not name and not self.page.may_leave():
            self.navigation.show_page(self.page.name)
            return
        self.banner.hide()
        self._stack.setCurrentWidget(next(page for page in self.pages if page.name is name))
        self.navigation.show_page(name)
        self.page.enter()
        self._look_again()

    def open_case(self, case_id: int, come_from: PageName = PageName.CASES) -> None:
        """Put a case on the desk; leaving it leads back to where one came from."""
        self.desk.open_case(case_id)
        if self.desk.editing.is_open:
            self._desk_from = come_from
            self.show_page(PageName.DESK)

    def show_error(self, error: DigitizerError) -> None:
        self.banner.say(self.session.backend.messages.error(error), Tone.BAD)

    def switch_user(self, name: str) -> None:
        if self.session.succeeds(lambda: self.session.switch_actor(name)):
            self.banner.say(self.session.text("ui-user-switched", name=name), Tone.GOOD)

    def apply_theme(self, *, dark: bool) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, dark=dark)
            self.actions_set.paint_icons()
            self.navigation.paint_icons()
            for page in self.pages:
                page.take_theme()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.page.may_leave() or not all(page.may_close() for page in self.pages):
            event.ignore()
            return
        self.session.close()
        event.accept()

    def _handlers(self) -> dict[str, Callable[[], None]]:
        own: dict[str, Callable[[], None]] = {
            "go-inbox": lambda: self.show_page(PageName.INBOX),
            "go-cases": lambda: self.show_page(PageName.CASES),
            "go-batches": lambda: self.show_page(PageName.BATCHES),
            "go-approval": lambda: self.show_page(PageName.APPROVAL),
            "go-forms": lambda: self.show_page(PageName.FORMS),
            "go-people": lambda: self.show_page(PageName.PEOPLE),
            "quit": self._quit,
            "keys": self._show_keys,
            "switch-user": self._ask_user,
            "dark": self._toggle_dark,
        }
        for page in self.pages:
            own.update(page.handlers())
        return own

    def _build(self) -> None:
        self.actions_set.fill_menus(self.menuBar())
        self._toolbar = QToolBar(self.session.text("ui-toolbar"))
        self._toolbar.setMovable(False)
        self._toolbar.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self._toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.actions_set.fill_toolbar(self._toolbar)
        self.actions_set.paint_icons()
        for action in self.actions_set.all():
            self.addAction(action)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._toolbar)
        frame = QWidget()
        margins = QVBoxLayout(frame)
        margins.setContentsMargins(8, 6, 8, 0)
        margins.addWidget(self.banner)
        self._banner_frame = frame
        column.addWidget(frame)
        column.addWidget(self._stack, 1)
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addWidget(right, 1)
        self.setCentralWidget(middle)
        self._counts = label()
        self._user = label()
        self.statusBar().addWidget(self._counts, 1)
        self.statusBar().addPermanentWidget(self._user)
        self.statusBar().setSizeGripEnabled(False)

    def _connect(self) -> None:
        self.session.on_error = self.show_error
        self.session.bridge.listen(self._on_change)
        self.session.follow_actor(self._on_actor)
        self.navigation.chosen.connect(lambda name: self.show_page(PageName(name)))
        for page in self.pages:
            page.situation_changed.connect(self._look_again)
            page.said.connect(self._say)
        self.cases.opened.connect(self.open_case)
        self.approval.opened.connect(self.open_case)
        self.batches.opened.connect(self._open_batch)
        self.desk.left.connect(lambda: self.show_page(self._desk_from))
        self.people.opened.connect(lambda case_id: self.open_case(case_id, PageName.PEOPLE))
        self.desk.all_done.connect(self._on_all_done)
        self.forms.blank_chosen.connect(self._design_new)
        self.forms.opened.connect(self._design_again)
        self.designer.left.connect(lambda: self.show_page(PageName.FORMS))
        self.designer.saved.connect(self._on_form_saved)

    def _say(self, text: str, tone: Tone) -> None:
        """Good news on the desk go to the status bar: a banner would move what the eye rests on.
        An empty text takes the last message away."""
        if text and not (tone is Tone.GOOD and self.page is self.desk):
            self.banner.say(text, tone)
            return
        self.banner.hide()
        if text:
            self.statusBar().showMessage(text, _SHOWN_MS)

    def _on_change(self, change: ChangeSet) -> None:
        for page in self.pages:
            page.take_change(change)
        self._show_counts()

    def _on_actor(self) -> None:
        self._show_actor()
        self.page.enter()

    def _on_all_done(self) -> None:
        self.show_page(PageName.CASES)
        self.banner.say(self.session.text("ui-all-done"), Tone.GOOD)

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
        self.desk.parts.types.show_types()

    def _look_again(self) -> None:
        self.actions_set.update(self.page.situation())
        self._toolbar.setVisible(any(action.isVisible() for action in self._toolbar.actions()))

    def _show_counts(self) -> None:
        report = self.session.attempt(self.session.backend.status)
        if report is None:
            return
        number = QLocale(self.session.backend.messages.language).toString
        waiting = sum(
            report.cases.get(state, 0) for state in (CaseState.TO_CHECK, CaseState.RETURNED)
        )
        self._counts.setText(
            self.session.text(
                "ui-status-line",
                arrivals=number(sum(report.arrivals.values())),
                reading=number(report.jobs_pending),
                waiting=number(waiting),
                checked=number(report.cases.get(CaseState.CHECKED, 0)),
            )
        )
        self.navigation.show_count(PageName.CASES, waiting)

    def _show_actor(self) -> None:
        self._user.setText(
            self.session.text("ui-status-user", name=self.session.backend.actor.name)
        )

    def _ask_user(self) -> None:
        text = self.session.text
        present = self.session.backend.actor.name
        title = text("ui-action-switch-user")
        name = ask_line(self.session, self, title, text("ui-switch-user-advice"), present)
        if name is not None and self.page.may_leave():
            self.switch_user(name)

    def _show_keys(self) -> None:
        KeysDialog(self.session, self.actions_set, self).exec()

    def _toggle_dark(self) -> None:
        self.apply_theme(dark=not theme.is_dark)

    def _quit(self) -> None:
        self.close()
