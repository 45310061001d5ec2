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
from digitizer.domain.delivery import DeliveryState, Receiver
from digitizer.domain.errors import DigitizerError
from ui.accounts.asking_dialog import AskingDialog
from ui.asking import Asking, ask_briefly
from ui.delivery.delivery_run import RunStrip
from ui.delivery.past import PastDeliveries
from ui.delivery.questions import KeyDialog, OlderDialog
from ui.delivery.verdict import verdict
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.captioned import captioned_form
from ui.widgets.styling import button, label

_WIDTH, _HEIGHT = 860, 520
_ENDINGS = "*.zip *.age"
_PATIENCE_SECONDS = 0.1


class DeliveryDialog(QDialog):
    """Nothing leaves before the person asks for it. While a package is on its way the dialog stays
    open, and closing it only says so: what ends the run is its button."""

    def __init__(self, session: Session, parent: QWidget | None, batch: Batch) -> None:
        super().__init__(parent)
        self._session = session
        self._batch = batch
        self._asking = Asking(session)
        self.asked: AskingDialog | None = None
        self._is_looking = False
        text = session.text
        self.setWindowTitle(text("delivery-title"))
        self.resize(px(_WIDTH), px(_HEIGHT))
        self.package, self.receiver = QComboBox(), QComboBox()
        self.other = button(text("delivery-other-package"))
        self.other.clicked.connect(self._choose_package)
        self.note = label("", "muted", wrap=True)
        self.past = PastDeliveries(session)
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
        self.past.shown.connect(self._look)
        self.past.failed.connect(self._fail)
        self.receiver.currentIndexChanged.connect(lambda _index: self._look())
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
        column.addWidget(self.past, 1)
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
        """Send the chosen package to the chosen receiver, after the password of a key that this one
        asks for."""
        package, receiver = self.chosen_package, self.chosen_receiver
        if package is None or receiver is None or self._is_busy:
            return
        delivery = self._session.backend.delivery
        self._is_looking = True
        self._look()
        ask_briefly(
            self._session.bridge,
            lambda: delivery.locked_key(receiver.key),
            lambda key: self._begin(package, receiver, key),
            self._fail_key,
            _PATIENCE_SECONDS,
        )

    def _begin(self, package: Path, receiver: Receiver, key: str | None) -> None:
        if not shiboken6.isValid(self):
            return
        self._is_looking = False
        self._look()
        if not self.isVisible():
            return
        if key is None:
            self._send(package, receiver, None)
            return
        asked = KeyDialog(self._session, self, receiver, key)
        asked.accepted.connect(lambda: self._send(package, receiver, asked.secret.text()))
        self._ask(asked)

    def _fail_key(self, error: DigitizerError) -> None:
        if shiboken6.isValid(self):
            self._is_looking = False
            self._fail(error)

    @property
    def _is_busy(self) -> bool:
        return self._is_looking or self.strip.is_busy

    def _send(
        self, package: Path, receiver: Receiver, secret: str | None, reason: str = ""
    ) -> None:
        """``reason``: why a package leaves that is older than one that is there."""
        delivery, run = self._session.backend.delivery, self.strip.begin()
        self.banner.hide()
        self._look()
        self._session.bridge.run(
            lambda: delivery.deliver(
                package, receiver.key, run.tell, run.stop, secret=secret, reason=reason
            ),
            self._finish,
            lambda error: self._fail_run(error, package, receiver, secret),
        )

    def _ask(self, asked: AskingDialog) -> None:
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.finished.connect(self._forget)
        self.asked = asked
        asked.open()

    def _forget(self) -> None:
        self.asked = None

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
        if self.chosen_package is not None:
            self.past.load(package_name(self.chosen_package))

    def _look(self) -> None:
        text, is_busy = self._session.text, self._is_busy
        package, receiver = self.chosen_package, self.chosen_receiver
        notes = []
        if package is None:
            notes.append(text("delivery-no-package-here"))
        if receiver is None:
            notes.append(text("delivery-no-receiver-here"))
        self.note.setText("\n".join(notes))
        self.note.setVisible(bool(notes))
        is_begun = receiver is not None and any(
            one.delivery.receiver == receiver and not one.is_settled for one in self.past.states
        )
        self.send.setText(text("delivery-send-again" if is_begun else "delivery-send"))
        self.send.setEnabled(not notes and not is_busy)
        for part in (self.package, self.receiver, self.other):
            part.setEnabled(not is_busy)
        self.print.setEnabled(bool(self.past.states) and not is_busy)

    def _finish(self, state: DeliveryState | None) -> None:
        if not shiboken6.isValid(self):
            return
        self.strip.end()
        self.banner.say(*verdict(self._session, state))
        if state is None:
            self._look()
        else:
            self.past.last = state.delivery.id
            self._load_past()
        self.close_button.setFocus()

    def _fail_run(
        self, error: DigitizerError, package: Path, receiver: Receiver, secret: str | None
    ) -> None:
        if not shiboken6.isValid(self):
            return
        self.strip.end()
        self._fail(error)
        self._load_past()
        if error.code in OlderDialog.CODES:
            asked = OlderDialog(self._session, self, error)
            asked.accepted.connect(
                lambda: self._send(package, receiver, secret, asked.reason.text())
            )
            self._ask(asked)

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
        chosen, text = self.past.chosen, self._session.text
        if chosen is None:
            return
        number = chosen.delivery.id
        name = text("delivery-slip-file", number=number)
        proposed = str(Path(self._session.backend.workspace) / f"{name}.pdf")
        title = text("delivery-choose-slip")
        file, _kind = QFileDialog.getSaveFileName(self, title, proposed, "PDF (*.pdf)")
        if file:
            path = Path(file)
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
