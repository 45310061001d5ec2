"""What a person may look at, asked where something is read and not in the menus.

Personnel and party files exist only in workspaces that are marked for them. There, whoever may not
read these files does not see them in lists and counts either, nor what may still turn out to be
one: cases of no known type, received files, and whatever sums up the whole workspace.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from digitizer.domain.batch import BatchSummary
from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotAllowed
from digitizer.workflow.lists import CaseFilter
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.rights import require_right

READ_CASE = "read-case"
READ_RESTRICTED = "read-restricted-case"
LIST_CASES = "list-cases"
LIST_BATCHES = "list-batches"


@contextmanager
def looking(ports: Ports, actor: Actor, action: str) -> Iterator[UnitOfWork]:
    """A unit that reads, for somebody with the right to it; raises what
    :func:`digitizer.workflow.rights.require_right` raises."""
    with ports.unit_of_work() as unit:
        require_right(unit, ports, actor, action)
        yield unit


def require_whole(ports: Ports, actor: Actor, action: str) -> None:
    """As :func:`require_all`, with a unit of its own."""
    with ports.unit_of_work() as unit:
        require_all(unit, ports, actor, action)


def require_all(unit: UnitOfWork, ports: Ports, actor: Actor, action: str) -> None:
    """The right to look at something that all records or files went into."""
    require_right(unit, ports, actor, action)
    if _restricted(ports):
        require_right(unit, ports, actor, READ_RESTRICTED)


def require_case(ports: Ports, actor: Actor, case_id: int, action: str = READ_CASE) -> None:
    """The right to look at one case, also at its pages."""
    with looking(ports, actor, action) as unit:
        _require_types(unit, ports, actor, lambda: {unit.sight.type_of(case_id)})


def require_batch(ports: Ports, actor: Actor, batch_id: int, action: str) -> None:
    """The right to look at what stands in the cases of a batch."""
    with looking(ports, actor, action) as unit:
        _require_types(unit, ports, actor, lambda: unit.sight.types_of_batch(batch_id))


def seen_of(unit: UnitOfWork, ports: Ports, actor: Actor, where: CaseFilter) -> CaseFilter:
    """The filter without what this person may not see."""
    hidden = hidden_types(unit, ports, actor)
    return replace(where, hidden_types=hidden) if hidden else where


def seen_batches(
    unit: UnitOfWork, ports: Ports, actor: Actor, batches: Sequence[BatchSummary]
) -> Sequence[BatchSummary]:
    """The batches without those that hold a case that this person may not see."""
    hidden = hidden_types(unit, ports, actor)
    if not hidden:
        return batches
    closed = unit.sight.batches_with(hidden)
    return [each for each in batches if each.batch.id not in closed]


def hidden_types(unit: UnitOfWork, ports: Ports, actor: Actor) -> frozenset[str]:
    """The document types that this person may not see; with any, also cases of no known type are
    hidden."""
    found = _restricted(ports)
    if not found or may(unit, ports, actor, READ_RESTRICTED):
        return frozenset()
    return found


def may(unit: UnitOfWork, ports: Ports, actor: Actor, action: str) -> bool:
    try:
        require_right(unit, ports, actor, action)
    except NotAllowed:
        return False
    return True


def _require_types(
    unit: UnitOfWork, ports: Ports, actor: Actor, types: Callable[[], Collection[str | None]]
) -> None:
    """Nothing is looked up in a workspace without restricted types."""
    restricted = _restricted(ports)
    if restricted and any(key is None or key in restricted for key in types()):
        require_right(unit, ports, actor, READ_RESTRICTED)


def _restricted(ports: Ports) -> frozenset[str]:
    return frozenset(key for key, each in ports.catalog.types.items() if each.is_restricted)
