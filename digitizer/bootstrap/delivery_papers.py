"""The slip of a delivery: which documents reached whom and when, each with its hash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from digitizer.bootstrap.figures import Figures, office_lines
from digitizer.domain.delivery import (
    DeliveryState,
    Receipt,
    newest_by_document,
    shown_outcome,
)
from digitizer.domain.sheet import Block, Heading, Pairs, Paragraph, Sheet, Signatures, Table
from digitizer.domain.work_plan import WorkPlan

_COLUMNS = ("document", "outcome", "at", "sha256")
_WIDTHS = (30.0, 14.0, 14.0, 42.0)


def delivery_sheet(
    state: DeliveryState,
    receipts: Sequence[Receipt],
    plan: WorkPlan | None,
    figures: Figures,
    today: date,
) -> Sheet:
    """The newest receipt of each document, in the order in which they were first brought."""
    text, delivery = figures.messages.text, state.delivery
    receiver = delivery.receiver
    facts = (
        ("package", delivery.package),
        ("package-sha256", grouped(delivery.package_sha256)),
        ("receiver", f"{receiver.name} ({receiver.key})"),
        ("way", text(f"delivery-way-{receiver.way.value}")),
        ("target", receiver.target),
        ("begun", figures.moment(delivery.begun_at)),
        ("by", delivery.begun_by),
        ("documents", figures.number(delivery.documents)),
        ("arrived", figures.number(state.arrived)),
        ("refused", figures.number(state.refused)),
        *_superseded(state, figures),
        ("waiting", figures.number(state.waiting)),
    )
    is_complete = "complete" if state.is_complete else "incomplete"
    way = receiver.way.value
    blocks: list[Block] = [
        Pairs(tuple((text(f"delivery-slip-{name}", way=way), value) for name, value in facts)),
        Paragraph(text(f"delivery-slip-{is_complete}", way=way)),
        *([Paragraph(text("delivery-slip-superseded-why"))] if state.superseded else []),
        *_documents(receipts, way, figures),
        Signatures(
            ((text("delivery-slip-giver"), delivery.begun_by), (text("delivery-slip-taker"), "")),
            text("progress-sign-hint"),
        ),
    ]
    title = f"{text('delivery-slip-title')}\n{text('delivery-slip-number', number=delivery.id)}"
    office = office_lines(plan.superior, plan.office) if plan else ()
    footer = text("progress-paper-footer")
    return Sheet(title, office, figures.place_and_day(today), blocks, footer)


def _superseded(state: DeliveryState, figures: Figures) -> tuple[tuple[str, str], ...]:
    return (("superseded", figures.number(state.superseded)),) if state.superseded else ()


def grouped(sha256: str) -> str:
    """In eights, so that a person can compare it and a cell can break it."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))


def _documents(receipts: Sequence[Receipt], way: str, figures: Figures) -> list[Block]:
    newest = newest_by_document(receipts).values()
    if not newest:
        return []
    text = figures.messages.text
    header = tuple(text(f"delivery-column-{name}", way=way) for name in _COLUMNS)
    rows = tuple(
        (
            one.item.document,
            text(f"delivery-outcome-{shown_outcome(one.answer)}"),
            figures.moment(one.at),
            grouped(one.item.sha256),
        )
        for one in newest
    )
    return [Heading(text("delivery-slip-list", way=way)), Table(header, rows, _WIDTHS)]
