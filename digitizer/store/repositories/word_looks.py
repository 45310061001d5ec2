"""Texts of fields made of words, and which words a person looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import ValueState
from digitizer.store.repositories.asking import AskedOfEach
from digitizer.store.rows import CaseRow, FieldRow
from digitizer.store.word_rows import WordLookRow
from digitizer.workflow.words_port import FieldText, WordLook

_OPEN = (CaseState.TO_CHECK, CaseState.RETURNED)


class SqlWordLookRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def texts(
        self, batch_id: int, keys: Collection[str], *, with_accepted: bool
    ) -> Sequence[FieldText]:
        states = [ValueState.REVIEW, *([ValueState.ACCEPTED] if with_accepted else [])]
        query = (
            select(
                FieldRow.case_id,
                CaseRow.title,
                CaseRow.revision,
                CaseRow.document_type,
                FieldRow.key,
                FieldRow.text,
                FieldRow.state,
            )
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .where(CaseRow.batch_id == batch_id, CaseRow.state.in_(_OPEN))
            .where(CaseRow.document_type.is_not(None), FieldRow.reading.is_not(None))
            .where(AskedOfEach(FieldRow.key).in_(list(keys)))
            .where(AskedOfEach(FieldRow.state).in_(states))
            .order_by(FieldRow.case_id, FieldRow.ordinal)
        )
        return [
            FieldText(case_id, title, revision, doc_type or "", key, text, state)
            for case_id, title, revision, doc_type, key, text, state in self._session.execute(query)
        ]

    def looks(self, batch_id: int) -> Sequence[WordLook]:
        query = (
            select(WordLookRow)
            .join(CaseRow, CaseRow.id == WordLookRow.case_id)
            .where(CaseRow.batch_id == batch_id, CaseRow.state.in_(_OPEN))
        )
        return [_look(row) for row in self._session.scalars(query)]

    def looks_at(self, case_id: int, key: str) -> Sequence[WordLook]:
        query = select(WordLookRow).where(WordLookRow.case_id == case_id, WordLookRow.key == key)
        return [_look(row) for row in self._session.scalars(query)]

    def keep(self, looks: Iterable[WordLook]) -> None:
        for look in looks:
            self._session.merge(
                WordLookRow(
                    case_id=look.case_id,
                    key=look.key,
                    place=look.place,
                    actor=look.actor,
                    text=look.text,
                    is_odd=look.is_odd,
                    at=look.at,
                )
            )
        self._session.flush()


def _look(row: WordLookRow) -> WordLook:
    return WordLook(row.case_id, row.key, row.place, row.actor, row.text, row.is_odd, row.at)
