"""One milestone of the plan."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.progress import CASE_STAGES, Stage
from digitizer.domain.work_plan import Milestone
from ui.progress.wording import ProgressWords
from ui.session import Session
from ui.theme import px
from ui.widgets.captioned import captioned_form
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.styling import label

_WIDTH, _MOST, _LONGEST = 560, 99_999_999, 200


class MilestoneForm(QDialog):
    """OK is open while the milestone has a name."""

    def __init__(
        self, session: Session, parent: QWidget | None, milestone: Milestone | None
    ) -> None:
        super().__init__(parent)
        self._session = session
        today = datetime.now().astimezone().date()
        shown = milestone or Milestone("", today, 1)
        self.setWindowTitle(session.text("plan-milestone"))
        self.setMinimumWidth(px(_WIDTH))
        self.title = QLineEdit(shown.name)
        self.title.setMaxLength(_LONGEST)
        self.stage = self._stages(shown.stage)
        self.kind = self._kinds(shown.document_type)
        self.due = day_box(shown.due)
        self.target = QSpinBox()
        self.target.setRange(1, _MOST)
        self.target.setLocale(QLocale(session.backend.messages.language))
        self.target.setGroupSeparatorShown(True)
        self.target.setValue(shown.target)
        self.target.lineEdit().setTextMargins(px(6), 0, 0, 0)
        self.source = QLineEdit(shown.source)
        self._buttons = ok_and_cancel(session, self)
        self._build()

    @property
    def milestone(self) -> Milestone:
        return Milestone(
            self.title.text().strip(),
            day_in(self.due),
            self.target.value(),
            Stage(self.stage.currentData()),
            self.kind.currentData(),
            self.source.text().strip(),
        )

    def _build(self) -> None:
        text = self._session.text
        parts = (
            ("plan-milestone-name", self.title),
            ("progress-column-stage", self.stage),
            ("progress-column-type", self.kind),
            ("progress-column-target", self.target),
            ("progress-column-due", self.due),
            ("plan-milestone-source", self.source),
        )
        form = captioned_form((text(message), part) for message, part in parts)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("plan-milestone"), "heading"))
        column.addWidget(label(text("plan-milestone-advice"), "muted", wrap=True))
        column.addLayout(form)
        column.addWidget(self._buttons)
        self.title.textChanged.connect(lambda _text: self._look())
        self._look()

    def _stages(self, chosen: Stage) -> QComboBox:
        made, words = QComboBox(), ProgressWords(self._session)
        for stage in CASE_STAGES:
            made.addItem(words.stage(stage), stage)
        made.setCurrentIndex(CASE_STAGES.index(chosen))
        return made

    def _kinds(self, chosen: str | None) -> QComboBox:
        """A type that is not installed any more stays what it was, under its key."""
        made = QComboBox()
        made.addItem(self._session.text("plan-all-types"), None)
        keys = {*self._session.backend.catalog.types, *([chosen] if chosen else [])}
        for name, key in sorted((self._session.type_label(key), key) for key in keys):
            made.addItem(name, key)
        made.setCurrentIndex(max(made.findData(chosen), 0) if chosen else 0)
        return made

    def _look(self) -> None:
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(self.title.text().strip()))


def day_box(day: date) -> QDateEdit:
    made = QDateEdit(QDate(day.year, day.month, day.day))
    made.setDisplayFormat("dd/MM/yyyy")
    made.setCalendarPopup(True)
    return made


def day_in(box: QDateEdit) -> date:
    chosen = box.date()
    return date(chosen.year(), chosen.month(), chosen.day())
