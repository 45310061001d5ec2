"""Every key, as F1 shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.action_list import ACTIONS, ActionSpec
from ui.actions import ActionSet
from ui.session import Session
from ui.widgets.styling import button, label

_COLUMNS = (("desk",), ("go", "cases", "page"), ("batches", "approval", "people", "help", "forms"))
_SIZE = (1060, 560)


class KeysDialog(QDialog):
    def __init__(self, session: Session, actions: ActionSet, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self._actions = actions
        self.setWindowTitle(session.text("ui-action-keys"))
        self.resize(*_SIZE)
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setSpacing(24)
        for menus in _COLUMNS:
            columns.addWidget(self._column(menus), 1, Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        close = button(session.text("ui-close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.addWidget(area, 1)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _column(self, menus: tuple[str, ...]) -> QWidget:
        column = QWidget()
        grid = QGridLayout(column)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for menu in menus:
            specs = [spec for spec in ACTIONS if spec.menu == menu and spec.keys]
            if specs:
                title = self._session.text(f"ui-menu-{menu}").replace("&", "")
                grid.addWidget(label(title, "section"), grid.rowCount(), 0, 1, 2)
            # What a key does on several pages in the same words is said once.
            lines = dict.fromkeys(
                (self._key_text(spec), self._session.text(f"ui-action-{spec.id}")) for spec in specs
            )
            for shown, words in lines:
                row = grid.rowCount()
                key = label(shown, "key")
                key.setAlignment(Qt.AlignmentFlag.AlignCenter)
                grid.addWidget(key, row, 0)
                grid.addWidget(label(words, wrap=True), row, 1)
        return column

    def _key_text(self, spec: ActionSpec) -> str:
        first = QKeySequence(self._actions.keys_of(spec)[0])
        return first.toString(QKeySequence.SequenceFormat.NativeText)
