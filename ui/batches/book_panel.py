"""Saying that a batch is a whole register book, and what that book says of itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QGroupBox, QSpinBox, QVBoxLayout, QWidget

from digitizer.domain.book import Book, MissingNumber, MissingReason
from ui.batches.span_list import SpanList, SpanWords
from ui.session import Session
from ui.theme import px
from ui.widgets.styling import label

_MOST = 999_999
_UNSAID = 0


class BookPanel(QWidget):
    """``changed`` tells that something else is declared now."""

    changed = Signal()

    def __init__(self, session: Session, name: str, book: Book | None) -> None:
        super().__init__()
        text = session.text
        self._session = session
        self.is_book = QCheckBox(text("ui-book-whole", batch=name))
        self.is_book.setChecked(book is not None)
        self.first, self.last, self.total = (self._spin(key) for key in ("first", "last", "total"))
        self.first.setMinimum(1)
        for unsaid in (self.last, self.total):
            unsaid.setSpecialValueText(text("ui-book-unsaid"))
        self.gone = SpanList(
            SpanWords(
                text("ui-book-missing"),
                text("ui-book-gap-first"),
                text("ui-book-gap-last"),
                text("ui-book-reason"),
                text("ui-book-add"),
                text("ui-book-remove"),
                [(each.value, text(f"ui-book-reason-{each.value}")) for each in MissingReason],
            )
        )
        self._details = self._laid_out_details()
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(label(text("ui-book-advice"), "muted", wrap=True))
        column.addWidget(self.is_book)
        column.addWidget(self._details)
        column.addStretch(1)
        self._show(book)
        self._wire()

    @property
    def book(self) -> Book | None:
        """What is declared; None while the batch is not said to be a whole book."""
        if not self.is_book.isChecked():
            return None
        last = self.last.value()
        return Book(
            self.first.value(),
            max(last, self.first.value()) if last != _UNSAID else None,
            tuple(MissingNumber(number, MissingReason(why)) for number, why in self.gone.numbers()),
            self.total.value() if self.total.value() != _UNSAID else None,
        )

    def _laid_out_details(self) -> QGroupBox:
        text = self._session.text
        box = QGroupBox()
        form = QFormLayout(box)
        form.setContentsMargins(12, 12, 12, 12)
        form.addRow(text("ui-book-first"), self.first)
        form.addRow(text("ui-book-last"), self.last)
        form.addRow(text("ui-book-total"), self.total)
        form.addRow(text("ui-book-missing"), self.gone)
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
        missing = book.missing if book else ()
        self.gone.show_numbers((each.number, each.reason.value) for each in missing)
        self._details.setEnabled(self.is_book.isChecked())

    def _wire(self) -> None:
        self.is_book.toggled.connect(self._details.setEnabled)
        self.is_book.toggled.connect(lambda _on: self.changed.emit())
        self.gone.changed.connect(self.changed)
        for spin in (self.first, self.last, self.total):
            spin.valueChanged.connect(lambda _value: self.changed.emit())
