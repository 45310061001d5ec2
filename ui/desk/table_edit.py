"""The rows of a table, cell by cell, for a clerk who types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from digitizer.domain.problems import Problem
from digitizer.domain.schema import FieldKind, FieldSpec
from digitizer.domain.values.tables import written_rows, written_text
from ui.desk.field_edit import FieldEdit
from ui.desk.table_row import Choices, TableRow
from ui.session import Session
from ui.widgets.styling import button, label

Help = Callable[[FieldEdit, FieldKind], None]
"""What helps with typing in a cell of a kind."""

ADD_KEYS, REMOVE_KEYS = "Alt+Ins", "Alt+Del"
_STEPS = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}


class TableEdit(QWidget):
    """Stands in a field's row as the line does; its text is what the record keeps, one line a row.

    Enter and Tab go from cell to cell; Enter in the last one accepts the whole table, and Tab
    leaves it. Up and Down go to the row above and below. A row without a word is none.
    """

    accepted = Signal()
    stepped = Signal(int)
    entered = Signal()
    textChanged = Signal(str)  # noqa: N815 - as the line has it

    def __init__(
        self,
        session: Session,
        spec: FieldSpec,
        choices: Mapping[str, Choices],
        help_typing: Help | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._spec = spec
        self._choices = choices
        self._help_typing = help_typing
        self._is_read_only = False
        self._is_loading = False
        self._name = ""
        self.rows: list[TableRow] = []
        self._build()
        self.setText("")

    def _build(self) -> None:
        text = self._session.text
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._placeholder = label("", wrap=True)
        self._placeholder.hide()
        self._column.addWidget(self._placeholder)
        self.add_button = button(text("ui-table-add-row", keys=ADD_KEYS), "link")
        self.remove_button = button(text("ui-table-remove-row", keys=REMOVE_KEYS), "link")
        foot = QHBoxLayout()
        foot.setSpacing(12)
        for each, keys, work in (
            (self.add_button, ADD_KEYS, self.add_row),
            (self.remove_button, REMOVE_KEYS, self.remove_row),
        ):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            each.clicked.connect(work)
            foot.addWidget(each)
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)
        foot.addStretch(1)
        self._column.addLayout(foot)

    @property
    def has_choices(self) -> bool:
        cell = self._cell_in_hand()
        return cell is not None and cell.has_choices

    def open_choices(self) -> None:
        """Show the list of the cell in hand."""
        cell = self._cell_in_hand()
        if cell is not None:
            cell.open_choices()

    def text(self) -> str:
        texts = (row.texts() for row in self.rows)
        return written_text(cells for cells in texts if any(cells))

    def setText(self, text: str) -> None:
        """Show the rows of a text, at least an empty one; cells that do not differ keep the
        caret."""
        width = len(self._spec.columns)
        wanted = [(*cells[:width], *[""] * (width - len(cells))) for cells in written_rows(text)]
        self._is_loading = True
        wanted = wanted or [("",) * width]
        while len(self.rows) > len(wanted):
            self._take_out(len(self.rows) - 1)
        while len(self.rows) < len(wanted):
            self._put_in(len(self.rows))
        for row, cells in zip(self.rows, wanted, strict=True):
            row.load(cells)
        self._is_loading = False
        self.textChanged.emit(self.text())

    def meant(self) -> str:
        return self.text()

    def load(self, text: str) -> None:
        """Show a stored text; an unchanged one leaves everything as it stands."""
        if text != self.text():
            self.setText(text)

    def take(self, text: str) -> None:
        """Put a chosen text in as if it were typed."""
        self.setText(text)

    def start(self) -> None:
        """Take the caret into the first cell that something is wrong with, or the first."""
        cells = [cell for row in self.rows for cell in row.cells]
        marked = [cell for row in self.rows for cell in row.marked()]
        next(iter([*marked, *cells])).start()

    def has_caret(self) -> bool:
        return any(cell.hasFocus() for row in self.rows for cell in row.cells)

    def add_row(self) -> None:
        """An empty row below the one in hand, or at the end."""
        if self._is_read_only:
            return
        place = self._place_in_hand()
        number = len(self.rows) if place is None else place[0] + 1
        self._put_in(number)
        self.rows[number].cells[0].start()

    def remove_row(self) -> None:
        """Without the row in hand; the last that is left is emptied instead."""
        place = self._place_in_hand()
        if self._is_read_only or place is None:
            return
        number, column = place
        if len(self.rows) == 1:
            self.rows[0].load(("",) * len(self._spec.columns))
        else:
            self._take_out(number)
        self.rows[min(number, len(self.rows) - 1)].cells[column].start()
        self._on_typed()

    def setReadOnly(self, is_read_only: bool) -> None:
        self._is_read_only = is_read_only
        for row in self.rows:
            row.set_read_only(is_read_only)
        self.add_button.setVisible(not is_read_only)
        self.remove_button.setVisible(not is_read_only)

    def setPlaceholderText(self, text: str) -> None:
        """Why the table is empty, above its rows."""
        self._placeholder.setText(text)
        self._placeholder.setVisible(bool(text))

    def show_problems(self, problems: Sequence[Problem], sentences: Sequence[str]) -> None:
        """Mark the cells that problems speak of by row and column."""
        found = [
            (dict(problem.params), problem.severity, sentence)
            for problem, sentence in zip(problems, sentences, strict=True)
        ]
        for row in self.rows:
            row.mark({})
        for number, row in enumerate(self._filled_rows(), start=1):
            row.mark(
                {
                    params.get("column", ""): (severity, sentence)
                    for params, severity, sentence in reversed(found)
                    if params.get("row") == str(number)
                }
            )

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._name = name
        self._count()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, step = self._place_in_hand(), _STEPS.get(event.key())
        if step is None or place is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        event.accept()
        number = place[0] + step
        if 0 <= number < len(self.rows):
            self.rows[number].cells[place[1]].start()

    def _filled_rows(self) -> list[TableRow]:
        """The rows as problems count them: those without a word are none."""
        return [row for row in self.rows if any(row.texts())]

    def _put_in(self, number: int) -> None:
        row = TableRow(self._session, self._spec, self._choices)
        row.set_read_only(self._is_read_only)
        if self._help_typing is not None:
            for cell, column in zip(row.cells, self._spec.columns, strict=True):
                self._help_typing(cell, column.kind)
        row.typed.connect(self._on_typed)
        row.entered.connect(self.entered)
        row.stepped.connect(lambda column, step: self._step(row, column, step, leaves=True))
        row.accepted.connect(lambda column: self._accept(row, column))
        self.rows.insert(number, row)
        # The placeholder stands above the rows.
        self._column.insertWidget(number + 1, row)
        self._count()

    def _take_out(self, number: int) -> None:
        row = self.rows.pop(number)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._count()

    def _count(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            row.set_number(number, self._name)

    def _on_typed(self) -> None:
        if not self._is_loading:
            self.textChanged.emit(self.text())

    def _accept(self, row: TableRow, column: int) -> None:
        if not self._step(row, column, 1, leaves=False):
            self.accepted.emit()

    def _step(self, row: TableRow, column: int, step: int, *, leaves: bool) -> bool:
        """To the cell before or after; False past the ends, where the field is left if asked."""
        width = len(self._spec.columns)
        place = self.rows.index(row) * width + column + step
        if 0 <= place < len(self.rows) * width:
            self.rows[place // width].cells[place % width].start()
            return True
        if leaves:
            self.stepped.emit(step)
        return False

    def _place_in_hand(self) -> tuple[int, int] | None:
        cell = self._cell_in_hand()
        for number, row in enumerate(self.rows):
            if cell in row.cells:
                return number, row.cells.index(cell)
        return None

    def _cell_in_hand(self) -> FieldEdit | None:
        focused: QObject | None = QApplication.focusWidget() or self.window().focusWidget()
        cells = [cell for row in self.rows for cell in row.cells]
        return next((cell for cell in cells if cell is focused), None)
