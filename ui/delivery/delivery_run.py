"""How far a delivery is, and stopping it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ui.counted_run import CountedRun
from ui.session import Session
from ui.theme import px
from ui.widgets.styling import button, label

_LOOK_MS = 120
_MEGABYTE = 1e6
_STEPS = 1000


class RunStrip(QWidget):
    """Hidden while nothing runs."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._locale = QLocale(session.backend.messages.language)
        self._run: CountedRun | None = None
        self.words = label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(px(8))
        self.bar.setAccessibleName(session.text("delivery-title"))
        self.stop = button(session.text("delivery-stop"))
        self.stop.clicked.connect(self.ask_to_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self.hide()

    @property
    def is_busy(self) -> bool:
        return self._run is not None

    def begin(self) -> CountedRun:
        self._run = CountedRun()
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.words.setText(self._session.text("delivery-checking"))
        self.show()
        self.stop.setFocus()
        self._looking.start()
        return self._run

    def end(self) -> None:
        self._run = None
        self._looking.stop()
        self.hide()

    def ask_to_stop(self) -> None:
        if self._run is not None:
            self._run.stop.set()
            self.stop.setEnabled(False)
            self.words.setText(self._session.text("delivery-stopping"))

    def _look(self) -> None:
        run = self._run
        if run is None or not run.all:
            return
        # Bytes of a large package are more than the bar can count.
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(_STEPS * run.done // run.all)
        if not run.stop.is_set():
            done, everything = self._megabytes(run.done), self._megabytes(run.all)
            self.words.setText(self._session.text("delivery-sending", done=done, all=everything))

    def _megabytes(self, size: int) -> str:
        return self._locale.toString(size / _MEGABYTE, "f", 1)
