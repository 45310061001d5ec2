"""What left in packages, and what receivers gave back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, case, distinct, func, insert, or_, select, true
from sqlalchemy.orm import Session

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.reject_matching import Candidate, LeftRow
from digitizer.store.reject_rows import LeftPackageRow, LeftRowRow, RejectListRow, RejectRow
from digitizer.store.repositories.mention_lookup import chunks
from digitizer.store.rows import BatchRow, CaseRow, FieldRow
from digitizer.workflow.rejects_port import Reject, TakenList


class SqlRejectRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add_package(
        self,
        name: str,
        manifest_sha256: str,
        batch_id: int,
        at: datetime,
        rows: Iterable[tuple[int, str]],
    ) -> None:
        package = LeftPackageRow(
            name=name, manifest_sha256=manifest_sha256, batch_id=batch_id, at=at
        )
        self._session.add(package)
        self._session.flush()
        made = (
            {"package_id": package.id, "number": number, "case_id": case_id, "file": file}
            for number, (case_id, file) in enumerate(rows, start=1)
        )
        for some in chunks(made):
            self._session.execute(insert(LeftRowRow), some)

    def packages(self, batch_id: int) -> Sequence[tuple[str, datetime]]:
        query = (
            select(LeftPackageRow.name, LeftPackageRow.at)
            .where(LeftPackageRow.batch_id == batch_id)
            .order_by(LeftPackageRow.id.desc())
        )
        return [(name, at) for name, at in self._session.execute(query)]

    def noted(self, names: Collection[str]) -> frozenset[str]:
        queries = (
            select(LeftPackageRow.name).where(LeftPackageRow.name.in_(some))
            for some in chunks(sorted(names))
        )
        return frozenset(name for query in queries for name in self._session.scalars(query))

    def left_rows(
        self, batch_id: int | None = None, only: Collection[int] | None = None
    ) -> Sequence[LeftRow]:
        if only is None:
            return self._left_rows(batch_id, true())
        pieces = (LeftRowRow.case_id.in_(some) for some in chunks(sorted(only)))
        return [row for within in pieces for row in self._left_rows(batch_id, within)]

    def _left_rows(self, batch_id: int | None, within: ColumnElement[bool]) -> Sequence[LeftRow]:
        query = (
            select(
                LeftPackageRow.name,
                LeftPackageRow.manifest_sha256,
                LeftRowRow.number,
                LeftRowRow.file,
                LeftRowRow.case_id,
            )
            .join(LeftRowRow, LeftRowRow.package_id == LeftPackageRow.id)
            .where(within)
            .order_by(LeftPackageRow.id, LeftRowRow.number)
        )
        if batch_id is not None:
            query = query.where(LeftPackageRow.batch_id == batch_id)
        return [LeftRow(*row) for row in self._session.execute(query)]

    def candidates(
        self,
        keys: Collection[str],
        batch_id: int | None = None,
        only: Collection[int] | None = None,
    ) -> Sequence[Candidate]:
        if only is None:
            return self._candidates(keys, batch_id, true())
        pieces = (CaseRow.id.in_(some) for some in chunks(sorted(only)))
        return [case for within in pieces for case in self._candidates(keys, batch_id, within)]

    def _candidates(
        self, keys: Collection[str], batch_id: int | None, within: ColumnElement[bool]
    ) -> Sequence[Candidate]:
        within &= CaseRow.state != CaseState.SET_ASIDE
        if batch_id is not None:
            within &= CaseRow.batch_id == batch_id
        fields = (
            select(FieldRow.case_id, FieldRow.key, FieldRow.value)
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .where(within, FieldRow.key.in_(list(keys)), FieldRow.value.is_not(None))
        )
        values: defaultdict[int, dict[str, str]] = defaultdict(dict)
        for case_id, key, value in self._session.execute(fields):
            values[case_id][key] = value or ""
        cases = (
            select(
                CaseRow.id,
                CaseRow.state,
                BatchRow.id,
                BatchRow.name,
                CaseRow.document_type,
                CaseRow.title,
                CaseRow.left_in,
                CaseRow.type_version,
            )
            .join(BatchRow, BatchRow.id == CaseRow.batch_id)
            .where(within)
            .order_by(CaseRow.id)
        )
        return [
            Candidate(*row[:-1], values.get(row[0], {}), row.type_version)
            for row in self._session.execute(cases)
        ]

    def add_list(self, taken: TakenList, rejects: Iterable[Reject]) -> int:
        row = RejectListRow(
            sha256=taken.sha256, name=taken.name, lines=taken.lines, at=taken.at, actor=taken.actor
        )
        self._session.add(row)
        self._session.flush()
        self._session.add_all(
            RejectRow(
                list_id=row.id,
                line=each.line,
                case_id=each.case_id,
                key=each.field,
                reason=each.reason,
                package=each.left.package,
                manifest_sha256=each.left.manifest_sha256,
                number=each.left.number,
                file=each.left.file,
            )
            for each in rejects
        )
        self._session.flush()
        return row.id

    def lists(self) -> Sequence[TakenList]:
        open_case = case((_is_open(), RejectRow.case_id))
        query = (
            select(
                RejectListRow,
                func.count(distinct(RejectRow.case_id)),
                func.count(distinct(open_case)),
            )
            .outerjoin(RejectRow, RejectRow.list_id == RejectListRow.id)
            .outerjoin(CaseRow, CaseRow.id == RejectRow.case_id)
            .group_by(RejectListRow.id)
            .order_by(RejectListRow.id.desc())
        )
        return [
            TakenList(row.id, row.sha256, row.name, row.lines, row.at, row.actor, cases, still_open)
            for row, cases, still_open in self._session.execute(query)
        ]

    def of_list(self, list_id: int) -> Sequence[Reject]:
        query = select(RejectRow).where(RejectRow.list_id == list_id).order_by(RejectRow.id)
        return [_reject(row) for row in self._session.scalars(query)]

    def taken_lines(self, sha256: str) -> frozenset[int]:
        query = (
            select(RejectRow.line)
            .join(RejectListRow, RejectListRow.id == RejectRow.list_id)
            .where(RejectListRow.sha256 == sha256)
        )
        return frozenset(self._session.scalars(query))

    def open_in_batch(self, batch_id: int) -> Sequence[Reject]:
        query = (
            select(RejectRow)
            .join(RejectListRow, RejectListRow.id == RejectRow.list_id)
            .join(CaseRow, CaseRow.id == RejectRow.case_id)
            .where(CaseRow.batch_id == batch_id, _is_open())
            .order_by(RejectRow.id)
        )
        return [_reject(row) for row in self._session.scalars(query)]

    def given_back(self) -> frozenset[tuple[str, int]]:
        query = select(RejectRow.package, RejectRow.case_id)
        return frozenset((package, case_id) for package, case_id in self._session.execute(query))


def _is_open() -> ColumnElement[bool]:
    """A case that left after the list was taken is answered."""
    return or_(CaseRow.left_at.is_(None), CaseRow.left_at <= RejectListRow.at)


def _reject(row: RejectRow) -> Reject:
    left = LeftRow(row.package, row.manifest_sha256, row.number, row.file, row.case_id)
    return Reject(row.line, row.case_id, row.key, row.reason, left)
