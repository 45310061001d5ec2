"""The supervisor's way through the differences: right, or back with a pin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from ui.approval.difference_model import DifferenceModel
from ui.approval.difference_view import DifferenceTable
from ui.approval.differences import Difference
from ui.approval.pin_dialog import PinDialog
from ui.session import Session


class Reviewing(QObject):
    """``changed``: what was looked at or pinned is other, or the list got or lost the focus."""

    changed = Signal()

    def __init__(
        self, session: Session, model: DifferenceModel, table: DifferenceTable, page: QWidget
    ) -> None:
        super().__init__(page)
        self._session, self._model, self._table, self._page = session, model, table, page
        self._batch_id: int | None = None
        self.is_complete = False
        """Whether all differences of the batch are in the list."""
        table.installEventFilter(self)
        table.selectionModel().currentRowChanged.connect(lambda _new, _old: self.changed.emit())

    @property
    def has_focus(self) -> bool:
        """Whether the keys of the list mean its rows."""
        return self._table.hasFocus() and self.row is not None

    @property
    def row(self) -> Difference | None:
        return self._model.row_at(self._table.currentIndex().row())

    def begin(self, batch_id: int) -> None:
        self._batch_id, self.is_complete = batch_id, False
        self._model.clear()

    def refresh(self) -> None:
        """Show what the present person left at the rows."""
        batch_id = self._batch_id
        if batch_id is None:
            return
        found = self._session.attempt(lambda: self._session.backend.second_entry.review(batch_id))
        if found is not None:
            self._model.show_review(found.looked_at, found.pins)
            self.changed.emit()

    def look(self) -> None:
        """A: this row is right; on to the next that waits."""
        self._answer(
            lambda row: self._session.backend.second_entry.look_at(row.case_id, row.field.key)
        )

    def pin(self) -> None:
        """R: this row goes back, with a reason and a pin on its paper."""
        row = self.row
        if row is None:
            return
        dialog = PinDialog(self._session, self._page, row, self._model.pin_at(row.place))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            why, point = dialog.why, dialog.point
            self._answer(
                lambda row: self._session.backend.second_entry.put_pin(
                    row.case_id, row.field.key, why, point
                )
            )
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_pin_off(self) -> None:
        row = self.row
        if row is not None and self._model.pin_at(row.place) is not None:
            place = row.place
            if self._session.succeeds(
                lambda: self._session.backend.second_entry.take_pin_off(*place)
            ):
                self.refresh()

    def progress(self) -> str:
        """How many rows were looked at, and how many cases go back."""
        text, rows = self._session.text, len(self._model.rows)
        if not rows:
            return "" if self.is_complete else text("review-loading")
        words = "review-progress" if self.is_complete else "review-progress-loading"
        cases = len({pin.case_id for pin in self._model.pins})
        return text(words, done=rows - self._model.to_look, rows=rows, cases=cases)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.changed.emit()
        return super().eventFilter(watched, event)

    def _answer(self, act: Callable[[Difference], object]) -> None:
        row, here = self.row, self._table.currentIndex().row()
        if row is None or not self._session.succeeds(lambda: act(row)):
            return
        self.refresh()
        following = self._model.next_to_look(here)
        if following is not None:
            self._table.selectRow(following)


def confirmed(session: Session, parent: QWidget, title: str, question: str, yes: str) -> bool:
    """Whether the user wants it after all; the safe answer is the default."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setText(question)
    wanted = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(session.text("ui-cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is wanted
