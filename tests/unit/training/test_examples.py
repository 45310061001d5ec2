"""Training lines show what their text says, and the same ones come again for the same seed."""

from __future__ import annotations

import random
from pathlib import Path

import cv2
import numpy as np
import pytest

from digitizer.samples.fonts import label_families, value_fonts
from ocr.training.damage.recipes import DAMAGES, Level, apply, choose
from ocr.training.drawing import FaceChooser, Pair, draw_line
from ocr.training.example import Example, ExampleSource, Recipe
from ocr.training.fonts import Face, families
from ocr.training.text import ALPHABET, Line, Role, Run

_LETTERS = frozenset(ALPHABET) - set("ĕĭŏŭčñĔĬŎŬČÑ№")
_HEIGHT = 48
_EM = 50


def _face(path: Path, style: str) -> Face:
    return Face(path, path.stem, style, "train", 1.0, _LETTERS)


@pytest.fixture(scope="module")
def faces() -> tuple[Face, ...]:
    """Installed fonts in the place of the fetched ones."""
    serif = [_face(family.regular, "serif") for family in label_families()]
    return (*serif, *(_face(path, "mono") for path in value_fonts("typewriter")))


@pytest.fixture(scope="module")
def pair(faces: tuple[Face, ...]) -> Pair:
    return Pair(faces[0], faces[0])


def _recipe(level: Level, leaders: float = 0.5) -> Recipe:
    return Recipe(_HEIGHT, 40, ((level, 1.0),), leaders)


def _made(faces: tuple[Face, ...], recipe: Recipe, count: int, seed: int = 3) -> list[Example]:
    source, rng = ExampleSource(faces), random.Random(seed)
    return [source.make(recipe, rng) for _ in range(count)]


def test_the_same_seed_makes_the_same_lines(faces: tuple[Face, ...]) -> None:
    first, again = (_made(faces, _recipe(Level.FULL), 30) for _ in "ab")
    assert [each.text for each in first] == [each.text for each in again]
    assert all(np.array_equal(a.ink, b.ink) for a, b in zip(first, again, strict=True))


def test_a_line_has_the_height_of_the_net_and_ink_on_paper(faces: tuple[Face, ...]) -> None:
    for example in _made(faces, _recipe(Level.CLEAN), 40):
        assert example.ink.shape[0] == _HEIGHT
        assert example.ink.dtype == np.uint8
        if example.text:
            assert example.ink.max() > 200
            assert np.median(example.ink) < 128


def test_some_lines_are_leaders_alone_and_say_nothing(faces: tuple[Face, ...]) -> None:
    examples = _made(faces, _recipe(Level.CLEAN, leaders=1.0), 400)
    empty = [example for example in examples if not example.text]
    assert 1 <= len(empty) <= 30
    assert all(example.ink.any() for example in empty)


def test_leaders_run_under_the_value_and_not_under_the_label(pair: Pair) -> None:
    line = Line((Run("Nơi sinh:", Role.LABEL), Run("Tạ Bú", Role.VALUE)), "place")
    for seed in range(12):
        bare = draw_line(line, pair, _EM, random.Random(seed), has_leaders=False)
        dotted = draw_line(line, pair, _EM, random.Random(seed), has_leaders=True)
        assert dotted.right - dotted.left >= bare.right - bare.left - _EM
        assert (dotted.image < 128).sum() > (bare.image < 128).sum()


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_changes_the_picture_and_keeps_its_shape(name: str, pair: Pair) -> None:
    line = Line((Run("Nguyễn Thị Phượng", Role.VALUE),), "name")
    drawn = draw_line(line, pair, _EM, random.Random(1), has_leaders=False)
    print_only = np.ascontiguousarray(drawn.image[drawn.top : drawn.bottom])
    changed = 0
    for seed in range(8):
        damaged = apply((name,), print_only, _EM, random.Random(seed))
        assert damaged.shape == print_only.shape
        assert damaged.dtype == np.uint8
        changed += not np.array_equal(damaged, print_only)
    assert changed >= 5


def test_light_damage_leaves_more_of_the_print_than_full(pair: Pair) -> None:
    line = Line((Run("Ủy ban nhân dân", Role.VALUE),), "label")
    drawn = draw_line(line, pair, _EM, random.Random(1), has_leaders=False)
    lost = {
        level: sum(
            float(cv2.absdiff(_worn(drawn.image, level, seed), drawn.image).mean())
            for seed in range(40)
        )
        for level in Level
    }
    assert lost[Level.CLEAN] == 0
    assert 0 < lost[Level.LIGHT] < lost[Level.FULL] / 2


def _worn(image: np.ndarray, level: Level, seed: int) -> np.ndarray:
    rng = random.Random(seed)
    return apply(choose(level, rng), image, _EM, rng, is_light=level is Level.LIGHT)


def test_a_face_is_chosen_only_for_text_that_it_can_draw(faces: tuple[Face, ...]) -> None:
    chooser, rng = FaceChooser(faces), random.Random(1)
    assert chooser.pair(rng, "Họ tên:", "H'Ngŭm Êban") is None
    assert chooser.pair(rng, "Họ tên:", "Y Ngum Êban") is not None


def test_the_list_of_families_is_wide_and_keeps_some_unseen() -> None:
    listed = families()
    styles = {family.style for family in listed}
    unseen = [family for family in listed if family.split == "unseen"]
    assert len(listed) >= 60
    assert styles == {"serif", "sans", "mono", "hand"}
    assert {family.style for family in unseen} == styles
    assert all(family.licence in ("OFL-1.1", "Apache-2.0") for family in listed)


def test_the_fonts_of_the_sample_pages_are_never_trained_on() -> None:
    """The sample pages are the independent test of the reader."""
    sampled = ("freeserif", "freesans", "freemono", "dejavu", "noto", "libertine")
    names = [family.package.replace("-", "") for family in families()]
    assert not [name for name in names if name.startswith(sampled)]
