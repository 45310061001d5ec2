"""Codes for the general documents of a batch, each with an ordinal that no other ever gets.

They are given before a case is finished, since the code is a required field, a part of the file's
name and the key at the receiver: whoever answers for the case answers for its code too, and an
export later takes it as it stands. A register keeps every code that was given or typed, so that the
ordinal of a case that was set aside is not used again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from digitizer.domain.case import Case
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.doc_codes import DocCode, DocCodeRule, is_organisation, parse_doc_code
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import FieldValue, Record
from digitizer.workflow.editing import require_editable, save_field
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import Transaction, transaction

GIVE_DOC_CODES = "give-doc-codes"


@dataclass(frozen=True, slots=True)
class GivenCodes:
    """``given`` pairs cases with their new codes; ``had`` cases had one already; ``left_out`` wait
    until somebody says which kind of document they are."""

    changes: ChangeSet
    given: tuple[tuple[int, str], ...]
    had: int
    left_out: tuple[int, ...]


def give_doc_codes(
    ports: Ports, actor: Actor, batch_id: int, rule: DocCodeRule, organisation: str
) -> GivenCodes:
    """Give every document of the batch without a code the next one of its organisation and kind, in
    the order of the cases, and keep the codes that others have.

    Raises InvalidInput ``organisation-code`` for a text that is no code of an organisation;
    NotAllowed ``doc-code-taken`` for a typed code that another case has, ``doc-codes-used-up``,
    and where a case that needs a code may not be changed; Conflict when somebody else gave codes
    at the same moment.
    """
    if not is_organisation(organisation):
        raise InvalidInput("organisation-code", text=organisation)
    given: list[tuple[int, str]] = []
    left_out: list[int] = []
    had = 0
    with transaction(ports, actor, GIVE_DOC_CODES) as run:
        waiting: list[tuple[Case, Record]] = []
        for case, record in _documents(run, batch_id, rule):
            text = record.value(rule.field)
            if text is None:
                waiting.append((case, record))
            else:
                had += 1
                _keep_typed(run, case, text, rule)
        for case, record in waiting:
            code = _next(run, case, record, rule, organisation)
            if code is None:
                left_out.append(case.id)
            else:
                given.append((case.id, _give(run, case, record, code, rule)))
        run.note(f"batch:{batch_id}", given=str(len(given)), had=str(had))
        run.batches.add(batch_id)
    return GivenCodes(run.changes(), tuple(given), had, tuple(left_out))


def _documents(run: Transaction, batch_id: int, rule: DocCodeRule) -> list[tuple[Case, Record]]:
    run.unit.batches.get(batch_id)
    cases = [run.unit.cases.get(case_id) for case_id in run.unit.cases.ids_in_batch(batch_id)]
    return [
        (case, case.record)
        for case in cases
        if case.record is not None
        and case.record.document_type == rule.document_type
        and case.state is not CaseState.SET_ASIDE
    ]


def _keep_typed(run: Transaction, case: Case, text: str, rule: DocCodeRule) -> None:
    """A code that stands on the paper or was typed counts as any other."""
    code = parse_doc_code(text, rule)
    if code is None:
        return
    owner = run.unit.doc_codes.owner(code)
    if owner is None:
        run.unit.doc_codes.keep(code, case.id, run.ports.clock(), run.actor.name)
    elif owner != case.id:
        raise NotAllowed("doc-code-taken", case=case.id, text=text, other=owner)


def _next(
    run: Transaction, case: Case, record: Record, rule: DocCodeRule, organisation: str
) -> DocCode | None:
    """None for a document whose kind nobody settled. A case whose code was emptied gets the same
    one again, unless its kind changed."""
    kind = record.fields.get(rule.kind_field)
    if kind is None or not kind.is_settled or not kind.value:
        return None
    before = run.unit.doc_codes.newest_of(case.id)
    if before is not None and (before.organisation, before.kind) == (organisation, kind.value):
        return before
    number = run.unit.doc_codes.highest(organisation, kind.value) + 1
    code = DocCode(organisation, kind.value, number)
    run.unit.doc_codes.keep(code, case.id, run.ports.clock(), run.actor.name)
    return code


def _give(run: Transaction, case: Case, record: Record, code: DocCode, rule: DocCodeRule) -> str:
    require_editable(run, case)
    try:
        text = code.written(rule)
    except ValueError:
        raise NotAllowed("doc-codes-used-up", text=f"{code.organisation}_{code.kind}") from None
    before = record.fields.get(rule.field, FieldValue(rule.field))
    value = replace(before, text=text, value=text, empty_reason=None)
    save_field(
        run,
        case,
        record,
        value.confirmed(run.actor.name, run.ports.clock()),
        case.revision,
    )
    return text
