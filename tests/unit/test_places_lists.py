"""The unit lists: complete, consistent, and in agreement with the names that the reading knows."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from datetime import date, timedelta
from importlib.resources import files

import pytest

from digitizer.domain.places import Level, Tier, UnitRef
from digitizer.domain.values.text import spelling_key
from digitizer.places.extract import Row as ExtractedRow
from digitizer.places.extract import only_in, row
from digitizer.places.gazetteer import Gazetteer, new_gazetteer, old_gazetteer
from digitizer.places.lists import (
    FORMER,
    NEW,
    OLD,
    former_provinces,
    mergers,
    new_communes,
    new_provinces,
    province_of,
    rows,
    unit_lists,
    unit_of,
)
from digitizer.places.spelling import spelling_of
from ocr.lexicon.units import table as lexicon_table


def _levels(list_key: str, tier: Tier) -> Counter[str]:
    return Counter(
        unit.level for key, unit in rows().items() if key[0] == list_key and unit.tier is tier
    )


def test_the_list_of_today_has_the_units_that_the_decision_counts() -> None:
    assert _levels(NEW, Tier.PROVINCE) == {Level.PROVINCE: 28, Level.CITY: 6}
    assert _levels(NEW, Tier.DISTRICT) == {}
    assert _levels(NEW, Tier.COMMUNE) == {
        Level.COMMUNE: 2621,
        Level.WARD: 687,
        Level.SPECIAL_ZONE: 13,
    }


def test_the_list_until_june_2025_has_its_three_tiers() -> None:
    assert _levels(OLD, Tier.PROVINCE).total() == 63
    assert _levels(OLD, Tier.DISTRICT).total() == 696
    assert _levels(OLD, Tier.COMMUNE).total() == 10_035


def test_every_unit_of_june_2025_went_somewhere_and_every_one_of_today_came_from_somewhere() -> (
    None
):
    communes = {key for key, unit in rows().items() if key[0] == OLD and unit.tier is Tier.COMMUNE}
    islands = {key for key in mergers() if key[0] == OLD} - communes

    assert communes <= mergers().keys()
    assert {rows()[key].name for key in islands} == {
        "Bạch Long Vĩ",
        "Cồn Cỏ",
        "Hoàng Sa",
        "Lý Sơn",
        "Côn Đảo",
    }
    reached = {commune for key in communes | islands for commune in new_communes(key)}
    assert reached == {
        key for key, unit in rows().items() if key[0] == NEW and unit.tier is Tier.COMMUNE
    }


def test_a_unit_goes_whole_to_one_or_in_parts_to_several() -> None:
    for key, went in mergers().items():
        if key[0] == OLD:
            extents = {merger.extent for merger in went}
            assert extents == ({"whole"} if len(went) == 1 else {"part"})


def test_each_old_province_lies_in_one_of_today() -> None:
    provinces = [
        key for key, unit in rows().items() if key[0] == OLD and unit.tier is Tier.PROVINCE
    ]

    assert {len(new_provinces(key)) for key in provinces} == {1}


def test_a_code_of_today_mostly_meant_another_unit_before() -> None:
    both = [
        (rows()[key], rows()[OLD, key[1]])
        for key in rows()
        if key[0] == NEW and len(key[1]) == 5 and (OLD, key[1]) in rows()
    ]

    assert sum((new.level, new.name) != (old.level, old.name) for new, old in both) == 2145


@pytest.mark.parametrize("lacking", range(4))
def test_no_reference_exists_without_its_list(lacking: int) -> None:
    parts = ["Quyết định 19/2025/QĐ-TTg", "2025-07-01", "09895", "xã Quốc Oai"]
    parts[lacking] = ""

    with pytest.raises(ValueError, match="unit reference"):
        UnitRef(*parts)


def test_every_unit_has_those_above_it_in_its_list_or_the_next_one() -> None:
    for key in rows():
        unit = unit_of(key)
        tiers = [each.tier for each in unit.upwards()]
        assert tiers[-1] is Tier.PROVINCE
        assert len(set(tiers)) == len(tiers)
        assert unit.ref.list_version == unit_lists()[key[0]].version


def test_the_lists_follow_each_other_without_a_gap() -> None:
    new, old, former = (unit_lists()[key] for key in (NEW, OLD, FORMER))

    assert old.valid_until == new.valid_from - timedelta(days=1)
    assert old.is_valid(date(2025, 6, 30))
    assert not old.is_valid(date(2025, 7, 1))
    assert new.is_valid(date(2026, 1, 1))
    assert former.valid_until is not None
    assert former.valid_until < new.valid_from
    assert all(each.source for each in (new, old, former))


def test_former_provinces_name_provinces_of_the_list() -> None:
    assert {each.name for each in former_provinces()} >= {
        "Hà Tây",
        "Hà Sơn Bình",
        "Hà Nam Ninh",
        "Bắc Thái",
    }
    for each in former_provinces():
        assert all(key in rows() for key in each.land)


@pytest.mark.parametrize("gazetteer", [new_gazetteer(), old_gazetteer()])
def test_no_two_units_of_one_list_and_place_are_spelled_alike(gazetteer: Gazetteer) -> None:
    """What every comparison leaves out never makes two units one."""
    seen: defaultdict[tuple[object, ...], set[str]] = defaultdict(set)
    for entries in gazetteer.communes.by_plain.values():
        for entry in entries:
            (key,) = entry.keys
            unit = rows()[key]
            place = (key[0], unit.parent, entry.level, entry.spelling)
            seen[place].add(key[1])

    assert [codes for codes in seen.values() if len(codes) > 1] == []


# The lists of the reading side come from another public list: where both differ.


def _lexicon(file: str) -> dict[tuple[object, ...], str]:
    return {
        (spelling_key(province), spelling_key(district), level, spelling_of(name)): name
        for province, district, level, names in lexicon_table(file)
        for name in names.split(", ")
        if name
    }


def _ours(list_key: str) -> dict[tuple[object, ...], str]:
    found = {}
    for key, unit in rows().items():
        if key[0] == list_key and unit.tier is Tier.COMMUNE and unit.parent:
            above = rows()[unit.parent]
            district = f"{above.level} {above.name}" if above.tier is Tier.DISTRICT else ""
            province = rows()[province_of(key)].name
            place = (spelling_key(province), spelling_key(district))
            found[(*place, unit.level, spelling_of(unit.name))] = unit.name
    return found


def test_both_sides_have_the_same_names_of_today() -> None:
    assert _lexicon("units_2025.tsv").keys() == _ours(NEW).keys()


def test_both_sides_differ_in_few_names_of_the_older_list() -> None:
    lexicon, ours = _lexicon("units_2024.tsv"), _ours(OLD)

    # Mộc Châu and Phú Mỹ became towns or cities in 2025, names were put right since, and the two
    # lists spell names of the minorities in their own ways.
    assert len(lexicon.keys() - ours.keys()) <= 159
    assert len(ours.keys() - lexicon.keys()) <= 144


def test_names_that_the_reading_knows_from_2019_are_known() -> None:
    ours = _ours(FORMER).keys() | _ours(OLD).keys()
    names = {(key[0], key[2], key[3]) for key in ours}
    lexicon = _lexicon("units_2019.tsv")
    lacking = [name for key, name in lexicon.items() if (key[0], key[2], key[3]) not in names]

    assert len(lexicon) == 1914
    assert lacking == []


# How the files are made.


@pytest.mark.parametrize(
    ("full_name", "level", "name"),
    [
        ("Phường Phúc Xá", "phường", "Phúc Xá"),
        ("Thị Trấn Ái Tử", "thị trấn", "Ái Tử"),
        ("Phường 02", "phường", "2"),
        ("Huyện  Vũng Liêm", "huyện", "Vũng Liêm"),
        ("Xã Tân Xã", "xã", "Tân Xã"),
    ],
)
def test_a_full_name_is_cut_into_level_and_name(full_name: str, level: str, name: str) -> None:
    assert row("00001", full_name, "001") == ExtractedRow("00001", level, name, "001")


def test_only_what_changed_stays_of_an_older_list() -> None:
    province = row("01", "Thành phố Hà Nội", "")
    kept = row("00001", "Xã Hoà Phú", "001")
    older = [province, row("001", "Huyện A", "01"), kept, row("00002", "Xã B", "001")]
    newer = [province, row("001", "Huyện A", "01"), row("00001", "Xã Hòa Phú", "001")]

    assert only_in(older, newer) == [row("00002", "Xã B", "001")]


def test_the_data_files_say_where_they_come_from() -> None:
    text = files("digitizer.places").joinpath("data", "lists.toml").read_text(encoding="utf-8")

    assert all(each["source"].strip() for each in tomllib.loads(text)["lists"])
