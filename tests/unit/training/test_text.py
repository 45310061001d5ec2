"""The words of training lines: what a reader trained on them will have met."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from functools import cache

import pytest

from digitizer.domain.values.number_words import number_from_words
from digitizer.domain.values.syllables import is_syllable
from digitizer.domain.values.text import fold
from ocr.training.text import ALPHABET, KINDS, Line, Role, invent_line
from ocr.training.text.numbers import in_words
from ocr.training.text.sounds import (
    bases,
    dot_pair,
    horn_pair,
    other_placement,
    spellings,
    syllable,
)


@cache
def lines(count: int = 20_000, longest: int = 80) -> tuple[Line, ...]:
    rng = random.Random(1)
    return tuple(invent_line(rng, longest) for _ in range(count))


def test_the_same_seed_gives_the_same_lines() -> None:
    first, second = random.Random(7), random.Random(7)
    assert [invent_line(first, 60) for _ in range(300)] == [
        invent_line(second, 60) for _ in range(300)
    ]


@pytest.mark.parametrize("longest", [14, 20, 32, 60, 110])
def test_lines_are_clean_and_no_longer_than_asked(longest: int) -> None:
    rng = random.Random(longest)
    for _ in range(4_000):
        line = invent_line(rng, longest)
        assert 1 <= len(line.text) <= longest
        assert line.kind in KINDS
        assert line.text == unicodedata.normalize("NFC", " ".join(line.text.split()))
        assert all(run.text for run in line.runs)
        assert ".." not in line.text
        assert set(line.text) <= set(ALPHABET)


def test_a_line_shorter_than_a_word_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError):
        invent_line(random.Random(1), 13)


def test_every_character_comes_often() -> None:
    seen = Counter("".join(line.text for line in lines()))
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert list(ALPHABET) == sorted(ALPHABET)
    assert min(seen[char] for char in ALPHABET) >= 15


def test_every_kind_comes_and_none_rules() -> None:
    shares = Counter(line.kind for line in lines())
    assert set(shares) == set(KINDS)
    assert all(0.01 < count / len(lines()) < 0.25 for count in shares.values())


def test_labels_and_values_stand_in_one_line_in_a_third_of_lines() -> None:
    both = sum(len({run.role for run in line.runs}) == 2 for line in lines())
    assert 0.2 < both / len(lines()) < 0.45
    assert any(all(run.role is Role.LABEL for run in line.runs) for line in lines())


@pytest.mark.parametrize(
    "word",
    [
        *("tỉnh", "huyện", "xã", "phường", "quận", "thị trấn", "thị xã", "thành phố", "thôn", "ấp"),
        *("bản", "buôn", "đặc khu", "TỈNH", "HUYỆN", "XÃ", "Tỉnh", "Huyện", "Xã", "TP.", "mồng"),
        *("mùng", "linh", "lẻ", "mươi", "lăm", "tư", "m²", "Thị", "THỊ", "Độc lập", "HÒA"),
    ],
)
def test_words_that_papers_repeat_come(word: str) -> None:
    found = re.compile(rf"(?<!\w){re.escape(word)}" + r"(?!\w)" * word[-1].isalpha())
    assert sum(bool(found.search(line.text)) for line in lines()) >= 20


def test_both_customs_of_placing_tones_come_equally() -> None:
    texts = " ".join(line.text for line in lines()).lower()
    old, new = len(re.findall("h(?:ò|ó|ỏ)a\\b", texts)), len(re.findall("h(?:oà|oá|oả)\\b", texts))
    assert min(old, new) > 50
    assert 0.5 < old / new < 2


def test_other_placement_moves_tones_of_open_rhymes_only() -> None:
    assert other_placement("Ủy ban HÒA thuỷ quý ngoài khỏe") == "Uỷ ban HOÀ thủy quý ngoài khoẻ"


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        *(("hoa", ("hóa", "hoá")), ("quy", ("quý",)), ("gia", ("giá",)), ("gi", ("gí",))),
        *(("hươu", ("hướu",)), ("tuyên", ("tuyến",)), ("mua", ("múa",)), ("khuyu", ("khuýu",))),
    ],
)
def test_the_tone_stands_where_the_custom_puts_it(base: str, expected: tuple[str, ...]) -> None:
    assert spellings(base, "\u0301") == expected


def test_invented_syllables_are_legal_and_their_tones_equally_frequent() -> None:
    rng = random.Random(3)
    drawn = [syllable(rng) for _ in range(6_000)]
    assert all(is_syllable(word) for word in drawn)
    marks = Counter(
        next((char for char in unicodedata.normalize("NFD", word) if char in _TONES), "")
        for word in drawn
    )
    assert len(bases()) > 2_000
    assert all(800 < count < 1_200 for count in marks.values())
    assert len(marks) == 6


def test_dot_pairs_differ_by_one_mark() -> None:
    rng = random.Random(4)
    for _ in range(500):
        plain, dotted = dot_pair(rng)
        assert plain != dotted
        assert fold(plain) == fold(dotted)


def test_numbers_in_words_mean_what_they_say() -> None:
    rng = random.Random(5)
    for value in [*range(120), *(rng.randrange(10_000) for _ in range(400))]:
        assert number_from_words(fold(in_words(rng, value))) == value


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def test_horn_pairs_differ_by_horns_alone() -> None:
    rng = random.Random(3)
    for _ in range(300):
        horned, plain = horn_pair(rng)
        assert horned != plain
        assert is_syllable(horned)
        assert not set("ươƯƠ") & set(unicodedata.normalize("NFC", plain))
        assert unicodedata.normalize("NFD", horned).replace("\u031b", "") == unicodedata.normalize(
            "NFD", plain
        )
