"""Working through a batch field by field instead of case by case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from digitizer.domain.case import Case
from digitizer.domain.changes import ChangeSet
from digitizer.domain.checks import check_record
from digitizer.domain.doubts import doubtful_fields
from digitizer.domain.field_words import is_of_words, share_of, words_of
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import FieldValue, ValueState
from digitizer.domain.schema import FieldKind
from digitizer.domain.values.canonical import shown_for
from digitizer.workflow.carpet import LEAST, SCREEN, CarpetField, ValueGroup
from digitizer.workflow.column import Column, ColumnCell
from digitizer.workflow.confirm_many import ConfirmedMany, LeftOut
from digitizer.workflow.look_at_words import LookedAt, SeenWord
from digitizer.workflow.word_carpet import Spot, WordGroup, WordPaper, WordPiece

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend

_TODAY = date(2026, 3, 2)
_OPEN = (CaseState.TO_CHECK, CaseState.RETURNED)


@dataclass(frozen=True, slots=True)
class FakePasses:
    backend: FakeBackend

    def groups(self, batch_id: int, *, with_accepted: bool = False) -> Sequence[ValueGroup]:
        counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
        for _case, doc_type, field in self._fields(batch_id):
            waiting = field.state is ValueState.REVIEW
            counts[doc_type, field.key, field.value or ""][0 if waiting else 1] += 1
        found = []
        for (doc_type, key, value), (waiting, accepted) in counts.items():
            spec = self.backend.catalog.types[doc_type].field(key)
            assert spec is not None
            text = shown_for(self.backend.catalog, spec, value)
            found.append(ValueGroup(doc_type, spec, value, text, waiting, accepted))
        big = [each for each in found if each.size(with_accepted=with_accepted) >= LEAST]
        return sorted(big, key=lambda each: (-each.waiting, -each.accepted, each.spec.key))

    def carpet(
        self,
        batch_id: int,
        group: ValueGroup,
        *,
        with_accepted: bool = False,
        limit: int = SCREEN,
    ) -> Sequence[CarpetField]:
        found = [
            self._piece(case, field)
            for case, doc_type, field in self._fields(batch_id)
            if (doc_type, field.key, field.value)
            == (group.document_type, group.spec.key, group.value)
            and (with_accepted or field.state is ValueState.REVIEW)
        ]
        return sorted(found, key=lambda each: (not each.is_waiting, each.case_id))[:limit]

    def confirm(
        self,
        key: str,
        value: str,
        seen: Iterable[tuple[int, int]],
        odd: Iterable[tuple[int, int]] = (),
    ) -> ConfirmedMany:
        confirmed, left_out = [], []
        for case_id, revision in seen:
            if self.backend.data.cases[case_id].revision != revision:
                left_out.append(LeftOut(case_id, "changed-meanwhile"))
                continue
            self.backend.confirm_field(case_id, key, revision)
            confirmed.append(case_id)
        for case_id, _revision in odd:
            self._doubt(case_id, key)
        changes = ChangeSet("confirm-field", cases=frozenset(confirmed))
        return ConfirmedMany(changes, tuple(confirmed), tuple(left_out))

    def columns(self, batch_id: int) -> Sequence[Column]:
        found: dict[tuple[str, str], list[ColumnCell]] = defaultdict(list)
        for type_key in sorted({case.document_type or "" for case in self._cases(batch_id)}):
            for spec in self.backend.catalog.types[type_key].fields:
                cells = self.column(batch_id, type_key, spec.key, all_values=True)
                found[type_key, spec.key].extend(cells)
        made = []
        for (type_key, key), cells in found.items():
            spec = self.backend.catalog.types[type_key].field(key)
            assert spec is not None
            waiting = sum(each.is_waiting and not each.is_passed for each in cells)
            passed = sum(each.is_passed for each in cells)
            open_ones = sum(each.state is not ValueState.CONFIRMED for each in cells)
            if waiting or passed or open_ones:
                made.append(Column(type_key, spec, waiting, passed, open_ones))
        return made

    def column(
        self, batch_id: int, document_type: str, key: str, *, all_values: bool = False
    ) -> Sequence[ColumnCell]:
        cells = []
        for case in self._cases(batch_id):
            if case.document_type != document_type or case.record is None:
                continue
            catalog = self.backend.catalog
            doc_type = catalog.types[document_type]
            spec = doc_type.field(key)
            assert spec is not None
            problems = check_record(case.record, doc_type, catalog, _TODAY)
            is_waiting = key in doubtful_fields(case.record, doc_type, problems)
            value = case.record.fields.get(key, FieldValue(key))
            text = shown_for(catalog, spec, value.value) if value.value else value.text
            passed = self.backend.data.passed.get(case.id, {}).get(key)
            is_passed = passed is not None and passed.actor == self.backend.actor.name
            if is_waiting or all_values:
                title = f"Hồ sơ {case.id}"
                cells.append(ColumnCell(case.id, title, text, value.state, is_waiting, is_passed))
        return cells

    def papers(self, key: str, case_ids: Sequence[int]) -> Sequence[CarpetField]:
        found = []
        for case_id in case_ids:
            case = self.backend.data.cases[case_id]
            field = case.record.fields.get(key) if case.record else None
            if field is not None and field.reading is not None:
                found.append(self._piece(case, field))
        return found

    def word_groups(self, batch_id: int, *, with_accepted: bool = False) -> Sequence[WordGroup]:
        counts: dict[tuple[FieldKind, str], list[int]] = defaultdict(lambda: [0, 0])
        for kind, piece in self._words(batch_id):
            word = words_of(piece.text)[piece.place]
            counts[kind, word][0 if piece.is_waiting else 1] += 1
        found = [WordGroup(kind, word, *both) for (kind, word), both in counts.items()]
        big = [each for each in found if each.size(with_accepted=with_accepted) >= LEAST]
        return sorted(big, key=lambda each: (-each.waiting, -each.accepted, each.word))

    def word_pieces(
        self,
        batch_id: int,
        group: WordGroup,
        *,
        with_accepted: bool = False,
        limit: int = SCREEN,
    ) -> Sequence[WordPiece]:
        found = [
            piece
            for kind, piece in self._words(batch_id)
            if kind is group.kind
            and words_of(piece.text)[piece.place] == group.word
            and (with_accepted or piece.is_waiting)
        ]
        return sorted(found, key=lambda each: (not each.is_waiting, *each.spot))[:limit]

    def word_papers(self, pieces: Sequence[WordPiece]) -> Mapping[Spot, WordPaper]:
        papers = {}
        for piece in pieces:
            (field,) = self.papers(piece.key, [piece.case_id]) or (None,)
            if field is not None and field.box is not None:
                share = share_of(field.box, piece.text, piece.place)
                papers[piece.spot] = WordPaper(field, share, piece.place == 0)
        return papers

    def look_at_words(
        self, word: str, seen: Iterable[SeenWord], odd: Iterable[SeenWord] = ()
    ) -> LookedAt:
        looks = self.backend.data.word_looks
        kept, confirmed = [], []
        for each in seen:
            looks.setdefault((each.case_id, each.key), set()).add(each.place)
            kept.append(each.spot)
        for each in odd:
            looks.setdefault((each.case_id, each.key), set()).add(-1)
            kept.append(each.spot)
        for case_id, key in {(spot[0], spot[1]) for spot in kept}:
            case = self.backend.data.cases[case_id]
            assert case.record is not None
            wanted = set(range(len(words_of(case.record.fields[key].text))))
            if looks[case_id, key] >= wanted and -1 not in looks[case_id, key]:
                self.backend.confirm_field(case_id, key, case.revision)
                confirmed.append((case_id, key))
        changes = ChangeSet("look-at-words", cases=frozenset(case for case, _ in confirmed))
        return LookedAt(changes, tuple(kept), tuple(confirmed), ())

    def _words(self, batch_id: int) -> Iterable[tuple[FieldKind, WordPiece]]:
        for case, doc_type, field in self._fields(batch_id):
            spec = self.backend.catalog.types[doc_type].field(field.key)
            seen = self.backend.data.word_looks.get((case.id, field.key), set())
            if spec is None or not is_of_words(spec) or field.reading is None or -1 in seen:
                continue
            for place in range(len(words_of(field.text))):
                if place not in seen:
                    yield (
                        spec.kind,
                        WordPiece(
                            case.id,
                            f"Hồ sơ {case.id}",
                            case.revision,
                            doc_type,
                            field.key,
                            place,
                            field.text,
                            field.state is ValueState.REVIEW,
                        ),
                    )

    def _cases(self, batch_id: int) -> list[Case]:
        return [
            case
            for case in self.backend.data.cases.values()
            if case.batch_id == batch_id and case.state in _OPEN and case.record is not None
        ]

    def _doubt(self, case_id: int, key: str) -> None:
        case = self.backend.data.cases[case_id]
        assert case.record is not None
        field = case.record.fields[key]
        if field.state is ValueState.ACCEPTED:
            record = case.record.with_field(replace(field, state=ValueState.REVIEW))
            changed = replace(case, record=record, revision=case.revision + 1)
            self.backend.data.cases[case_id] = changed

    def _fields(self, batch_id: int) -> Iterable[tuple[Case, str, FieldValue]]:
        for case in self.backend.data.cases.values():
            if case.batch_id != batch_id or case.state not in _OPEN or case.record is None:
                continue
            for field in case.record.fields.values():
                if field.value and field.state in (ValueState.REVIEW, ValueState.ACCEPTED):
                    yield case, case.record.document_type, field

    def _piece(self, case: Case, field: FieldValue) -> CarpetField:
        pages = self.backend.data.pages.get(case.id, ())
        reading = field.reading
        return CarpetField(
            case.id,
            f"Hồ sơ {case.id}",
            case.revision,
            field.key,
            field.text,
            field.state is ValueState.REVIEW,
            pages[0] if pages else None,
            reading.box if reading else None,
        )
