"""The column of all fields of a case, in the sections of its document type."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from digitizer.domain.schema import FieldSpec, Section
from ui.desk.field_row import FieldRow
from ui.desk.images import PagePicture
from ui.desk.work import CaseWork
from ui.session import Session
from ui.widgets.styling import button, label

_ACTIVE_SHARE = 0.30
"""Where on the column's height the active field comes to stand."""


class FieldForm(QScrollArea):
    accepted = Signal(str)
    stepped = Signal(str, int)
    entered = Signal(str)
    typed = Signal(str, str)
    candidate_taken = Signal(str, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sections: list[FormSection] = []
        self._rows: dict[str, FieldRow] = {}
        self._type_key: tuple[str, str] | None = None
        self._active: str | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def active(self) -> str | None:
        return self._active

    def row(self, key: str) -> FieldRow:
        return self._rows[key]

    def neighbour(self, key: str | None, step: int) -> str | None:
        """The shown field ``step`` places on, or None past either end."""
        keys = [name for name, row in self._rows.items() if not row.isHidden() or name == key]
        if key not in keys:
            return keys[0] if keys else None
        place = keys.index(key) + step
        return keys[place] if 0 <= place < len(keys) else None

    def show_work(self, work: CaseWork) -> None:
        """Show a case; the rows are built anew only for another document type."""
        doc_type = work.view.document_type
        wanted = (doc_type.key, doc_type.version) if doc_type else None
        if wanted != self._type_key:
            self._type_key = wanted
            self._build(work)
        for row in self._rows.values():
            row.show_work(work)
        for section in self._sections:
            section.show_work(work, self._active)

    def forget_rows(self) -> None:
        """Build the rows anew at the next showing."""
        self._type_key = None

    def show_offers(self, work: CaseWork) -> None:
        """Show anew what the fields may take; what stands in them is left alone, and the active
        field stays where it is."""
        for row in self._rows.values():
            row.show_offers(work)
        for section in self._sections:
            section.show_work(work, self._active)
        QTimer.singleShot(0, self, self._bring)

    def show_states(self, work: CaseWork, key: str) -> None:
        self._rows[key].show_state(work)

    def show_picture(self, work: CaseWork, path: Path, picture: PagePicture) -> None:
        """Give the rows whose value stands on this page their piece of it."""
        for key, row in self._rows.items():
            page = work.page_of(key)
            if page is not None and page.image_path == path:
                row.snippet.set_image(picture.whole)

    def clear_pictures(self) -> None:
        for row in self._rows.values():
            row.snippet.set_image(None)

    def focus_field(self, key: str) -> None:
        """Put the caret into a field with its whole text selected."""
        row = self._rows[key]
        row.show()
        row.edit.start()
        if not row.edit.has_caret():
            # The window itself is not in front, so no focus event will tell.
            self.entered.emit(key)

    def mark_active(self, key: str) -> None:
        if self._active in self._rows and self._active != key:
            self._rows[self._active].set_active(active=False)
        self._active = key
        self._rows[key].set_active(active=True)
        QTimer.singleShot(0, self, self._bring)

    def _build(self, work: CaseWork) -> None:
        self._rows = {}
        self._sections = []
        self._active = None
        body = QWidget()
        body.setObjectName("formBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        doc_type = work.view.document_type
        for section in doc_type.sections if doc_type else ():
            specs = [spec for spec in work.specs if spec.section == section.key]
            if specs:
                part = FormSection(self._session, section, specs)
                column.addWidget(part)
                self._sections.append(part)
                for row in part.rows:
                    self._rows[row.key] = row
                    self._connect(row)
        column.addStretch(1)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(body)

    def _connect(self, row: FieldRow) -> None:
        key = row.key
        row.edit.accepted.connect(lambda: self.accepted.emit(key))
        row.edit.stepped.connect(lambda step: self.stepped.emit(key, step))
        row.edit.entered.connect(lambda: self.entered.emit(key))
        row.typed.connect(self.typed)
        row.candidate_taken.connect(self.candidate_taken)

    def _bring(self) -> None:
        row = self._rows.get(self._active) if self._active else None
        body = self.widget()
        if row is None or body is None:
            return
        layout = body.layout()
        if layout is not None:
            layout.activate()
        top = row.mapTo(body, QPoint(0, 0)).y()
        self.verticalScrollBar().setValue(top - int(self.viewport().height() * _ACTIVE_SHARE))


class FormSection(QWidget):
    """A heading with its fields; empty ones that nobody asks for wait behind a button."""

    def __init__(self, session: Session, section: Section, specs: list[FieldSpec]) -> None:
        super().__init__()
        self._session = session
        self._is_open = False
        self._quiet: list[FieldRow] = []
        self.rows = [FieldRow(session, spec) for spec in specs]
        self._more = button("", "link")
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(session.label(section.label), "section"))
        for row in self.rows:
            column.addWidget(row)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_work(self, work: CaseWork, active: str | None) -> None:
        self._quiet = [row for row in self.rows if work.is_quiet(row.key) and row.key != active]
        self._arrange()

    def _arrange(self) -> None:
        for row in self.rows:
            row.setVisible(self._is_open or row not in self._quiet)
        words = "ui-fewer-fields" if self._is_open else "ui-more-fields"
        self._more.setText(self._session.text(words, count=len(self._quiet)))
        self._more.setVisible(bool(self._quiet))

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._arrange()
