"""Scores written by hand: what they say, how sure it is, and what else they may say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, product

import numpy as np
import pytest

from ocr.engines.beam import likeliest
from ocr.engines.ctc import (
    BLANK,
    Chances,
    LetterRun,
    Scores,
    best_path,
    chances_of,
    runs_of,
    text_probabilities,
)

A, B, SPACE = 1, 2, 3
CLASSES = 4


def scores(*columns: Mapping[int, float]) -> Scores:
    """A row a column: the given probabilities, the rest of each on the blank."""
    matrix = np.full((len(columns), CLASSES), 1e-9, np.float64)
    for row, column in zip(matrix, columns, strict=True):
        row[BLANK] = max(1e-9, 1 - sum(column.values()))
        for label, chance in column.items():
            row[label] = chance
    return np.log(matrix).astype(np.float32)


def labels(runs: Sequence[LetterRun]) -> list[tuple[int, ...]]:
    return [run.labels for run in runs]


def judged(matrix: Scores) -> list[tuple[tuple[int, ...], Chances, float]]:
    runs = runs_of(matrix, SPACE)
    chances = [chances_of(matrix, run, SPACE) for run in runs]
    words = list(zip(chances, labels(runs), strict=True))
    return [
        (text, each, float(chance))
        for (each, text), chance in zip(words, text_probabilities(words), strict=True)
    ]


def by_counting(chances: Chances, text: tuple[int, ...]) -> float:
    """The definition: the sum over every path that collapses to the text."""
    total = 0.0
    for path in product(range(CLASSES), repeat=len(chances)):
        joined = [path[0], *(new for old, new in pairwise(path) if new != old)]
        if tuple(label for label in joined if label != BLANK) == text:
            total += float(np.prod(chances[np.arange(len(path)), path]))
    return total


def test_repeats_are_joined_and_a_blank_between_makes_two() -> None:
    path = best_path(scores({A: 0.9}, {A: 0.8}, {}, {A: 0.95}, {B: 0.7}))
    assert [(each.label, each.start, each.end) for each in path] == [
        (A, 0, 2),
        (A, 3, 4),
        (B, 4, 5),
    ]
    assert [each.confidence for each in path] == pytest.approx([0.9, 0.95, 0.7], abs=1e-5)


def test_blank_scores_say_nothing() -> None:
    assert best_path(scores({}, {}, {A: 0.2})) == ()
    assert runs_of(scores({}, {}), SPACE) == ()
    assert list(text_probabilities([])) == []


def test_words_end_at_spaces_and_spaces_outside_do_not_count() -> None:
    sure = {A: 0.99}
    matrix = scores({SPACE: 0.9}, sure, {}, {B: 0.99}, {SPACE: 0.9}, {SPACE: 0.9}, {}, sure, {})
    assert labels(runs_of(matrix, SPACE)) == [(A, B), (A,)]


def test_a_space_spread_over_a_wide_gap_still_parts_two_words() -> None:
    gap = [{SPACE: 0.15}] * 8
    assert labels(runs_of(scores({A: 0.99}, *gap, {B: 0.99}), SPACE)) == [(A,), (B,)]
    thin = [{SPACE: 0.02}] * 8
    assert labels(runs_of(scores({A: 0.99}, *thin, {B: 0.99}), SPACE)) == [(A, B)]


def test_a_word_is_as_sure_as_all_its_paths_together() -> None:
    matrix = scores({A: 0.6}, {A: 0.5, B: 0.2}, {B: 0.7}, {B: 0.3, A: 0.1})
    ((text, chances, chance),) = judged(matrix)
    assert text == (A, B)
    assert chance == pytest.approx(by_counting(chances, text), abs=1e-6)


def test_words_of_different_lengths_are_judged_as_if_alone() -> None:
    one = scores({A: 0.6}, {A: 0.5, B: 0.2}, {B: 0.7})
    other = scores({}, {A: 0.9}, {}, {A: 0.8}, {A: 0.4, B: 0.5}, {}, {B: 0.6})
    words = [(np.exp(one), (A, B)), (np.exp(other), (A, A, B, B)), (np.exp(one), (A, A))]
    together = text_probabilities(words)
    alone = [float(text_probabilities([word])[0]) for word in words]
    assert list(together) == pytest.approx(alone)
    assert alone == pytest.approx([by_counting(each, text) for each, text in words], abs=1e-6)


def test_a_digit_that_may_stand_twice_is_no_sure_word() -> None:
    """The best path alone gives 11 the highest letter confidences."""
    matrix = scores({A: 0.999}, {A: 0.45}, {A: 0.999})
    ((text, chances, chance),) = judged(matrix)
    assert text == (A, A)
    assert chance == pytest.approx(0.55, abs=0.01)
    assert dict(likeliest(chances, 3))[(A,)] == pytest.approx(0.45, abs=0.01)


def test_a_space_beside_a_word_says_nothing_against_it() -> None:
    matrix = scores({A: 0.999}, {SPACE: 0.4}, {SPACE: 0.98}, {SPACE: 0.4}, {B: 0.999})
    assert [chance for _, _, chance in judged(matrix)] == pytest.approx([0.999, 0.999], abs=0.002)


def test_a_space_inside_a_word_speaks_against_it() -> None:
    ((text, _, chance),) = judged(scores({A: 0.999}, {SPACE: 0.3}, {B: 0.999}))
    assert text == (A, B)
    assert chance == pytest.approx(0.7, abs=0.01)


def test_alternatives_are_the_likeliest_texts_in_order() -> None:
    matrix = np.exp(scores({A: 0.6, B: 0.35}, {}, {B: 0.9}))
    found = likeliest(matrix, 4)
    expected = {text: by_counting(matrix, text) for text in ((A, B), (B, B), (A,), (B,))}
    assert [text for text, _ in found] == sorted(expected, key=lambda text: -expected[text])
    assert dict(found) == pytest.approx(expected, abs=1e-3)


def test_the_empty_text_is_no_alternative() -> None:
    assert likeliest(np.exp(scores({A: 0.2}, {})), 3) == (((A,), pytest.approx(0.2)),)
