"""One row of a table on the desk: its cells, each under the name of its column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit

from digitizer.domain.problems import Severity
from digitizer.domain.schema import FieldKind, FieldSpec
from ui.desk.date_edit import DateEdit
from ui.desk.field_edit import FieldEdit
from ui.session import Session
from ui.widgets.styling import label
from ui.wording import SEVERITY_SIGNS

Choices = Sequence[tuple[str, str]]
"""Names of a list with the further spellings they are found by."""

# Of the row's width: what is short on paper needs a third of it, names two.
_UNITS = 3
_LONG = frozenset({FieldKind.TEXT, FieldKind.PLACE})
_MIDDLING = frozenset({FieldKind.CODE, FieldKind.NAME})


class TableRow(QFrame):
    """``accepted`` and ``stepped`` tell the column that the caret stands in."""

    typed = Signal()
    entered = Signal()
    accepted = Signal(int)
    stepped = Signal(int, int)

    def __init__(self, session: Session, spec: FieldSpec, choices: Mapping[str, Choices]) -> None:
        super().__init__()
        self.setObjectName("tableRow")
        self._session = session
        self._columns = spec.columns
        self._marks: dict[FieldEdit, QAction] = {}
        self._number = label("", "muted")
        self.cells = [self._cell(place, column) for place, column in enumerate(spec.columns)]
        for cell, column in zip(self.cells, spec.columns, strict=True):
            if column.key in choices:
                cell.set_choices(choices[column.key], session.text("ui-open-list"))
        self._arrange()

    def _cell(self, place: int, column: FieldSpec) -> FieldEdit:
        cell = DateEdit() if column.kind is FieldKind.DATE else FieldEdit()
        cell.textChanged.connect(lambda _text: self.typed.emit())
        cell.entered.connect(self.entered)
        cell.accepted.connect(lambda: self.accepted.emit(place))
        cell.stepped.connect(lambda step: self.stepped.emit(place, step))
        return cell

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 4, 8, 6)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(1)
        grid.addWidget(self._number, 0, 0, 2, 1)
        for unit in range(1, _UNITS + 1):
            grid.setColumnStretch(unit, 1)
        for cell, column, (line, start, width) in zip(
            self.cells, self._columns, _places(self._columns), strict=True
        ):
            name = label(self._session.label(column.label), "muted", wrap=True)
            name.setBuddy(cell)
            grid.addWidget(name, 2 * line, 1 + start, 1, width)
            grid.addWidget(cell, 2 * line + 1, 1 + start, 1, width)

    def texts(self) -> tuple[str, ...]:
        return tuple(cell.meant().strip() for cell in self.cells)

    def load(self, texts: Sequence[str]) -> None:
        """Show what is stored in each cell."""
        for cell, text in zip(self.cells, texts, strict=True):
            if text != cell.meant().strip():
                cell.load(text)

    def set_number(self, number: int, table: str) -> None:
        """Which row of the table it is, counted from 1."""
        self._number.setText(str(number))
        for cell, column in zip(self.cells, self._columns, strict=True):
            name = self._session.label(column.label)
            words = self._session.text("ui-table-cell", table=table, row=number, column=name)
            cell.setAccessibleName(words)

    def set_read_only(self, is_read_only: bool) -> None:
        for cell in self.cells:
            cell.setReadOnly(is_read_only)

    def mark(self, problems: Mapping[str, tuple[Severity, str]]) -> None:
        """Show problems at their cells, by the Vietnamese name of the column as problems have it;
        a cell without one loses its mark."""
        for cell, column in zip(self.cells, self._columns, strict=True):
            severity, sentence = problems.get(column.label.vi, (None, ""))
            self._show_mark(cell, severity, sentence)

    def marked(self) -> Iterator[FieldEdit]:
        """The cells that something is wrong with, in their order."""
        return (cell for cell in self.cells if cell in self._marks)

    def _show_mark(self, cell: FieldEdit, severity: Severity | None, sentence: str) -> None:
        old = self._marks.pop(cell, None)
        if old is not None:
            cell.removeAction(old)
        cell.setToolTip(sentence)
        cell.setAccessibleDescription(sentence)
        if severity is not None:
            sign = SEVERITY_SIGNS[severity]
            mark = QAction(sign.qicon(), sentence, cell)
            cell.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
            self._marks[cell] = mark


def _places(columns: Sequence[FieldSpec]) -> Iterator[tuple[int, int, int]]:
    """Line, first unit and width of each cell, from left to right and on in the next line; the last
    of a line takes what is left of it."""
    widths = [_width(column.kind) for column in columns]
    line, start = 0, 0
    for place, width in enumerate(widths):
        if start + width > _UNITS:
            line, start = line + 1, 0
        following = widths[place + 1] if place + 1 < len(widths) else _UNITS
        is_last = start + width + following > _UNITS
        yield line, start, _UNITS - start if is_last else width
        start += width


def _width(kind: FieldKind) -> int:
    if kind in _LONG:
        return _UNITS
    return 2 if kind in _MIDDLING else 1
