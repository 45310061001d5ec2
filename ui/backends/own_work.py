"""What a person may see of their own pace and errors."""

from __future__ import annotations

from typing import Protocol


class OwnWork(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""
