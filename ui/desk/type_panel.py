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
        self._group = QButtonGroup(self)
        self._keys = list(session.backend.catalog.types)
        column.addWidget(self._choices(session), 1)
        assign = button(session.text("ui-type-panel-assign"), "primary")
        assign.clicked.connect(self._assign)
        assign.setEnabled(bool(self._keys))
        column.addWidget(assign, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(label(session.text("ui-type-panel-or"), "muted", wrap=True))
        aside = button(session.text("ui-action-set-aside"))
        aside.clicked.connect(self.set_aside)
        column.addWidget(aside, 0, Qt.AlignmentFlag.AlignLeft)

    def _choices(self, session: Session) -> QScrollArea:
        """The types below each other; they scroll, for a small screen has no room for all."""
        rows = QWidget()
        rows.setObjectName("typeChoices")
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        for number, key in enumerate(self._keys):
            choice = QRadioButton(session.type_label(key))
            choice.setChecked(number == 0)
            self._group.addButton(choice, number)
            column.addWidget(choice)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(rows)
        self._group.buttonToggled.connect(lambda choice, _: area.ensureWidgetVisible(choice))
        return area

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
