"""search: looking through everything confirmed."""

from __future__ import annotations

from collections.abc import Iterator

import click

from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.records import known_type
from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.search.marking import FoundField
from digitizer.workflow.search_port import SearchFilter
from digitizer.workflow.search_records import MOST_COUNTED, Hit, HitPage

_STATES = (CaseState.CHECKED, CaseState.APPROVED, CaseState.EXPORTED)
_COLUMNS = ("case", "title", "found", "type", "batch", "state")


@click.command("search", help=text("cli-search-help"))
@click.argument("words", nargs=-1, required=True)
@click.option("--type", "document_type", default=None, help=text("cli-search-type"))
@click.option("--batch", "batch_name", default=None, help=text("cli-search-batch"))
@click.option("--field", default=None, help=text("cli-search-field"))
@click.option(
    "--state",
    type=click.Choice([state.value for state in _STATES]),
    default=None,
    help=text("cli-search-state"),
)
@click.option("--year", type=click.IntRange(1, 9999), default=None, help=text("cli-search-year"))
@click.option("--limit", default=50, type=click.IntRange(1), help=text("cli-search-limit"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def search(
    session: Session,
    words: tuple[str, ...],
    document_type: str | None,
    batch_name: str | None,
    field: str | None,
    state: str | None,
    year: int | None,
    limit: int,
    as_json: bool,
) -> None:
    with session.workstation() as station:
        where = SearchFilter(
            known_type(station, document_type),
            station.batch(batch_name).id if batch_name else None,
            field,
            CaseState(state) if state else None,
            year,
        )
        page = station.search.find(" ".join(words), where, limit=limit)
        if as_json:
            for hit in page.hits:
                print_json(_json(hit))
            return
        print_table(
            [session.messages.text(f"search-column-{name}") for name in _COLUMNS],
            [_row(session, station, hit) for hit in page.hits],
        )
    _say_count(session, page)


def _row(session: Session, station: Workstation, hit: Hit) -> tuple[object, ...]:
    case, language = hit.case, session.messages.language
    doc_type = station.catalog.types.get(case.document_type)
    return (
        case.case_id,
        case.title or "—",
        "; ".join(_said(session, station, hit)),
        doc_type.label.in_language(language) if doc_type else case.document_type,
        case.batch_name or "—",
        session.messages.text(f"cli-case-count-{case.state.value}"),
    )


def _said(session: Session, station: Workstation, hit: Hit) -> Iterator[str]:
    doc_type = station.catalog.types.get(hit.case.document_type)
    for found in hit.fields:
        spec = doc_type.field(found.key) if doc_type else None
        label = spec.label.in_language(session.messages.language) if spec else found.key
        yield session.messages.text("search-field-said", field=label, text=_marked(found))


def _marked(found: FoundField) -> str:
    """On one line, with what matches in brackets."""
    said, end = [], 0
    for start, stop in found.spans:
        said += [found.text[end:start], "[", found.text[start:stop], "]"]
        end = stop
    return " ".join("".join([*said, found.text[end:]]).split())


def _json(hit: Hit) -> dict[str, object]:
    case = hit.case
    return {
        "case": case.case_id,
        "title": case.title,
        "type": case.document_type,
        "state": case.state.value,
        "batch": case.batch_name,
        "tier": hit.place.tier,
        "fields": [
            {"field": each.key, "text": each.text, "spans": [list(span) for span in each.spans]}
            for each in hit.fields
        ],
    }


def _say_count(session: Session, page: HitPage) -> None:
    shown, total = len(page.hits), page.total
    if not total:
        session.say("search-found-none")
    elif shown == total:
        session.say("search-found-all", count=total)
    elif total > MOST_COUNTED:
        session.say("search-found-many", shown=shown, count=MOST_COUNTED)
    else:
        session.say("search-found-some", shown=shown, count=total)
    if page.waiting.left:
        session.say("search-waiting", left=page.waiting.left, total=page.waiting.total)
