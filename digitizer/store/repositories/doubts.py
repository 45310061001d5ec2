"""The fields that wait for a look, found anew on every save of a case, and who passed them on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, delete, select
from sqlalchemy.orm import Session

from digitizer.domain.checks import check_record
from digitizer.domain.doubts import PINNED, Doubt, PassedOn, doubtful_fields
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import FieldValue, Record, ValueState
from digitizer.domain.review import Pin, open_pins
from digitizer.domain.schema import Catalog
from digitizer.store.doubt_rows import DoubtRow, DoubtsDueRow, PassedOnRow
from digitizer.store.repositories.asking import AskedOfEach
from digitizer.store.repositories.case_queries import (
    beside,
    in_order,
    matching,
    place_of,
    with_open_pins,
)
from digitizer.store.repositories.reviews import pin_of
from digitizer.store.rows import CaseRow, FieldRow
from digitizer.store.second_rows import PinRow
from digitizer.workflow.doubts_port import DoubtPlace, DoubtSearch, WaitingField
from digitizer.workflow.lists import CaseFilter, CaseOrder

METHOD = 2
"""Raised when the same record gives other doubts than before."""

# So many cases before one are asked for what the book agrees on.
_NEAR = 100
_WAITING = (CaseState.TO_CHECK, CaseState.RETURNED)
_WAITS = (AskedOfEach(CaseRow.state).in_(_WAITING), AskedOfEach(CaseRow.doubts) > 0)
_FIRST_STRETCH = 8
_MOST_AT_ONCE = 500


class DoubtKeeper:
    """Keeps the rows of one case in step with its record."""

    def __init__(self, session: Session, catalog: Catalog) -> None:
        self._session = session
        self._catalog = catalog

    def keep(self, case_id: int, record: Record | None) -> int:
        """Let the rows be those of the record; how many fields wait for a look. What was passed
        on stays so while the field waits."""
        pins = pins_to_answer(self._session, [case_id]).get(case_id, ())
        found = waiting_fields(record, self._catalog, open_pins(pins, record))
        wanted = {each.key: each for each in found}
        count = len(wanted)
        query = select(DoubtRow).where(DoubtRow.case_id == case_id)
        for row in self._session.scalars(query).all():
            fresh = wanted.pop(row.key, None)
            if fresh is None:
                self._session.delete(row)
            else:
                row.place, row.reasons = fresh.place, fresh.reasons
        self._session.add_all(
            DoubtRow(case_id=case_id, key=new.key, place=new.place, reasons=new.reasons)
            for new in wanted.values()
        )
        self._session.execute(delete(DoubtsDueRow).where(DoubtsDueRow.case_id == case_id))
        return count


def pins_to_answer(session: Session, case_ids: Collection[int]) -> dict[int, list[Pin]]:
    """The pins that went to the clerks of these cases and were not kept; whether the fields are
    others by now, only the records say."""
    wanted = PinRow.case_id.in_(case_ids)
    query = select(PinRow).where(wanted, PinRow.is_sent.is_(True), PinRow.is_kept.is_(False))
    found: dict[int, list[Pin]] = {}
    for row in session.scalars(query.execution_options(populate_existing=True)):
        found.setdefault(row.case_id, []).append(pin_of(row))
    return found


def waiting_fields(
    record: Record | None, catalog: Catalog, pinned: Collection[str] = ()
) -> list[WaitingField]:
    """The fields of a record that wait for a look, in the order of the document type; ``pinned``
    ones have a pin that nobody answered."""
    if record is None:
        return []
    doc_type = catalog.type_of(record)
    problems = check_record(record, doc_type, catalog, _today()) if doc_type else ()
    order = [spec.key for spec in doc_type.fields] if doc_type else list(record.fields)
    found: list[WaitingField] = []
    for key in doubtful_fields(record, doc_type, problems, pinned):
        value = record.fields.get(key, FieldValue(key))
        codes = [PINNED] if key in pinned else []
        codes += [each.code for each in problems if each.field == key]
        codes += [each.code for each in (value.reading.problems if value.reading else ())]
        reasons = "".join(f" {code}" for code in dict.fromkeys(codes))
        found.append(WaitingField(key, order.index(key), f"{reasons} "))
    return found


class SqlDoubtRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def list(self, search: DoubtSearch, *, limit: int) -> Sequence[Doubt]:
        """In the order of the cases and of the fields in them."""
        # The same order either way, but it says which index leads: that of what is narrowed most.
        is_of_doubts = search.key is not None or search.reason is not None
        case_id = DoubtRow.case_id if is_of_doubts else CaseRow.id
        query = _found(search).order_by(case_id, DoubtRow.place).limit(limit)
        after = search.after
        if after is not None:
            further = DoubtRow.place > after.place
            later = case_id > after.case_id
            query = query.where(case_id >= after.case_id, later | further)
        return [_doubt(*row) for row in self._session.execute(query)]

    def beside(
        self,
        search: DoubtSearch,
        order: CaseOrder,
        place: DoubtPlace,
        step: int,
        not_passed_by: str,
    ) -> Doubt | None:
        """The next (``step`` 1) or previous doubt in this order of the cases that this person did
        not pass on."""
        is_ahead = step > 0
        own = DoubtRow.place > place.place if is_ahead else DoubtRow.place < place.place
        last = DoubtRow.place if is_ahead else DoubtRow.place.desc()
        nobody = PassedOnRow.actor.is_(None)
        query = _found(search).where(nobody | (PassedOnRow.actor != not_passed_by))
        here = query.where(DoubtRow.case_id == place.case_id, own).order_by(last).limit(1)
        row = self._session.execute(here).first()
        turned = order if is_ahead else replace(order, descending=not order.descending)
        for case_ids in self._waiting_after(search.where, turned, place.case_id):
            if row is not None:
                break
            row = self._first_in(query.order_by(last), case_ids)
        return None if row is None else _doubt(*row)

    def _waiting_after(
        self, where: CaseFilter, order: CaseOrder, case_id: int
    ) -> Iterator[Sequence[int]]:
        """The cases with doubts that come after one in a list, more at a time the further it is
        looked; the list's own index leads to each stretch."""
        stretch = _FIRST_STRETCH
        at = self._session.execute(place_of(case_id, order)).first()
        while at is not None:
            query = matching(select(CaseRow.id), where).where(
                beside(order, (at[0], at[1]), after=True), *_WAITS
            )
            found = self._session.scalars(in_order(query, order).limit(stretch)).all()
            if found:
                yield found
            if len(found) < stretch:
                return
            stretch = min(stretch * 4, _MOST_AT_ONCE)
            at = self._session.execute(place_of(found[-1], order)).first()

    def _first_in(
        self, query: Select[*tuple[Any, ...]], case_ids: Sequence[int]
    ) -> Row[*tuple[Any, ...]] | None:
        """The first doubt in the first of these cases that has one."""
        by_case: dict[int, Row[*tuple[Any, ...]]] = {}
        for row in self._session.execute(query.where(DoubtRow.case_id.in_(case_ids))):
            by_case.setdefault(row[0], row)
        return next((by_case[each] for each in case_ids if each in by_case), None)

    def confirmed_values(
        self, batch_id: int, document_type: str, keys: Sequence[str], before: int
    ) -> Mapping[str, Sequence[str]]:
        """The confirmed canonical values of fields in the nearest cases of a batch before one,
        the nearest first."""
        near = (
            select(CaseRow.id)
            .where(
                CaseRow.batch_id == batch_id,
                CaseRow.id < before,
                AskedOfEach(CaseRow.document_type) == document_type,
                AskedOfEach(CaseRow.state) != CaseState.SET_ASIDE,
            )
            .order_by(CaseRow.id.desc())
            .limit(_NEAR)
        )
        query = (
            select(FieldRow.key, FieldRow.value)
            .where(
                FieldRow.case_id.in_(near.scalar_subquery()),
                AskedOfEach(FieldRow.key).in_(list(keys)),
                FieldRow.state == ValueState.CONFIRMED,
            )
            .order_by(FieldRow.case_id.desc())
        )
        found: dict[str, list[str]] = {}
        for key, value in self._session.execute(query):
            if value:
                found.setdefault(key, []).append(value)
        return found

    def pass_on(self, case_id: int, key: str, passed: PassedOn) -> None:
        row = PassedOnRow(
            case_id=case_id, key=key, actor=passed.actor, reason=passed.reason, at=passed.at
        )
        self._session.add(row)
        self._session.flush()
        self._link(case_id, key, row.id)

    def pass_again(self, case_id: int, key: str) -> None:
        """Let the newest passing on of a field count again, as when its settling is undone."""
        newest = select(PassedOnRow.id).where(
            PassedOnRow.case_id == case_id, PassedOnRow.key == key
        )
        found = self._session.scalars(newest.order_by(PassedOnRow.id.desc()).limit(1)).first()
        self._link(case_id, key, found)

    def take_back(self, case_id: int, key: str) -> None:
        """Let no passing on of a field count any more; what was passed on stays on record."""
        self._link(case_id, key, None)

    def passed_in(self, case_id: int) -> Mapping[str, PassedOn]:
        """What of a case is left to another person, by the field."""
        query = (
            select(DoubtRow.key, PassedOnRow.actor, PassedOnRow.reason, PassedOnRow.at)
            .join(PassedOnRow, PassedOnRow.id == DoubtRow.passed_id)
            .where(DoubtRow.case_id == case_id)
        )
        return {
            key: PassedOn(actor, reason, at)
            for key, actor, reason, at in self._session.execute(query)
        }

    def _link(self, case_id: int, key: str, passed_id: int | None) -> None:
        row = self._session.get(DoubtRow, (case_id, key))
        if row is not None:
            row.passed_id = passed_id
            self._session.flush()


