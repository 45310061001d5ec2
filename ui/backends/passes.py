"""Working through a batch field by field instead of case by case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from digitizer.workflow.carpet import SCREEN, CarpetField, ValueGroup
from digitizer.workflow.column import Column, ColumnCell
from digitizer.workflow.confirm_many import ConfirmedMany
from digitizer.workflow.look_at_words import LookedAt, SeenWord
from digitizer.workflow.word_carpet import Spot, WordGroup, WordPaper, WordPiece


class Passes(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def groups(self, batch_id: int, *, with_accepted: bool = False) -> Sequence[ValueGroup]:
        """What many cases of a batch say alike, most doubts first."""
        ...

    def carpet(
        self,
        batch_id: int,
        group: ValueGroup,
        *,
        with_accepted: bool = False,
        limit: int = SCREEN,
    ) -> Sequence[CarpetField]:
        """The first pieces of a group, those that wait for a look first."""
        ...

    def confirm(
        self,
        key: str,
        value: str,
        seen: Iterable[tuple[int, int]],
        odd: Iterable[tuple[int, int]] = (),
    ) -> ConfirmedMany:
        """Confirm a value in cases, each with the revision that was looked at; ``odd`` ones that
        the machine had accepted wait for a look again."""
        ...

    def columns(self, batch_id: int) -> Sequence[Column]:
        """The fields of a batch that somebody has yet to look at, in the order of their types."""
        ...

    def column(
        self, batch_id: int, document_type: str, key: str, *, all_values: bool = False
    ) -> Sequence[ColumnCell]:
        """One field of the open cases: those that wait for a look, or all."""
        ...

    def papers(self, key: str, case_ids: Sequence[int]) -> Sequence[CarpetField]:
        """The paper of one field in several cases."""
        ...

    def word_groups(self, batch_id: int, *, with_accepted: bool = False) -> Sequence[WordGroup]:
        """Equal words that this person has yet to look at, most doubts first."""
        ...

    def word_pieces(
        self,
        batch_id: int,
        group: WordGroup,
        *,
        with_accepted: bool = False,
        limit: int = SCREEN,
    ) -> Sequence[WordPiece]:
        """The first words of a group, those of fields that wait for a look first."""
        ...

    def word_papers(self, pieces: Sequence[WordPiece]) -> Mapping[Spot, WordPaper]:
        """Where the words stand on their pages."""
        ...

    def look_at_words(
        self, word: str, seen: Iterable[SeenWord], odd: Iterable[SeenWord] = ()
    ) -> LookedAt:
        """Keep that the person looked at words; a field of which all words were seen is confirmed
        where nothing else about it is doubtful, that of an odd one waits for a look as a whole."""
        ...
