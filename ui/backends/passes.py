"""Working through a batch field by field instead of case by case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from digitizer.workflow.carpet import SCREEN, CarpetField, ValueGroup
from digitizer.workflow.confirm_many import ConfirmedMany


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
