"""Canonical values: what is understood, what is refused, what is only remarked on."""

from __future__ import annotations

import pytest

from digitizer.domain.problems import Severity
from digitizer.domain.schema import FieldKind, FieldSpec, Localized, Need
from digitizer.domain.values.canonical import canonical, shown
from digitizer.schemas import load_catalog

CATALOG = load_catalog()


def spec(kind: FieldKind, **more: object) -> FieldSpec:
    values: dict[str, object] = {
        "key": "x",
        "kind": kind,
        "label": Localized("x", "x"),
        "section": "s",
        "need": Need.OPTIONAL,
        **more,
    }
    return FieldSpec(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.DATE, "Ngày 16 tháng 3 năm 2006", "2006-03-16"),
        (FieldKind.DATE, "06/1984", "1984-06"),
        (FieldKind.ID_NUMBER, "001 321 004 567", "001321004567"),
        (FieldKind.ID_NUMBER, "c1234567", "C1234567"),
        (FieldKind.NUMBER, "12", "12"),
        (FieldKind.BOOK_NUMBER, "1/2017", "01/2017"),
        (FieldKind.BOOK_NUMBER, "001 / 2017", "01/2017"),
        (FieldKind.NAME, "  Nguyễn   Thị Ánh ", "Nguyễn Thị Ánh"),
        (FieldKind.PLACE, "xã Mai Hạ", "xã Mai Hạ"),
    ],
)
def test_understood(kind: FieldKind, text: str, value: str) -> None:
    found = canonical(spec(kind), text)
    assert found.value == value
    assert found.problems == ()


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (FieldKind.DATE, "31/02/2020", "not-a-date"),
        (FieldKind.NUMBER, "mười", "not-a-number"),
        (FieldKind.BOOK_NUMBER, "01", "not-a-book-number"),
        (FieldKind.CODE, "Kinh", "no-code-list"),
    ],
)
def test_refused(kind: FieldKind, text: str, code: str) -> None:
    found = canonical(spec(kind), text)
    assert found.value is None
    assert [problem.code for problem in found.problems] == [code]


def test_an_empty_text_is_no_problem() -> None:
    assert canonical(spec(FieldKind.DATE), "  ").problems == ()


def test_a_parents_age_is_kept_as_written_with_a_remark() -> None:
    found = canonical(spec(FieldKind.DATE), "32 tuổi")
    assert found.value == "32 tuổi"
    assert [problem.severity for problem in found.problems] == [Severity.INFO]


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("dan_toc", "Ê-đê", "Ê Đê"),
        ("dan_toc", "KHMER", "Khơ Me"),
        ("dan_toc", "Hmông", "Mông"),
        ("quoc_tich", "Campuchia", "Cam-pu-chia"),
        ("quoc_tich", "Hoa Kỳ", "Hoa Kỳ"),
        ("giay_to_tuy_than", "Thẻ căn cước", "4"),
        ("gioi_tinh", "NỮ", "2"),
        ("loai_dang_ky_khai_sinh", "Đúng hạn", "1"),
    ],
)
def test_codes_by_name_alias_and_spelling(key: str, text: str, code: str) -> None:
    found = canonical(spec(FieldKind.CODE, code_list=key), text, CATALOG.code_lists[key])
    assert found.value == code


@pytest.mark.parametrize("text", ["Kính", "Kin", "Tay", "Thai"])
def test_a_code_is_never_guessed_from_a_similar_name(text: str) -> None:
    found = canonical(spec(FieldKind.CODE), text, CATALOG.code_lists["dan_toc"])
    assert found.value is None
    assert found.problems[0].code == "not-in-list"


def test_length_and_pattern_are_held_against_the_value() -> None:
    number = spec(FieldKind.ID_NUMBER, pattern=r"\d{12}", max_length=12)
    codes = [problem.code for problem in canonical(number, "0013210045678").problems]
    assert codes == ["too-long", "pattern"]


def test_a_digit_in_a_name_is_flagged_but_ede_names_are_not() -> None:
    name = spec(FieldKind.NAME)
    assert canonical(name, "Nguy3n Văn A").problems[0].code == "name-odd-character"
    for written in ("H'Lan Niê Kdăm", "H’Yuê Mlô", "Y-Bhem", "Ng. Thị Ba"):
        assert canonical(name, written).problems == ()


def test_values_are_shown_as_an_official_writes_them() -> None:
    assert shown(spec(FieldKind.DATE), "2006-03-16") == "16/03/2006"
    assert shown(spec(FieldKind.CODE), "2", CATALOG.code_lists["gioi_tinh"]) == "Nữ"
    assert shown(spec(FieldKind.NAME), None) == ""
