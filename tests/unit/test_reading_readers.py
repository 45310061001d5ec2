"""Who reads a page, and what happens where our own line reader cannot."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from support.tiny_net import tiny_net

from digitizer.bootstrap.doctor import Health, examine
from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.manner import read_settings
from digitizer.domain.page import Box, Origin, Word
from digitizer.domain.problems import Severity
from digitizer.messages import LANGUAGES, Messages
from digitizer.settings import Settings, load, write_first
from ocr.engines import LineAnswer
from ocr.engines.model_file import shipped_models
from ocr.engines.protocol import GrayImage
from ocr.layout.crops import Leaders
from ocr.pages import DecodedPage
from ocr.reading import Readers, ReadSettings, engines_of, read_page


class Silent:
    """An engine that remembers what it was shown and reads one word on each line."""

    def __init__(self, name: str) -> None:
        self.origin = Origin(name, "1")
        self.seen: list[GrayImage] = []

    def read_lines(self, images: Sequence[GrayImage], dpi: int) -> tuple[LineAnswer, ...]:
        self.seen += images
        return tuple(LineAnswer((Word("x", Box(0, 0, 5, 5), 0.9),)) for _ in images)


@pytest.fixture(autouse=True)
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("ocr.reading.tesseract_engine", lambda name, tessdata: Silent(name))
    engines_of.cache_clear()
    yield
    engines_of.cache_clear()


def order(readers: Readers) -> list[tuple[str, Leaders]]:
    return [(reader.engine.origin.engine, reader.leaders) for reader in readers.order]


def test_our_reader_comes_first_and_gets_the_leaders(tmp_path: Path) -> None:
    readers = engines_of(ReadSettings(line_models=(tiny_net(tmp_path / "one.onnx"),)))
    assert order(readers) == [
        ("digitizer-line/tiny", Leaders.LEFT),
        ("vie", Leaders.ERASED),
    ]
    assert readers.problems == ()


def test_two_of_our_readers_are_opinions_enough(tmp_path: Path) -> None:
    second = tiny_net(tmp_path / "two.onnx", metadata={"name": "other"})
    models = (tiny_net(tmp_path / "one.onnx"), second)
    readers = engines_of(ReadSettings(line_models=models))
    assert [name for name, _ in order(readers)] == ["digitizer-line/tiny", "digitizer-line/other"]


@pytest.mark.parametrize("content", [None, b"damaged"])
def test_without_our_reader_tesseract_reads_and_the_page_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes | None
) -> None:
    model = tmp_path / "line-reader.onnx"
    if content is not None:
        model.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        readers = engines_of(ReadSettings(line_models=(model,)))
    assert order(readers) == [("vie", Leaders.ERASED), ("Vietnamese", Leaders.CUT)]
    assert "line-model-" in caplog.text
    paper = np.full((700, 500, 3), 250, np.uint8)
    reading, _ = read_page(DecodedPage(1, paper, 300), readers)
    (problem,) = [p for p in reading.problems if p.code == "line-reader-missing"]
    assert problem.severity is Severity.INFO
    for language in LANGUAGES:
        assert "line-reader.onnx" in Messages(language).problem(problem)


def test_a_workspace_may_name_other_models(tmp_path: Path) -> None:
    write_first(tmp_path, Settings())
    folders = Folders.of(tmp_path, load(tmp_path))
    assert read_settings(load(tmp_path), folders).line_models == shipped_models()
    path = tmp_path / "digitizer.toml"
    own = path.read_text(encoding="utf-8").replace("line_models = []", 'line_models = ["/m.onnx"]')
    path.write_text(own, encoding="utf-8")
    assert read_settings(load(tmp_path), folders).line_models == (Path("/m.onnx"),)
    (finding,) = [f for f in examine(tmp_path) if ("file", "m.onnx") in f.params]
    assert (finding.code, finding.health) == ("line-model-missing", Health.WARNING)
