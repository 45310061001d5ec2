"""The kinds that papers of land, business and finance need: amounts, areas, tax codes, tables."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.errors import InvalidInput
from digitizer.domain.schema import CodeEntry, CodeList, FieldKind, FieldSpec, Localized, Need
from digitizer.domain.values.amounts import grouped, parse_area, parse_money, plain
from digitizer.domain.values.canonical import as_written, canonical, shown
from digitizer.domain.values.inexact_dates import is_lunar, spoken
from digitizer.domain.values.number_words import amount_from_words, amount_in_words
from digitizer.messages import Messages

USES = CodeList(
    "loai_dat", "1", "x", (CodeEntry("LUC", Localized("Đất chuyên trồng lúa", "Rice land")),)
)
LISTS = {"loai_dat": USES}


def spec(kind: FieldKind, **more: object) -> FieldSpec:
    return FieldSpec("x", kind, Localized("Mục", "Item"), "s", Need.OPTIONAL, **more)  # type: ignore[arg-type]


TABLE = spec(
    FieldKind.TABLE,
    columns=(
        spec(FieldKind.CODE, code_list="loai_dat"),
        spec(FieldKind.AREA),
        spec(FieldKind.TEXT),
    ),
)


@pytest.mark.parametrize(
    ("kind", "text", "value", "problems"),
    [
        (FieldKind.MONEY, "1.500.000 đồng", "1500000", []),
        (FieldKind.MONEY, "1,500,000đ", "1500000", []),
        (FieldKind.MONEY, "20.000đ.", "20000", []),
        (FieldKind.MONEY, "12.500,50", "12500.5", []),
        (FieldKind.MONEY, "một triệu", None, ["not-money"]),
        (FieldKind.MONEY, "1.50.000", None, ["not-money"]),
        (FieldKind.AREA, "120,5 m²", "120.5", []),
        (FieldKind.AREA, "1.250,5m2", "1250.5", []),
        (FieldKind.AREA, "1.250 m2", "1250", ["area-either-way"]),
        (FieldKind.AREA, "rộng", None, ["not-area"]),
        (FieldKind.TAX_CODE, "0100109106", "0100109106", []),
        (FieldKind.TAX_CODE, "0100109106 - 001", "0100109106-001", []),
        (FieldKind.TAX_CODE, "001306004567", "001306004567", []),
        (FieldKind.TAX_CODE, "0123456789", "0123456789", ["tax-code-check-digit"]),
        (FieldKind.TAX_CODE, "12345", None, ["not-a-tax-code"]),
        (FieldKind.TICK, "X", "1", []),
        (FieldKind.TICK, "không", "0", []),
        (FieldKind.TICK, "có thể", None, ["not-a-tick"]),
        (FieldKind.DATE, "mùng 5 tháng Giêng năm 1985", "lunar:1985-01-05", ["date-lunar"]),
        (FieldKind.DATE, "30/02/1985 (âm lịch)", "lunar:1985-02-30", ["date-lunar"]),
        (FieldKind.DATE, "16 tháng hai nhuận năm 2004 ÂL", "lunar:2004-02L-16", ["date-lunar"]),
        (FieldKind.DATE, "khoảng năm 1950", "1950~", ["date-about"]),
        (FieldKind.DATE, "30/02/1985", None, ["not-a-date"]),
        (FieldKind.DATE, "Không rõ", None, ["stated-unknown"]),
        (FieldKind.NAME, "không rõ", None, ["stated-unknown"]),
    ],
)
def test_what_a_text_means(
    kind: FieldKind, text: str, value: str | None, problems: list[str]
) -> None:
    found = canonical(spec(kind), text)
    assert found.value == value
    assert [problem.code for problem in found.problems] == problems
    for problem in found.problems:
        for language in ("vi", "en"):
            assert "{" not in Messages(language).problem(problem)
        if value is None:
            _assert_refusal_has_words(problem.code)


def _assert_refusal_has_words(code: str) -> None:
    """A clerk who types such a text is told so with this error."""
    for language in ("vi", "en"):
        error = InvalidInput(f"value-{code}", field="x", label="Mục", text="chữ")
        assert f"value-{code}" not in Messages(language).error(error)


def test_inexact_dates_are_shown_as_offices_write_them() -> None:
    date = spec(FieldKind.DATE)
    assert shown(date, "lunar:2004-02L-16") == "16/02 nhuận/2004 (âm lịch)"
    assert shown(date, "1950~") == "khoảng 1950"
    assert is_lunar("lunar:1985-02-30")
    assert not is_lunar("1985-02-28")
    assert spoken("1985-02-28") is None


def test_a_shown_lunar_date_is_understood_again() -> None:
    date = spec(FieldKind.DATE)
    for value in ("lunar:1985-02-30", "1950~"):
        assert canonical(date, shown(date, value)).value == value


def test_a_table_is_read_row_by_row() -> None:
    found = canonical(TABLE, "Đất chuyên trồng lúa | 120,5 | Nhà nước giao\nLUC|50|", None, LISTS)
    assert found.value == '[["LUC","120.5","Nhà nước giao"],["LUC","50",null]]'
    assert shown(TABLE, found.value, None, LISTS).splitlines() == [
        "Đất chuyên trồng lúa | 120,5 | Nhà nước giao",
        "Đất chuyên trồng lúa | 50 |",
    ]


def test_a_wrong_cell_names_its_row_and_column() -> None:
    found = canonical(TABLE, "LUC | 120,5\nLUC | rộng", None, LISTS)
    assert found.value is None
    (problem,) = found.problems
    assert problem.code == "cell-wrong"
    assert dict(problem.params)["row"] == "2"
    for language in ("vi", "en"):
        assert "2" in Messages(language).problem(problem)


def test_a_doubtful_cell_keeps_the_table() -> None:
    found = canonical(TABLE, "LUC | 1.250", None, LISTS)
    assert found.value is not None
    assert [problem.code for problem in found.problems] == ["cell-doubtful"]


def test_a_row_too_wide_is_refused() -> None:
    found = canonical(TABLE, "LUC | 1 | a | b", None, LISTS)
    assert [problem.code for problem in found.problems] == ["table-too-wide"]


def test_a_table_keeps_its_lines_as_written() -> None:
    assert as_written(TABLE, " LUC |  12,5 \r\n\n ODT|3 ") == "LUC | 12,5\nODT | 3"
    assert as_written(spec(FieldKind.TEXT), "a\n b") == "a b"


@given(st.integers(0, 10**14))
def test_an_amount_in_words_is_understood_again(amount: int) -> None:
    words = amount_in_words(amount)
    assert amount_from_words(f"{words} đồng chẵn") == amount
    assert amount_from_words(words.upper()) == amount


@given(st.decimals(0, 10**12, places=2))
def test_a_grouped_amount_is_understood_again(amount: Decimal) -> None:
    text = plain(amount)
    assert parse_money(f"{grouped(text)} đồng") == amount
    if len(text.partition(".")[2]) != 3:
        assert parse_area(f"{grouped(text)} m²") == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Một triệu năm trăm nghìn đồng chẵn", "1500000"),
        ("Hai mươi lăm phẩy không năm mét vuông", "25.05"),
        ("một tỷ rưỡi", "1500000000"),
        ("Ba nghìn linh năm", "3005"),
        ("triệu", None),
        ("năm trăm con gà", None),
    ],
)
def test_words_of_amounts(words: str, amount: str | None) -> None:
    found = amount_from_words(words)
    assert (None if found is None else plain(found)) == amount
