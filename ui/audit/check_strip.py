"""Checking the chain of the audit log: how far it is, and what came out, in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QVBoxLayout,
)

from digitizer.bootstrap.log_checking import LogCheck
from digitizer.domain.errors import DigitizerError
from digitizer.workflow.verify_audit import AuditReport
from ui.counted_run import CountedRun
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.styling import button, label
from ui.wording import Sign

_LOOK_MS = 120
_MOST_LINES = 5
_LINE_PX = 26
_SOUND = Sign("checked", Tone.GOOD, "audit-check-sound")
_UNSOUND = Sign("error", Tone.BAD, "audit-check-unsound")
_LOG_SOUND = Sign("checked", Tone.GOOD, "audit-log-sound")
_LOG_UNSOUND = Sign("error", Tone.BAD, "audit-log-unsound")
_WORKING = Sign("working", Tone.ACCENT, "audit-checking")


class CheckStrip(QFrame):
    """Hidden until the first check. ``ended``: nothing runs any more."""

    ended = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._locale = QLocale(session.backend.messages.language)
        self._run: CountedRun | None = None
        self.sign = QLabel()
        self.words = label("", "heading", wrap=True)
        self.note = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(px(8))
        self.stop = button(session.text("audit-check-stop"))
        self.stop.clicked.connect(self.stop_check)
        self.faults = QListWidget()
        self.faults.setWordWrap(True)
        self.faults.setAccessibleName(session.text("ui-action-verify-audit"))
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._show_progress)
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self.sign)
        head.addWidget(self.words, 1)
        head.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.addLayout(head)
        for part in (self.bar, self.faults, self.note):
            column.addWidget(part)
        self.hide()

    @property
    def is_busy(self) -> bool:
        return self._run is not None

    def check(self, packages: Sequence[Path] = ()) -> None:
        """Begin, unless a check runs already; the log is compared with these packages too."""
        if self._run is not None:
            return
        run, audit = CountedRun(), self._session.backend.audit
        self._run = run
        self.bar.setRange(0, 0)
        self._show(_WORKING, self._progress_words(run), is_running=True)
        self._looking.start()
        self._session.bridge.run(
            lambda: audit.verify(packages, run.tell, run.stop), self._finish, self._fail
        )

    def check_log(self, folder: Path) -> None:
        """Check an exported log instead of this one, unless a check runs already."""
        if self._run is not None:
            return
        self._run = CountedRun()
        audit = self._session.backend.audit
        self.bar.setRange(0, 0)
        words = self._session.text("audit-log-checking", folder=folder.name)
        self._show(_WORKING, words, is_running=True)
        self.stop.hide()
        self._session.bridge.run(lambda: audit.check_log(folder), self._finish_log, self._fail)

    def stop_check(self) -> None:
        if self._run is not None:
            self._run.stop.set()

    def _show_progress(self) -> None:
        if self._run is not None and self._run.all:
            self.bar.setRange(0, self._run.all)
            self.bar.setValue(self._run.done)
            self.words.setText(self._progress_words(self._run))

    def _progress_words(self, run: CountedRun) -> str:
        done, everything = self._locale.toString(run.done), self._locale.toString(run.all)
        return self._session.text("audit-checking", done=done, all=everything)

    def _finish(self, report: AuditReport) -> None:
        self._end()
        text, number = self._session.text, self._locale.toString
        notes = []
        if report.was_stopped and not report.fault_count:
            words = text("audit-check-stopped", entries=number(report.entries))
            self._show(Sign("review", Tone.WARN, "audit-check-stopped"), words)
        elif report.is_sound:
            words = text(
                "audit-check-sound",
                entries=number(report.entries),
                edits=number(report.edits),
                anchors=number(report.anchors),
            )
            self._show(_SOUND, words)
            notes.append(text("audit-check-tail"))
        else:
            self._show(_UNSOUND, text("audit-check-unsound", count=number(report.fault_count)))
        if report.older_edits:
            notes.append(text("audit-check-older", count=number(report.older_edits)))
        messages = self._session.backend.messages
        self._list([messages.problem(problem) for problem in report.problems])
        unnamed = report.fault_count - len(report.problems)
        if unnamed:
            notes.append(text("audit-check-more", count=number(unnamed)))
        self.note.setText(" ".join(notes))
        self.note.setVisible(bool(notes))
        self.ended.emit()

    def _finish_log(self, found: LogCheck) -> None:
        self._end()
        text, number = self._session.text, self._locale.toString
        sign = _LOG_SOUND if found.is_sound else _LOG_UNSOUND
        words = text(
            sign.message,
            entries=number(found.entries),
            edits=number(found.edits),
            faults=number(found.faults),
        )
        self._show(sign, words)
        self._list(found.lines)
        notes = [text("audit-log-place", folder=str(found.folder))]
        notes.append(text("audit-log-head", head=found.head))
        self.note.setText("\n".join(notes))
        self.note.show()
        self.ended.emit()

    def _list(self, faults: Sequence[str]) -> None:
        self.faults.clear()
        self.faults.addItems(faults)
        self.faults.setVisible(bool(faults))
        lines = min(len(faults), _MOST_LINES)
        self.faults.setFixedHeight(px(_LINE_PX) * lines + px(8))

    def _fail(self, error: DigitizerError) -> None:
        self._end()
        self.hide()
        self._session.on_error(error)
        self.ended.emit()

    def _end(self) -> None:
        self._run = None
        self._looking.stop()

    def _show(self, sign: Sign, words: str, *, is_running: bool = False) -> None:
        self.sign.setPixmap(sign.pixmap(22))
        self.words.setText(words)
        self.bar.setVisible(is_running)
        self.stop.setVisible(is_running)
        self.faults.hide()
        self.note.hide()
        self.show()
