"""What text stands where: the record's values in their places, the read words elsewhere."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.page import Box, LineReading, Origin, TextLine, Word
from digitizer.domain.record import EmptyReason, FieldReading, FieldValue, ValueState
from exports.pdfa.placing import cleaned, page_rows

PAGE = Box(0, 0, 1000, 1400)
ORIGIN = Origin("test", "1")


def line(y: int, *words: tuple[str, int, int]) -> TextLine:
    """Words by text, left edge and width."""
    made = tuple(Word(text, Box(x, y, width, 40), 0.9) for text, x, width in words)
    return TextLine(Box.around(word.box for word in made), (LineReading(ORIGIN, made),))


def value(key: str, text: str, box: Box | None, read: str = "?", **others: object) -> FieldValue:
    reading = FieldReading(key, read, box=box, page=1)
    return FieldValue(key, text, text, ValueState.CONFIRMED, reading, **others)  # type: ignore[arg-type]


def texts(rows: list[tuple[object, ...]]) -> list[str]:
    return [" ".join(word.text for word in row) for row in rows]  # type: ignore[attr-defined]


NAME = line(100, ("Họ", 50, 40), ("tên:", 100, 60), ("NGUYEN", 200, 140), ("THl", 350, 60))
BORN = line(200, ("Sinh", 50, 70), ("ngày:", 130, 80), ("3/2/2017", 230, 160))


def test_a_corrected_value_stands_where_the_wrong_words_stood() -> None:
    box = Box(195, 95, 220, 50)
    rows = page_rows([NAME, BORN], [value("hoTen", "NGUYỄN THỊ", box)], PAGE)
    assert texts(rows) == ["Họ tên: NGUYỄN THỊ", "Sinh ngày: 3/2/2017"]
    first, last = rows[0][2].box, rows[0][3].box
    assert (first.x, last.right) == (box.x, box.right)
    assert (first.y, first.height) == (100, 40)
    assert first.width > last.width


def test_a_value_that_reads_as_the_paper_keeps_the_places_of_its_words() -> None:
    rows = page_rows([BORN], [value("ngaySinh", "3/2/2017", Box(220, 190, 300, 60))], PAGE)
    assert rows[0][2].box == Box(230, 200, 160, 40)


def test_a_value_where_nothing_was_read_joins_the_row_beside_it() -> None:
    rows = page_rows([NAME, BORN], [value("so", "15/2017", Box(700, 90, 200, 60))], PAGE)
    assert texts(rows)[0] == "Họ tên: NGUYEN THl 15/2017"
    alone = page_rows([NAME, BORN], [value("so", "15/2017", Box(700, 300, 200, 60))], PAGE)
    assert texts(alone) == ["Họ tên: NGUYEN THl", "Sinh ngày: 3/2/2017", "15/2017"]


def test_a_value_over_several_lines_is_shared_out_over_them() -> None:
    lines = [
        line(100, ("Xã", 300, 40), ("Lak", 350, 60)),
        line(160, ("huyen", 50, 100), ("Lak", 160, 60), ("tinh", 230, 80)),
    ]
    box = Box(45, 95, 420, 110)
    rows = page_rows(lines, [value("noiSinh", "Xã Lắk huyện Lắk tỉnh Đắk Lắk", box)], PAGE)
    assert " ".join(texts(rows)) == "Xã Lắk huyện Lắk tỉnh Đắk Lắk"
    assert [row[0].box.y for row in rows] == [100, 160]


def test_what_a_person_could_not_read_is_no_text_but_a_field_that_is_not_there_changes_none() -> (
    None
):
    box = Box(195, 95, 220, 50)
    torn = value("hoTen", "", box, empty_reason=EmptyReason.TORN)
    assert texts(page_rows([NAME], [torn], PAGE)) == ["Họ tên:"]
    absent = value("hoTen", "", box, empty_reason=EmptyReason.NOT_ON_PAPER)
    assert texts(page_rows([NAME], [absent], PAGE)) == ["Họ tên: NGUYEN THl"]


def test_two_values_of_one_place_are_both_there_and_a_part_of_another_only_once() -> None:
    box = Box(195, 95, 220, 50)
    both = [value("a", "Lắk", box), value("b", "Buôn Ma Thuột", box)]
    assert sorted(texts(page_rows([NAME], both, PAGE))) == ["Buôn Ma Thuột", "Họ tên:", "Lắk"]
    part = [value("a", "Thuột", box), value("b", "Buôn Ma Thuột", box)]
    assert texts(page_rows([NAME], part, PAGE)) == ["Họ tên: Buôn Ma Thuột"]


def test_a_table_is_told_by_its_rows_when_a_person_changed_it() -> None:
    box, read = Box(195, 95, 400, 150), "NGUYEN | THl\n3/2/2017"
    same = value("bang", read, box, read)
    assert texts(page_rows([NAME, BORN], [same], PAGE))[0] == "Họ tên: NGUYEN THl"
    rows = page_rows([NAME, BORN], [value("bang", "NGUYỄN | THỊ\n4/2/2017", box, read)], PAGE)
    assert " ".join(texts(rows)).replace("Họ tên: ", "").replace("Sinh ngày: ", "") == (
        "NGUYỄN THỊ 4/2/2017"
    )


def test_only_what_lies_in_the_part_is_told() -> None:
    part = Box(0, 0, 1000, 150)
    out = value("ngaySinh", "4/2/2017", Box(230, 200, 160, 40))
    assert texts(page_rows([NAME, BORN], [out], part)) == ["Họ tên: NGUYEN THl"]


def test_a_value_takes_no_words_of_another_value_away() -> None:
    wide, narrow = value("a", "Mai Lan", Box(0, 0, 200, 10)), value("b", "Hoa", Box(35, 0, 60, 40))
    assert sorted(texts(page_rows([], [wide, narrow], PAGE))) == ["Hoa", "Mai Lan"]
    read = TextLine(
        Box(0, 0, 200, 10), (LineReading(ORIGIN, (Word("Mai", Box(40, 0, 20, 10), 0.9),)),)
    )
    same = value("a", "Mai", Box(0, 0, 200, 10))
    assert sorted(" ".join(texts(page_rows([read], [same, narrow], PAGE))).split()) == [
        "Hoa",
        "Mai",
    ]


_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=0, max_size=12
).map(lambda text: text.replace("|", ""))
_BOXES = st.builds(
    Box, st.integers(0, 900), st.integers(0, 1300), st.integers(1, 500), st.integers(1, 200)
)


@given(
    st.lists(st.tuples(_WORDS, _BOXES), max_size=6),
    st.lists(st.tuples(_WORDS, _BOXES), max_size=12),
)
def test_every_value_with_a_place_is_told_whole_and_in_nfc(
    fields: list[tuple[str, Box]], words: list[tuple[str, Box]]
) -> None:
    lines = [TextLine(box, (LineReading(ORIGIN, (Word(text, box, 0.9),)),)) for text, box in words]
    values = [value(f"f{at}", text, box) for at, (text, box) in enumerate(fields)]
    rows = page_rows(lines, values, PAGE)
    told = " ".join(texts(rows)).split()
    assert told == unicodedata.normalize("NFC", " ".join(told)).split()
    assert all(word.box.width > 0 and word.box.height > 0 for row in rows for word in row)
    for each in values:
        box = each.reading.box if each.reading else None
        assert box is not None
        if box.x + box.width // 2 < PAGE.right and box.y + box.height // 2 < PAGE.bottom:
            for word in cleaned(each.text).split():
                assert word in told
