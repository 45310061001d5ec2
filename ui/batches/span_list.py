"""Numbers from one to another with a reason, put together in a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.theme import px
from ui.widgets.styling import button, label

_LIST_HEIGHT = 84
_MOST = 999_999
_UNSAID = 0
_SPAN = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class SpanWords:
    """What the parts are called; ``reasons`` are values with their words."""

    listed: str
    first: str
    last: str
    reason: str
    add: str
    remove: str
    reasons: Sequence[tuple[str, str]]


class SpanList(QWidget):
    """``changed`` tells that a span was added or removed. Enter in a number adds."""

    changed = Signal()

    def __init__(self, words: SpanWords) -> None:
        super().__init__()
        self._words = dict(words.reasons)
        self.first, self.last = _spin(words.first), _spin(words.last)
        self.reason = QComboBox()
        self.reason.setAccessibleName(words.reason)
        self.reason.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for value, said in words.reasons:
            self.reason.addItem(said, value)
        self.add, self.remove = button(words.add), button(words.remove)
        self.listed = QListWidget()
        self.listed.setAccessibleName(words.listed)
        self.listed.setFixedHeight(px(_LIST_HEIGHT))
        self._lay_out()
        for spin in (self.first, self.last):
            spin.installEventFilter(self)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)

    def keep(self, low: int, high: int, reason: str) -> None:
        numbers = str(low) if low == high else f"{low}–{high}"
        item = QListWidgetItem(f"{numbers}: {self._words[reason]}", self.listed)
        item.setData(_SPAN, (low, high, reason))

    def spans(self) -> Iterator[Span]:
        for place in range(self.listed.count()):
            low, high, reason = self.listed.item(place).data(_SPAN)
            yield low, high, reason

    def numbers(self) -> Iterator[tuple[int, str]]:
        """Each number of each span with its reason."""
        for low, high, reason in self.spans():
            for number in range(low, high + 1):
                yield number, reason

    def show_numbers(self, numbers: Iterable[tuple[int, str]]) -> None:
        """Fill the list anew."""
        self.listed.clear()
        for span in spans_of(numbers):
            self.keep(*span)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
        ):
            self._add()
            return True
        return super().eventFilter(watched, event)

    def _add(self) -> None:
        low = self.first.value()
        high = max(low, self.last.value())
        if low == _UNSAID:
            self.first.setFocus()
            return
        self.keep(low, high, self.reason.currentData())
        for spin in (self.first, self.last):
            spin.setValue(_UNSAID)
        self.first.setFocus()
        self.first.selectAll()
        self.changed.emit()

    def _remove(self) -> None:
        if self.listed.takeItem(self.listed.currentRow()) is not None:
            self.changed.emit()

    def _lay_out(self) -> None:
        entering = QHBoxLayout()
        for part in (self.first, label("–"), self.last):
            entering.addWidget(part)
        entering.addWidget(self.reason, 1)
        entering.addWidget(self.add)
        kept = QHBoxLayout()
        kept.addWidget(self.listed, 1)
        kept.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(entering)
        column.addLayout(kept)


def spans_of(numbers: Iterable[tuple[int, str]]) -> Iterator[Span]:
    """Numbers that follow each other for one reason, as one."""
    open_span: Span | None = None
    for number, reason in sorted(numbers, key=lambda each: (each[0], each[1])):
        if open_span and open_span[1] + 1 == number and open_span[2] == reason:
            open_span = (open_span[0], number, reason)
            continue
        if open_span:
            yield open_span
        open_span = (number, number, reason)
    if open_span:
        yield open_span


def _spin(name: str) -> QSpinBox:
    made = QSpinBox()
    made.setRange(_UNSAID, _MOST)
    made.setAccessibleName(name)
    return made
