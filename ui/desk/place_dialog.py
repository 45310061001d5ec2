"""Choosing the administrative units that a place names, where its text leaves them open."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QVBoxLayout, QWidget

from digitizer.domain.places import Resolution, Unit
from ui.session import Session
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.styling import label

_WIDTH = 640
_LEAST_LETTERS = 30


class PlaceDialog(QDialog):
    """The text stays as it is; the unit of the paper's day and the one of today stand beside it.
    Its answers are codes of units of ``found``, None for one that nobody can tell."""

    def __init__(self, session: Session, parent: QWidget | None, found: Resolution) -> None:
        super().__init__(parent)
        self._session = session
        text = session.text
        self.setWindowTitle(text("ui-place-title"))
        self.setMinimumWidth(_WIDTH)
        self.on = self._combo("ui-place-on", found, is_today=False)
        self.today = self._combo("ui-place-today", found, is_today=True)
        form = QFormLayout()
        form.addRow(text("ui-place-on"), self.on)
        form.addRow(text("ui-place-today"), self.today)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label(text("ui-place-title"), "heading"))
        column.addWidget(label(f"“{found.text}”", wrap=True))
        column.addWidget(label(text("ui-place-advice"), "muted", wrap=True))
        column.addLayout(form)
        column.addWidget(ok_and_cancel(session, self))

    @property
    def codes(self) -> tuple[str | None, str | None]:
        """The unit of the paper's day, the one of today."""
        return self.on.currentData(), self.today.currentData()

    def _combo(self, name: str, found: Resolution, *, is_today: bool) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(self._session.text(name))
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(_LEAST_LETTERS)
        decided = found.unit_today if is_today else found.unit
        if decided is None:
            made.addItem(self._session.text("ui-place-untold"), None)
        offered = [each.unit for each in found.candidates if each.today is is_today]
        for unit in (*([decided] if decided else []), *offered):
            made.addItem(_words(unit), unit.ref.code)
        made.setEnabled(made.count() > 1)
        return made


def _words(unit: Unit) -> str:
    return f"{unit.address} [{unit.ref.code}]"
