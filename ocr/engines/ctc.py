"""What a net's scores say: characters with their columns, how sure they are, and what else.

A score matrix is T×C float32 of natural logarithms: a row for each column of the picture, the
probability of each class in it; class 0 is the blank, class i the character ``charset[i - 1]``.
A text's probability is the sum over all paths that collapse to it (Graves et al., 2006).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Chances = NDArray[np.float64]
BLANK = 0
# Columns around a word that still belong to it: its letters may be seen a little beside their ink.
_MARGIN = 5
_SPACE_LIKELIER_THAN_NOT = 0.5


@dataclass(frozen=True, slots=True)
class Letter:
    """One character on the columns from ``start`` up to ``end``; ``label`` is its class.
    ``confidence`` is the highest probability that any of its columns gives it."""

    label: int
    start: int
    end: int
    confidence: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class LetterRun:
    """The letters of one word, and the columns that speak of this word only."""

    letters: tuple[Letter, ...]
    first: int
    last: int

    @property
    def labels(self) -> tuple[int, ...]:
        return tuple(letter.label for letter in self.letters)


def best_path(scores: Scores) -> tuple[Letter, ...]:
    """The likeliest class of each column, repeats joined and blanks left out."""
    best = scores.argmax(axis=1)
    if not best.any():
        return ()
    edges = np.flatnonzero(np.diff(best)) + 1
    starts = np.concatenate(([0], edges))
    ends = np.append(edges, len(best))
    tops = np.exp(np.maximum.reduceat(scores.max(axis=1), starts))
    return tuple(
        Letter(label, start, end, float(top))
        for label, start, end, top in zip(
            best[starts].tolist(), starts.tolist(), ends.tolist(), tops.tolist(), strict=True
        )
        if label != BLANK
    )


def runs_of(scores: Scores, space: int) -> tuple[LetterRun, ...]:
    """The words of a line. They end at a space; one that is spread thin over the columns of a wide
    gap wins in none of them, but counts when it stands somewhere in the gap more likely than not.
    """
    letters = best_path(scores)
    breaks = _thin_spaces(scores, letters, space)
    groups: list[list[Letter]] = [[]]
    for letter, breaks_after in zip(letters, breaks, strict=True):
        if letter.label == space:
            groups.append([])
            continue
        groups[-1].append(letter)
        if breaks_after:
            groups.append([])
    return _bounded([tuple(group) for group in groups if group], len(scores))


def _thin_spaces(scores: Scores, letters: Sequence[Letter], space: int) -> list[bool]:
    """For each letter whether a space that is no letter of the best path follows it."""
    if len(letters) < 2:
        return [False] * len(letters)
    absent = np.log1p(-np.exp(np.minimum(scores[:, space], -1e-6)).astype(np.float64))
    before = np.concatenate(([0.0], np.cumsum(absent)))
    ends = np.array([letter.end for letter in letters[:-1]])
    starts = np.array([letter.start for letter in letters[1:]])
    present = 1.0 - np.exp(before[starts] - before[ends])
    return [*(present > _SPACE_LIKELIER_THAN_NOT).tolist(), False]


def _bounded(groups: Sequence[tuple[Letter, ...]], columns: int) -> tuple[LetterRun, ...]:
    """Each word with a margin of columns, which ends half-way to its neighbour."""
    runs = []
    for number, group in enumerate(groups):
        first, last = group[0].start - _MARGIN, group[-1].end + _MARGIN
        if number:
            first = max(first, (groups[number - 1][-1].end + group[0].start) // 2)
        if number + 1 < len(groups):
            last = min(last, (group[-1].end + groups[number + 1][0].start) // 2)
        runs.append(LetterRun(group, max(0, first), min(columns, last)))
    return tuple(runs)


def chances_of(scores: Scores, run: LetterRun, space: int) -> Chances:
    """The probabilities in the columns of a word, as if there were no spaces: around the word a
    space says the same of it as a blank, inside it one speaks against it."""
    chances = np.exp(scores[run.first : run.last], dtype=np.float64)
    before, after = run.letters[0].start - run.first, run.letters[-1].end - run.first
    chances[:before, BLANK] += chances[:before, space]
    chances[after:, BLANK] += chances[after:, space]
    chances[:, space] = 0.0
    return chances


def text_probabilities(words: Sequence[tuple[Chances, Sequence[int]]]) -> NDArray[np.float64]:
    """For each word, given by its chances and labels, the probability that its columns say exactly
    this. All words go through their columns together."""
    if not words:
        return np.zeros(0)
    states = [_states(labels) for _, labels in words]
    length = np.array([len(each) for each in states])
    columns = np.array([len(chances) for chances, _ in words])
    emitted = np.zeros((int(columns.max()), len(words), int(length.max())))
    skips = np.zeros((len(words), int(length.max())), dtype=bool)
    for number, ((chances, _), each) in enumerate(zip(words, states, strict=True)):
        emitted[: len(chances), number, : len(each)] = chances[:, each]
        skips[number, 3 : len(each) : 2] = each[3::2] != each[1:-2:2]
    forward = np.zeros((len(words), int(length.max())))
    forward[:, :2] = emitted[0, :, :2]
    whole = forward.copy()
    for step in range(1, len(emitted)):
        moved = forward.copy()
        moved[:, 1:] += forward[:, :-1]
        moved[:, 2:] += np.where(skips[:, 2:], forward[:, :-2], 0.0)
        forward = moved * emitted[step]
        whole = np.where((columns > step)[:, None], forward, whole)
    rows = np.arange(len(words))
    found = whole[rows, length - 1] + whole[rows, length - 2]
    return np.asarray(found.clip(0.0, 1.0), dtype=np.float64)


def _states(labels: Sequence[int]) -> NDArray[np.intp]:
    """The labels with a blank around each."""
    states = np.full(2 * len(labels) + 1, BLANK, dtype=np.intp)
    states[1::2] = labels
    return states
