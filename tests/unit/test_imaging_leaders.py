"""Leaders go, tones stay."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.imaging.leaders import Dots, erase_lattice, find_lattice

PITCH, ROW, SIZE = 12.5, 60, 5


def blank() -> np.ndarray:
    return np.full((90, 900), 250, np.uint8)


def dot(image: np.ndarray, x: float, y: float, size: int = SIZE) -> tuple[float, float, float]:
    cv2.circle(image, (round(x), round(y)), size // 2, 20, -1)
    return x, y, float(size)


def dots_of(found: list[tuple[float, float, float]]) -> Dots:
    columns = np.array(sorted(found), dtype=float).T
    return Dots(columns[0], columns[1], columns[2])


def nothing(image: np.ndarray) -> np.ndarray:
    return np.zeros(image.shape, bool)


def test_a_leader_disappears() -> None:
    image = blank()
    lattice = find_lattice(dots_of([dot(image, 20 + k * PITCH, ROW) for k in range(40)]), image)
    assert lattice is not None
    erase_lattice(image, lattice, nothing(image), cut_fused=True)
    assert image.min() >= 200


def test_a_tone_out_of_step_and_a_larger_one_stay() -> None:
    image = blank()
    found = [dot(image, 20 + k * PITCH, ROW) for k in range(40) if k not in (15, 16)]
    tone = dot(image, 20 + 15.5 * PITCH, ROW)
    low = dot(image, 560, ROW + 8)
    large = dot(image, 620, ROW, 9)
    lattice = find_lattice(dots_of([*found, tone, low, large]), image)
    assert lattice is not None
    erase_lattice(image, lattice, nothing(image), cut_fused=True)
    for x, y, _ in (tone, low):
        assert image[round(y), round(x)] < 100, (x, y)


def test_a_few_full_stops_are_no_leader() -> None:
    image = blank()
    stops = [dot(image, x, ROW) for x in (40, 180, 330, 700)]
    assert find_lattice(dots_of(stops), image) is None


def test_dots_run_into_a_letter_are_cut_but_its_strokes_stay() -> None:
    image = blank()
    found = [dot(image, 20 + k * PITCH, ROW) for k in range(40)]
    left, right = 20 + 10 * PITCH, 20 + 14 * PITCH
    image[20 : ROW - 2, round(left) - 3 : round(left) + 3] = 20
    image[20 : ROW - 2, round(right) - 3 : round(right) + 3] = 20
    image[ROW - 6 : ROW - 1, round(left) : round(right)] = 20
    free = [item for k, item in enumerate(found) if not 10 <= k <= 14]
    lattice = find_lattice(dots_of(free), image)
    assert lattice is not None
    middle = round(20 + 12 * PITCH)
    untouched = image.copy()
    erase_lattice(untouched, lattice, nothing(image), cut_fused=False)
    assert untouched[ROW + 2, middle] < 100
    erase_lattice(image, lattice, nothing(image), cut_fused=True)
    assert image[ROW + 2, middle] > 200
    assert image[ROW - 4, middle] < 100
    assert image[40, round(left)] < 100


def test_a_protected_blob_is_never_cut() -> None:
    image = blank()
    found = [dot(image, 20 + k * PITCH, ROW) for k in range(40) if k != 20]
    x = 20 + 20 * PITCH
    dot(image, x, ROW, 9)
    protected = nothing(image)
    protected[ROW - 5 : ROW + 6, round(x) - 5 : round(x) + 6] = True
    lattice = find_lattice(dots_of(found), image)
    assert lattice is not None
    erase_lattice(image, lattice, protected, cut_fused=True)
    assert image[ROW, round(x)] < 100


def test_print_between_two_leaders_is_not_taken_for_one() -> None:
    image = blank()
    found = [dot(image, 20 + k * PITCH, ROW) for k in range(40) if not 12 <= k <= 24]
    for x in range(180, 320, 24):
        image[30 : ROW + 2, x : x + 8] = 20
    before = image.copy()
    lattice = find_lattice(dots_of(found), image)
    assert lattice is not None
    erase_lattice(image, lattice, nothing(image), cut_fused=True)
    assert np.array_equal(before[:, 178:325], image[:, 178:325])


def test_specks_of_two_sizes_form_no_leader() -> None:
    image = blank()
    found = [dot(image, 20 + k * PITCH, ROW, 3 if k % 2 else 15) for k in range(40)]

    assert find_lattice(dots_of(found), image) is None
