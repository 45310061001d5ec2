"""Papers that hand secrets over: the rescue code for the safe, first passwords for the people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from digitizer.bootstrap.figures import office_lines
from digitizer.domain.handed_secrets import HandedSecret
from digitizer.domain.sheet import Heading, Pairs, Paragraph, Sheet, Signatures, Table
from digitizer.domain.work_plan import WorkPlan
from digitizer.messages import Messages

_COLUMNS = ("name", "roles", "password")
_WIDTHS = (36.0, 34.0, 30.0)


def rescue_sheet(
    code: str, workspace: str, plan: WorkPlan | None, day: date, messages: Messages
) -> Sheet:
    """The code, what it is for and how it is kept."""
    text = messages.text
    blocks = (
        Pairs(((text("rescue-paper-workspace"), workspace), (text("rescue-paper-code"), code))),
        Paragraph(text("rescue-paper-use")),
        Paragraph(text("rescue-paper-keep")),
        Signatures(
            ((text("rescue-paper-gave"), ""), (text("rescue-paper-took"), "")),
            text("rescue-paper-hint"),
        ),
    )
    return _paper(text("rescue-paper-title"), blocks, plan, day, messages)


def secrets_sheet(
    secrets: Sequence[HandedSecret],
    workspace: str,
    plan: WorkPlan | None,
    day: date,
    messages: Messages,
) -> Sheet:
    """A line a person, to be cut and handed over one by one."""
    text = messages.text
    rows = tuple(
        (one.name, ", ".join(text(f"role-{role.value}") for role in one.roles), one.password)
        for one in secrets
    )
    header = tuple(text(f"secrets-paper-{name}") for name in _COLUMNS)
    blocks = (
        Pairs(((text("rescue-paper-workspace"), workspace),)),
        Heading(text("secrets-paper-list")),
        Table(header, rows, _WIDTHS),
        Paragraph(text("secrets-paper-advice")),
    )
    return _paper(text("secrets-paper-title"), blocks, plan, day, messages)


def _paper(
    title: str,
    blocks: Sequence[Heading | Pairs | Paragraph | Signatures | Table],
    plan: WorkPlan | None,
    day: date,
    messages: Messages,
) -> Sheet:
    placed = messages.text(
        "progress-paper-day", day=f"{day:%d}", month=f"{day:%m}", year=f"{day:%Y}"
    )
    office = office_lines(plan.superior, plan.office) if plan else ()
    return Sheet(title, office, placed, blocks, messages.text("progress-paper-footer"))
