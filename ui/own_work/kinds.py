"""Which kinds of errors were found later, each with what helps against it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from digitizer.domain.pace import ErrorKind
from ui.session import Session
from ui.widgets.styling import label


class Kinds(QFrame):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._shown: list[QLabel] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(label(session.text("own-work-kinds"), "heading"))
        column.addLayout(self._lines)
        column.addStretch(1)
        column.addWidget(label(session.text("own-work-kinds-note"), "muted", wrap=True))

    def show_kinds(self, kinds: Mapping[ErrorKind, int]) -> None:
        """The most frequent first."""
        for line in self._shown:
            self._lines.removeWidget(line)
            line.deleteLater()
        text = self._session.text
        self._shown = [] if kinds else [label(text("own-work-no-errors"), wrap=True)]
        for kind, count in kinds.items():
            name = text(f"own-work-kind-{kind.value}")
            self._shown.append(label(text("own-work-kind-line", kind=name, count=count), "heading"))
            self._shown.append(label(text(f"own-work-tip-{kind.value}"), wrap=True))
        for line in self._shown:
            self._lines.addWidget(line)