def _found(search: DoubtSearch) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = (
        select(
            DoubtRow.case_id,
            CaseRow.title,
            CaseRow.document_type,
            DoubtRow.key,
            DoubtRow.place,
            FieldRow.text,
            DoubtRow.reasons,
            PassedOnRow.actor,
            PassedOnRow.reason,
            PassedOnRow.at,
        )
        .join(CaseRow, CaseRow.id == DoubtRow.case_id)
        .outerjoin(
            FieldRow, (FieldRow.case_id == DoubtRow.case_id) & (FieldRow.key == DoubtRow.key)
        )
        .outerjoin(PassedOnRow, PassedOnRow.id == DoubtRow.passed_id)
        .where(*_WAITS)
    )
    query = matching(query, search.where)
    if search.key is not None:
        query = query.where(DoubtRow.key == search.key)
    if search.reason is not None:
        query = query.where(DoubtRow.reasons.contains(f" {search.reason} ", autoescape=True))
    if search.reason == PINNED:
        query = query.where(CaseRow.id.in_(with_open_pins()))
    if search.passed_only:
        # Greater than nothing, which the index of it can be asked for.
        few = select(DoubtRow.case_id).where(DoubtRow.passed_id > 0)
        query = query.where(CaseRow.id.in_(few), AskedOfEach(DoubtRow.passed_id).is_not(None))
    return query


def _today() -> date:
    return datetime.now().astimezone().date()


def _doubt(
    case_id: int,
    title: str,
    document_type: str | None,
    key: str,
    place: int,
    text: str | None,
    reasons: str,
    actor: str | None,
    reason: str | None,
    at: datetime | None,
) -> Doubt:
    passed = PassedOn(actor, reason or "", at) if actor is not None and at is not None else None
    codes = tuple(reasons.split())
    return Doubt(case_id, title, document_type or "", key, place, text or "", codes, passed)
