"""The real Tesseract behind the engine protocol."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytesseract
import pytest
from PIL import Image, ImageDraw

from digitizer.domain.errors import EnvironmentFault
from digitizer.samples.fonts import label_families, load
from ocr.engines.tesseract import tesseract_engine

pytestmark = [
    pytest.mark.tesseract,
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed"),
]


def line(text: str) -> np.ndarray:
    image = Image.new("L", (1200, 80), 255)
    font = load(label_families()[0].regular, 46)
    ImageDraw.Draw(image).text((12, 58), text, 0, font, anchor="ls")
    return np.asarray(image)


@pytest.mark.parametrize("language", ["vie", "Vietnamese"])
def test_many_lines_come_back_in_order(language: str) -> None:
    texts = ["Họ, chữ đệm, tên", "", "Quốc tịch: Việt Nam", "Số định danh cá nhân"]
    engine = tesseract_engine(language)
    answers = engine.read_lines([line(text) for text in texts], 300)
    assert [answer.text for answer in answers] == texts
    assert engine.origin.engine == f"tesseract/{language}"
    assert engine.origin.version[0].isdigit()
    word = answers[2].words[0]
    assert 0 <= word.box.x < 30
    assert word.box.bottom <= 80
    assert 0.5 < word.confidence <= 1


def test_nothing_to_read_gives_nothing() -> None:
    assert tesseract_engine("vie").read_lines([], 300) == ()


def test_no_picture_of_a_person_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("OMP_THREAD_LIMIT", "7")
    tesseract_engine("vie").read_lines([line("Nguyễn Thị Phượng")], 300)
    assert list(tmp_path.iterdir()) == []
    assert tempfile.tempdir == str(tmp_path)
    assert os.environ["OMP_THREAD_LIMIT"] == "7"


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = tesseract_engine("vie")
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-tesseract")
    with pytest.raises(EnvironmentFault) as caught:
        engine.read_lines([line("a")], 300)
    assert caught.value.code == "tesseract-missing"


def test_a_missing_language_is_named(tmp_path: Path) -> None:
    for language, folder in (("xyz", None), ("vie", tmp_path), ("Vietnamese", tmp_path)):
        with pytest.raises(EnvironmentFault) as caught:
            tesseract_engine(language, folder)
        assert caught.value.code == "tesseract-language-missing"
        assert caught.value.params == {"language": language}
