"""The full-text index of SQLite: ``search_words``, one column a field.

Words are folded here already; the index takes them apart at the spaces between. Nothing that a
person types reaches its language but as words in quotes, which hold letters and digits only.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping

from sqlalchemy import Integer, column, select, table, text
from sqlalchemy.orm import Session

from digitizer.domain.search.document import FieldText, SearchDocument
from digitizer.domain.search.query import Phrase, Term, Tier
from digitizer.domain.search.words import MARK
from digitizer.store.repositories.search_index import Matching, Wanted
from digitizer.store.rows import CaseRow
from digitizer.store.search_rows import SearchTextRow

_MARKS = 0
"""The column of what no field holds."""
_LAST = 999
"""The column that all fields beyond it share."""
_APART = f" {MARK} "
"""Between words that are no neighbours."""
_WORDS = table("search_words", column("rowid", Integer))


class SqliteSearchIndex:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, case_id: int, document: SearchDocument, numbers: Mapping[str, int]) -> None:
        texts = {_MARKS: " ".join(document.marks)}
        for key, field in document.fields.items():
            place = min(numbers[key], _LAST)
            said = _said(field)
            texts[place] = f"{texts[place]}{_APART}{said}" if place in texts else said
        self._write(case_id, texts)
        packed = zlib.compress(json.dumps(texts, ensure_ascii=False).encode())
        self._session.add(SearchTextRow(case_id=case_id, words=packed))
        self._session.flush()

    def drop(self, case_id: int) -> None:
        row = self._session.get(SearchTextRow, case_id)
        if row is None:
            return
        kept: dict[str, str] = json.loads(zlib.decompress(row.words))
        self._write(case_id, {int(place): said for place, said in kept.items()}, drop=True)
        self._session.delete(row)
        self._session.flush()

    def matching(self, wanted: Wanted) -> Matching:
        place = _WORDS.c.rowid
        query = (
            select(CaseRow.id)
            .select_from(_WORDS)
            .join(CaseRow, CaseRow.id == place)
            .where(text("search_words MATCH :words").bindparams(words=_asked(wanted)))
        )
        return Matching(query, place)

    def _write(self, case_id: int, texts: Mapping[int, str], *, drop: bool = False) -> None:
        names = ["rowid", *(f"c{place}" for place in texts)]
        values = {"rowid": case_id, **{f"c{place}": said for place, said in texts.items()}}
        if drop:
            names.append("search_words")
            values["search_words"] = "delete"
        given = ", ".join(f":{name}" for name in names)
        statement = f"INSERT INTO search_words ({', '.join(names)}) VALUES ({given})"  # noqa: S608
        self._session.execute(text(statement), values)


def _said(field: FieldText) -> str:
    return _APART.join([" ".join(field.words), *field.others]).strip()


def _asked(wanted: Wanted) -> str:
    asked = _tier(wanted.tier, wanted.field)
    if wanted.having:
        asked = f"{asked} AND {_marks(wanted.having, ' AND ')}"
    refused = [_tier(tier, wanted.field) for tier in wanted.without]
    if wanted.lacking:
        refused.append(_marks(wanted.lacking, " OR "))
    for each in refused:
        asked = f"({asked}) NOT ({each})"
    return asked


def _tier(tier: Tier, field: int | None) -> str:
    terms = " AND ".join(map(_term, tier.terms))
    asked = f"({terms})" if field is None else f"c{min(field, _LAST)} : ({terms})"
    return f"{asked} AND {_marks(tier.exact, ' AND ')}" if tier.exact else asked


def _term(term: Term) -> str:
    ways = (f"({' AND '.join(map(_phrase, way))})" for way in term)
    return f"({' OR '.join(ways)})"


def _phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"{" *" if phrase.is_begun else ""}'


def _marks(marks: Iterable[str], between: str) -> str:
    quoted = between.join(f'"{mark}"' for mark in marks)
    return f"c{_MARKS} : ({quoted})"
