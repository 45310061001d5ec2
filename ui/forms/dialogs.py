"""What the designer asks: whose form it is, what a new field is, under which name to save."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QMessageBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.checks import blocking
from digitizer.domain.form_draft import (
    BlankSheet,
    FieldDraft,
    FormDraft,
    TypeDraft,
    draft_problems,
    field_key_of,
    field_problems,
    headings_of,
    slug_of,
    type_problems,
)
from digitizer.domain.problems import Problem
from digitizer.domain.schema import FieldKind, Need
from digitizer.domain.values.text import clean, fold
from ui.session import Session
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.styling import label

_WIDTH = 560
LOCAL_DOMAIN = "dia_phuong"
"""Where a commune's own types go unless it says otherwise."""

KINDS = (
    FieldKind.TEXT,
    FieldKind.NAME,
    FieldKind.DATE,
    FieldKind.TIME,
    FieldKind.CODE,
    FieldKind.ID_NUMBER,
    FieldKind.PLACE,
    FieldKind.NUMBER,
    FieldKind.MONEY,
    FieldKind.AREA,
    FieldKind.TAX_CODE,
    FieldKind.BOOK_NUMBER,
)


class _CheckedDialog(QDialog):
    """OK is open while nothing is wrong; the first thing that is wrong stands above it."""

    def __init__(self, session: Session, parent: QWidget | None, title: str, advice: str) -> None:
        super().__init__(parent)
        self.session = session
        self._is_whole = False
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(10)
        self.column.addWidget(label(title, "heading"))
        self.column.addWidget(label(advice, "muted", wrap=True))
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._wrong = label("", wrap=True)
        self._wrong.setObjectName("stateText")
        self._wrong.setProperty("tone", "bad")
        self._buttons = ok_and_cancel(session, self)
        self.ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)

    def finish_layout(self) -> None:
        """Called by subclasses once their parts are in :attr:`form`."""
        self.column.addLayout(self.form)
        self.column.addWidget(self._wrong)
        self.column.addWidget(self._buttons)
        self._is_whole = True
        self.look()

    def problems(self) -> Iterable[Problem]:
        raise NotImplementedError

    def look(self) -> None:
        """What was typed has changed."""
        if not self._is_whole:
            return
        wrong = blocking(self.problems())
        self.ok.setEnabled(not wrong)
        self._wrong.setText(self.session.backend.messages.problem(wrong[0]) if wrong else "")

    def line(self, message_id: str, text: str = "") -> QLineEdit:
        made = QLineEdit(text)
        self.row(message_id, made)
        made.textChanged.connect(lambda _text: self.look())
        return made

    def choice(self, message_id: str, names: Mapping[str, str]) -> QComboBox:
        """A list of names by their ids, which can be searched by typing."""
        made = QComboBox()
        for value, name in names.items():
            made.addItem(name, value)
        self.row(message_id, made)
        made.currentIndexChanged.connect(lambda _index: self.look())
        return made

    def row(self, message_id: str, widget: QWidget) -> None:
        words = self.session.text(message_id)
        widget.setAccessibleName(words)
        self.form.addRow(words, widget)


class TypeDialog(_CheckedDialog):
    """Which document type a blank sheet belongs to: one that there is, or a new one."""

    def __init__(self, session: Session, parent: QWidget | None, sheet: BlankSheet) -> None:
        text = session.text
        super().__init__(session, parent, text("ui-forms-type-title"), text("ui-forms-type-advice"))
        types = session.backend.catalog.types
        self._taken = types.keys()
        self.known = QRadioButton(text("ui-forms-type-known"))
        self.new = QRadioButton(text("ui-forms-type-new"))
        self.form.addRow(self.known)
        names = {key: session.label(one.label) for key, one in types.items()}
        self.types = self.choice("ui-forms-type", names)
        _make_searchable(self.types)
        self.form.addRow(self.new)
        headings = headings_of(sheet)
        found = _type_by_heading(session, headings)
        if found is not None:
            self.types.setCurrentIndex(self.types.findData(found))
        chosen = self.new if found is None and headings else self.known
        chosen.setChecked(True)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title = QComboBox()
        self.title.setEditable(True)
        self.title.addItems(list(headings))
        self.row("ui-forms-type-heading", self.title)
        first = headings[0].capitalize() if headings else ""
        self.name_vi = self.line("ui-forms-name-vi", first)
        self.name_en = self.line("ui-forms-name-en")
        self.key = self.line("ui-forms-type-key", _type_key(first))
        self._suggested = self.key.text()
        self.name_vi.textEdited.connect(self._suggest_key)
        self.title.editTextChanged.connect(lambda _text: self.look())
        self.known.toggled.connect(lambda _on: self._show_kind())
        self.finish_layout()
        self._show_kind()

    @property
    def document_type(self) -> str:
        return str(self.types.currentData()) if self.known.isChecked() else self.draft.key

    @property
    def draft(self) -> TypeDraft:
        return TypeDraft(
            self.key.text().strip(),
            clean(self.name_vi.text()),
            clean(self.name_en.text()),
            clean(self.title.currentText()),
        )

    @property
    def new_type(self) -> TypeDraft | None:
        return self.draft if self.new.isChecked() else None

    def problems(self) -> Iterable[Problem]:
        if self.known.isChecked():
            return
        for problem in type_problems(self.draft, self._taken):
            # The fields follow in the designer.
            if problem.code != "form-type-no-fields":
                yield problem

    def _suggest_key(self, name: str) -> None:
        if self.key.text() == self._suggested:
            self._suggested = _type_key(name)
            self.key.setText(self._suggested)

    def _show_kind(self) -> None:
        self.types.setEnabled(self.known.isChecked())
        for widget in (self.title, self.name_vi, self.name_en, self.key):
            widget.setEnabled(self.new.isChecked())
        self.look()


