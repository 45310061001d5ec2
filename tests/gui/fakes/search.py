"""Searching through the confirmed cases of a workspace in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digitizer.domain.case import Case
from digitizer.domain.errors import DigitizerError, InvalidInput
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.search.marking import SearchedField, found_fields
from digitizer.domain.search.query import Query, parse
from digitizer.domain.search.words import scan
from digitizer.workflow.search_port import FoundCase, SearchFilter, SearchPlace, Waiting
from digitizer.workflow.search_records import MOST_COUNTED, Hit, HitPage

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend

_ALL_SEARCHABLE = Waiting(0, 0)
_FINISHED = (CaseState.CHECKED, CaseState.APPROVED, CaseState.EXPORTED)


@dataclass
class SearchScript:
    """What was searched for and opened, what fails, and what waits to become searchable."""

    asked: list[tuple[str, SearchFilter, SearchPlace | None]] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    error: DigitizerError | None = None
    waiting: Waiting = _ALL_SEARCHABLE
    hits: list[Hit] | None = None
    """Found whatever is asked for, in place of what the cases say."""


@dataclass(frozen=True, slots=True)
class FakeSearch:
    backend: FakeBackend

    @property
    def script(self) -> SearchScript:
        return self.backend.data.search

    def find(
        self, words: str, where: SearchFilter, *, limit: int, after: SearchPlace | None = None
    ) -> HitPage:
        self.script.asked.append((words, where, after))
        if self.script.error is not None:
            raise self.script.error
        query = parse(words)
        if query is None:
            raise InvalidInput("search-no-words")
        hits = self.script.hits
        if hits is None:
            hits = [hit for case in self._cases(where) if (hit := self._hit(query, case, where))]
        begin = 0 if after is None else [hit.place for hit in hits].index(after) + 1
        page, rest = tuple(hits[begin : begin + limit]), hits[begin + limit :]
        total = min(len(hits) - begin, MOST_COUNTED + 1)
        return HitPage(page, total, page[-1].place if rest else None, self.script.waiting)

    def open_found(self, case_id: int) -> None:
        if self.script.error is not None:
            raise self.script.error
        self.script.opened.append(case_id)

    def _cases(self, where: SearchFilter) -> list[Case]:
        return [
            case
            for case in sorted(self.backend.data.cases.values(), key=lambda each: -each.id)
            if case.state in _FINISHED
            and where.state in (None, case.state)
            and where.batch_id in (None, case.batch_id)
            and where.document_type in (None, case.document_type)
        ]

    def _hit(self, query: Query, case: Case, where: SearchFilter) -> Hit | None:
        fields = case.record.fields.values() if case.record else ()
        said = [SearchedField(each.key, each.text, each.value) for each in fields]
        tier = len(query.tiers) - 1
        within = [each for each in said if where.field in (None, each.key)]
        found = found_fields(query, within, tier)
        whole = {word.text for each in found for word in scan(each.text).words}
        wanted = {phrase.words[-1] for term in query.terms for way in term for phrase in way}
        if not all(any(word.startswith(each) for word in whole) for each in wanted):
            return None
        shown = FoundCase(
            case.id, said[0].text, case.document_type or "", case.state, case.batch_id, None
        )
        return Hit(shown, found, SearchPlace(0, case.id))
