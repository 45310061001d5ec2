"""Choosing the next exercise: which papers, in which condition, how many."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QVBoxLayout

from digitizer.domain.practice import Exercise, Level
from ui.practice.saying import level_label
from ui.session import Session
from ui.widgets.fitting_combo import FittingCombo
from ui.widgets.styling import button, label, set_look

_MOST_SHOWN = 20
_SHOWN_LETTERS = 14
_COUNTS = (5, 10, 20, 30, 50, 100)


class OrderCard(QFrame):
    """``begun``: the exercise that is chosen is to begin."""

    begun = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        text, rule = session.text, session.backend.practice.rule
        self._rule = rule
        self.type = FittingCombo()
        for key in session.backend.practice.offered():
            self.type.addItem(session.type_label(key), key)
        self.level = FittingCombo()
        for level in Level:
            self.level.addItem(level_label(session, level.value), level)
        for combo in (self.type, self.level):
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            combo.setSizeAdjustPolicy(policy)
            combo.setMinimumContentsLength(_SHOWN_LETTERS)
            combo.setMaxVisibleItems(_MOST_SHOWN)
        self.cases = QComboBox()
        for count in sorted({*_COUNTS, rule.usual_cases}):
            self.cases.addItem(str(count), count)
        self.about = label("", "muted", wrap=True)
        self.advice = label("", wrap=True)
        self.begin = button(text("practice-begin"))
        self.begin.clicked.connect(lambda: self.begun.emit(self.exercise))
        self.level.currentIndexChanged.connect(lambda _index: self._say_level())
        self._build()
        self.propose(Exercise("civil_status.birth", Level.CLEAN, rule.usual_cases))

    def _build(self) -> None:
        text = self._session.text
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(text("practice-type"), self.type)
        form.addRow(text("practice-level"), self.level)
        form.addRow(text("practice-cases"), self.cases)
        for widget, name in ((self.type, "type"), (self.level, "level"), (self.cases, "cases")):
            widget.setAccessibleName(text(f"practice-{name}"))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addWidget(label(text("practice-new"), "heading"))
        column.addLayout(form)
        column.addWidget(self.about)
        column.addWidget(self.begin)
        column.addWidget(self.advice)
        column.addWidget(label(self._rule_words(), "muted", wrap=True))

    @property
    def exercise(self) -> Exercise:
        """What is chosen."""
        kind, level = self.type.currentData(), Level(self.level.currentData())
        return Exercise(str(kind), level, int(self.cases.currentData()))

    def propose(self, exercise: Exercise) -> None:
        """Choose this, for the person to change."""
        if self.cases.findData(exercise.cases) < 0:
            self.cases.addItem(str(exercise.cases), exercise.cases)
        for combo, wanted in (
            (self.type, exercise.document_type),
            (self.level, exercise.level),
            (self.cases, exercise.cases),
        ):
            combo.setCurrentIndex(max(0, combo.findData(wanted)))
        self._say_level()

    def advise(self, level: Level | None) -> None:
        """Say which papers are next; None says nothing."""
        words = level_label(self._session, level.value) if level else ""
        self.advice.setText(self._session.text("practice-advice", level=words) if level else "")
        self.advice.setVisible(level is not None)

    def set_primary(self, *, primary: bool) -> None:
        """Whether beginning is what the person is likely to want now."""
        set_look(self.begin, "role", "primary" if primary else "")

    def _say_level(self) -> None:
        self.about.setText(self._session.text(f"practice-about-{self.exercise.level.value}"))

    def _rule_words(self) -> str:
        rule = self._rule
        return self._session.text(
            "practice-advice-rule",
            cases=rule.fewest_cases,
            up=_percent(rule.harder_from),
            down=_percent(rule.easier_below),
        )


def _percent(share: float) -> float:
    return round(share * 100, 1)
