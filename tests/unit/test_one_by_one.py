"""Long lists that are not held whole give the same items as if they were."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.export_content import some_cases

from digitizer.domain.one_by_one import Made, some_of
from exports.packed import Packed
from exports.spool import Spool, spooled

_texts = st.lists(st.text(max_size=5), min_size=1, max_size=300)


def packed(texts: Sequence[str]) -> Packed[str]:
    return Packed(json.dumps, json.loads, texts)


@given(_texts, st.data())
def test_what_is_packed_comes_back_at_every_place(texts: list[str], data: st.DataObject) -> None:
    found = packed(texts)
    assert list(found) == texts
    assert (len(found), len(packed([]))) == (len(texts), 0)
    places = st.integers(-len(texts), len(texts) - 1)
    for at in data.draw(st.lists(places, max_size=20)):
        assert found[at] == texts[at]
    cut = data.draw(st.slices(len(texts)))
    assert found[cut] == tuple(texts[cut])


def test_a_place_that_is_not_there_is_none() -> None:
    for found in (packed(["a"]), Made(1, str), some_of("ab", [1])):
        with pytest.raises(IndexError):
            found[1]
        with pytest.raises(IndexError):
            found[-2]


def test_some_of_a_list_are_those_at_the_places_in_their_order() -> None:
    asked: list[int] = []

    def make(at: int) -> str:
        asked.append(at)
        return "abcdef"[at]

    some = some_of(Made(6, make), [4, 1])
    assert (len(some), asked) == (2, [])
    assert list(some) == ["e", "b"]
    assert asked == [4, 1]


def test_a_spool_leaves_no_file_and_gives_back_in_any_order(tmp_path: Path) -> None:
    spool = Spool(({"số": number} for number in range(5)), tmp_path)
    assert [spool[at]["số"] for at in (3, 0, -1, 2)] == [3, 0, 4, 2]
    assert list(tmp_path.iterdir()) == []
    spool.close()


def test_a_spool_that_is_not_filled_is_closed(tmp_path: Path) -> None:
    def broken() -> object:
        yield 1
        raise ValueError("the store")

    with pytest.raises(ValueError, match="the store"):
        Spool(broken(), tmp_path)


def test_spooled_cases_are_asked_for_once_and_keep_the_way_to_their_lines(tmp_path: Path) -> None:
    cases = some_cases(tmp_path, 3)
    with spooled(iter(cases), tmp_path) as found:
        assert [each.case_id for each in found] == [each.case_id for each in cases]
        assert found[2].pages[0].lines is cases[2].pages[0].lines
        assert tuple(found) == tuple(cases)
