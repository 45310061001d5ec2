"""Where in a text the reader was not sure."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from ui.desk.work import CaseWork

_OTHER, _WORDS = "other", ("syllable", "word", "character")


def doubtful_parts(work: CaseWork, key: str, text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each part, from left to right: where another reading or a candidate
    differs, and the words that a problem names. A reading tells no sureness of single letters."""
    found = {part for other in _others(work, key) for part in _differences(text, other)}
    for problem in work.problems(key):
        params = dict(problem.params)
        for word in (params[name] for name in _WORDS if params.get(name)):
            start = text.casefold().find(word.casefold())
            if start >= 0:
                found.add((start, start + len(word)))
    return tuple(_without_covered(sorted(found)))


def _others(work: CaseWork, key: str) -> Iterator[str]:
    """The other readings; what other cases say is no doubt about this paper."""
    reading = work.value(key).reading
    yield from (each.text for each in reading.candidates) if reading else ()
    for problem in work.problems(key):
        other = dict(problem.params).get(_OTHER)
        if other and problem.code in ("readings-differ", "spelled-differently", "not-as-read"):
            yield other


def _differences(text: str, other: str) -> Iterator[tuple[int, int]]:
    for kind, start, end, _, _ in SequenceMatcher(None, text, other).get_opcodes():
        if kind != "equal":
            yield start, end


def _without_covered(parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of parts that begin at one place the shortest stays."""
    last = -1
    for start, end in parts:
        if start != last:
            yield start, end
        last = start
