"""What the use case of a person's own work needs from the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from digitizer.domain.pace import Change, Step


class OwnWorkRepository(Protocol):
    """Reads the edits that are kept anyway; keeps nothing."""

    def steps(self, actor: str, since: datetime) -> Sequence[Step]:
        """The edits of a person, in the order in which they were made."""
        ...

    def changed_by_others(self, actor: str, first_edit: int) -> Sequence[Change]:
        """Fields that the person confirmed, from an edit on, and that another person then
        changed. What settles a second entry is not among them: the two who keyed never learn
        that they disagreed."""
        ...

    def sent_back(self, actor: str, first_edit: int) -> Sequence[Change]:
        """Fields that the person confirmed, from an edit on, and that a supervisor then pinned
        and returned; ``theirs`` is what stands there now."""
        ...
