"""What is known of the words that a clerk types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


@dataclass(frozen=True, slots=True)
class FakeWords:
    backend: FakeBackend
