"""Cases of an older program become searchable little by little beside the work."""

from __future__ import annotations

from digitizer.workflow.ports import Ports

_CASES_AT_ONCE = 100
"""Folded without a lock; keeping them then takes some hundredths of a second."""

MADE = "make-searchable"


def ensure_search(ports: Ports) -> None:
    """Where a program of another method made the cases searchable, let all be due anew; takes no
    longer than a statement."""
    with ports.unit_of_work() as unit:
        if unit.search.is_current():
            return
    with ports.unit_of_work(write=True) as unit:
        # Another program may have come to it in between.
        if not unit.search.is_current():
            unit.search.begin_anew()
            unit.commit()


def make_some(ports: Ports) -> frozenset[int]:
    """Make some more cases searchable; which, none when nothing is left."""
    with ports.unit_of_work() as unit:
        stretch = unit.search.due(_CASES_AT_ONCE)
    if stretch is None:
        return frozenset()
    with ports.unit_of_work(write=True) as unit:
        unit.search.keep(stretch)
        unit.commit()
    return frozenset(each.case_id for each in stretch.documents)
