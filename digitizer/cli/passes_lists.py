"""The lists of ``digitizer passes``: the fields of a batch, one column, and equal words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.session import Session, print_json, print_table
from digitizer.domain.errors import InvalidInput
from digitizer.domain.record import ValueState
from digitizer.workflow.carpet import SCREEN
from digitizer.workflow.look_at_words import SeenWord
from digitizer.workflow.word_carpet import WordGroup


def list_columns(
    session: Session, station: Workstation, batch_id: int, *, all_values: bool, as_json: bool
) -> None:
    """The fields that are left to look at, in the order of their document types."""
    found = [
        each
        for each in station.passes.columns(batch_id)
        if each.left(all_values=all_values) or each.passed
    ]
    if as_json:
        for each in found:
            print_json(
                {
                    "type": each.document_type,
                    "field": each.spec.key,
                    "waiting": each.waiting,
                    "passed": each.passed,
                    "unconfirmed": each.unconfirmed,
                }
            )
        return
    names = ("type", "field", "label", "waiting", "passed", "unconfirmed")
    print_table(
        _heads(session, names),
        [
            (
                each.document_type,
                each.spec.key,
                each.spec.label.in_language(session.messages.language),
                each.waiting,
                each.passed,
                each.unconfirmed,
            )
            for each in found
        ],
    )


def list_column(
    session: Session,
    station: Workstation,
    batch_id: int,
    field: str,
    *,
    doubtful: bool,
    as_json: bool,
) -> None:
    """One field of all cases, of every document type that has it. Raises InvalidInput when nobody
    is to look at it any more or no document type has it."""
    columns = [each for each in station.passes.columns(batch_id) if each.spec.key == field]
    if not columns:
        raise InvalidInput("no-such-column", field=field)
    rows = [
        (each, cell)
        for each in columns
        for cell in station.passes.column(
            batch_id, each.document_type, field, all_values=not doubtful
        )
    ]
    if as_json:
        for column, cell in rows:
            print_json(
                {
                    "case": cell.case_id,
                    "type": column.document_type,
                    "title": cell.title,
                    "text": cell.text,
                    "state": cell.state.value,
                    "waiting": cell.is_waiting,
                    "passed": cell.is_passed,
                }
            )
        return
    print_table(
        _heads(session, ("case", "title", "text", "state")),
        [(cell.case_id, cell.title, cell.text, _state(session, cell.state)) for _, cell in rows],
    )


def list_words(
    session: Session, station: Workstation, batch_id: int, *, with_accepted: bool, as_json: bool
) -> None:
    """The words that this person has yet to look at, most doubts first."""
    found = station.passes.word_groups(batch_id, with_accepted=with_accepted)
    if as_json:
        for each in found:
            print_json(
                {
                    "kind": each.kind.value,
                    "word": each.word,
                    "waiting": each.waiting,
                    "accepted": each.accepted,
                }
            )
        return
    print_table(
        _heads(session, ("kind", "word", "waiting", "accepted")),
        [(each.kind.value, each.word, each.waiting, each.accepted) for each in found],
    )


def confirm_word(
    session: Session,
    station: Workstation,
    batch_id: int,
    named: tuple[str, str],
    *,
    with_accepted: bool,
) -> None:
    """Note a look at every word of a group, screen by screen as in the window."""
    group = _group(station.passes.word_groups(batch_id, with_accepted=with_accepted), *named)
    kept, confirmed = 0, 0
    left_out: list[tuple[int, str]] = []
    while True:
        pieces = station.passes.word_pieces(
            batch_id, group, with_accepted=with_accepted, limit=SCREEN
        )
        if not pieces:
            break
        seen = [
            SeenWord(each.case_id, each.key, each.place, each.text, each.revision)
            for each in pieces
        ]
        done = station.passes.look_at_words(group.word, seen)
        kept += len(done.kept)
        confirmed += len(done.confirmed)
        left_out += [(each.case_id, each.code) for each in done.left_out]
        if not done.kept:
            break
    session.say("cli-passes-words-seen", count=kept, fields=confirmed)
    for case_id, code in left_out:
        why = session.messages.text(f"passes-{code}")
        session.say("cli-passes-left-out", case=case_id, why=why)


def _group(found: Sequence[WordGroup], kind: str, word: str) -> WordGroup:
    wanted = (kind, unicodedata.normalize("NFC", word))
    named = [each for each in found if (each.kind.value, each.word) == wanted]
    if not named:
        raise InvalidInput("no-such-word", kind=kind, word=word)
    return named[0]


def _heads(session: Session, names: Sequence[str]) -> list[str]:
    return [session.messages.text(f"cli-passes-column-{name}") for name in names]


def _state(session: Session, state: ValueState) -> str:
    return session.messages.text(f"passes-state-{state.value}")
