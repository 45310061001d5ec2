"""The parts of the designer and where they stand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ui.forms.field_list import FieldList
from ui.forms.trial_panel import TrialPanel
from ui.forms.zone_canvas import ZoneCanvas
from ui.session import Session
from ui.widgets.styling import button, label

_SIDE_PX = 400


class DesignerLayout(QStackedWidget):
    """Either the sheet with its panel, or that it is being read."""

    def __init__(self, session: Session, zone_name: Callable[[int], str]) -> None:
        super().__init__()
        text = session.text
        self.canvas = ZoneCanvas(zone_name)
        self.canvas.setAccessibleName(text("ui-forms-canvas"))
        self.fields = FieldList(session)
        self.trial = TrialPanel(session)
        self.heading = label("", "heading", wrap=True)
        self.place = label("", "muted", wrap=True)
        self.hint = label(text("ui-forms-hint"), "muted", wrap=True)
        self.add = button(text("ui-action-add-field"))
        self.remove_field = button(text("ui-forms-remove-field"))
        self.accept = button(text("ui-action-accept-zones"))
        self.warnings = label("", wrap=True)
        self.save = button(text("ui-action-save-form"), "primary")
        self.tabs = QTabWidget()
        self.tabs.addTab(self._zones_tab(), text("ui-forms-tab-zones"))
        self.tabs.addTab(self.trial, text("ui-forms-tab-trial"))
        self.addWidget(self._design())
        self._busy_text = label("", "heading")
        self.addWidget(self._reading())

    @property
    def is_reading(self) -> bool:
        return self.currentIndex() == 1

    def show_reading(self, words: str) -> None:
        self._busy_text.setText(words)
        self.setCurrentIndex(1)

    def show_design(self) -> None:
        self.setCurrentIndex(0)

    def _design(self) -> QWidget:
        side = QFrame()
        side.setFixedWidth(_SIDE_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.save)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.canvas, 1)
        left.addWidget(self.hint)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(8, 8, 12, 8)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(side)
        return whole

    def _zones_tab(self) -> QWidget:
        tab = QWidget()
        column = QVBoxLayout(tab)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.place)
        column.addWidget(self.fields, 1)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.remove_field)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.accept)
        self.warnings.setObjectName("stateText")
        self.warnings.setProperty("tone", "warn")
        column.addWidget(self.warnings)
        return tab

    def _reading(self) -> QWidget:
        busy = QProgressBar()
        busy.setRange(0, 0)
        busy.setTextVisible(False)
        busy.setFixedWidth(_SIDE_PX)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.addStretch(1)
        column.addWidget(self._busy_text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(busy, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return whole