class FieldDialog(_CheckedDialog):
    """A field of a new type; ``printed`` are the words before the zone in hand."""

    def __init__(
        self, session: Session, parent: QWidget | None, taken: Collection[str], printed: str
    ) -> None:
        text = session.text
        super().__init__(
            session, parent, text("ui-action-add-field"), text("ui-forms-field-advice")
        )
        self._taken = taken
        self.name_vi = self.line("ui-forms-name-vi", printed)
        self.name_en = self.line("ui-forms-name-en")
        kinds = {kind.value: text(f"ui-forms-kind-{kind.value}") for kind in KINDS}
        self.kind = self.choice("ui-forms-field-kind", kinds)
        self.code_list = self.choice("ui-forms-field-list", _code_lists(session))
        needs = {need.value: text(f"ui-forms-need-{need.value}") for need in Need}
        self.need = self.choice("ui-forms-field-need", needs)
        self.need.setCurrentIndex(self.need.findData(Need.OPTIONAL.value))
        self.printed = self.line("ui-forms-field-printed", printed)
        self.key = self.line("ui-forms-field-key", field_key_of(printed, taken) if printed else "")
        self._suggested = self.key.text()
        self.name_vi.textEdited.connect(self._suggest_key)
        self.kind.currentIndexChanged.connect(lambda _index: self._show_kind())
        self.finish_layout()
        self._show_kind()
        self.name_vi.selectAll()

    @property
    def draft(self) -> FieldDraft:
        kind = FieldKind(self.kind.currentData())
        return FieldDraft(
            self.key.text().strip(),
            clean(self.name_vi.text()),
            clean(self.name_en.text()),
            kind,
            Need(self.need.currentData()),
            self.code_list.currentData() if kind is FieldKind.CODE else None,
            clean(self.printed.text()),
        )

    def problems(self) -> Iterable[Problem]:
        return field_problems(self.draft, self._taken)

    def _suggest_key(self, name: str) -> None:
        if self.key.text() == self._suggested:
            self._suggested = field_key_of(name, self._taken) if name else ""
            self.key.setText(self._suggested)

    def _show_kind(self) -> None:
        is_code = self.kind.currentData() == FieldKind.CODE.value
        self.form.setRowVisible(self.code_list, is_code)
        self.look()


class SaveDialog(_CheckedDialog):
    """The name, version and source of a form; its zones are as the draft has them."""

    def __init__(self, session: Session, parent: QWidget | None, draft: FormDraft) -> None:
        text = session.text
        super().__init__(session, parent, text("ui-action-save-form"), text("ui-forms-save-advice"))
        self._draft = draft
        self._taken = session.backend.catalog.types.keys()
        self.name = self.line("ui-forms-form-name", draft.name)
        self.name.setEnabled(draft.replaces is None)
        self.version = self.line("ui-forms-form-version", draft.version)
        self.source = self.line("ui-forms-form-source", draft.source)
        self.ok.setText(text("ui-forms-save"))
        self.finish_layout()

    @property
    def draft(self) -> FormDraft:
        return replace(
            self._draft,
            name=self.name.text().strip(),
            version=self.version.text().strip(),
            source=clean(self.source.text()),
        )

    def problems(self) -> Iterable[Problem]:
        return draft_problems(self.draft, self._taken)


def ask_to_drop(session: Session, parent: QWidget) -> bool:
    """Whether a form that is not saved may be given up."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(session.text("ui-forms-drop-title"))
    box.setText(session.text("ui-forms-drop-question"))
    drop = box.addButton(session.text("ui-forms-drop"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(session.text("ui-forms-drop-stay"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is drop


def _type_by_heading(session: Session, headings: Iterable[str]) -> str | None:
    """The known type that one of the headings names."""
    printed = {fold(heading) for heading in headings}
    types = session.backend.catalog.types.values()
    found = (one.key for one in types if printed & {fold(title) for title in one.titles})
    return next(found, None)


def _type_key(name: str) -> str:
    slug = slug_of(name).lstrip("0123456789_")
    return f"{LOCAL_DOMAIN}.{slug}" if slug else ""


def _code_lists(session: Session) -> Mapping[str, str]:
    """Lists have no names of their own: their first entries tell them."""
    found = {}
    for key, one in session.backend.catalog.code_lists.items():
        first = ", ".join(session.label(entry.label) for entry in one.entries[:3])
        found[key] = f"{key} ({first}…)" if len(one.entries) > 3 else f"{key} ({first})"
    return found


def _make_searchable(combo: QComboBox) -> None:
    """Typing narrows the list to the names that hold the words."""
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = QCompleter(combo.model(), combo)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    combo.setCompleter(completer)
