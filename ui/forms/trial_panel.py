"""A filled sheet read with the form as it stands: each field's value beside its paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.errors import DigitizerError
from digitizer.domain.form_draft import Trial
from digitizer.domain.record import FieldReading, ReadingState, ValueState
from ui.desk.snippet import Snippet
from ui.session import Session
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.styling import button, label
from ui.wording import FIELD_SIGNS

_USUAL_LINE_PX = 40.0


class TrialPanel(QWidget):
    """``wanted``: the user wants to choose a filled sheet."""

    wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        text = session.text
        self._session = session
        self.is_busy = False
        self._advice = label(text("ui-forms-try-advice"), "muted", wrap=True)
        self.start = button(text("ui-action-try-draft"))
        self.start.clicked.connect(self.wanted)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(text("ui-forms-trying"))
        self.verdict = Banner(session, closable=False)
        self._shown: list[_TrialRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._rows.setContentsMargins(0, 0, 6, 0)
        body = QWidget()
        body.setObjectName("formBody")
        around = QVBoxLayout(body)
        around.setContentsMargins(0, 0, 0, 0)
        around.addLayout(self._rows)
        around.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(body)
        self._area.setAccessibleName(text("ui-forms-trial"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._advice)
        column.addWidget(self.start)
        column.addWidget(self._busy)
        column.addWidget(self.verdict)
        column.addWidget(self._area, 1)
        self.clear()

    def clear(self) -> None:
        self.is_busy = False
        self._busy.hide()
        self.verdict.hide()
        self.start.setEnabled(True)
        self._forget_rows()

    def show_busy(self) -> None:
        self.clear()
        self.is_busy = True
        self.start.setEnabled(False)
        self._busy.show()

    def show_error(self, error: DigitizerError) -> None:
        self.clear()
        self.verdict.say(self._session.backend.messages.error(error), Tone.BAD)

    def show_trial(self, trial: Trial, names: Mapping[str, str], asked: Sequence[str]) -> None:
        """``names`` are the words for fields by key; those that have a zone are ``asked``."""
        self.clear()
        text = self._session.text
        if not trial.fits:
            self.verdict.say(text("ui-forms-trial-unfit"), Tone.BAD)
            return
        if not trial.fields:
            self.verdict.say(text("ui-forms-trial-other-type"), Tone.BAD)
            return
        shown = [field for field in trial.fields if field.key in asked]
        read = sum(field.state is not ReadingState.MISSING for field in shown)
        words = text(
            "ui-forms-trial-fits", read=read, all=len(shown), percent=round(trial.share * 100)
        )
        self.verdict.say(words, Tone.GOOD if read == len(shown) else Tone.WARN)
        image = QImage.fromData(trial.picture)
        heights = [field.box.height for field in shown if field.box is not None]
        line = median(heights) if heights else _USUAL_LINE_PX
        for field in shown:
            row = _TrialRow(self._session, field, names.get(field.key, field.key))
            row.paper.set_box(field.box, trial.width, line)
            row.paper.set_image(image)
            row.paper.setVisible(field.box is not None)
            self._rows.addWidget(row)
            self._shown.append(row)

    @property
    def rows(self) -> Mapping[str, str]:
        """What was read, by field."""
        return {row.key: row.value.text() for row in self._shown}

    def _forget_rows(self) -> None:
        for row in self._shown:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._shown.clear()


class _TrialRow(QFrame):
    def __init__(self, session: Session, field: FieldReading, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.key = field.key
        sign = FIELD_SIGNS[ValueState(field.state.value)]
        mark = QLabel()
        mark.setPixmap(sign.pixmap(16))
        is_missing = field.state is ReadingState.MISSING
        state = session.text("ui-forms-trial-nothing" if is_missing else sign.message)
        heading = label(name, "section", wrap=True)
        self.value = label(field.text or state, "muted" if is_missing else "", wrap=True)
        self.paper = Snippet()
        messages = session.backend.messages
        problems = " ".join(messages.problem(problem) for problem in field.problems)
        mark.setToolTip(problems or state)
        mark.setAccessibleName(state)
        self.setAccessibleName(f"{name}: {self.value.text()}")
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(mark)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.value)
        column.addWidget(self.paper)
