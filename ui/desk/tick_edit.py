"""The box in which a clerk says whether something is ticked on the paper."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from digitizer.domain.schema import FieldSpec
from digitizer.domain.values.canonical import canonical, shown
from ui.session import Session

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STATES = {"1": Qt.CheckState.Checked, "0": Qt.CheckState.Unchecked}
_VALUES = {state: value for value, state in _STATES.items()}
_WORDS = {
    Qt.CheckState.Checked: "ui-tick-yes",
    Qt.CheckState.Unchecked: "ui-tick-no",
    Qt.CheckState.PartiallyChecked: "ui-tick-unsaid",
}


class _Box(QCheckBox):
    """Space turns it; Enter and Tab leave as signals. What is not said yet is neither ticked nor
    not, and no turn leads back to it."""

    accepted = Signal()
    stepped = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_read_only = False
        self.setTristate(True)

    def nextCheckState(self) -> None:
        if not self.is_read_only:
            is_ticked = self.checkState() is Qt.CheckState.Checked
            self.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)

    def event(self, event: QEvent) -> bool:
        is_press = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                event.accept()
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Tab else -1)
                return True
            if event.key() in _ENTER:
                event.accept()
                self.accepted.emit()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class TickEdit(QWidget):
    """Stands in a field's row as the line does; its text is what the record keeps."""

    accepted = Signal()
    stepped = Signal(int)
    entered = Signal()
    textChanged = Signal(str)  # noqa: N815 - as the line has it

    def __init__(self, session: Session, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._spec = spec
        self.box = _Box()
        self.setFocusProxy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        self.box.accepted.connect(self.accepted)
        self.box.stepped.connect(self.stepped)
        self.box.entered.connect(self.entered)
        self.box.checkStateChanged.connect(self._on_turned)
        self.setText("")

    has_choices = False

    def open_choices(self) -> None:
        """There is no list."""

    def text(self) -> str:
        return shown(self._spec, _VALUES.get(self.box.checkState()))

    def meant(self) -> str:
        return self.text()

    def setText(self, text: str) -> None:
        value = canonical(self._spec, text).value
        self.box.setCheckState(_STATES.get(value or "", Qt.CheckState.PartiallyChecked))
        self._say()

    def load(self, text: str) -> None:
        self.setText(text)

    def take(self, text: str) -> None:
        """Put a chosen text in as if the clerk had turned the box."""
        self.setText(text)

    def start(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_caret(self) -> bool:
        return self.box.hasFocus()

    def setReadOnly(self, is_read_only: bool) -> None:
        self.box.is_read_only = is_read_only

    def setPlaceholderText(self, text: str) -> None:
        """Why the field is empty, beside the box."""
        self.box.setToolTip(text)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.box.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self.box.setAccessibleDescription(description)

    def _on_turned(self) -> None:
        self._say()
        self.textChanged.emit(self.text())

    def _say(self) -> None:
        self.box.setText(self._session.text(_WORDS[self.box.checkState()]))
