"""Our line reader on a net written by hand: what is drawn is read, and trouble has its code."""

from __future__ import annotations

import importlib
import json
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from support.tiny_net import ACROSS, DOWN, HEIGHT, STRIDE, as_scanned, bar, drawn, tiny_net, written

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.page import Origin
from ocr.engines.batches import WIDEST, batches_of, padded_width, strips_of
from ocr.engines.line_net import LineNet, line_net


@pytest.fixture
def net(tmp_path: Path) -> LineNet:
    return line_net(tiny_net(tmp_path / "line-reader.onnx"))


def test_lines_of_all_widths_come_back_in_order(net: LineNet) -> None:
    texts = ["abọ cớd", "", "0", "12/3", "a", "ab cd ọớ " * 12 + "e", "3/1 ọ"]
    answers = net.read_lines([written(text) for text in texts], 300)
    assert [answer.text for answer in answers] == texts
    assert net.origin == Origin("digitizer-line/tiny", "2026.01")
    assert net.read_lines([], 300) == ()


def test_text_is_in_normal_form(net: LineNet) -> None:
    (answer,) = net.read_lines([written("ọớ")], 300)
    assert unicodedata.is_normalized("NFC", answer.text)
    assert len(answer.words[0].letters) == len(answer.text)


def test_pictures_without_ink_give_nothing(net: LineNet) -> None:
    grain = np.random.default_rng(5).normal(240, 2, (60, 900)).clip(0, 255).astype(np.uint8)
    blank = [np.full((60, 900), 255, np.uint8), grain, np.zeros((0, 10), np.uint8)]
    assert all(answer.words == () for answer in net.read_lines(blank, 300))


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_boxes_are_px_of_the_picture(net: LineNet, scale: int) -> None:
    picture = np.kron(written("ab dee", gap=3), np.ones((scale, scale), np.uint8))
    across, down = scale * ACROSS, scale * DOWN
    (answer,) = net.read_lines([picture], 300)
    left, right = (word.box for word in answer.words)
    assert answer.text == "ab dee"
    assert abs(left.x - 12 * across) <= across
    assert abs(left.right - 32 * across) <= across
    assert abs(right.x - 60 * across) <= across
    assert abs(right.right - 96 * across) <= across
    assert (left.y, left.bottom) == (0, 4 * down)


def test_leader_dots_between_words_belong_to_no_box(net: LineNet) -> None:
    picture = np.hstack([drawn("ab "), np.full((HEIGHT, 160), 255, np.uint8), drawn("cd")])
    for left in range(24, picture.shape[1] - 24, 8):
        picture[-2:, left : left + 2] = 0
    (answer,) = net.read_lines([as_scanned(picture)], 300)
    assert answer.text == "ab cd"
    left, right = (word.box for word in answer.words)
    assert abs(left.right - 24 * ACROSS) <= 2 * ACROSS
    assert abs(right.x - (picture.shape[1] - 24) * ACROSS) <= 2 * ACROSS


def test_what_is_clear_is_sure_and_has_no_alternatives(net: LineNet) -> None:
    (word,) = net.read_lines([written("ab")], 300)[0].words
    assert word.confidence == pytest.approx(1.0, abs=0.01)
    assert word.letters == pytest.approx((1.0, 1.0), abs=0.01)
    assert word.alternatives == ()


def test_a_doubtful_letter_gives_its_alternatives(net: LineNet) -> None:
    picture = drawn("abc")
    middle = slice(5 * STRIDE, 6 * STRIDE)
    picture[:, middle] = bar("d", 15, over=bar("b"))
    (word,) = net.read_lines([as_scanned(picture)], 300)[0].words
    assert word.text == "abc"
    assert 0.5 < word.confidence < 0.99
    assert [each.text for each in word.alternatives] == ["adc"]
    assert word.alternatives[0].confidence == pytest.approx(1 - word.confidence, abs=0.02)
    assert word.letters[1] < 0.99 < word.letters[0]
    assert all(round(each, 3) == each for each in (word.confidence, *word.letters))


def test_a_line_reads_the_same_whoever_stands_beside_it(net: LineNet) -> None:
    texts = ["ab", "abọ cớd", "ab cd ọớ " * 20, "12/3"] * 3
    together = net.read_lines([written(text) for text in texts], 300)
    alone = [net.read_lines([written(text)], 300)[0] for text in texts]
    assert list(together) == alone


