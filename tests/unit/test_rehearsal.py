"""A package is looked at as its receiver would, before it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from openpyxl import load_workbook
from support.export_content import (
    DOCUMENT_TYPE,
    PROFILE,
    case,
    content,
    page_file,
    some_cases,
    values,
)

from digitizer.domain.errors import EnvironmentFault, NotAllowed
from digitizer.domain.package import BacklogCase, PackageContent, PackageResult, PaperScan
from digitizer.domain.page import Box
from digitizer.domain.problems import Severity
from digitizer.domain.rehearsal import Rehearsal, content_sha256
from digitizer.domain.schema import Need, ReceiverLimits
from exports.package import write_package
from exports.rehearsal import clear_left_rehearsal, rehearse

SINCE = date(2020, 1, 1)


def limits(**known: object) -> PackageContent:
    """Nothing but a profile with these rules of its receiver."""
    receiver = ReceiverLimits("invented", SINCE, **known)  # type: ignore[arg-type]
    return content([], profile=replace(PROFILE, receiver=receiver))


def looked_at(what: PackageContent, folder: Path) -> Rehearsal:
    return rehearse(what, write_package, folder / "rehearsals")


def codes(found: Rehearsal) -> list[str]:
    return [each.problem.code for each in found.findings]


def test_a_sound_package_is_seen_whole_and_nothing_of_it_stays(tmp_path: Path) -> None:
    found = looked_at(content(some_cases(tmp_path)), tmp_path)
    assert (found.findings, found.is_clean, found.cases) == ((), True, 3)
    assert found.columns[:3] == ("STT", "so", "quyenSo")
    assert [row[0] for row in found.rows] == ["1", "2", "3"]
    assert [row[found.columns.index("soDinhDanh")] for row in found.rows] == ["001317000012"] * 3
    documents = [file for file in found.files if file.name.endswith(".pdf")]
    assert [file.pages for file in documents] == [2, 2, 2]
    assert all(file.size > 0 for file in found.files)
    assert found.size > 0
    left = {path.name for path in (tmp_path / "rehearsals").iterdir()}
    assert left <= {".lock"}


def test_what_a_killed_rehearsal_left_is_taken_away(tmp_path: Path) -> None:
    place = tmp_path / "rehearsals" / "package"
    place.mkdir(parents=True)
    (place / "half.pdf").write_bytes(b"%PDF")
    assert looked_at(content(some_cases(tmp_path, 1)), tmp_path).is_clean
    assert not place.exists()


def test_what_a_killed_rehearsal_left_need_not_wait_for_the_next_one(tmp_path: Path) -> None:
    folder = tmp_path / "rehearsals"
    assert clear_left_rehearsal(folder)
    (folder / "package").mkdir(parents=True)
    with FileLock(folder / ".lock"):
        assert clear_left_rehearsal(folder)
        assert (folder / "package").exists(), "it is being looked at"
    assert clear_left_rehearsal(folder)
    assert not (folder / "package").exists()


def test_a_package_that_cannot_be_removed_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep(_place: Path, *, ignore_errors: bool) -> None:
        assert ignore_errors

    def pack(what: PackageContent, folder: Path) -> PackageResult:
        made = write_package(what, folder)
        monkeypatch.setattr("exports.rehearsal.shutil.rmtree", keep)
        return made

    found = rehearse(content(some_cases(tmp_path, 1)), pack, tmp_path / "rehearsals")
    assert codes(found) == ["rehearsal-left"]


def test_every_case_that_cannot_leave_is_named_and_the_others_are_looked_at(tmp_path: Path) -> None:
    page = page_file(tmp_path)
    cases = [
        case(1, page, values(1)),
        case(2, page, values(1)),
        case(3, page, values(3, ngayDangKy="2017")),
        case(4, page, values(4, gioiTinh="9")),
        case(5, page, values(5, ghiChu="a\x07b")),
        case(6, page, values(6)),
    ]
    found = looked_at(content(cases), tmp_path)
    assert [(each.problem.code, each.case_id) for each in found.findings] == [
        ("file-name-collision", 2),
        ("file-name-part-missing", 3),
        ("export-code-unknown", 4),
        ("export-illegal-character", 5),
    ]
    assert (found.cases, len(found.rows), found.is_clean) == (6, 2, False)


def test_no_package_is_made_where_no_case_can_stand_in_one(tmp_path: Path) -> None:
    bad = case(1, page_file(tmp_path), values(1, so=None))
    found = looked_at(content([bad]), tmp_path)
    assert codes(found) == ["file-name-part-missing"]
    assert (found.rows, found.files) == ((), ())


def test_a_required_field_that_is_empty_is_a_fault_of_its_row(tmp_path: Path) -> None:
    fields = tuple(
        replace(spec, need=Need.REQUIRED) if spec.key == "hoTen" else spec
        for spec in DOCUMENT_TYPE.fields
    )
    page = page_file(tmp_path)
    cases = [case(1, page, values(1)), case(2, page, values(2, hoTen=None))]
    strict = content(cases, document_type=replace(DOCUMENT_TYPE, fields=fields))
    (finding,) = looked_at(strict, tmp_path).findings
    assert (finding.problem.code, finding.problem.field) == ("rehearsal-required-empty", "hoTen")
    assert (finding.case_id, finding.row) == (2, 2)


@pytest.mark.parametrize(
    ("written", "is_sound"),
    [("2017-01-05", True), ("2017-01", True), ("2017", True), ("32 tuổi", True), ("5.1", False)],
)
def test_dates_stand_as_far_as_they_are_known(written: str, is_sound: bool, tmp_path: Path) -> None:
    one = case(1, page_file(tmp_path), values(1, ngaySinh=written))
    found = looked_at(content([one]), tmp_path)
    assert codes(found) == ([] if is_sound else ["rehearsal-date-form"])


def test_an_entry_that_comes_twice_is_found(tmp_path: Path) -> None:
    page = page_file(tmp_path)
    profile = replace(PROFILE, file_name="KS.{soDinhDanh}.pdf")
    cases = [case(1, page, values(1)), case(2, page, values(1, soDinhDanh="001317000013"))]
    (finding,) = looked_at(content(cases, profile=profile), tmp_path).findings
    assert finding.problem.code == "rehearsal-entry-twice"
    assert (finding.case_id, dict(finding.problem.params)["other"]) == (2, "1")


@pytest.mark.parametrize(
    ("known", "wanted"),
    [
        ({"largest_file_kb": 1}, "rehearsal-file-large"),
        ({"largest_package_kb": 1}, "rehearsal-package-large"),
        ({"longest_name": 10}, "rehearsal-name-long"),
        ({"largest_file_kb": 9999, "largest_package_kb": 9999, "longest_name": 99}, None),
    ],
)
def test_what_the_receiver_does_not_take_is_a_fault(
    known: dict[str, object], wanted: str | None, tmp_path: Path
) -> None:
    found = looked_at(replace(limits(**known), cases=tuple(some_cases(tmp_path, 1))), tmp_path)
    assert set(codes(found)) == ({wanted} if wanted else set())
    assert found.is_clean is (wanted is None)


def test_what_the_receiver_may_not_expect_is_said_without_stopping(tmp_path: Path) -> None:
    page = page_file(tmp_path)
    told = limits(sheets=("DL Import", "Ghi chu"), one_of="quyenSo")
    cases = (case(1, page, values(1)), case(2, page, values(2, quyenSo="02/2017")))
    left = (BacklogCase(9, "Vi Văn Páo", "chữ mờ"),)
    found = looked_at(replace(told, cases=cases, backlog=left), tmp_path)
    assert codes(found) == ["rehearsal-sheet-extra", "rehearsal-several-books"]
    assert {each.problem.severity for each in found.findings} == {Severity.WARNING}
    assert found.is_clean


def _spoiled(change: Callable[[Path], None]) -> Callable[[PackageContent, Path], PackageResult]:
    """A packager whose workbook was changed after it was written."""

    def pack(what: PackageContent, folder: Path) -> PackageResult:
        made = write_package(what, folder)
        (workbook,) = made.folder.rglob("records.xlsx")
        change(workbook)
        return made

    return pack


def _change_cell(cell: str, value: object) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        book = load_workbook(path)
        book["DL Import"][cell] = value
        book.save(path)

    return change


@pytest.mark.parametrize(
    ("cell", "value", "wanted"),
    [
        ("C1", "quyen", {"header-differs"}),
        ("A2", 7, {"rehearsal-count-wrong"}),
        ("H2", 1317000012, {"rehearsal-not-text"}),
        ("G2", "9", {"rehearsal-code-unknown"}),
        ("D2", "2017-02-03", {"rehearsal-date-form"}),
        ("B2", "77/2017", {"row-without-document", "document-without-row"}),
    ],
)
def test_the_table_is_held_against_the_template_and_not_the_manifest(
    cell: str, value: object, wanted: set[str], tmp_path: Path
) -> None:
    pack = _spoiled(_change_cell(cell, value))
    found = rehearse(content(some_cases(tmp_path, 1)), pack, tmp_path / "rehearsals")
    assert wanted <= set(codes(found))


def test_a_sheet_of_the_template_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    def change(path: Path) -> None:
        book = load_workbook(path)
        del book["Ghi chu"]
        book.save(path)

    found = rehearse(content(some_cases(tmp_path, 1)), _spoiled(change), tmp_path / "rehearsals")
    assert "rehearsal-sheet-missing" in codes(found)


def test_one_rehearsal_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exports.rehearsal._WAIT_SECONDS", 0.0)

    def pack(_what: PackageContent, _folder: Path) -> PackageResult:
        looked_at(content(some_cases(tmp_path, 1)), tmp_path)
        raise AssertionError("the second one was let in")

    with pytest.raises(EnvironmentFault, match="rehearsal-busy"):
        rehearse(content(some_cases(tmp_path, 1)), pack, tmp_path / "rehearsals")


def test_content_is_known_by_all_that_decides_what_leaves(tmp_path: Path) -> None:
    made = content(some_cases(tmp_path))
    first, *rest = made.cases
    same = replace(made, created_at=made.created_at.replace(year=2026), created_by="Người khác")
    assert content_sha256(same) == content_sha256(made)
    other_value = replace(first, record=case(101, page_file(tmp_path), values(9)).record)
    others = [
        replace(made, cases=tuple(rest)),
        replace(made, cases=(other_value, *rest)),
        replace(made, cases=(replace(first, approved_by="Người khác"), *rest)),
        replace(made, cases=(replace(first, pages=first.pages[:1]), *rest)),
        replace(made, profile=replace(PROFILE, pdf_dpi=150)),
        replace(made, software_version="9"),
        replace(made, writers=("workbook 2",)),
        replace(made, cases=(replace(first, further_scans=(PaperScan("a", "ab" * 32),)), *rest)),
        replace(made, backlog=(BacklogCase(9, "x", ""),)),
    ]
    found = {content_sha256(each) for each in others}
    assert len(found) == len(others)
    assert content_sha256(made) not in found


def test_a_case_that_an_exporter_refuses_is_a_finding_and_the_others_are_looked_at(
    tmp_path: Path,
) -> None:
    bare, outside, *rest = some_cases(tmp_path, 4)
    beyond = replace(outside.pages[0].region, box=Box(90_000, 90_000, 5, 5))
    cases = [
        replace(bare, pages=()),
        replace(outside, pages=(replace(outside.pages[0], region=beyond),)),
        *rest,
    ]
    found = looked_at(content(cases), tmp_path)
    assert [(each.problem.code, each.case_id) for each in found.findings] == [
        ("case-without-pages", bare.case_id),
        ("region-outside-page", outside.case_id),
    ]
    assert (found.cases, len(found.rows), found.is_clean) == (4, 2, False)


def test_no_end_of_refusals_ends_the_rehearsal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exports.rehearsal._MOST_REFUSED", 1)
    cases = [replace(each, pages=()) for each in some_cases(tmp_path, 3)]
    found = looked_at(content(cases), tmp_path)
    assert codes(found) == ["case-without-pages", "rehearsal-many-refused"]
    assert not found.is_clean


def test_a_fault_of_the_whole_content_is_raised(tmp_path: Path) -> None:
    def pack(_what: PackageContent, _folder: Path) -> PackageResult:
        raise NotAllowed("signing-locked", key="k")

    with pytest.raises(NotAllowed, match="signing-locked"):
        rehearse(content(some_cases(tmp_path, 1)), pack, tmp_path / "rehearsals")


def test_a_package_without_a_workbook_is_looked_at_as_far_as_it_goes(tmp_path: Path) -> None:
    profile = replace(PROFILE, exporters=("csv", "documents"))
    found = looked_at(content(some_cases(tmp_path, 1), profile=profile), tmp_path)
    assert codes(found) == ["rehearsal-no-workbook"]
    assert found.is_clean


def test_a_row_that_tells_no_name_does_not_hide_the_next_ones(tmp_path: Path) -> None:
    def change(path: Path) -> None:
        book = load_workbook(path)
        book["DL Import"]["B2"] = None
        book["DL Import"]["B3"] = "77/2017"
        book.save(path)

    found = rehearse(content(some_cases(tmp_path, 2)), _spoiled(change), tmp_path / "rehearsals")
    assert ("row-without-document", 2) in [(each.problem.code, each.row) for each in found.findings]


def test_a_code_that_the_sheet_of_notes_does_not_explain_is_said(tmp_path: Path) -> None:
    one = case(1, page_file(tmp_path), values(1, gioiTinh="03"))
    (finding,) = looked_at(content([one]), tmp_path).findings
    assert finding.problem.code == "rehearsal-code-unexplained"
    assert (finding.problem.field, finding.problem.severity) == ("gioiTinh", Severity.WARNING)
