"""The keys of Telex and VNI: what each does to the word before the caret.

Telex was laid down in TCVN 5712:1993 (annex); VNI is the custom of the program of that name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from digitizer.domain.preferences import TypingMethod

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
LEVEL = ""


class Mark(StrEnum):
    """A mark that makes another letter. Telex ``w`` is ``horn_or_breve`` and a letter ư itself."""

    STROKE = "stroke"
    CIRCUMFLEX = "circumflex"
    HORN = "horn"
    BREVE = "breve"
    HORN_OR_BREVE = "horn_or_breve"


@dataclass(frozen=True, slots=True)
class Marking:
    """``letters`` are the base letters that this key may mark."""

    mark: Mark
    letters: str
    stands_alone: bool = False


@dataclass(frozen=True, slots=True)
class Method:
    """``tones`` gives the combining mark of a key, empty for the key that takes the tone away."""

    tones: Mapping[str, str]
    marks: Mapping[str, Marking]


_TELEX = Method(
    tones={"f": GRAVE, "s": ACUTE, "x": TILDE, "r": HOOK, "j": DOT, "z": LEVEL},
    marks={
        "d": Marking(Mark.STROKE, "d"),
        "a": Marking(Mark.CIRCUMFLEX, "a"),
        "e": Marking(Mark.CIRCUMFLEX, "e"),
        "o": Marking(Mark.CIRCUMFLEX, "o"),
        "w": Marking(Mark.HORN_OR_BREVE, "aou", stands_alone=True),
    },
)
_VNI = Method(
    tones={"2": GRAVE, "1": ACUTE, "4": TILDE, "3": HOOK, "5": DOT, "0": LEVEL},
    marks={
        "9": Marking(Mark.STROKE, "d"),
        "6": Marking(Mark.CIRCUMFLEX, "aeo"),
        "7": Marking(Mark.HORN, "ou"),
        "8": Marking(Mark.BREVE, "a"),
    },
)
_METHODS = {TypingMethod.TELEX: _TELEX, TypingMethod.VNI: _VNI}
_MARKED = {
    Mark.STROKE: {"d": "đ"},
    Mark.CIRCUMFLEX: {"a": "â", "e": "ê", "o": "ô"},
    Mark.HORN: {"o": "ơ", "u": "ư"},
    Mark.BREVE: {"a": "ă"},
    Mark.HORN_OR_BREVE: {"a": "ă", "o": "ơ", "u": "ư"},
}


def method(typing: TypingMethod) -> Method | None:
    """The keys of a method; None while the computer's own input method is used."""
    return _METHODS.get(typing)


def marked(mark: Mark, letter: str) -> str:
    """The letter (a base letter in lower case) with a mark."""
    return _MARKED[mark][letter]
