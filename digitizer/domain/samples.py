"""A sample of one batch: what was drawn, what was found at each of its units, and what it says.

Accuracy of fields is the share of sampled fields whose record is right. Accuracy of characters is
1 − errors / characters over the sampled fields: characters are those of the right text, errors the
least number of characters to be put in, taken out or exchanged (Levenshtein) to make it of what the
record holds; a field that means the same has none. The same sum over what the machine read of
printed text, against the same right texts, is the figure that Công văn 7197/BKHCN-CĐSQG asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz.distance import Levenshtein

from digitizer.domain.record import FieldReading
from digitizer.domain.sampling import Plan, PrintRule, RoundKind, Strictness, Unit
from digitizer.domain.second_entry import Keyed
from digitizer.domain.switching import LotOutcome
from digitizer.domain.values.text import clean


@dataclass(frozen=True, slots=True)
class SampleDraw:
    """How a sample was drawn; never altered. ``series`` are the lots among which the strictness
    switches, ``lot`` names the lot (:func:`digitizer.domain.sampling.lot_digest`), ``last_edit`` is
    the newest edit then. ``level`` and ``limit`` are None where a share was looked at.
    ``is_original`` tells that the batch was not sampled in this round before."""

    batch_id: int
    round: int
    kind: RoundKind
    profile: str
    profile_version: str
    document_type: str
    series: str
    lot_size: int
    plan: Plan
    strictness: Strictness
    level: str | None
    limit: float | None
    seed: str
    lot: str
    last_edit: int
    is_original: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sample:
    """``units`` by their place, counted from 1."""

    id: int
    draw: SampleDraw
    units: tuple[Unit, ...]

    def unit(self, place: int) -> Unit | None:
        return self.units[place - 1] if 1 <= place <= len(self.units) else None


@dataclass(frozen=True, slots=True)
class MachineText:
    """What the machine read for a field on print."""

    text: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody found at one unit; never altered. Of a field that is ``keyed`` blindly, and
    ``held`` is what the record said then; of an image or a case ``is_right``, with the reason
    ``why`` not. ``machine`` is None where nothing was read on print."""

    place: int
    by: str
    at: datetime
    keyed: Keyed | None = None
    held: Keyed | None = None
    machine: MachineText | None = None
    is_right: bool | None = None
    why: str = ""

    @property
    def differs(self) -> bool:
        """Whether a field was keyed otherwise than the record has it."""
        return self.keyed is not None and self.held is not None and not self.held.agrees(self.keyed)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Which of two different values the paper has, by whoever looked again; never altered."""

    place: int
    is_record_right: bool
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted in a sample. ``slips`` are fields that whoever sampled keyed wrong.
    ``read`` fields were read on print, ``unread`` ones have a text that the machine did not
    find: all of it counts as wrong."""

    units: int = 0
    wrong: int = 0
    slips: int = 0
    characters: int = 0
    character_errors: int = 0
    read: int = 0
    unread: int = 0
    read_characters: int = 0
    read_errors: int = 0

    @property
    def field_accuracy(self) -> float | None:
        return 1 - self.wrong / self.units if self.units else None

    @property
    def character_accuracy(self) -> float | None:
        """None where no character was compared."""
        return _accuracy(self.character_errors, self.characters)

    @property
    def print_accuracy(self) -> float | None:
        """None where nothing was read on print."""
        return _accuracy(self.read_errors, self.read_characters) if self.read else None


@dataclass(frozen=True, slots=True)
class SampleResult:
    """How a sample ended; never altered. ``is_marginal``: passed between the two numbers of
    reduced inspection. ``audit_head`` is the newest entry of the audit log then."""

    sample_id: int
    tally: Tally
    is_accepted: bool
    is_marginal: bool
    passes_stricter: bool
    by: str
    at: datetime
    audit_head: str


