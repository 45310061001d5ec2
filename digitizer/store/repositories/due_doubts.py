"""Cases of older programs, whose doubts are found little by little while people work."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, exists, insert, literal, select, update
from sqlalchemy.orm import Session

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.review import open_pins
from digitizer.domain.schema import Catalog
from digitizer.store import codec
from digitizer.store.doubt_rows import DoubtRow, DoubtsBuiltRow, DoubtsDueRow
from digitizer.store.repositories.doubts import METHOD, pins_to_answer, waiting_fields
from digitizer.store.rows import CaseRow, FieldRow
from digitizer.workflow.doubts_port import FoundDoubts

_UNFINISHED = (
    CaseState.TO_CHECK,
    CaseState.RETURNED,
    CaseState.CHECKED,
    CaseState.SET_ASIDE,
)


class SqlDueDoubtRepository:
    def __init__(self, session: Session, catalog: Catalog) -> None:
        self._session = session
        self._catalog = catalog

    def is_current(self) -> bool:
        row = self._session.get(DoubtsBuiltRow, 1)
        return row is not None and row.method == METHOD

    def begin_anew(self) -> None:
        """One statement, however many cases there are."""
        self._session.execute(delete(DoubtsDueRow))
        unfinished = select(CaseRow.id).where(
            CaseRow.state.in_(_UNFINISHED), CaseRow.document_type.is_not(None)
        )
        self._session.execute(insert(DoubtsDueRow).from_select(["case_id"], unfinished))
        self._session.execute(delete(DoubtsBuiltRow))
        self._session.add(DoubtsBuiltRow(id=1, method=METHOD))
        self._session.flush()

    def find(self, batch_id: int | None, limit: int) -> Sequence[FoundDoubts]:
        """Find the doubts of the next due cases, of a batch or of all."""
        if self._session.scalars(select(DoubtsDueRow.case_id).limit(1)).first() is None:
            return ()
        query = (
            select(CaseRow.id, CaseRow.revision, CaseRow.document_type, CaseRow.type_version)
            .where(self._is_due(batch_id, limit))
            .order_by(CaseRow.id)
            .limit(limit)
        )
        rows = self._session.execute(query).all()
        fields: dict[int, dict[str, FieldValue]] = {row.id: {} for row in rows}
        of_them = select(FieldRow).where(FieldRow.case_id.in_(list(fields)))
        for field in self._session.scalars(of_them.order_by(FieldRow.ordinal)):
            fields[field.case_id][field.key] = codec.field_value(field)
        found = []
        pins = pins_to_answer(self._session, list(fields))
        for case_id, revision, type_key, version in rows:
            record = Record(str(type_key), version or "", fields[case_id])
            pinned = open_pins(pins.get(case_id, ()), record)
            waiting = waiting_fields(record, self._catalog, pinned)
            found.append(FoundDoubts(case_id, revision, tuple(waiting)))
        return found

    def keep(self, found: Sequence[FoundDoubts]) -> None:
        """Keep what was found for cases that nobody saved meanwhile: saving keeps their doubts."""
        unchanged = self._unchanged(found)
        passed = self._passed_on(unchanged)
        for_them = [each.case_id for each in unchanged]
        rows = [
            {
                "case_id": each.case_id,
                "key": field.key,
                "place": field.place,
                "reasons": field.reasons,
                "passed_id": passed.get((each.case_id, field.key)),
            }
            for each in unchanged
            for field in each.fields
        ]
        counts = [{"id": each.case_id, "doubts": len(each.fields)} for each in unchanged]
        self._session.execute(delete(DoubtRow).where(DoubtRow.case_id.in_(for_them)))
        if rows:
            self._session.execute(insert(DoubtRow), rows)
        if counts:
            self._session.execute(update(CaseRow), counts)
        self._session.execute(delete(DoubtsDueRow).where(DoubtsDueRow.case_id.in_(for_them)))

    def _is_due(self, batch_id: int | None, limit: int) -> ColumnElement[bool]:
        """A batch is looked through by its own index: all others may be due too."""
        if batch_id is None:
            due = select(DoubtsDueRow.case_id).order_by(DoubtsDueRow.case_id).limit(limit)
            return CaseRow.id.in_(due.scalar_subquery())
        mark = select(literal(1)).where(DoubtsDueRow.case_id == CaseRow.id)
        return (CaseRow.batch_id == batch_id) & exists(mark)

    def _unchanged(self, found: Sequence[FoundDoubts]) -> list[FoundDoubts]:
        """Those that are still of the revision that was looked at; locked until the commit."""
        query = (
            select(CaseRow.id, CaseRow.revision)
            .where(CaseRow.id.in_([each.case_id for each in found]))
            .order_by(CaseRow.id)
            .with_for_update()
        )
        revisions = {row.id: row.revision for row in self._session.execute(query)}
        return [each for each in found if revisions.get(each.case_id) == each.revision]

    def _passed_on(self, found: Sequence[FoundDoubts]) -> dict[tuple[int, str], int | None]:
        """What was left to another person stays so while the field waits."""
        query = select(DoubtRow.case_id, DoubtRow.key, DoubtRow.passed_id).where(
            DoubtRow.case_id.in_([each.case_id for each in found]),
            DoubtRow.passed_id.is_not(None),
        )
        return {(row.case_id, row.key): row.passed_id for row in self._session.execute(query)}
