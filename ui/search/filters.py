"""What is searched for: the words, and in a row under them what they are searched in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from digitizer.domain.batch import BatchSummary
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.schema import DocumentType
from digitizer.workflow.search_port import SearchFilter
from ui.session import Session
from ui.theme import px
from ui.widgets.list_bar import Choice, ListBar, fill
from ui.wording import CASE_SIGNS

_STATES = (CaseState.CHECKED, CaseState.APPROVED, CaseState.EXPORTED)
_FIRST_YEAR = 1900


class SearchFilters(QWidget):
    """``bar`` tells of words and choices; fields can be chosen once a type is."""

    narrowed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        text = session.text
        self._session = session
        self.bar = ListBar(session, text("ui-page-search"), text("search-hint"))
        self.bar.search.setAccessibleName(text("search-words"))
        self._row = QHBoxLayout()
        self._row.setSpacing(px(8))
        self.types = self._choice("type", "lists-all-types")
        self.fields = self._choice("field", "search-all-fields")
        self.batches = self._choice("batch", "search-all-batches")
        self.states = self._choice("state", "search-all-states")
        self.years = self._choice("year", "search-all-years")
        fill(self.types, [self._all("lists-all-types"), *self._type_choices()])
        fill(self.states, [self._all("search-all-states"), *self._state_choices()])
        fill(self.years, [self._all("search-all-years"), *_year_choices()])
        self.fields.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.bar)
        column.addLayout(self._row)
        self.bar.narrowed.connect(self._on_narrowed)

    @property
    def words(self) -> str:
        return self.bar.search.text()

    def wanted(self) -> SearchFilter:
        return SearchFilter(
            self.types.currentData(),
            self.batches.currentData(),
            self.fields.currentData(),
            self.states.currentData(),
            self.years.currentData(),
        )

    def offer(self, batches: Sequence[BatchSummary]) -> None:
        """Offer these batches; what is chosen stays chosen."""
        found: list[Choice] = [(None, each.batch.name, each.batch.id) for each in batches]
        fill(self.batches, [self._all("search-all-batches"), *found])

    def _choice(self, name: str, everything: str) -> QComboBox:
        text = self._session.text
        made = self.bar.add_choice(text(f"search-filter-{name}"), [self._all(everything)])
        held = self.bar.layout()
        if held is not None:
            held.removeWidget(made)
        self._row.addWidget(made, 1)
        return made

    def _all(self, words: str) -> Choice:
        return (None, self._session.text(words), None)

    def _type_choices(self) -> list[Choice]:
        session = self._session
        types = session.backend.catalog.types
        return [
            (None, label, key) for label, key in sorted((session.type_label(k), k) for k in types)
        ]

    def _state_choices(self) -> list[Choice]:
        text = self._session.text
        signs = [(state, CASE_SIGNS[state]) for state in _STATES]
        return [(sign.qicon(18), text(sign.message), state) for state, sign in signs]

    def _on_narrowed(self) -> None:
        doc_type = self._session.backend.catalog.types.get(self.types.currentData() or "")
        fill(self.fields, [self._all("search-all-fields"), *self._field_choices(doc_type)])
        self.fields.setEnabled(doc_type is not None)
        self.bar.show_active()
        self.narrowed.emit()

    def _field_choices(self, doc_type: DocumentType | None) -> list[Choice]:
        specs = doc_type.fields if doc_type else ()
        return [(None, self._session.label(spec.label), spec.key) for spec in specs]


def _year_choices() -> list[Choice]:
    present = datetime.now().astimezone().year
    return [(None, str(year), year) for year in range(present, _FIRST_YEAR - 1, -1)]
