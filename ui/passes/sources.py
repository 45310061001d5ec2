"""The two ways to look at many cases at once: whole values, and the words of names and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from digitizer.workflow.carpet import CarpetField, ValueGroup
from digitizer.workflow.look_at_words import SeenWord
from digitizer.workflow.word_carpet import WordGroup, WordPiece
from ui.passes.groups import Cut, Done, Group, Refused, Tile, TileId
from ui.passes.pieces import cut_of, word_cut
from ui.session import Session

_CHANGED = "changed-meanwhile"
_WHOLE = "whole-field"


class Source(Protocol):
    """All but :attr:`name` may be called from any thread."""

    name: str

    def groups(self, batch_id: int, *, with_accepted: bool) -> Sequence[Group]: ...
    def tiles(
        self, batch_id: int, group: Group, *, with_accepted: bool, limit: int
    ) -> Sequence[Tile]: ...
    def cut(self, tiles: Sequence[Tile]) -> Mapping[TileId, Cut]:
        """Slow: reads the pages."""
        ...

    def confirm(self, group: Group, seen: Sequence[Tile], odd: Sequence[Tile]) -> Done: ...


class ValueSource:
    """Fields that many cases have alike."""

    name = "carpet"

    def __init__(self, session: Session) -> None:
        self._session = session

    def groups(self, batch_id: int, *, with_accepted: bool) -> Sequence[Group]:
        label = self._session.label
        return [
            Group(
                (each.document_type, each.spec.key, each.value),
                label(each.spec.label),
                each.text,
                each.waiting,
                each.accepted,
                each,
            )
            for each in self._session.backend.passes.groups(batch_id, with_accepted=with_accepted)
        ]

    def tiles(
        self, batch_id: int, group: Group, *, with_accepted: bool, limit: int
    ) -> Sequence[Tile]:
        found = self._session.backend.passes.carpet(
            batch_id, _values(group), with_accepted=with_accepted, limit=limit
        )
        return [
            Tile(each.case_id, each.case_id, each.title, each.revision, each.text, each)
            for each in found
        ]

    def cut(self, tiles: Sequence[Tile]) -> Mapping[TileId, Cut]:
        return {
            tile.id: cut_of(tile.source) for tile in tiles if isinstance(tile.source, CarpetField)
        }

    def confirm(self, group: Group, seen: Sequence[Tile], odd: Sequence[Tile]) -> Done:
        values, text = _values(group), self._session.text
        done = self._session.backend.passes.confirm(
            values.spec.key,
            values.value,
            [(tile.case_id, tile.revision) for tile in seen],
            [(tile.case_id, tile.revision) for tile in odd],
        )
        refused = tuple(Refused(each.case_id, each.code) for each in done.left_out)
        # What was changed meanwhile comes again with its new revision.
        apart = frozenset(
            {
                *(each.case_id for each in refused if each.code != _CHANGED),
                *(tile.case_id for tile in odd),
            }
        )
        words = "passes-done-marked" if odd else "passes-done"
        said = text(words, count=len(done.confirmed), odd=len(odd))
        return Done(frozenset(done.confirmed) | apart, apart, said, refused)


class WordSource:
    """Words that the names and places of many cases have alike."""

    name = "words"

    def __init__(self, session: Session) -> None:
        self._session = session

    def groups(self, batch_id: int, *, with_accepted: bool) -> Sequence[Group]:
        passes, text = self._session.backend.passes, self._session.text
        return [
            Group(
                ("word", each.kind.value, each.word),
                text(f"passes-kind-{each.kind.value}"),
                each.word,
                each.waiting,
                each.accepted,
                each,
            )
            for each in passes.word_groups(batch_id, with_accepted=with_accepted)
        ]

    def tiles(
        self, batch_id: int, group: Group, *, with_accepted: bool, limit: int
    ) -> Sequence[Tile]:
        found = self._session.backend.passes.word_pieces(
            batch_id, _words(group), with_accepted=with_accepted, limit=limit
        )
        return [
            Tile(each.spot, each.case_id, each.title, each.revision, each.text, each)
            for each in found
        ]

    def cut(self, tiles: Sequence[Tile]) -> Mapping[TileId, Cut]:
        pieces = [tile.source for tile in tiles if isinstance(tile.source, WordPiece)]
        papers = self._session.backend.passes.word_papers(pieces)
        return {
            piece.spot: word_cut(papers[piece.spot], piece) if piece.spot in papers else Cut(None)
            for piece in pieces
        }

    def confirm(self, group: Group, seen: Sequence[Tile], odd: Sequence[Tile]) -> Done:
        done = self._session.backend.passes.look_at_words(
            _words(group).word, _seen(seen), _seen(odd)
        )
        refused = tuple(
            Refused(each.case_id, each.code) for each in done.left_out if each.code != _WHOLE
        )
        whole = sum(each.code == _WHOLE for each in done.left_out)
        said = self._session.text(
            "passes-words-done",
            count=len(done.kept),
            fields=len(done.confirmed),
            whole=whole,
            odd=len(odd),
        )
        return Done(frozenset(done.kept), frozenset(), said, refused)


def _values(group: Group) -> ValueGroup:
    if not isinstance(group.source, ValueGroup):
        raise TypeError(group.source)
    return group.source


def _words(group: Group) -> WordGroup:
    if not isinstance(group.source, WordGroup):
        raise TypeError(group.source)
    return group.source


def _seen(tiles: Sequence[Tile]) -> list[SeenWord]:
    pieces = [tile.source for tile in tiles if isinstance(tile.source, WordPiece)]
    return [
        SeenWord(each.case_id, each.key, each.place, each.text, each.revision) for each in pieces
    ]
