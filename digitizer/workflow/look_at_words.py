"""One look at many equal words. A field is confirmed by it when the same person has looked at all
its words and nothing else about it is doubtful."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from digitizer.domain.case import Case
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.checks import check_record
from digitizer.domain.errors import NotAllowed, NotFound
from digitizer.domain.field_words import doubts_of_whole, has_gap, word_boxes, words_of
from digitizer.domain.record import FieldValue, Record, ValueState
from digitizer.workflow.confirm_many import DOUBT, LeftOut
from digitizer.workflow.editing import (
    document_type,
    field_spec,
    require_editable,
    save_field,
    understood,
)
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import Transaction, transaction
from digitizer.workflow.word_carpet import Spot
from digitizer.workflow.words_port import WordLook

LOOK = "look-at-words"
_CHANGED = "changed-meanwhile"
_WHOLE = "whole-field"


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word that was looked at: what its field said then, at a revision of its case."""

    case_id: int
    key: str
    place: int
    text: str
    revision: int

    @property
    def spot(self) -> Spot:
        return self.case_id, self.key, self.place


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What came of a look: the ``kept`` words, the fields (case and key) that are ``confirmed`` by
    it, and those whose words are all seen but that stay doubtful as a whole or were changed
    meanwhile."""

    changes: ChangeSet
    kept: tuple[Spot, ...]
    confirmed: tuple[tuple[int, str], ...]
    left_out: tuple[LeftOut, ...]


def look_at_words(
    ports: Ports,
    actor: Actor,
    word: str,
    seen: Iterable[SeenWord],
    odd: Iterable[SeenWord] = (),
) -> LookedAt:
    """Keep that a person looked at equal words, in one transaction: the ``seen`` ones are right;
    the field of an ``odd`` one waits for a look as a whole. Raises NotAllowed for cases of a batch
    that is closed."""
    right, wrong = list(seen), list(odd)
    kept: list[Spot] = []
    left_out: list[LeftOut] = []
    touched: dict[tuple[int, str], bool] = {}
    with transaction(ports, actor, LOOK) as run:
        known = _Known(run, {})
        for each, is_odd in [*((one, False) for one in right), *((one, True) for one in wrong)]:
            if known.refuses(each, word):
                left_out.append(LeftOut(each.case_id, _CHANGED))
                continue
            run.unit.word_looks.keep([_look(run, each, is_odd=is_odd)])
            kept.append(each.spot)
            here = (each.case_id, each.key)
            touched[here] = touched.get(here, False) or is_odd
        confirmed: list[tuple[int, str]] = []
        for (case_id, key), is_odd in touched.items():
            code = _settle(run, case_id, key, is_odd=is_odd)
            if code == "":
                confirmed.append((case_id, key))
            elif code is not None:
                left_out.append(LeftOut(case_id, code))
        run.note("words", word=word, seen=str(len(right)), odd=str(len(wrong)))
    return LookedAt(run.changes(), tuple(kept), tuple(confirmed), tuple(left_out))


@dataclass(frozen=True, slots=True)
class _Known:
    """The cases as they stood before this transaction wrote anything."""

    run: Transaction
    cases: dict[int, Case]

    def refuses(self, seen: SeenWord, word: str) -> bool:
        """Whether the case is another than the one that was looked at."""
        case = self.cases.get(seen.case_id)
        if case is None:
            case = self.cases[seen.case_id] = self.run.unit.cases.get(seen.case_id)
            require_editable(self.run, case)
        field = case.record.fields.get(seen.key) if case.record else None
        words = words_of(seen.text)
        is_word = seen.place < len(words) and words[seen.place] == word
        is_same = field is not None and field.text == seen.text and not _is_closed(field)
        return case.revision != seen.revision or not is_same or not is_word


def _is_closed(field: FieldValue) -> bool:
    return field.state not in (ValueState.REVIEW, ValueState.ACCEPTED)


def _look(run: Transaction, seen: SeenWord, *, is_odd: bool) -> WordLook:
    return WordLook(
        seen.case_id, seen.key, seen.place, run.actor.name, seen.text, is_odd, run.ports.clock()
    )


def _settle(run: Transaction, case_id: int, key: str, *, is_odd: bool) -> str | None:
    """Confirm or doubt the field where the looks at its words say so: "" when it is confirmed now,
    None while there is nothing to say, else why it is not."""
    case = run.unit.cases.get(case_id)
    record = case.record
    if record is None:
        return _CHANGED
    field = record.fields[key]
    if is_odd:
        if field.state is ValueState.ACCEPTED:
            doubtful = replace(field, state=ValueState.REVIEW)
            save_field(replace(run, action=DOUBT), case, record, doubtful, case.revision)
        return None
    if not _all_seen(run, case_id, field):
        return None
    if _is_doubtful_as_whole(run, case, record, field):
        return _WHOLE
    right = field.confirmed(run.actor.name, run.ports.clock())
    try:
        save_field(replace(run, action="confirm-field"), case, record, right, case.revision)
    except NotAllowed as error:
        if error.code != "two-roles":
            raise
        return error.code
    return ""


def _all_seen(run: Transaction, case_id: int, field: FieldValue) -> bool:
    """Whether this person has looked at every word; who answers for a field has seen it whole."""
    looks = [
        each for each in run.unit.word_looks.looks_at(case_id, field.key) if each.text == field.text
    ]
    mine = {each.place for each in looks if each.actor == run.actor.name and not each.is_odd}
    return not any(each.is_odd for each in looks) and mine >= set(range(len(words_of(field.text))))


def _is_doubtful_as_whole(run: Transaction, case: Case, record: Record, field: FieldValue) -> bool:
    spec = field_spec(run.ports, record, field.key)
    if understood(run.ports, spec, field.text).value != field.value:
        return True
    problems = check_record(
        record, document_type(run.ports, record), run.ports.catalog, run.ports.clock().date()
    )
    about = [each for each in problems if each.field == field.key]
    return doubts_of_whole(field.reading, about) or _may_lack_a_word(run, case, field)


def _may_lack_a_word(run: Transaction, case: Case, field: FieldValue) -> bool:
    """Whether ink may stand between the words that nobody saw by looking at them one by one."""
    places = run.unit.field_groups.places([(case.id, field.key)])
    page = places[0].page if places else None
    box = field.reading.box if field.reading else None
    if page is None or box is None:
        return True
    try:
        reading = run.unit.scans.page_reading(page.id)
    except NotFound:
        return True
    return has_gap(word_boxes(reading, box, field.text))
