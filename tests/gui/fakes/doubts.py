"""The doubts of a whole batch, and what stands in its other cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


@dataclass(frozen=True, slots=True)
class FakeDoubts:
    backend: FakeBackend
