"""Communes, districts and provinces of both divisions: what is there, and what nearly is."""

from __future__ import annotations

import pytest

from digitizer.domain.schema import FieldKind
from ocr.lexicon import listed_readings, unfamiliar


@pytest.mark.parametrize(
    "place",
    [
        "thị trấn Liên Nghĩa, huyện Đức Trọng, tỉnh Lâm Đồng",
        "xã Lưu Nghiệp Anh, tỉnh Vĩnh Long",
        "Ấp Hòa Thuận, xã Lưu Nghiệp Anh, huyện Trà Cú, tỉnh Trà Vinh",
        "phường Yên Hòa, quận Cầu Giấy, thành phố Hà Nội",
        "phường Yên Hoà, quận Cầu Giấy, Hà Nội",
        "XÃ CỐC PÀNG, TỈNH CAO BẰNG",
        "Trạm y tế xã Cốc Pàng, huyện Bảo Lạc, tỉnh Cao Bằng",
    ],
)
def test_units_of_either_division_are_known(place: str) -> None:
    assert unfamiliar(FieldKind.PLACE, place) == ()
    assert listed_readings(place) == ()


@pytest.mark.parametrize(
    ("read", "doubt", "offered"),
    [
        (
            "thị trấn Liên Nghĩa, huyện Đúc Trọng, tỉnh Lâm Đồng",
            "huyện Đúc Trọng",
            "thị trấn Liên Nghĩa, huyện Đức Trọng, tỉnh Lâm Đồng",
        ),
        (
            "xã Lưu Nghiệp Ánh, tỉnh Vĩnh Long",
            "xã Lưu Nghiệp Ánh",
            "xã Lưu Nghiệp Anh, tỉnh Vĩnh Long",
        ),
        ("XÃ CỐC PANG, TỈNH CAO BẰNG", "XÃ CỐC PANG", "XÃ CỐC PÀNG, TỈNH CAO BẰNG"),
    ],
)
def test_a_wrong_mark_in_a_unit_is_doubted_and_the_right_unit_offered(
    read: str, doubt: str, offered: str
) -> None:
    assert doubt in unfamiliar(FieldKind.PLACE, read)
    assert listed_readings(read)[0] == offered


@pytest.mark.parametrize(
    "place",
    [
        "xã Bồng Lai Cốc, huyện Đức Trọng, tỉnh Lâm Đồng",
        "xã Hưng Hóa, huyện Vân Sơn, tỉnh Sông Bé",
        "thôn Đúc Trọng, Lâm Đồng",
        "xã",
        "",
    ],
)
def test_units_long_gone_and_free_words_are_left_alone(place: str) -> None:
    assert listed_readings(place) == ()


def test_both_wrong_units_are_put_right_at_once() -> None:
    read = "thị trấn Liên Nghỉa, huyện Đúc Trọng, tỉnh Lâm Đồng"

    assert listed_readings(read)[0] == "thị trấn Liên Nghĩa, huyện Đức Trọng, tỉnh Lâm Đồng"
