"""What the clerk has before him: the stored case and what is typed but not yet stored."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from digitizer.domain.case import Case
from digitizer.domain.lifecycle import Action
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import FieldValue, ValueState
from digitizer.domain.schema import Catalog, CodeList, FieldKind, FieldSpec, Need
from digitizer.domain.values.canonical import Canonical
from digitizer.workflow.overview import CaseView, PageView
from digitizer.workflow.people_case import KnownValue
from ui.wording import value_text

Check = Callable[[Case, str, str], Canonical]

MOST_CANDIDATES = 5
_KEPT_FOR_KNOWN = 2
"""So many places stay for what the register of people knows, where it knows something."""


class CaseWork:
    """Holds no widgets; the order of the fields is the document type's. ``known`` are values that
    the register of people offers; they stand in no field until the clerk takes them."""

    def __init__(self, view: CaseView, catalog: Catalog, check: Check) -> None:
        self.view = view
        self.known: tuple[KnownValue, ...] = ()
        self.pending: dict[str, str] = {}
        self._catalog = catalog
        self._check = check

    @property
    def case(self) -> Case:
        return self.view.case

    @property
    def specs(self) -> tuple[FieldSpec, ...]:
        return self.view.document_type.fields if self.view.document_type else ()

    @property
    def keys(self) -> list[str]:
        return [spec.key for spec in self.specs]

    @property
    def is_editable(self) -> bool:
        return Action.EDIT in self.view.allowed

    def rebase(self, view: CaseView) -> None:
        """Take the newly stored state and keep what is typed, as far as it still differs."""
        self.view = view
        keys = set(self.keys)
        typed, self.pending = self.pending, {}
        for key, text in typed.items():
            if key in keys:
                self.type(key, text)

    def spec(self, key: str) -> FieldSpec:
        return next(spec for spec in self.specs if spec.key == key)

    def code_list(self, key: str) -> CodeList | None:
        return self._catalog.code_list_of(self.spec(key))

    def is_place(self, key: str) -> bool:
        """Whether the field is a place with a text, which may name administrative units."""
        return self.spec(key).kind is FieldKind.PLACE and bool(self.text(key).strip())

    def value(self, key: str) -> FieldValue:
        record = self.case.record
        found = record.fields.get(key) if record else None
        return found or FieldValue(key)

    def stored_text(self, key: str) -> str:
        return value_text(self.spec(key), self.value(key), self._catalog)

    def text(self, key: str) -> str:
        return self.pending.get(key, self.stored_text(key))

    def candidates(self, key: str) -> tuple[str, ...]:
        """Other texts than the one that stands in the field: readings, then what the register of
        people knows."""
        if not self.is_editable:
            return ()
        reading, present = self.value(key).reading, self.stored_text(key)
        found = reading.candidates if reading else ()
        read = [text for text in dict.fromkeys(one.text for one in found) if text != present]
        known = [each.shown for each in self.known if each.offer.field == key]
        known = [text for text in known if text != present and text not in read]
        room = MOST_CANDIDATES - min(len(known), _KEPT_FOR_KNOWN)
        return tuple(dict.fromkeys([*read[:room], *known]))[:MOST_CANDIDATES]

    def known_value(self, key: str, text: str) -> KnownValue | None:
        """Where a candidate stands in the register of people, None for a reading alone."""
        return next(
            (each for each in self.known if each.offer.field == key and each.shown == text), None
        )

    def type(self, key: str, text: str) -> None:
        """Note typed text; text equal to the stored one is nothing pending."""
        if text == self.stored_text(key):
            self.pending.pop(key, None)
        else:
            self.pending[key] = text

    def problems(self, key: str) -> tuple[Problem, ...]:
        """What is wrong with the field as it stands before the clerk."""
        if key in self.pending:
            return self._check(self.case, key, self.pending[key]).problems
        found = [problem for problem in self.view.problems if problem.field == key]
        value = self.value(key)
        if not value.is_settled and value.reading:
            found += value.reading.problems
        return tuple(dict.fromkeys(found))

    def has_error(self, key: str) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems(key))

    def is_doubtful(self, key: str) -> bool:
        """Whether a person must still look at the field."""
        if key in self.pending:
            return True
        value = self.value(key)
        if value.state is ValueState.MISSING:
            return any(problem.field == key for problem in self.view.problems)
        return not value.is_settled

    def is_quiet(self, key: str) -> bool:
        """Whether the field is empty, nobody asks for it and nothing is known for it: it need not
        take room."""
        value = self.value(key)
        is_empty = value.state is ValueState.MISSING and not self.text(key)
        is_asked = self.spec(key).need is not Need.OPTIONAL or bool(self.problems(key))
        is_offered = any(each.offer.field == key for each in self.known)
        return is_empty and not is_asked and not is_offered

    def doubts(self) -> list[str]:
        return [key for key in self.keys if self.is_doubtful(key)]

    def next_doubt(self, after: str | None) -> str | None:
        """The doubtful field after one in the order of the form, beginning anew at the end."""
        keys = self.keys
        start = keys.index(after) + 1 if after in keys else 0
        return next((key for key in keys[start:] + keys[:start] if self.is_doubtful(key)), None)

    def first_error(self) -> str | None:
        return next((key for key in self.keys if self.has_error(key)), None)

    def line_height(self, page: PageView) -> float:
        """The usual height in px of the boxes read on a page, so that pieces of it compare."""
        readings = [self.value(key).reading for key in self.keys]
        heights = [
            reading.box.height
            for reading in readings
            if reading and reading.box and reading.page == page.page.number
        ]
        return median(heights) if heights else 0.0

    def page_of(self, key: str) -> PageView | None:
        """The page on which the field was read."""
        reading = self.value(key).reading
        number = reading.page if reading else None
        return next((view for view in self.view.pages if view.page.number == number), None)
