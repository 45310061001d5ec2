"""Comparing the counts by day with a recount of everything."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digitizer.domain.errors import DigitizerError
from digitizer.workflow.see_progress import ProgressCheck
from ui.progress.wording import ProgressWords
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.styling import button, label
from ui.wording import Sign

_WIDE_PX = 720
_SOUND = Sign("checked", Tone.GOOD, "progress-check-sound")
_UNSOUND = Sign("error", Tone.BAD, "progress-check-unsound")
_WORKING = Sign("working", Tone.ACCENT, "progress-checking")
_KEPT = Sign("stored", Tone.GOOD, "progress-check-recounted")


class RecountView(QWidget):
    """Says what was found; only what is wrong can be put right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words = ProgressWords(session)
        self._is_busy = False
        text = session.text
        self.sign = QLabel()
        self.result = label("", "heading", wrap=True)
        self.check = button(text("progress-check-now"), "primary")
        self.check.clicked.connect(self.begin)
        self.keep = button(text("progress-check-keep"))
        self.keep.clicked.connect(self._recount)
        self.keep.hide()
        said = QHBoxLayout()
        said.setSpacing(px(10))
        said.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.result, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.check)
        buttons.addWidget(self.keep)
        buttons.addStretch(1)
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(px(_WIDE_PX))
        inner = QVBoxLayout(card)
        inner.setContentsMargins(20, 16, 20, 16)
        inner.setSpacing(px(12))
        inner.addWidget(label(text("progress-check"), "heading"))
        inner.addWidget(label(text("progress-check-about"), "muted", wrap=True))
        inner.addLayout(said)
        inner.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def enter(self) -> None:
        self.check.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Recount everything in a worker, unless that is being done."""
        if not self._is_busy:
            self._start()
            progress = self._session.backend.progress
            self._session.bridge.run(progress.check, self._show, self._fail)

    def _recount(self) -> None:
        if not self._is_busy:
            self._start()
            progress = self._session.backend.progress
            self._session.bridge.run(progress.recount, self._show_kept, self._fail)

    def _start(self) -> None:
        self._set_busy(is_busy=True)
        self._say(_WORKING, self._session.text(_WORKING.message))

    def _show(self, found: ProgressCheck) -> None:
        self._set_busy(is_busy=False)
        self.keep.setVisible(not found.is_sound)
        if found.is_sound:
            self.check.setFocus(Qt.FocusReason.OtherFocusReason)
            self._say(_SOUND, self._session.text(_SOUND.message))
        else:
            self._say(_UNSOUND, self._counted(_UNSOUND, found))
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_kept(self, found: ProgressCheck) -> None:
        self._set_busy(is_busy=False)
        self.keep.hide()
        self.check.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(_KEPT, self._counted(_KEPT, found))

    def _counted(self, sign: Sign, found: ProgressCheck) -> str:
        number = self._words.number
        return self._session.text(
            sign.message, differing=number(found.differing), undated=number(found.undated)
        )

    def _fail(self, error: DigitizerError) -> None:
        self._set_busy(is_busy=False)
        self.sign.clear()
        self.result.clear()
        self._session.on_error(error)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.check.setEnabled(not is_busy)
        self.keep.setEnabled(not is_busy)

    def _say(self, sign: Sign, words: str) -> None:
        self.sign.setPixmap(sign.pixmap(22))
        self.result.setText(words)
