"""What a person may see of their own pace and errors."""

from __future__ import annotations

from typing import Protocol

from digitizer.workflow.own_work import OwnWork


class OwnWorkSight(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def look(self, past_days: int) -> OwnWork:
        """The work of the present person, and of no other, in the past days."""
        ...
