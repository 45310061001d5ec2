"""Tables, ticks, amounts and inexact dates in what leaves: cells, whole tables, JSON, verifying."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from support.export_content import PROFILE, content, some_cases
from support.land_paper import CATALOG, KEY, TYPE

from digitizer.domain.errors import BadSchema, NotAllowed
from digitizer.domain.package import PackageContent
from digitizer.domain.record import FieldValue, Record, ValueState
from digitizer.domain.schema import Column
from digitizer.domain.values.tables import table_value
from exports.json_records import json_rows, stream_json, write_json
from exports.package import write_package
from exports.rows import DateStyle, Table, build_table, row_sha256
from exports.verify import verify_package

LAND = table_value(
    [
        ["ONT", "120.5", "1", "2043-10-15"],
        ["CLN", "1250", "2", "lunar:1985-01-05"],
        ["LUC", "360", None, "1950~"],
    ]
)
COLUMNS = (
    Column("STT", value="running_number"),
    Column("ten", "ten"),
    Column("bang", "mucDich"),
    Column("loai1", "mucDich", cell="loaiDat", row=1),
    Column("tenLoai1", "mucDich", "label", cell="loaiDat", row=1),
    Column("dienTich2", "mucDich", cell="dienTich", row=2),
    Column("han1", "mucDich", cell="thoiHan", row=1),
    Column("han2", "mucDich", cell="thoiHan", row=2),
    Column("hinhThuc3", "mucDich", cell="hinhThuc", row=3),
    Column("loai4", "mucDich", cell="loaiDat", row=4),
    Column("tong", "tong"),
    Column("hoNgheo", "hoNgheo"),
    Column("hoCanNgheo", "hoCanNgheo"),
)
VALUES = {
    "ten": "Lò Thị Ính",
    "mucDich": LAND,
    "tong": "16330000",
    "hoNgheo": "1",
    "hoCanNgheo": "0",
}


def content_of(folder: Path, columns: tuple[Column, ...] = COLUMNS) -> PackageContent:
    made = content(some_cases(folder, 1))
    fields = {
        spec.key: FieldValue(
            spec.key, VALUES.get(spec.key) or "", VALUES.get(spec.key), ValueState.CONFIRMED
        )
        for spec in TYPE.fields
    }
    record = Record(KEY, TYPE.version, fields)
    profile = replace(PROFILE, document_type=KEY, columns=columns, notes=(), file_name="{ten}.pdf")
    return replace(
        made,
        document_type=TYPE,
        catalog=replace(CATALOG, profiles={KEY: profile}),
        profile=profile,
        cases=tuple(replace(each, record=record) for each in made.cases),
    )


def table_of(folder: Path, columns: tuple[Column, ...] = COLUMNS) -> Table:
    return build_table(content_of(folder, columns), ["a.pdf"])


def cells_of(table: Table) -> dict[str, str]:
    names = (column.name for column in table.columns)
    return dict(zip(names, table.rows[0].texts, strict=True))


def test_a_cell_of_a_table_stands_in_a_column_of_its_own(tmp_path: Path) -> None:
    cells = cells_of(table_of(tmp_path))

    assert (cells["loai1"], cells["tenLoai1"]) == ("ONT", "Đất ở tại nông thôn")
    assert cells["dienTich2"] == "1250"
    assert cells["han1"] == "15.10.2043"


def test_empty_cells_and_rows_that_are_not_there_are_empty(tmp_path: Path) -> None:
    cells = cells_of(table_of(tmp_path))

    assert (cells["hinhThuc3"], cells["loai4"]) == ("", "")


def test_a_whole_table_is_its_text_as_officials_write_it(tmp_path: Path) -> None:
    assert cells_of(table_of(tmp_path))["bang"].split("\n") == [
        "Đất ở tại nông thôn | 120,5 | Sử dụng riêng | 15/10/2043",
        "Đất trồng cây lâu năm | 1.250 | Sử dụng chung | 05/01/1985 (âm lịch)",
        "Đất chuyên trồng lúa nước | 360 |  | khoảng 1950",
    ]


def test_ticks_are_an_x_or_nothing_and_amounts_plain_digits(tmp_path: Path) -> None:
    cells = cells_of(table_of(tmp_path))

    assert (cells["hoNgheo"], cells["hoCanNgheo"]) == ("x", "")
    assert cells["tong"] == "16330000"


def test_inexact_dates_are_never_written_in_their_canonical_form(tmp_path: Path) -> None:
    style = DateStyle.of(content_of(tmp_path))

    assert cells_of(table_of(tmp_path))["han2"] == "05/01/1985 (âm lịch)"
    assert style.written("lunar:1985-02L-30") == "30/02 nhuận/1985 (âm lịch)"
    assert style.written("1950~") == "khoảng 1950"
    assert style.written("32 tuổi") == "32 tuổi"
    assert style.written("2010-06") == "06.2010"


def test_json_has_tables_as_lists_of_objects(tmp_path: Path) -> None:
    table = table_of(tmp_path)
    write_json(tmp_path / "t.json", table, KEY, "1")
    record = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))["records"][0]

    assert list(record["tables"]) == ["bang"]
    assert record["tables"]["bang"][1:] == [
        {
            "loaiDat": "CLN",
            "dienTich": "1250",
            "hinhThuc": "2",
            "thoiHan": "lunar:1985-01-05",
        },
        {"loaiDat": "LUC", "dienTich": "360", "hinhThuc": None, "thoiHan": "1950~"},
    ]
    assert record["dates"] == {"han1": "2043-10-15"}
    header, row = json_rows(stream_json(_stream(tmp_path / "t.json")))
    assert header == tuple(column.name for column in table.columns)
    assert row_sha256(row) == row_sha256(table.rows[0].texts)


def test_a_package_with_tables_verifies_and_a_changed_cell_is_found(tmp_path: Path) -> None:
    made = write_package(content_of(tmp_path), tmp_path / "out")
    assert verify_package(made.folder).problems == ()

    path = next(made.folder.glob("data/*.csv"))
    changed = path.read_text(encoding="utf-8-sig").replace("1.250 |", "1.350 |")
    path.write_text(changed, encoding="utf-8-sig", newline="")
    codes = {problem.code for problem in verify_package(made.folder).problems}
    assert "rows-differ" in codes


def test_a_column_of_a_cell_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSchema):
        table_of(tmp_path, (Column("x", "mucDich", cell="khongCo", row=1),))
    with pytest.raises(BadSchema):
        table_of(tmp_path, (Column("x", "mucDich", "label", cell="dienTich", row=1),))


def test_a_cell_with_an_unknown_code_does_not_leave_as_a_name(tmp_path: Path) -> None:
    made = content_of(tmp_path)
    lists = {**CATALOG.code_lists, "loai_dat": replace(CATALOG.code_lists["loai_dat"], entries=())}
    bare = replace(made, catalog=replace(made.catalog, code_lists=lists))
    with pytest.raises(NotAllowed) as told:
        build_table(bare, ["a.pdf"])
    assert told.value.code == "export-code-unknown"


def _stream(path: Path) -> BytesIO:
    return BytesIO(path.read_bytes())
