"""Communes, districts and provinces of both divisions: what is there, and what nearly is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files

import pytest

from digitizer.domain.schema import FieldKind
from digitizer.domain.values.text import spelling_key
from ocr.lexicon import listed_readings, odd_words, unfamiliar
from ocr.lexicon.units import district_name, table


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


@pytest.mark.parametrize(
    "place",
    [
        "xã Hải Phương, huyện Hải Hậu, tỉnh Nam Định",
        "xã Hải Phương, tỉnh Nam Định",
        "xã Đa Thông, huyện Thông Nông, tỉnh Cao Bằng",
        "phường 8, quận 3, thành phố Hồ Chí Minh",
        "phường Vĩ Dạ, thành phố Huế, tỉnh Thừa Thiên Huế",
    ],
)
def test_units_merged_before_the_newer_divisions_are_known(place: str) -> None:
    assert unfamiliar(FieldKind.PLACE, place) == ()
    assert listed_readings(place) == ()


@pytest.mark.parametrize(
    ("read", "offered"),
    [
        (
            "xã Hải Triếu, huyện Hải Hậu, tỉnh Nam Định",
            "xã Hải Triều, huyện Hải Hậu, tỉnh Nam Định",
        ),
        (
            "xã Vị Quảng, huyện Thông Nống, tỉnh Cao Bằng",
            "xã Vị Quang, huyện Thông Nông, tỉnh Cao Bằng",
        ),
    ],
)
def test_a_former_unit_is_offered_where_no_newer_one_is_near(read: str, offered: str) -> None:
    assert listed_readings(read)[0] == offered


def test_only_the_newer_units_are_offered_where_one_is_near() -> None:
    # Both Hải Phong and the former Hải Phương are one letter away.
    read = "xã Hải Phơng, huyện Hải Hậu, tỉnh Nam Định"

    assert listed_readings(read) == ("xã Hải Phong, huyện Hải Hậu, tỉnh Nam Định",)


@pytest.mark.parametrize(
    "place",
    [
        "xã Hồ Bốn, huyện Mù Cang Chải, tỉnh Yên Bái",
        "xã Hồ Bốn, huyện Mù Căng Chải, tỉnh Yên Bái",
        "thị trấn Mù Cang Chải, huyện Mù Cang Chải, tỉnh Yên Bái",
        "xã Mù Căng Chải, tỉnh Lào Cai",
        "phường Lê Lợi, thành phố Qui Nhơn, tỉnh Bình Định",
    ],
)
def test_both_spellings_that_papers_use_are_known(place: str) -> None:
    assert listed_readings(place) == ()


def test_the_second_spelling_of_a_district_still_leads_to_its_communes() -> None:
    read = "xã Hồ Bồn, huyện Mù Cang Chải, tỉnh Yên Bái"

    assert listed_readings(read)[0] == "xã Hồ Bốn, huyện Mù Cang Chải, tỉnh Yên Bái"


def test_second_spellings_are_those_of_units_in_the_lists() -> None:
    listed = {
        (spelling_key(province), spelling_key(name))
        for file in ("units_2025.tsv", "units_2024.tsv", "units_2019.tsv")
        for province, district, _, names in table(file)
        for name in (*names.split(", "), *([district_name(district)] if district else []))
    }

    for province, _, name in table("unit_spellings.tsv"):
        assert (spelling_key(province), spelling_key(name)) in listed


def test_the_header_tells_how_many_former_units_there_are() -> None:
    text = files("ocr.lexicon").joinpath("units_2019.tsv").read_text(encoding="utf-8")
    counts = re.search(r"lacks: ([\d,]+) and ([\d,]+)\.", text)
    rows = list(table("units_2019.tsv"))
    later = {_district(row) for row in table("units_2024.tsv")}
    second = {spelling_key(row[1]) for row in table("unit_spellings.tsv")}
    gone = {_district(row) for row in rows} - later

    assert counts is not None
    assert int(counts[1]) == len({place for place in gone if place[1] not in second})
    assert int(counts[2].replace(",", "")) == sum(len(row[3].split(", ")) for row in rows)


def _district(row: Sequence[str]) -> tuple[tuple[str, str], tuple[str, str]]:
    return spelling_key(row[0]), spelling_key(district_name(row[1]))


def test_names_of_listed_units_are_no_odd_words() -> None:
    place = "Thôn Đông Hạ, xã Ea Tul, huyện Cư M'gar, tỉnh Đắk Lắk"
    assert odd_words(FieldKind.PLACE, place) == ()
    assert odd_words(FieldKind.PLACE, place.replace("Tul", "Tuh")) == ("Ea", "Tuh")
    assert odd_words(FieldKind.NAME, "Y Tul Êban") == ("Tul", "Êban")


def test_abbreviations_of_offices_and_rulings_are_known_in_capitals_alone() -> None:
    note = "theo Quyết định số 25/QĐ-UBND ngày 15/01/2016"
    assert odd_words(FieldKind.TEXT, note) == unfamiliar(FieldKind.TEXT, note) == ()
    assert odd_words(FieldKind.TEXT, note.replace("UBND", "UBNO")) == ("UBNO",)


def test_a_small_word_before_a_level_lacks_no_comma() -> None:
    assert unfamiliar(FieldKind.PLACE, "Bệnh viện Phụ sản tỉnh Sơn La") == ()
    assert unfamiliar(FieldKind.PLACE, "xã Ngọc Sơn huyện Lạc Sơn, tỉnh Hòa Bình") == ("Sơn huyện",)


@pytest.mark.parametrize(
    ("name", "strange"),
    [
        ("Phạm Đình Ung", ("Ung",)),
        ("BÙI QUỐC UNG", ("UNG",)),
        ("Phạm Đình Ưng", ()),
        ("Ung Văn Khiêm", ()),
        ("Trần Nguyễn Bảo An", ()),
        ("Ung", ()),
    ],
)
def test_a_family_name_at_the_end_may_be_a_given_one_that_lost_a_mark(
    name: str, strange: tuple[str, ...]
) -> None:
    assert unfamiliar(FieldKind.NAME, name) == strange
