"""Second keys, settlements, looks and pins in memory, by the rules of the domain."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digitizer.domain.batch import Batch, WorkPass
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import EDITABLE_BATCH_STATES
from digitizer.domain.record import EmptyReason, FieldValue
from digitizer.domain.review import Kept, Pin, Point, standing
from digitizer.domain.second_entry import (
    Choice,
    Comparison,
    Decision,
    Keyed,
    SecondKey,
    Settlement,
    TwiceKeyed,
    Typed,
    is_first_done,
)
from digitizer.workflow.ports import CaseFilter
from digitizer.workflow.review import Review, ReviewCase
from digitizer.workflow.second_tasks import (
    Difference,
    Disagreement,
    FieldPlace,
    SecondBatch,
    SecondTask,
)

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


class SecondData:
    """What was keyed, settled and reviewed; shared by all users."""

    def __init__(self) -> None:
        self.keys: dict[tuple[int, str], SecondKey] = {}
        self.settlements: dict[tuple[int, str], Settlement] = {}
        self.skips: set[tuple[int, str, str]] = set()
        self.looks: set[tuple[int, str, str]] = set()
        self.pins: dict[tuple[int, str, str], Pin] = {}


@dataclass(frozen=True, slots=True)
class FakeSecondEntry:
    backend: FakeBackend

    @property
    def _data(self) -> SecondData:
        return self.backend.data.second

    @property
    def _me(self) -> str:
        return self.backend.actor.name

    def batches(self) -> Sequence[SecondBatch]:
        return [
            SecondBatch(
                batch.id,
                batch.name,
                len(self._waiting(batch, skipped=False)),
                len(self._waiting(batch, skipped=True)),
                len(self.differences(batch.id)),
            )
            for batch in self.backend.data.batches.values()
            if batch.plan.keyed_twice and batch.state in EDITABLE_BATCH_STATES
        ]

    def next_task(
        self, batch_id: int, *, skipped: bool = False, but: tuple[int, str] | None = None
    ) -> SecondTask | None:
        batch = self.backend.data.batches[batch_id]
        waiting = self._waiting(batch, skipped=skipped)
        found = [each for each in waiting if (each.case_id, each.field) != but]
        if not found:
            return None
        if batch.plan.passes[0] is not WorkPass.CASE:
            found.sort(key=lambda each: batch.plan.keyed_twice.index(each.field))
        return SecondTask(self._place(found[0]), len(waiting))

    def key(self, case_id: int, field: str, given: str | EmptyReason) -> ChangeSet:
        keyed = self._keyed(case_id, field, given)
        from gui.fake_backend import NOW

        self._data.keys[case_id, field] = SecondKey(case_id, field, keyed, self._me, NOW)
        return self._told("key-second", case_id)

    def skip(self, case_id: int, field: str, reason: str) -> ChangeSet:
        self._data.skips.add((case_id, field, self._me))
        return self._told("skip-second", case_id)

    def differences(self, batch_id: int) -> Sequence[Difference]:
        batch = self.backend.data.batches[batch_id]
        return [
            self._difference(field)
            for field in self._fields(batch)
            if field.comparison is Comparison.OPEN
            and field.second is not None
            and self._me not in {field.second.by, *self._firsts(field.case_id)}
        ]

    def settle(self, case_id: int, field: str, decision: Decision, why: str = "") -> ChangeSet:
        from gui.fake_backend import NOW

        batch = self.backend.data.batches[self.backend.data.cases[case_id].batch_id or 0]
        here = next(
            each for each in self._fields(batch) if (each.case_id, each.field) == (case_id, field)
        )
        assert here.second is not None
        match decision:
            case Choice.FIRST:
                chosen = here.first
            case Choice.SECOND:
                chosen = here.second.keyed
            case Typed(text, again):
                chosen = self._keyed(case_id, field, text)
                if not chosen.agrees(self._keyed(case_id, field, again)):
                    raise InvalidInput("typed-twice-differs", label=field)
            case EmptyReason():
                chosen = Keyed(empty_reason=decision)
        self._data.settlements[case_id, field] = Settlement(
            case_id, field, here.first, chosen, why, self._me, NOW
        )
        return self._told("settle", case_id)

    def disagreements(self, batch_id: int) -> Sequence[Disagreement]:
        batch = self.backend.data.batches[batch_id]
        if not self.backend.may_approve(batch):
            raise NotAllowed("own-work", actor=self._me, batch=batch.name)
        found = [each for each in self._fields(batch) if each.second is not None]
        return [
            Disagreement(
                each.case_id,
                each.field,
                each.settlement.first if each.settlement else each.first,
                each.second.keyed,
                each.second.by,
                each.settlement.chosen if each.settlement else None,
                each.settlement.by if each.settlement else None,
                each.settlement.why if each.settlement else "",
            )
            for each in found
            if each.second is not None
            and (each.settlement is not None or each.comparison is Comparison.OPEN)
        ]

    def cases_to_review(self, batch_id: int, *, limit: int, offset: int) -> Sequence[ReviewCase]:
        where = CaseFilter(batch_id=batch_id)
        found = self.backend.case_summaries(where, limit=limit, offset=offset)
        views = [(self.backend.case_view(summary.id), summary.title) for summary in found]
        return [
            ReviewCase(view.case, title, view.document_type, view.pages, view.pins)
            for view, title in views
        ]

    def review(self, batch_id: int) -> Review:
        looks = {(case_id, key) for case_id, key, by in self._data.looks if by == self._me}
        pins = [pin for pin in self._data.pins.values() if pin.by == self._me and not pin.is_sent]
        return Review(looks, pins)

    def look_at(self, case_id: int, field: str) -> ChangeSet:
        self._data.pins.pop((case_id, field, self._me), None)
        self._data.looks.add((case_id, field, self._me))
        return self._told("look-at", case_id)

    def put_pin(self, case_id: int, field: str, reason: str, point: Point | None) -> ChangeSet:
        from gui.fake_backend import NOW

        record = self.backend._record(self.backend.data.cases[case_id])
        stood = standing(record.fields.get(field, FieldValue(field)))
        pin = Pin(case_id, field, reason, point, self._me, NOW, stood=stood)
        self._data.pins[case_id, field, self._me] = pin
        return self._told("put-pin", case_id)

    def take_pin_off(self, case_id: int, field: str) -> ChangeSet:
        self._data.pins.pop((case_id, field, self._me), None)
        return self._told("take-pin-off", case_id)

    def people(self) -> set[str]:
        """Second and third persons."""
        given = [*self._data.keys.values(), *self._data.settlements.values()]
        return {each.by for each in given}

    def sent_pins(self, case_id: int) -> tuple[Pin, ...]:
        return tuple(
            pin for pin in self._data.pins.values() if pin.case_id == case_id and pin.is_sent
        )

    def send_pins(self, case_ids: Collection[int]) -> None:
        """This person's pins of these cases go to the clerks."""
        for place, pin in self._data.pins.items():
            if pin.case_id in case_ids and pin.by == self._me:
                self._data.pins[place] = replace(pin, is_sent=True)

    def keep(self, case_id: int, field: str, kept: Kept) -> None:
        for place, pin in self._data.pins.items():
            if place[:2] == (case_id, field) and pin.is_sent:
                self._data.pins[place] = replace(pin, kept=kept)

    def pinned_cases(self) -> set[int]:
        """The cases that this person's unsent pins send back."""
        return {pin.case_id for pin in self.review(0).pins}

    def _fields(self, batch: Batch) -> list[TwiceKeyed]:
        found = []
        for case in self.backend.data.cases.values():
            if case.batch_id != batch.id or case.record is None:
                continue
            for key in (key for key in case.record.fields if key in batch.plan.keyed_twice):
                value = case.record.fields[key]
                found.append(
                    TwiceKeyed(
                        case.id,
                        key,
                        Keyed.of(value),
                        is_first_done(value.state, case.state),
                        self._data.keys.get((case.id, key)),
                        self._data.settlements.get((case.id, key)),
                    )
                )
        return found

    def _waiting(self, batch: Batch, *, skipped: bool) -> list[TwiceKeyed]:
        return [
            each
            for each in self._fields(batch)
            if each.second is None
            and each.is_first_done
            and self._me not in self._firsts(each.case_id)
            and ((each.case_id, each.field, self._me) in self._data.skips) is skipped
        ]

    def _firsts(self, case_id: int) -> set[str]:
        return {edit.actor for edit in self.backend.data.edits.get(case_id, [])}

    def _place(self, field: TwiceKeyed) -> FieldPlace:
        view = self.backend.case_view(field.case_id)
        record, doc_type = view.case.record, view.document_type
        assert record is not None
        assert doc_type is not None
        spec = doc_type.field(field.field)
        assert spec is not None
        reading = record.fields[field.field].reading
        page = view.pages[0] if view.pages else None
        box = reading.box if reading else None
        return FieldPlace(field.case_id, spec, doc_type.key, view.pages, page if box else None, box)

    def _difference(self, field: TwiceKeyed) -> Difference:
        assert field.second is not None
        reading = self.backend.case_view(field.case_id).case.record
        value = reading.fields[field.field].reading if reading else None
        machine = value.text if value else ""
        return Difference(self._place(field), field.first, field.second.keyed, machine)

    def _keyed(self, case_id: int, field: str, given: str | EmptyReason) -> Keyed:
        if isinstance(given, EmptyReason):
            return Keyed(empty_reason=given)
        case = self.backend.data.cases[case_id]
        found = self.backend.check_text(case, field, given)
        if found.value is None:
            raise InvalidInput("value-empty", field=field, label=field, text=given)
        return Keyed(given, found.value)

    def _told(self, action: str, case_id: int) -> ChangeSet:
        batch = self.backend.data.cases[case_id].batch_id or 0
        return self.backend._tell(ChangeSet(action, batches=frozenset({batch})))
