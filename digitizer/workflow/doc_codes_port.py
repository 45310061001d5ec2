"""What the use cases need of the register of document codes, which forgets nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digitizer.domain.doc_codes import DocCode


@dataclass(frozen=True, slots=True)
class Borne:
    """A case of any batch, and the text that settled as its code."""

    case_id: int
    text: str
    is_set_aside: bool


class DocCodeRepository(Protocol):
    def ordinals(self, organisation: str, kind: str) -> frozenset[int]:
        """All that were ever kept for both."""
        ...

    def borne(self, field: str) -> Sequence[Borne]:
        """What settled in this field in all cases of the workplace."""
        ...

    def is_kept(self, code: DocCode) -> bool: ...
    def newest_of(self, case_id: int) -> DocCode | None:
        """The code that was kept last for a case."""
        ...

    def keep(self, code: DocCode, case_id: int, at: datetime, actor: str) -> None:
        """Raises Conflict when the code was kept meanwhile."""
        ...
