"""What a person likes, kept between two starts."""

from __future__ import annotations

from typing import Protocol

from digitizer.domain.preferences import Preferences


class PreferenceStore(Protocol):
    def load(self) -> Preferences:
        """The defaults for somebody who never chose. Raises EnvironmentFault for a damaged or
        unreadable file."""
        ...

    def save(self, preferences: Preferences) -> None:
        """On disk when this returns; raises EnvironmentFault when it cannot be written."""
        ...
