"""Handwriting is told from print within a line, and a broken model is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from support.tiny_net import tiny_net

from digitizer.domain.errors import EnvironmentFault
from digitizer.samples.fonts import HAND, label_families, load, value_fonts
from digitizer.samples.slots import HANDWRITTEN, Slots
from ocr.engines.handwriting import HandFinder, hand_finder
from ocr.engines.protocol import GrayImage

_PRINTED, _WRITTEN = "Họ, chữ đệm, tên người mẹ:", "Hoàng Khánh Phượng"
_BORDER = 800


@pytest.fixture(scope="module")
def finder() -> HandFinder:
    return hand_finder()


def _line(*, by_hand: bool) -> GrayImage:
    """A printed label and, from the border on, a value that a hand wrote or that is printed."""
    image = Image.new("RGB", (1500, 100), (255, 255, 255))
    font = load(label_families()[0].regular, 50)
    ImageDraw.Draw(image).text((20, 65), _PRINTED, (0, 0, 0), font, anchor="ls")
    if by_hand:
        pen = Slots(HANDWRITTEN, value_fonts(HAND, "train")[0], (20, 20, 20), 1.0, "seed")
        pen.write(image, (_BORDER, 65), _WRITTEN, 54, "ls")
    else:
        ImageDraw.Draw(image).text((_BORDER, 65), _WRITTEN, (0, 0, 0), font, anchor="ls")
    return np.asarray(image.convert("L"))


def test_the_value_by_hand_is_told_from_its_printed_label(finder: HandFinder) -> None:
    (profile,) = finder.profiles([_line(by_hand=True)])

    assert profile.share(0, _BORDER - 30) < 0.1
    assert profile.share(_BORDER - 30, 1500) > 0.3


def test_print_is_print(finder: HandFinder) -> None:
    (profile,) = finder.profiles([_line(by_hand=False)])

    assert profile.share(0, 1500) < 0.1


def test_where_no_ink_is_nobody_wrote(finder: HandFinder) -> None:
    blank, line = np.full((80, 400), 255, np.uint8), _line(by_hand=True)
    profiles = finder.profiles([blank, line, blank])

    assert [profiles[0].share(0, 400), profiles[2].share(100, 300)] == [0.0, 0.0]
    assert finder.profiles([]) == ()


def test_a_missing_or_foreign_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as missing:
        hand_finder(tmp_path / "none.onnx")
    assert missing.value.code == "line-model-missing"

    (tmp_path / "broken.onnx").write_bytes(b"no model")
    with pytest.raises(EnvironmentFault) as broken:
        hand_finder(tmp_path / "broken.onnx")
    assert broken.value.code == "line-model-unusable"

    with pytest.raises(EnvironmentFault) as foreign:
        hand_finder(tiny_net(tmp_path / "reader.onnx"))
    assert foreign.value.code in ("line-net-failed", "line-model-unusable")
