"""Keeping the index of words in step with the confirmed cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from digitizer.domain.record import Record
from digitizer.domain.schema import Catalog
from digitizer.domain.search.document import SearchDocument, document_of
from digitizer.store.column_types import storable
from digitizer.store.repositories.search_index import SearchIndex
from digitizer.store.repositories.search_postgresql import PostgresqlSearchIndex
from digitizer.store.repositories.search_sqlite import SqliteSearchIndex
from digitizer.store.search_rows import SearchFieldRow


class SearchKeeper:
    """``catalog`` tells which field of a record says when the paper was made out."""

    def __init__(self, session: Session, catalog: Catalog) -> None:
        self._session = session
        self._catalog = catalog
        self._index: SearchIndex | None = None
        self._known: dict[str, int] = {}

    @property
    def index(self) -> SearchIndex:
        if self._index is None:
            is_postgresql = self._session.get_bind().dialect.name == "postgresql"
            made = PostgresqlSearchIndex if is_postgresql else SqliteSearchIndex
            self._index = made(self._session)
        return self._index

    def keep(self, case_id: int, record: Record | None) -> None:
        """Let a confirmed case be found by what its record says; None for a case that is not
        confirmed (any more), which is found by nothing."""
        self.put(case_id, None if record is None else self.document(record))

    def document(self, record: Record) -> SearchDocument:
        doc_type = self._catalog.type_of(record)
        return document_of(record, doc_type.date_field if doc_type else None)

    def put(self, case_id: int, document: SearchDocument | None) -> None:
        self.index.drop(case_id)
        if document is not None:
            self.index.put(case_id, document, self._numbers(document.fields))

    def number(self, key: str) -> int | None:
        """The number of a field's key; None for one that no searchable case has."""
        self._learn([storable(key)])
        return self._known.get(storable(key))

    def _numbers(self, keys: Iterable[str]) -> Mapping[str, int]:
        wanted = {key: storable(key) for key in keys}
        self._learn(wanted.values())
        # In one order, so that two writers never wait for each other in a circle.
        if new := sorted(set(wanted.values()) - self._known.keys()):
            is_postgresql = self._session.get_bind().dialect.name == "postgresql"
            insert = postgresql.insert if is_postgresql else sqlite.insert
            statement = insert(SearchFieldRow).values([{"key": key} for key in new])
            self._session.execute(statement.on_conflict_do_nothing())
            self._learn(new)
        return {key: self._known[kept] for key, kept in wanted.items()}

    def _learn(self, keys: Iterable[str]) -> None:
        """A number once given is never another."""
        lacking = set(keys) - self._known.keys()
        if lacking:
            query = select(SearchFieldRow.key, SearchFieldRow.number)
            rows = self._session.execute(query.where(SearchFieldRow.key.in_(sorted(lacking))))
            self._known.update(rows.all())
