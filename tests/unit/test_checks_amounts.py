"""Rules about money, areas, tax codes and what else a paper says: found, and not found."""

from __future__ import annotations

from datetime import date

import pytest

from digitizer.domain.checks import check_record, check_rule
from digitizer.domain.errors import BadSchema
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import FieldValue, Record, ValueState
from digitizer.domain.schema import (
    Catalog,
    CodeEntry,
    CodeList,
    DocumentType,
    FieldKind,
    FieldSpec,
    Localized,
    Need,
    Rule,
    Section,
)
from digitizer.domain.values.canonical import as_written, canonical
from digitizer.messages import Messages

TODAY = date(2026, 11, 28)
LABEL = Localized("Nhãn", "Label")
SUBJECTS = CodeList(
    "doi_tuong",
    "1",
    "x",
    (CodeEntry("1", Localized("Cá nhân", "Person")), CodeEntry("2", Localized("Tổ chức", "Body"))),
)


def spec(key: str, kind: FieldKind, **more: object) -> FieldSpec:
    return FieldSpec(key, kind, Localized(key, key), "main", Need.OPTIONAL, **more)  # type: ignore[arg-type]


LINES = spec(
    "dong",
    FieldKind.TABLE,
    columns=(
        spec("ten", FieldKind.TEXT),
        spec("soLuong", FieldKind.NUMBER),
        spec("donGia", FieldKind.MONEY),
        spec("thanhTien", FieldKind.MONEY),
    ),
)
FIELDS = (
    spec("tong", FieldKind.MONEY),
    spec("tongChu", FieldKind.TEXT),
    spec("phi", FieldKind.MONEY),
    spec("lePhi", FieldKind.MONEY),
    spec("dienTich", FieldKind.AREA),
    spec("dienTichChu", FieldKind.TEXT),
    spec("ma", FieldKind.TAX_CODE),
    spec("so", FieldKind.ID_NUMBER),
    spec("doiTuong", FieldKind.CODE, code_list="doi_tuong"),
    spec("ngay", FieldKind.DATE),
    spec("ngaySinh", FieldKind.DATE),
    spec("loai", FieldKind.CODE, code_list="doi_tuong"),
    LINES,
)


def rule(kind: str, *fields: str, **params: str) -> Rule:
    return Rule(kind, fields, Severity.ERROR, "x", tuple(sorted(params.items())))


def found(made: Rule, **texts: str) -> list[str]:
    """The codes of what the rule finds in a record of these texts; each has its sentence."""
    doc_type = DocumentType(
        "a.b", "1", LABEL, "x", TODAY, ("T",), (), (Section("main", LABEL),), FIELDS, (made,),
        "tong", (),
    )  # fmt: skip
    check_rule(made, doc_type)
    catalog = Catalog({"a.b": doc_type}, {"doi_tuong": SUBJECTS}, {})
    fields = {}
    for key, text in texts.items():
        one = doc_type.field(key)
        assert one is not None
        value = canonical(one, text, catalog.code_list_of(one), catalog.code_lists)
        fields[key] = FieldValue(key, as_written(one, text), value.value, ValueState.ACCEPTED)
    problems = check_record(Record("a.b", "1", fields), doc_type, catalog, TODAY)
    return [_said(problem) for problem in problems]


def _said(problem: Problem) -> str:
    for language in ("vi", "en"):
        sentence = Messages(language).problem(problem)
        assert sentence
        assert "{" not in sentence
    return problem.code


WORDS = rule("amount_words", "tong", "tongChu")


def test_digits_and_words_agree() -> None:
    assert found(WORDS, tong="1.500.000 đồng", tongChu="Một triệu năm trăm nghìn đồng chẵn") == []
    area = rule("amount_words", "dienTich", "dienTichChu")
    assert (
        found(area, dienTich="120,5 m²", dienTichChu="Một trăm hai mươi phẩy năm mét vuông") == []
    )


def test_a_zero_too_many_is_found() -> None:
    texts = {"tong": "15.000.000", "tongChu": "Một triệu năm trăm nghìn đồng"}
    assert found(WORDS, **texts) == ["amount-words-disagree"]


def test_words_that_are_no_number_are_told() -> None:
    assert found(WORDS, tong="15.000", tongChu="Mười lăm con gà") == ["amount-words-not-understood"]


