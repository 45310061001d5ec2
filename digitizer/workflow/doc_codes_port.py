"""What the use cases need of the register of document codes, which forgets nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from digitizer.domain.doc_codes import DocCode


class DocCodeRepository(Protocol):
    def highest(self, organisation: str, kind: str) -> int:
        """The highest ordinal that was ever kept for both; 0 before the first."""
        ...

    def owner(self, code: DocCode) -> int | None:
        """The case that has or had this code."""
        ...

    def newest_of(self, case_id: int) -> DocCode | None:
        """The code that was kept last for a case."""
        ...

    def keep(self, code: DocCode, case_id: int, at: datetime, actor: str) -> None:
        """Raises Conflict when the code was kept meanwhile."""
        ...
