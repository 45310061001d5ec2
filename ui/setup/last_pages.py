"""Check rounds; what the machine lacks; and what was set up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from digitizer.bootstrap.doctor import Finding, Health
from digitizer.domain.errors import DigitizerError
from ui import icons
from ui.backends.setup import Setup
from ui.bridge import Bridge
from ui.setup.answers import Answers
from ui.setup.page import SetupPage
from ui.theme import Tone, px, theme
from ui.widgets.styling import button, label

_SIGNS = {
    Health.WELL: ("confirmed", Tone.GOOD),
    Health.WARNING: ("review", Tone.WARN),
    Health.FAULT: ("failed", Tone.BAD),
}


class ChecksPage(SetupPage):
    key = "checks"

    def __init__(self, setup: Setup, answers: Answers) -> None:
        super().__init__(setup, answers)
        if answers.profile is None:
            answers.profile = setup.profile()
        self.choices: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        for key in ("", *setup.profiles()):
            words = setup.profile_label(key) if key else self.text("setup-checks-off")
            choice = QRadioButton(words)
            group.addButton(choice)
            choice.setChecked(key == answers.profile)
            choice.toggled.connect(lambda on, key=key: self._choose(key) if on else None)
            self.choices[key] = choice
            self.column.addWidget(choice)
        self.column.addStretch(1)

    def enter(self) -> None:
        chosen = self.choices.get(self.answers.profile or "")
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        self.setup.set_profile(self.answers.profile or "")

    def _choose(self, key: str) -> None:
        self.answers.profile = key
        self.changed.emit()


class DoctorPage(SetupPage):
    """What is found does not hold anybody up: it can be cured later."""

    key = "doctor"

    def __init__(self, setup: Setup, answers: Answers, bridge: Bridge) -> None:
        super().__init__(setup, answers)
        self._bridge = bridge
        self.said = label(self.text("setup-doctor-looking"), "muted")
        self.column.addWidget(self.said)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column.addWidget(self._area, 1)
        self.again = button(self.text("setup-doctor-again"))
        self.again.clicked.connect(self.enter)
        self.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.findings: Sequence[Finding] = ()

    def enter(self) -> None:
        self.said.setText(self.text("setup-doctor-looking"))
        self.again.setEnabled(False)
        self._bridge.run(self.setup.findings, self._show, self._fail)

    def _fail(self, error: DigitizerError) -> None:
        self.said.setText(self.setup.messages.error(error))
        self.again.setEnabled(True)

    def _show(self, findings: Sequence[Finding]) -> None:
        worst = sorted(findings, key=lambda one: -list(Health).index(one.health))
        self.findings = worst
        rows = QWidget()
        rows.setObjectName("formBody")
        grid = QGridLayout(rows)
        grid.setColumnStretch(1, 1)
        for line, finding in enumerate(worst):
            self._row(grid, line, finding)
        grid.setRowStretch(len(worst), 1)
        self._area.setWidget(rows)
        bad = sum(one.health is not Health.WELL for one in findings)
        self.said.setText(self.text("setup-doctor-found", count=bad))
        self.again.setEnabled(True)

    def _row(self, grid: QGridLayout, line: int, finding: Finding) -> None:
        name, tone = _SIGNS[finding.health]
        sign = QLabel()
        sign.setPixmap(icons.pixmap(name, theme.colors.of(tone), px(18), 2))
        sign.setAccessibleName(self.text(f"cli-health-{finding.health.value}"))
        params = dict(finding.params)
        words = self.text(f"doctor-{finding.code}", **params)
        if finding.health is not Health.WELL:
            words += "\n" + self.text(f"doctor-{finding.code}.cure", **params)
        grid.addWidget(sign, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(words, wrap=True), line, 1)


class FinishPage(SetupPage):
    key = "finish"

    def __init__(self, setup: Setup, answers: Answers) -> None:
        super().__init__(setup, answers)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(px(18))
        self._form.setVerticalSpacing(px(8))
        self.column.addLayout(self._form)
        self.column.addStretch(1)

    def enter(self) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        setup = self.setup
        people = setup.people()
        profile = setup.profile()
        office = setup.office()
        facts = {
            "folder": str(setup.workspace or ""),
            "office": ", ".join(each for each in (office.name, office.superior) if each),
            "scans": str(setup.inbox()),
            "people": ", ".join(people) or self.text("setup-people-alone"),
            "checks": setup.profile_label(profile) if profile else self.text("setup-checks-off"),
        }
        for key, words in facts.items():
            self._form.addRow(
                label(self.text(f"setup-step-{key}"), "muted"), label(words, wrap=True)
            )

    def keep(self) -> None:
        self.setup.finish()
