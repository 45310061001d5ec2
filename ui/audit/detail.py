"""One entry of the audit log with everything that it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from digitizer.domain.changes import Edit
from digitizer.workflow.audit_port import LoggedAct
from ui.asking import Asking
from ui.session import Session
from ui.theme import px
from ui.widgets.styling import label

_TOLD_BY_EDITS = frozenset({"before", "after", "before_state", "after_state", "field"})
_MOST_EDITS_PX = 320
_COLUMNS = ("field", "before", "after")
_HASH = re.compile(r"\b([0-9a-f]{32})([0-9a-f]{32})\b", re.ASCII)


class AuditDetail(QFrame):
    """``show_act`` None says that nothing is chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._asking = Asking(session)
        text = session.text
        self.title = label("", "heading")
        self.sentence = label("", wrap=True)
        self.when = label("", "muted", wrap=True)
        self._changes = label(text("audit-detail-edits"), "heading")
        self.edits = self._build_edits()
        self._said_title = label(text("audit-detail-said"), "heading")
        self.said = label("", wrap=True)
        self.hash = label("", "muted", wrap=True)
        for one in (self.sentence, self.said, self.hash):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(px(6))
        for part in (self.title, self.sentence, self.when, self._changes):
            column.addWidget(part)
        column.addWidget(self.edits)
        for part in (self._said_title, self.said):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.hash)
        self.show_act(None)

    def _build_edits(self) -> QTableWidget:
        text = self._session.text
        made = QTableWidget(0, len(_COLUMNS))
        made.setHorizontalHeaderLabels([text(f"audit-detail-{name}") for name in _COLUMNS])
        made.setAccessibleName(text("audit-detail-edits"))
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setTabKeyNavigation(False)
        made.setWordWrap(True)
        made.setShowGrid(False)
        made.verticalHeader().hide()
        made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        return made

    def show_act(self, act: LoggedAct | None) -> None:
        text, audit = self._session.text, self._session.backend.audit
        shown = act is not None
        for part in (self.when, self.sentence, self.hash):
            part.setVisible(shown)
        self.edits.hide()
        for part in (self._changes, self._said_title, self.said):
            part.hide()
        if act is None:
            self.title.setText(text("audit-detail-none"))
            return
        entry = act.entry
        local = f"{entry.at.astimezone():%d/%m/%Y %H:%M:%S}"
        utc = f"{entry.at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
        self.title.setText(text("audit-detail-title", seq=str(act.seq)))
        self.sentence.setText(f"{audit.actor_name(entry.actor)}: {audit.sentence(act)}")
        self.when.setText(text("audit-detail-when", at=local, utc=utc))
        self.hash.setText(text("audit-detail-hash", hash=_HASH.sub(_in_two_lines, act.hash)))
        self._say(act, hides=frozenset())
        self._asking.ask(
            lambda: audit.edits_of(act.seq),
            lambda edits: self._show_edits(act, edits),
            self._session.on_error,
        )

    def _show_edits(self, act: LoggedAct, edits: Sequence[Edit]) -> None:
        audit = self._session.backend.audit
        self._changes.setVisible(bool(edits))
        self.edits.setVisible(bool(edits))
        self._say(act, hides=_TOLD_BY_EDITS if edits else frozenset())
        self.edits.setRowCount(len(edits))
        for row, edit in enumerate(edits):
            name = audit.field_name(act.document_type, edit.key)
            empty = self._session.text("audit-empty")
            cells = (name, edit.before_text or empty, edit.after_text or empty)
            for place, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.edits.setItem(row, place, item)
        self._fit_edits()

    def _fit_edits(self) -> None:
        """As high as its rows, up to a limit."""
        self.edits.resizeRowsToContents()
        rows = sum(self.edits.rowHeight(row) for row in range(self.edits.rowCount()))
        head = self.edits.horizontalHeader().sizeHint().height()
        self.edits.setFixedHeight(min(head + rows + px(4), px(_MOST_EDITS_PX)))

    def _say(self, act: LoggedAct, hides: frozenset[str]) -> None:
        """What was noted beside, in words where there are some for its name in the log."""
        lines = [
            f"{self._named(name)}: {_HASH.sub(_in_two_lines, value)}"
            for name, value in act.entry.details
            if value and name not in hides
        ]
        self.said.setText("\n".join(lines))
        self.said.setVisible(bool(lines))
        self._said_title.setVisible(bool(lines))

    def _named(self, name: str) -> str:
        wanted = f"audit-note-{name.replace('_', '-')}"
        messages = self._session.backend.messages
        return messages.text(wanted) if messages.has(wanted) else name


def _in_two_lines(found: re.Match[str]) -> str:
    """A hash has no place where a line may end, and is longer than one."""
    return f"{found[1]}\n{found[2]}"
