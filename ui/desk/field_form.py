"""The column of all fields of a case, in the sections of its document type."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from digitizer.domain.places import Resolution
from digitizer.domain.schema import FieldKind, FieldSpec, Section
from ui.asking import Asking
from ui.desk.doubtful_parts import doubtful_parts
from ui.desk.editors import Editors
from ui.desk.field_row import FieldRow
from ui.desk.images import PagePicture
from ui.desk.meaning import Meaning
from ui.desk.table_edit import TableEdit
from ui.desk.tick_edit import TickEdit
from ui.desk.typing_helper import TypingHelper
from ui.desk.work import CaseWork
from ui.session import Session
from ui.theme import px
from ui.widgets.styling import button, label

_ACTIVE_SHARE = 0.30
"""Where on the column's height the value of the active field comes to stand."""
_KEPT_FORMS = 4
"""Forms of so many document types stay built: to build one takes as long as twenty cases."""

FormKey = tuple[str, ...] | None
"""What a built form is kept by; None while the document is of no known type."""


@dataclass(frozen=True, slots=True)
class BuiltForm:
    """The built rows of one document type in their sections."""

    body: QWidget
    sections: list[FormSection] = field(default_factory=list)
    rows: dict[str, FieldRow] = field(default_factory=dict)


class FieldForm(QScrollArea):
    accepted = Signal(str)
    stepped = Signal(str, int)
    entered = Signal(str)
    typed = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.typing_helper = TypingHelper(session, self)
        self._editors = Editors(session, self.typing_helper, self._marked_forms)
        self._meaning = Meaning(session)
        self._placing = Asking(session)
        self._learning = Asking(session)
        self._work: CaseWork | None = None
        self._kept: dict[FormKey, BuiltForm] = {}
        self._sections: list[FormSection] = []
        self._rows: dict[str, FieldRow] = {}
        self._form_key: FormKey = None
        self._active: str | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Where the column grows or shrinks, the active field stays at its height.
        self.verticalScrollBar().rangeChanged.connect(
            lambda _least, _most: QTimer.singleShot(0, self, self._bring)
        )

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
        """Show a case; rows are built only for a document type that was not shown lately."""
        is_other = self._work is None or self._work.case.id != work.case.id
        self._work = work
        if is_other:
            self._learn(work)
        wanted = self._wanted(work)
        if wanted != self._form_key or wanted not in self._kept:
            self._turn_to(wanted, work)
        for row in self._rows.values():
            row.show_work(work)
        for section in self._sections:
            section.show_work(work, self._active)
        if self._active in self._rows:
            self._tell_place(self._rows[self._active])

    def forget_rows(self) -> None:
        """Build all rows anew at their next showing."""
        shown = self.takeWidget()
        for form in self._kept.values():
            form.body.deleteLater()
        self._kept.clear()
        self._rows, self._sections, self._active = {}, [], None
        if shown is not None:
            shown.hide()

    def show_offers(self, work: CaseWork) -> None:
        """Bring fields into sight that may take something now; what stands in them is left alone,
        and the active field stays where it is."""
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
        work = self._work
        if work is None:
            return
        if self._active in self._rows and self._active != key:
            self._rows[self._active].set_active(work, active=False)
        self._active = key
        self._rows[key].set_active(work, active=True)
        self._tell_place(self._rows[key])
        QTimer.singleShot(0, self, self._bring)

    def caret_to_doubt(self, work: CaseWork, key: str) -> bool:
        """Take the caret to the next part of the text that is doubtful, from where it stands and
        beginning anew at the end; whether there is one. A table goes to its first doubtful cell."""
        edit = self._rows[key].edit
        if isinstance(edit, TableEdit):
            edit.start()
            return True
        parts = () if isinstance(edit, TickEdit) else doubtful_parts(work, key, edit.text())
        if isinstance(edit, TickEdit) or not parts:
            return False
        caret = edit.caret() if edit.has_caret() and not edit.is_all_marked() else -1
        start, end = next((part for part in parts if part[0] > caret), parts[0])
        edit.mark(start, end)
        return True

    def _marked_forms(self, key: str, text: str) -> tuple[str, ...]:
        work = self._work
        return self._session.backend.words.marked_forms(work.case, key, text) if work else ()

    def _learn(self, work: CaseWork) -> None:
        """Have a worker learn the names of the batch, which count more when marks are offered."""
        case, words = work.case, self._session.backend.words
        self._learning.ask(lambda: words.learn(case), lambda _done: None, self._session.on_error)

    def _tell_place(self, row: FieldRow) -> None:
        """Say below a stored place which units it names; a worker finds them."""
        work = self._work
        if work is None or row.spec.kind is not FieldKind.PLACE or row.key in work.pending:
            return
        row.say_meaning(self._meaning.chosen_place(work.value(row.key)))
        if row.meaning.text() or not work.is_place(row.key):
            return
        case, backend = work.case, self._session.backend
        self._placing.ask(
            lambda: backend.place_options(case.id, row.key),
            lambda found: self._take_place(work, row.key, found),
            self._session.on_error,
        )

    def _take_place(self, work: CaseWork, key: str, found: Resolution) -> None:
        is_there = self._work is work and self._active == key and key not in work.pending
        if is_there and found.text == work.text(key):
            self._rows[key].say_meaning(self._meaning.place(found))

    def _wanted(self, work: CaseWork) -> FormKey:
        """Which form a case asks for."""
        doc_type = work.view.document_type
        return (doc_type.key, doc_type.version) if doc_type else None

    def _turn_to(self, wanted: FormKey, work: CaseWork) -> None:
        """Put the form of a document type in the place of the one shown, which is kept aside."""
        self.clear_pictures()
        aside = self.takeWidget()
        if aside is not None:
            aside.setParent(self)
            aside.hide()
        form = self._kept.pop(wanted, None) or self._built(work)
        self._kept[wanted] = form
        while len(self._kept) > _KEPT_FORMS:
            self._kept.pop(next(iter(self._kept))).body.deleteLater()
        if self._active in self._rows:
            self._rows[self._active].set_active(work, active=False)
        self._form_key, self._active = wanted, None
        self._rows, self._sections = form.rows, form.sections
        self.setWidget(form.body)
        form.body.show()

    def _built(self, work: CaseWork) -> BuiltForm:
        body = QWidget()
        body.setObjectName("formBody")
        form = BuiltForm(body)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(8))
        doc_type = work.view.document_type
        for section in doc_type.sections if doc_type else ():
            specs = [spec for spec in work.specs if spec.section == section.key]
            if specs:
                part = FormSection(self._session, section, specs, self._editors)
                column.addWidget(part)
                form.sections.append(part)
                for row in part.rows:
                    form.rows[row.key] = row
                    self._connect(row)
        column.addStretch(1)
        return form

    def _connect(self, row: FieldRow) -> None:
        key = row.key
        row.edit.accepted.connect(lambda: self.accepted.emit(key))
        row.edit.stepped.connect(lambda step: self.stepped.emit(key, step))
        row.edit.entered.connect(lambda: self.entered.emit(key))
        row.typed.connect(self.typed)

    def _bring(self) -> None:
        row = self._rows.get(self._active) if self._active else None
        body = self.widget()
        if row is None or body is None:
            return
        layout = body.layout()
        if layout is not None:
            layout.activate()
        top = row.edit.mapTo(body, QPoint(0, 0)).y()
        above = max(int(self.viewport().height() * _ACTIVE_SHARE), row.snippet.height() + px(8))
        self.verticalScrollBar().setValue(top - above)


class FormSection(QWidget):
    """A heading with its fields; empty ones that nobody asks for wait behind a button."""

    def __init__(
        self, session: Session, section: Section, specs: list[FieldSpec], editors: Editors
    ) -> None:
        super().__init__()
        self._session = session
        self._is_open = False
        self._quiet: list[FieldRow] = []
        self.rows = [FieldRow(session, spec, editors) for spec in specs]
        self._more = button("", "link")
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
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
