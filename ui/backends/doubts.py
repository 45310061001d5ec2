"""The doubts of a whole batch, and what stands in its other cases."""

from __future__ import annotations

from typing import Protocol


class Doubts(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""
