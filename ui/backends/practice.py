"""Exercises with invented cases whose truth is known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from digitizer.domain.errors import DigitizerError
from digitizer.domain.practice import (
    Exercise,
    Marked,
    PaperPiece,
    PracticeView,
    TrainingRule,
)


class Practice(Protocol):
    """All methods may raise DigitizerError and may be called from any thread; all but the
    properties and :meth:`offered` are slow: for a worker thread."""

    @property
    def rule(self) -> TrainingRule: ...

    @property
    def trouble(self) -> DigitizerError | None:
        """Why no more cases can be made now."""
        ...

    def offered(self) -> tuple[str, ...]:
        """The document types that can be practised."""
        ...

    def look(self) -> PracticeView:
        """How far the present person is, and no other."""
        ...

    def start(self, exercise: Exercise) -> Exercise:
        """Begin an exercise; what is left of the one before is set aside."""
        ...

    def open_window(self) -> bool:
        """Open the practice window and wait until it works; False where one is open."""
        ...

    def mark(self, case_ids: Collection[int], keys: Mapping[int, int]) -> Sequence[Marked]:
        """Those of the cases that are finished and were not marked before; ``keys`` were pressed
        for them, where somebody counted."""
        ...

    def pieces(self, case_id: int, keys: Collection[str]) -> Mapping[str, PaperPiece]:
        """Where these fields were read, for those that were read at all."""
        ...

    def discard(self) -> bool:
        """Delete all exercises and results; whether there were any."""
        ...
