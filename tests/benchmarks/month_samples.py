"""The supervisor's samples: drawn, keyed anew from the paper, judged and closed, by use case; and
what the plan's operating curve says of each lot, whose wrong units are known here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from month_papers import known_types
from month_truth import Errors, Truths, looked_at, records

from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.errors import NotAllowed
from digitizer.domain.operating_curve import passes
from digitizer.domain.sampling import RoundKind
from digitizer.domain.second_entry import Choice
from digitizer.workflow.check_rounds import RoundStatus
from digitizer.workflow.sampling_work import SampleTask

CURED = "Đã hướng dẫn lại người nhập và soát lại cả lô"
WRONG = "Có trường không đúng với giấy"


@dataclass(frozen=True, slots=True)
class Lot:
    """A closed sample beside the truth: ``wrong`` units were in the lot, ``passes`` is the
    probability with which the plan accepts such a lot."""

    batch: str
    clerk: str
    round: int
    strictness: str
    size: int
    sample: int
    accept: int
    wrong: int
    found: int
    is_first: bool
    is_accepted: bool
    passes: float


@dataclass
class Checker:
    """The supervisor at samples. ``errors`` are slips of the sample's own."""

    errors: Errors
    lots: list[Lot] = field(default_factory=list)
    slips: int = 0
    resumed: int = 0

    def check(
        self, station: Workstation, truths: Truths, batch_id: int, clerk: str
    ) -> tuple[bool, tuple[int, ...]]:
        """Go through the rounds; whether the batch passed them all, and in which cases something
        was found that has to be corrected first."""
        found: dict[int, None] = {}
        while True:
            rounds = station.sampling.checks(batch_id).rounds
            found |= dict.fromkeys(case for state in rounds for case in state.uncorrected)
            waiting = [each for each in rounds if each.status is not RoundStatus.ACCEPTED]
            if not waiting:
                return True, tuple(found)
            self.draw(station, batch_id)
            lot = self.close(station, truths, batch_id, clerk)
            if not lot.is_accepted:
                return False, ()

    def draw(self, station: Workstation, batch_id: int) -> None:
        """A series that was stopped is let go on, with the reason."""
        try:
            station.sampling.draw(batch_id)
        except NotAllowed as error:
            if error.code != "sampling-stopped":
                raise
            station.sampling.resume(batch_id, CURED)
            self.resumed += 1
            station.sampling.draw(batch_id)

    def close(self, station: Workstation, truths: Truths, batch_id: int, clerk: str) -> Lot:
        """Answer what is still open in the drawn sample, judge the differences and close it."""
        sample_id = station.sampling.open_sample(batch_id).id
        while (task := station.sampling.next_task(sample_id)) is not None:
            self._answer(station, truths, sample_id, task)
        for difference in station.sampling.differences(sample_id):
            case_id, spec = difference.field.case_id, difference.field.spec
            is_right = difference.held.value == truths.of(case_id).values.get(spec.key)
            why = "Người soát gõ nhầm" if is_right else ""
            choice = Choice.FIRST if is_right else Choice.SECOND
            station.sampling.judge(sample_id, difference.place, choice, why)
        wrong = self._wrong_units(station, truths, batch_id, sample_id)
        station.sampling.close(sample_id)
        return self._note(station, sample_id, clerk, wrong)

    def _answer(
        self, station: Workstation, truths: Truths, sample_id: int, task: SampleTask
    ) -> None:
        case_id = task.unit.case_id
        if task.field is not None:
            spec = task.field.spec
            slip = self.errors.of_field(truths.of(case_id), spec)
            self.slips += slip is not None
            given = slip or truths.given(case_id, spec)
            station.sampling.key(sample_id, task.place, given)
            return
        record = task.case.case.record if task.case is not None else None
        is_wrong = record is not None and bool(truths.wrong_fields(case_id, record))
        why = WRONG if is_wrong else ""
        station.sampling.mark(sample_id, task.place, is_right=not is_wrong, why=why)

    def _wrong_units(
        self, station: Workstation, truths: Truths, batch_id: int, sample_id: int
    ) -> int:
        """How many units of the whole lot are wrong, which only we can know."""
        with station.ports.unit_of_work() as unit:
            kind = unit.samples.get(sample_id).sample.draw.kind
            case_ids = unit.samples.case_ids(batch_id)
        if kind is RoundKind.IMAGES:
            return 0
        wrong = [truths.wrong_fields(*each) for each in records(station, case_ids)]
        if kind is RoundKind.CASES:
            return sum(bool(fields) for fields in wrong)
        keys = {
            spec.key
            for spec in looked_at(known_types().types[truths.of(case_ids[0]).document_type])
        }
        return sum(len(keys.intersection(fields)) for fields in wrong)

    def _note(self, station: Workstation, sample_id: int, clerk: str, wrong: int) -> Lot:
        report = station.sampling.report(sample_id)
        draw, result = report.state.sample.draw, report.state.result
        if result is None:
            raise AssertionError(sample_id)
        plan = draw.plan
        lot = Lot(
            report.batch.name,
            clerk,
            draw.round,
            draw.strictness.value,
            draw.lot_size,
            plan.size,
            plan.numbers.accept,
            wrong,
            result.tally.wrong,
            draw.is_original,
            result.is_accepted,
            passes(plan.size, plan.numbers, draw.lot_size, wrong),
        )
        self.lots.append(lot)
        return lot


@dataclass(frozen=True, slots=True)
class Rate:
    """Rejections of some lots beside what the plans' curves say of them. ``chance`` is the
    probability of a number as far from the expected one or farther, on its side."""

    who: str
    lots: int
    rejected: int
    expected: float
    chance: float


def rate_of(who: str, lots: Sequence[Lot]) -> Rate:
    """The number of rejections among lots with known acceptance probabilities is a sum of
    independent trials; its distribution is reckoned exactly."""
    spread = [1.0]
    for lot in lots:
        reject = 1 - lot.passes
        spread = [
            (spread[k] if k < len(spread) else 0.0) * lot.passes
            + (spread[k - 1] if k else 0.0) * reject
            for k in range(len(spread) + 1)
        ]
    rejected = sum(not lot.is_accepted for lot in lots)
    expected = sum(1 - lot.passes for lot in lots)
    tail = spread[: rejected + 1] if rejected <= expected else spread[rejected:]
    return Rate(who, len(lots), rejected, expected, min(1.0, sum(tail)))
