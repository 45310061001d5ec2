"""Reading the audit log: page by page for people, whole for a check."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, String, func, literal_column, or_, select
from sqlalchemy.orm import Session

from digitizer.domain.audit_chain import ChainedEntry, KeptEdit, cover_of, edit_hash
from digitizer.domain.changes import AuditEntry, Edit
from digitizer.domain.errors import EnvironmentFault, NotFound
from digitizer.domain.values.alphabet import alphabet_key
from digitizer.domain.values.text import clean
from digitizer.store import codec
from digitizer.store.audit import kept_edit, kept_edits, stored_chain
from digitizer.store.marks import has_word
from digitizer.store.rows import AuditRow, CaseRow, EditRow
from digitizer.workflow.audit_port import EVERYTHING, AuditFilter, LoggedAct

_ROWS_AT_ONCE = 2000
_IDS_AT_ONCE = 500
_SPREAD = 4
_CASE = "case:"
# As the index of m0021 has it.
_KIND = {
    "sqlite": "substr(subject, 1, instr(subject || ':', ':') - 1)",
    "postgresql": "split_part(subject, ':', 1)",
}


class SqlAuditReading:
    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, where: AuditFilter, *, limit: int, offset: int = 0) -> Sequence[LoggedAct]:
        query = select(AuditRow).order_by(AuditRow.seq.desc()).limit(limit)
        if where == EVERYTHING:
            # The numbers have no gaps: no need to walk over a million rows to the last ones.
            newest = self.newest_seq()
            query = query.where(
                AuditRow.seq <= newest - offset, AuditRow.seq > newest - offset - limit
            )
        else:
            query = query.where(*self._conditions(where), *self._reach(where)).offset(offset)
        return self._acts(self._session.scalars(query).all())

    def count(self, where: AuditFilter) -> int:
        if where == EVERYTHING:
            return self.newest_seq()
        query = select(func.count()).select_from(AuditRow).where(*self._conditions(where))
        return self._session.scalar(query) or 0

    def act(self, seq: int) -> LoggedAct:
        return self._acts([self._row(seq)])[0]

    def edits_of(self, seq: int) -> Sequence[Edit]:
        cover = cover_of(self._row(seq).details)
        if cover is None:
            return ()
        found: list[Edit] = []
        for ids in _pieces(cover.each):
            query = select(EditRow).where(EditRow.id.in_(ids)).order_by(EditRow.id)
            found.extend(codec.edit(row) for row in self._session.scalars(query))
        return found

    def actors(self) -> Sequence[str]:
        return sorted(self._session.scalars(select(AuditRow.actor).distinct()), key=alphabet_key)

    def actions(self) -> Sequence[str]:
        return sorted(self._session.scalars(select(AuditRow.action).distinct()))

    def newest_seq(self) -> int:
        return self._session.scalar(select(func.max(AuditRow.seq))) or 0

    def chain(self) -> Iterator[ChainedEntry]:
        return stored_chain(self._session)

    def edit_hashes(self, ids: Collection[int]) -> Mapping[int, str]:
        if not ids:
            return {}
        number = EditRow.__table__.c.id
        first, last = min(ids), max(ids)
        # Edits of entries that follow each other follow each other too: one range, not their ids.
        if last - first < _SPREAD * len(ids):
            wanted = [number.between(first, last)]
        else:
            wanted = [number.in_(some) for some in _pieces(ids)]
        found: dict[int, str] = {}
        for condition in wanted:
            rows = self._session.execute(kept_edits().where(condition)).all()
            found.update((row[0], edit_hash(kept_edit(row))) for row in rows)
        return found

    def kept_edits_between(self, first: int, last: int) -> Iterator[KeptEdit]:
        after = first - 1
        number = EditRow.__table__.c.id
        query = kept_edits().order_by(number).limit(_ROWS_AT_ONCE)
        while rows := self._session.execute(query.where(number > after, number <= last)).all():
            yield from map(kept_edit, rows)
            after = rows[-1][0]

    def edit_ids(self) -> Iterator[int]:
        number = EditRow.__table__.c.id
        query = select(number).order_by(number).execution_options(yield_per=_ROWS_AT_ONCE)
        for some in self._session.scalars(query).partitions():
            yield from some

    def _row(self, seq: int) -> AuditRow:
        row = self._session.get(AuditRow, seq)
        if row is None:
            raise NotFound("audit-entry-missing", seq=seq)
        return row

    def _acts(self, rows: Sequence[AuditRow]) -> list[LoggedAct]:
        cases = {row.seq: _case_of(row.subject) for row in rows}
        query = select(CaseRow.id, CaseRow.document_type).where(
            CaseRow.id.in_({case_id for case_id in cases.values() if case_id is not None})
        )
        types = {row.id: row.document_type for row in self._session.execute(query)}
        return [
            LoggedAct(row.seq, _entry(row), row.hash, types.get(cases[row.seq] or 0))
            for row in rows
        ]

    def _reach(self, where: AuditFilter) -> list[ColumnElement[bool]]:
        """The numbers between which all entries of the days lie: a page is then found by walking
        there, instead of from the newest entry on."""
        days = self._days(where)
        if not days:
            return []
        first = self._session.scalar(select(func.min(AuditRow.seq)).where(*days))
        last = self._session.scalar(select(func.max(AuditRow.seq)).where(*days))
        return [AuditRow.seq.between(first, last)]

    def _days(self, where: AuditFilter) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if where.since is not None:
            found.append(AuditRow.at >= where.since)
        if where.until is not None:
            found.append(AuditRow.at < where.until)
        return found

    def _conditions(self, where: AuditFilter) -> list[ColumnElement[bool]]:
        found = self._days(where)
        dialect = self._session.get_bind().dialect.name
        if where.actor is not None:
            found.append(AuditRow.actor == where.actor)
        if where.action is not None:
            found.append(AuditRow.action == where.action)
        if where.subject is not None:
            found.append(_speaks_of(where.subject, dialect))
        if where.before_seq is not None:
            found.append(AuditRow.seq < where.before_seq)
        # The database looks for one after the other: what is rarer comes first.
        words = sorted(clean(where.text or "").split(), key=_commonness)
        return [*found, *(_says(codec.in_json(word), dialect) for word in words)]


def _commonness(word: str) -> tuple[bool, int]:
    """Numbers are rarer than words, long ones rarer than short ones."""
    return not any(sign.isdigit() for sign in word), -len(word)


def _says(word: str, dialect: str) -> ColumnElement[bool]:
    """Whether an entry has a word, which never reaches from one column into the next."""
    columns = (AuditRow.details, AuditRow.subject, AuditRow.action, AuditRow.actor)
    if dialect == "sqlite":
        # It looks through four texts in half the time that it takes to join them.
        return or_(*(has_word(column.expression, word, dialect) for column in columns))
    said = AuditRow.actor.op("||")(" ").op("||")(AuditRow.subject).op("||")(" ")
    said = said.op("||")(AuditRow.action).op("||")(" ").op("||")(AuditRow.details)
    return has_word(said, word, dialect)


def _speaks_of(subject: str, dialect: str) -> ColumnElement[bool]:
    """One thing by its whole name, or all things of a kind."""
    if ":" in subject:
        return AuditRow.subject == subject
    return literal_column(_KIND[dialect], String) == subject


def _case_of(subject: str) -> int | None:
    number = subject.removeprefix(_CASE)
    return int(number) if number != subject and number.isdecimal() else None


def _entry(row: AuditRow) -> AuditEntry:
    """What somebody made unreadable is shown as it lies there."""
    try:
        return codec.audit_entry(row)
    except EnvironmentFault:
        return AuditEntry(row.at, row.actor, row.action, row.subject, (("details", row.details),))


def _pieces(ids: Collection[int]) -> Iterator[Sequence[int]]:
    known = sorted(ids)
    for start in range(0, len(known), _IDS_AT_ONCE):
        yield known[start : start + _IDS_AT_ONCE]
