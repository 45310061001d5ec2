"""What a written place means on the day of its paper and today, and when a person is asked."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.places import PlaceState, Reason, Resolution, Tier, Unit
from digitizer.domain.values.text import strip_marks
from digitizer.places import ListedPlaces
from digitizer.places.lists import FORMER, NEW, OLD, rows, unit_of

OLD_PAPER, BETWEEN, NEW_PAPER = date(2010, 5, 1), date(2025, 6, 30), date(2025, 7, 1)
QUOC_OAI = "Xã Phú Cát, huyện Quốc Oai, thành phố Hà Nội"
PLACES = ListedPlaces()


def resolve(text: str, on: date | None = OLD_PAPER) -> Resolution:
    return PLACES.resolve(text, on)


def address(unit: Unit | None) -> str | None:
    return unit.address if unit else None


def offered(found: Resolution, *, today: bool) -> set[tuple[str, Reason]]:
    return {(each.unit.address, each.reason) for each in found.candidates if each.today == today}


@pytest.mark.parametrize(
    "text",
    [
        QUOC_OAI,
        "xã Phú Cát, huyện Quốc Oai, Hà Nội",
        "Xã Phú Cát - Huyện Quốc Oai - TP Hà Nội",
        "X. Phú Cát, H.Quốc Oai, TP.Hà Nội",
        "xã Phú Cát huyện Quốc Oai thành phố Hà Nội",
        "XÃ PHÚ CÁT, HUYỆN QUỐC OAI, THÀNH PHỐ HÀ NỘI",
        "UBND xã Phú Cát, huyện Quốc Oai, thành phố Hà Nội",
        "Ủy ban nhân dân xã Phú Cát, huyện Quốc Oai, thành phố Hà Nội",
        "thành phố Hà Nội, huyện Quốc Oai, xã Phú Cát",
        "xã Phú Cát, huyện Quốc Oai, thành phố Hà Nội, Việt Nam",
        "xã Phú Cát; huyện Quốc Oai; Tp. Hà Nội.",
        "Phú Cát, Quốc Oai, Hà Nội",
    ],
)
def test_a_place_is_found_however_it_is_written(text: str) -> None:
    found = resolve(text)

    assert (address(found.unit), found.state) == (QUOC_OAI, PlaceState.EXACT)
    assert found.text == text
    assert not found.other_list


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("phường 5, quận 3, TP.HCM", "Phường 5, quận 3, thành phố Hồ Chí Minh"),
        ("P5 Q3 TPHCM", "Phường 5, quận 3, thành phố Hồ Chí Minh"),
        ("Phường 05, Quận 03, Tp. Hồ Chí Minh", "Phường 5, quận 3, thành phố Hồ Chí Minh"),
        ("Phường V, quận III, Sài Gòn", "Phường 5, quận 3, thành phố Hồ Chí Minh"),
        ("phường I, TP. Vị Thanh, Hậu Giang", "Phường I, thành phố Vị Thanh, tỉnh Hậu Giang"),
        ("TT. Hát Lót, H. Mai Sơn, Sơn La", "Thị trấn Hát Lót, huyện Mai Sơn, tỉnh Sơn La"),
        ("xã Tân Xã, Thạch Thất, Hà Nội", "Xã Tân Xã, huyện Thạch Thất, thành phố Hà Nội"),
        ("xã Quí Quân, Yên Sơn, Tuyên Quang", "Xã Quý Quân, huyện Yên Sơn, tỉnh Tuyên Quang"),
        ("Đắk Hà, Tu Mơ Rông, Kon Tum", "Xã Đăk Hà, huyện Tu Mơ Rông, tỉnh Kon Tum"),
    ],
)
def test_numbers_and_spellings_of_the_same_name_are_the_same(text: str, unit: str) -> None:
    assert address(resolve(text, BETWEEN).unit) == unit


@pytest.mark.parametrize(
    ("detail", "text"),
    [
        ("thôn 3", "thôn 3, xã Phú Cát, huyện Quốc Oai, Hà Nội"),
        ("Số 12 đường Lê Lợi", "Số 12 đường Lê Lợi, xã Phú Cát, huyện Quốc Oai, Hà Nội"),
        ("thôn 3", "thôn 3 xã Phú Cát huyện Quốc Oai Hà Nội"),
        ("P.402 - CT9A", "P.402 - CT9A, xã Phú Cát, huyện Quốc Oai, Hà Nội"),
        ("12/3 Lê Lợi, tổ 4", "12/3 Lê Lợi, tổ 4, xã Phú Cát, huyện Quốc Oai, Hà Nội"),
    ],
)
def test_hamlet_and_street_stay_beside_the_unit(detail: str, text: str) -> None:
    found = resolve(text)

    assert address(found.unit) == QUOC_OAI
    assert found.detail == detail


def test_the_day_says_which_list_is_meant() -> None:
    before, after = (
        resolve("xã Thạch Thất, Hà Nội", BETWEEN),
        resolve("xã Thạch Thất, Hà Nội", NEW_PAPER),
    )

    assert after.state is PlaceState.EXACT
    assert after.unit is not None
    assert after.unit.ref.list_name == "Quyết định 19/2025/QĐ-TTg"
    assert not after.other_list
    # No commune of that name was there before: the paper is at odds with its day.
    assert before.unit == after.unit
    assert before.other_list
    assert before.state is PlaceState.LIKELY


def test_an_old_place_on_a_paper_of_today_is_the_old_unit_and_its_successor() -> None:
    found = resolve("Phường Bến Nghé, Quận 1, TP. Hồ Chí Minh", NEW_PAPER)

    assert address(found.unit) == "Phường Bến Nghé, quận 1, thành phố Hồ Chí Minh"
    assert found.other_list
    assert address(found.unit_today) == "Phường Sài Gòn, thành phố Hồ Chí Minh"
    assert found.state_today is PlaceState.EXACT
    # Both have one code: only the lists tell them apart.
    assert found.unit is not None
    assert found.unit_today is not None
    assert found.unit.ref.code == found.unit_today.ref.code
    assert found.unit.ref != found.unit_today.ref


def test_a_unit_that_was_split_is_asked_for() -> None:
    found = resolve(QUOC_OAI)

    assert found.state is PlaceState.EXACT
    assert found.unit_today is None
    assert found.state_today is PlaceState.AMBIGUOUS
    assert offered(found, today=True) == {
        ("Xã Phú Cát, thành phố Hà Nội", Reason.SPLIT),
        ("Xã Hạ Bằng, thành phố Hà Nội", Reason.SPLIT),
    }


def test_a_name_of_two_units_is_asked_for() -> None:
    found = resolve("Yên Viên, Gia Lâm, Hà Nội")

    assert found.state is PlaceState.AMBIGUOUS
    assert found.unit is None
    assert offered(found, today=False) == {
        ("Thị trấn Yên Viên, huyện Gia Lâm, thành phố Hà Nội", Reason.SEVERAL),
        ("Xã Yên Viên, huyện Gia Lâm, thành phố Hà Nội", Reason.SEVERAL),
    }
    assert address(resolve("xã Yên Viên, Gia Lâm, Hà Nội").unit) == (
        "Xã Yên Viên, huyện Gia Lâm, thành phố Hà Nội"
    )


def test_without_a_day_a_name_of_both_lists_is_asked_for() -> None:
    found = resolve("xã Hòa Phú, Hà Nội", None)

    assert found.state is PlaceState.AMBIGUOUS
    assert {reason for _, reason in offered(found, today=False)} == {Reason.OTHER_LIST}


def test_marks_tell_units_apart() -> None:
    """Hương Vân and Hương Văn lie in one town."""
    van, vaan = "phường Hương Vân, thị xã Hương Trà, {}", "phường Hương Văn, thị xã Hương Trà, {}"
    hue = "thành phố Huế"

    assert address(resolve(van.format(hue), BETWEEN).unit) != address(
        resolve(vaan.format(hue), BETWEEN).unit
    )
    plain = resolve(strip_marks(van.format(hue)), BETWEEN)
    assert plain.state is PlaceState.AMBIGUOUS
    assert len(offered(plain, today=False)) == 2


def test_a_text_without_marks_is_never_taken_unseen() -> None:
    found = resolve("xa Phu Cat, huyen Quoc Oai, thanh pho Ha Noi")

    assert (address(found.unit), found.state) == (QUOC_OAI, PlaceState.LIKELY)


@pytest.mark.parametrize(
    "text",
    [
        "xã Phú Cat, huyện Quốc Oai, Hà Nội",
        "xã Phú Cát, huyện Quôc Oai, Hà Nôi",
        "xã Phú Cát, huyện Quốc 0ai, Hà Nội",
        "xã Phú Cát, buyện Quốc Oai, Hà Nội",
        "xã Phú Cát, huyện Quốc Oai, Kà Zội",
    ],
)
def test_a_misread_name_is_likely_and_no_more(text: str) -> None:
    found = resolve(text)

    assert (address(found.unit), found.state) == (QUOC_OAI, PlaceState.LIKELY)


def test_a_higher_unit_alone_is_partial() -> None:
    province, district = resolve("tỉnh Hà Nam"), resolve("huyện Lý Nhân, tỉnh Hà Nam")

    assert (address(province.unit), province.state) == ("Tỉnh Hà Nam", PlaceState.PARTIAL)
    assert address(province.unit_today) == "Tỉnh Ninh Bình"
    assert (address(district.unit), district.state) == (
        "Huyện Lý Nhân, tỉnh Hà Nam",
        PlaceState.PARTIAL,
    )
    assert district.state_today is PlaceState.PARTIAL
    assert {reason for _, reason in offered(district, today=True)} == {Reason.DISTRICT_ENDED}


def test_a_name_without_its_level_may_be_a_district_or_its_township() -> None:
    found = resolve("Quốc Oai, Hà Nội")

    assert found.state is PlaceState.AMBIGUOUS
    assert {each for each, _ in offered(found, today=False)} == {
        "Huyện Quốc Oai, thành phố Hà Nội",
        "Thị trấn Quốc Oai, huyện Quốc Oai, thành phố Hà Nội",
    }


def test_an_island_district_without_communes_is_a_special_zone_today() -> None:
    found = resolve("huyện Lý Sơn, tỉnh Quảng Ngãi")

    assert found.state is PlaceState.EXACT
    assert address(found.unit_today) == "Đặc khu Lý Sơn, tỉnh Quảng Ngãi"


def test_a_province_that_ended_long_ago_is_asked_for() -> None:
    whole, inside = resolve("tỉnh Hà Nam Ninh"), resolve("xã Phú Cát, huyện Quốc Oai, tỉnh Hà Tây")

    assert whole.state is PlaceState.PARTIAL
    assert {each for each, _ in offered(whole, today=False)} == {
        "Tỉnh Hà Nam",
        "Tỉnh Nam Định",
        "Tỉnh Ninh Bình",
    }
    assert (inside.unit, inside.state) == (None, PlaceState.PARTIAL)
    assert (QUOC_OAI, Reason.OLD_PROVINCE) in offered(inside, today=False)


def test_a_commune_gone_before_2025_is_known_on_its_day() -> None:
    found = resolve("phường Thảo Điền, Quận 2, TP. Hồ Chí Minh")

    assert found.state is PlaceState.EXACT
    assert found.unit is not None
    assert found.unit.ref.list_version == "2019-10-06"
    assert address(found.unit_today) == "Phường An Khánh, thành phố Hồ Chí Minh"


def test_what_is_only_reported_of_a_merger_is_offered() -> None:
    found = resolve("phường Nguyễn Trung Trực, quận Ba Đình, Hà Nội")

    assert found.state is PlaceState.EXACT
    assert found.unit_today is None
    assert {reason for _, reason in offered(found, today=True)} == {Reason.MERGED_BEFORE}


def test_a_commune_that_the_district_lacks_is_not_taken_from_another_one() -> None:
    found = resolve("xã Phú Cát, huyện Ba Vì, thành phố Hà Nội")

    assert found.state is PlaceState.PARTIAL
    assert address(found.unit) == "Huyện Ba Vì, thành phố Hà Nội"
    assert (QUOC_OAI, Reason.OTHER_DISTRICT) in offered(found, today=False)


@pytest.mark.parametrize(
    "commune", ["Ân Chán", "An Chẩu", "Sơn"], ids=["letter and marks", "mark alone", "a part"]
)
def test_a_commune_in_no_list_is_not_taken_for_a_like_one(commune: str) -> None:
    """An Châu lies in this district: books are full of communes that no list has."""
    found = resolve(f"xã {commune}, huyện Sơn Động, tỉnh Bắc Giang", BETWEEN)

    assert found.state is not PlaceState.EXACT
    if commune != "An Chẩu":
        assert address(found.unit) == "Huyện Sơn Động, tỉnh Bắc Giang"


@pytest.mark.parametrize("text", ["", "  ", "...", "Hoa Kỳ", "Nguyễn Thị Mẫu", "không rõ"])
def test_what_is_no_place_stays_unknown(text: str) -> None:
    found = resolve(text)

    assert (found.unit, found.state, found.unit_today) == (None, PlaceState.UNKNOWN, None)
    assert found.candidates == ()


@pytest.mark.parametrize("text", ["Bệnh viện Bạch Mai, Hà Nội", "12 Lê Lợi, Hà Nội"])
def test_a_hospital_or_street_is_no_commune(text: str) -> None:
    assert address(resolve(text).unit) == "Thành phố Hà Nội"


def test_units_are_found_by_name_for_a_search() -> None:
    today = PLACES.named("phu cat", NEW_PAPER)
    before = PLACES.named("Quốc Oai", OLD_PAPER)

    assert {unit.address for unit in today} >= {"Xã Phú Cát, thành phố Hà Nội"}
    assert before[0].tier is Tier.DISTRICT
    assert "Thị trấn Quốc Oai, huyện Quốc Oai, thành phố Hà Nội" in {u.address for u in before}
    assert PLACES.named("Phú Cạt", OLD_PAPER) == []
    assert PLACES.named(" ") == ()


# Properties over all units.

_COMMUNES = {
    list_key: [key for key, row in rows().items() if key[0] == list_key and len(key[1]) == 5]
    for list_key in (NEW, OLD, FORMER)
}
_DAYS = {NEW: NEW_PAPER, OLD: BETWEEN, FORMER: OLD_PAPER}


@given(st.sampled_from([NEW, OLD, FORMER]), st.integers(0, 10_000))
def test_a_full_address_is_its_unit_on_its_day(list_key: str, place: int) -> None:
    communes = _COMMUNES[list_key]
    unit = unit_of(communes[place % len(communes)])
    found = resolve(unit.address, _DAYS[list_key])

    assert found.unit == unit
    assert found.state is PlaceState.EXACT


@given(st.integers(0, 10_000), st.integers())
def test_marks_or_letters_lost_never_make_an_exact_unit_of_another(place: int, seed: int) -> None:
    unit = unit_of(_COMMUNES[OLD][place % len(_COMMUNES[OLD])])
    written = list(unit.address)
    at = random.Random(seed).randrange(len(written))
    written[at] = strip_marks(written[at])
    found = resolve("".join(written), BETWEEN)

    if found.state is PlaceState.EXACT and found.unit != unit:
        # Another unit is written exactly so.
        assert found.unit is not None
        assert found.unit.address.casefold() == "".join(written).casefold()


@given(st.text(max_size=60), st.sampled_from([None, OLD_PAPER, NEW_PAPER]))
def test_any_text_has_an_answer_that_keeps_it(text: str, on: date | None) -> None:
    found = resolve(text, on)

    assert found.text == text
    assert (found.unit is None) or found.state not in (PlaceState.AMBIGUOUS, PlaceState.UNKNOWN)


@given(st.integers(0, 10_000))
def test_a_choice_is_of_several_or_of_what_no_list_confirms(place: int) -> None:
    unit = unit_of(_COMMUNES[OLD][place % len(_COMMUNES[OLD])])
    found = resolve(unit.address, BETWEEN)

    if found.state_today is PlaceState.AMBIGUOUS:
        assert len(offered(found, today=True)) > 1
    else:
        assert found.unit_today is not None
