"""An endless stream of batches, made by worker processes while the net learns."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from ocr.training.example import Example, ExampleSource
from ocr.training.fonts import Face
from ocr.training.net import STRIDE
from ocr.training.schedule import recipe_at
from ocr.training.text import ALPHABET

# A new shape costs the net's library more than a step of training, so there are few.
WIDTHS = (*range(64, 512, 32), *range(512, 960, 64), *range(960, 1409, 112))
_CODES = {char: number for number, char in enumerate(ALPHABET, start=1)}
CLASSES = len(ALPHABET) + 1


@dataclass(frozen=True, slots=True)
class Batch:
    """``lines`` is N×1×H×W uint8 with 255 for ink, ``widths`` their own widths in px, ``codes`` the
    classes of all texts one after another, ``lengths`` how many belong to each."""

    lines: Tensor
    widths: Tensor
    codes: Tensor
    lengths: Tensor


class ExampleStream(IterableDataset):  # type: ignore[misc,unused-ignore]
    """Batches without end; each worker has random numbers of its own."""

    def __init__(
        self, faces: Sequence[Face], height: int, seed: str, columns: int, done: Tensor
    ) -> None:
        self._faces, self._height, self._seed = tuple(faces), height, seed
        self._columns, self._done = columns, done

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        rng = random.Random(f"{self._seed}/{worker.id if worker else 0}")
        source = ExampleSource(self._faces)
        waiting: dict[int, list[Example]] = {width: [] for width in WIDTHS}
        while True:
            example = source.make(recipe_at(float(self._done[0]), self._height), rng)
            if _fits(example):
                width = padded(example.ink.shape[1])
                waiting[width].append(example)
                if len(waiting[width]) == self._columns // width:
                    yield batch_of(waiting[width], width)
                    waiting[width] = []


def stream(
    faces: Sequence[Face], height: int, seed: str, workers: int, columns: int, done: Tensor
) -> Iterator[Batch]:
    """Batches of so many ``columns`` (px) for a net of a height, made by so many processes beside
    this one. ``done`` is one number in shared memory: the share of the run that is done, which says
    what lines to make."""
    loader = DataLoader(
        ExampleStream(faces, height, seed, columns, done),
        batch_size=None,
        num_workers=workers,
        prefetch_factor=max(4, 24 // workers) if workers else None,
    )
    return iter(loader)


def _fits(example: Example) -> bool:
    """Whether CTC can spell the text in the columns that the net gives."""
    columns = example.ink.shape[1] // STRIDE
    repeats = sum(a == b for a, b in zip(example.text, example.text[1:], strict=False))
    return bool(example.ink.shape[1] <= WIDTHS[-1] and columns > len(example.text) + repeats)


def padded(width: int) -> int:
    """The width of the batch that a line of this width goes into, in px."""
    return int(WIDTHS[bisect_left(WIDTHS, width)])


def batch_of(examples: Sequence[Example], width: int) -> Batch:
    """These examples as one batch of a width in px, paper to the right of the narrower ones."""
    height = examples[0].ink.shape[0]
    lines: NDArray[np.uint8] = np.zeros((len(examples), 1, height, width), np.uint8)
    for row, example in zip(lines, examples, strict=True):
        row[0, :, : example.ink.shape[1]] = example.ink
    return Batch(
        torch.from_numpy(lines),
        torch.tensor([each.ink.shape[1] for each in examples]),
        torch.tensor([_CODES[char] for each in examples for char in each.text], dtype=torch.long),
        torch.tensor([len(each.text) for each in examples]),
    )
