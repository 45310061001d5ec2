"""Lists stand in the order of the Vietnamese alphabet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.values.alphabet import LONGEST_KEY, alphabet_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["An", "Ăn", "Ân", "Ba", "Da", "Đa", "Em", "Êm", "On", "Ôn", "Ơn", "Uy", "Ưa", "Vy"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "man"],
        ["Lê An", "Lê Văn Ba", "Lý An"],
        ["Nguyễn Thị An", "Nguyễn Thị Ánh", "Nguyễn Văn An"],
        ["Quyển 2", "Quyển 10", "Quyển 10/2006", "Quyển a"],
        ["", "1", "a", "я"],
    ],
)
def test_texts_stand_as_in_a_dictionary(ordered: list[str]) -> None:
    turned = list(reversed(ordered))
    assert sorted(turned, key=alphabet_key) == ordered


@pytest.mark.parametrize(
    ("one", "same"),
    [("Đặng  Hòa", "đặng hoà"), ("to-007.pdf", "to 7 PDF"), ("a\u0301", "á")],
)
def test_what_does_not_count(one: str, same: str) -> None:
    assert alphabet_key(one) == alphabet_key(same)


@given(st.text(max_size=400))
def test_any_text_has_a_short_key(text: str) -> None:
    assert len(alphabet_key(text)) <= LONGEST_KEY
