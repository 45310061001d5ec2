"""doubts: the fields of a batch that wait for a look."""

from __future__ import annotations

import click

from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.doubts import Doubt
from digitizer.workflow.doubts_port import DoubtPlace, DoubtSearch
from digitizer.workflow.ports import CaseFilter


@click.command(help=text("cli-doubts-help"))
@click.argument("batch_name", metavar="BATCH")
@click.option("--field", default=None, help=text("cli-doubts-field"))
@click.option("--reason", default=None, help=text("cli-doubts-reason"))
@click.option("--passed-on", "passed_only", is_flag=True, help=text("cli-doubts-passed"))
@click.option("--after", default=None, metavar="CASE:PLACE", help=text("cli-doubts-after"))
@click.option("--limit", default=200, type=click.IntRange(1), help=text("cli-option-limit"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def doubts(
    session: Session,
    batch_name: str,
    field: str | None,
    reason: str | None,
    passed_only: bool,
    after: str | None,
    limit: int,
    as_json: bool,
) -> None:
    with session.workstation() as station:
        where = CaseFilter(batch_id=station.batch(batch_name).id)
        search = DoubtSearch(where, field, reason, passed_only, _place(after))
        page = station.doubts.list(search, limit=limit)
    if as_json:
        for each in page.doubts:
            print_json(_json(each))
        return
    names = ("case", "title", "field", "text", "reasons", "passed")
    print_table(
        [session.messages.text(f"cli-doubts-column-{name}") for name in names],
        [_row(session, each) for each in page.doubts],
    )
    if page.after is not None:
        session.say("cli-doubts-more", after=f"{page.after.case_id}:{page.after.place}")


def _place(after: str | None) -> DoubtPlace | None:
    if after is None:
        return None
    case_id, _, place = after.partition(":")
    if not (case_id.isdecimal() and place.isdecimal()):
        raise click.BadParameter(after, param_hint="--after")
    return DoubtPlace(int(case_id), int(place))


def _row(session: Session, each: Doubt) -> tuple[object, ...]:
    passed = (
        session.messages.text("cli-doubts-by", actor=each.passed.actor, reason=each.passed.reason)
        if each.passed
        else "—"
    )
    return (
        each.case_id,
        each.title or "—",
        each.key,
        each.text or "—",
        " ".join(each.reasons) or "—",
        passed,
    )


def _json(each: Doubt) -> dict[str, object]:
    return {
        "case": each.case_id,
        "title": each.title,
        "type": each.document_type,
        "field": each.key,
        "place": each.place,
        "text": each.text,
        "reasons": list(each.reasons),
        "passed_on": {
            "by": each.passed.actor,
            "reason": each.passed.reason,
            "at": each.passed.at.isoformat(),
        }
        if each.passed
        else None,
    }
