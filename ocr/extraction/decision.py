"""Turns the place of a value into a field reading, and decides whether a clerk must look.

A reading is accepted only when everything speaks for it. The thresholds are measured and stand in
a data file (:mod:`ocr.extraction.sureness`); everything else is a plain reason that the clerk is
told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digitizer.domain.page import Box, Origin
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import Candidate, FieldReading, ReadingState
from digitizer.domain.schema import CodeList, FieldKind, FieldSpec
from digitizer.domain.sureness import Sureness
from digitizer.domain.values.canonical import Canonical, canonical
from digitizer.domain.values.text import clean
from ocr.extraction.cleaning import value_text
from ocr.extraction.knowledge import is_sound, legal_readings, other_names
from ocr.extraction.spans import Span
from ocr.extraction.ticks import box_reading, options_of, tick_reading
from ocr.extraction.tokens import Token
from ocr.lexicon import is_unfinished, listed_readings, odd_words, unfamiliar

HANDWRITTEN = "field-handwritten"
_MOST_CANDIDATES = 5
# Of a word: a stroke that ends in its neighbour still touches its edge.
_STRUCK = 0.4
_NO_ENGINE = Origin("none", "")


@dataclass(frozen=True, slots=True)
class _Read:
    """One engine's answer for a value. ``free`` is its unbound reading, where the schema chose
    among its alternatives, and ``others`` are what else it may have read."""

    text: str
    found: Canonical
    origin: Origin
    confidence: float
    free: str = ""
    others: tuple[Candidate, ...] = ()

    def soundness(self, spec: FieldSpec) -> tuple[bool, bool, int]:
        """Grows with how well the text fits the field's kind; says nothing of being right."""
        blemished = any(p.severity is not Severity.INFO for p in self.found.problems)
        odd = odd_words(spec.kind, self.text)
        return (self.found.value is not None, not blemished, -len(odd))


def read_span(span: Span, code_list: CodeList | None, sureness: Sureness) -> FieldReading:
    """The field reading of one place, ``missing`` when nothing stands there.

    Where the other engine's text fits the field's kind better, it is the one shown.
    """
    spec = span.spec
    if spec.kind is FieldKind.TICK and span.pieces:
        return box_reading(span)
    first, second = _first_reading(span, code_list), _second_reading(span, code_list)
    if first is None:
        return FieldReading(spec.key)
    if second is not None and second.soundness(spec) > first.soundness(spec):
        first, second = second, first
    if not first.text:
        return FieldReading(spec.key)
    reading = FieldReading(
        spec.key,
        text=first.text,
        value=first.found.value,
        confidence=first.confidence,
        state=ReadingState.REVIEW,
        page=span.pieces[0].row.page.number,
        box=_box_of_print(span.tokens),
        origin=first.origin,
    )
    options = options_of(span, code_list)
    if options:
        return tick_reading(reading, options, first.origin)
    return _judged(span, reading, (first, second), sureness)


def _box_of_print(tokens: Sequence[Token]) -> Box:
    """Around the words; a frame or a speck that was read as a stroke would pull the box away."""
    words = [token for token in tokens if any(char.isalnum() for char in token.text)]
    return Box.around(token.box for token in words or tokens)


def _first_reading(span: Span, code_list: CodeList | None) -> _Read | None:
    if not span.tokens:
        return None
    origin = span.pieces[0].row.origin() or _NO_ENGINE
    return _read(span, span.tokens, origin, code_list)


def _second_reading(span: Span, code_list: CodeList | None) -> _Read | None:
    origins = [piece.row.second_origin() for piece in span.pieces if piece.tokens]
    if not origins or None in origins:
        return None
    tokens = [
        token for piece in span.pieces for token in piece.row.second_tokens(piece.left, piece.right)
    ]
    return _read(span, tokens, origins[0] or _NO_ENGINE, code_list)


def _read(span: Span, tokens: Sequence[Token], origin: Origin, code_list: CodeList | None) -> _Read:
    """The free reading, or the likeliest that the schema allows where the free one is not sound."""
    spec, text = span.spec, value_text(span.spec, tokens)
    free = _Read(
        text,
        canonical(spec, text, code_list),
        replace(origin, rule=f"label:{span.label}"),
        min((token.confidence for token in tokens), default=0.0),
    )
    if spec.kind is FieldKind.NAME:
        names = other_names(spec, tokens, _MOST_CANDIDATES)
        others = (Candidate(name, canonical(spec, name).value, free.origin) for name in names)
        return replace(free, others=tuple(others))
    if not text or is_sound(spec, text, free.found):
        return free
    legal = legal_readings(spec, tokens, code_list, _MOST_CANDIDATES)
    if not legal:
        return free
    best, *rest = legal
    chosen = replace(origin, rule=f"label:{span.label};among-alternatives")
    others = (Candidate(each.text, each.found.value, chosen) for each in rest)
    own = Candidate(text, free.found.value, free.origin)
    return _Read(best.text, best.found, chosen, best.confidence, text, (own, *others))


