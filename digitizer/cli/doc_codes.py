"""doc-codes: codes for the general documents of a batch."""

from __future__ import annotations

import click

from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text
from digitizer.workflow.give_doc_codes import GivenCodes


@click.command("doc-codes", help=text("cli-doc-codes-help"))
@click.argument("batch_name")
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def doc_codes(session: Session, batch_name: str, as_json: bool) -> int:
    with session.workstation() as station:
        found = station.doc_codes.give(station.batch(batch_name).id)
    if as_json:
        print_json(_json(found))
    else:
        _print(session, batch_name, found)
    waits = found.left_out or found.unclear
    return ExitCode.SOME_FAILED if waits else ExitCode.DONE


def _print(session: Session, batch_name: str, found: GivenCodes) -> None:
    for case_id, code in found.given:
        session.say("cli-doc-codes-given", case=case_id, code=code)
    session.say("cli-doc-codes-done", batch=batch_name, given=len(found.given), had=found.had)
    for case_id in found.left_out:
        session.say("cli-doc-codes-left-out", case=case_id)
    for case_id in found.unclear:
        session.say("cli-doc-codes-unclear", case=case_id)


def _json(found: GivenCodes) -> dict[str, object]:
    return {
        "given": [{"case": case_id, "code": code} for case_id, code in found.given],
        "had": found.had,
        "left_out": list(found.left_out),
        "unclear": list(found.unclear),
    }
