"""What stands at a form's places beside what stands behind its labels; and where places are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from support.pages import CERTIFICATE, page_of

from digitizer.domain.form import Form
from digitizer.domain.page import LineReading, PageReading, TextLine, ZoneReading
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import Catalog
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases
from ocr.extraction.zoning import words_of_form, zones_of_form

FORM = Form(
    "civil_status/mau",
    "civil_status.birth",
    "1",
    "",
    date(2020, 1, 1),
    210,
    297,
    Path("-"),
    (),
    (),
)
KNOWN = load_catalog()
CATALOG: Catalog = replace(KNOWN, forms=(FORM,))


def with_zone(page: PageReading, key: str, text: str) -> PageReading:
    """The page with a text at the place of a field, read once."""
    (line,) = page_of([text]).lines
    once = TextLine(line.box, (LineReading(line.readings[0].origin, line.readings[0].words),))
    return replace(page, zones=(ZoneReading(FORM.key, key, (once,)),))


def field_of(page: PageReading, key: str, catalog: Catalog = CATALOG) -> FieldReading:
    (case,) = find_cases([page], catalog)
    return next(field for field in case.fields if field.key == key)


def codes(field: FieldReading) -> list[str]:
    return [problem.code for problem in field.problems]


def test_a_value_whose_label_is_lost_is_found_by_its_place() -> None:
    page = page_of([text for text in CERTIFICATE if "Quê quán" not in text])
    text = "xã Phượng Cách, huyện Quốc Oai, thành phố Hà Nội"
    assert field_of(page, "nksQueQuan").state is ReadingState.MISSING
    found = field_of(with_zone(page, "nksQueQuan", text), "nksQueQuan")
    assert (found.text, found.state) == (text, ReadingState.REVIEW)
    assert "by-place-only" in codes(found)
    assert found.origin is not None
    assert found.box is not None


def test_a_place_that_says_the_same_changes_nothing() -> None:
    page = page_of(CERTIFICATE)
    plain = field_of(page, "chaHoTen")
    assert field_of(with_zone(page, "chaHoTen", "Nguyễn Văn Khởi"), "chaHoTen") == plain
    # Without the leaders around it a dot may look like a mark: no evidence against a sure name.
    assert field_of(with_zone(page, "chaHoTen", "Nguyễn Văn Khợi"), "chaHoTen") == plain


def test_other_letters_at_the_place_send_a_sure_value_to_a_clerk() -> None:
    found = field_of(with_zone(page_of(CERTIFICATE), "chaHoTen", "Nguyễn Văn Khôn"), "chaHoTen")
    assert (found.text, found.state) == ("Nguyễn Văn Khởi", ReadingState.REVIEW)
    assert "place-differs" in codes(found)
    assert [candidate.text for candidate in found.candidates] == ["Nguyễn Văn Khôn"]


def test_a_sound_value_at_the_place_is_shown_before_an_unsound_one() -> None:
    page = page_of([text.replace("15/2021", "15/2021 T") for text in CERTIFICATE])
    found = field_of(with_zone(page, "so", "15/2021"), "so")
    assert (found.value, found.state) == ("15/2021", ReadingState.REVIEW)
    assert found.candidates[0].text == "15/2021 T"


def test_a_place_confirms_that_a_misread_label_was_the_label() -> None:
    line = next(i for i, text in enumerate(CERTIFICATE) if "Quê quán" in text)
    text = CERTIFICATE[line]
    page = page_of(
        [*CERTIFICATE[:line], text.replace("Quê quán", "Qwx zvxn"), *CERTIFICATE[line + 1 :]],
        second={line: text},
    )
    assert codes(field_of(page, "nksQueQuan")) == ["label-read-once"]
    value = text.partition(": ")[2]
    found = field_of(with_zone(page, "nksQueQuan", value), "nksQueQuan")
    assert (found.text, found.state) == (value, ReadingState.ACCEPTED)


def test_a_form_of_another_document_type_fills_nothing() -> None:
    page = page_of([text for text in CERTIFICATE if "Quê quán" not in text])
    other = replace(KNOWN, forms=(replace(FORM, document_type="civil_status.death"),))
    zone = with_zone(page, "nksQueQuan", "Hà Nội")
    assert field_of(zone, "nksQueQuan", other).state is ReadingState.MISSING
    assert field_of(zone, "nksQueQuan", KNOWN).state is ReadingState.MISSING


def test_a_blank_sheet_tells_where_values_will_stand() -> None:
    blank = page_of(
        [
            "               GIẤY KHAI SINH",
            "Họ, chữ đệm, tên:",
            "Giới tính:            Dân tộc:             Quốc tịch:",
            "Nơi sinh:",
            "",
            "",
            "Quê quán:",
        ]
    )
    words = [word.text for word in words_of_form(blank)]
    assert words[:4] == ["GIẤY", "KHAI", "SINH", "Họ,"]
    zones = zones_of_form(blank, KNOWN.types["civil_status.birth"], KNOWN)
    places = {zone.field: zone.place for zone in zones}
    assert set(places) == {
        "nksHoTen",
        "nksGioiTinh",
        "nksDanToc",
        "nksQuocTich",
        "nksNoiSinh",
        "nksQueQuan",
    }
    sex, group = places["nksGioiTinh"], places["nksDanToc"]
    assert sex.left + sex.width < group.left
    assert abs(sex.top - group.top) < 0.1
    wrapped = [zone.place for zone in zones if zone.field == "nksNoiSinh"]
    assert len(wrapped) == 2
    assert wrapped[1].left < wrapped[0].left
    assert wrapped[1].top > wrapped[0].top
    assert wrapped[1].top + wrapped[1].height < places["nksQueQuan"].top + 4
