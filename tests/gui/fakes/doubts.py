"""The doubts of a whole batch, what stands in its other cases, and the way back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gui.fakes import lists

from digitizer.domain.changes import ChangeSet
from digitizer.domain.checks import check_record
from digitizer.domain.doubts import PINNED, Doubt, PassedOn, doubtful_fields
from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import FieldValue, ValueState
from digitizer.domain.review import Kept, open_pins
from digitizer.domain.values.canonical import shown_for
from digitizer.workflow.batch_doubts import DoubtPage, NearValues
from digitizer.workflow.doubts_port import DoubtPlace, DoubtSearch
from digitizer.workflow.history import Step
from digitizer.workflow.lists import AS_ARRIVED, CaseOrder

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend

_OPEN = (CaseState.TO_CHECK, CaseState.RETURNED)


@dataclass(frozen=True, slots=True)
class FakeDoubts:
    backend: FakeBackend

    def list(self, search: DoubtSearch, *, limit: int = 200) -> DoubtPage:
        after = search.after or DoubtPlace(0, -1)
        found = [
            each
            for each in self._all(search)
            if (each.case_id, each.place) > (after.case_id, after.place)
        ]
        last = found[limit - 1] if len(found) > limit else None
        rest = DoubtPlace(last.case_id, last.place) if last else None
        return DoubtPage(tuple(found[:limit]), rest)

    def beside(
        self, search: DoubtSearch, order: CaseOrder, place: DoubtPlace, step: int
    ) -> Doubt | None:
        me, here = self.backend.actor.name, (place.case_id, place.place)
        found = [
            each for each in self._all(search) if not (each.passed and each.passed.actor == me)
        ]
        ahead = [each for each in found if (each.case_id, each.place) > here]
        back = [each for each in found if (each.case_id, each.place) < here]
        if step > 0:
            return ahead[0] if ahead else None
        return back[-1] if back else None

    def near_values(self, case_id: int, previous_id: int | None) -> NearValues:
        backend, case = self.backend, self.backend.data.cases[case_id]
        doc_type = backend.catalog.types.get(case.document_type or "")
        if doc_type is None:
            return NearValues({}, {})
        before = backend.data.cases[previous_id].record if previous_id is not None else None
        previous = {
            spec.key: shown_for(backend.catalog, spec, before.value(spec.key))
            for spec in doc_type.fields
            if before is not None and before.value(spec.key)
        }
        sticky: dict[str, str] = {}
        for spec in doc_type.fields:
            values = Counter(
                value.value
                for other in backend.data.cases.values()
                if spec.sticky
                and other.id != case_id
                and other.record is not None
                and case.batch_id is not None
                and other.batch_id == case.batch_id
                and (value := other.record.fields.get(spec.key)) is not None
                and value.state is ValueState.CONFIRMED
                and value.value
            )
            agreed = [value for value, count in values.most_common(1) if count > 1]
            if agreed:
                sticky[spec.key] = shown_for(backend.catalog, spec, agreed[0])
        return NearValues(previous, sticky)

    def pass_on(
        self,
        case_id: int,
        key: str,
        reason: str,
        expected_revision: int,
        text: str | None = None,
    ) -> ChangeSet:
        from gui.fake_backend import NOW

        backend = self.backend
        case = backend.data.cases[case_id]
        before = backend._record(case).fields.get(key, FieldValue(key))
        value = replace(before, state=ValueState.REVIEW, confirmed_by=None, confirmed_at=None)
        if text is not None:
            found = backend.check_text(case, key, text)
            value = replace(value, text=text, value=found.value)
        fresh = replace(case, record=backend._record(case).with_field(value))
        done = backend._save(fresh, expected_revision, "pass-on")
        backend._note(case, key, "pass-on")
        said = PassedOn(backend.actor.name, reason, NOW)
        backend.data.passed.setdefault(case_id, {})[key] = said
        backend.data.done.append((backend.actor.name, case_id, before))
        return done

    def keep_pinned(self, case_id: int, key: str, reason: str, expected_revision: int) -> ChangeSet:
        from gui.fake_backend import NOW

        backend = self.backend
        case = backend.data.cases[case_id]
        backend._require_revision(case_id, expected_revision)
        backend.second_entry.keep(case_id, key, Kept(backend.actor.name, reason, NOW))
        return backend._confirm(case, key, expected_revision, "keep-pinned")

    def revision_of(self, case_id: int) -> int:
        return self.backend.data.cases[case_id].revision

    def undo_newest(self) -> Step:
        return self._bring_back("nothing-of-own-to-undo", "undo")

    def redo_newest(self) -> Step:
        return self._bring_back("nothing-to-redo", "redo")

    def _bring_back(self, nothing: str, action: str) -> Step:
        data, me = self.backend.data, self.backend.actor.name
        source, target = (data.done, data.undone) if action == "undo" else (data.undone, data.done)
        own = [place for place, each in enumerate(source) if each[0] == me]
        if not own:
            raise NotAllowed(nothing)
        _, case_id, before = source.pop(own[-1])
        case = data.cases[case_id]
        if before is None:
            target.append((me, case_id, None))
            state = CaseState.TO_CHECK if action == "undo" else CaseState.CHECKED
            change = self.backend._save(replace(case, state=state), case.revision, action)
            return Step(change, case_id, None)
        record = self.backend._record(case)
        target.append((me, case_id, record.fields[before.key]))
        self.backend._note(case, before.key, action)
        data.passed.get(case_id, {}).pop(before.key, None)
        fresh = replace(case, record=record.with_field(before))
        return Step(self.backend._save(fresh, case.revision, action), case_id, before.key)

    def _all(self, search: DoubtSearch) -> tuple[Doubt, ...]:
        backend = self.backend
        found = []
        for row in lists.cases(backend._rows(), search.where, AS_ARRIVED):
            case = backend.data.cases[row.id]
            doc_type = backend.catalog.types.get(case.document_type or "")
            if case.record is None or doc_type is None or case.state not in _OPEN:
                continue
            from gui.fake_backend import TODAY

            problems = check_record(case.record, doc_type, backend.catalog, TODAY)
            order = [spec.key for spec in doc_type.fields]
            pinned = open_pins(backend.second_entry.sent_pins(case.id), case.record)
            for key in doubtful_fields(case.record, doc_type, problems, pinned):
                value = case.record.fields.get(key, FieldValue(key))
                codes = [PINNED] if key in pinned else []
                codes += [each.code for each in problems if each.field == key]
                codes += [each.code for each in (value.reading.problems if value.reading else ())]
                passed = backend.data.passed.get(case.id, {}).get(key)
                one = Doubt(
                    case.id,
                    row.title,
                    doc_type.key,
                    key,
                    order.index(key),
                    value.text,
                    tuple(dict.fromkeys(codes)),
                    passed,
                )
                if _fits(one, search):
                    found.append(one)
        return tuple(found)


def _fits(one: Doubt, search: DoubtSearch) -> bool:
    return (
        search.key in (None, one.key)
        and (search.reason is None or search.reason in one.reasons)
        and (not search.passed_only or one.passed is not None)
    )
