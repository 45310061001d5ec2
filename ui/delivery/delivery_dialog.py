"""Sending a package of a batch to a receiver, and how far each delivery of it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from digitizer.bootstrap.desk.delivery import MadePackage, package_name
from digitizer.domain.batch import Batch
from digitizer.domain.delivery import DeliveryState, Receipt, Receiver
from digitizer.domain.errors import DigitizerError
from ui.asking import Asking
from ui.delivery.delivery_run import RunStrip
from ui.delivery.refused_list import RefusedList
from ui.progress.grid import Grid
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.captioned import captioned_form
from ui.widgets.styling import button, label

_WIDTH, _HEIGHT = 860, 520
_COLUMNS = ("number", "receiver", "way", "arrived", "refused", "at")
_NUMBERS, _WIDE = frozenset({0, 3, 4}), 1
_ENDINGS = "*.zip *.age"


class DeliveryDialog(QDialog):
    """Nothing leaves before the person asks for it. While a package is on its way the dialog stays
    open, and closing it only says so: what ends the run is its button."""

    def __init__(self, session: Session, parent: QWidget | None, batch: Batch) -> None:
        super().__init__(parent)
        self._session = session
        self._batch = batch
        self._asking = Asking(session)
        self._past_asking = Asking(session)
        self._refused_asking = Asking(session)
        self._states: Sequence[DeliveryState] = ()
        self._last: int | None = None
        text = session.text
        self.setWindowTitle(text("delivery-title"))
        self.resize(px(_WIDTH), px(_HEIGHT))
        self.package, self.receiver = QComboBox(), QComboBox()
        self.other = button(text("delivery-other-package"))
        self.other.clicked.connect(self._choose_package)
        self.note = label("", "muted", wrap=True)
        heads = [text(f"delivery-column-{name}") for name in _COLUMNS]
        self.past = Grid(text("delivery-past"), heads, _NUMBERS, wide=_WIDE)
        self.past.setSelectionMode(Grid.SelectionMode.SingleSelection)
        self.past_words = label("", "muted")
        self.refused = RefusedList(session)
        self.strip = RunStrip(session)
        self.banner = Banner(session)
        self.send = button(text("delivery-send"), "primary")
        self.send.clicked.connect(self.begin)
        self.print = button(text("delivery-print"))
        self.print.clicked.connect(self._choose_slip)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print.click)
        self.close_button = button(text("delivery-close"))
        self.close_button.clicked.connect(self.reject)
        self._build()
        self.package.currentIndexChanged.connect(lambda _index: self._load_past())
        self.receiver.currentIndexChanged.connect(lambda _index: self._look())
        self.past.itemSelectionChanged.connect(self._load_refused)
        self.load()

    def _build(self) -> None:
        text = self._session.text
        for combo in (self.package, self.receiver):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        chosen = QWidget()
        line = QHBoxLayout(chosen)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.package, 1)
        line.addWidget(self.other)
        chosen.setFocusProxy(self.package)
        self.package.setAccessibleName(text("delivery-package"))
        form = captioned_form(
            ((text("delivery-package"), chosen), (text("delivery-receiver"), self.receiver))
        )
        form.setVerticalSpacing(px(8))
        foot = QHBoxLayout()
        for part in (self.send, self.print):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("delivery-title"), "heading"))
        column.addWidget(label(text("delivery-advice"), "muted", wrap=True))
        column.addLayout(form)
        column.addWidget(self.note)
        column.addWidget(label(text("delivery-past"), "section"))
        column.addWidget(self.past_words)
        column.addWidget(self.past, 1)
        column.addWidget(self.refused)
        # Keeps the parts above in their places while the list is hidden.
        column.addStretch(0)
        column.addWidget(self.strip)
        column.addWidget(self.banner)
        column.addLayout(foot)
        self._look()

    def load(self) -> None:
        delivery, batch_id = self._session.backend.delivery, self._batch.id
        self._asking.ask(
            lambda: (delivery.packages(batch_id), delivery.receivers()), self._show, self._fail
        )

    def begin(self) -> None:
        """Send the chosen package to the chosen receiver."""
        package, receiver = self.chosen_package, self.chosen_receiver
        if package is None or receiver is None or self.strip.is_busy:
            return
        delivery, run = self._session.backend.delivery, self.strip.begin()
        self.banner.hide()
        self._look()
        self._session.bridge.run(
            lambda: delivery.deliver(package, receiver.key, run.tell, run.stop),
            self._finish,
            self._fail_run,
        )

    def reject(self) -> None:
        if self.strip.is_busy:
            self.banner.say(self._session.text("delivery-running"), Tone.WARN)
            return
        super().reject()

    @property
    def chosen_package(self) -> Path | None:
        found = self.package.currentData()
        return found if isinstance(found, Path) else None

    @property
    def chosen_receiver(self) -> Receiver | None:
        found = self.receiver.currentData()
        return found if isinstance(found, Receiver) else None

    def add_package(self, file: Path) -> None:
        """Offer a package that lies elsewhere, and choose it."""
        self.package.addItem(file.name, file)
        self.package.setCurrentIndex(self.package.count() - 1)

    def _show(self, found: tuple[Sequence[MadePackage], Sequence[Receiver]]) -> None:
        if not shiboken6.isValid(self):
            return
        packages, receivers = found
        text = self._session.text
        for one in packages:
            if one.archive is not None:
                moment = self._session.moment(one.made_at)
                words = text("delivery-package-made", name=one.name, moment=moment)
                self.package.addItem(words, one.archive)
        for receiver in receivers:
            way = text(f"delivery-way-{receiver.way.value}")
            words = text("delivery-receiver-line", name=receiver.name, way=way)
            self.receiver.addItem(words, receiver)
            self.receiver.setItemData(
                self.receiver.count() - 1, receiver.target, Qt.ItemDataRole.ToolTipRole
            )
        self._look()
        (self.send if self.send.isEnabled() else self.other).setFocus()

    def _load_past(self) -> None:
        self._look()
        package = self.chosen_package
        if package is None:
            return
        name = package_name(package)
        delivery = self._session.backend.delivery
        self._past_asking.ask(lambda: delivery.states(name), self._show_past, self._fail)

    def _show_past(self, found: Sequence[DeliveryState]) -> None:
        if not shiboken6.isValid(self):
            return
        self._states = found
        self.past.show_rows(
            [self._row(one) for one in found], [one.delivery.receiver.target for one in found]
        )
        if found:
            numbers = [one.delivery.id for one in found]
            self.past.setCurrentCell(numbers.index(self._last) if self._last in numbers else 0, 0)
        self._look()

    def _load_refused(self) -> None:
        row = self.past.currentRow()
        one = self._states[row] if 0 <= row < len(self._states) else None
        if one is None or one.is_complete:
            self.refused.hide()
            return
        delivery, number = self._session.backend.delivery, one.delivery.id
        self._refused_asking.ask(
            lambda: delivery.receipts(number)[1], self._show_refused, self._fail
        )

    def _show_refused(self, receipts: Sequence[Receipt]) -> None:
        if shiboken6.isValid(self):
            self.refused.show_receipts(receipts)

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

    def _look(self) -> None:
        text, is_busy = self._session.text, self.strip.is_busy
        package, receiver = self.chosen_package, self.chosen_receiver
        notes = []
        if package is None:
            notes.append(text("delivery-no-package-here"))
        if receiver is None:
            notes.append(text("delivery-no-receiver-here"))
        self.note.setText("\n".join(notes))
        self.note.setVisible(bool(notes))
        is_begun = receiver is not None and any(
            one.delivery.receiver == receiver and not one.is_settled for one in self._states
        )
        self.send.setText(text("delivery-send-again" if is_begun else "delivery-send"))
        self.send.setEnabled(not notes and not is_busy)
        for part in (self.package, self.receiver, self.other):
            part.setEnabled(not is_busy)
        self.past.setVisible(bool(self._states))
        self.past_words.setText(text("delivery-past-none"))
        self.past_words.setVisible(not self._states)
        self.print.setEnabled(bool(self._states) and not is_busy)

    def _finish(self, state: DeliveryState) -> None:
        if not shiboken6.isValid(self):
            return
        self.strip.end()
        delivery = state.delivery
        self._last = delivery.id
        if state.is_complete:
            words, tone = "delivery-done", Tone.GOOD
        else:
            words = "delivery-was-stopped" if state.was_stopped else "delivery-not-done"
            tone = Tone.WARN
        said = self._session.text(
            words,
            documents=delivery.documents,
            arrived=state.arrived,
            refused=state.refused,
            superseded=state.superseded,
            receiver=delivery.receiver.name,
            way=delivery.receiver.way.value,
        )
        self.banner.say(said, tone)
        self._load_past()
        self.close_button.setFocus()

    def _fail_run(self, error: DigitizerError) -> None:
        if not shiboken6.isValid(self):
            return
        self.strip.end()
        self._fail(error)
        self._load_past()

    def _fail(self, error: DigitizerError) -> None:
        """A question beside the run failed, which goes on."""
        if not shiboken6.isValid(self):
            return
        self.banner.say(self._session.backend.messages.error(error), Tone.BAD)
        self._look()

    def _choose_package(self) -> None:
        title = self._session.text("delivery-choose-package")
        start = str(self._session.backend.workspace)
        chosen, _kind = QFileDialog.getOpenFileName(self, title, start, f"({_ENDINGS})")
        if chosen:
            self.add_package(Path(chosen))

    def _choose_slip(self) -> None:
        row = self.past.currentRow()
        if not 0 <= row < len(self._states):
            return
        number, text = self._states[row].delivery.id, self._session.text
        name = text("delivery-slip-file", number=number)
        proposed = str(Path(self._session.backend.workspace) / f"{name}.pdf")
        title = text("delivery-choose-slip")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, proposed, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.save_slip(number, path if path.suffix else path.with_suffix(".pdf"))

    def save_slip(self, number: int, path: Path) -> None:
        """Write the slip of one delivery as PDF."""
        delivery, text = self._session.backend.delivery, self._session.text
        self._session.bridge.run(
            lambda: delivery.write_slip(number, path),
            lambda _done: self._say_saved(text("cli-progress-written", file=str(path))),
            self._fail,
        )

    def _say_saved(self, words: str) -> None:
        if shiboken6.isValid(self):
            self.banner.say(words, Tone.GOOD)
