"""Second keys, skips and settlements, and the fields that wait for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session

from digitizer.domain.accounts import Part
from digitizer.domain.changes import AUTOMATION
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import FieldValue, ValueState
from digitizer.domain.second_entry import (
    SETTLE,
    Keyed,
    SecondKey,
    Settlement,
    TwiceKeyed,
    is_first_done,
)
from digitizer.store.account_rows import AccountRow, BatchPartRow
from digitizer.store.repositories.mention_lookup import chunks
from digitizer.store.rows import CaseRow, EditRow, FieldRow
from digitizer.store.second_rows import SecondEntryRow, SecondSkipRow, SettlementRow

_WORKING = (CaseState.TO_CHECK, CaseState.CHECKED, CaseState.RETURNED)
_FIRST = (FieldRow.text, FieldRow.value, FieldRow.empty_reason, FieldRow.state, CaseRow.state)


class SqlSecondEntryRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, key: SecondKey) -> None:
        self._lock_case(key.case_id)
        self._session.add(
            SecondEntryRow(
                case_id=key.case_id,
                key=key.field,
                text=key.keyed.text,
                value=key.keyed.value,
                empty_reason=key.keyed.empty_reason,
                actor=key.by,
                at=key.at,
            )
        )
        self._session.flush()

    def skip(self, case_id: int, field: str, reason: str, by: str, at: datetime) -> None:
        row = SecondSkipRow(case_id=case_id, key=field, actor=by, reason=reason, at=at)
        self._session.merge(row)
        self._session.flush()

    def settle(self, settlement: Settlement) -> None:
        self._lock_case(settlement.case_id)
        self._session.add(
            SettlementRow(
                case_id=settlement.case_id,
                key=settlement.field,
                first_text=settlement.first.text,
                first_value=settlement.first.value,
                first_reason=settlement.first.empty_reason,
                text=settlement.chosen.text,
                value=settlement.chosen.value,
                empty_reason=settlement.chosen.empty_reason,
                why=settlement.why,
                actor=settlement.by,
                at=settlement.at,
            )
        )
        self._session.flush()

    def field(self, case_id: int, key: str) -> TwiceKeyed | None:
        query = (
            select(FieldRow.case_id, FieldRow.key, *_FIRST, SecondEntryRow)
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .outerjoin(SecondEntryRow, _same_field(SecondEntryRow))
            .where(FieldRow.case_id == case_id, FieldRow.key == key)
        )
        found = self._whole(self._session.execute(query).all())
        return found[0] if found else None

    def keyed(self, batch_id: int, keys: Sequence[str]) -> Iterator[TwiceKeyed]:
        cases = select(CaseRow.id).where(CaseRow.batch_id == batch_id, CaseRow.state.in_(_WORKING))
        for some in chunks(self._session.scalars(cases.order_by(CaseRow.id)).all()):
            yield from self._keyed(batch_id, keys, CaseRow.id.in_(some))

    def differing(self, batch_id: int, keys: Sequence[str]) -> Sequence[TwiceKeyed]:
        is_other = or_(
            FieldRow.value.is_distinct_from(SecondEntryRow.value),
            FieldRow.value.is_(None),
            exists().where(_same_field(SettlementRow)),
        )
        return self._keyed(batch_id, keys, is_other)

    def _keyed(
        self, batch_id: int, keys: Sequence[str], *further: ColumnElement[bool]
    ) -> list[TwiceKeyed]:
        query = (
            select(FieldRow.case_id, FieldRow.key, *_FIRST, SecondEntryRow)
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .join(SecondEntryRow, _same_field(SecondEntryRow))
            .where(CaseRow.batch_id == batch_id, CaseRow.state != CaseState.SET_ASIDE)
            .where(FieldRow.key.in_(keys), *further)
            .order_by(FieldRow.case_id, FieldRow.ordinal)
        )
        return self._whole(self._session.execute(query).all())

    def next_waiting(
        self,
        batch_id: int,
        keys: Sequence[str],
        by: str,
        *,
        by_column: bool,
        skipped: bool,
        but: tuple[int, str] | None = None,
    ) -> tuple[int, str] | None:
        query = (
            select(FieldRow.case_id, FieldRow.key)
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .where(*_waiting(batch_id, keys, by, skipped=skipped))
        )
        if but is not None:
            query = query.where(or_(FieldRow.case_id != but[0], FieldRow.key != but[1]))
        if by_column:
            column = case({key: place for place, key in enumerate(keys)}, value=FieldRow.key)
            query = query.order_by(column, FieldRow.case_id)
        else:
            query = query.order_by(FieldRow.case_id, FieldRow.ordinal)
        row = self._session.execute(query.limit(1)).first()
        return (row[0], row[1]) if row else None

    def count_waiting(self, batch_id: int, keys: Sequence[str], by: str, *, skipped: bool) -> int:
        query = (
            select(func.count())
            .select_from(FieldRow)
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .where(*_waiting(batch_id, keys, by, skipped=skipped))
        )
        return self._session.scalars(query).one()

    def count_missing(self, batch_id: int, keys: Sequence[str]) -> int:
        query = (
            select(func.count())
            .select_from(FieldRow)
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .where(CaseRow.batch_id == batch_id, CaseRow.state.in_(_WORKING))
            .where(FieldRow.key.in_(keys), ~exists().where(_same_field(SecondEntryRow)))
        )
        return self._session.scalars(query).one()

    def has_seen_case(self, case_id: int, by: str) -> bool:
        query = select(EditRow.id).where(
            EditRow.case_id == case_id, EditRow.actor == by, EditRow.action != SETTLE
        )
        return self._session.scalars(query.limit(1)).first() is not None

    def first_people(self, case_id: int, key: str) -> frozenset[str]:
        edits = select(EditRow.actor).where(
            EditRow.case_id == case_id, EditRow.key == key, EditRow.action != SETTLE
        )
        confirmed = select(FieldRow.confirmed_by).where(
            FieldRow.case_id == case_id, FieldRow.key == key, FieldRow.confirmed_by.is_not(None)
        )
        third = select(SettlementRow.actor).where(
            SettlementRow.case_id == case_id, SettlementRow.key == key
        )
        clerks = set(self._session.scalars(edits))
        settlers = set(self._session.scalars(third))
        confirmers = {name for name in self._session.scalars(confirmed) if name} - settlers
        return frozenset((clerks | confirmers) - {AUTOMATION.name})

    def people_in_batch(self, batch_id: int) -> frozenset[str]:
        names: set[str] = set()
        for row in (SecondEntryRow, SettlementRow):
            query = select(row.actor).join(CaseRow, CaseRow.id == row.case_id).distinct()
            names |= set(self._session.scalars(query.where(CaseRow.batch_id == batch_id)))
        return frozenset(names)

    def _lock_case(self, case_id: int) -> None:
        """Edits of a case lock it too, so that one person's two parts cannot slip in at once."""
        query = select(CaseRow.id).where(CaseRow.id == case_id).with_for_update()
        self._session.execute(query)

    def _whole(self, rows: Sequence[tuple[object, ...]]) -> list[TwiceKeyed]:
        settled = self._settlements((row[0], row[1]) for row in rows)  # type: ignore[misc]
        return [_twice_keyed(row, settled) for row in rows]

    def _settlements(self, fields: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Settlement]:
        found: dict[tuple[int, str], Settlement] = {}
        for some in chunks(fields):
            # The cases say nothing new, but lead SQLite to the index; pairs alone make it read all.
            cases = sorted({case_id for case_id, _key in some})
            query = (
                select(SettlementRow)
                .where(
                    SettlementRow.case_id.in_(cases),
                    tuple_(SettlementRow.case_id, SettlementRow.key).in_(some),
                )
                .order_by(SettlementRow.id)
            )
            for row in self._session.scalars(query):
                found[row.case_id, row.key] = _settlement(row)
        return found


