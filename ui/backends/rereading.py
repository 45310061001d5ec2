"""Reading a part of a page anew."""

from __future__ import annotations

from typing import Protocol


class Rereading(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""
