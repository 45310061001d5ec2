"""Which letter strings are legal Vietnamese syllables.

Own table from the spelling rules: an onset, a rhyme, at most one tone mark. Syllables of other
languages (Ê Đê, Mông and foreign names) are often none of these; that makes them no error, only
nothing that this table can vouch for.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from digitizer.domain.values.text import clean, without_tone

_ACUTE, _DOT = "\u0301", "\u0323"
_STOPS = ("p", "t", "c", "ch")

# Rhymes are sorted by the letter that they begin with, since c/k, g/gh and ng/ngh depend on it.
_RHYMES_LIST = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi
    om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh uêt ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya
    uych uyên uyêt uynh uyn uyp uyt uyu
    ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu ưn ưm
    y yêm yên yêng yêt yêu
"""
_AFTER_QU_LIST = """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây âu
    e en eng eo et ê êch ên ênh êt i it ich in inh ơ ơi ơn y ych yên yêt ynh yt ôc ôi yu ăp ăm êch
"""
_AFTER_GI_LIST = """
    a ac ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân ât âu ây e em en eo ep et
    êc êng êt êm ên êu o oan oang oc oi om on ong op ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơn u ua uc ui um
    un up uôc uôi uông uôt ươc ươi ương ươu ư ưa ưng ưt ơm oang oăng
"""
_RHYMES = frozenset(_RHYMES_LIST.split())
_AFTER_QU = frozenset(_AFTER_QU_LIST.split())
_AFTER_GI = frozenset(_AFTER_GI_LIST.split())
_GI_ALONE = frozenset({"gi", "gin", "gip", "git", "gim", "ginh", "gich"})
_ONSETS = ("ngh", "ng", "nh", "gh", "kh", "ph", "th", "tr", "ch", *"bcdđghklmnrstvx", "p")
_FRONT = frozenset("eêiy")


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Whether one word without spaces is a legal Vietnamese syllable, in any case."""
    decomposed = unicodedata.normalize("NFD", clean(word).casefold())
    toneless, tone = without_tone(decomposed)
    if len(unicodedata.normalize("NFD", toneless)) + len(tone) != len(decomposed):
        return False
    if tone and not _on_a_vowel(decomposed, tone):
        return False
    rhyme = _rhyme(toneless)
    if rhyme is None:
        return False
    return not rhyme.endswith(_STOPS) or tone in (_ACUTE, _DOT)


def _on_a_vowel(decomposed: str, tone: str) -> bool:
    """Whether the letter that carries the tone is a vowel: ñ is none of our letters."""
    letters = [char for char in decomposed[: decomposed.index(tone)] if char.isalpha()]
    return bool(letters) and letters[-1] in "aeiouy"


def _rhyme(toneless: str) -> str | None:
    """The rhyme of a legal syllable without its tone, or None."""
    if toneless in _GI_ALONE:
        return toneless[1:]
    if toneless.startswith("qu"):
        rest = toneless[2:]
        return rest if rest in _AFTER_QU else None
    if toneless.startswith("gi") and toneless[2:] in _AFTER_GI:
        return toneless[2:]
    if toneless in _RHYMES:
        return toneless
    onset = next((start for start in _ONSETS if toneless.startswith(start)), "")
    rest = toneless[len(onset) :]
    return rest if rest in _RHYMES and _spelled_together(onset, rest) else None


def _spelled_together(onset: str, rhyme: str) -> bool:
    """c, g and ng stand before back vowels; k, gh and ngh before front ones."""
    is_front = rhyme[0] in _FRONT
    if onset in ("c", "g", "ng"):
        return not is_front
    if onset in ("gh", "ngh"):
        return is_front and rhyme[0] != "y"
    if onset == "k":
        return is_front or rhyme in ("a", "ah")
    return not (rhyme.startswith(("yê", "y")) and rhyme != "y")


@cache
def syllable_bases() -> frozenset[str]:
    """All legal syllables without their tone, in lower case and NFC."""
    onsets = ("", "gi", "qu", *_ONSETS)
    rhymes = _RHYMES | _AFTER_QU | _AFTER_GI
    joined = {onset + rhyme for onset in onsets for rhyme in rhymes} | _GI_ALONE
    return frozenset(base for base in joined if _rhyme(base) is not None)


def odd_syllables(text: str) -> tuple[str, ...]:
    """The words of a text that are no legal syllables; punctuation and digits do not count."""
    words = (word.strip(".,;:()-–'’\"/") for word in text.replace("-", " ").split())
    return tuple(word for word in words if word and not word[0].isdigit() and not is_syllable(word))