def _same_field(
    row: type[SecondEntryRow] | type[SecondSkipRow] | type[SettlementRow],
) -> ColumnElement[bool]:
    return and_(row.case_id == FieldRow.case_id, row.key == FieldRow.key)


def _waiting(
    batch_id: int, keys: Sequence[str], by: str, *, skipped: bool
) -> tuple[ColumnElement[bool], ...]:
    """The fields (joined with their cases) whose first value stands and that nobody keyed twice, in
    cases whose values this person did not have before the eyes as a clerk; in a store with
    accounts none of a batch where this person does something else."""
    seen = exists().where(
        EditRow.case_id == CaseRow.id, EditRow.actor == by, EditRow.action != SETTLE
    )
    skip = exists().where(_same_field(SecondSkipRow), SecondSkipRow.actor == by)
    other_part = exists().where(
        BatchPartRow.batch_id == batch_id,
        BatchPartRow.person == by,
        BatchPartRow.part != Part.SECOND,
        exists().where(AccountRow.id > 0),
    )
    is_done = or_(
        FieldRow.state.in_((ValueState.ACCEPTED, ValueState.CONFIRMED)),
        and_(FieldRow.state == ValueState.MISSING, CaseRow.state == CaseState.CHECKED),
    )
    return (
        CaseRow.batch_id == batch_id,
        CaseRow.state.in_(_WORKING),
        FieldRow.key.in_(keys),
        is_done,
        ~exists().where(_same_field(SecondEntryRow)),
        or_(FieldRow.confirmed_by.is_(None), FieldRow.confirmed_by != by),
        ~seen,
        ~other_part,
        skip if skipped else ~skip,
    )


def _twice_keyed(row: tuple[object, ...], settled: dict[tuple[int, str], Settlement]) -> TwiceKeyed:
    case_id, key, text, value, reason, state, case_state, second = row
    first = FieldValue(key, text, value, state, empty_reason=reason)  # type: ignore[arg-type]
    return TwiceKeyed(
        case_id,  # type: ignore[arg-type]
        first.key,
        Keyed.of(first),
        is_first_done(first.state, case_state),  # type: ignore[arg-type]
        _second_key(second) if isinstance(second, SecondEntryRow) else None,
        settled.get((case_id, first.key)),  # type: ignore[arg-type]
    )


def _second_key(row: SecondEntryRow) -> SecondKey:
    keyed = Keyed(row.text, row.value, row.empty_reason)
    return SecondKey(row.case_id, row.key, keyed, row.actor, row.at)


def _settlement(row: SettlementRow) -> Settlement:
    return Settlement(
        row.case_id,
        row.key,
        Keyed(row.first_text, row.first_value, row.first_reason),
        Keyed(row.text, row.value, row.empty_reason),
        row.why,
        row.actor,
        row.at,
    )