def test_parts_add_up_within_the_tolerance() -> None:
    fees = rule("sum_equals", "tong", "phi", "lePhi", tolerance="0.5")
    assert found(fees, tong="30.000", phi="20.000", lePhi="10.000") == []
    assert found(fees, tong="30.000", phi="20.000", lePhi="11.000") == ["sum-differs"]
    assert found(fees, tong="30.000") == []


def test_rows_of_a_table_add_up_and_multiply() -> None:
    rows = "Giấy A4 | 2 | 75.000 | 150.000\nMực in | 1 | 320.000 | 320.000"
    total = rule("table_sum", "tong", "dong", cell="thanhTien")
    product = rule("table_product", "dong", cell="thanhTien", of="soLuong donGia")
    assert found(total, tong="470.000", dong=rows) == []
    assert found(total, tong="480.000", dong=rows) == ["sum-differs"]
    assert found(product, dong=rows) == []
    assert found(product, dong="Giấy A4 | 2 | 75.000 | 155.000") == ["row-product"]


def test_a_part_is_not_more_than_the_whole() -> None:
    limit = rule("not_more_than", "phi", "tong")
    assert found(limit, phi="40.000", tong="30.000") == ["amount-more-than"]
    assert found(limit, phi="30.000", tong="30.000") == []


SUBJECT = rule("pattern_when", "doiTuong", "so", codes="1", pattern=r"\d{12}")


def test_the_form_of_a_number_follows_the_code() -> None:
    assert found(SUBJECT, doiTuong="Cá nhân", so="001 306 004567") == []
    assert found(SUBJECT, doiTuong="Cá nhân", so="0100109106") == ["pattern-by-code"]
    assert found(SUBJECT, doiTuong="Tổ chức", so="0100109106") == []


def test_a_personal_number_is_a_tax_code_since_july_2025() -> None:
    household = rule("tax_subject", "ma", "ngay", subject="household", since="2025-07-01")
    assert found(household, ma="001306004567", ngay="02/07/2025") == []
    assert found(household, ma="001306004567", ngay="30/06/2025") == ["tax-code-too-new"]
    assert found(household, ma="0100109106", ngay="30/06/2025") == []
    assert found(household, ma="0100109106", ngay="02/07/2025") == ["tax-code-too-old"]
    body = rule("tax_subject", "ma", "ngay", subject="organisation")
    assert found(body, ma="001306004567", ngay="02/07/2025") == ["tax-code-of-person"]


def test_one_of_several_is_enough() -> None:
    either = rule("one_of", "ma", "so")
    assert found(either, so="123456789") == []
    assert found(either) == ["none-of-several"]


LATE = rule("late_registration", "ngaySinh", "ngay", "loai", days="60", on_time="1", late="2")


@pytest.mark.parametrize(
    ("born", "registered", "kind", "codes"),
    [
        ("01/03/2021", "30/04/2021", "Cá nhân", []),
        ("01/03/2021", "01/05/2021", "Cá nhân", ["registered-late"]),
        ("01/03/2021", "01/05/2021", "Tổ chức", []),
        ("01/03/2021", "30/04/2021", "Tổ chức", ["registered-in-time"]),
        ("2021", "01/05/2021", "Cá nhân", []),
    ],
)
def test_late_registration_is_legal_but_must_be_called_so(
    born: str, registered: str, kind: str, codes: list[str]
) -> None:
    assert found(LATE, ngaySinh=born, ngay=registered, loai=kind) == codes


def test_a_lunar_day_is_no_solar_day() -> None:
    solar = rule("solar_calendar", "ngay")
    assert found(solar, ngay="mùng 5 tháng Giêng năm 1985") == ["date-lunar", "date-must-be-solar"]
    assert found(solar, ngay="05/01/1985") == []


@pytest.mark.parametrize(
    "made",
    [
        rule("table_sum", "tong", "dong", cell="khongCo"),
        rule("table_product", "dong", cell="thanhTien", of="soLuong x"),
        rule("table_sum", "tong", "dong"),
        rule("pattern_when", "doiTuong", "so", codes="1", pattern="("),
        rule("sum_equals", "tong", "phi", tolerance="nửa"),
        rule("late_registration", "ngaySinh", "ngay", "loai", days="sáu mươi"),
        rule("tax_subject", "ma", "ngay", subject="company"),
    ],
)
def test_a_rule_that_cannot_work_is_refused(made: Rule) -> None:
    with pytest.raises(BadSchema):
        found(made)
