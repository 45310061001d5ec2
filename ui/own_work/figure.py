"""One figure with its name, and what is usual for the same person."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.widgets.styling import label


class Figure(QFrame):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._name = name
        self._value = label("", "number")
        self._usual = label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        column.addWidget(label(name, "muted"))
        column.addWidget(self._value)
        column.addWidget(self._usual)
        column.addStretch(1)

    @property
    def value(self) -> str:
        return self._value.text()

    @property
    def usual(self) -> str:
        return self._usual.text()

    def say(self, value: str, usual: str) -> None:
        self._value.setText(value)
        self._usual.setText(usual)
        self.setAccessibleName(f"{self._name}: {value}; {usual}")
