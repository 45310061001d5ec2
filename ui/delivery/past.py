"""The deliveries of one package, and what did not arrive in the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitizer.domain.delivery import DeliveryState, Receipt, Way
from ui.asking import Asking
from ui.delivery.refused_list import RefusedList
from ui.progress.grid import Grid
from ui.session import Session
from ui.theme import px
from ui.widgets.styling import label

_COLUMNS = ("number", "receiver", "way", "arrived", "refused", "at")
_NUMBERS, _WIDE = frozenset({0, 3, 4}), 1


class PastDeliveries(QWidget):
    """``last`` is the delivery to choose after the next load; ``shown`` tells that ``states`` are
    those of the package asked for, ``failed`` what kept them."""

    shown = Signal()
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asking, self._asking_refused = Asking(session), Asking(session)
        self.states: Sequence[DeliveryState] = ()
        self.last: int | None = None
        text = session.text
        self.none = label(text("delivery-past-none"), "muted")
        heads = [text(f"delivery-column-{name}") for name in _COLUMNS]
        self.grid = Grid(text("delivery-past"), heads, _NUMBERS, wide=_WIDE)
        self.grid.setSelectionMode(Grid.SelectionMode.SingleSelection)
        self.grid.itemSelectionChanged.connect(self._load_refused)
        self.grid.hide()
        self.refused = RefusedList(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(label(text("delivery-past"), "section"))
        column.addWidget(self.none)
        column.addWidget(self.grid, 1)
        column.addWidget(self.refused)
        # Keeps the parts above in their places while the list is hidden.
        column.addStretch(0)

    def load(self, package: str) -> None:
        delivery = self._session.backend.delivery
        self._asking.ask(lambda: delivery.states(package), self._show, self._fail)

    @property
    def chosen(self) -> DeliveryState | None:
        row = self.grid.currentRow()
        return self.states[row] if 0 <= row < len(self.states) else None

    def _show(self, found: Sequence[DeliveryState]) -> None:
        if not shiboken6.isValid(self):
            return
        self.states = found
        self.grid.show_rows(
            [self._row(one) for one in found], [one.delivery.receiver.target for one in found]
        )
        self.grid.setVisible(bool(found))
        self.none.setVisible(not found)
        if found:
            numbers = [one.delivery.id for one in found]
            self.grid.setCurrentCell(numbers.index(self.last) if self.last in numbers else 0, 0)
        self.shown.emit()

    def _row(self, one: DeliveryState) -> tuple[str, ...]:
        receiver = one.delivery.receiver
        return (
            str(one.delivery.id),
            receiver.name,
            self._session.text(f"delivery-way-{receiver.way.value}"),
            f"{one.arrived}/{one.delivery.documents}",
            str(one.refused),
            self._session.moment(one.newest_at or one.delivery.begun_at),
        )

    def _load_refused(self) -> None:
        one = self.chosen
        if one is None or one.is_complete:
            self.refused.hide()
            return
        delivery, number = self._session.backend.delivery, one.delivery.id
        way = one.delivery.receiver.way
        self._asking_refused.ask(
            lambda: delivery.receipts(number)[1],
            lambda receipts: self._show_refused(receipts, way),
            self._fail,
        )

    def _show_refused(self, receipts: Sequence[Receipt], way: Way) -> None:
        if shiboken6.isValid(self):
            self.refused.show_receipts(receipts, way)

    def _fail(self, error: object) -> None:
        if shiboken6.isValid(self):
            self.failed.emit(error)
