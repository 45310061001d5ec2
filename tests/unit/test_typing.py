"""Telex and VNI: every syllable can be typed, in any custom, and nothing else is touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.preferences import TypingMethod
from digitizer.domain.typing.engine import Typed, compose, finish
from digitizer.domain.typing.methods import Method, method
from digitizer.domain.typing.spelling import spelling
from digitizer.domain.values.syllables import is_syllable, syllable_bases
from digitizer.domain.values.text import strip_marks
from digitizer.domain.values.tones import with_tone

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
KEYS = {
    TypingMethod.TELEX: (
        {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"},
        dict(zip(TONES, ("", "f", "s", "x", "r", "j"), strict=True)),
    ),
    TypingMethod.VNI: (
        {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"},
        dict(zip(TONES, ("", "2", "1", "4", "3", "5"), strict=True)),
    ),
}
BASES = sorted(syllable_bases())
KNOWN = spelling(("Đắk", "Krông", "Blô"))


def used(typing: TypingMethod) -> Method:
    found = method(typing)
    assert found is not None
    return found


def telex(keys: str) -> str:
    return compose("", keys, "", used(TypingMethod.TELEX), KNOWN).text


def vni(keys: str) -> str:
    return compose("", keys, "", used(TypingMethod.VNI), KNOWN).text


def in_order(base: str, tone: str, typing: TypingMethod) -> str:
    """Each mark behind its letter, the tone at the end."""
    marks, tones = KEYS[typing]
    if typing is TypingMethod.TELEX:
        base = base.replace("oo", "ooo")
    return "".join(marks.get(letter, letter) for letter in base) + tones[tone]


@st.composite
def syllables(draw: st.DrawFn) -> tuple[str, str]:
    base = draw(st.sampled_from(BASES))
    tones = [tone for tone in TONES if is_syllable(with_tone(base, tone))]
    return base, draw(st.sampled_from(tones))


@pytest.mark.parametrize("typing", list(KEYS))
def test_every_syllable_is_typed_in_order(typing: TypingMethod) -> None:
    for place, base in enumerate(BASES):
        tones = [tone for tone in TONES if is_syllable(with_tone(base, tone))]
        tone = tones[place % len(tones)]
        keys = in_order(base, tone, typing)
        assert finish("", keys, "", used(typing), KNOWN).text == with_tone(base, tone), keys


@pytest.mark.parametrize("typing", list(KEYS))
@given(syllables(), st.randoms(use_true_random=False), st.booleans())
def test_marks_may_be_typed_at_the_end_in_any_order(
    typing: TypingMethod, chosen: tuple[str, str], random: object, is_upper: bool
) -> None:
    base, tone = chosen
    marks, tones = KEYS[typing]
    plain = strip_marks(base)
    if typing is TypingMethod.TELEX:
        plain = plain.replace("oo", "ooo")
    late = [marks[letter][-1] for letter in base if letter in marks]
    if "ươ" in base:
        late.remove(marks["ư"][-1])  # one key marks both
    late.append(tones[tone])
    random.shuffle(late)  # type: ignore[attr-defined]
    keys, wanted = plain + "".join(late), with_tone(base, tone)
    if is_upper:
        keys, wanted = keys.upper(), wanted.upper()
    made = compose("", keys, "", used(typing), KNOWN).text
    assert made == wanted
    assert unicodedata.is_normalized("NFC", made)
    assert made[:-1] == wanted[:-1]  # one letter a backspace


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ("nguyeenx", "nguyễn"),
        ("nguyenxe", "nguyễn"),
        ("nguyenex", "nguyễn"),
        ("dduwowcj", "được"),
        ("duocdwj", "được"),
        ("thuowr", "thuở"),
        ("huowng", "hương"),
        ("tw", "tư"),
        ("W", "Ư"),
        ("hoaf", "hòa"),
        ("hoanf", "hoàn"),
        ("thuys", "thúy"),
        ("quys", "quý"),
        ("giaf", "già"),
        ("booocs", "boóc"),
        ("KHANHS", "KHÁNH"),
        ("DDinhj", "Định"),
        ("hoafs", "hóa"),
        ("hoafz", "hoa"),
        ("Ddawks", "Đắk"),
        ("QDD", "QĐ"),
        ("HDDND", "HĐND"),
    ],
)
def test_telex_words(keys: str, wanted: str) -> None:
    assert telex(keys) == wanted


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [("ass", "as"), ("aaa", "aa"), ("ww", "w"), ("uww", "uw"), ("ddd", "dd"), ("offf", "off")],
)
def test_a_mark_typed_again_leaves_its_key(keys: str, wanted: str) -> None:
    assert telex(keys) == wanted


def test_vni_words() -> None:
    assert vni("nguye64n") == vni("nguyen64") == "nguyễn"
    assert vni("duoc975") == "được"
    assert vni("A11") == "A1"
    assert vni("12") == "12"


@pytest.mark.parametrize(
    "word",
    ["system", "W12", "12W", "add", "Robert", "Windows", "B2", "CMND", "UBND", "KT3", "Smith"],
)
def test_what_is_no_syllable_stays_as_it_was_typed(word: str) -> None:
    assert telex(word) == word


@given(st.text("bcdghklmnpqrstvxfjwz0123456789", min_size=1, max_size=12))
def test_codes_with_a_digit_stay_as_they_were_typed(word: str) -> None:
    """No tone has a vowel to stand on; an ư or đ that a key made goes when a digit follows. Keys
    typed twice took a mark back on purpose."""
    code = word + "7"
    taken_back = "dwsfrxj" if "w" in word else "d"
    if not any(word.count(key) > 1 for key in taken_back):
        assert telex(code) == code


def test_a_word_that_did_not_become_one_is_its_keys_when_it_ends() -> None:
    assert telex("raw") == "ră"
    assert finish("", "raw", "", used(TypingMethod.TELEX), KNOWN).text == "raw"


def test_keys_work_in_the_middle_of_a_word_that_stands_there() -> None:
    telex_keys = used(TypingMethod.TELEX)
    assert compose("hoa", "f", "n", telex_keys, KNOWN) == Typed("hoàn", 3)
    assert compose("nguyê", "x", "n", telex_keys, KNOWN) == Typed("nguyễn", 5)
    assert compose("thuở", "s", "", telex_keys, KNOWN) == Typed("thuớ", 4)
    assert compose("th", "i", "ch", telex_keys, KNOWN) == Typed("thich", 3)
