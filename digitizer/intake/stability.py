"""When does a file lie still? A pure object that is told what was seen and when."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a file: size in bytes and modification time in ns."""

    size: int
    modified_ns: int


@dataclass(slots=True)
class _Seen:
    look: Look
    since: float


class StabilityTracker:
    """Remembers since when (monotonic seconds) each file has looked the same."""

    def __init__(self) -> None:
        self._seen: dict[Path, _Seen] = {}

    def quiet_seconds(self, path: Path, look: Look, now: float) -> float:
        """For how long the file has looked like this; 0.0 at the first such look."""
        seen = self._seen.get(path)
        if seen is None or seen.look != look:
            self._seen[path] = _Seen(look, now)
            return 0.0
        return now - seen.since

    def forget(self, path: Path) -> None:
        self._seen.pop(path, None)

    def keep_only(self, paths: set[Path]) -> None:
        """Drop the memory of files that are gone."""
        for path in self._seen.keys() - paths:
            del self._seen[path]
