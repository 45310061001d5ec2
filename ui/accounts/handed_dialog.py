"""Secrets that are shown once: the rescue code, and first passwords."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.errors import DigitizerError
from digitizer.domain.handed_secrets import HandedSecret
from digitizer.messages import Messages
from ui.announcing import announce
from ui.theme import px
from ui.widgets.styling import button, label, set_look

_WIDTH = 560


@dataclass(frozen=True, slots=True)
class Paper:
    """How the secrets come onto paper; ``name`` is the file's."""

    write: Callable[[Path], None]
    name: str


class HandedDialog(QDialog):
    """Closes only once the person says that the secrets are kept. ``note`` stands above them."""

    def __init__(
        self,
        messages: Messages,
        parent: QWidget | None,
        *,
        code: str = "",
        passwords: Sequence[HandedSecret] = (),
        note: str = "",
        paper: Paper,
    ) -> None:
        super().__init__(parent)
        text = messages.text
        self._messages = messages
        self._paper = paper
        self.setWindowTitle(text("handed-title"))
        self.setMinimumWidth(px(_WIDTH))
        self.shown: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("handed-title"), "heading"))
        if note:
            column.addWidget(label(note, wrap=True))
        column.addWidget(self._warning(text("handed-once")))
        if passwords:
            column.addWidget(label(text("handed-passwords"), "section"))
            column.addLayout(self._table(passwords))
            column.addWidget(label(text("handed-passwords-advice"), "muted", wrap=True))
        if code:
            column.addWidget(label(text("handed-code"), "section"))
            column.addWidget(self._secret(code, text("handed-code")))
            column.addWidget(label(text("handed-code-advice"), "muted", wrap=True))
        self.said = label("", "muted", wrap=True)
        self.said.hide()
        column.addWidget(self.said)
        self.kept = QCheckBox(text("handed-kept"))
        self.print = button(text("handed-print"))
        self.shut = button(text("handed-close"), "primary")
        self.shut.setEnabled(False)
        self.kept.toggled.connect(self.shut.setEnabled)
        self.print.clicked.connect(self._print)
        self.shut.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.kept, 1)
        row.addWidget(self.print)
        row.addWidget(self.shut)
        column.addStretch(1)
        column.addLayout(row)
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Esc and the window's close button do nothing before the secrets are kept."""
        if self.kept.isChecked():
            super().reject()

    def write_paper(self, target: Path) -> None:
        try:
            self._paper.write(target)
            said = self._messages.text("handed-printed", file=str(target))
        except DigitizerError as error:
            said = self._messages.error(error)
        self.said.setText(said)
        self.said.show()
        announce(self, said)

    def _print(self) -> None:
        text = self._messages.text
        proposed = str(Path.home() / self._paper.name)
        title, kinds = text("handed-print"), text("handed-file-kind")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, proposed, kinds)
        if chosen:
            self.write_paper(Path(chosen))

    def _warning(self, words: str) -> QFrame:
        frame = QFrame()
        frame.setObjectName("note")
        set_look(frame, "tone", "warn")
        inside = QVBoxLayout(frame)
        inside.addWidget(label(words, wrap=True))
        return frame

    def _secret(self, words: str, name: str) -> QLabel:
        made = label(words, "number")
        made.setAccessibleName(f"{name}: {words}")
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.shown.append(made)
        return made

    def _table(self, passwords: Sequence[HandedSecret]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(18))
        grid.setColumnStretch(1, 1)
        for line, one in enumerate(passwords):
            roles = ", ".join(self._messages.text(f"role-{role.value}") for role in one.roles)
            grid.addWidget(label(one.name, "strong"), line, 0)
            grid.addWidget(label(roles, "muted"), line, 1)
            secret = self._secret(one.password, one.name)
            secret.setProperty("role", "value")
            grid.addWidget(secret, line, 2)
        return grid
