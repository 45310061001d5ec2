"""Codes of documents in memory: every case of a batch is a document without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.workflow.give_doc_codes import GivenCodes

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


@dataclass(slots=True)
class DocCodeScript:
    """``refused`` is what giving raises, ``left_out`` are cases of unknown kind, ``unclear``
    those whose text is no code."""

    given: dict[int, str] = field(default_factory=dict)
    left_out: tuple[int, ...] = ()
    unclear: tuple[int, ...] = ()
    refused: DigitizerError | None = None


@dataclass(frozen=True, slots=True)
class FakeDocCodes:
    backend: FakeBackend
    script: DocCodeScript

    def give(self, batch_id: int) -> GivenCodes:
        if self.script.refused is not None:
            raise self.script.refused
        cases = [c.id for c in self.backend.data.cases.values() if c.batch_id == batch_id]
        codes = self.script.given
        waits = (*self.script.left_out, *self.script.unclear)
        new = [each for each in cases if each not in (*codes, *waits)]
        given = {case: f"H26.1.2_CV_{len(codes) + n:06d}_V1" for n, case in enumerate(new, start=1)}
        had = len([each for each in cases if each in codes])
        codes.update(given)
        change = ChangeSet("give-doc-codes", cases=frozenset(given), batches=frozenset({batch_id}))
        left, unclear = (
            tuple(each for each in cases if each in some)
            for some in (self.script.left_out, self.script.unclear)
        )
        return GivenCodes(self.backend._tell(change), tuple(given.items()), had, left, unclear)
