"""Text copied from an archive copy is the record's, in every reader that is here."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from support.export_content import CREATED, PROFILE, case, page_file, values

from digitizer.domain.page import Box, LineReading, Origin, TextLine, Word
from digitizer.domain.record import FieldReading, FieldValue, ValueState
from exports.pdf import write_case_pdf
from exports.pdfa.image_copy import image_copy
from exports.pdfa.placing import PlacedWord
from exports.pdfa.text_layer import Placement
from exports.pdfa.writing import ArchivePage, write_archive_copy

PAGE = Box(0, 0, 800, 1100)
VIETNAMESE = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư" + "".join(
    chr(code) for code in range(0x1EA0, 0x1EFA)
)
# Without a hyphen: some readers take one at the end of a line for a word that goes on.
_letters = st.text(st.sampled_from(VIETNAMESE + "abcdxyzABC0123456789/.,"), min_size=1, max_size=9)
_decomposed = _letters.map(lambda text: unicodedata.normalize("NFD", text))


def words_at(y: int, texts: list[str]) -> tuple[PlacedWord, ...]:
    left, made = 40, []
    for text in texts:
        made.append(PlacedWord(text, Box(left, y, 14 * len(text), 24)))
        left += 14 * len(text) + 9
    return tuple(made)


def written(path: Path, rows: tuple[tuple[PlacedWord, ...], ...]) -> bytes:
    image = image_copy(Image.new("RGB", (80, 110), "white"), 20, best=(20, 60), limit=None)
    page = ArchivePage(image, Placement(PAGE, 200), rows)
    write_archive_copy(path, [page], path.stem, CREATED)
    return path.read_bytes()


def copied(data: bytes) -> dict[str, list[str]]:
    """The words of the first page in each reader."""
    with pdfplumber.open(BytesIO(data)) as document:
        plumber = document.pages[0].extract_text(x_tolerance=2)
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    text = page.get_textpage()
    pdfium = text.get_text_range()
    text.close()
    page.close()
    document.close()
    return {"pdfplumber": plumber.split(), "pdfium": pdfium.split()}


@given(st.lists(st.lists(_decomposed, min_size=1, max_size=4), min_size=1, max_size=4))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_vietnamese_words_come_back_composed_and_apart(
    tmp_path: Path, lines: list[list[str]]
) -> None:
    composed = [[unicodedata.normalize("NFC", word) for word in line] for line in lines]
    rows = tuple(words_at(60 + 60 * at, line) for at, line in enumerate(composed))
    wanted = [word for line in composed for word in line]
    for reader, found in copied(written(tmp_path / "t.pdf", rows)).items():
        assert found == wanted, reader


def record_case(folder: Path) -> tuple[object, list[str]]:
    """A case with a corrected name, and what the page then says."""
    origin = Origin("test", "1")
    words = (("Họ", 50, 36), ("tên:", 95, 60), ("NGUYEN", 170, 130), ("THl", 310, 50))
    read = tuple(Word(text, Box(x, 100, width, 30), 0.9) for text, x, width in words)
    line = TextLine(Box(50, 100, 310, 30), (LineReading(origin, read),))
    one = case(1, page_file(folder, (800, 1100)), values(), dpi=100)
    reading = FieldReading("hoTen", "NGUYEN THl", box=Box(165, 95, 320, 40), page=1)
    name = FieldValue("hoTen", "Nguyễn Thị Thuỷ Tiên", "x", ValueState.CONFIRMED, reading)
    record = one.record.with_field(name)
    pages = tuple(replace(page, fields=("hoTen",), lines=lambda: (line,)) for page in one.pages)
    return replace(one, record=record, pages=pages), [
        *("Họ", "tên:"),
        *("Nguyễn", "Thị", "Thuỷ", "Tiên"),
    ]


def test_the_record_not_the_reading_is_copied(tmp_path: Path) -> None:
    one, wanted = record_case(tmp_path)
    write_case_pdf(tmp_path / "a.pdf", one, PROFILE, CREATED)  # type: ignore[arg-type]
    for reader, found in copied((tmp_path / "a.pdf").read_bytes()).items():
        assert found == wanted, reader


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("mode", [(), ("-raw",), ("-layout",)])
def test_poppler_copies_the_record(tmp_path: Path, mode: tuple[str, ...]) -> None:
    one, wanted = record_case(tmp_path)
    write_case_pdf(tmp_path / "a.pdf", one, PROFILE, CREATED)  # type: ignore[arg-type]
    done = subprocess.run(
        ["pdftotext", *mode, tmp_path / "a.pdf", "-"], capture_output=True, check=True
    )
    assert done.stdout.decode().split() == wanted


def test_the_text_stands_over_its_ink(tmp_path: Path) -> None:
    one, _ = record_case(tmp_path)
    write_case_pdf(tmp_path / "a.pdf", one, PROFILE, CREATED)  # type: ignore[arg-type]
    with pdfplumber.open(tmp_path / "a.pdf") as document:
        found = {word["text"]: word for word in document.pages[0].extract_words(x_tolerance=2)}
    scale = 72 / 100
    first, last = found["Nguyễn"], found["Tiên"]
    assert first["x0"] == pytest.approx(165 * scale, abs=1)
    assert last["x1"] == pytest.approx(485 * scale, abs=1)
    assert first["top"] == pytest.approx(100 * scale, abs=4)
    assert first["bottom"] == pytest.approx(130 * scale, abs=4)


def test_letters_beyond_the_first_plane_and_controls(tmp_path: Path) -> None:
    one = case(1, page_file(tmp_path), values(), dpi=100)
    reading = FieldReading("hoTen", "?", box=Box(50, 95, 320, 40), page=1)
    name = FieldValue("hoTen", "Chữ 𡨸喃\x07 \ufeffNôm", "x", ValueState.CONFIRMED, reading)
    pages = tuple(replace(page, fields=("hoTen",)) for page in one.pages)
    one = replace(one, record=one.record.with_field(name), pages=pages)
    write_case_pdf(tmp_path / "a.pdf", one, PROFILE, CREATED)
    with pdfplumber.open(tmp_path / "a.pdf") as document:
        assert document.pages[0].extract_text().split() == ["Chữ", "𡨸喃", "Nôm"]
