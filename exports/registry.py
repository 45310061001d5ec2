"""The exporters that are installed here, ours and those of other distributions alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.schema import ExportProfile
from exports.exporter import GROUP, Exporter

_OURS = "digitizer"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_VERSION = re.compile(r"\d+(\.\d+)*")


def offered() -> Mapping[str, EntryPoint]:
    """The entry points of exporters by name; nothing is imported yet.

    Raises EnvironmentFault when two distributions offer different exporters of one name: neither
    may take the other's place.
    """
    found: dict[str, EntryPoint] = {}
    for entry in entry_points(group=GROUP):
        if found.setdefault(entry.name, entry).value != entry.value:
            raise EnvironmentFault("exporter-name-twice", exporter=entry.name)
    return found


def is_ours(entry: EntryPoint) -> bool:
    """Whether the entry point came with this program: the sentences of what others find or refuse
    are not in its catalogs."""
    return entry.dist is not None and entry.dist.name == _OURS


def load_exporter(entry: EntryPoint) -> Exporter:
    """The exporter of an entry point.

    Raises EnvironmentFault when it cannot be imported or made, or is not what it is offered as.
    """
    try:
        exporter: Exporter = entry.load()()
        name, version = exporter.name, exporter.version
    except (Exception, SystemExit) as error:
        raise broken_exporter(entry.name, error) from error
    if name != entry.name or not is_well_named(name, version):
        raise EnvironmentFault("exporter-misnamed", exporter=entry.name)
    return exporter


def named_in(profile: ExportProfile) -> tuple[Exporter, ...]:
    """The exporters of a profile. Raises EnvironmentFault for one that is not installed, and as
    ``load_exporter`` does."""
    known = offered()
    for name in profile.exporters:
        if name not in known:
            everything = ", ".join(sorted(known))
            raise EnvironmentFault("exporter-unknown", exporter=name, known=everything)
    return tuple(load_exporter(known[name]) for name in profile.exporters)


def writers_of(profile: ExportProfile) -> tuple[str, ...]:
    """Name and version of each exporter of a profile. Raises as ``named_in`` does."""
    return tuple(f"{each.name} {each.version}" for each in named_in(profile))


def is_well_named(name: object, version: object) -> bool:
    """Whether name and version are of the form that ``Exporter`` asks for."""
    if not isinstance(name, str) or not isinstance(version, str):
        return False
    return bool(_NAME.fullmatch(name) and _VERSION.fullmatch(version))


def broken_exporter(name: str, error: BaseException) -> EnvironmentFault:
    """What to say of an exporter that failed; the texts of its errors may hold personal data."""
    return EnvironmentFault("exporter-failed", exporter=name, reason=type(error).__name__)
