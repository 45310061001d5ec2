"""What is known of the words that a clerk types."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from digitizer.domain.case import Case


class Words(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def learn(self, case: Case) -> None:
        """Read the names of the case's batch and of the register, which count more from then on.
        It may take a while: for a worker, when a case opens. What was learned lately is kept."""
        ...

    def marked_forms(self, case: Case, key: str, text: str) -> tuple[str, ...]:
        """What a text typed without marks into a field may mean, the likeliest first, at most
        nine; nothing for a text that has its marks or a field that holds no words. Quick enough
        for every key; it reads nothing from the workspace."""
        ...

    def odd_syllables(self, text: str) -> tuple[tuple[int, int], ...]:
        """Start and end of the words that are no possible Vietnamese syllable and no known name."""
        ...

    def known_words(self) -> Collection[str]:
        """Words of names and places that Vietnamese does not form but that are right (Krông)."""
        ...
