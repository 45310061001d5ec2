"""Amounts, areas and tax codes are read as the numbers that they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from support.land_paper import CATALOG, KEY, TYPE, field
from support.pages import FIRST, page_of

from digitizer.domain.page import Alternative, Box, LineReading, Word
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import FieldKind
from digitizer.domain.values.canonical import canonical
from ocr.extraction import find_cases, shipped_sureness
from ocr.extraction.cleaning import value_text
from ocr.extraction.knowledge import legal_readings
from ocr.extraction.tokens import Token, tokens_of
from ocr.lexicon import is_unfinished, odd_words, unfamiliar

NEW = (FieldKind.MONEY, FieldKind.AREA, FieldKind.TAX_CODE)
SPECS = {
    FieldKind.MONEY: field("soTien", FieldKind.MONEY, "Số tiền"),
    FieldKind.AREA: field("dienTich", FieldKind.AREA, "Diện tích"),
    FieldKind.TAX_CODE: field("maSoThue", FieldKind.TAX_CODE, "Mã số thuế"),
}


def tokens(text: str, others: Mapping[str, Mapping[str, float]] | None = None) -> tuple[Token, ...]:
    words = (
        Word(
            word,
            Box(100 * number, 0, 80, 40),
            0.6,
            alternatives=tuple(
                Alternative(*each) for each in ((others or {}).get(word) or {}).items()
            ),
        )
        for number, word in enumerate(text.split())
    )
    return tokens_of(LineReading(FIRST, tuple(words)))


def read_as(kind: FieldKind, text: str) -> tuple[str, str | None]:
    spec = SPECS[kind]
    written = value_text(spec, tokens(text))
    return written, canonical(spec, written).value


@pytest.mark.parametrize(
    ("written", "text", "value"),
    [
        ("1.500.000 đồng", "1.500.000", "1500000"),
        ("1.500.000đ", "1.500.000", "1500000"),
        ("1.500.000 dồng.", "1.500.000", "1500000"),
        ("1.500.000 VNĐ", "1.500.000", "1500000"),
        ("1.500.000 đồng chẵn", "1.500.000", "1500000"),
        ("1.500. 000 đồng", "1.500.000", "1500000"),
        ("....1.500.000.... đồng", "1.500.000", "1500000"),
        ("12 500 000", "12 500 000", "12500000"),
        ("1.500.000,-", "1.500.000", "1500000"),
    ],
)
def test_money_keeps_its_unit_out(written: str, text: str, value: str) -> None:
    assert read_as(FieldKind.MONEY, written) == (text, value)


@pytest.mark.parametrize(
    ("written", "text", "value"),
    [
        ("120,5 m²", "120,5", "120.5"),
        ("120,5m2", "120,5", "120.5"),
        ("120,5 m°", "120,5", "120.5"),
        ("120,5 m*", "120,5", "120.5"),
        ("120,5 m?.", "120,5", "120.5"),
        ("120,5 mét vuông", "120,5", "120.5"),
        ("120, 5 m", "120,5", "120.5"),
        ("1.250,0 m²", "1.250,0", "1250"),
    ],
)
def test_an_area_keeps_its_unit_out_however_its_small_two_was_read(
    written: str, text: str, value: str
) -> None:
    assert read_as(FieldKind.AREA, written) == (text, value)


@pytest.mark.parametrize("text", ["mười đồng", "đồng", "m2", "không"])
def test_words_alone_are_no_amount(text: str) -> None:
    assert read_as(FieldKind.MONEY, text)[1] is None
    assert read_as(FieldKind.AREA, text)[1] is None


def test_a_tax_code_with_a_letter_read_for_a_digit_is_put_right_by_its_check_digit() -> None:
    seen = tokens("O1OO1O91O6")
    (found,) = legal_readings(SPECS[FieldKind.TAX_CODE], seen, None, 5)
    assert found.found.value == "0100109106"


def test_of_two_readings_the_one_with_the_right_check_digit_is_legal() -> None:
    seen = tokens("0100109108", {"0100109108": {"0100109106": 0.3, "0100109105": 0.2}})
    found = legal_readings(SPECS[FieldKind.TAX_CODE], seen, None, 5)
    assert [each.found.value for each in found] == ["0100109106"]


def test_an_area_that_may_be_meant_either_way_is_not_exchanged_for_another() -> None:
    """1.250 stays what the paper says; that an alternative is unambiguous is no reason."""
    assert reading("dienTich", "Diện tích: 1.250 m²").value == "1250"


def reading(
    key: str, line: str, second: str | None = None, confidence: float = 0.97
) -> FieldReading:
    extra = tuple(SPECS.values())
    catalog = replace(CATALOG, types={KEY: replace(TYPE, fields=(*TYPE.fields, *extra))})
    texts = ("                 PHIẾU KÊ KHAI ĐẤT", "Tên người sử dụng đất: Lò Thị Ính", line)
    other = {} if second is None else {2: second}
    (case,) = find_cases([page_of(texts, second=other, confidence={2: confidence})], catalog)
    return next(each for each in case.fields if each.key == key)


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("soTien", "Số tiền: 1.500.000 đồng"),
        ("dienTich", "Diện tích: 120,5 m²"),
        ("maSoThue", "Mã số thuế: 0100109106"),
    ],
)
def test_two_readers_that_agree_are_believed_as_with_numbers(key: str, line: str) -> None:
    assert reading(key, line, confidence=0.81).state is ReadingState.ACCEPTED
    assert reading(key, line, confidence=0.79).state is ReadingState.REVIEW


@pytest.mark.parametrize(
    ("key", "line", "second"),
    [
        ("soTien", "Số tiền: 1.500.000 đồng", "Số tiền: 1.560.000 đồng"),
        ("dienTich", "Diện tích: 120,5 m²", "Diện tích: 126,5 m²"),
        ("maSoThue", "Mã số thuế: 079085001234", "Mã số thuế: 079085001239"),
    ],
)
def test_one_other_digit_sends_an_amount_to_a_clerk(key: str, line: str, second: str) -> None:
    found = reading(key, line, second)
    assert found.state is ReadingState.REVIEW
    assert "readings-differ" in [problem.code for problem in found.problems]


def test_another_spelling_of_the_unit_is_agreement() -> None:
    found = reading("dienTich", "Diện tích: 120,5 m²", "Diện tích: 120,5 m°")
    assert found.state is ReadingState.ACCEPTED


@pytest.mark.parametrize("kind", NEW)
def test_thresholds_are_those_of_numbers(kind: FieldKind) -> None:
    sureness = shipped_sureness()
    assert sureness.least(kind) == sureness.least(FieldKind.NUMBER)


@pytest.mark.parametrize("kind", NEW)
def test_amounts_have_no_words_to_look_up(kind: FieldKind) -> None:
    assert odd_words(kind, "1.500.000 đồnq") == ()
    assert unfamiliar(kind, "1.500.000 đồnq") == ()
    assert not is_unfinished(kind, "1.500.000 tại")
