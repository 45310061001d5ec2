"""The word pass: equal words of names and places across the fields of a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotFound
from digitizer.domain.field_words import is_of_words, share_of, word_boxes, words_of
from digitizer.domain.page import Box, PageReading
from digitizer.domain.record import ValueState
from digitizer.domain.schema import FieldKind, FieldSpec
from digitizer.workflow.carpet import LEAST, SCREEN, CarpetField, piece_of
from digitizer.workflow.ports import Ports
from digitizer.workflow.words_port import FieldText, WordLook

Spot = tuple[int, str, int]
"""A case, a field of it, and the place of a word in the field, from 0."""


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Equal words of fields of one kind that this person has yet to look at: in fields that wait
    for a look and, where these were asked for, in those that the machine alone accepted."""

    kind: FieldKind
    word: str
    waiting: int
    accepted: int

    def size(self, *, with_accepted: bool) -> int:
        return self.waiting + (self.accepted if with_accepted else 0)


@dataclass(frozen=True, slots=True)
class WordPiece:
    """One word of one field. ``text`` is what the whole field says."""

    case_id: int
    title: str
    revision: int
    document_type: str
    key: str
    place: int
    text: str
    is_waiting: bool

    @property
    def spot(self) -> Spot:
        return self.case_id, self.key, self.place


@dataclass(frozen=True, slots=True)
class WordPaper:
    """Where a word stands: ``is_own`` tells that the reading of the page has its box; otherwise
    ``box`` is about its share of the field's."""

    field: CarpetField
    box: Box
    is_own: bool


def word_groups(
    ports: Ports, actor: Actor, batch_id: int, *, with_accepted: bool = False
) -> tuple[WordGroup, ...]:
    """The groups of two and more: most doubts first, then the largest. Raises NotFound for a batch
    that is not there."""
    counts: dict[tuple[FieldKind, str], list[int]] = {}
    for text in _open_texts(ports, actor, batch_id, with_accepted=with_accepted):
        column = 0 if text.field.state is ValueState.REVIEW else 1
        for place in text.left:
            counts.setdefault((text.kind, text.words[place]), [0, 0])[column] += 1
    found = [WordGroup(kind, word, *both) for (kind, word), both in counts.items()]
    wanted = [each for each in found if each.size(with_accepted=with_accepted) >= LEAST]
    wanted.sort(key=lambda each: (-each.waiting, -each.accepted, each.kind.value, each.word))
    return tuple(wanted)


def word_pieces(
    ports: Ports,
    actor: Actor,
    batch_id: int,
    group: WordGroup,
    *,
    with_accepted: bool = False,
    limit: int = SCREEN,
) -> tuple[WordPiece, ...]:
    """The first words of a group, those of fields that wait for a look first."""
    found = [
        _piece(text.field, place)
        for text in _open_texts(ports, actor, batch_id, with_accepted=with_accepted)
        if text.kind is group.kind
        for place in text.left
        if text.words[place] == group.word
    ]
    found.sort(key=lambda each: (not each.is_waiting, *each.spot))
    return tuple(found[:limit])


def word_papers(ports: Ports, pieces: Sequence[WordPiece]) -> Mapping[Spot, WordPaper]:
    """Where the words stand on their pages; words of fields without a place are left out."""
    papers: dict[Spot, WordPaper] = {}
    readings: dict[int, PageReading | None] = {}
    with ports.unit_of_work() as unit:
        places = unit.field_groups.places(
            list(dict.fromkeys((each.case_id, each.key) for each in pieces))
        )
        fields = {(each.case_id, each.field.key): piece_of(ports, each) for each in places}
        for piece in pieces:
            field = fields.get((piece.case_id, piece.key))
            if field is None or field.page is None or field.box is None:
                continue
            page_id = field.page.page.id
            if page_id not in readings:
                try:
                    readings[page_id] = unit.scans.page_reading(page_id)
                except NotFound:
                    readings[page_id] = None
            papers[piece.spot] = _paper(field, field.box, piece, readings[page_id])
    return papers


def _paper(
    field: CarpetField, box: Box, piece: WordPiece, reading: PageReading | None
) -> WordPaper:
    boxes = word_boxes(reading, box, piece.text) if reading else ()
    own = boxes[piece.place] if piece.place < len(boxes) else None
    return WordPaper(field, own or share_of(box, piece.text, piece.place), own is not None)


@dataclass(frozen=True, slots=True)
class _OpenText:
    """A field with its words, of which this person has yet to look at those in the places
    ``left``."""

    kind: FieldKind
    field: FieldText
    words: tuple[str, ...]
    left: tuple[int, ...]


def _open_texts(
    ports: Ports, actor: Actor, batch_id: int, *, with_accepted: bool
) -> Iterator[_OpenText]:
    """The fields but for those in which anybody found an odd word: they are looked at whole."""
    specs = _word_specs(ports)
    with ports.unit_of_work() as unit:
        unit.batches.get(batch_id)
        keys = {key for _type, key in specs}
        texts = unit.word_looks.texts(batch_id, keys, with_accepted=with_accepted)
        looks = unit.word_looks.looks(batch_id)
    by_field: dict[tuple[int, str], list[WordLook]] = defaultdict(list)
    for look in looks:
        by_field[look.case_id, look.key].append(look)
    for text in texts:
        spec = specs.get((text.document_type, text.key))
        if spec is None:
            continue
        valid = [look for look in by_field.get((text.case_id, text.key), ()) if _is_of(look, text)]
        if not any(look.is_odd for look in valid):
            words = words_of(text.text)
            seen = {look.place for look in valid if look.actor == actor.name}
            left = tuple(place for place in range(len(words)) if place not in seen)
            yield _OpenText(spec.kind, text, words, left)


def _is_of(look: WordLook, text: FieldText) -> bool:
    """Whether the field still says what was looked at."""
    return look.text == text.text


def _piece(text: FieldText, place: int) -> WordPiece:
    return WordPiece(
        text.case_id,
        text.title,
        text.revision,
        text.document_type,
        text.key,
        place,
        text.text,
        text.state is ValueState.REVIEW,
    )


def _word_specs(ports: Ports) -> dict[tuple[str, str], FieldSpec]:
    return {
        (doc_type.key, spec.key): spec
        for doc_type in ports.catalog.types.values()
        for spec in doc_type.fields
        if is_of_words(spec)
    }
