"""Fields that are printed in one piece: "12/QĐ-UBND" is a number and a notation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from digitizer.domain.problems import Severity
from digitizer.domain.record import Candidate, FieldReading, ReadingState
from digitizer.domain.schema import CodeList, FieldKind, FieldSpec, Part
from digitizer.domain.values.canonical import canonical
from digitizer.domain.values.text import clean
from ocr.extraction.spans import Span


def whole_of(span: Span, spec: FieldSpec) -> Span:
    """The place of a print of which ``spec`` takes a part, to be read as any text."""
    whole = replace(
        spec, kind=FieldKind.TEXT, code_list=None, pattern=None, max_length=None, part=None
    )
    return replace(span, spec=whole)


def part_of(
    spec: FieldSpec, part: Part, whole: FieldReading, code_list: CodeList | None
) -> FieldReading:
    """The field's part of what was read, as sure as the whole. A print that does not fall into
    parts is shown to a clerk at the field that its label means, and nowhere else."""
    if whole.state is ReadingState.MISSING:
        return whole
    text = _taken(part, whole.text)
    if text is None and part.of is not None:
        return FieldReading(spec.key)
    found = canonical(spec, whole.text if text is None else text, code_list)
    problems = (*whole.problems, *found.problems)
    is_sure = whole.state is ReadingState.ACCEPTED and found.value is not None
    is_clean = not any(problem.severity is not Severity.INFO for problem in problems)
    return replace(
        whole,
        text=whole.text if text is None else text,
        value=found.value,
        state=ReadingState.ACCEPTED if is_sure and is_clean else ReadingState.REVIEW,
        problems=problems,
        candidates=tuple(_candidates(spec, part, whole, code_list)),
    )


def _taken(part: Part, text: str) -> str | None:
    match = re.fullmatch(part.pattern, text)
    return clean(match[1]) if match and match[1] else None


def _candidates(
    spec: FieldSpec, part: Part, whole: FieldReading, code_list: CodeList | None
) -> Iterator[Candidate]:
    own = _taken(part, whole.text)
    for candidate in whole.candidates:
        text = _taken(part, candidate.text)
        if text is not None and text != own:
            yield Candidate(text, canonical(spec, text, code_list).value, candidate.origin)
