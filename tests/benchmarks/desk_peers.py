"""Key models of three capture suites, fed with the same readings as our desk.

The suites are closed servers and cannot be run here, so their flows are modelled from their
manuals, generously: nobody ever looks at a document without a doubtful field, the next document
opens by itself, and every confirmation is a single key.

* **FlexiCapture** (field verification): Enter confirms a field and goes to the next uncertain one;
  the caret already stands at the first wrong letter; lists are entered by their first letters.
  No other readings are offered.
* **Kofax** (validation form): Enter confirms and goes to the next invalid field; alternatives lie
  in a list (Alt+Down, Down to the one wanted, Enter), after which Enter confirms; the last
  confirmation saves and loads the next document.
* **Rossum** (validation screen): Enter goes to the next field that needs a human; values are typed
  over; one key confirms the document.

A field is *visited* where a flow stops at it: its confidence lies under the suite's threshold, a
rule or list contradicts it, or it is required and empty. The threshold of each peer is the lowest
at which it leaves no more wrong fields than our desk left on the same cases; so the keys are
compared at equal errors left. The confidence is our reader's calibrated one, which is better than
what those suites had to work with. A second figure tells each suite our desk's own doubts, which no
suite knows: what is left of the difference is the flow from key to key alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk_typing import correction, presses, typing_presses


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one case as the reader left it. ``wanted`` is the true text as a form shows it
    ("" for nothing on paper); ``is_flagged``: a rule, a list or an empty required field stops
    everybody; ``is_doubtful``: our desk stops there; ``choices`` are the names of its code list."""

    key: str
    shown: str
    wanted: str
    is_right: bool
    confidence: float
    is_flagged: bool
    is_read: bool
    is_doubtful: bool = False
    candidates: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A case; ``is_typed`` tells that its document type was recognized."""

    case_id: int
    is_typed: bool
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Effort:
    """Keys and visits of one case, and its fields that stay wrong."""

    case_id: int
    keys: int
    visits: int
    errors: int


@dataclass(frozen=True, slots=True)
class Peer:
    name: str
    fix: Callable[[Field], int]
    """Keys to make a wrong field right and leave it."""
    per_document: int = 0
    """Keys for a document that was looked at, beyond its fields."""


CHOOSE_TYPE = 4
"""Three letters of a type's name and Enter."""


def _typed(field: Field, caret: int | None) -> int:
    if not field.wanted:
        return 2
    if field.wanted in field.choices:
        return _first_letters(field) + 1
    return presses(correction(field.shown, field.wanted, caret)) + 1


def _first_letters(field: Field) -> int:
    """Letters of the wanted name until no other name of the list begins so."""
    for length in range(1, len(field.wanted) + 1):
        start = field.wanted[:length].casefold()
        if sum(name.casefold().startswith(start) for name in field.choices) == 1:
            return typing_presses(field.wanted[:length])
    return typing_presses(field.wanted)


def _flexicapture(field: Field) -> int:
    first = next(
        (
            place
            for place, (left, right) in enumerate(zip(field.shown, field.wanted, strict=False))
            if left != right
        ),
        min(len(field.shown), len(field.wanted)),
    )
    return min(_typed(field, first if field.shown else None), _typed(field, None))


def _kofax(field: Field) -> int:
    ways = [_typed(field, None)]
    if field.wanted in field.candidates:
        ways.append(1 + field.candidates.index(field.wanted) + 1 + 1 + 1)
    return min(ways)


def _rossum(field: Field) -> int:
    return _typed(field, None)


PEERS = (
    Peer("FlexiCapture", _flexicapture),
    Peer("Kofax", _kofax),
    Peer("Rossum", _rossum, per_document=1),
)


def effort(peer: Peer, sheet: Sheet, threshold: float | None) -> Effort:
    """What a peer's clerk does with a case when fields under ``threshold`` are shown; None: those
    at which our desk stops, as if the suite had our reader's judgement of doubt too."""
    keys, visits, errors = (0 if sheet.is_typed else CHOOSE_TYPE), 0, 0
    for field in sheet.fields:
        if not _stops(field, threshold):
            errors += not field.is_right
            continue
        visits += 1
        keys += 1 if field.is_right else peer.fix(field)
    if visits:
        keys += peer.per_document
    return Effort(sheet.case_id, keys, visits, errors)


def at_equal_errors(peer: Peer, sheets: Sequence[Sheet], errors: int) -> tuple[float, list[Effort]]:
    """The lowest threshold at which no more than ``errors`` fields stay wrong, and its efforts."""
    ladder = sorted({0.0, *(field.confidence for sheet in sheets for field in sheet.fields)})
    ladder = [*ladder, ladder[-1] + 1.0]
    low, high = 0, len(ladder) - 1
    while low < high:
        middle = (low + high) // 2
        if _left(sheets, ladder[middle]) <= errors:
            high = middle
        else:
            low = middle + 1
    return ladder[low], [effort(peer, sheet, ladder[low]) for sheet in sheets]


def _left(sheets: Sequence[Sheet], threshold: float) -> int:
    return sum(
        not field.is_right and not _stops(field, threshold)
        for sheet in sheets
        for field in sheet.fields
    )


def _stops(field: Field, threshold: float | None) -> bool:
    if threshold is None:
        return field.is_doubtful
    return field.is_flagged or (field.is_read and field.confidence < threshold)
