"""What the use cases of a rescue need from the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from digitizer.domain.handed_secrets import Rescue


@dataclass(frozen=True, slots=True)
class KeptCode:
    """The code in force as the store knows it; the hash is in no text of it."""

    id: int
    hashed: str = field(repr=False)
    made_at: datetime
    made_by: str


class RescueRepository(Protocol):
    """Append-only; a code that was used, or after which another was made, counts no more."""

    def code(self) -> KeptCode | None:
        """The code in force."""
        ...

    def add_code(self, hashed: str, at: datetime, by: str) -> None: ...
    def add(self, code_id: int, account_id: int, at: datetime, computer_user: str) -> Rescue:
        """Note a rescue. Raises Conflict where the code served already."""
        ...

    def all(self) -> Sequence[Rescue]:
        """The newest first."""
        ...

    def unseen(self, account_id: int) -> Sequence[Rescue]:
        """Those that this administrator was not told of, the oldest first."""
        ...

    def look(self, rescue_ids: Sequence[int], account_id: int, at: datetime) -> None:
        """Note that this administrator was told of them."""
        ...
