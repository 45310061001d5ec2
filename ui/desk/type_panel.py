"""What stands in the place of the form while nobody knows which document the case is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.values.text import fold
from ui.session import Session
from ui.widgets.styling import button, label

# What a commune has most of stands first.
_FIRST_DOMAIN = "civil_status."
_LEAST_HEIGHT = 48


class TypePanel(QFrame):
    chosen = Signal(str)
    set_aside = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(6)
        column.addWidget(label(session.text("ui-type-panel-title"), "heading", wrap=True))
        column.addWidget(label(session.text("ui-type-panel-advice"), "muted", wrap=True))
        self._session = session
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(session.text("ui-type-panel-search"))
        self.search.setAccessibleName(session.text("ui-type-panel-search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._filter())
        column.addWidget(self.search)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setMinimumHeight(_LEAST_HEIGHT)
        self._group.buttonToggled.connect(lambda choice, _: self._look(choice))
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
        """The types of the catalog below each other, none chosen beforehand: a wrong one would be
        taken unseen. They scroll, for a small screen has no room for all."""
        types = self._session.backend.catalog.types
        self._keys = sorted(types, key=lambda key: (not key.startswith(_FIRST_DOMAIN), key))
        for old in self._group.buttons():
            self._group.removeButton(old)
        rows = QWidget()
        rows.setObjectName("typeChoices")
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        for number, key in enumerate(self._keys):
            choice = QRadioButton(self._session.type_label(key))
            self._group.addButton(choice, number)
            column.addWidget(choice)
        column.addStretch(1)
        self._area.setWidget(rows)
        self._button.setEnabled(False)
        self._filter()

    def focus_choice(self) -> None:
        """Ready for another paper: nothing searched for, nothing chosen."""
        self.search.clear()
        self._group.setExclusive(False)
        for choice in self._group.buttons():
            choice.setChecked(False)
        self._group.setExclusive(True)
        self._button.setEnabled(False)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self._choose(self._shown()[:1])
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        """Take what is chosen; choose the only one that the search left."""
        if self._group.checkedButton() is not None:
            self._assign()
        elif len(self._shown()) == 1:
            self._choose(self._shown())

    def _choose(self, choices: Sequence[QAbstractButton]) -> None:
        for choice in choices:
            choice.setChecked(True)
            choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shown(self) -> list[QAbstractButton]:
        return [choice for choice in self._group.buttons() if not choice.isHidden()]

    def _filter(self) -> None:
        words = fold(self.search.text()).split()
        for choice in self._group.buttons():
            name = fold(choice.text())
            choice.setHidden(not all(word in name for word in words))

    def _look(self, choice: QAbstractButton) -> None:
        self._area.ensureWidgetVisible(choice)
        self._button.setEnabled(self._group.checkedButton() is not None)

    def _assign(self) -> None:
        self.chosen.emit(self._keys[self._group.checkedId()])
