"""Fields that a second person keys without seeing the first value."""

from __future__ import annotations

from typing import Protocol


class SecondEntry(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""
