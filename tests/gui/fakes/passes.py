"""Working through a batch field by field instead of case by case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digitizer.domain.case import Case
from digitizer.domain.changes import ChangeSet
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import FieldValue, ValueState
from digitizer.domain.values.canonical import shown_for
from digitizer.workflow.carpet import LEAST, SCREEN, CarpetField, ValueGroup
from digitizer.workflow.confirm_many import ConfirmedMany, LeftOut

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend

_OPEN = (CaseState.TO_CHECK, CaseState.RETURNED)


@dataclass(frozen=True, slots=True)
class FakePasses:
    backend: FakeBackend

    def groups(self, batch_id: int, *, with_accepted: bool = False) -> Sequence[ValueGroup]:
        counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
        for _case, doc_type, field in self._fields(batch_id):
            waiting = field.state is ValueState.REVIEW
            counts[doc_type, field.key, field.value or ""][0 if waiting else 1] += 1
        found = []
        for (doc_type, key, value), (waiting, accepted) in counts.items():
            spec = self.backend.catalog.types[doc_type].field(key)
            assert spec is not None
            text = shown_for(self.backend.catalog, spec, value)
            found.append(ValueGroup(doc_type, spec, value, text, waiting, accepted))
        big = [each for each in found if each.size(with_accepted=with_accepted) >= LEAST]
        return sorted(big, key=lambda each: (-each.waiting, -each.accepted, each.spec.key))

    def carpet(
        self,
        batch_id: int,
        group: ValueGroup,
        *,
        with_accepted: bool = False,
        limit: int = SCREEN,
    ) -> Sequence[CarpetField]:
        found = [
            self._piece(case, field)
            for case, doc_type, field in self._fields(batch_id)
            if (doc_type, field.key, field.value)
            == (group.document_type, group.spec.key, group.value)
            and (with_accepted or field.state is ValueState.REVIEW)
        ]
        return sorted(found, key=lambda each: (not each.is_waiting, each.case_id))[:limit]

    def confirm(
        self,
        key: str,
        value: str,
        seen: Iterable[tuple[int, int]],
        odd: Iterable[tuple[int, int]] = (),
    ) -> ConfirmedMany:
        confirmed, left_out = [], []
        for case_id, revision in seen:
            if self.backend.data.cases[case_id].revision != revision:
                left_out.append(LeftOut(case_id, "changed-meanwhile"))
                continue
            self.backend.confirm_field(case_id, key, revision)
            confirmed.append(case_id)
        for case_id, _revision in odd:
            self._doubt(case_id, key)
        changes = ChangeSet("confirm-field", cases=frozenset(confirmed))
        return ConfirmedMany(changes, tuple(confirmed), tuple(left_out))

    def _doubt(self, case_id: int, key: str) -> None:
        case = self.backend.data.cases[case_id]
        assert case.record is not None
        field = case.record.fields[key]
        if field.state is ValueState.ACCEPTED:
            record = case.record.with_field(replace(field, state=ValueState.REVIEW))
            changed = replace(case, record=record, revision=case.revision + 1)
            self.backend.data.cases[case_id] = changed

    def _fields(self, batch_id: int) -> Iterable[tuple[Case, str, FieldValue]]:
        for case in self.backend.data.cases.values():
            if case.batch_id != batch_id or case.state not in _OPEN or case.record is None:
                continue
            for field in case.record.fields.values():
                if field.value and field.state in (ValueState.REVIEW, ValueState.ACCEPTED):
                    yield case, case.record.document_type, field

    def _piece(self, case: Case, field: FieldValue) -> CarpetField:
        pages = self.backend.data.pages.get(case.id, ())
        reading = field.reading
        return CarpetField(
            case.id,
            f"Hồ sơ {case.id}",
            case.revision,
            field.key,
            field.text,
            field.state is ValueState.REVIEW,
            pages[0] if pages else None,
            reading.box if reading else None,
        )
