"""The editor for each kind of field, chosen in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from digitizer.domain.schema import FieldKind, FieldSpec
from ui.desk.date_edit import DateEdit
from ui.desk.field_edit import FieldEdit
from ui.desk.marked_forms import MarkedForms
from ui.desk.table_edit import TableEdit
from ui.desk.table_row import Choices
from ui.desk.text_edit import TextEdit
from ui.desk.tick_edit import TickEdit
from ui.desk.typing_helper import TypingHelper
from ui.session import Session

Editor = FieldEdit | TextEdit | TableEdit | TickEdit
MarksOf = Callable[[str, str], Sequence[str]]
"""What a text typed into a field may mean, by the field's key and the text."""

_PROSE = frozenset({FieldKind.TEXT, FieldKind.PLACE})
_WORDS = _PROSE | {FieldKind.NAME}


class Editors:
    """Makes editors that help with typing; ``marks_of`` knows the case they are for."""

    def __init__(self, session: Session, helper: TypingHelper, marks_of: MarksOf) -> None:
        self._session = session
        self._helper = helper
        self._marks_of = marks_of

    def make(self, spec: FieldSpec) -> Editor:
        if spec.kind is FieldKind.TICK:
            return TickEdit(self._session, spec)
        if spec.kind is FieldKind.TABLE:
            found = ((column.key, self._choices(column)) for column in spec.columns)
            choices = {key: names for key, names in found if names}
            return TableEdit(self._session, spec, choices, self._help)
        edit = _line(spec)
        names = self._choices(spec)
        if names and isinstance(edit, FieldEdit):
            edit.set_choices(names, self._session.text("ui-open-list"))
        elif spec.kind in _WORDS:
            name = self._session.text("fields-forms")
            MarkedForms(edit, lambda text: self._marks_of(spec.key, text), name)
        self._help(edit, spec.kind)
        return edit

    def _help(self, edit: FieldEdit | TextEdit, kind: FieldKind) -> None:
        """What every editor has, whether it stands in a row or in a table's cell."""
        if kind in _WORDS:
            edit.watch_spelling(lambda text: self._session.backend.words.odd_syllables(text))
        self._helper.attach(edit, kind)

    def _choices(self, spec: FieldSpec) -> Choices:
        codes = self._session.backend.catalog.code_list_of(spec)
        return [
            (entry.label.vi, " ".join((entry.code, *entry.aliases)))
            for entry in (codes.entries if codes else ())
        ]


def _line(spec: FieldSpec) -> FieldEdit | TextEdit:
    if spec.code_list:
        return FieldEdit()
    if spec.kind in _PROSE:
        return TextEdit()
    return DateEdit() if spec.kind is FieldKind.DATE else FieldEdit()
