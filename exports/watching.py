"""Watching over the folder of a package while exporters write into it, one after the other."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from digitizer.domain.errors import EnvironmentFault
from exports.bag_reading import alike
from exports.names import shown_name, unreserved
from exports.source import files_below

_Stamp = tuple[int, int, int, int, int]


@dataclass(slots=True)
class Watch:
    """What is in ``area`` as it was seen last; exporters may add to ``folder`` in it alone."""

    area: Path
    folder: Path
    seen: dict[str, _Stamp]

    @classmethod
    def over(cls, folder: Path) -> Watch:
        """Watch the folder and everything else in the one that it lies in."""
        return cls(folder.parent, folder, _look(folder.parent))

    def new_files(self, exporter: str) -> tuple[str, ...]:
        """The files that came since the last look, relative to ``folder`` and sorted.

        Raises EnvironmentFault, naming ``exporter``, when anything that was there is changed or
        gone; when something came that lies outside ``folder``, is no plain file, or has a name that
        not every computer can keep or tell from another; and when nothing came.
        """
        before, self.seen = self.seen, _look(self.area)
        for name, stamp in before.items():
            if self.seen.get(name) != stamp:
                raise _fault("exporter-changed-others", exporter, name)
        inside = f"{self.folder.name}/"
        taken = {alike(name) for name in before}
        new = sorted(self.seen.keys() - before.keys())
        for name in new:
            if not name.startswith(inside):
                raise _fault("exporter-wrote-outside", exporter, name)
            if alike(name) in taken or not _is_plain(name, self.seen[name]):
                raise _fault("exporter-odd-file", exporter, name)
            taken.add(alike(name))
        if not new:
            raise EnvironmentFault("exporter-wrote-nothing", exporter=exporter)
        return tuple(name.removeprefix(inside) for name in new)


def _look(area: Path) -> dict[str, _Stamp]:
    """Everything in the area that is no folder, with what changes when a program touches it."""
    found: dict[str, _Stamp] = {}
    for name, told in files_below(area):
        found[name] = (
            told.st_mode,
            told.st_size,
            told.st_ino,
            told.st_mtime_ns,
            told.st_ctime_ns,
        )
    return found


def _is_plain(name: str, stamp: _Stamp) -> bool:
    parts = name.split("/")
    is_portable = all(
        part.isprintable()
        and unreserved(part) == part
        and not set(part) & set('\\:*?"<>|')
        and part == part.strip(" .")
        for part in parts[1:]
    )
    return stat.S_ISREG(stamp[0]) and is_portable


def _fault(code: str, exporter: str, name: str) -> EnvironmentFault:
    return EnvironmentFault(code, exporter=exporter, name=shown_name(name))
