"""One form under design: its sheet and zones, and the type that they belong to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from digitizer.domain.form import Form, Zone
from digitizer.domain.form_draft import (
    BlankSheet,
    FieldDraft,
    FormDraft,
    TypeDraft,
    label_before,
    slug_of,
    zone_problems,
)
from digitizer.domain.problems import Problem
from ui.forms.field_list import ListedField
from ui.forms.zone_board import ZoneBoard
from ui.session import Session


class Design:
    """``replaces`` is the saved form that this is to be a new version of."""

    def __init__(
        self,
        session: Session,
        sheet: BlankSheet,
        document_type: str,
        new_type: TypeDraft | None = None,
        replaces: Form | None = None,
    ) -> None:
        self._session = session
        self.sheet = sheet
        self.document_type = document_type
        self.new_type = new_type
        self.replaces = replaces
        self.board = ZoneBoard(sheet, replaces.zones if replaces else ())
        self._fields_saved = new_type.fields if new_type else ()

    @property
    def is_changed(self) -> bool:
        fields = self.new_type.fields if self.new_type else ()
        return self.board.is_changed or fields != self._fields_saved

    @property
    def type_name(self) -> str:
        if self.new_type is None:
            return self._session.type_label(self.document_type)
        is_english = self._session.backend.messages.language == "en"
        english = self.new_type.label_en if is_english else ""
        return english or self.new_type.label_vi

    @property
    def names(self) -> Mapping[str, str]:
        """The words for the fields by key, in the order of the type."""
        if self.new_type is not None:
            return {field.key: self._name_of(field) for field in self.new_type.fields}
        doc_type = self._session.backend.catalog.types[self.document_type]
        return {spec.key: self._session.label(spec.label) for spec in doc_type.fields}

    def listed(self) -> Sequence[ListedField]:
        """The fields with how many zones each has."""
        zones = self.board.accepted()
        return [
            ListedField(key, name, sum(zone.field == key for zone in zones))
            for key, name in self.names.items()
        ]

    def zone_name(self, number: int) -> str:
        """The words on a zone: its field, and which of that field's zones it is."""
        zone = self.board.zones[number]
        text = self._session.text
        if not zone.field:
            return text("ui-forms-zone-unbound", number=number + 1)
        name = self.names.get(zone.field, zone.field)
        own = self.board.of_field(zone.field)
        if len(own) > 1:
            name = text("ui-forms-zone-of", name=name, number=own.index(number) + 1, count=len(own))
        return text("ui-forms-zone-suggested", name=name) if zone.is_suggested else name

    def printed_before(self) -> str:
        """The words that the form prints before the zone in hand."""
        zone = self.board.zone
        return label_before(self.sheet.words, zone.place) if zone is not None else ""

    def warnings(self) -> Sequence[Problem]:
        """What is wrong with the zones as they are, but that some wait for their field."""
        found = zone_problems(self.sheet, self._zones())
        return [problem for problem in found if problem.code != "form-zone-unbound"]

    def add_field(self, field: FieldDraft) -> None:
        """A new field of a new type; the zone in hand becomes its own when it has none."""
        if self.new_type is None:
            return
        self.new_type = self.new_type.with_field(field)
        zone = self.board.zone
        if zone is not None and not zone.field:
            self.board.bind(field.key)

    def remove_field(self, key: str) -> None:
        if self.new_type is not None:
            self.new_type = self.new_type.without_field(key)
            self.board.unbind(key)

    def draft(self) -> FormDraft:
        """What would be saved under the usual name and version."""
        forms = self._session.backend.catalog.forms
        today = datetime.now(UTC).astimezone().date().isoformat()
        if self.replaces is not None:
            name = self.replaces.blank.parent.name
            version = _unlike(today, {self.replaces.version})
            source = self.replaces.source
        else:
            domain = self.document_type.partition(".")[0]
            names = {form.key.partition("/")[2] for form in forms if form.key.startswith(domain)}
            name = _unlike(slug_of(self.type_name, "-")[:50], names)
            version = today
            source = self._session.text("ui-forms-source-default", file=self.sheet.name)
        return FormDraft(
            self.sheet,
            name,
            self.document_type,
            version,
            source,
            self._zones(),
            self.new_type,
            self.replaces,
        )

    def _zones(self) -> tuple[Zone, ...]:
        return self.board.accepted()

    def _name_of(self, field: FieldDraft) -> str:
        is_english = self._session.backend.messages.language == "en"
        return (field.label_en if is_english else "") or field.label_vi


def _unlike(text: str, taken: Collection[str]) -> str:
    number, found = 2, text
    while found in taken:
        found = f"{text}-{number}"
        number += 1
    return found
