"""What typing costs: key presses for a text and for a correction, by one rule for everybody.

A key press counts once, whatever is held with it (Shift, Ctrl, Alt). Vietnamese is typed in Telex:
``ế`` is three presses (e, e, s), ``đ`` two, and ``ươ`` three (u, o, w). A correction is made in the
cheapest of two ways: typing the whole value over the selected old one, or going to each place
that differs by words and letters, deleting and typing there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from PySide6.QtGui import QTextLayout

_SHAPES = {"\u0302": "circumflex", "\u031b": "horn", "\u0306": "breve"}
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a correction: ``keys`` presses of a named key, or a text that is typed."""

    key: str
    times: int = 1
    text: str = ""

    @property
    def presses(self) -> int:
        return typing_presses(self.text) if self.text else self.times


def typing_presses(text: str) -> int:
    """Key presses for a text in Telex."""
    presses = 0
    plain = unicodedata.normalize("NFC", text)
    for place, letter in enumerate(plain):
        if letter in "đĐ":
            presses += 2
            continue
        marks = unicodedata.normalize("NFD", letter)[1:]
        shape = any(mark in _SHAPES for mark in marks)
        # One w marks both letters of the pair.
        shares = shape and _is_horned(letter, "o") and place and _is_horned(plain[place - 1], "u")
        presses += 1 + int(shape and not shares) + int(any(mark in _TONES for mark in marks))
    return presses


def presses(moves: Sequence[Move]) -> int:
    return sum(move.presses for move in moves)


def correction(
    shown: str, wanted: str, caret: int | None = None, *, by_words: bool = True
) -> list[Move]:
    """The cheaper way from one text to the other. ``caret`` is where the caret stands; None: the
    whole text is selected, and the caret goes to the head by one press."""
    whole = [Move("type", text=wanted)] if wanted else [Move("Delete")]
    if caret is not None:
        whole.insert(0, Move("Ctrl+A"))
    by_place = _by_place(shown, wanted, caret, by_words=by_words)
    return min((whole, by_place), key=presses)


def _by_place(shown: str, wanted: str, caret: int | None, *, by_words: bool) -> list[Move]:
    moves: list[Move] = [] if caret is not None else [Move("Ctrl+Home")]
    place = caret or 0
    text = shown
    shift = 0
    for kind, start, end, first, last in SequenceMatcher(
        None, shown, wanted, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            continue
        moves += _going(text, place, start + shift, by_words=by_words)
        place = start + shift
        if end > start:
            moves.append(Move("Delete", end - start))
            text = text[:place] + text[place + end - start :]
        if last > first:
            piece = wanted[first:last]
            moves.append(Move("type", text=piece))
            text = text[:place] + piece + text[place:]
            place += len(piece)
        shift += (last - first) - (end - start)
    return moves


def _going(text: str, place: int, target: int, *, by_words: bool) -> list[Move]:
    """From one place of the text to another: by words as far as that helps, then by letters."""
    if target == place:
        return []
    if target < place:
        back = _going(text, 0, target, by_words=by_words)
        direct = [Move("Left", place - target)]
        return min(([Move("Ctrl+Home"), *back], direct), key=presses)
    starts = [at for at in _word_starts(text) if place < at <= target]
    from_end = [
        Move("Ctrl+End"),
        *([Move("Left", len(text) - target)] if target < len(text) else []),
    ]
    ways = [[Move("Right", target - place)], from_end]
    if starts and by_words:
        letters = target - starts[-1]
        ways.append(
            [Move("Ctrl+Right", len(starts)), *([Move("Right", letters)] if letters else [])]
        )
    return min(ways, key=presses)


def _word_starts(text: str) -> list[int]:
    """Where Ctrl+Right stops on its way from the head, as Qt's editors have it."""
    layout = QTextLayout(text)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    places, place = [], 0
    while place < len(text):
        place = layout.nextCursorPosition(place, QTextLayout.CursorMode.SkipWords)
        places.append(place)
    return places


def _is_horned(letter: str, base: str) -> bool:
    parts = unicodedata.normalize("NFD", letter)
    return parts[0].lower() == base and "\u031b" in parts
