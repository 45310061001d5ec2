"""Checks of a birth record as a registrar and the national system would make them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.checks import blocking, check_record, check_rule
from digitizer.domain.errors import BadSchema
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import EmptyReason, FieldValue, Record, ValueState
from digitizer.domain.schema import Rule
from digitizer.domain.values.canonical import canonical
from digitizer.messages import Messages
from digitizer.schemas import load_catalog

CATALOG = load_catalog()
BIRTH = CATALOG.types["civil_status.birth"]
TODAY = date(2026, 11, 23)
WRITTEN = {
    "so": "15/2021",
    "quyenSo": "01/2021",
    "ngayDangKy": "20/03/2021",
    "noiDangKy": "Ủy ban nhân dân xã Phượng Cách",
    "nksHoTen": "Nguyễn Thị Ánh Tuyết",
    "nksGioiTinh": "Nữ",
    "nksNgaySinh": "16/03/2021",
    "nksNgaySinhBangChu": "Ngày mười sáu, tháng ba, năm hai nghìn không trăm hai mươi mốt",
    "nksNoiSinh": "Trạm y tế xã Phượng Cách",
    "nksQueQuan": "xã Phượng Cách, thành phố Hà Nội",
    "nksDanToc": "Kinh",
    "nksQuocTich": "Việt Nam",
    "nksSoDinhDanh": "001321004567",
    "meHoTen": "Trần Thị Bích",
    "meNgaySinh": "1994",
    "meDanToc": "Tày",
    "meQuocTich": "Việt Nam",
    "meNoiCuTru": "xã Phượng Cách",
    "meSoDinhDanhCaNhan": "001194001234",
    "chaHoTen": "Nguyễn Văn Khởi",
    "chaNgaySinh": "1990",
    "chaDanToc": "Kinh",
    "chaQuocTich": "Việt Nam",
    "chaNoiCuTru": "xã Phượng Cách",
}


def record(**changes: str | None) -> Record:
    fields = {}
    for key, text in {**WRITTEN, **changes}.items():
        if text is None:
            continue
        spec = BIRTH.field(key)
        assert spec is not None
        value = canonical(spec, text, CATALOG.code_list_of(spec)).value
        fields[key] = FieldValue(key, text, value, ValueState.ACCEPTED)
    return Record(BIRTH.key, BIRTH.version, fields)


def found(checked: Record) -> tuple[Problem, ...]:
    problems = check_record(checked, BIRTH, CATALOG, TODAY)
    for problem in problems:
        for language in ("vi", "en"):
            assert Messages(language).problem(problem)
    return problems


def codes(**changes: str | None) -> list[tuple[str, str | None, str]]:
    return [(p.code, p.field, p.severity.value) for p in found(record(**changes))]


def test_a_sound_record_has_no_problem() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"nksHoTen": None}, ("required-empty", "nksHoTen", "error")),
        ({"so": None}, ("required-empty", "so", "error")),
        ({"nksQueQuan": None}, ("expected-empty", "nksQueQuan", "warning")),
        ({"so": "15"}, ("pattern", "so", "error")),
        ({"so": "15/2020"}, ("year-differs", "so", "error")),
        ({"quyenSo": "01/2022"}, ("year-after", "quyenSo", "error")),
        ({"ngayDangKy": "03/2021"}, ("pattern", "ngayDangKy", "error")),
        ({"ngayDangKy": "30/02/2021"}, ("not-a-date", "ngayDangKy", "error")),
        ({"nksDanToc": "Kính"}, ("not-in-list", "nksDanToc", "error")),
        ({"nksSoDinhDanh": "00132100456"}, ("pattern", "nksSoDinhDanh", "error")),
        ({"nksSoDinhDanh": "001221004567"}, ("id-sex", "nksSoDinhDanh", "warning")),
        ({"nksSoDinhDanh": "001320004567"}, ("id-year", "nksSoDinhDanh", "warning")),
        ({"nksSoDinhDanh": "003321004567"}, ("id-place", "nksSoDinhDanh", "warning")),
        ({"meSoDinhDanhCaNhan": "001094001234"}, ("id-sex", "meSoDinhDanhCaNhan", "warning")),
        ({"nksSoDinhDanh": None}, ("expected-since", "nksSoDinhDanh", "warning")),
        ({"chaNgaySinh": "2012"}, ("years-few", "chaNgaySinh", "warning")),
        (
            {"meNgaySinh": "1950", "meSoDinhDanhCaNhan": None},
            ("years-many", "meNgaySinh", "warning"),
        ),
        (
            {"nksNgaySinhBangChu": "Ngày mười bảy, tháng ba, năm hai nghìn không trăm hai mốt"},
            ("words-disagree", "nksNgaySinh", "error"),
        ),
        (
            {"nksNgaySinhBangChu": "Ngày mừơi"},
            ("words-not-understood", "nksNgaySinhBangChu", "error"),
        ),
        ({"chaHoTen": None, "nksLoaiKhaiSinh": "1"}, ("should-be-present", "chaHoTen", "warning")),
        ({"nksLoaiKhaiSinh": "3"}, ("should-be-absent", "chaHoTen", "error")),
        ({"nksHoTen": "Lê Thị Ánh"}, ("family-name", "nksHoTen", "warning")),
        ({"nksHoTen": "Nguyền Thị Ánh"}, ("family-name", "nksHoTen", "warning")),
        ({"nksHoTen": "Nguyễn 2"}, ("name-odd-character", "nksHoTen", "warning")),
    ],
)
def test_each_mistake_is_found(
    changes: dict[str, str | None], expected: tuple[str, str, str]
) -> None:
    assert expected in codes(**changes)


@pytest.mark.parametrize(
    ("child", "father", "mother"),
    [
        ("NGUYỄN THỊ ÁNH", "Nguyễn Văn Khởi", "Trần Thị Bích"),
        ("Trần Thị Ánh", "Nguyễn Văn Khởi", "Trần Thị Bích"),
        ("H'Nhiên Byă", "Y Thuyết Mlô", "H'Lan Byă"),
        ("Y Bhem Byă", "Y Thuyết Mlô", "H'Lan Byă"),
        ("Hoà Thị Ánh", "Hòa Văn Khởi", None),
        ("Lê Thị Ánh", None, "Trần Thị Bích"),
        ("Lê Thị Ánh", None, None),
    ],
)
def test_a_child_bears_the_family_name_of_a_parent(
    child: str, father: str | None, mother: str | None
) -> None:
    found_codes = [code for code, *_ in codes(nksHoTen=child, chaHoTen=father, meHoTen=mother)]
    assert "family-name" not in found_codes


def test_registration_before_birth_and_dates_to_come_block() -> None:
    early = found(record(ngayDangKy="15/03/2021"))
    assert [(p.code, p.field) for p in blocking(early)] == [("date-before", "ngayDangKy")]
    later = found(record(nksNgaySinh="16/03/2031", nksNgaySinhBangChu=None))
    assert ("date-in-future", "nksNgaySinh") in [(p.code, p.field) for p in blocking(later)]


def test_the_day_of_checking_is_not_the_future() -> None:
    born = {"nksNgaySinh": "23/11/2026", "ngayDangKy": "23/11/2026", "so": "1/2026"}
    assert "date-in-future" not in [c for c, _, _ in codes(**born, nksNgaySinhBangChu=None)]


def test_a_year_only_is_never_called_too_early() -> None:
    assert "date-before" not in [
        c for c, _, _ in codes(nksNgaySinh="2021", nksNgaySinhBangChu=None)
    ]


def test_a_stated_reason_settles_an_expected_field_but_never_a_required_one() -> None:
    empty = FieldValue(
        "nksQueQuan",
        state=ValueState.CONFIRMED,
        confirmed_by="Lò Thị Muôn",
        confirmed_at=datetime(2026, 11, 23, tzinfo=UTC),
        empty_reason=EmptyReason.NOT_ON_PAPER,
    )
    stated = record(nksQueQuan=None).with_field(empty)
    stated = stated.with_field(replace(empty, key="nksSoDinhDanh"))
    assert found(stated) == ()
    nameless = record(nksHoTen=None).with_field(replace(empty, key="nksHoTen"))
    assert [p.code for p in blocking(found(nameless))] == ["required-empty"]


def test_an_unknown_father_needs_no_reasons() -> None:
    father = {key: None for key in WRITTEN if key.startswith("cha")}
    assert codes(**father, nksLoaiKhaiSinh="3") == []
    missing = [code for code, _, _ in codes(**father)]
    assert missing == ["expected-empty"] * 5


def test_a_number_of_before_2016_is_not_expected() -> None:
    old = {
        "so": "15/2009",
        "quyenSo": "01/2009",
        "ngayDangKy": "20/03/2009",
        "nksNgaySinh": "16/03/2009",
        "nksNgaySinhBangChu": None,
        "nksSoDinhDanh": None,
    }
    assert codes(**old) == []


def test_a_value_that_is_not_its_texts_is_an_error() -> None:
    field = FieldValue("nksDanToc", "Kinh", "Tày", ValueState.CONFIRMED)
    assert [p.code for p in found(record().with_field(field))] == ["value-differs"]


def test_a_field_that_the_type_lacks_is_an_error() -> None:
    assert [p.code for p in found(record().with_field(FieldValue("xyz", "1", "1")))] == [
        "unknown-field"
    ]


@given(st.dictionaries(st.sampled_from([spec.key for spec in BIRTH.fields]), st.text(max_size=60)))
def test_no_content_breaks_the_checks(texts: dict[str, str]) -> None:
    changed = record(**texts)
    problems = found(changed)
    assert problems == found(changed)
    assert all(problem.severity is Severity.ERROR for problem in blocking(problems))


@pytest.mark.parametrize(
    "rule",
    [
        Rule("guess", ("so",), Severity.ERROR, "x"),
        Rule("same_year", ("so",), Severity.ERROR, "x"),
        Rule("absent_when", ("so", "quyenSo"), Severity.ERROR, "x"),
        Rule("years_apart", ("a", "b"), Severity.ERROR, "x", (("at_least", "x"),)),
        Rule("expected_since", ("a", "b"), Severity.ERROR, "x", (("since", "soon"),)),
        Rule("not_in_future", ("a",), Severity.ERROR, "x", (("sex", "1"),)),
    ],
)
def test_a_rule_that_cannot_work_is_refused(rule: Rule) -> None:
    with pytest.raises(BadSchema):
        check_rule(rule, BIRTH)


def test_a_rule_binds_only_while_it_is_in_force() -> None:
    later = tuple(replace(rule, valid_from=date(2030, 1, 1)) for rule in BIRTH.rules)
    ended = tuple(replace(rule, valid_until=date(2020, 1, 1)) for rule in BIRTH.rules)
    for rules in (later, ended):
        changed = replace(BIRTH, rules=rules)
        assert check_record(record(so="15/2020"), changed, CATALOG, TODAY) == ()
