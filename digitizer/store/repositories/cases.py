"""Cases: their regions, their records field by field, and the edits people made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from digitizer.domain.batch import BatchCase
from digitizer.domain.case import Case, CaseReading, CaseSummary, Region
from digitizer.domain.changes import AUTOMATION, Edit
from digitizer.domain.errors import Conflict, NotFound
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.schema import Catalog
from digitizer.domain.values.alphabet import alphabet_key
from digitizer.store import codec, listing
from digitizer.store.audit import await_entry
from digitizer.store.column_types import storable
from digitizer.store.repositories.asking import AskedOfEach
from digitizer.store.repositories.case_queries import (
    STATE_ORDER,
    beside,
    cases_of,
    ids_of,
    in_order,
    matching,
    place_of,
    same_value,
    summaries_of,
    types_in,
    values_in,
)
from digitizer.store.repositories.doubts import DoubtKeeper
from digitizer.store.repositories.people_keeping import FINISHED, RegisterKeeper
from digitizer.store.repositories.progress_keeping import Place, ProgressKeeper
from digitizer.store.repositories.search_keeping import SearchKeeper
from digitizer.store.rows import BatchRow, CaseRow, EditRow, FieldRow, PageRow, RegionRow, ScanRow
from digitizer.workflow.lists import AS_ARRIVED, CaseOrder
from digitizer.workflow.ports import CaseFilter

_ROWS_AT_ONCE = 1000
_EDITS_AT_ONCE = 50


class SqlCaseRepository:
    """``catalog`` tells the title field and the required fields of each document type."""

    def __init__(self, session: Session, catalog: Catalog, progress: ProgressKeeper) -> None:
        self._session = session
        self._catalog = catalog
        self._progress = progress
        self._of_finished = (RegisterKeeper(session, catalog), SearchKeeper(session, catalog))
        self._doubts = DoubtKeeper(session, catalog)
        # As long as somebody holds them: whoever goes through all cases need not have room for all.
        self._seen = WeakValueDictionary[int, Case]()

    def add(self, scan_id: int, reading: CaseReading, batch_id: int | None) -> Case:
        """Store a case as the machine read it; its regions get the ids of their pages."""
        record = None
        if reading.document_type is not None:
            fields = {field.key: FieldValue.from_reading(field) for field in reading.fields}
            record = Record(reading.document_type, reading.type_version or "", fields)
        row = CaseRow(
            scan_id=scan_id,
            state=CaseState.TO_CHECK,
            type_confidence=reading.type_confidence,
            batch_id=batch_id,
            revision=1,
            doubts=0,
        )
        self._derive(row, record)
        self._session.add(row)
        self._session.flush()
        row.doubts = self._doubts.keep(row.id, record)
        self._progress.came(row.id, Place.of(row))
        self._write_regions(row, reading.regions, ())
        self._write_fields(row.id, record, ())
        self._session.flush()
        return self.get(row.id)

    def get(self, case_id: int) -> Case:
        row = self._row(case_id)
        case = codec.case(row, self._regions(case_id), self._fields(case_id))
        self._seen[case_id] = case
        return case

    def save(self, case: Case, expected_revision: int) -> Case:
        """Write the case with revision + 1; raises Conflict when its revision is another.

        The scan of a case never changes. Fields and regions are left alone when they are still
        what :meth:`get` gave in this transaction, as when a whole batch moves on. The register of
        people holds whom finished cases name, the search what they say; both are kept in step here.
        """
        row = self._row(case.id, for_update=True)
        if row.revision != expected_revision:
            raise Conflict("changed-meanwhile", case=case.id)
        before = Place.of(row)
        was_finished, is_finished = row.state in FINISHED, case.state in FINISHED
        comes_back = case.state is CaseState.RETURNED and row.state is not CaseState.RETURNED
        row.state = case.state
        row.state_key = STATE_ORDER[case.state]
        row.type_confidence = case.type_confidence
        if row.batch_id != case.batch_id:
            row.batch_id = case.batch_id
            row.batch_key = self._batch_key(case.batch_id)
        row.return_reason = case.return_reason
        row.approved_by, row.approved_at = case.approved_by, case.approved_at
        row.left_in, row.left_at = case.left_in, case.left_at
        row.revision = expected_revision + 1
        self._progress.moved(case.id, before, Place(case.batch_id, case.document_type, case.state))
        seen = self._seen.get(case.id)
        if seen and seen.revision == expected_revision and _same_content(seen, case):
            if was_finished is not is_finished:
                self._keep_finished(case, is_finished=is_finished)
            if comes_back:
                # The pins that it comes back with wait for a look.
                row.doubts = self._doubts.keep(case.id, case.record)
            return self._moved_on(row, case)
        self._derive(row, case.record)
        row.doubts = self._doubts.keep(case.id, case.record)
        self._write_regions(row, case.regions, [found for found, _ in self._regions(case.id)])
        self._write_fields(case.id, case.record, self._fields(case.id))
        if was_finished or is_finished:
            self._keep_finished(case, is_finished=is_finished)
        self._session.flush()
        return self.get(case.id)

    def _keep_finished(self, case: Case, *, is_finished: bool) -> None:
        for keeper in self._of_finished:
            keeper.keep(case.id, case.record if is_finished else None)

    def _moved_on(self, row: CaseRow, case: Case) -> Case:
        self._session.flush()
        self._session.refresh(row)
        moved = replace(case, return_reason=row.return_reason, revision=row.revision)
        self._seen[case.id] = moved
        return moved

    def summaries(
        self,
        where: CaseFilter,
        *,
        order: CaseOrder = AS_ARRIVED,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[CaseSummary]:
        """One query."""
        rows = self._session.execute(summaries_of(where, order, limit, offset))
        return [CaseSummary(*row) for row in rows]

    def count(self, where: CaseFilter) -> int:
        ids = matching(select(func.count()).select_from(CaseRow), where)
        return self._session.scalars(ids).one()

    def ids(self, where: CaseFilter, order: CaseOrder, *, limit: int, offset: int) -> Sequence[int]:
        return self._session.scalars(ids_of(where, order, limit, offset)).all()

    def neighbour(
        self,
        where: CaseFilter,
        order: CaseOrder,
        case_id: int | None,
        step: int,
        states: Collection[CaseState] = (),
    ) -> int | None:
        """The case before (``step`` -1) or after (1) one that may itself be left out by the
        filter; the last or the first of all for None. With ``states`` the nearest in one of
        them."""
        turned = order if step > 0 else replace(order, descending=not order.descending)
        query = matching(select(CaseRow.id), where)
        if case_id is not None:
            query = query.where(beside(turned, self._place(case_id, order), after=True))
        if states:
            query = query.where(AskedOfEach(CaseRow.state).in_(states))
        return self._session.scalars(in_order(query, turned).limit(1)).one_or_none()

    def position(self, where: CaseFilter, order: CaseOrder, case_id: int) -> int:
        """How many cases that the filter leaves stand before this one."""
        before = beside(order, self._place(case_id, order), after=False)
        query = matching(select(func.count()).select_from(CaseRow), where).where(before)
        return self._session.scalars(query).one()

    def _place(self, case_id: int, order: CaseOrder) -> tuple[Any, int]:
        place = self._session.execute(place_of(case_id, order)).one_or_none()
        if place is None:
            raise NotFound("case-missing", case=case_id)
        return place[0], place[1]

    def of_batch(self, batch_id: int) -> Sequence[BatchCase]:
        """All its cases, in the order in which they came."""
        return [BatchCase(*row) for row in self._session.execute(cases_of(batch_id))]

    def types_in_batch(self, batch_id: int) -> frozenset[str | None]:
        """The document types of its cases, but for those set aside."""
        return frozenset(self._session.scalars(types_in(batch_id)))

    def values_in_batch(
        self, batch_id: int, keys: Iterable[str]
    ) -> Sequence[tuple[int, Mapping[str, str | None]]]:
        """The canonical values of these fields of each of its cases, but for those set aside."""
        rows = self._session.execute(values_in(batch_id, keys))
        return [
            (case_id, {key: value for _, key, value in of_case})
            for case_id, of_case in groupby(rows, key=lambda row: row[0])
        ]

    def find_same_identity(self, case_id: int, values: Mapping[str, str]) -> Sequence[int]:
        """Other cases of the same type whose record has all these canonical values.

        No values name nobody: the answer is empty.
        """
        if not values:
            return []
        own_type = select(CaseRow.document_type).where(CaseRow.id == case_id).scalar_subquery()
        query: Select[int] = select(CaseRow.id).where(
            CaseRow.id != case_id, CaseRow.document_type == own_type
        )
        for key, value in values.items():
            query = query.where(CaseRow.id.in_(same_value(key, storable(value))))
        return self._session.scalars(query.order_by(CaseRow.id)).all()

    def count_by_state(self) -> Mapping[CaseState, int]:
        """Every state is there, also with 0."""
        query = select(CaseRow.state, func.count()).group_by(CaseRow.state)
        found = dict(self._session.execute(query).all())
        return {state: found.get(state, 0) for state in CaseState}

    def count_records(self) -> int:
        """Cases whose document type is known."""
        query = select(func.count()).where(CaseRow.document_type.is_not(None))
        return self._session.scalars(query).one()

    def finished_fields(self) -> Iterator[tuple[str, FieldValue]]:
        """Document type and value of all fields of checked, approved and exported cases."""
        query = (
            select(CaseRow.document_type, FieldRow)
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .where(CaseRow.state.in_(FINISHED))
            .execution_options(yield_per=_ROWS_AT_ONCE)
        )
        for document_type, row in self._session.execute(query):
            if document_type is not None:
                yield document_type, codec.field_value(row)
            self._session.expunge(row)

    def add_edits(self, edits: Iterable[Edit]) -> None:
        rows = [codec.edit_row(edit) for edit in edits]
        self._session.add_all(rows)
        self._session.flush()
        await_entry(self._session, rows)

    def edits(self, case_id: int) -> Sequence[Edit]:
        """Oldest first."""
        query = select(EditRow).where(EditRow.case_id == case_id).order_by(EditRow.id)
        return [codec.edit(row) for row in self._session.scalars(query)]

    def edits_by(self, actor: str, case_id: int | None = None) -> Iterator[Edit]:
        """Newest first; of one case, or of all."""
        query = select(EditRow).where(EditRow.actor == actor).order_by(EditRow.id.desc())
        if case_id is not None:
            query = query.where(EditRow.case_id == case_id)
        found = self._session.scalars(query.execution_options(yield_per=_EDITS_AT_ONCE))
        try:
            for row in found:
                yield codec.edit(row)
        finally:
            # Who asks stops at the first that fits; the server's cursor must not stay open.
            found.close()

    def revision_of(self, case_id: int) -> int:
        query = select(CaseRow.revision).where(CaseRow.id == case_id)
        found = self._session.scalars(query).first()
        if found is None:
            raise NotFound("case-missing", case=case_id)
        return found

    def edit(self, edit_id: int) -> Edit:
        row = self._session.get(EditRow, edit_id)
        if row is None:
            raise NotFound("edit-missing", edit=edit_id)
        return codec.edit(row)

    def editors_in_batch(self, batch_id: int) -> frozenset[str]:
        """Names of all people (not the automation) who changed or confirmed a field in it."""
        in_batch = exists().where(CaseRow.id == EditRow.case_id, CaseRow.batch_id == batch_id)
        query = select(EditRow.actor).where(in_batch, EditRow.actor != AUTOMATION.name).distinct()
        return frozenset(self._session.scalars(query))

    def _row(self, case_id: int, *, for_update: bool = False) -> CaseRow:
        row = self._session.get(
            CaseRow, case_id, with_for_update=for_update, populate_existing=for_update
        )
        if row is None:
            raise NotFound("case-missing", case=case_id)
        return row

    def _regions(self, case_id: int) -> list[tuple[RegionRow, int]]:
        query = (
            select(RegionRow, PageRow.number)
            .join(PageRow, PageRow.id == RegionRow.page_id)
            .where(RegionRow.case_id == case_id)
            .order_by(RegionRow.ordinal)
        )
        return list(self._session.execute(query))

    def _fields(self, case_id: int) -> Sequence[FieldRow]:
        query = select(FieldRow).where(FieldRow.case_id == case_id).order_by(FieldRow.ordinal)
        return self._session.scalars(query).all()

    def _derive(self, row: CaseRow, record: Record | None) -> None:
        scan = self._session.get(ScanRow, row.scan_id)
        if scan is None:
            raise NotFound("scan-missing", scan=row.scan_id)
        row.document_type = record.document_type if record else None
        row.type_version = record.type_version if record else None
        row.title = listing.title_of(self._catalog, record)
        row.search = listing.search_text(row.title, scan.name)
        row.title_key = alphabet_key(row.title)
        row.scan_key = alphabet_key(scan.name)

    def _batch_key(self, batch_id: int | None) -> bytes:
        batch = None if batch_id is None else self._session.get(BatchRow, batch_id)
        return alphabet_key(batch.name) if batch else b""

    def _write_regions(
        self, case: CaseRow, regions: Sequence[Region], present: Sequence[RegionRow]
    ) -> None:
        page_ids: dict[int, int] = {}
        if any(region.page_id is None for region in regions):
            query = select(PageRow.number, PageRow.id).where(PageRow.scan_id == case.scan_id)
            page_ids = dict(self._session.execute(query).all())
        by_ordinal = {row.ordinal: row for row in present}
        for ordinal, region in enumerate(regions):
            page_id = region.page_id or page_ids.get(region.page_number)
            if page_id is None:
                raise NotFound("page-missing", page=region.page_number)
            row = by_ordinal.pop(ordinal, None) or RegionRow(case_id=case.id, ordinal=ordinal)
            codec.fill_region(row, region, page_id)
            self._session.add(row)
        for row in by_ordinal.values():
            self._session.delete(row)

    def _write_fields(
        self, case_id: int, record: Record | None, present: Sequence[FieldRow]
    ) -> None:
        by_key = {row.key: row for row in present}
        values = record.fields.values() if record else ()
        for ordinal, value in enumerate(values):
            row = by_key.pop(value.key, None) or FieldRow(case_id=case_id, key=value.key)
            codec.fill_field(row, value, ordinal)
            self._session.add(row)
        for row in by_key.values():
            self._session.delete(row)


def _same_content(left: Case, right: Case) -> bool:
    return left.record is right.record and left.regions is right.regions
