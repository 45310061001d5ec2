"""Fields that a second person keys without seeing the first value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


@dataclass(frozen=True, slots=True)
class FakeSecondEntry:
    backend: FakeBackend
