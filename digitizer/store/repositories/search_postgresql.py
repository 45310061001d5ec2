"""The full-text index of PostgreSQL: the words of a case with their places, as one vector.

Beside each word stands the same word with the number of its field, for searches in one field.
Vectors and queries are written here word by word in quotes, so that neither a text nor what a
person types is taken for their language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, cast, delete, select
from sqlalchemy import text as sql_text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from digitizer.domain.search.document import SearchDocument
from digitizer.domain.search.query import Phrase, Term, Tier
from digitizer.domain.search.words import MARK
from digitizer.store.repositories.search_index import Matching, Wanted
from digitizer.store.rows import CaseRow
from digitizer.store.search_rows import SearchTextRow

_LAST_PLACE = 16_383
_APART = 2
"""Words that are no neighbours stand so many places apart."""
_PUT = "INSERT INTO search_texts (case_id, words) VALUES (:case, CAST(:words AS tsvector))"


class PostgresqlSearchIndex:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, case_id: int, document: SearchDocument, numbers: Mapping[str, int]) -> None:
        given = {"case": case_id, "words": _vector(document, numbers)}
        self._session.execute(sql_text(_PUT), given)

    def drop(self, case_id: int) -> None:
        self._session.execute(delete(SearchTextRow).where(SearchTextRow.case_id == case_id))

    def matching(self, wanted: Wanted) -> Matching:
        asked = cast(bindparam("words", _asked(wanted), unique=True), TSQUERY)
        place = SearchTextRow.case_id.expression
        query = (
            select(CaseRow.id)
            .select_from(SearchTextRow)
            .join(CaseRow, CaseRow.id == place)
            .where(SearchTextRow.words.op("@@", is_comparison=True)(asked))
        )
        return Matching(query, place)


def _vector(document: SearchDocument, numbers: Mapping[str, int]) -> str:
    places: dict[str, list[int]] = {mark: [] for mark in document.marks}
    place = 1
    for key, field in document.fields.items():
        for word in field.words:
            _stand(places, word, numbers[key], place)
            place += 1
        for word in field.others:
            place += _APART
            _stand(places, word, numbers[key], place)
        place += _APART
    return " ".join(_lexeme(word, standing) for word, standing in places.items())


def _stand(places: dict[str, list[int]], word: str, field: int, place: int) -> None:
    for each in (word, _in_field(word, field)):
        places.setdefault(each, []).append(min(place, _LAST_PLACE))


def _lexeme(word: str, places: Iterable[int]) -> str:
    standing = ",".join(map(str, dict.fromkeys(places)))
    return f"{_quoted(word)}:{standing}" if standing else _quoted(word)


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _in_field(word: str, field: int | None) -> str:
    return word if field is None else f"{MARK}c{field}{MARK}{word}"


def _asked(wanted: Wanted) -> str:
    asked = _tier(wanted.tier, wanted.field)
    if wanted.having:
        asked = f"{asked} & {_all(wanted.having)}"
    refused = [f"!({_tier(tier, wanted.field)})" for tier in wanted.without]
    refused += [f"!{_quoted(mark)}" for mark in wanted.lacking]
    return " & ".join([asked, *refused])


def _tier(tier: Tier, field: int | None) -> str:
    terms = " & ".join(_term(term, field) for term in tier.terms)
    return f"{terms} & {_all(tier.exact)}" if tier.exact else terms


def _term(term: Term, field: int | None) -> str:
    ways = (" & ".join(_phrase(phrase, field) for phrase in way) for way in term)
    return f"({' | '.join(f'({way})' for way in ways)})"


def _phrase(phrase: Phrase, field: int | None) -> str:
    words = [_quoted(_in_field(word, field)) for word in phrase.words]
    return f"({' <-> '.join(words)}{':*' if phrase.is_begun else ''})"


def _all(marks: Iterable[str]) -> str:
    return " & ".join(map(_quoted, marks))
