"""The documents of a delivery that did not arrive, each with what the receiver said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from digitizer.domain.delivery import Receipt, Way, newest_by_document
from ui.session import Session
from ui.theme import px
from ui.widgets.styling import label

_MOST_LINES = 4
_LINE_PX = 26
_LONGEST_WORDS = 300


class RefusedList(QWidget):
    """Hidden while there are none."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.title = label("", "section")
        self.lines = QListWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self.title)
        column.addWidget(self.lines)
        self.hide()

    def show_receipts(self, receipts: Sequence[Receipt], way: Way) -> None:
        title = self._session.text("delivery-refused-title", way=way.value)
        self.title.setText(title)
        self.lines.setAccessibleName(title)
        newest = newest_by_document(receipts).values()
        refused = [one for one in newest if not one.has_arrived]
        self.lines.clear()
        for one in refused:
            self.lines.addItem(self._words(one))
            self.lines.item(self.lines.count() - 1).setToolTip(one.answer.text)
        self.lines.setFixedHeight(px(_LINE_PX) * min(len(refused), _MOST_LINES) + px(8))
        self.setVisible(bool(refused))

    def _words(self, one: Receipt) -> str:
        text, answer = self._session.text, one.answer
        outcome = text(f"delivery-outcome-{answer.outcome.value}")
        if not answer.text:
            return text("delivery-refused", document=one.item.document, outcome=outcome)
        said = " ".join(answer.text.split())[:_LONGEST_WORDS]
        return text(
            "delivery-refused-because", document=one.item.document, outcome=outcome, answer=said
        )
