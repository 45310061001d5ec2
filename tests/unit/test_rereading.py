"""Reading a place of a page anew says what reading the page said, and finds what is pointed at."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from support.pages import LEFT, LETTER, PITCH, TOP, page_of

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.page import Box, PageReading
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import Catalog, DocumentType, FieldKind
from digitizer.samples import generate
from digitizer.schemas import load_catalog
from ocr.job import ReadSettings, read_scan
from ocr.rereading import WantedField, line_at, reread, word_at, words_in

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract is not installed"
)
PAGE = page_of(["Họ và tên: NGUYỄN VĂN MẪU", "Ngày sinh: 01/02/2003"])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sample as it was read."""

    catalog: Catalog
    doc_type: DocumentType
    image: Path
    page: PageReading
    fields: dict[str, FieldReading]

    def again(self, key: str, box: Box) -> FieldReading:
        spec = self.doc_type.field(key)
        assert spec is not None
        wanted = WantedField(spec, self.doc_type, self.catalog)
        return reread(self.image, self.page, box, wanted, ReadSettings())


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    folder = tmp_path_factory.mktemp("rereading")
    (sample,) = generate(folder, 1, seed=4, damage="clean", layout="certificate_plain")
    catalog = load_catalog()
    scan = read_scan(sample.path, folder / "pages", catalog, ReadSettings())
    (case,) = scan.cases
    assert case.document_type is not None
    read = {field.key: field for field in case.fields if field.box is not None and field.page == 1}
    first = scan.pages[0]
    doc_type = catalog.types[case.document_type]
    return Sheet(catalog, doc_type, Path(first.image_path), first.reading, read)


def widened(box: Box) -> Box:
    return Box(box.x - 20, box.y - 8, box.width + 40, box.height + 16)


@pytest.mark.tesseract
@needs_tesseract
def test_a_fields_own_box_is_read_as_the_page_was(sheet: Sheet) -> None:
    kinds = {spec.key: spec.kind for spec in sheet.doc_type.fields}
    asked = [key for key in sheet.fields if kinds[key] is not FieldKind.TICK]

    again = {
        key: sheet.again(key, widened(sheet.fields[key].box or Box(0, 0, 1, 1))) for key in asked
    }

    same = [key for key in asked if again[key].value == sheet.fields[key].value]
    assert len(asked) >= 12
    assert len(same) >= len(asked) - 1
    for key in same:
        box, own = again[key].box, sheet.fields[key].box
        assert box is not None
        assert own is not None
        assert abs(box.x - own.x) + abs(box.y - own.y) <= 12
        assert again[key].origin is not None
        assert again[key].origin.rule == "reread"


@pytest.mark.tesseract
@needs_tesseract
def test_only_what_stands_in_the_box_is_read(sheet: Sheet) -> None:
    name = sheet.fields["nksHoTen"]
    assert name.box is not None
    words = name.text.split()
    first = next(
        word.box for line in sheet.page.lines for word in line.words if word.text == words[0]
    )

    found = sheet.again("nksHoTen", widened(first))

    assert found.text == words[0]
    assert found.state is ReadingState.REVIEW


@pytest.mark.tesseract
@needs_tesseract
def test_blank_paper_gives_no_reading(sheet: Sheet) -> None:
    corner = Box(2, 2, 150, 60)

    assert sheet.again("nksHoTen", corner).state is ReadingState.MISSING


def test_a_place_off_the_page_and_a_table_are_refused(tmp_path: Path) -> None:
    catalog = load_catalog()
    wishes = [
        WantedField(spec, doc_type, catalog)
        for doc_type in catalog.types.values()
        for spec in doc_type.fields
    ]
    table = next(wish for wish in wishes if wish.spec.kind is FieldKind.TABLE)
    name = next(wish for wish in wishes if wish.spec.kind is FieldKind.NAME)
    image, settings = tmp_path / "page.jpg", ReadSettings()

    with pytest.raises(InvalidInput, match="reread-table"):
        reread(image, PAGE, Box(0, 0, 100, 100), table, settings)
    for box in (Box(-200, 0, 100, 100), Box(0, PAGE.height, 10, 10), Box(5, 5, 0, 10)):
        with pytest.raises(InvalidInput, match="reread-outside"):
            reread(image, PAGE, box, name, settings)
    with pytest.raises(EnvironmentFault, match="image-unreadable"):
        reread(image, PAGE, Box(0, 0, 100, 100), name, settings)


def test_words_and_lines_are_found_by_a_point() -> None:
    x, y = LEFT + 12 * LETTER, TOP + 10

    line, word = line_at(PAGE, x, y), word_at(PAGE, x, y)

    assert word is not None
    assert line is not None
    assert words_in(PAGE, word) == "NGUYỄN"
    assert words_in(PAGE, line) == "Họ và tên: NGUYỄN VĂN MẪU"
    assert line_at(PAGE, 5, 5) is None
    assert word_at(PAGE, 5, 5) is None


def test_words_of_several_lines_come_from_top_to_bottom() -> None:
    both = Box(LEFT - 5, TOP - 5, PAGE.width, 2 * PITCH)
    turned = replace(PAGE, lines=tuple(reversed(PAGE.lines)))

    assert words_in(turned, both) == "Họ và tên: NGUYỄN VĂN MẪU Ngày sinh: 01/02/2003"
