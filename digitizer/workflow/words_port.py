"""What the word pass needs from the store: texts of fields, and which words were looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digitizer.domain.record import ValueState


@dataclass(frozen=True, slots=True)
class FieldText:
    """What a field of a case at a revision says."""

    case_id: int
    title: str
    revision: int
    document_type: str
    key: str
    text: str
    state: ValueState


@dataclass(frozen=True, slots=True)
class WordLook:
    """One person's look at the word at a place (from 0) of a field; ``text`` is what the whole
    field said then, ``is_odd`` that the paper does not say this word."""

    case_id: int
    key: str
    place: int
    actor: str
    text: str
    is_odd: bool
    at: datetime


class WordLookRepository(Protocol):
    """Only cases of the batch that are to be checked or were returned."""

    def texts(
        self, batch_id: int, keys: Collection[str], *, with_accepted: bool
    ) -> Sequence[FieldText]:
        """The fields that were read and wait for a look (or, with them, those that the machine
        alone accepted), in the order of the cases."""
        ...

    def looks(self, batch_id: int) -> Sequence[WordLook]: ...
    def looks_at(self, case_id: int, key: str) -> Sequence[WordLook]: ...
    def keep(self, looks: Iterable[WordLook]) -> None:
        """A later look of the same person at the same word takes the place of the earlier."""
        ...