@dataclass(frozen=True, slots=True)
class SampleState:
    """A sample with all that was found so far, by place."""

    sample: Sample
    answers: Mapping[int, Answer]
    judgements: Mapping[int, Judgement]
    result: SampleResult | None = None

    @property
    def unanswered(self) -> tuple[int, ...]:
        every = range(1, len(self.sample.units) + 1)
        return tuple(place for place in every if place not in self.answers)

    @property
    def unjudged(self) -> tuple[int, ...]:
        """Differences that nobody looked at again; known only when every unit is answered, so that
        no answer is given in the knowledge of another."""
        if self.unanswered:
            return ()
        return tuple(
            place
            for place, answer in sorted(self.answers.items())
            if answer.differs and place not in self.judgements
        )

    @property
    def wrong(self) -> tuple[int, ...]:
        """Places where the record, the case or the image is not right."""
        return tuple(place for place in sorted(self.answers) if self._is_wrong(place))

    def _is_wrong(self, place: int) -> bool:
        answer = self.answers[place]
        if answer.keyed is None:
            return answer.is_right is False
        judged = self.judgements.get(place)
        return answer.differs and not (judged is not None and judged.is_record_right)


def machine_text(reading: FieldReading | None, rule: PrintRule) -> MachineText | None:
    """What counts as read on print: by one of the readers of text, and not of handwriting. A field
    without a reading counts as print that was not read."""
    if reading is None or (reading.origin is None and not reading.text):
        return MachineText("", None)
    engine = reading.origin.engine if reading.origin else ""
    is_hand = any(problem.code in rule.not_print for problem in reading.problems)
    if is_hand or not engine.startswith(rule.engines):
        return None
    return MachineText(reading.text, reading.value)


def tally(state: SampleState) -> Tally:
    """What a sample says so far."""
    wrong = set(state.wrong)
    sums = Tally(len(state.answers), len(wrong))
    for place, answer in state.answers.items():
        if answer.keyed is not None and answer.held is not None:
            sums = _with_field(sums, answer, answer.keyed, answer.held, is_wrong=place in wrong)
    return sums


def outcome(draw: SampleDraw, result: SampleResult) -> LotOutcome:
    """A closed sample as the switching of its series sees it."""
    return LotOutcome(
        draw.strictness,
        result.is_accepted,
        draw.plan.numbers.accept,
        result.passes_stricter,
        result.is_marginal,
    )


def series_of(document_type: str, submitted_by: str) -> str:
    """Lots of one document type handed in by one person are a series."""
    return f"{document_type}/{submitted_by}"


def total(tallies: Iterable[Tally]) -> Tally:
    """The sums over several samples."""
    sums = Tally()
    for each in tallies:
        sums = Tally(
            sums.units + each.units,
            sums.wrong + each.wrong,
            sums.slips + each.slips,
            sums.characters + each.characters,
            sums.character_errors + each.character_errors,
            sums.read + each.read,
            sums.unread + each.unread,
            sums.read_characters + each.read_characters,
            sums.read_errors + each.read_errors,
        )
    return sums


def _with_field(sums: Tally, answer: Answer, keyed: Keyed, held: Keyed, *, is_wrong: bool) -> Tally:
    is_slip = answer.differs and not is_wrong
    right = held if is_slip else keyed
    characters = len(clean(right.text))
    errors = _errors(held.text, right.text) if is_wrong else 0
    machine = answer.machine
    is_read = machine is not None and bool(machine.text)
    is_unread = machine is not None and not machine.text and characters > 0
    counts = machine is not None and (is_read or is_unread)
    read_errors = _read_errors(machine, right) if machine is not None and counts else 0
    return Tally(
        sums.units,
        sums.wrong,
        sums.slips + is_slip,
        sums.characters + characters,
        sums.character_errors + errors,
        sums.read + is_read,
        sums.unread + is_unread,
        sums.read_characters + (characters if counts else 0),
        sums.read_errors + read_errors,
    )


def _read_errors(machine: MachineText, right: Keyed) -> int:
    if machine.value is not None and machine.value == right.value:
        return 0
    return _errors(machine.text, right.text)


def _errors(text: str, right: str) -> int:
    return Levenshtein.distance(clean(text), clean(right))


def _accuracy(errors: int, characters: int) -> float | None:
    return max(0.0, 1 - errors / characters) if characters else None
