"""One person: what does not fit, and every value with the case and field that it stands in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from digitizer.domain.people.findings import Finding
from digitizer.domain.people.mention import MentionId
from digitizer.workflow.people import PersonView
from ui.asking import Asking
from ui.people import wording
from ui.people.models import FindingTableModel, SourceTableModel
from ui.people.tables import WrappedTable
from ui.session import Session
from ui.theme import px
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import label
from ui.widgets.tables import ROW_PX

_FINDING_WIDTHS = (190, 150, 80)
_SOURCE_WIDTHS = (80, 78, 150, 150)
_MOST_FINDINGS_SHOWN = 4


class PersonPanel(QWidget):
    """``opened`` asks to see a case; ``looked``: another finding or source is in hand."""

    opened = Signal(int)
    looked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        text = session.text
        self._session = session
        self._asking = Asking(session)
        self.person: MentionId | None = None
        self.finding_model = FindingTableModel(session, self, with_severity=False)
        self.findings = WrappedTable(self.finding_model, _FINDING_WIDTHS, stretch=(0, 1))
        self.findings.setAccessibleName(text("people-contradictions"))
        self.source_model = SourceTableModel(session, self)
        self.sources = WrappedTable(self.source_model, _SOURCE_WIDTHS, stretch=(2, 3))
        self.sources.setAccessibleName(text("people-sources"))
        self._name = label("", "heading", wrap=True)
        self._about = label("", "muted", wrap=True)
        self._findings_title = label(text("people-contradictions"), "section")
        self.decisions: QLabel = label("", "muted", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState("people", text("people-none-chosen"), text("people-none-chosen-advice"))
        )
        self._stack.addWidget(self._built())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.findings.activated.connect(lambda _index: self._open_finding())
        self.sources.activated.connect(lambda _index: self._open_source())
        for table in (self.findings, self.sources):
            table.selectionModel().currentRowChanged.connect(lambda _new, _old: self.looked.emit())

    def _built(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._name)
        column.addWidget(self._about)
        column.addWidget(self._findings_title)
        column.addWidget(self.findings)
        column.addWidget(self.decisions)
        column.addWidget(label(self._session.text("people-sources"), "section"))
        column.addWidget(self.sources, 1)
        return body

    @property
    def finding(self) -> Finding | None:
        """The contradiction in hand."""
        return self.finding_model.of_id(self.findings.current_id())

    @property
    def case_id(self) -> int | None:
        """The case of the value in hand."""
        source = self.source_model.of_id(self.sources.current_id())
        return source.mention.id.case_id if source else None

    def show_person(self, person: MentionId | None) -> None:
        """Ask for a person; None shows nobody."""
        self.person = person
        if person is None:
            self.finding_model.show(())
            self.source_model.show(())
            self._stack.setCurrentIndex(0)
            return
        backend = self._session.backend
        self._asking.ask(
            lambda: backend.person(str(person)),
            lambda view: self._show(person, view),
            self._session.on_error,
        )

    def _show(self, person: MentionId, view: PersonView) -> None:
        if self.person != person:
            return
        text, entry = self._session.text, view.entry
        self._name.setText(entry.mentions[0].name)
        born = wording.born_text(entry) or text("people-born-unknown")
        cases = len(wording.cases_of(entry))
        self._about.setText(text("people-about", born=born, cases=cases))
        self.finding_model.show(view.findings)
        self.source_model.show_person(entry)
        for part in (self.findings, self._findings_title):
            part.setVisible(bool(view.findings))
        self._fit_findings()
        words = [wording.decision_text(self._session, each) for each in view.decisions]
        self.decisions.setText("\n".join(words))
        self.decisions.setVisible(bool(words))
        self._stack.setCurrentIndex(1)
        self.sources.ensure_selection()
        self.looked.emit()

    def _fit_findings(self) -> None:
        """As high as the first rows, so that the sources keep most of the room."""
        shown = min(len(self.finding_model.rows), _MOST_FINDINGS_SHOWN)
        rows = sum(self.findings.rowHeight(row) for row in range(shown))
        head = self.findings.horizontalHeader().sizeHint().height()
        self.findings.setFixedHeight(
            max(rows, px(ROW_PX)) + head + 2 * self.findings.frameWidth() + 4
        )

    def _open_finding(self) -> None:
        finding = self.finding
        if finding is not None:
            self.opened.emit(finding.left.mention.id.case_id)

    def _open_source(self) -> None:
        case_id = self.case_id
        if case_id is not None:
            self.opened.emit(case_id)
