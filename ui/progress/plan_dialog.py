"""The plan of the work: who does it, on which days, and the milestones."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.errors import DigitizerError
from digitizer.domain.work_plan import Milestone, WorkPlan
from ui.progress.grid import Grid
from ui.progress.milestone_form import MilestoneForm, day_box, day_in
from ui.progress.wording import ProgressWords
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.captioned import captioned_form
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.styling import button, label, set_look

_SIZE = (860, 640)
_LONGEST, _CODE_DIGITS = 200, 5
_COLUMNS = ("milestone", "stage", "type", "due", "target")
_DAY = re.compile(r"\d{2}/\d{2}/\d{4}", re.ASCII)


class PlanDialog(QDialog):
    """``made`` is the plan in force, once OK was answered by the store; the plan before stays
    there."""

    def __init__(self, session: Session, parent: QWidget | None, plan: WorkPlan | None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = ProgressWords(session)
        self.made: WorkPlan | None = None
        start = plan or WorkPlan(datetime.now().astimezone().date())
        self.milestones: list[Milestone] = list(start.milestones)
        text = session.text
        self.setWindowTitle(text("plan-title"))
        self.resize(px(_SIZE[0]), px(_SIZE[1]))
        self.office = self._line(start.office)
        self.superior = self._line(start.superior)
        self.code = self._line(start.code)
        self.code.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,5}"), self))
        self.start = day_box(start.start)
        self.saturdays = QCheckBox(text("plan-saturdays"))
        self.saturdays.setChecked(start.works_saturdays)
        self.days_off = self._line(", ".join(f"{day:%d/%m/%Y}" for day in sorted(start.days_off)))
        self.days_off.setPlaceholderText(text("plan-days-off-hint"))
        heads = [text(f"progress-column-{name}") for name in _COLUMNS]
        self.grid = Grid(text("plan-milestones"), heads, frozenset({4}))
        self.grid.itemActivated.connect(lambda _item: self.edit())
        self.grid.itemSelectionChanged.connect(self._look)
        self.wrong = label("", wrap=True)
        self.wrong.setObjectName("stateText")
        set_look(self.wrong, "tone", "bad")
        self.banner = Banner(session)
        self._buttons = ok_and_cancel(session, self)
        self._build()
        self._fill(0)

    def _build(self) -> None:
        text = self._session.text
        names = ("office", "superior", "code", "start", "days_off")
        form = captioned_form(
            (text(f"plan-{name.replace('_', '-')}"), getattr(self, name)) for name in names
        )
        form.addRow("", self.saturdays)
        form.addRow("", self.wrong)
        self.add_button = self._button("plan-add", self.add)
        self.edit_button = self._button("plan-edit", self.edit)
        self.remove_button = self._button("plan-remove", self.remove)
        row = QHBoxLayout()
        for made in (self.add_button, self.edit_button, self.remove_button):
            row.addWidget(made)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("plan-title"), "heading"))
        column.addWidget(label(text("plan-advice"), "muted", wrap=True))
        column.addLayout(form)
        column.addWidget(label(text("plan-milestones"), "heading"))
        column.addWidget(self.grid, 1)
        column.addLayout(row)
        column.addWidget(self.banner)
        column.addWidget(self._buttons)
        for line in (self.office, self.code, self.days_off):
            line.textChanged.connect(lambda _text: self._look())

    def add(self) -> None:
        """Ask for a new milestone; it comes last."""
        made = self._ask(None)
        if made is not None:
            self.milestones.append(made)
            self._fill(len(self.milestones) - 1)

    def edit(self) -> None:
        row = self.grid.currentRow()
        if 0 <= row < len(self.milestones):
            made = self._ask(self.milestones[row])
            if made is not None:
                self.milestones[row] = made
                self._fill(row)

    def remove(self) -> None:
        row = self.grid.currentRow()
        if 0 <= row < len(self.milestones):
            del self.milestones[row]
            self._fill(min(row, len(self.milestones) - 1))

    def accept(self) -> None:
        """The dialog stays, with the reason, where the store refuses."""
        plan = WorkPlan(
            day_in(self.start),
            tuple(self.milestones),
            self.saturdays.isChecked(),
            frozenset(_days(self.days_off.text()) or ()),
            self.superior.text().strip(),
            self.office.text().strip(),
            self.code.text(),
        )
        try:
            self._session.backend.progress.put_plan(plan)
        except DigitizerError as error:
            self.banner.say(self._session.backend.messages.error(error), Tone.BAD)
            return
        self.made = plan
        super().accept()

    def _ask(self, milestone: Milestone | None) -> Milestone | None:
        form = MilestoneForm(self._session, self, milestone)
        return form.milestone if form.exec() == QDialog.DialogCode.Accepted else None

    def _fill(self, row: int) -> None:
        self.grid.show_rows(
            [self._row(one) for one in self.milestones],
            [one.source or one.name for one in self.milestones],
        )
        if self.milestones:
            self.grid.setCurrentCell(max(row, 0), 0)
        self._look()

    def _row(self, one: Milestone) -> tuple[str, ...]:
        every = self._session.text("plan-all-types")
        key = one.document_type
        return (
            one.name,
            self._words.stage(one.stage),
            self._session.type_label(key) if key else every,
            self._words.day(one.due),
            self._words.number(one.target),
        )

    def _look(self) -> None:
        days = _days(self.days_off.text())
        is_coded = len(self.code.text()) in (0, _CODE_DIGITS)
        wrong = "" if is_coded else "plan-code-wrong"
        wrong = wrong if days is not None else "plan-days-off-wrong"
        self.wrong.setText(self._session.text(wrong) if wrong else "")
        self.wrong.setVisible(bool(wrong))
        has_row = 0 <= self.grid.currentRow() < len(self.milestones)
        self.edit_button.setEnabled(has_row)
        self.remove_button.setEnabled(has_row)
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(self.office.text().strip()) and is_coded and days is not None)

    def _line(self, text: str) -> QLineEdit:
        made = QLineEdit(text)
        made.setMaxLength(_LONGEST)
        return made

    def _button(self, message: str, act: Callable[[], None]) -> QPushButton:
        made = button(self._session.text(message))
        made.clicked.connect(act)
        return made


def _days(text: str) -> Sequence[date] | None:
    """Days as dd/mm/yyyy with commas between; None where something else stands."""
    found = []
    for word in filter(None, (part.strip() for part in text.split(","))):
        if not _DAY.fullmatch(word):
            return None
        try:
            found.append(date(int(word[6:]), int(word[3:5]), int(word[:2])))
        except ValueError:
            return None
    return found
