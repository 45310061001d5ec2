"""What a person may see of their own pace and errors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from digitizer.domain.changes import Actor
from digitizer.workflow import own_work
from digitizer.workflow.own_work import OwnWork
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class OwnWorkDesk:
    """One person's access; safe to use from several threads."""

    ports: Ports
    actor: Actor

    def look(self, past_days: int) -> OwnWork:
        """The work of the present person in the past days, by the days of this computer's clock;
        see :func:`digitizer.workflow.own_work.own_work`."""
        offset = datetime.now().astimezone().utcoffset() or timedelta(0)
        return own_work.own_work(
            self.ports, self.actor, timedelta(days=past_days), timezone(offset)
        )
