"""Declaring that a batch is a whole register book, with what its numbers say against that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.book import Book, MissingNumber, MissingReason
from digitizer.domain.checks import BatchFinding
from ui.session import Session
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.styling import button, label
from ui.wording import SEVERITY_SIGNS

_WIDTH, _LIST_HEIGHT = 680, 92
_MOST = 999_999
_UNSAID = 0
_GAP = Qt.ItemDataRole.UserRole

Findings = Callable[[Book | None], Sequence[BatchFinding]]


class BookDialog(QDialog):
    """``findings`` tells what would stand against a book as it is declared so far."""

    def __init__(
        self, session: Session, parent: QWidget | None, name: str, book: Book | None, find: Findings
    ) -> None:
        super().__init__(parent)
        self._session, self._find = session, find
        text = session.text
        self.setWindowTitle(text("ui-book-title"))
        self.setMinimumWidth(_WIDTH)
        self.is_book = QCheckBox(text("ui-book-whole", batch=name))
        self.is_book.setChecked(book is not None)
        self.first, self.last, self.total = (self._spin(key) for key in ("first", "last", "total"))
        self.first.setMinimum(1)
        for unsaid in (self.last, self.total):
            unsaid.setSpecialValueText(text("ui-book-unsaid"))
        self.gone = QListWidget()
        self.gone.setAccessibleName(text("ui-book-missing"))
        self.gone.setFixedHeight(_LIST_HEIGHT)
        self.gap_first, self.gap_last = self._spin("gap-first"), self._spin("gap-last")
        self.reason = QComboBox()
        self.reason.setAccessibleName(text("ui-book-reason"))
        self.reason.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for reason in MissingReason:
            self.reason.addItem(text(f"ui-book-reason-{reason.value}"), reason.value)
        self.add, self.remove = button(text("ui-book-add")), button(text("ui-book-remove"))
        self.found = QListWidget()
        self.found.setAccessibleName(text("ui-book-found"))
        self.found.setFixedHeight(_LIST_HEIGHT)
        self.found.setWordWrap(True)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._details = self._laid_out_details()
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label(text("ui-book-title"), "heading"))
        column.addWidget(label(text("ui-book-advice"), "muted", wrap=True))
        column.addWidget(self.is_book)
        column.addWidget(self._details)
        column.addWidget(label(text("ui-book-found"), "muted"))
        column.addWidget(self.found)
        column.addWidget(ok_and_cancel(session, self))
        self._show(book)
        self._wire()
        self._look()

    @property
    def book(self) -> Book | None:
        """What is declared; None while the batch is not said to be a whole book."""
        if not self.is_book.isChecked():
            return None
        last = self.last.value()
        return Book(
            self.first.value(),
            max(last, self.first.value()) if last != _UNSAID else None,
            tuple(self._gone()),
            self.total.value() if self.total.value() != _UNSAID else None,
        )

    def _gone(self) -> Iterator[MissingNumber]:
        for place in range(self.gone.count()):
            low, high, reason = self.gone.item(place).data(_GAP)
            for number in range(low, high + 1):
                yield MissingNumber(number, MissingReason(reason))

    def _laid_out_details(self) -> QGroupBox:
        text = self._session.text
        box = QGroupBox()
        form = QFormLayout(box)
        form.setContentsMargins(12, 12, 12, 12)
        form.addRow(text("ui-book-first"), self.first)
        form.addRow(text("ui-book-last"), self.last)
        form.addRow(text("ui-book-total"), self.total)
        gap = QHBoxLayout()
        for part in (self.gap_first, label("–"), self.gap_last):
            gap.addWidget(part)
        gap.addWidget(self.reason, 1)
        gap.addWidget(self.add)
        form.addRow(text("ui-book-missing"), gap)
        kept = QHBoxLayout()
        kept.addWidget(self.gone, 1)
        kept.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        form.addRow("", kept)
        return box

    def _spin(self, name: str) -> QSpinBox:
        made = QSpinBox()
        made.setRange(_UNSAID, _MOST)
        made.setAccessibleName(self._session.text(f"ui-book-{name}"))
        return made

    def _show(self, book: Book | None) -> None:
        self.first.setValue(book.first if book else 1)
        self.last.setValue((book.last if book else None) or _UNSAID)
        self.total.setValue((book.closing_total if book else None) or _UNSAID)
        for gap in _gaps(book.missing if book else ()):
            self._keep(*gap)

    def _wire(self) -> None:
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.is_book.toggled.connect(lambda _on: self._look())
        for spin in (self.first, self.last, self.total):
            spin.valueChanged.connect(lambda _value: self._look())

    def _add(self) -> None:
        low = self.gap_first.value()
        high = max(low, self.gap_last.value())
        if low == _UNSAID:
            self.gap_first.setFocus()
            return
        self._keep(low, high, self.reason.currentData())
        for spin in (self.gap_first, self.gap_last):
            spin.setValue(_UNSAID)
        self._look()

    def _keep(self, low: int, high: int, reason: str) -> None:
        numbers = str(low) if low == high else f"{low}–{high}"
        words = self._session.text(f"ui-book-reason-{reason}")
        item = QListWidgetItem(f"{numbers}: {words}")
        item.setData(_GAP, (low, high, reason))
        self.gone.addItem(item)

    def _remove(self) -> None:
        self.gone.takeItem(self.gone.currentRow())
        self._look()

    def _look(self) -> None:
        """Show what stands against the book as it is declared now."""
        self._details.setEnabled(self.is_book.isChecked())
        found = self._session.attempt(lambda: self._find(self.book)) or ()
        self.found.clear()
        for finding in found:
            sign = SEVERITY_SIGNS[finding.problem.severity]
            words = self._session.backend.messages.problem(finding.problem)
            item = QListWidgetItem(sign.qicon(16), words, self.found)
            item.setToolTip(words)
        if not found:
            self.found.addItem(self._session.text("ui-book-nothing-found"))


def _gaps(missing: Sequence[MissingNumber]) -> Iterator[tuple[int, int, str]]:
    """Numbers that follow each other for one reason, as one."""
    gap: tuple[int, int, str] | None = None
    for each in sorted(missing, key=lambda one: one.number):
        if gap and gap[1] + 1 == each.number and gap[2] == each.reason.value:
            gap = (gap[0], each.number, gap[2])
            continue
        if gap:
            yield gap
        gap = (each.number, each.number, each.reason.value)
    if gap:
        yield gap
