"""What a person likes, kept in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digitizer.domain.preferences import Preferences

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


@dataclass(frozen=True, slots=True)
class FakePreferences:
    backend: FakeBackend

    def load(self) -> Preferences:
        return self.backend.data.preferences.get(self.backend.actor.name, Preferences())

    def save(self, preferences: Preferences) -> None:
        self.backend.data.preferences[self.backend.actor.name] = preferences
