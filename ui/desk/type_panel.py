"""What stands in the place of the form while nobody knows which document the case is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from ui.session import Session
from ui.widgets.styling import button, label


class TypePanel(QFrame):
    chosen = Signal(str)
    set_aside = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(label(session.text("ui-type-panel-title"), "heading", wrap=True))
        column.addWidget(label(session.text("ui-type-panel-advice"), "muted", wrap=True))
        self._session = session
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._group.buttonToggled.connect(lambda choice, _: self._area.ensureWidgetVisible(choice))
        column.addWidget(self._area, 1)
        self._button = button(session.text("ui-type-panel-assign"), "primary")
        self._button.clicked.connect(self._assign)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(label(session.text("ui-type-panel-or"), "muted", wrap=True))
        aside = button(session.text("ui-action-set-aside"))
        aside.clicked.connect(self.set_aside)
        column.addWidget(aside, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_types()

    def show_types(self) -> None:
        """The types of the catalog below each other; they scroll, for a small screen has no room
        for all."""
        self._keys = list(self._session.backend.catalog.types)
        for old in self._group.buttons():
            self._group.removeButton(old)
        rows = QWidget()
        rows.setObjectName("typeChoices")
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        for number, key in enumerate(self._keys):
            choice = QRadioButton(self._session.type_label(key))
            choice.setChecked(number == 0)
            self._group.addButton(choice, number)
            column.addWidget(choice)
        column.addStretch(1)
        self._area.setWidget(rows)
        self._button.setEnabled(bool(self._keys))

    def focus_choice(self) -> None:
        checked = self._group.checkedButton()
        if checked is not None:
            checked.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._keys:
            self._assign()
        else:
            super().keyPressEvent(event)

    def _assign(self) -> None:
        self.chosen.emit(self._keys[self._group.checkedId()])
