"""A text layer counts only when it is Vietnamese in Unicode."""

from __future__ import annotations

import pytest

from digitizer.domain.page import Box, Word
from digitizer.domain.values.syllables import is_syllable
from ocr.pages.text_layer import is_sane_vietnamese

GOOD = "Họ, chữ đệm, tên: Nguyễn Thị Phượng sinh ngày 12/03/2020 tại xã Hòa Bình, tỉnh Đắk Lắk"
TCVN3 = "Hä, ch÷ ®Öm, tªn: NguyÔn ThÞ Ph­îng sinh ngµy 12/03/2020 t¹i x· Hßa B×nh, tØnh ®¾k l¾k"
ENGLISH_OCR = "Ho, chit dem, ten: Nguyen Thi Phuong sinh ngay 12/03/2020 tai xa Hoa Binh, tinh"


def words(text: str) -> list[Word]:
    return [Word(part, Box(0, 0, 1, 1), 1.0) for part in text.split()]


@pytest.mark.parametrize(
    ("text", "sane"),
    [
        (GOOD, True),
        (TCVN3, False),
        (ENGLISH_OCR, False),
        (GOOD.replace("ễ", "\ufffd").replace("ị", "\ufffd"), False),
        ("Số: 12", False),
    ],
)
def test_only_sane_vietnamese_is_trusted(text: str, sane: bool) -> None:
    assert is_sane_vietnamese(words(text)) is sane


@pytest.mark.parametrize("word", ["Nguyễn", "PHƯỢNG", "Quỳnh", "khuỷu", "gì", "hòa", "hoà", "Ất"])
def test_syllables_of_vietnamese(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Nguyet", "strasse", "of", "hoïc", "ñi", "được2", "bac", ""])
def test_what_cannot_be_a_syllable(word: str) -> None:
    assert not is_syllable(word)
