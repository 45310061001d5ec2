"""A form under design: what forbids to save it, and what is taken off the sheet for the user."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.pages import line_of

from digitizer.domain.form import FormWord, Place, Zone
from digitizer.domain.form_draft import (
    BlankSheet,
    FieldDraft,
    FormDraft,
    TypeDraft,
    draft_problems,
    field_key_of,
    field_problems,
    headings_of,
    label_before,
    overlap,
    slug_of,
)
from digitizer.domain.page import PageReading, TextLine
from digitizer.domain.schema import FieldKind

SHEET = BlankSheet("trống.png", b"", 2480, 3508, (210.0, 297.0), ())
FIELD = FieldDraft("hoTen", "Họ và tên", "", FieldKind.NAME)
TYPE = TypeDraft("dia_phuong.phieu", "Phiếu", "", "PHIẾU", (FIELD,))
DRAFT = FormDraft(
    SHEET, "phieu", TYPE.key, "1", "Mẫu của xã", (Zone("hoTen", Place(50, 50, 90, 8)),), TYPE
)
mm = st.floats(-500, 500, allow_nan=False)


def codes(draft: FormDraft, taken: tuple[str, ...] = ("civil_status.birth",)) -> list[str]:
    return [problem.code for problem in draft_problems(draft, taken)]


def test_a_whole_draft_has_nothing_wrong() -> None:
    assert codes(DRAFT) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "phiếu"}, "form-name-odd"),
        ({"name": "../x"}, "form-name-odd"),
        ({"version": "bản 1"}, "form-version-odd"),
        ({"source": " "}, "form-source-empty"),
        ({"zones": ()}, "form-no-zones"),
        ({"zones": (Zone("", Place(50, 50, 90, 8)),)}, "form-zone-unbound"),
        ({"zones": (Zone("hoTen", Place(150, 50, 90, 8)),)}, "form-zone-outside"),
        ({"new_type": replace(TYPE, key="phieu")}, "form-type-key-odd"),
        ({"new_type": replace(TYPE, key="civil_status.birth")}, "form-type-taken"),
        ({"new_type": replace(TYPE, label_vi="")}, "form-type-nameless"),
        ({"new_type": replace(TYPE, title="")}, "form-type-untitled"),
        ({"new_type": replace(TYPE, fields=())}, "form-type-no-fields"),
    ],
)
def test_what_would_not_load_or_not_be_found_again_is_an_error(
    changed: dict[str, object], code: str
) -> None:
    found = draft_problems(replace(DRAFT, **changed), ("civil_status.birth",))  # type: ignore[arg-type]

    assert [(problem.code, problem.severity.value) for problem in found] == [(code, "error")]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        (replace(FIELD, key="họTên"), "form-field-key-odd"),
        (replace(FIELD, key="so"), "form-field-taken"),
        (replace(FIELD, label_vi=" "), "form-field-nameless"),
        (replace(FIELD, kind=FieldKind.CODE), "form-field-no-list"),
    ],
)
def test_a_field_needs_a_name_a_key_of_its_own_and_a_list_for_codes(
    field: FieldDraft, code: str
) -> None:
    assert [problem.code for problem in field_problems(field, ("so",))] == [code]


def test_zones_on_each_other_are_only_warned_of() -> None:
    zones = (Zone("hoTen", Place(50, 50, 90, 8)), Zone("hoTen", Place(60, 52, 20, 8)))

    (found,) = draft_problems(replace(DRAFT, zones=zones), ())

    assert (found.code, found.severity.value) == ("form-zones-overlap", "warning")


def test_zones_that_touch_do_not_overlap() -> None:
    assert overlap(Place(10, 10, 50, 8), Place(60, 10, 50, 8)) == 0
    assert overlap(Place(10, 10, 50, 8), Place(10, 17.5, 50, 8)) < 0.1


@given(mm, mm, mm, mm)
def test_whatever_is_drawn_lies_on_the_sheet(
    left: float, top: float, right: float, bottom: float
) -> None:
    place = SHEET.place(left, top, right, bottom)

    assert 0 <= place.left <= place.left + place.width <= 210 + 1e-9
    assert 0 <= place.top <= place.top + place.height <= 297 + 1e-9


def words(*texts: tuple[str, float]) -> list[FormWord]:
    return [FormWord(text, Place(left, 51, 12, 4)) for text, left in texts]


def test_the_label_of_a_zone_is_what_is_printed_before_it_on_its_line() -> None:
    printed = words(("Họ", 20), ("và", 34), ("tên:", 48), ("Giới", 120), ("tính:", 134))
    elsewhere = [FormWord("Số:", Place(20, 80, 8, 4))]

    assert label_before([*printed, *elsewhere], Place(62, 50, 55, 7)) == "Họ và tên"
    assert label_before([*printed, *elsewhere], Place(150, 50, 40, 7)) == "Giới tính"
    assert label_before(elsewhere, Place(62, 50, 55, 7)) == ""


def test_keys_are_made_of_labels_and_stay_apart() -> None:
    assert field_key_of("Họ và tên mẹ") == "hoVaTenMe"
    assert field_key_of("Ngày, tháng, năm sinh") == "ngayThangNamSinh"
    assert field_key_of("Số", ("so", "so2")) == "so3"
    assert field_key_of("…") == "truong"
    assert slug_of("Phiếu đăng ký tiêm chủng", "-") == "phieu-dang-ky-tiem-chung"


@given(st.text(max_size=90))
def test_every_label_gives_a_key_that_a_type_may_have(label: str) -> None:
    field = replace(FIELD, key=field_key_of(label))

    assert list(field_problems(field, ())) == []


def test_the_tallest_line_in_capitals_is_the_likeliest_title() -> None:
    title = line_of("PHIẾU TIÊM CHỦNG", 600, 400)
    tall = TextLine(replace(title.box, height=90), title.readings)
    lines = (line_of("CỘNG HÒA XÃ HỘI", 600, 100), line_of("Độc lập", 600, 200), tall)
    reading = PageReading(1, 2480, 3508, 300, 0, 0.0, lines)

    assert headings_of(replace(SHEET, reading=reading)) == ("PHIẾU TIÊM CHỦNG", "CỘNG HÒA XÃ HỘI")


def test_a_field_given_again_under_its_key_is_another_one() -> None:
    other = replace(FIELD, label_vi="Họ tên")

    assert TYPE.with_field(other).fields == (other,)
    assert TYPE.without_field("hoTen").fields == ()
