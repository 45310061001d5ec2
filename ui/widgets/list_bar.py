"""The head of a long list: its name, how many rows, search and filters in one row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from ui.session import Session
from ui.theme import px
from ui.widgets.fitting_combo import FittingCombo
from ui.widgets.styling import button, label, set_look

_TYPING_PAUSE_MS = 180
_SHOWN_CHARACTERS = 8
_MOST_SHOWN = 20

Choice = tuple[QIcon | None, str, Any]


class ListBar(QWidget):
    """``narrowed``: what the list leaves was chosen anew; ``entered``: Enter in the search box.

    A filter that narrows the list is drawn as active; Esc anywhere in the bar, or the button that
    appears, takes all of them away."""

    narrowed = Signal()
    entered = Signal()

    def __init__(self, session: Session, title: str, hint: str) -> None:
        super().__init__()
        text = session.text
        self._session = session
        self.search = QLineEdit()
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(text("ui-action-search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(px(130))
        self.count = label("", "muted")
        self._choices: list[QComboBox] = []
        self._switches: list[QCheckBox] = []
        self._clear = button(text("lists-clear"), "link")
        self._clear.setToolTip(text("lists-clear-tip"))
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(8))
        self._row.addWidget(label(title, "title"))
        self._row.addWidget(self.count)
        self._row.addStretch(1)
        self._row.addWidget(self._clear)
        self._row.addWidget(self.search, 3)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._enter)

    @property
    def text(self) -> str | None:
        """What is searched for."""
        return self.search.text().strip() or None

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out of the list."""
        chosen = any(choice.currentIndex() > 0 for choice in self._choices)
        return chosen or self.text is not None or any(one.isChecked() for one in self._switches)

    def add_choice(self, name: str, choices: Sequence[Choice]) -> QComboBox:
        """A filter; the first choice is the one that leaves everything."""
        made = FittingCombo()
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setMaxVisibleItems(_MOST_SHOWN)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        made.setSizeAdjustPolicy(policy)
        made.setMinimumContentsLength(_SHOWN_CHARACTERS)
        fill(made, choices)
        made.installEventFilter(self)
        made.currentIndexChanged.connect(lambda _index: self._tell())
        self._choices.append(made)
        self._row.addWidget(made, 1)
        return made

    def add_switch(self, words: str) -> QCheckBox:
        made = QCheckBox(words)
        made.toggled.connect(lambda _on: self._tell())
        self._switches.append(made)
        self._row.addWidget(made)
        return made

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def show_count(self, words: str) -> None:
        self.count.setText(words)

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear(self) -> None:
        """Leave nothing out any more."""
        if not self.is_narrow:
            return
        had_focus = self._clear.hasFocus()
        self.reset()
        self._tell()
        if had_focus:
            self.focus_search()

    def reset(self) -> None:
        """As :meth:`clear`, without a word to anybody."""
        for widget in (self.search, *self._choices, *self._switches):
            widget.blockSignals(True)
        self.search.clear()
        for choice in self._choices:
            choice.setCurrentIndex(0)
        for switch in self._switches:
            switch.setChecked(False)
        for widget in (self.search, *self._choices, *self._switches):
            widget.blockSignals(False)
        self.show_active()

    def show_active(self) -> None:
        """Draw which filters narrow the list."""
        for choice in self._choices:
            set_look(choice, "active", "true" if choice.currentIndex() > 0 else "false")
            choice.setToolTip(f"{choice.accessibleName()}: {choice.currentText()}")
        set_look(self.search, "active", "true" if self.text else "false")
        self._clear.setVisible(self.is_narrow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A closed list of choices has no use for Esc, and the bar has."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_open = isinstance(watched, QComboBox) and watched.view().isVisible()
            if event.key() == Qt.Key.Key_Escape and not is_open and self.is_narrow:
                self.clear()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_narrow:
            self.clear()
            return
        super().keyPressEvent(event)

    def settle(self) -> None:
        """Do now what waits for a pause in the typing."""
        if self._pause.isActive():
            self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        self.show_active()
        self.narrowed.emit()

    def _enter(self) -> None:
        self.settle()
        self.entered.emit()


def fill(choice: QComboBox, choices: Sequence[Choice]) -> None:
    """Offer these, and keep what is chosen if it is still among them; nothing is told."""
    chosen = choice.currentData()
    choice.blockSignals(True)
    choice.clear()
    for icon, words, data in choices:
        if icon is None:
            choice.addItem(words, data)
        else:
            choice.addItem(icon, words, data)
    place = choice.findData(chosen) if chosen is not None else 0
    choice.setCurrentIndex(max(place, 0))
    choice.blockSignals(False)
