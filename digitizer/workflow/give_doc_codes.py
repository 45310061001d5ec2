"""Codes for the general documents of a batch, each with an ordinal that no other ever gets.

They are given before a case is finished, since the code is a required field, a part of the file's
name and the key at the receiver: whoever answers for the case answers for its code too, and an
export later takes it as it stands. What settled as a code in any case of the workplace counts, and
a register keeps every code that was given or met, so that the ordinal of a case whose code was
emptied is not used again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from digitizer.domain.case import Case
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.doc_codes import (
    DocCode,
    DocCodeRule,
    Ordinals,
    is_organisation,
    parse_doc_code,
)
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
    until somebody says which kind of document they are, ``unclear`` until somebody settles what
    stands there and is no code yet."""

    changes: ChangeSet
    given: tuple[tuple[int, str], ...]
    had: int
    left_out: tuple[int, ...]
    unclear: tuple[int, ...] = ()


def give_doc_codes(
    ports: Ports, actor: Actor, batch_id: int, rule: DocCodeRule, organisation: str
) -> GivenCodes:
    """Give every document of the batch without a code the next one of its organisation and kind, in
    the order of the cases, and keep the codes that others have.

    Raises InvalidInput ``organisation-code`` for a text that is no code of an organisation;
    NotAllowed ``doc-code-taken`` for a settled code that another case has, ``doc-codes-used-up``,
    and where a case that needs a code may not be changed; Conflict when somebody else gave codes
    at the same moment.
    """
    if not is_organisation(organisation, rule):
        raise InvalidInput("organisation-code", text=organisation)
    given: list[tuple[int, str]] = []
    left_out: list[int] = []
    unclear: list[int] = []
    had = 0
    with transaction(ports, actor, GIVE_DOC_CODES) as run:
        codes = _Codes.of(run, rule)
        waiting: list[int] = []
        documents = _documents(run, batch_id, rule)
        for case, record in _read(run, documents):
            if record.value(rule.field) is None:
                waiting.append(case.id)
            elif codes.keep_borne(run, case, record.fields[rule.field]):
                had += 1
            else:
                unclear.append(case.id)
        for case, record in _read(run, waiting):
            code = codes.next_for(run, case, record, organisation)
            if code is None:
                left_out.append(case.id)
            else:
                given.append((case.id, _give(run, case, record, code, rule)))
        run.note(f"batch:{batch_id}", given=str(len(given)), had=str(had))
        run.batches.add(batch_id)
    return GivenCodes(run.changes(), tuple(given), had, tuple(left_out), tuple(unclear))


def _documents(run: Transaction, batch_id: int, rule: DocCodeRule) -> list[int]:
    run.unit.batches.get(batch_id)
    return [
        case.id
        for case in run.unit.cases.of_batch(batch_id)
        if case.document_type == rule.document_type and case.state is not CaseState.SET_ASIDE
    ]


def _read(run: Transaction, case_ids: Iterable[int]) -> Iterator[tuple[Case, Record]]:
    """One by one: a batch may have more than fit into memory."""
    for case_id in case_ids:
        case = run.unit.cases.get(case_id)
        if case.record is not None:
            yield case, case.record


@dataclass(slots=True)
class _Codes:
    """All codes in use: ``used`` ordinals, also of cases that were set aside; ``bearers`` are the
    cases that have a code now."""

    rule: DocCodeRule
    used: defaultdict[tuple[str, str], set[int]]
    bearers: defaultdict[DocCode, list[int]]
    ordinals: dict[tuple[str, str], Ordinals] = field(default_factory=dict)

    @classmethod
    def of(cls, run: Transaction, rule: DocCodeRule) -> _Codes:
        found = cls(rule, defaultdict(set), defaultdict(list))
        for borne in run.unit.doc_codes.borne(rule.field):
            code = parse_doc_code(borne.text, rule)
            if code is not None:
                found.used[code.organisation, code.kind].add(code.number)
                if not borne.is_set_aside:
                    found.bearers[code].append(borne.case_id)
        return found

    def keep_borne(self, run: Transaction, case: Case, value: FieldValue) -> bool:
        """Whether the case has a code: a settled one that stands on the paper or was typed counts
        as any other. Raises NotAllowed ``doc-code-taken``."""
        code = parse_doc_code(value.value or "", self.rule) if value.is_settled else None
        if code is None:
            return False
        others = [each for each in self.bearers[code] if each != case.id]
        if others:
            raise NotAllowed("doc-code-taken", case=case.id, text=value.text, other=others[0])
        if not run.unit.doc_codes.is_kept(code):
            run.unit.doc_codes.keep(code, case.id, run.ports.clock(), run.actor.name)
        return True

    def next_for(
        self, run: Transaction, case: Case, record: Record, organisation: str
    ) -> DocCode | None:
        """None for a document whose kind nobody settled. A case whose code was emptied gets the
        same one again, unless its kind changed or another case has that code now."""
        kind = record.fields.get(self.rule.kind_field)
        if kind is None or not kind.is_settled or not kind.value:
            return None
        before = run.unit.doc_codes.newest_of(case.id)
        wanted = organisation, kind.value
        is_same = before is not None and (before.organisation, before.kind) == wanted
        if before is not None and is_same and not self.bearers.get(before):
            return before
        code = DocCode(organisation, kind.value, self._ordinal(run, organisation, kind.value))
        run.unit.doc_codes.keep(code, case.id, run.ports.clock(), run.actor.name)
        return code

    def _ordinal(self, run: Transaction, organisation: str, kind: str) -> int:
        key = organisation, kind
        if key not in self.ordinals:
            kept = run.unit.doc_codes.ordinals(organisation, kind)
            self.ordinals[key] = Ordinals(kept | self.used[key], self.rule.highest)
        number = self.ordinals[key].take()
        if number is None:
            raise NotAllowed("doc-codes-used-up", text=f"{organisation}_{kind}")
        return number


def _give(run: Transaction, case: Case, record: Record, code: DocCode, rule: DocCodeRule) -> str:
    require_editable(run, case)
    text = code.written(rule)
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