def _slot_problems(span: Span, sureness: Sureness) -> list[Problem]:
    """That a value was struck out, or not printed with its page, where words count by width."""
    if any(token.struck >= _STRUCK for token in span.tokens):
        return [Problem.warning("field-struck", span.spec.key)]
    width = sum(token.box.width for token in span.tokens)
    by_hand = sum(token.box.width * token.by_hand for token in span.tokens)
    inked = sum(token.box.width * token.colour for token in span.tokens)
    if by_hand >= sureness.most_by_hand * width:
        return [Problem.warning(HANDWRITTEN, span.spec.key)]
    if inked >= sureness.most_colour * width:
        return [Problem.warning("field-coloured-ink", span.spec.key)]
    return []


def _judged(
    span: Span, reading: FieldReading, reads: tuple[_Read, _Read | None], sureness: Sureness
) -> FieldReading:
    first, second = reads
    spec, dpi = span.spec, span.pieces[0].row.page.dpi
    problems = [*first.found.problems, *_slot_problems(span, sureness)]
    if spec.kind is FieldKind.NAME and dpi < sureness.least_dpi_for_names:
        problems.append(Problem.warning("coarse-name", spec.key, dpi=str(dpi)))
    if spec.kind is FieldKind.NAME and len(clean(first.text).split()) == 1:
        problems.append(Problem.warning("one-word-name", spec.key))
    candidates = first.others
    confidence = first.confidence
    if is_unfinished(spec.kind, first.text):
        problems.append(Problem.warning("value-unfinished", spec.key))
    if first.free:
        problems.append(Problem.warning("not-as-read", spec.key, other=first.free))
    if second is None:
        problems.append(Problem.warning("single-reading", spec.key))
        confidence *= 0.8
    elif not _agree(spec, first, second):
        problems.append(Problem.warning("readings-differ", spec.key, other=second.text))
        confidence *= 0.5
        if second.text:
            other = Candidate(second.text, second.found.value, second.origin)
            candidates = (other, *candidates, *second.others)
    if first.confidence < sureness.least(spec.kind):
        problems.append(Problem.warning("low-confidence", spec.key))
    if not any(problem.severity is Severity.ERROR for problem in problems):
        problems += _word_problems(spec, first.text)
    accepted = first.found.value is not None and not any(
        problem.severity is not Severity.INFO for problem in problems
    )
    return replace(
        reading,
        state=ReadingState.ACCEPTED if accepted else ReadingState.REVIEW,
        confidence=max(0.0, min(1.0, confidence)),
        problems=tuple(problems),
        candidates=() if accepted else _different(first.text, (*_listed(spec, first), *candidates)),
    )


def _listed(spec: FieldSpec, read: _Read) -> tuple[Candidate, ...]:
    """A place with the units that the lists have where those read are in none."""
    if spec.kind is not FieldKind.PLACE:
        return ()
    origin = replace(read.origin, rule="listed-unit")
    return tuple(
        Candidate(text, canonical(spec, text).value, origin) for text in listed_readings(read.text)
    )


def _different(shown_text: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    by_text: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.text != shown_text:
            by_text.setdefault(candidate.text, candidate)
    return tuple(by_text.values())[:_MOST_CANDIDATES]


def _word_problems(spec: FieldSpec, text: str) -> list[Problem]:
    """At most one problem a kind, naming all words that it is about."""
    odd = odd_words(spec.kind, text)
    strange = tuple(word for word in unfamiliar(spec.kind, text) if word not in odd)
    problems = []
    if odd:
        problems.append(Problem.warning("odd-syllable", spec.key, syllable=", ".join(odd)))
    if strange:
        problems.append(Problem.warning("unfamiliar-word", spec.key, word=", ".join(strange)))
    return problems


def _agree(spec: FieldSpec, first: _Read, second: _Read) -> bool:
    """The same text, or the same value where the value is more than its text."""
    if clean(first.text) == clean(second.text):
        return True
    if spec.kind in (FieldKind.NAME, FieldKind.PLACE):
        return False
    return first.found.value is not None and first.found.value == second.found.value
