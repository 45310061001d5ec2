"""A whole page: what stands on it is read, and every word is where it says."""

from __future__ import annotations

import json
import pickle
import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from digitizer.domain.page import Box, LineReading, Origin, TextLine, Word
from digitizer.domain.schema import Catalog
from digitizer.samples import generate
from ocr.embedded import with_embedded
from ocr.job import ReadSettings, read_scan
from ocr.pages import DecodedPage, iter_pages
from ocr.reading import engines_of, read_page

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract is not installed"
)


@pytest.mark.tesseract
@needs_tesseract
@pytest.mark.parametrize("damage", ["clean", "rotated", "skew"])
def test_a_certificate_is_read(tmp_path: Path, damage: str) -> None:
    (sample,) = generate(tmp_path, 1, seed=4, damage=damage, layout="certificate_plain")
    page = next(iter_pages(sample.path))
    reading, image = read_page(page, engines_of(ReadSettings()))
    assert (reading.width, reading.height) == (image.shape[1], image.shape[0])
    assert reading.height > reading.width
    texts = [" ".join(line.readings[i].text for line in reading.lines) for i in (0, 1)]
    fields = json.loads(sample.truth_path.read_text(encoding="utf-8"))["cases"][0]["fields"]
    found = [any(f["text"] in text for text in texts) for f in fields.values()]
    assert sum(found) >= 0.8 * len(found)
    for line in reading.lines:
        assert len(line.readings) == 2
        for word in line.words:
            middle = (word.box.y + word.box.height / 2, word.box.x + word.box.width / 2)
            assert line.box.y - 6 <= middle[0] <= line.box.bottom + 6
            assert line.box.x - 6 <= middle[1] <= line.box.right + 6


@pytest.mark.tesseract
@needs_tesseract
def test_blank_and_coarse_pages_are_reported() -> None:
    engines = engines_of(ReadSettings(line_models=()))
    paper = np.full((700, 500, 3), 250, np.uint8)
    reading, _ = read_page(DecodedPage(1, paper, 60), engines)
    assert [problem.code for problem in reading.problems] == ["page-blank", "page-low-dpi"]
    assert reading.lines == ()


@pytest.mark.tesseract
@needs_tesseract
@pytest.mark.slow
def test_a_scan_is_read_in_a_spawned_process(tmp_path: Path) -> None:
    (sample,) = generate(tmp_path, 1, seed=2, damage="clean", layout="two_page")
    catalog = Catalog({}, {}, {})
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        done = pool.submit(read_scan, sample.path, tmp_path / "w", catalog, ReadSettings())
        result = done.result(timeout=120)
    assert [page.reading.number for page in result.pages] == [1, 2]
    for page in result.pages:
        with Image.open(page.image_path) as image:
            assert image.size == (page.reading.width, page.reading.height)
            assert round(image.info["dpi"][0]) == page.reading.dpi
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301


def test_embedded_words_come_first_and_none_is_lost() -> None:
    own = LineReading(Origin("tesseract/vie", "5"), (Word("Ho", Box(12, 12, 30, 16), 0.7),))
    line = TextLine(Box(10, 10, 200, 20), (own,))
    inside = Word("Họ", Box(12, 12, 30, 16), 1.0)
    outside = [Word("Số", Box(10, 80, 30, 16), 1.0), Word("12", Box(60, 81, 30, 16), 1.0)]
    lines = with_embedded([line], [inside, *reversed(outside)])
    assert [reading.origin.engine for reading in lines[0].readings] == ["pdf-text", "tesseract/vie"]
    assert [line.text for line in lines] == ["Họ", "Số 12"]
