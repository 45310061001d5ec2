"""The frame of the window: navigation, menus, toolbar, messages, status bar, and the pages, each
of which is built when it is first needed."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.lifecycle import CaseState
from digitizer.workflow.overview import StatusReport
from ui.actions import ActionSet
from ui.announcing import announce
from ui.asking import Asking
from ui.casepages.arrived import ArrivedNotice
from ui.keymap import KeyMap
from ui.navigation import Navigation
from ui.page import Page
from ui.practice.band import PracticeBand
from ui.session import Session
from ui.situation import PageName
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.styling import label

_START_SIZE = QSize(1280, 720)
_ICON_PX = 20
_SHOWN_MS = 4000
_TOOL_GAP_PX = 4
_DESKS = frozenset({PageName.DESK, PageName.COLUMN})


class Shell(QMainWindow):
    """A subclass has a cached property named after each :class:`PageName`, which makes the page
    and has it taken in."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.practice_band: PracticeBand | None = None

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that were needed so far."""
        return tuple(self._built)

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._built[self._stack.currentIndex()]

    def is_built(self, name: PageName) -> bool:
        return any(page.name is name for page in self._built)

    def page_named(self, name: PageName) -> Page:
        """The page, built now if it is needed for the first time."""
        found: Page = getattr(self, name.value)
        return found

    def take_start_size(self) -> None:
        self.resize(_START_SIZE.boundedTo(self.screen().availableGeometry().size()))

    def bring_forward(self, page: Page) -> None:
        """Show a page, and where one is."""
        self._stack.setCurrentIndex(self._built.index(page))
        self.navigation.show_page(page.name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._use_room()

    def look_again(self) -> None:
        """Bring the actions in line with the page in front."""
        if not self._built:
            return
        self.actions_set.update(self.page.situation())
        self._use_room()
        self._toolbar.setVisible(any(action.isVisible() for action in self._toolbar.actions()))

    def say(self, text: str, tone: Tone) -> None:
        """Good news on a desk go to the status bar: a banner would move what the eye rests on.
        An empty text takes the last message away."""
        if text and not (tone is Tone.GOOD and self.page.name in _DESKS):
            self.banner.say(text, tone)
            return
        self.banner.hide()
        if text:
            self._say_briefly(text)

    def _say_briefly(self, text: str) -> None:
        self.statusBar().showMessage(text, _SHOWN_MS)
        announce(self.statusBar(), text)

    def _build_frame(self) -> None:
        """Everything around the pages, in the words and sizes in force; what was there goes."""
        self._built: list[Page] = []
        text = self.session.text
        self.setWindowTitle(text("ui-window-title", folder=self.session.backend.workspace.name))
        self._counting = Asking(self.session)
        self.navigation = Navigation(self.session)
        self.banner = Banner(self.session)
        self._stack = QStackedWidget()
        self.actions_set = ActionSet(self.session, self, KeyMap(self.session.preferences.keys))
        self._build_bars()
        self._build_middle()
        self._build_status()
        self._use_room()

    def _use_room(self) -> None:
        """Leave words out where the window is small for the scale in force."""
        self.navigation.set_room(self.width())
        self.actions_set.style_toolbar(self._toolbar, has_room=True)
        shown = [action for action in self._toolbar.actions() if action.isVisible()]
        tools = map(self._toolbar.widgetForAction, shown)
        needed = sum(tool.sizeHint().width() + px(_TOOL_GAP_PX) for tool in tools)
        if needed > self.width() - self.navigation.width():
            self.actions_set.style_toolbar(self._toolbar, has_room=False)

    def _take_down(self) -> None:
        """Remove what :meth:`_build_frame` built."""
        for name in PageName:
            self.__dict__.pop(name.value, None)
        for action in self.actions_set.all():
            self.removeAction(action)
        self.actions_set.deleteLater()
        self.menuBar().clear()
        for line in (self._counts, self.arrived, self._user):
            self.statusBar().removeWidget(line)
            line.deleteLater()
        self.takeCentralWidget()
        self._middle.deleteLater()

    def _build_bars(self) -> None:
        self.actions_set.fill_menus(self.menuBar())
        self._toolbar = QToolBar(self.session.text("ui-toolbar"))
        self._toolbar.setMovable(False)
        self._toolbar.setIconSize(QSize(px(_ICON_PX), px(_ICON_PX)))
        self._toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.actions_set.fill_toolbar(self._toolbar)
        self.actions_set.paint_icons()
        for action in self.actions_set.all():
            self.addAction(action)

    def _build_middle(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.practice_band = None
        if self.session.backend.is_practice:
            self.practice_band = PracticeBand(self.session)
            column.addWidget(self.practice_band)
        column.addWidget(self._toolbar)
        frame = QWidget()
        margins = QVBoxLayout(frame)
        margins.setContentsMargins(8, 6, 8, 0)
        margins.addWidget(self.banner)
        column.addWidget(frame)
        column.addWidget(self._stack, 1)
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addWidget(right, 1)
        self._middle = middle
        self.setCentralWidget(middle)

    def _build_status(self) -> None:
        self._counts = QLabel()
        self._counts.setMinimumWidth(1)
        self._user = label()
        self.arrived = ArrivedNotice(self.session)
        self.arrived.came.connect(self._say_briefly)
        self.statusBar().addWidget(self._counts, 1)
        self.statusBar().addPermanentWidget(self.arrived)
        self.statusBar().addPermanentWidget(self._user)
        self.statusBar().setSizeGripEnabled(False)

    def _take_in(self, page: Page) -> None:
        """Put a page that was just made among the others. On a small screen at a large scale a
        page that needs more room is scrolled; the window never outgrows the screen."""
        frame = QScrollArea()
        frame.setWidgetResizable(True)
        frame.setFrameShape(QScrollArea.Shape.NoFrame)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setWidget(page)
        self._built.append(page)
        self._stack.addWidget(frame)
        self.actions_set.adopt(page.handlers(), page.name)
        page.situation_changed.connect(self.look_again)
        page.said.connect(self.say)

    def _show_actor(self) -> None:
        name = self.session.backend.actor.name
        self._user.setText(self.session.text("ui-status-user", name=name))

    def show_who(self, *, is_proven: bool) -> None:
        """Who is here; plainly, where the name is only what somebody said it is."""
        self._show_actor()
        if not is_proven:
            self._user.setText(self.session.text("accounts-status-said", who=self._user.text()))
        self._user.setToolTip("" if is_proven else self.session.text("accounts-none"))

    def _ask_counts(self) -> None:
        """Have a worker count; a million cases take a while, and changes come in crowds."""
        backend = self.session.backend
        self._counting.ask(backend.status, self._show_counts, self.session.on_error)
        self.arrived.ask()

    def _show_counts(self, report: StatusReport) -> None:
        waiting = sum(
            report.cases.get(state, 0) for state in (CaseState.TO_CHECK, CaseState.RETURNED)
        )
        self._counts.setText(self._status_words(report, waiting))
        self._counts.setToolTip(self._counts.text())
        self.navigation.show_count(PageName.CASES, waiting)

    def _status_words(self, report: StatusReport, waiting: int) -> str:
        number = QLocale(self.session.backend.messages.language).toString
        return self.session.text(
            "ui-status-line",
            arrivals=number(sum(report.arrivals.values())),
            reading=number(report.jobs_pending),
            waiting=number(waiting),
            checked=number(report.cases.get(CaseState.CHECKED, 0)),
        )
