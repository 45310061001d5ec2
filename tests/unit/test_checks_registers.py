"""Cross-field rules of marriages, deaths, recognitions and marital status."""

from __future__ import annotations

from datetime import date

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
