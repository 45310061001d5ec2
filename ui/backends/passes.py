"""Working through a batch field by field instead of case by case."""

from __future__ import annotations

from typing import Protocol


class Passes(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""
