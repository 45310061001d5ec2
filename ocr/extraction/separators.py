"""Separator sheets: where they part a scan, and the book that they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digitizer.domain.page import Origin, PageReading
from digitizer.domain.problems import Problem
from digitizer.domain.record import Candidate, FieldReading, ReadingState
from digitizer.domain.schema import FieldSpec
from digitizer.domain.values.canonical import canonical
from digitizer.domain.values.separators import PATCH_T, Separator, parse_separator

ORIGIN = Origin("separator", "1", "qr")
_MOST_LINES, _WORDS_OF_A_LINE = 6, 3


@dataclass(frozen=True, slots=True)
class Part:
    """The pages behind a separator sheet (None: before the first one), without the sheet, by their
    places in the scan."""

    separator: Separator | None
    places: tuple[int, ...]


def separator_of(page: PageReading) -> Separator | None:
    """The sheet that a page is. A damaged payload of ours still separates but names nothing."""
    found: list[Separator] = []
    for code in page.codes:
        if code.format == "code39" and code.text.strip() == PATCH_T:
            found.append(Separator())
        elif code.format == "qr" and (said := parse_separator(code.text)) is not None:
            found.append(said if isinstance(said, Separator) else Separator())
    return max(found, key=lambda sheet: (bool(sheet.book), bool(sheet.case)), default=None)


def separator_problems(page: PageReading) -> tuple[Problem, ...]:
    """What is wrong with the separator codes of a page."""
    said = (parse_separator(code.text) for code in page.codes if code.format == "qr")
    return tuple(found for found in said if isinstance(found, Problem))


def parted(pages: Sequence[PageReading], documents: frozenset[int] = frozenset()) -> list[Part]:
    """The pages between separator sheets, in order; parts without a page are left out.

    Pages whose numbers are in ``documents`` are known to be documents, and so are those with more
    on them than a sheet has: with a separator code they begin a part and stay in it, so that a
    sticker loses no page.
    """
    parts = [Part(None, ())]
    for place, page in enumerate(pages):
        sheet = separator_of(page)
        if sheet is not None:
            parts.append(Part(sheet, ()))
        if sheet is None or page.number in documents or _is_written(page):
            parts[-1] = replace(parts[-1], places=(*parts[-1].places, place))
    return [part for part in parts if part.places]


def _is_written(page: PageReading) -> bool:
    """Whether more stands on a page than on a separator sheet of any maker."""
    lines = [line for line in page.lines if len(line.words) >= _WORDS_OF_A_LINE]
    return len(lines) > _MOST_LINES


def with_book(reading: FieldReading, spec: FieldSpec, sheet: Separator) -> FieldReading:
    """The reading of a book number beside the number that the sheet names."""
    return _with_number(reading, spec, (sheet.book,))


def with_entry(reading: FieldReading, spec: FieldSpec, sheet: Separator) -> FieldReading:
    """The reading of an entry's number beside the sheet's case, which may leave out the year of its
    book."""
    year = sheet.book.rpartition("/")[2]
    return _with_number(reading, spec, (sheet.case, f"{sheet.case}/{year}" if year else ""))


def _with_number(reading: FieldReading, spec: FieldSpec, texts: tuple[str, ...]) -> FieldReading:
    """The reading with the first sound text as a candidate that a clerk must see.

    Where the paper gave none the field shows the sheet's; what the paper says is never replaced.
    """
    found = ((text, canonical(spec, text)) for text in texts)
    sound = ((text, each.value) for text, each in found if each.value and not each.problems)
    text, said = next(sound, ("", None))
    if said is None or reading.value == said:
        return reading
    candidates = (*reading.candidates, Candidate(text, said, ORIGIN))
    if reading.state is ReadingState.MISSING:
        return replace(
            reading,
            text=text,
            value=said,
            state=ReadingState.REVIEW,
            origin=ORIGIN,
            problems=(*reading.problems, Problem.warning("from-separator", spec.key)),
            candidates=candidates,
        )
    differs = Problem.warning("separator-differs", spec.key, other=text)
    return replace(
        reading,
        state=ReadingState.REVIEW,
        problems=(*reading.problems, differs),
        candidates=candidates,
    )
