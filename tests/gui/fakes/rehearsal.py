"""Rehearsals in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digitizer.domain.changes import ChangeSet
from digitizer.domain.rehearsal import Rehearsal, Standing

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


@dataclass(slots=True)
class RehearsalScript:
    """``asks``: the profiles want a rehearsal before the export; ``found`` is what one finds.
    ``looking`` runs in the worker before it is told how a batch stands."""

    asks: bool = False
    found: Rehearsal = field(default_factory=lambda: Rehearsal("0" * 64, 0))
    clean: set[int] = field(default_factory=set)
    rehearsed: list[int] = field(default_factory=list)
    looking: Callable[[int], None] = lambda _batch: None


@dataclass(frozen=True, slots=True)
class FakeRehearsing:
    backend: FakeBackend
    script: RehearsalScript = field(default_factory=RehearsalScript)

    def standing(self, batch_id: int) -> Standing:
        self.script.looking(batch_id)
        return Standing(self.script.asks, batch_id in self.script.clean)

    def rehearse(self, batch_id: int) -> Rehearsal:
        self.script.rehearsed.append(batch_id)
        if self.script.found.is_clean:
            self.script.clean.add(batch_id)
        self.backend._tell(ChangeSet("rehearse-batch", batches=frozenset({batch_id})))
        return self.script.found
