"""What the clerk has before him: the stored case and what is typed but not yet stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from digitizer.domain import doubts
from digitizer.domain.case import Case
from digitizer.domain.doubts import PassedOn
from digitizer.domain.lifecycle import Action
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import FieldValue, ValueState
from digitizer.domain.review import Pin
from digitizer.domain.schema import Catalog, CodeList, FieldKind, FieldSpec, Need
from digitizer.domain.values.canonical import Canonical
from digitizer.workflow.batch_doubts import NearValues
from digitizer.workflow.overview import CaseView, PageView, page_of_reading
from digitizer.workflow.people_case import KnownValue
from ui.wording import value_text

Check = Callable[[Case, str, str], Canonical]

MOST_CANDIDATES = 5
_KEPT_FOR_KNOWN = 2
"""So many places stay for what the register of people knows, where it knows something."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that somebody else changed while it was typed in: who ("" where nobody knows), and
    when."""

    key: str
    actor: str
    at: datetime | None


class CaseWork:
    """Holds no widgets; the order of the fields is the document type's. ``known`` are values that
    the register of people offers, ``near`` those of other cases of the batch; they stand in no
    field until the clerk takes them. ``clashes`` are fields with typed text that somebody else
    changed since."""

    def __init__(self, view: CaseView, catalog: Catalog, check: Check) -> None:
        self.view = view
        self.known: tuple[KnownValue, ...] = ()
        self.near = NearValues({}, {})
        self.pending: dict[str, str] = {}
        self.clashes: dict[str, Clash] = {}
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
        changed = {key: edit for key, edit in self._changed_in(view) if key in self.pending}
        self.view = view
        keys = set(self.keys)
        typed, self.pending = self.pending, {}
        for key, text in typed.items():
            if key in keys:
                self.type(key, text)
        self.clashes.update(changed)
        self.clashes = {key: each for key, each in self.clashes.items() if key in self.pending}

    def changed_in(self, view: CaseView) -> dict[str, Clash]:
        """The fields whose value is another in a newer view of the case."""
        return dict(self._changed_in(view))

    def _changed_in(self, view: CaseView) -> Iterator[tuple[str, Clash]]:
        newest = {each.key: each for each in view.edits if each.revision > self.case.revision}
        fields = view.case.record.fields if view.case.record else {}
        for key in self.keys:
            if _said(fields.get(key, FieldValue(key))) != _said(self.value(key)):
                edit = newest.get(key)
                yield key, Clash(key, edit.actor if edit else "", edit.at if edit else None)

    def settle_clash(self, key: str, *, keep_mine: bool) -> None:
        """What the clerk decided about a field that two people changed."""
        self.clashes.pop(key, None)
        if not keep_mine:
            self.pending.pop(key, None)

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
        known += [self.near.sticky[key]] if key in self.near.sticky else []
        known = [text for text in known if text != present and text not in read]
        room = MOST_CANDIDATES - min(len(known), _KEPT_FOR_KNOWN)
        return tuple(dict.fromkeys([*read[:room], *known]))[:MOST_CANDIDATES]

    def previous(self, key: str) -> str | None:
        """What the case before this one in the list has in the field."""
        return self.near.previous.get(key) if self.is_editable else None

    def source_of(self, key: str, text: str) -> str:
        """The message that says where a candidate comes from; "" for a reading and for what the
        register of people knows, see :meth:`known_value`."""
        reading = self.value(key).reading
        is_read = any(each.text == text for each in reading.candidates) if reading else False
        if is_read or self.known_value(key, text) is not None:
            return ""
        return "near-sticky" if self.near.sticky.get(key) == text else ""

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
        passed = self.passed(key)
        if passed is not None:
            at = f"{passed.at.astimezone():%d/%m/%Y %H:%M}"
            said = Problem.warning(
                "passed-on", key, actor=passed.actor, at=at, reason=passed.reason
            )
            found.insert(0, said)
        pin = self.open_pin(key)
        if pin is not None:
            found.insert(0, Problem.warning("pinned", key, actor=pin.by, reason=pin.reason))
        value = self.value(key)
        if not value.is_settled and value.reading:
            found += value.reading.problems
        return tuple(dict.fromkeys(found))

    def reasons(self, key: str) -> tuple[Problem, ...]:
        """Why the field is doubtful, the gravest first; nothing for a settled one."""
        found = self.problems(key) if self.is_doubtful(key) or self.has_error(key) else ()
        return tuple(sorted(found, key=lambda each: list(Severity).index(each.severity) * -1))

    def passed(self, key: str) -> PassedOn | None:
        """By whom and why the field was left to another person."""
        return self.view.passed.get(key)

    def open_pin(self, key: str) -> Pin | None:
        """The pin of a supervisor at the field, while nobody answered it."""
        if not self.is_editable:
            return None
        value = self.value(key)
        pins = (pin for pin in self.view.pins if pin.field == key and pin.is_open_at(value))
        return next(pins, None)

    def pinned(self) -> list[str]:
        """The fields with an open pin, in the order of the form."""
        return [key for key in self.keys if self.open_pin(key) is not None]

    def has_error(self, key: str) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems(key))

    def is_doubtful(self, key: str) -> bool:
        """Whether a person must still look at the field."""
        if key in self.pending or self.open_pin(key) is not None:
            return True
        return doubts.is_doubtful(self.value(key), self.view.problems)

    def is_quiet(self, key: str) -> bool:
        """Whether the field is empty, nobody asks for it and nothing is known for it: it need not
        take room."""
        value = self.value(key)
        is_empty = value.state is ValueState.MISSING and not self.text(key)
        is_asked = self.spec(key).need is not Need.OPTIONAL or bool(self.problems(key))
        is_known = any(each.offer.field == key for each in self.known)
        is_offered = is_known or key in self.near.sticky
        return is_empty and not is_asked and not is_offered

    def doubts(self) -> list[str]:
        return [key for key in self.keys if self.is_doubtful(key)]

    def next_doubt(self, after: str | None, actor: str) -> str | None:
        """The doubtful field after one in the order of the form, beginning anew at the end, but
        for those that ``actor`` passed on. A case is begun at its pins."""
        if after is None and self.pinned():
            return self.pinned()[0]
        keys = self.keys
        start = keys.index(after) + 1 if after in keys else 0
        order = keys[start:] + keys[:start]
        return next((key for key in order if self._waits_for(key, actor)), None)

    def place_of(self, key: str | None) -> int:
        """Where a field stands in the document type, -1 for none."""
        return self.keys.index(key) if key in self.keys else -1

    def _waits_for(self, key: str, actor: str) -> bool:
        passed = self.passed(key)
        is_left = passed is not None and passed.actor == actor and key not in self.pending
        return self.is_doubtful(key) and not is_left

    def first_error(self) -> str | None:
        return next((key for key in self.keys if self.has_error(key)), None)

    def line_height(self, page: PageView) -> float:
        """The usual height in px of the boxes read on a page, so that pieces of it compare."""
        readings = [self.value(key).reading for key in self.keys]
        heights = [
            reading.box.height
            for reading in readings
            if reading and reading.box and page_of_reading(self.view, reading) is page
        ]
        return median(heights) if heights else 0.0

    def page_of(self, key: str) -> PageView | None:
        """The page on which the field was read."""
        return page_of_reading(self.view, self.value(key).reading)


def _said(value: FieldValue) -> tuple[object, ...]:
    return value.text, value.value, value.state, value.empty_reason
