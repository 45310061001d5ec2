"""Saying what the columns of a strange list mean."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.reject_list import Columns, RejectColumn, RejectTable, is_usable
from ui.session import Session
from ui.theme import px
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.fitting_combo import FittingCombo
from ui.widgets.styling import label

_WIDTH, _HEIGHT = 680, 460
_CHOICE_WIDTH = 220
_LONGEST_EXAMPLE = 60
_MEANINGS: Columns = (None, *RejectColumn)


class ColumnsDialog(QDialog):
    """One choice a column, with an example of what stands in it. What is chosen for one column is
    taken from the others; OK is open while the list can tell cases."""

    def __init__(
        self, session: Session, parent: QWidget | None, table: RejectTable, columns: Columns
    ) -> None:
        super().__init__(parent)
        self._session = session
        text = session.text
        self.setWindowTitle(text("rejects-columns-title"))
        self.resize(px(_WIDTH), px(_HEIGHT))
        self.choices = [self._choice(column) for column in columns]
        form = QFormLayout()
        form.setHorizontalSpacing(px(20))
        form.setVerticalSpacing(px(10))
        for place, choice in enumerate(self.choices):
            form.addRow(self._caption(table, place, choice), choice)
        inner = QWidget()
        inner.setLayout(form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self.need = label(text("rejects-columns-need"), "muted", wrap=True)
        self._buttons = ok_and_cancel(session, self)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("rejects-columns-title"), "heading"))
        column.addWidget(label(text("rejects-columns-advice"), "muted", wrap=True))
        column.addWidget(area, 1)
        column.addWidget(self.need)
        column.addWidget(self._buttons)
        self._look()
        if self.choices:
            self.choices[0].setFocus()

    @property
    def columns(self) -> Columns:
        return tuple(_MEANINGS[choice.currentIndex()] for choice in self.choices)

    def mean(self, place: int, column: RejectColumn | None) -> None:
        """Choose what the column at this place says."""
        self.choices[place].setCurrentIndex(_MEANINGS.index(column))

    def _choice(self, column: RejectColumn | None) -> FittingCombo:
        choice = FittingCombo()
        choice.setMinimumWidth(px(_CHOICE_WIDTH))
        for each in _MEANINGS:
            name = each.value if each else "none"
            choice.addItem(self._session.text(f"reject-column-{name}"))
        choice.setCurrentIndex(_MEANINGS.index(column))
        choice.currentIndexChanged.connect(lambda _place: self._chosen(choice))
        return choice

    def _caption(self, table: RejectTable, place: int, choice: FittingCombo) -> QWidget:
        text = self._session.text
        name = table.header[place] or text("rejects-columns-unnamed", number=place + 1)
        choice.setAccessibleName(name)
        said = (line.cells[place] for line in table.lines if line.cells[place])
        example = " ".join(next(said, "").split())
        if len(example) > _LONGEST_EXAMPLE:
            example = f"{example[: _LONGEST_EXAMPLE - 1]}…"
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        caption = label(name, wrap=True)
        caption.setBuddy(choice)
        words.addWidget(caption)
        if example:
            words.addWidget(label(text("rejects-columns-example", text=example), "muted"))
        holder = QWidget()
        holder.setLayout(words)
        return holder

    def _chosen(self, choice: FittingCombo) -> None:
        wanted = choice.currentIndex()
        for other in self.choices:
            if wanted and other is not choice and other.currentIndex() == wanted:
                other.setCurrentIndex(0)
        self._look()

    def _look(self) -> None:
        usable = is_usable(self.columns)
        self.need.setVisible(not usable)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(usable)
