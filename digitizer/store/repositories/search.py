"""Searching through everything confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.orm import Session

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.schema import Catalog
from digitizer.domain.search.document import METHOD, type_mark, year_mark
from digitizer.domain.search.marking import SearchedField
from digitizer.store.column_types import storable
from digitizer.store.repositories.asking import AskedOfEach
from digitizer.store.repositories.people_keeping import FINISHED
from digitizer.store.repositories.search_index import Wanted
from digitizer.store.repositories.search_keeping import SearchKeeper
from digitizer.store.rows import BatchRow, CaseRow, FieldRow
from digitizer.store.search_rows import SearchBuiltRow
from digitizer.workflow.search_port import (
    DueDocument,
    DueStretch,
    FoundCase,
    Search,
    SearchFilter,
    SearchPlace,
    Waiting,
)

_NOTHING_WAITS = Waiting(0, 0)
_MANY = 50_000


class SqlSearchRepository:
    def __init__(self, session: Session, catalog: Catalog) -> None:
        self._session = session
        self._keeper = SearchKeeper(session, catalog)

    def find(
        self, search: Search, *, limit: int, after: SearchPlace | None = None
    ) -> Sequence[SearchPlace]:
        where, tiers, first = search.where, search.query.tiers, after.tier if after else 0
        field = None if where.field is None else self._keeper.number(where.field)
        if where.field is not None and field is None:
            return ()
        span = self._span(where.batch_id)
        skipped = self._without_names(search, first, field)
        found: list[SearchPlace] = []
        whole = search.query.whole
        has_whole = after is not None and first < whole
        for number in range(max(first, skipped), len(tiers)):
            if len(found) >= limit or (number >= whole and has_whole):
                break
            begins = skipped if number < whole else whole
            before = tiers[max(number - 1, begins) : number]
            wanted = Wanted(tiers[number], before, field, _having(where), _lacking(search))
            matching = self._keeper.index.matching(wanted)
            query = matching.query.where(*self._conditions(search, matching.place))
            if span is not None:
                query = query.where(matching.place.between(*span))
            if after and number == first:
                query = query.where(matching.place < after.case_id)
            query = query.order_by(matching.place.desc()).limit(limit - len(found))
            found += (SearchPlace(number, each) for each in self._session.scalars(query))
            has_whole = has_whole or (number < whole and bool(found))
        return found

    def _without_names(self, search: Search, first: int, field: int | None) -> int:
        """How many of the first tiers find nothing at all: where words that are common never stand
        together, each of these tiers would look through all of them in vain."""
        names = search.query.names
        if first >= names:
            return 0
        matching = self._keeper.index.matching(Wanted(search.query.tiers[names - 1], (), field))
        query = matching.query.order_by(matching.place.desc()).limit(1)
        return 0 if self._session.scalars(query).first() is not None else names

    def cases(self, case_ids: Sequence[int]) -> Mapping[int, FoundCase]:
        query = (
            select(
                CaseRow.id,
                CaseRow.title,
                CaseRow.document_type,
                CaseRow.state,
                CaseRow.batch_id,
                BatchRow.name,
            )
            .outerjoin(BatchRow, BatchRow.id == CaseRow.batch_id)
            .where(CaseRow.id.in_(case_ids))
        )
        rows = self._session.execute(query)
        return {row[0]: FoundCase(row[0], row[1], row[2] or "", *row[3:]) for row in rows}

    def fields(self, case_ids: Sequence[int]) -> Mapping[int, Sequence[SearchedField]]:
        query = (
            select(FieldRow.case_id, FieldRow.key, FieldRow.text, FieldRow.value)
            .where(FieldRow.case_id.in_(case_ids), FieldRow.text != "")
            .order_by(FieldRow.case_id, FieldRow.ordinal)
        )
        found: dict[int, list[SearchedField]] = {case_id: [] for case_id in case_ids}
        for case_id, key, text, value in self._session.execute(query):
            found[case_id].append(SearchedField(key, text, value))
        return found

    def is_current(self) -> bool:
        row = self._session.get(SearchBuiltRow, 1)
        return row is not None and row.method == METHOD

    def begin_anew(self) -> None:
        """Looks at no case: those of higher numbers than today's last are kept by saving."""
        until = self._session.scalars(select(func.max(CaseRow.id))).one() or 0
        self._session.execute(delete(SearchBuiltRow))
        self._session.add(SearchBuiltRow(id=1, method=METHOD, reached=0, until=until))
        self._session.flush()

    def waiting(self) -> Waiting:
        built = self._session.get(SearchBuiltRow, 1)
        if built is None or built.reached >= built.until:
            return _NOTHING_WAITS
        counts = select(func.count()).where(_is_kept(), CaseRow.id <= built.until)
        left = self._session.scalars(counts.where(CaseRow.id > built.reached)).one()
        return Waiting(left, self._session.scalars(counts).one()) if left else _NOTHING_WAITS

    def due(self, limit: int) -> DueStretch | None:
        built = self._session.get(SearchBuiltRow, 1)
        if built is None or built.reached >= built.until:
            return None
        query = (
            select(CaseRow.id, CaseRow.revision, CaseRow.document_type, CaseRow.type_version)
            .where(CaseRow.id > built.reached, CaseRow.id <= built.until, _is_kept())
            .order_by(CaseRow.id)
            .limit(limit)
        )
        rows = self._session.execute(query).all()
        values = self._values([row.id for row in rows])
        documents = tuple(
            DueDocument(
                row.id,
                row.revision,
                self._keeper.document(
                    Record(str(row.document_type), row.type_version or "", values[row.id])
                ),
            )
            for row in rows
        )
        is_last = len(rows) < limit
        return DueStretch(built.reached, built.until if is_last else rows[-1].id, documents)

    def keep(self, stretch: DueStretch) -> None:
        built = self._session.get(SearchBuiltRow, 1, with_for_update=True, populate_existing=True)
        if built is None or built.method != METHOD or built.reached != stretch.begins_after:
            return
        revisions = self._locked_revisions([each.case_id for each in stretch.documents])
        for each in stretch.documents:
            if revisions.get(each.case_id) == each.revision:
                self._keeper.put(each.case_id, each.document)
        built.reached = stretch.ends_at
        self._session.flush()

    def _conditions(self, search: Search, place: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """Asked of the case itself, whatever its marks in the index say."""
        where = search.where
        states = FINISHED if where.state is None else tuple({where.state} & set(FINISHED))
        found: list[ColumnElement[bool]] = [AskedOfEach(CaseRow.state).in_(states)]
        if where.state is not None and self._is_rare(where.state):
            rare = select(CaseRow.id).where(CaseRow.state == where.state)
            found.insert(0, (place + 0).in_(rare.correlate(None).scalar_subquery()))
        if where.document_type is not None:
            found.append(AskedOfEach(CaseRow.document_type) == storable(where.document_type))
        if where.batch_id is not None:
            found.append(AskedOfEach(CaseRow.batch_id) == where.batch_id)
        if search.visible is not None:
            found.append(AskedOfEach(CaseRow.document_type).in_(list(search.visible)))
        return found

    def _is_rare(self, state: CaseState) -> bool:
        """Of few cases the numbers are gathered once, instead of looking at each case found."""
        some = select(CaseRow.id).where(CaseRow.state == state).limit(_MANY).subquery()
        return self._session.scalars(select(func.count()).select_from(some)).one() < _MANY

    def _span(self, batch_id: int | None) -> tuple[int, int] | None:
        """Most batches are cases that came one after the other, and the index leads to these."""
        if batch_id is None:
            return None
        ends = select(func.min(CaseRow.id), func.max(CaseRow.id), func.count())
        row = self._session.execute(ends.where(CaseRow.batch_id == batch_id)).one()
        return (row[0], row[1]) if row[2] else (0, 0)

    def _values(self, case_ids: Sequence[int]) -> Mapping[int, dict[str, FieldValue]]:
        query = (
            select(FieldRow.case_id, FieldRow.key, FieldRow.text, FieldRow.value)
            .where(FieldRow.case_id.in_(case_ids))
            .order_by(FieldRow.case_id, FieldRow.ordinal)
        )
        found: dict[int, dict[str, FieldValue]] = {case_id: {} for case_id in case_ids}
        for case_id, key, text, value in self._session.execute(query):
            found[case_id][key] = FieldValue(key, text, value)
        return found

    def _locked_revisions(self, case_ids: Sequence[int]) -> Mapping[int, int]:
        query: Select[int, int] = (
            select(CaseRow.id, CaseRow.revision)
            .where(CaseRow.id.in_(case_ids))
            .order_by(CaseRow.id)
            .with_for_update()
        )
        return dict(self._session.execute(query).all())


def _is_kept() -> ColumnElement[bool]:
    return CaseRow.state.in_(FINISHED) & CaseRow.document_type.is_not(None)


def _having(where: SearchFilter) -> tuple[str, ...]:
    marks = []
    if where.document_type is not None:
        marks.append(type_mark(where.document_type))
    if where.year is not None:
        marks.append(year_mark(where.year))
    return tuple(marks)


def _lacking(search: Search) -> tuple[str, ...]:
    return tuple(sorted(map(type_mark, search.hidden)))
