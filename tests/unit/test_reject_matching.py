"""Which case a line of a receiver's list means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.reject_list import (
    RejectColumn,
    RejectEntry,
    file_key,
    name_key,
    number_key,
)
from digitizer.domain.reject_matching import Candidate, Known, LeftRow, Matcher, Outcome
from digitizer.schemas import load_catalog
from digitizer.schemas.rejects import load_reject_profile

BIRTH = "civil_status.birth"
CATALOG = load_catalog()
FIELDS = load_reject_profile().fields
OLD, NEW, OTHER = "KS-01_20260101-080000", "KS-01_20260201-080000", "KS-01_20260301-080000"


def case(number: int, state: CaseState = CaseState.EXPORTED, **values: str) -> Candidate:
    own = {"so": f"{number}/2021", "quyenSo": "01/2021", "noiDangKy": "UBND xã Mẫu, tỉnh Mẫu"}
    return Candidate(number, state, 1, "KS 01", BIRTH, f"NGƯỜI {number}", NEW, {**own, **values})


def left(number: int, package: str = NEW) -> LeftRow:
    return LeftRow(package, "a" * 64, number, f"documents/KS.2021.01.{number:02}.pdf", number)


KNOWN = Known(
    tuple(map(case, range(1, 21))),
    (*(left(n, OLD) for n in range(1, 21)), *(left(n) for n in range(1, 21)), left(1, OTHER)),
    FIELDS,
    CATALOG.types,
    CATALOG.profiles,
)


def found(known: Known = KNOWN, **said: str):
    entry = RejectEntry(7, {RejectColumn(name): text for name, text in said.items()})
    return Matcher(known).match(entry)


@pytest.mark.parametrize(
    "said",
    [
        {"file": "KS.2021.01.05.pdf"},
        {"file": r"D:\gui\documents\ks.2021.01.05.PDF"},
        {"number": "05/2021", "book": "1 / 2021", "place": "UBND XA MAU"},
        {"number": "5", "book": "01/2021"},
        {"row": "5", "package": NEW},
        {"row": "5", "package": f"{OLD}.zip"},
        {"file": "KS.2021.01.05.pdf", "package": "mã riêng của nơi nhận"},
        {"row": "5", "package": NEW, "file": "KS.2021.01.05", "number": "5/2021"},
    ],
)
def test_each_key_finds_its_case(said: dict[str, str]) -> None:
    match = found(**said)
    assert (match.outcome, match.case and match.case.case_id) == (Outcome.READY, 5)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"reason": "thiếu"}, Outcome.NO_KEY),
        ({"book": "01/2021"}, Outcome.NO_KEY),
        ({"file": "khác.pdf"}, Outcome.NONE),
        ({"number": "5/2020"}, Outcome.NONE),
        ({"number": "5", "book": "02/2021"}, Outcome.NONE),
        ({"number": "5", "place": "UBND xã Khác"}, Outcome.NONE),
        ({"row": "5"}, Outcome.NONE),
        ({"row": "-5", "package": NEW}, Outcome.NONE),
        ({"row": "21", "package": NEW}, Outcome.NONE),
        ({"file": "KS.2021.01.05.pdf", "number": "6/2021"}, Outcome.DISAGREE),
        ({"file": "KS.2021.01.05.pdf", "package": OTHER}, Outcome.DISAGREE),
        ({"row": "1", "package": OTHER, "number": "5/2021"}, Outcome.DISAGREE),
        ({"file": "khác.pdf", "number": "5/2021"}, Outcome.DISAGREE),
        ({"file": "KS.2021.01.05.pdf", "number": "5/2019"}, Outcome.DISAGREE),
        ({"doc_code": "H26_CV_000001_V1", "number": "5/2021"}, Outcome.DISAGREE),
        ({"row": "21", "package": NEW, "number": "5/2021"}, Outcome.DISAGREE),
    ],
)
def test_without_one_case_nothing_opens(said: dict[str, str], outcome: Outcome) -> None:
    match = found(**said)
    assert (match.outcome, match.case, match.left) == (outcome, None, None)


def test_a_key_that_cannot_speak_of_the_case_does_not_speak_against_it() -> None:
    """The rows of an older program name no files, and some records have no number."""
    rows = [replace(row, file="") for row in KNOWN.rows]
    assert found(replace(KNOWN, rows=rows), file="khác.pdf", number="5/2021").is_ready
    known = replace(KNOWN, candidates=[case(5, so="")])
    assert found(known, file="KS.2021.01.05.pdf", number="99").is_ready
    assert found(row="21", package="mã riêng của nơi nhận", number="5/2021").is_ready


def test_a_package_that_is_meant_by_all_lines_counts_for_their_rows() -> None:
    match = found(replace(KNOWN, package=OLD), row="5")
    assert (match.outcome, match.left) == (Outcome.READY, left(5, OLD))


def test_the_same_number_in_two_books_is_several() -> None:
    other = replace(case(30, so="5/2021", quyenSo="02/2021"))
    known = replace(KNOWN, candidates=(*KNOWN.candidates, other))
    match = found(known, number="5/2021")
    assert (match.outcome, match.among) == (Outcome.SEVERAL, (5, 30))
    assert found(known, number="5/2021", book="02/2021").case == other


def test_the_row_that_is_given_back_is_the_named_one_or_the_newest() -> None:
    assert found(number="5/2021").left == left(5)
    assert found(number="5/2021", package=OLD).left == left(5, OLD)


@pytest.mark.parametrize(
    ("known", "outcome"),
    [
        (replace(KNOWN, taken={7}), Outcome.TAKEN),
        (replace(KNOWN, candidates=[replace(case(5), left_in=None)]), Outcome.NEVER_LEFT),
        (replace(KNOWN, candidates=[case(5, CaseState.RETURNED)]), Outcome.OPEN),
        (replace(KNOWN, candidates=[case(5, CaseState.CHECKED)]), Outcome.OPEN),
        (replace(KNOWN, candidates=[case(5, CaseState.APPROVED)]), Outcome.CORRECTED),
        (replace(KNOWN, replaced={(NEW, 5)}), Outcome.ANSWERED),
        (replace(KNOWN, replaced={(OLD, 5), (NEW, 6)}), Outcome.READY),
        (replace(KNOWN, submitted={1}), Outcome.SUBMITTED),
        (replace(KNOWN, own_work={1}), Outcome.OWN_WORK),
    ],
)
def test_what_stands_against_opening_is_told(known: Known, outcome: Outcome) -> None:
    match = found(known, number="5/2021")
    assert match.outcome is outcome
    assert match.case is not None


@pytest.mark.parametrize(
    ("text", "fields", "unknown"),
    [
        ("", (), ""),
        ("nksDanToc", ("nksDanToc",), ""),
        ("NKSDANTOC", ("nksDanToc",), ""),
        ("Ho chu dem ten nguoi me", ("meHoTen",), ""),
        (CATALOG.types[BIRTH].field("nksDanToc").label.vi.upper(), ("nksDanToc",), ""),
        ("nksDanToc; nksHoTen", ("nksDanToc", "nksHoTen"), ""),
        ("nksDanToc\nmàu mắt", ("nksDanToc",), "màu mắt"),
        ("màu mắt", (), "màu mắt"),
    ],
)
def test_a_field_is_known_by_code_and_label(
    text: str, fields: tuple[str, ...], unknown: str
) -> None:
    match = found(number="5/2021", field=text)
    assert (match.fields, match.unknown_field) == (fields, unknown)


def test_a_field_must_be_one_of_the_version_that_the_case_was_read_with() -> None:
    """A field that came later cannot be pinned there: the case opens whole."""
    today = CATALOG.types[BIRTH]
    older = replace(today, fields=tuple(s for s in today.fields if s.key != "nksDanToc"))
    candidates = [replace(case(5), type_version="cũ"), replace(case(6), type_version="nay")]
    known = replace(KNOWN, candidates=candidates, former={(BIRTH, "cũ"): older})
    match = found(known, number="5/2021", field="nksDanToc")
    assert (match.is_ready, match.fields, match.unknown_field) == (True, (), "nksDanToc")
    assert found(known, number="6/2021", field="nksDanToc").fields == ("nksDanToc",)


@pytest.mark.parametrize("key", sorted(CATALOG.types))
def test_no_label_leads_to_another_field(key: str) -> None:
    """A label that several fields have leads nowhere."""
    specs = CATALOG.types[key].fields
    known = replace(KNOWN, candidates=[replace(case(5), document_type=key)])
    for spec in specs:
        same = {each.key for each in specs if each.label.vi == spec.label.vi}
        match = found(known, number="5/2021", field=spec.label.vi)
        assert set(match.fields) <= same
        assert match.fields or match.unknown_field
        assert found(known, number="5/2021", field=spec.key).fields == (spec.key,)


def test_names_and_numbers_are_compared_without_their_dress() -> None:
    assert name_key(" Lý_do  TRẢ lại: ") == name_key("lydotralai")
    assert number_key("05 / 2017") == number_key("5/2017") != number_key("5/2018")
    assert file_key("a/b\\C.PDF") == "c"
