"""The exporters that are installed here, and holding one of them to its contract; no workspace is
needed."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from digitizer.bootstrap.type_files import types_of_workspace
from digitizer.domain.errors import EnvironmentFault, NotFound
from digitizer.domain.problems import Problem
from exports.contract import broken_promises
from exports.contract_types import content_of_type
from exports.registry import load_exporter, offered


@dataclass(frozen=True, slots=True)
class Installed:
    """An exporter and the distribution that it came with; ``fault`` tells why it cannot be used,
    and leaves ``version`` empty."""

    name: str
    version: str
    distribution: str
    fault: EnvironmentFault | None = None


def installed_exporters() -> tuple[Installed, ...]:
    """All, by name. Raises EnvironmentFault when two have one name."""
    found: list[Installed] = []
    for name, entry in sorted(offered().items()):
        distribution = entry.dist.name if entry.dist else ""
        try:
            found.append(Installed(name, load_exporter(entry).version, distribution))
        except EnvironmentFault as fault:
            found.append(Installed(name, "", distribution, fault))
    return tuple(found)


def check_exporter(
    name: str,
    holds: Collection[str] | None = None,
    document_type: str = "",
    workspace: Path | None = None,
) -> tuple[Problem, ...]:
    """The promises that an exporter breaks with invented cases, see ``exports.contract``: cases of
    a ``document_type`` that the workspace knows, or such as no type has.

    Raises NotFound for an exporter that is not installed and as
    :func:`exports.contract_types.content_of_type`, EnvironmentFault for one that cannot be
    used."""
    entry = offered().get(name)
    if entry is None:
        raise NotFound("no-exporter", exporter=name)
    exporter = load_exporter(entry)
    catalog = types_of_workspace(workspace) if document_type else None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        content = content_of_type(catalog, document_type, place) if catalog else None
        return tuple(broken_promises(exporter, place, content, holds))
