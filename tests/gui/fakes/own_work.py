"""What a person may see of their own pace and errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digitizer.workflow.own_work import OwnWork

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


@dataclass(frozen=True, slots=True)
class FakeOwnWork:
    backend: FakeBackend

    def look(self, past_days: int) -> OwnWork:
        data = self.backend.data
        if data.own_work_error is not None:
            raise data.own_work_error
        return data.own_work.get(self.backend.actor.name, OwnWork((), (), ()))
