"""Noting that papers changed hands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.errors import DigitizerError
from digitizer.domain.slip import Direction, Handover
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.captioned import captioned_form
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.styling import label

_WIDTH, _MOST = 520, 999_999


class HandoverForm(QDialog):
    """``made`` is what was noted, once OK was answered by the store. Names that were used before
    are offered while one types."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        papers: Sequence[str],
        people: Sequence[str],
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.made: Handover | None = None
        text = session.text
        self.setWindowTitle(text("handovers-new"))
        self.setMinimumWidth(px(_WIDTH))
        self.direction = QComboBox()
        for one in Direction:
            self.direction.addItem(text(f"handovers-direction-{one.value}"), one)
        self.papers = self._line(papers)
        self.books, self.sheets = self._count(), self._count()
        self.given_by, self.taken_by = self._line(people), self._line(people)
        self.note = self._line(())
        self.banner = Banner(session)
        self._buttons = ok_and_cancel(session, self)
        self._build()

    def _build(self) -> None:
        text = self._session.text
        parts = (
            ("direction", self.direction),
            ("papers", self.papers),
            ("books", self.books),
            ("sheets", self.sheets),
            ("given", self.given_by),
            ("taken", self.taken_by),
            ("note", self.note),
        )
        form = captioned_form((text(f"handover-column-{name}"), part) for name, part in parts)
        form.setVerticalSpacing(px(8))
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("handovers-new"), "heading"))
        column.addWidget(label(text("handovers-add-advice"), "muted", wrap=True))
        column.addLayout(form)
        column.addWidget(self.banner)
        column.addWidget(self._buttons)
        for line in (self.papers, self.given_by, self.taken_by):
            line.textChanged.connect(lambda _text: self._look())
        for spin in (self.books, self.sheets):
            spin.valueChanged.connect(lambda _value: self._look())
        self._look()

    def accept(self) -> None:
        """The dialog stays, with the reason, where the store refuses."""
        progress = self._session.backend.progress
        try:
            self.made = progress.hand_over(
                self.papers.text(),
                Direction(self.direction.currentData()),
                self.books.value(),
                self.sheets.value(),
                self.given_by.text(),
                self.taken_by.text(),
                self.note.text(),
            )
        except DigitizerError as error:
            self.banner.say(self._session.backend.messages.error(error), Tone.BAD)
            return
        super().accept()

    def _look(self) -> None:
        is_named = all(one.text().strip() for one in (self.papers, self.given_by, self.taken_by))
        is_counted = self.books.value() + self.sheets.value() > 0
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(is_named and is_counted)

    def _line(self, known: Sequence[str]) -> QLineEdit:
        made = QLineEdit()
        if known:
            offers = QCompleter(list(known), made)
            offers.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            offers.setFilterMode(Qt.MatchFlag.MatchContains)
            made.setCompleter(offers)
        return made

    def _count(self) -> QSpinBox:
        made = QSpinBox()
        made.setRange(0, _MOST)
        made.setLocale(QLocale(self._session.backend.messages.language))
        made.setGroupSeparatorShown(True)
        made.lineEdit().setTextMargins(px(6), 0, 0, 0)
        return made
