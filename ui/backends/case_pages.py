"""Which pages belong to a case, and in which order."""

from __future__ import annotations

from typing import Protocol


class CasePages(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""
