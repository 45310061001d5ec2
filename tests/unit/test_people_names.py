"""Names as they are written and names that are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.people.names import Likeness, likeness, name_key

SYLLABLES = st.sampled_from(
    ["Nguyễn", "Trần", "Thị", "Văn", "Hoà", "Hòa", "Hoa", "Lý", "Lí", "H'", "Y", "Bhăm", "Ê-ban"]
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA", Likeness.SAME),
        ("Lý Văn Mẫn", "Lí Văn Mẫn", Likeness.SAME),
        ("H'Hen Niê", "H’ Hen Niê", Likeness.SAME),
        ("H'Hen Niê", "HHen Niê", Likeness.MARKS),
        ("Y-Bhăm Êban", "Y Bhăm Êban", Likeness.SAME),
        ("Nam", "NAM", Likeness.SAME),
        ("Nguyễn Thị Hòa", "NGUYEN THI HOA", Likeness.MARKS),
        ("Đỗ Thị Đào", "Do Thi Dao", Likeness.MARKS),
        ("Nguyễn Thị Hòa", "Nguyễn Thị Hóa", Likeness.NEAR),
        ("Nguyễn Văn An", "Nguyễn Văn Anh", Likeness.NEAR),
        ("Nguyễn Văn Hùng", "Nguyễn Hùng", Likeness.NEAR),
        ("Trần Văn Hưng", "Trần Văn Hưnq", Likeness.TYPO),
        ("Trần Văn Hưng", "Lê Thị Mai", Likeness.OTHER),
        ("Nam", "Năm", Likeness.MARKS),
        ("Nam", "Lan", Likeness.OTHER),
    ],
)
def test_how_alike_two_names_are(left: str, right: str, expected: Likeness) -> None:
    assert likeness(left, right) is expected


@given(NAMES, NAMES)
def test_likeness_does_not_depend_on_which_name_comes_first(left: str, right: str) -> None:
    assert likeness(left, right) is likeness(right, left)


@given(NAMES)
def test_a_name_is_itself_and_its_key_is_stable(name: str) -> None:
    assert likeness(name, name) is Likeness.SAME
    assert name_key(name_key(name)) == name_key(name)


def test_folding_keeps_unlike_vowels_of_whole_syllables() -> None:
    assert name_key("Thúy") != name_key("Thúi")
    assert name_key("Quý") == name_key("Quí")
