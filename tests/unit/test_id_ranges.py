"""Numbers as the audit log keeps them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.id_ranges import ids_in, ranges_of


@given(st.sets(st.integers(1, 60)))
def test_what_was_written_is_read_back(ids: set[int]) -> None:
    assert ids_in(ranges_of(ids)) == tuple(sorted(ids))


def test_neighbours_stand_together() -> None:
    assert ranges_of([9, 3, 1, 2, 7, 8]) == "1-3 7-9"
    assert ranges_of([]) == ""
    assert ranges_of([4]) == "4"
