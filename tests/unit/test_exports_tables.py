"""What was typed comes out of workbook, CSV and JSON exactly as it was."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from support.export_content import (
    CREATED,
    PROFILE,
    case,
    content,
    page_file,
    values,
)

from digitizer.domain.errors import BadSchema, NotAllowed
from digitizer.domain.schema import Column
from exports.csv_table import read_csv, write_csv
from exports.json_records import json_rows, stream_json, write_json
from exports.rows import Row, Table, build_table
from exports.xlsx import FormulaFound, read_xlsx, write_xlsx

AWKWARD = (
    "00123",
    "Nguyễn Thuỷ Oánh Hoà ƯỚC Đặng",
    'ông "Ba", gọi là "Tư"',
    "dòng một\ndòng hai\n\ndòng bốn",
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+84",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "1e5",
    "TRUE",
    "2017-02-03",
    "_x0041_",
    "_x005F_x0041_",
    "a;b,c\td",
    "<b>&amp;</b>",
    "Ð 𠮷 ễ",
    "a\u2028b\u2029c\x85d",
    "x" * 32_767,
)


def table_of(tmp_path: Path, **others: str | None) -> Table:
    one = case(1, page_file(tmp_path), values(1, **others))
    return build_table(content([one]), ["a.pdf"])


@pytest.mark.parametrize("text", AWKWARD)
def test_every_table_gives_a_value_back_as_it_was(tmp_path: Path, text: str) -> None:
    table = table_of(tmp_path, ghiChu=text)
    expected = [tuple(column.name for column in table.columns), table.rows[0].texts]
    write_xlsx(tmp_path / "t.xlsx", table, PROFILE, CREATED)
    write_csv(tmp_path / "t.csv", table)
    write_json(tmp_path / "t.json", table, "t", "1")

    assert expected[1][8] == text
    assert list(read_xlsx(_stream(tmp_path / "t.xlsx"), "DL Import", 5)) == expected
    assert list(read_csv(_stream(tmp_path / "t.csv"))) == expected
    assert list(json_rows(stream_json(_stream(tmp_path / "t.json")))) == expected


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=40))
def test_any_printable_text_survives(tmp_path: Path, text: str) -> None:
    table = table_of(tmp_path, ghiChu=text)
    write_xlsx(tmp_path / "t.xlsx", table, PROFILE, CREATED)
    write_csv(tmp_path / "t.csv", table)
    rows = list(read_xlsx(_stream(tmp_path / "t.xlsx"), "DL Import", 5))
    assert rows[1] == table.rows[0].texts == list(read_csv(_stream(tmp_path / "t.csv")))[1]


def test_a_spreadsheet_program_sees_texts_and_never_a_formula(tmp_path: Path) -> None:
    table = table_of(tmp_path, ghiChu="=1+1", soDinhDanh="001317000012")
    write_xlsx(tmp_path / "t.xlsx", table, PROFILE, CREATED)
    book = load_workbook(tmp_path / "t.xlsx")
    sheet = book["DL Import"]
    assert [cell.value for cell in sheet[1]] == [column.name for column in PROFILE.columns]
    assert sheet.freeze_panes == "A2"
    assert sheet["A2"].value == 1
    assert {cell.data_type for cell in sheet[2][1:] if cell.value is not None} == {"s"}
    assert {cell.number_format for cell in sheet[2][1:]} == {"@"}
    assert sheet["H2"].value == "001317000012"
    assert [[cell.value for cell in row] for row in book["Ghi chu"].rows] == [
        ["gioiTinh", "1 Nam"],
        ["gioiTinh", "2 Nữ"],
    ]


def test_csv_opens_as_unicode_in_an_office_program(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", table_of(tmp_path))
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfSTT,so,")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as source:
        assert next(csv.DictReader(source))["hoTen"] == "Nguyễn Thị Thuỷ Tiên"


def test_json_has_integers_for_codes_and_dates_in_both_forms(tmp_path: Path) -> None:
    write_json(tmp_path / "t.json", table_of(tmp_path, ngaySinh="1984"), "t", "1")
    record = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))["records"][0]
    assert record["values"]["gioiTinh"] == 2
    assert record["values"]["STT"] == 1
    assert record["values"]["soDinhDanh"] == "001317000012"
    assert record["values"]["ghiChu"] == ""
    assert record["values"]["ngayDangKy"] == "03.02.2017"
    assert record["dates"] == {"ngayDangKy": "2017-02-03", "ngaySinh": "1984"}


def test_a_code_with_a_leading_zero_stays_a_text(tmp_path: Path) -> None:
    write_json(tmp_path / "t.json", table_of(tmp_path, gioiTinh="03"), "t", "1")
    record = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))["records"][0]
    assert record["values"]["gioiTinh"] == "03"


@pytest.mark.parametrize(
    ("style", "value", "written"),
    [
        ("dd.mm.yyyy", "2006-03-16", "16.03.2006"),
        ("dd.mm.yyyy", "2006-03", "03.2006"),
        ("dd.mm.yyyy", "2006", "2006"),
        ("dd.mm.yyyy", "32 tuổi", "32 tuổi"),
        ("yyyy-mm-dd", "2006-03", "2006-03"),
        ("dd/mm/yyyy", "2006-03-16", "16/03/2006"),
    ],
)
def test_dates_follow_the_profile(tmp_path: Path, style: str, value: str, written: str) -> None:
    one = case(1, page_file(tmp_path), values(ngaySinh=value))
    table = build_table(content([one], profile=replace(PROFILE, date_format=style)), ["a.pdf"])
    assert table.rows[0].texts[5] == written


@pytest.mark.parametrize("style", ["dd.mm.yy", "dd.dd.yyyy", "", "ddmmyyyy"])
def test_an_unreadable_date_format_is_refused(tmp_path: Path, style: str) -> None:
    one = case(1, page_file(tmp_path), values())
    with pytest.raises(BadSchema) as caught:
        build_table(content([one], profile=replace(PROFILE, date_format=style)), ["a.pdf"])
    assert caught.value.code == "date-format-unknown"


@pytest.mark.parametrize(
    "column", [Column("x", "khongCo"), Column("x", "so", "label"), Column("x", "so", "odd")]
)
def test_a_column_that_nothing_fills_is_refused(tmp_path: Path, column: Column) -> None:
    one = case(1, page_file(tmp_path), values())
    with pytest.raises(BadSchema) as caught:
        build_table(content([one], profile=replace(PROFILE, columns=(column,))), ["a.pdf"])
    assert caught.value.params["place"] == "x"


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ({"ghiChu": "a\x07b"}, "export-illegal-character"),
        ({"ghiChu": "a\ufffeb"}, "export-illegal-character"),
        ({"ghiChu": "x" * 32_768}, "export-text-too-long"),
        ({"gioiTinh": "9"}, "export-code-unknown"),
    ],
)
def test_a_value_no_table_can_hold_is_named(
    tmp_path: Path, others: dict[str, str], code: str
) -> None:
    with pytest.raises(NotAllowed) as caught:
        table_of(tmp_path, **others)
    assert caught.value.code == code
    assert caught.value.params["case"] == "1"
    assert caught.value.params["field"] in others


def test_a_case_of_another_type_is_refused(tmp_path: Path) -> None:
    stray = case(5, page_file(tmp_path), values(), document_type="test.death")
    with pytest.raises(NotAllowed, match="case-of-another-type"):
        build_table(content([stray]), ["a.pdf"])


def test_reading_a_workbook_with_a_formula_names_the_cell(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "t.xlsx", table_of(tmp_path), PROFILE, CREATED)
    book = load_workbook(tmp_path / "t.xlsx")
    book["DL Import"]["B2"] = "=1+1"
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(FormulaFound) as caught:
        list(read_xlsx(_stream(tmp_path / "t.xlsx"), "DL Import", 5))
    assert (caught.value.row, caught.value.column) == (2, 2)


def test_a_workbook_leaves_no_values_in_the_computers_own_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that is killed takes nothing away there, and anybody may look into it."""
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(outside))
    table = table_of(tmp_path)

    class Dying(Sequence[Row]):
        def __len__(self) -> int:
            return 2

        def __getitem__(self, at: int | slice) -> Any:
            if at == 0:
                return table.rows[0]
            assert list(outside.iterdir()) == []
            raise OSError("the disk")

    with pytest.raises(OSError, match="the disk"):
        write_xlsx(inside / "t.xlsx", Table(table.columns, Dying()), PROFILE, CREATED)
    assert [*outside.iterdir(), *inside.iterdir()] == []


@pytest.mark.parametrize(
    "data",
    ["," * 9_000_000, '"' + "x" * 200_000 + '"', '"\n1",' * 2_000_000],
    ids=["line", "cell", "row"],
)
def test_a_csv_of_endless_lines_or_cells_is_none(data: str) -> None:
    """It would take gigabytes to hold what an archive of some kilobytes says."""
    with pytest.raises(ValueError, match=r"long|large"):
        list(read_csv(BytesIO(b"\xef\xbb\xbf" + data.encode())))


def _stream(path: Path) -> BytesIO:
    return BytesIO(path.read_bytes())
