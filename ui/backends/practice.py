"""Exercises with invented cases whose truth is known."""

from __future__ import annotations

from typing import Protocol


class Practice(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""
