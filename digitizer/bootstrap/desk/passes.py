"""Working through a batch field by field instead of case by case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digitizer.domain.changes import Actor
from digitizer.workflow import carpet, column, confirm_many, look_at_words, sight, word_carpet
from digitizer.workflow.carpet import SCREEN, CarpetField, ValueGroup
from digitizer.workflow.column import Column, ColumnCell
from digitizer.workflow.confirm_many import ConfirmedMany
from digitizer.workflow.look_at_words import LookedAt, SeenWord
from digitizer.workflow.ports import Ports
from digitizer.workflow.word_carpet import Spot, WordGroup, WordPaper, WordPiece

_READ = "read-passes"


@dataclass(frozen=True, slots=True)
class PassesDesk:
    """One person's access; safe to use from several threads. Looking raises NotAllowed for somebody
    without the right to the fields of the batch."""

    ports: Ports
    actor: Actor

    def groups(self, batch_id: int, *, with_accepted: bool = False) -> Sequence[ValueGroup]:
        """See :func:`digitizer.workflow.carpet.value_groups`."""
        self._require(batch_id)
        return carpet.value_groups(self.ports, batch_id, with_accepted=with_accepted)

    def carpet(
        self,
        batch_id: int,
        group: ValueGroup,
        *,
        with_accepted: bool = False,
        limit: int = SCREEN,
    ) -> Sequence[CarpetField]:
        """See :func:`digitizer.workflow.carpet.carpet`."""
        self._require(batch_id)
        return carpet.carpet(self.ports, batch_id, group, with_accepted=with_accepted, limit=limit)

    def confirm(
        self,
        key: str,
        value: str,
        seen: Iterable[tuple[int, int]],
        odd: Iterable[tuple[int, int]] = (),
    ) -> ConfirmedMany:
        """See :func:`digitizer.workflow.confirm_many.confirm_many`."""
        return confirm_many.confirm_many(self.ports, self.actor, key, value, seen, odd)

    def columns(self, batch_id: int) -> Sequence[Column]:
        """See :func:`digitizer.workflow.column.columns`."""
        self._require(batch_id)
        return column.columns(self.ports, self.actor, batch_id)

    def column(
        self, batch_id: int, document_type: str, key: str, *, all_values: bool = False
    ) -> Sequence[ColumnCell]:
        """See :func:`digitizer.workflow.column.column`."""
        self._require(batch_id)
        return column.column(
            self.ports, self.actor, batch_id, document_type, key, all_values=all_values
        )

    def papers(self, key: str, case_ids: Sequence[int]) -> Sequence[CarpetField]:
        """See :func:`digitizer.workflow.column.papers`."""
        sight.require_whole(self.ports, self.actor, _READ)
        return column.papers(self.ports, key, case_ids)

    def word_groups(self, batch_id: int, *, with_accepted: bool = False) -> Sequence[WordGroup]:
        """See :func:`digitizer.workflow.word_carpet.word_groups`."""
        self._require(batch_id)
        return word_carpet.word_groups(
            self.ports, self.actor, batch_id, with_accepted=with_accepted
        )

    def word_pieces(
        self,
        batch_id: int,
        group: WordGroup,
        *,
        with_accepted: bool = False,
        limit: int = SCREEN,
    ) -> Sequence[WordPiece]:
        """See :func:`digitizer.workflow.word_carpet.word_pieces`."""
        self._require(batch_id)
        return word_carpet.word_pieces(
            self.ports, self.actor, batch_id, group, with_accepted=with_accepted, limit=limit
        )

    def word_papers(self, pieces: Sequence[WordPiece]) -> Mapping[Spot, WordPaper]:
        """See :func:`digitizer.workflow.word_carpet.word_papers`."""
        sight.require_whole(self.ports, self.actor, _READ)
        return word_carpet.word_papers(self.ports, pieces)

    def look_at_words(
        self, word: str, seen: Iterable[SeenWord], odd: Iterable[SeenWord] = ()
    ) -> LookedAt:
        """See :func:`digitizer.workflow.look_at_words.look_at_words`."""
        return look_at_words.look_at_words(self.ports, self.actor, word, seen, odd)

    def _require(self, batch_id: int) -> None:
        sight.require_batch(self.ports, self.actor, batch_id, _READ)
