"""Settings of a workspace that its file keeps: who may change them, and a line in the log."""

from __future__ import annotations

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.workflow.ports import Ports
from digitizer.workflow.rights import require_reading
from digitizer.workflow.transaction import transaction

SET_UP = "set-up"


def require_setting_up(ports: Ports, actor: Actor) -> None:
    """Raises NotAllowed for a person who may not change the settings."""
    require_reading(ports, actor, SET_UP)


def note_setting(ports: Ports, actor: Actor, setting: str, before: str, after: str) -> ChangeSet:
    """Note that a setting is another from now on; the file is written right before."""
    with transaction(ports, actor, SET_UP) as run:
        run.note("settings", setting=setting, before=before, after=after)
    return run.changes()
