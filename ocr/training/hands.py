"""Trains the finder of handwriting: for each column of a line, whether a hand wrote it.

Lines of print and lines by hand are made with the damages and leaders of the line reader's, and
pieces of them are set beside each other, so that both sides of a border are seen.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ocr.engines.handwriting import COLUMN, HAND_INPUT, HAND_OUTPUT, HEIGHT, INKED
from ocr.engines.protocol import GrayImage
from ocr.training.drawing import HandDrawing
from ocr.training.example import ExampleSource
from ocr.training.fonts import Face
from ocr.training.schedule import recipe_at

_WIDTH = 512
_BATCH = 24
_OPSET = 17
_LATE = 0.9
_RATE = 2e-3

_log = logging.getLogger(__name__)


class HandNet(nn.Module):  # type: ignore[misc,unused-ignore]
    """Lines N×1×48×W (float, ink 1, W a multiple of 8) to logits N×W/8 of being handwritten. Three
    widening looks along the line see about fifteen letters: how even they are tells the hand."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = nn.Sequential(
            *_block(1, 16, 5, (2, 2)),
            *_block(16, 32, 3, (2, 2)),
            *_block(32, 48, 3, (2, 2)),
            *_block(48, 64, 3, (2, 1)),
            nn.Conv2d(64, 64, (3, 7), 1, (0, 3), bias=False),
            nn.BatchNorm2d(64),
            nn.ReLU(),
        )
        self.looks = nn.ModuleList(
            nn.Sequential(
                nn.Conv1d(64, 64, 5, 1, 2 * reach, dilation=reach, bias=False),
                nn.BatchNorm1d(64),
                nn.ReLU(),
            )
            for reach in (1, 2, 4)
        )
        self.answer = nn.Conv1d(64, 1, 1)

    def forward(self, lines: Tensor) -> Tensor:
        seen: Tensor = self.letters(lines).squeeze(2)
        for look in self.looks:
            seen = seen + look(seen)
        found: Tensor = self.answer(seen).squeeze(1)
        return found


def _block(inputs: int, outputs: int, kernel: int, stride: tuple[int, int]) -> list[nn.Module]:
    return [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    ]


@dataclass(frozen=True, slots=True)
class Lines:
    """Prepared lines 48×W uint8, 255 for ink."""

    by_hand: tuple[GrayImage, ...]
    printed: tuple[GrayImage, ...]

    @classmethod
    def made(cls, faces: Sequence[Face], count: int, rng: random.Random) -> Lines:
        """So many of either."""
        prints = tuple(face for face in faces if face.style != "hand")
        recipe = recipe_at(_LATE, HEIGHT)
        sources = (ExampleSource(prints, HandDrawing(faces)), ExampleSource(prints))
        return cls(
            *(tuple(source.make(recipe, rng).ink for _ in range(count)) for source in sources)
        )

    def window(self, rng: random.Random) -> tuple[GrayImage, NDArray[np.float32]]:
        """Pieces of lines side by side, 48×512, and for each eighth column 1 for a hand, 0 for
        print and -1 where there is no ink to tell by."""
        ink = np.zeros((HEIGHT, _WIDTH), np.uint8)
        truth = np.full(_WIDTH // COLUMN, -1.0, np.float32)
        is_hand, left = rng.random() < 0.5, 0
        while left < _WIDTH:
            line = rng.choice(self.by_hand if is_hand else self.printed)
            most = _WIDTH - left if rng.random() < 0.5 else rng.randrange(64, 360)
            start = rng.randrange(max(1, line.shape[1] - most))
            part = _weighted(line[:, start : start + min(most, _WIDTH - left)], rng)
            ink[:, left : left + part.shape[1]] = part
            truth[left // COLUMN : (left + part.shape[1]) // COLUMN] = float(is_hand)
            left += part.shape[1] + rng.randrange(4, 28)
            is_hand = rng.random() < 0.5
        truth[~_inked(ink)] = -1
        return ink, truth


def _weighted(part: GrayImage, rng: random.Random) -> GrayImage:
    if rng.random() >= 0.3:
        return part
    return (part * rng.uniform(0.75, 1.3)).clip(0, 255).astype(np.uint8)


def _inked(ink: GrayImage) -> NDArray[np.bool_]:
    columns = ink.reshape(HEIGHT, -1, COLUMN).max(axis=(0, 2))
    return np.asarray(columns >= INKED * 255, np.bool_)


def train_hands(lines: Lines, target: Path, minutes: float, seed: int) -> HandNet:
    """Train for so long and write the model; gives the net, ready to answer."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    net = HandNet()
    optimizer = torch.optim.AdamW(net.parameters(), _RATE)
    begun, step = time.monotonic(), 0
    while (done := (time.monotonic() - begun) / (60 * minutes)) < 1:
        for group in optimizer.param_groups:
            group["lr"] = _RATE * max(0.01, 1 - done)
        made = [lines.window(rng) for _ in range(_BATCH)]
        inks = torch.from_numpy(np.stack([ink for ink, _ in made])[:, None].astype(np.float32))
        truth = torch.from_numpy(np.stack([each for _, each in made]))
        logits, told = net(inks / 255), truth >= 0
        loss = nn.functional.binary_cross_entropy_with_logits(logits[told], truth[told])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        step += 1
        if step % 500 == 0:
            _log.info("step %d loss %.4f", step, loss.item())
    net.eval()
    _write(net, target)
    return net


def told(net: HandNet, lines: Sequence[GrayImage], least: float) -> float:
    """The share of lines that the net takes for a hand's, at a mean over their ink."""
    found = count = 0
    for line in lines:
        padded = np.zeros((HEIGHT, -(-line.shape[1] // COLUMN) * COLUMN), np.uint8)
        padded[:, : line.shape[1]] = line
        inked = _inked(padded)
        if inked.any():
            with torch.no_grad():
                logits = net(torch.from_numpy(padded[None, None].astype(np.float32) / 255))
            count += 1
            found += bool(torch.sigmoid(logits)[0].numpy()[inked].mean() >= least)
    return found / max(1, count)


def _write(net: HandNet, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # The exporter brings the parts of what it is given back to the mode of the whole.
    whole = nn.Sequential(net, nn.Sigmoid()).eval()
    torch.onnx.export(
        whole,
        (torch.zeros(1, 1, HEIGHT, 64),),
        str(target),
        input_names=[HAND_INPUT],
        output_names=[HAND_OUTPUT],
        dynamic_axes={
            HAND_INPUT: {0: "count", 3: "width"},
            HAND_OUTPUT: {0: "count", 1: "columns"},
        },
        opset_version=_OPSET,
        dynamo=False,
    )
