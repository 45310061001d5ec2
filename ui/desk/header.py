"""Above and below the form: whose case it is, how it stands, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout

from digitizer.domain.lifecycle import Action, allowed
from digitizer.domain.problems import Severity
from ui.desk.work import CaseWork
from ui.session import Session
from ui.widgets.styling import button, label, set_look
from ui.wording import CASE_SIGNS, PINNED_SIGN

_MARGIN_PX = 12


class CaseHeader(QFrame):
    """``pin_wanted``: the clerk asks for the field that a supervisor pinned."""

    pin_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("caseHeader")
        self._session = session
        self._title = label("", "heading")
        self._state_icon = QLabel()
        self._state = label()
        self._state.setObjectName("stateText")
        self._about = label("", "muted")
        self._reason = label("", wrap=True)
        self._reason.setProperty("role", "muted")
        self.pins = button("", "link")
        self.pins.setObjectName("pinNotice")
        self.pins.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pins.clicked.connect(self.pin_wanted)
        self._pages = label("")
        self._pages.setObjectName("pageProblems")
        set_look(self._pages, "tone", "warning")
        for line in (self._title, self._about, self.pins, self._pages):
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._title, 1)
        top.addWidget(self._state)
        top.addWidget(self._state_icon)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN_PX, 6, _MARGIN_PX, 6)
        column.setSpacing(1)
        column.addLayout(top)
        column.addWidget(self._about)
        column.addWidget(self._reason)
        column.addWidget(self.pins)
        column.addWidget(self._pages)

    def show_work(self, work: CaseWork, title: str) -> None:
        session, view = self._session, work.view
        sign = CASE_SIGNS[view.case.state]
        self._title.setText(title)
        self._title.setToolTip(title)
        self._state.setText(session.text(sign.message))
        set_look(self._state, "tone", sign.tone.value)
        self._state_icon.setPixmap(sign.pixmap())
        batch = view.batch.name if view.batch else session.text("ui-no-batch")
        parts = (session.type_label(view.case.document_type), batch, view.scan_name)
        self._about.setToolTip("  ·  ".join(parts))
        reason = view.case.return_reason
        self._reason.setVisible(bool(reason))
        if reason:
            self._reason.setText(session.text("ui-case-reason", reason=reason))
        self._show_pins(work)
        poor = [
            session.backend.messages.problem(problem)
            for shown in view.pages
            for problem in shown.page.problems
            if problem.severity is not Severity.INFO
        ]
        self._pages.setVisible(bool(poor))
        self._pages.setToolTip("\n".join(poor))
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _show_pins(self, work: CaseWork) -> None:
        """Which fields the supervisor pinned and nobody looked at again."""
        session, pinned = self._session, work.pinned()
        self.pins.setVisible(bool(pinned))
        if pinned:
            names = ", ".join(session.label(work.spec(key).label) for key in pinned)
            said = session.text("pins-notice", fields=names)
            self.pins.setIcon(PINNED_SIGN.qicon())
            self.pins.setToolTip(said)
            self.pins.setAccessibleName(said)

    def _elide(self) -> None:
        """Show of the longer words what fits; the rest is in the tip."""
        room = self.width() - 2 * _MARGIN_PX
        for line, mode in (
            (self._about, Qt.TextElideMode.ElideMiddle),
            (self.pins, Qt.TextElideMode.ElideRight),
            (self._pages, Qt.TextElideMode.ElideRight),
        ):
            words = "  ".join(line.toolTip().split("\n"))
            line.setText(line.fontMetrics().elidedText(words, mode, room))


class CaseFooter(QFrame):
    finished = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("caseFooter")
        self._session = session
        self._left = label(wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._bar.setAccessibleName(session.text("ui-progress-name"))
        self.finish = button(session.text("ui-finish-button"), "primary")
        self.finish.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.finish.clicked.connect(self.finished)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._left)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.finish)

    def show_work(self, work: CaseWork, *, can_finish: bool) -> None:
        keys, doubts = work.keys, work.doubts()
        text = self._session.text
        if not work.is_editable:
            is_open = Action.EDIT in allowed(work.case.state)
            self._left.setText(text("desk-no-right" if is_open else "ui-not-editable"))
        elif work.pinned():
            self._left.setText(text("pins-left", count=len(doubts), pins=len(work.pinned())))
        elif doubts:
            self._left.setText(text("ui-fields-left", count=len(doubts)))
        else:
            self._left.setText(text("ui-nothing-left"))
        self._bar.setRange(0, max(len(keys), 1))
        self._bar.setValue(len(keys) - len(doubts))
        self._bar.setVisible(bool(keys))
        self.finish.setEnabled(can_finish)