def test_a_very_wide_line_is_cut_between_words_and_joined(net: LineNet) -> None:
    text = " ".join(["abcde", "01/23", "ọớọớ"] * 40)
    picture = np.hstack([written(part, gap=2) for part in text.split(" ")])
    assert picture.shape[1] > 2 * WIDEST * ACROSS
    (answer,) = net.read_lines([picture], 300)
    assert answer.text.replace(" ", "") == text.replace(" ", "")
    lefts = [word.box.x for word in answer.words]
    assert lefts == sorted(lefts)
    assert answer.words[-1].box.right <= picture.shape[1]


def test_a_wide_line_is_never_squeezed_nor_cut_through_a_letter() -> None:
    ink = np.zeros((HEIGHT, 3 * WIDEST), np.float32)
    ink[:, 5 : WIDEST - 400] = 1
    ink[:, WIDEST - 380 :] = 1
    ink[:, 2 * WIDEST - 500 : 2 * WIDEST - 440] = 0
    strips = list(strips_of(7, ink))
    assert all(strip.ink.shape[1] <= WIDEST for strip in strips)
    assert sum(strip.ink.shape[1] for strip in strips) == ink.shape[1]
    assert [strip.left for strip in strips[:3]] == [0, WIDEST - 392, 2 * WIDEST - 472]


def test_batches_are_small_and_lose_nothing() -> None:
    generator = np.random.default_rng(1)
    widths = [int(width) for width in generator.integers(16, WIDEST, 400)]
    strips = [
        strip
        for number, width in enumerate(widths)
        for strip in strips_of(number, np.zeros((HEIGHT, width), np.float32))
    ]
    batches = list(batches_of(strips))
    assert sorted(strip.picture for batch in batches for strip in batch) == list(range(400))
    for batch in batches:
        (width,) = {padded_width(strip.ink.shape[1]) for strip in batch}
        assert width * len(batch) <= 4096
        assert width % 8 == 0
    assert len({padded_width(width) for width in range(16, WIDEST)}) <= 40
    assert all(width <= padded_width(width) <= max(32, 1.13 * width + 32) for width in widths)


def fault_of(path: Path) -> EnvironmentFault:
    with pytest.raises(EnvironmentFault) as caught:
        line_net(path)
    return caught.value


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    fault = fault_of(tmp_path / "none.onnx")
    assert (fault.code, fault.params) == ("line-model-missing", {"file": "none.onnx"})


def test_a_missing_runtime_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise ImportError(name)

    path = tiny_net(tmp_path / "m.onnx")
    monkeypatch.setattr(importlib, "import_module", refuse)
    assert fault_of(path).code == "line-runtime-missing"


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    path = tiny_net(tmp_path / "m.onnx")
    whole = path.read_bytes()
    for content in (b"", b"no model at all", whole[: len(whole) // 2]):
        path.write_bytes(content)
        assert fault_of(path).code == "line-model-unusable"


@pytest.mark.parametrize(
    ("metadata", "detail"),
    [
        ({"charset": None}, "metadata"),
        ({"charset": "abc"}, "metadata"),
        ({"charset": json.dumps(["a", "b"])}, "charset"),
        ({"charset": json.dumps(["a", "a", " "])}, "charset"),
        ({"charset": json.dumps(["a", "ab", " "])}, "charset"),
        ({"charset": json.dumps(["a", "\u0323", " "])}, "charset"),
        ({"charset": json.dumps(["a", 1, " "])}, "charset"),
        ({"charset": json.dumps(["a", "b", " "])}, "output"),
        ({"height": "many"}, "metadata"),
        ({"height": "40"}, "input"),
        ({"stride": "2"}, "output"),
        ({"stride": "0"}, "metadata"),
        ({"name": ""}, "metadata"),
        ({"version": None}, "metadata"),
    ],
)
def test_a_model_that_is_not_what_its_card_says_is_refused(
    tmp_path: Path, metadata: dict[str, str | None], detail: str
) -> None:
    fault = fault_of(tiny_net(tmp_path / "m.onnx", metadata=metadata))
    assert fault.code == "line-model-unusable"
    assert fault.params == {"file": "m.onnx", "detail": detail}


def test_a_net_that_fails_while_reading_is_named(net: LineNet) -> None:
    class Broken:
        def run(self, *_: object) -> list[np.ndarray]:
            raise MemoryError

    with pytest.raises(EnvironmentFault) as caught:
        LineNet(net.card, Broken()).read_lines([written("a")], 300)
    assert caught.value.code == "line-net-failed"
