"""Samples of a workspace in memory: one round of fields, with rules as the real one has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digitizer.domain.batch import Batch
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import BatchState
from digitizer.domain.record import EmptyReason, FieldValue
from digitizer.domain.samples import (
    Answer,
    Judgement,
    Sample,
    SampleDraw,
    SampleResult,
    SampleState,
    tally,
)
from digitizer.domain.sampling import (
    CheckProfile,
    CheckRound,
    Numbers,
    Plan,
    PrintRule,
    RoundKind,
    Strictness,
    Unit,
)
from digitizer.domain.schema import Localized
from digitizer.domain.second_entry import Choice, Keyed
from digitizer.domain.switching import Standing
from digitizer.workflow.check_rounds import RoundState, RoundStatus
from digitizer.workflow.sampling_work import (
    BatchChecks,
    SampledBatch,
    SampleDifference,
    SampleReport,
    SampleRow,
    SampleTask,
)
from digitizer.workflow.second_tasks import FieldPlace

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


class SamplingData:
    """``kind`` and ``key`` say what a sample looks at; ``accept`` how many may be wrong."""

    def __init__(self) -> None:
        self.kind = RoundKind.FIELDS
        self.key = "nksHoTen"
        self.accept = 0
        self.samples: dict[int, SampleState] = {}
        self.printed: list[tuple[int, Path]] = []
        self.standing = Standing()
        self.resumed: list[tuple[int, str]] = []


@dataclass(frozen=True, slots=True)
class FakeSampling:
    backend: FakeBackend

    @property
    def _data(self) -> SamplingData:
        return self.backend.data.sampling

    def batches(self) -> Sequence[SampledBatch]:
        found = []
        for batch in self.backend.data.batches.values():
            state = self._newest(batch.id)
            closed = None
            if state is not None and state.result is not None:
                closed = SampleRow(state.sample.id, batch, state.sample.draw, state.result)
            if batch.state is BatchState.SUBMITTED or closed is not None:
                found.append(SampledBatch(self._checks(batch), closed))
        return found

    def draw(self, batch_id: int, round_number: int | None = None) -> ChangeSet:
        from gui.fake_backend import NOW

        batch = self.backend.data.batches[batch_id]
        self._require_eyes(batch)
        cases = [case.id for case in self.backend.data.cases.values() if case.batch_id == batch_id]
        kind = self._data.kind
        if kind is RoundKind.IMAGES:
            units = [
                Unit(case, page_id=view.page.id)
                for case in cases
                for view in self.backend.case_view(case).pages
            ]
        else:
            units = [
                Unit(case, self._data.key if kind is RoundKind.FIELDS else "") for case in cases
            ]
        numbers = Numbers(self._data.accept, self._data.accept + 1)
        draw = SampleDraw(
            batch_id=batch_id,
            round=round_number or 1,
            kind=kind,
            profile="usual",
            profile_version="1",
            document_type=batch.document_type or "civil_status.birth",
            series="",
            lot_size=len(units),
            plan=Plan("A", len(units), numbers),
            strictness=Strictness.NORMAL,
            level="II" if kind is RoundKind.FIELDS else None,
            limit=1.0 if kind is RoundKind.FIELDS else None,
            seed="seed",
            lot="0" * 64,
            last_edit=0,
            is_original=True,
            by=self.backend.actor.name,
            at=NOW,
        )
        number = len(self._data.samples) + 1
        self._data.samples[number] = SampleState(Sample(number, draw, tuple(units)), {}, {})
        return self._told("draw-sample", batch_id)

    def next_task(self, sample_id: int) -> SampleTask | None:
        state = self._open(sample_id)
        if not state.unanswered:
            return None
        place = state.unanswered[0]
        unit, left = state.sample.units[place - 1], len(state.unanswered)
        task = SampleTask(sample_id, place, unit, left)
        view = self.backend.case_view(unit.case_id)
        match state.sample.draw.kind:
            case RoundKind.FIELDS:
                return replace(task, field=self._place(unit))
            case RoundKind.CASES:
                return replace(task, case=view)
            case RoundKind.IMAGES:
                return replace(task, page=view.pages[0])

    def key(self, sample_id: int, place: int, given: str | EmptyReason) -> ChangeSet:
        state = self._open(sample_id)
        unit = state.sample.units[place - 1]
        case = self.backend.data.cases[unit.case_id]
        assert case.record is not None
        held = Keyed.of(case.record.fields.get(unit.field, FieldValue(unit.field)))
        if isinstance(given, EmptyReason):
            keyed = Keyed(empty_reason=given)
        else:
            keyed = Keyed(given, self.backend.check_text(case, unit.field, given).value)
        return self._answered(state, self._answer(place, keyed=keyed, held=held))

    def mark(self, sample_id: int, place: int, *, is_right: bool, why: str = "") -> ChangeSet:
        if not is_right and not why:
            raise InvalidInput("reason-needed")
        state = self._open(sample_id)
        return self._answered(state, self._answer(place, is_right=is_right, why=why))

    def differences(self, sample_id: int) -> Sequence[SampleDifference]:
        state = self._open(sample_id)
        found = []
        for place in state.unjudged:
            answer = state.answers[place]
            assert answer.held is not None
            assert answer.keyed is not None
            at = self._place(state.sample.units[place - 1])
            found.append(SampleDifference(place, at, answer.held, answer.keyed))
        return found

    def judge(self, sample_id: int, place: int, choice: Choice, why: str) -> ChangeSet:
        from gui.fake_backend import NOW

        if choice is Choice.FIRST and not why:
            raise InvalidInput("reason-needed")
        state = self._open(sample_id)
        said = Judgement(place, choice is Choice.FIRST, why, self.backend.actor.name, NOW)
        judged = {**state.judgements, place: said}
        self._data.samples[sample_id] = replace(state, judgements=judged)
        return self._told("judge-sampled", state.sample.draw.batch_id)

    def close(self, sample_id: int) -> ChangeSet:
        from gui.fake_backend import NOW

        state = self._open(sample_id)
        if state.unanswered or state.unjudged:
            raise NotAllowed("sample-unanswered", count=len(state.unanswered))
        counted, batch_id = tally(state), state.sample.draw.batch_id
        is_accepted = counted.wrong <= self._data.accept
        by = self.backend.actor.name
        result = SampleResult(sample_id, counted, is_accepted, False, False, by, NOW, "0" * 64)
        self._data.samples[sample_id] = replace(state, result=result)
        if not is_accepted:
            self.backend.return_batch(batch_id, "không đạt", ())
        return self._told("close-sample", batch_id)

    def history(self, *, limit: int = 100, before_id: int | None = None) -> Sequence[SampleRow]:
        batches = self.backend.data.batches
        rows = [
            SampleRow(number, batches[each.sample.draw.batch_id], each.sample.draw, each.result)
            for number, each in reversed(self._data.samples.items())
            if before_id is None or number < before_id
        ]
        return rows[:limit]

    def report(self, sample_id: int) -> SampleReport:
        state = self._data.samples[sample_id]
        batch = self.backend.data.batches[state.sample.draw.batch_id]
        profile = self._checks(batch).profile
        rule = PrintRule(0.98, (), frozenset(), "")
        return SampleReport(batch, state, tally(state), profile, rule, self._data.standing)

    def resume(self, batch_id: int, why: str) -> ChangeSet:
        self._require_eyes(self.backend.data.batches[batch_id])
        self._data.resumed.append((batch_id, why))
        self._data.standing = Standing(Strictness.TIGHTENED)
        return self._told("resume-sampling", batch_id)

    def print_result(self, sample_id: int, target: Path) -> None:
        target.write_bytes(b"%PDF-1.7 sheet")
        self._data.printed.append((sample_id, target))

    def _newest(self, batch_id: int) -> SampleState | None:
        samples = reversed(list(self._data.samples.values()))
        return next((each for each in samples if each.sample.draw.batch_id == batch_id), None)

    def _checks(self, batch: Batch) -> BatchChecks:
        each = CheckRound(1, self._data.kind)
        profile = CheckProfile("usual", "1", Localized("Thông thường", "Usual"), "", (each,))
        state = self._newest(batch.id)
        status = RoundStatus.WAITING
        if state is not None:
            result = state.result
            status = RoundStatus.OPEN
            if result is not None:
                status = RoundStatus.ACCEPTED if result.is_accepted else RoundStatus.REJECTED
        return BatchChecks(batch, profile, (RoundState(each, status, state),), True)

    def _open(self, sample_id: int) -> SampleState:
        state = self._data.samples[sample_id]
        self._require_eyes(self.backend.data.batches[state.sample.draw.batch_id])
        return state

    def _require_eyes(self, batch: Batch) -> None:
        if not self.backend.may_approve(batch):
            raise NotAllowed("own-work", actor=self.backend.actor.name, batch=batch.name)

    def _answer(
        self,
        place: int,
        *,
        keyed: Keyed | None = None,
        held: Keyed | None = None,
        is_right: bool | None = None,
        why: str = "",
    ) -> Answer:
        from gui.fake_backend import NOW

        by = self.backend.actor.name
        return Answer(place, by, NOW, keyed, held, None, is_right, why)

    def _answered(self, state: SampleState, answer: Answer) -> ChangeSet:
        if answer.place in state.answers:
            raise NotAllowed("sample-answered", place=answer.place)
        answers = {**state.answers, answer.place: answer}
        self._data.samples[state.sample.id] = replace(state, answers=answers)
        action = "key-sampled" if answer.keyed is not None else "mark-sampled"
        return self._told(action, state.sample.draw.batch_id)

    def _place(self, unit: Unit) -> FieldPlace:
        view = self.backend.case_view(unit.case_id)
        assert view.document_type is not None
        assert view.case.record is not None
        spec = view.document_type.field(unit.field)
        assert spec is not None
        value = view.case.record.fields.get(unit.field)
        reading = value.reading if value else None
        box = reading.box if reading else None
        page = view.pages[0] if view.pages and box else None
        return FieldPlace(unit.case_id, spec, view.document_type.key, view.pages, page, box)

    def _told(self, action: str, batch_id: int) -> ChangeSet:
        return self.backend._tell(ChangeSet(action, batches=frozenset({batch_id})))
