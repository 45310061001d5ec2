"""Cross-field rules of marriages, deaths, recognitions and marital status."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from digitizer.domain.checks import broken_rules
from digitizer.domain.problems import Severity
from digitizer.domain.schema import FieldKind
from digitizer.domain.values.canonical import canonical
from digitizer.messages import Messages
from digitizer.schemas import load_catalog

CATALOG = load_catalog()
TODAY = date(2026, 11, 24)
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def found(name: str, **values: str) -> list[tuple[str, str | None, Severity]]:
    doc_type = CATALOG.types[f"civil_status.{name}"]
    assert all(doc_type.field(key) for key in values)
    problems = [problem for _, problem in broken_rules(values, doc_type, TODAY)]
    for problem in problems:
        assert all(Messages(language).problem(problem) for language in ("vi", "en"))
    return [(problem.code, problem.field, problem.severity) for problem in problems]


@pytest.mark.parametrize(
    ("person", "born", "day", "is_young"),
    [
        ("vo", "2003-06-06", "2021-06-05", True),
        ("vo", "2003-06-05", "2021-06-05", False),
        ("chong", "2001-06-06", "2021-06-05", True),
        ("chong", "2001-06-05", "2021-06-05", False),
        ("vo", "2003", "2021-06-05", False),
        ("vo", "2004", "2021-06-05", True),
        ("vo", "1990-06-05", "2007-06-05", False),
        ("vo", "1990-06-06", "2007-06-05", True),
        ("chong", "1988-06-05", "2007-06-05", False),
        ("chong", "1988-06-06", "2007-06-05", True),
    ],
)
def test_spouses_have_the_age_of_the_law_of_their_day(
    person: str, born: str, day: str, is_young: bool
) -> None:
    key = f"{person}NgaySinh"
    expected = [("age-too-low", key, WARNING)] if is_young else []
    assert found("marriage", **{key: born, "ngayDangKy": day}) == expected


def test_a_marriage_before_a_birth_is_an_error_and_no_age() -> None:
    assert found("marriage", voNgaySinh="2021-07-01", ngayDangKy="2021-06-05") == [
        ("date-before", "ngayDangKy", ERROR)
    ]


def test_the_order_of_a_life() -> None:
    sound = {
        "so": "7/2021",
        "nktNgaySinh": "1941",
        "nktNgayChet": "2021-03-16",
        "gbtNgay": "2021-03-17",
        "ngayDangKy": "2021-03-18",
    }
    assert found("death", **sound) == []
    assert ("date-before", "nktNgayChet", ERROR) in found(
        "death", **{**sound, "nktNgaySinh": "2022"}
    )
    late = found("death", **{**sound, "nktNgayChet": "2021-03-19"})
    assert ("date-before", "ngayDangKy", ERROR) in late
    assert ("date-before", "gbtNgay", WARNING) in late
    assert found("death", **{**sound, "so": "7/2020"}) == [("year-differs", "so", ERROR)]


def test_a_day_of_death_in_digits_and_words() -> None:
    words = "Ngày mười sáu, tháng ba, năm hai nghìn không trăm hai mươi mốt"
    assert found("death", nktNgayChet="2021-03-16", nktNgayChetBangChu=words) == []
    [(code, _, severity)] = found("death", nktNgayChet="2021-03-17", nktNgayChetBangChu=words)
    assert (code, severity) == ("words-disagree", ERROR)


def test_parent_and_child_and_a_stay() -> None:
    assert found("parent_child", cmNgaySinh="1985", ncNgaySinh="2015") == []
    assert found("parent_child", cmNgaySinh="2005", ncNgaySinh="2015") == [
        ("years-few", "cmNgaySinh", WARNING)
    ]
    stay = {"nxnThoiGianCuTruTu": "2021-06-05", "nxnThoiGianCuTruDen": "2017-03-02"}
    assert found("marital_status", **stay) == [("date-before", "nxnThoiGianCuTruDen", ERROR)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("08 giờ 30 phút", "08:30"),
        ("8h30", "08:30"),
        ("8:05", "08:05"),
        ("23 giờ", "23:00"),
        ("0 giờ 00 phút", "00:00"),
        ("24 giờ", None),
        ("8 giờ 60 phút", None),
        ("buổi sáng", None),
    ],
)
def test_times_of_day(written: str, value: str | None) -> None:
    spec = CATALOG.types["civil_status.death"].field("nktGioPhutChet")
    assert spec is not None
    assert spec.kind is FieldKind.TIME
    result = canonical(spec, written)
    assert result.value == value
    assert [problem.code for problem in result.problems] == ([] if value else ["not-a-time"])


@pytest.mark.parametrize(
    ("register", "event", "kind", "days", "code"),
    [
        ("birth", "nksNgaySinh", "1", 60, None),
        ("birth", "nksNgaySinh", "1", 61, "registered-late"),
        ("birth", "nksNgaySinh", "4", 61, None),
        ("birth", "nksNgaySinh", "4", 60, "registered-in-time"),
        ("birth", "nksNgaySinh", "2", 4000, None),
        ("death", "nktNgayChet", "1", 15, None),
        ("death", "nktNgayChet", "1", 16, "registered-late"),
        ("death", "nktNgayChet", "4", 16, None),
        ("death", "nktNgayChet", "4", 15, "registered-in-time"),
    ],
)
def test_late_is_legal_and_only_a_kind_that_denies_it_is_found(
    register: str, event: str, kind: str, days: int, code: str | None
) -> None:
    """Luật Hộ tịch 2014: births within sixty days (Art 15), deaths within fifteen (Art 33)."""
    registered = date(2021, 6, 5)
    happened = registered - timedelta(days=days)
    values = {event: happened.isoformat(), "ngayDangKy": "2021-06-05", "loaiDangKy": kind}
    expected = [(code, "loaiDangKy", WARNING)] if code else []
    assert [each for each in found(register, **values) if each[0].startswith("registered")] == (
        expected
    )


@pytest.mark.parametrize("event", ["2020", "2020-01", "khoảng 1950", "lunar:2020-01-01"])
def test_a_day_not_wholly_known_is_neither_late_nor_in_time(event: str) -> None:
    values = {"nksNgaySinh": event, "ngayDangKy": "2021-06-05", "loaiDangKy": "1"}
    assert not [code for code, _, _ in found("birth", **values) if code.startswith("registered")]


def test_entries_before_the_law_went_by_other_limits() -> None:
    values = {"nksNgaySinh": "2005-01-01", "ngayDangKy": "2006-06-05", "loaiDangKy": "1"}
    assert found("birth", **values) == []


def test_the_day_of_death_is_solar_and_a_lunar_birthday_is_told() -> None:
    """Nghị định 123/2015, Art 4(2)."""
    assert found("death", nktNgayChet="lunar:2020-01-05") == [
        ("date-must-be-solar", "nktNgayChet", ERROR)
    ]
    assert found("birth", nksNgaySinh="lunar:1985-01-05") == [
        ("date-must-be-solar", "nksNgaySinh", WARNING)
    ]


@pytest.mark.parametrize(
    "register", ["birth", "marriage", "death", "parent_child", "marital_status"]
)
def test_a_book_of_another_year_is_told_and_a_later_one_refused(register: str) -> None:
    told = found(register, quyenSo="01/2020", ngayDangKy="2021-06-05")
    assert [each for each in told if each[1] == "quyenSo"] == [
        ("year-differs", "quyenSo", Severity.INFO)
    ]
    refused = found(register, quyenSo="01/2022", ngayDangKy="2021-06-05")
    assert ("year-after", "quyenSo", ERROR) in refused


@pytest.mark.parametrize("register", ["birth", "death"])
def test_what_is_not_known_breaks_no_rule(register: str) -> None:
    doc_type = CATALOG.types[f"civil_status.{register}"]
    values = dict.fromkeys((spec.key for spec in doc_type.fields), None)
    told = [problem.code for _, problem in broken_rules(values, doc_type, TODAY)]
    assert told == []


def test_a_correction_comes_after_what_it_corrects_and_an_addition_has_nothing_before_it() -> None:
    assert found("correction", ngayDangKy="2021-06-05", ngayGiayToHoTich="2021-06-06") == [
        ("date-before", "ngayDangKy", ERROR)
    ]
    assert found("correction", loaiThayDoi="3", noiDungTu="sinh ngày 01/02/1990") == [
        ("should-be-absent", "noiDungTu", Severity.INFO)
    ]
    assert found("correction", loaiThayDoi="2", noiDungTu="sinh ngày 01/02/1990") == []
