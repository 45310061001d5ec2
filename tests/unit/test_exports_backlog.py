"""What stays behind is named on a sheet of its own, and changes there are found."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from support.export_content import CREATED, PROFILE, content, some_cases
from support.resealing import reseal

from digitizer.domain.package import BacklogCase, PackageResult
from exports.backlog import BACKLOG_COLUMNS, BACKLOG_SHEET
from exports.package import write_package
from exports.verify import verify_package

BACKLOG = (
    BacklogCase(7, "NGUYỄN VĂN BƯỜNG", "sổ giấy\r\nghi khác"),
    BacklogCase(9, "=1+1", ""),
    BacklogCase(11, "a\x07b", "x" * 40_000),
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> PackageResult:
    base = tmp_path_factory.mktemp("made")
    return write_package(replace(content(some_cases(base)), backlog=BACKLOG), base / "out")


@pytest.fixture
def folder(original: PackageResult, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original.folder, tmp_path / "package"))


def codes(package: Path) -> set[tuple[str, str]]:
    problems = verify_package(package).problems
    return {(problem.code, dict(problem.params).get("name", "")) for problem in problems}


def changed(folder: Path, change: Callable[[Workbook], None]) -> Path:
    """A forger's change of the workbook, with every hash made to fit it."""
    book = load_workbook(folder / "data/records.xlsx")
    change(book)
    book.save(folder / "data/records.xlsx")
    reseal(folder)
    return folder


def test_the_sheet_names_number_title_and_reason(original: PackageResult) -> None:
    assert original.backlog == 3
    assert verify_package(original.folder).is_sound
    assert verify_package(original.archive).is_sound
    sheet = load_workbook(original.folder / "data/records.xlsx")[BACKLOG_SHEET]
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert tuple(header) == BACKLOG_COLUMNS
    assert rows[0] == ["7", "NGUYỄN VĂN BƯỜNG", "sổ giấy\nghi khác"]
    # Never a formula, never what a workbook cannot hold.
    assert rows[1] == ["9", "=1+1", None]
    assert sheet["B3"].data_type == "s"
    assert rows[2][1] == "a�b"
    assert len(str(rows[2][2])) < 32_767


def test_the_manifest_counts_them_and_holds_no_name(original: PackageResult) -> None:
    text = (original.folder / "manifest.json").read_text(encoding="utf-8")
    assert [each["case_id"] for each in json.loads(text)["backlog"]] == [7, 9, 11]
    assert "BƯỜNG" not in text
    assert "ghi khác" not in text
    readme = (original.folder / "README.txt").read_text(encoding="utf-8-sig")
    assert "còn 3 hồ sơ tồn đọng" in readme
    assert "3 records stay behind" in readme


def test_a_whole_batch_has_no_such_sheet(tmp_path: Path) -> None:
    made = write_package(content(some_cases(tmp_path, 1)), tmp_path / "out")
    assert BACKLOG_SHEET not in load_workbook(made.folder / "data/records.xlsx").sheetnames
    readme = (made.folder / "README.txt").read_text(encoding="utf-8-sig")
    assert "tồn đọng" not in readme


def test_a_package_without_a_workbook_speaks_of_no_sheet_and_explains_its_files(
    tmp_path: Path,
) -> None:
    profile = replace(PROFILE, exporters=("documents", "csv", "csvw"))
    held = replace(content(some_cases(tmp_path, 1), profile=profile), backlog=BACKLOG)
    made = write_package(held, tmp_path / "out")
    readme = (made.folder / "README.txt").read_text(encoding="utf-8-sig")
    assert "còn 3 hồ sơ tồn đọng" in readme
    assert "records.xlsx" not in readme
    assert "mô tả các cột của records.csv" in readme


def test_each_case_names_who_answers_for_it(tmp_path: Path) -> None:
    first, second = some_cases(tmp_path, 2)
    later = replace(second, approved_by="Lê Văn Hai", approved_at=CREATED + timedelta(days=1))
    made = write_package(content([first, later]), tmp_path / "out")
    manifest = json.loads((made.folder / "manifest.json").read_text(encoding="utf-8"))
    assert [each["approved_by"] for each in manifest["cases"]] == ["Lê Thị Duyệt", "Lê Văn Hai"]
    assert manifest["cases"][0]["approved_at"] != manifest["cases"][1]["approved_at"]


def another_reason(book: Workbook) -> None:
    book[BACKLOG_SHEET]["C2"] = "không sao"


def without_a_row(book: Workbook) -> None:
    book[BACKLOG_SHEET].delete_rows(3)


def with_one_more(book: Workbook) -> None:
    book[BACKLOG_SHEET].append(["99", "THÊM VÀO", ""])


def without_the_sheet(book: Workbook) -> None:
    del book[BACKLOG_SHEET]


def with_another_header(book: Workbook) -> None:
    book[BACKLOG_SHEET]["A1"] = "STT"


def with_a_formula(book: Workbook) -> None:
    book[BACKLOG_SHEET]["B2"] = '=HYPERLINK("x")'


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (another_reason, "row-not-of-manifest"),
        (without_a_row, "row-count-differs"),
        (with_one_more, "row-count-differs"),
        (without_the_sheet, "table-unreadable"),
        (with_another_header, "header-differs"),
        (with_a_formula, "formula-in-table"),
    ],
)
def test_a_change_of_the_sheet_is_found(
    folder: Path, change: Callable[[Workbook], None], code: str
) -> None:
    assert (code, BACKLOG_SHEET) in codes(changed(folder, change))
