"""Time that other work on the machine does not add to."""

from __future__ import annotations

import os


def processor_time() -> float:
    """Seconds of all processors for this process and for those that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
