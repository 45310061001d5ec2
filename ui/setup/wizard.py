"""The wizard: one page after the other, each kept before the next; nothing is lost by going back
or by leaving."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.errors import DigitizerError
from digitizer.domain.preferences import Preferences
from digitizer.messages import Messages
from ui.backends.setup import Setup
from ui.bridge import Bridge
from ui.setup.answers import Answers
from ui.setup.first_pages import FolderPage, LanguagePage, OfficePage, ScansPage
from ui.setup.last_pages import ChecksPage, DoctorPage, FinishPage
from ui.setup.page import Note, SetupPage
from ui.setup.people_pages import ColleaguesPage, PeoplePage
from ui.theme import px, theme
from ui.widgets.styling import button, label, set_look

SIZE = QSize(940, 640)
STEPS = (
    "language",
    "folder",
    "office",
    "scans",
    "people",
    "colleagues",
    "checks",
    "doctor",
    "finish",
)
_MARGIN = 18
_STEPS_WIDTH = 210


class SetupWizard(QDialog):
    """Accepted once everything is set up. What was kept stays when it is left before; the mark
    then says that it was put off. The pages from the third on need a workspace and are built when
    they are first shown."""

    def __init__(
        self, setup: Setup, bridge: Bridge, parent: QWidget | None, liked: Preferences
    ) -> None:
        super().__init__(parent)
        self.setup = setup
        self.answers = Answers(liked, administrator=setup.actor.name)
        self._bridge = bridge
        self._pages: dict[str, SetupPage] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._frame: QWidget | None = None
        self.step = STEPS[0]
        self._build()
        wanted = QSize(px(SIZE.width()), px(SIZE.height()))
        self.resize(wanted.boundedTo(self.screen().availableGeometry().size()))

    @property
    def page(self) -> SetupPage:
        return self._page(self.step)

    def go_on(self) -> None:
        """Keep the page in front and show the next one."""
        if not self.next.isEnabled():
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.page.keep()
        except DigitizerError as error:
            self.note.say(self.setup.messages.error(error), "bad")
            return
        finally:
            QApplication.restoreOverrideCursor()
        at = STEPS.index(self.step)
        if at + 1 == len(STEPS) or self.setup.is_taken_up:
            self.accept()
        else:
            self.show_step(STEPS[at + 1])

    def go_back(self) -> None:
        self.show_step(STEPS[max(STEPS.index(self.step) - 1, 0)])

    def show_step(self, step: str) -> None:
        """Bring a page to the front; raises NotAllowed where a workspace is needed first."""
        self.note.say("", "bad")
        self.step = step
        page = self._page(step)
        self._stack.setCurrentIndex(list(self._pages).index(step))
        at = STEPS.index(step)
        for name, line in self._lines.items():
            set_look(line, "role", "strong" if name == step else "muted")
        is_last = at + 1 == len(STEPS)
        self.back.setEnabled(at > 0)
        self.next.setText(self.setup.messages.text("setup-finish" if is_last else "setup-next"))
        page.enter()
        self._look()

    def reject(self) -> None:
        """Put off; what was kept stays."""
        try:
            self.setup.put_off()
        except DigitizerError as error:
            self.note.say(self.setup.messages.error(error), "bad")
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.accept()

    def _build(self) -> None:
        """Everything in the language and size in force, at the step where one is."""
        text = self.setup.messages.text
        self._pages.clear()
        if self._frame is not None:
            self._column.removeWidget(self._frame)
            self._frame.deleteLater()
        self.setWindowTitle(text("ui-action-setup"))
        self._frame = QWidget()
        across = QHBoxLayout(self._frame)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._steps())
        right = QVBoxLayout()
        right.setContentsMargins(px(_MARGIN), px(_MARGIN), px(_MARGIN), px(12))
        right.setSpacing(px(12))
        self.note = Note()
        self._stack = QStackedWidget()
        right.addWidget(self.note)
        right.addWidget(self._stack, 1)
        right.addLayout(self._buttons())
        across.addLayout(right, 1)
        self._column.addWidget(self._frame)
        self.show_step(self.step)

    def _steps(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("navigation")
        frame.setFixedWidth(px(_STEPS_WIDTH))
        column = QVBoxLayout(frame)
        column.setContentsMargins(px(14), px(_MARGIN), px(14), px(_MARGIN))
        column.setSpacing(px(10))
        self._lines: dict[str, QLabel] = {}
        for number, step in enumerate(STEPS, start=1):
            words = self.setup.messages.text(f"setup-step-{step}")
            self._lines[step] = label(f"{number}. {words}", "muted", wrap=True)
            column.addWidget(self._lines[step])
        column.addStretch(1)
        return frame

    def _buttons(self) -> QHBoxLayout:
        text = self.setup.messages.text
        self.later = button(text("setup-later"), "link")
        self.back = button(text("setup-back"))
        self.next = button(text("setup-next"), "primary")
        self.next.setAutoDefault(True)
        self.next.setDefault(True)
        self.later.clicked.connect(self.reject)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        row = QHBoxLayout()
        row.addWidget(self.later)
        row.addStretch(1)
        row.setSpacing(px(8))
        row.addWidget(self.back)
        row.addWidget(self.next)
        return row

    def _page(self, step: str) -> SetupPage:
        if step not in self._pages:
            made = self._made(step)
            made.changed.connect(self._look)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(made)
            self._pages[step] = made
            self._stack.addWidget(area)
        return self._pages[step]

    def _made(self, step: str) -> SetupPage:
        if step == LanguagePage.key:
            page = LanguagePage(self.setup, self.answers)
            page.wanted.connect(self._follow, Qt.ConnectionType.QueuedConnection)
            return page
        if step == DoctorPage.key:
            return DoctorPage(self.setup, self.answers, self._bridge)
        kinds: Sequence[type[SetupPage]] = (
            FolderPage,
            OfficePage,
            ScansPage,
            PeoplePage,
            ColleaguesPage,
            ChecksPage,
            FinishPage,
        )
        return next(kind for kind in kinds if kind.key == step)(self.setup, self.answers)

    def _follow(self) -> None:
        """Show everything in the language, look and size that were chosen."""
        liked = self.answers.liked
        if liked.language:
            self.setup.messages = Messages(liked.language)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, liked.look, liked.scale)
        self._build()

    def _look(self) -> None:
        if self.step in self._pages:
            self.next.setEnabled(self.page.is_whole())
