"""The papers to fetch for scanning again, as a list for the person who walks to the archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import groupby

from digitizer.domain.sheet import Block, Heading, Paragraph, Sheet, Table
from digitizer.messages import Messages
from digitizer.workflow.placed_pages import PlacedPage

_COLUMNS = ("number", "entry", "page", "why", "who", "case", "done")
_WIDTHS = (6.0, 26.0, 8.0, 28.0, 18.0, 8.0, 8.0)
_NUMBERS = frozenset({0, 2, 5})

Local = Callable[[datetime], datetime]


def waiting_sheet(
    places: Sequence[PlacedPage],
    messages: Messages,
    made_by: str,
    today: date,
    local: Local = datetime.astimezone,
) -> Sheet:
    """The papers by batch and entry, with room for a tick. Of personal data it holds only what
    finds the paper: its book and number, and a name where one of these lacks."""
    text = messages.text
    blocks: list[Block] = [
        Paragraph(text("pages-sheet-about", name=made_by, count=len(places))),
    ]
    number = 0
    for batch, group in groupby(sorted(places, key=_order), key=lambda each: each.batch):
        rows = []
        for each in group:
            number += 1
            rows.append(_row(each, messages, number, local))
        heads = tuple(text(f"pages-sheet-{name}") for name in _COLUMNS)
        title = text("pages-sheet-batch", batch=batch) if batch else text("pages-sheet-no-batch")
        blocks.append(Heading(title))
        blocks.append(Table(heads, tuple(rows), _WIDTHS, _NUMBERS))
    day = text("pages-sheet-day", day=f"{today:%d}", month=f"{today:%m}", year=f"{today:%Y}")
    return Sheet(text("pages-sheet-title"), (), day, blocks, text("pages-sheet-footer"))


def _order(each: PlacedPage) -> tuple[bool, str, tuple[tuple[int, str], ...], int, int]:
    """Loose cases last; numbers in their order, not in that of their digits."""
    entry = tuple((len(part), part) for part in each.entry)
    return each.batch is None, each.batch or "", entry, each.case_id, each.place


def _row(each: PlacedPage, messages: Messages, number: int, local: Local) -> tuple[str, ...]:
    text, wish = messages.text, each.view.rescan
    known = each.entry if each.has_whole_entry else (*each.entry, each.title or each.scan_name)
    paper = ", ".join(known)
    why = who = ""
    if wish is not None:
        day = f"{local(wish.at):%d/%m/%Y}"
        why, who = wish.reason, text("pages-sheet-asked", name=wish.actor, day=day)
    return str(number), paper, str(each.place + 1), why, who, str(each.case_id), ""
