"""Which unit a place names on a day and today; what is not sure is left to a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from digitizer.domain.places import Candidate, PlaceState, Reason, Resolution, Unit
from digitizer.domain.values.text import clean
from digitizer.places.choosing import Choice, choose
from digitizer.places.gazetteer import new_gazetteer, old_gazetteer
from digitizer.places.lists import FORMER, NEW, Key, province_of, rows, unit_lists, unit_of
from digitizer.places.matching import Text, names_at_end
from digitizer.places.parsing import Parse
from digitizer.places.spelling import Boundary, Spelling, spelling_of, words_of
from digitizer.places.successors import Today, today_of

_MOST_CANDIDATES = 30
# A match of a commune that is only offered has its own marks and level.
_OFFERED_UP_TO = 0.3


class ListedPlaces:
    """Resolves places by the lists of this package; loads them when it is first asked."""

    def resolve(self, text: str, on: date | None) -> Resolution:
        return _resolve(clean(text), text, on)

    def named(self, name: str, on: date | None = None, *, limit: int = 20) -> Sequence[Unit]:
        """Units called so, with or without marks, on a day (None: at any time); provinces first,
        then districts, the newest list first."""
        if not words_of(clean(name)):
            return ()
        wanted = spelling_of(name)
        found = [
            key
            for key, row in rows().items()
            if (on is None or (key[0] == NEW) == _is_new(on)) and _is_called(row.name, wanted)
        ]
        return [unit_of(key) for key in sorted(found, key=lambda key: len(key[1]))[:limit]]


def _is_called(name: str, wanted: Spelling) -> bool:
    own = spelling_of(name)
    return own.plain == wanted.plain if wanted.is_bare else own == wanted


def _is_new(on: date) -> bool:
    return on >= unit_lists()[NEW].valid_from


@lru_cache(maxsize=512)
def _resolve(cleaned: str, text: str, on: date | None) -> Resolution:
    words = words_of(cleaned)
    if not words:
        return Resolution(text, on)
    choice = choose(words, on)
    if not choice.parses:
        return Resolution(text, on, detail=cleaned)
    best = choice.parses[0]
    detail = _detail(cleaned, choice, best)
    if best.in_ended_province:
        return _to_choose(text, on, detail, choice.parses, Reason.OLD_PROVINCE)
    if len(choice.parses) > 1:
        return _several(text, on, detail, choice.parses)
    return _one(text, on, detail, choice, best)


def _detail(cleaned: str, choice: Choice, best: Parse) -> str:
    """What is written before the unit, part by part where the text has another order."""
    parts: list[str] = []
    before = None
    for word in choice.text.words[: best.start]:
        if before is None or word.boundary is Boundary.HARD:
            joint = ", " if parts else ""
        else:
            joint = cleaned[before.end : word.start]
        parts.append(joint + cleaned[word.start : word.end])
        before = word
    return "".join(parts)


def _one(text: str, on: date | None, detail: str, choice: Choice, best: Parse) -> Resolution:
    unit = unit_of(best.keys[0])
    today = today_of(best.keys[0])
    is_other = on is not None and best.is_new != _is_new(on)
    # A name of today on an older paper needs a look; older names are written on for years.
    is_exact = best.is_exact and not (is_other and best.is_new)
    state = PlaceState.EXACT if is_exact else PlaceState.LIKELY
    if not best.is_commune and not _stands_for_commune(best.keys[0]):
        state = PlaceState.PARTIAL
    offered = () if best.is_commune else _elsewhere(choice.text, best)
    return Resolution(
        text,
        on,
        detail,
        unit,
        state,
        today.unit,
        _at_most(today.state, state),
        is_other,
        (*offered, *today.candidates),
    )


def _stands_for_commune(key: Key) -> bool:
    """An island district without communes became a commune as it was."""
    return today_of(key).state is PlaceState.EXACT


def _at_most(today: PlaceState, state: PlaceState) -> PlaceState:
    is_surer = today is PlaceState.EXACT and state is not PlaceState.EXACT
    return PlaceState.LIKELY if is_surer else today


def _several(text: str, on: date | None, detail: str, found: Sequence[Parse]) -> Resolution:
    lists = {way.is_new for way in found}
    reason = Reason.OTHER_LIST if len(lists) > 1 else Reason.SEVERAL
    keys = [way.keys[0] for way in found]
    todays = {each.unit for each in map(today_of, keys)}
    only = todays.pop() if len(todays) == 1 else None
    today = Today(None, PlaceState.AMBIGUOUS, _todays(keys, reason))
    if only is not None:
        today = Today(only, PlaceState.LIKELY if found[0].is_commune else PlaceState.PARTIAL)
    return Resolution(
        text,
        on,
        detail,
        state=PlaceState.AMBIGUOUS,
        unit_today=today.unit,
        state_today=today.state,
        candidates=(*_candidates(keys, reason), *today.candidates),
    )


def _to_choose(
    text: str, on: date | None, detail: str, found: Sequence[Parse], reason: Reason
) -> Resolution:
    """A province that ended: its land is known only in part, so a person chooses."""
    keys = [key for way in found for key in way.keys]
    return Resolution(
        text,
        on,
        detail,
        state=PlaceState.PARTIAL,
        state_today=PlaceState.AMBIGUOUS,
        other_list=on is not None and _is_new(on),
        candidates=(*_candidates(keys, reason), *_todays(keys, reason)),
    )


def _todays(keys: Iterable[Key], reason: Reason) -> tuple[Candidate, ...]:
    """The units of today that these became, to choose from."""
    found: list[Candidate] = []
    for today in map(today_of, dict.fromkeys(keys)):
        found += [Candidate(today.unit, reason, today=True)] if today.unit else today.candidates
    return tuple(dict.fromkeys(found))[:_MOST_CANDIDATES]


def _candidates(keys: Iterable[Key], reason: Reason) -> tuple[Candidate, ...]:
    distinct = list(dict.fromkeys(keys))[:_MOST_CANDIDATES]
    return tuple(Candidate(unit_of(key), reason) for key in distinct)


def _elsewhere(text: Text, best: Parse) -> tuple[Candidate, ...]:
    """Communes of the province that are named before a district which lacks them."""
    gazetteer = new_gazetteer() if best.is_new else old_gazetteer()
    communes = gazetteer.in_province(province_of(best.keys[0]), gazetteer.communes_in)
    ends = [
        at
        for at in range(1, best.start + 1)
        if at == best.start or text.words[at].boundary is Boundary.HARD
    ]
    found = [
        match.entry.keys[0]
        for end in ends
        for match in names_at_end(text, end, communes, "commune")
        if match.doubt <= _OFFERED_UP_TO
    ]
    return _candidates(
        (each for each in found if each[0] != FORMER or len(found) == 1), Reason.OTHER_DISTRICT
    )
