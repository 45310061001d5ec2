"""What is known of the words that a clerk types."""

from __future__ import annotations

from typing import Protocol


class Words(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""
