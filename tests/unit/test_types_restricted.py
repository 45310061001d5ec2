"""Personnel and Party files exist only where a workspace is restricted."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.pages import page_of

from digitizer.bootstrap.reading import read_files
from digitizer.bootstrap.type_files import types_of_workspace
from digitizer.bootstrap.workspace import create_workspace
from digitizer.domain.errors import InvalidInput
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases

RESTRICTED = {"cadre.resume_2c", "cadre.resume_2023", "party.member_file"}
EVERYTHING, ORDINARY = load_catalog(), load_catalog(restricted=False)
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
PAGES = {
    "cadre.resume_2c": [COUNTRY, "SƠ YẾU LÝ LỊCH", "1) Họ và tên khai sinh: Lê Thị Mẫu"],
    "cadre.resume_2023": [
        COUNTRY,
        "SƠ YẾU LÝ LỊCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC",
        "1) Họ và tên khai sinh: Lê Thị Mẫu",
    ],
    "party.member_file": [
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "PHIẾU ĐẢNG VIÊN",
        "Họ và tên đang dùng: Lê Thị Mẫu",
    ],
}


def test_the_types_of_personnel_and_party_files_are_the_restricted_ones() -> None:
    marked = {key for key, doc_type in EVERYTHING.types.items() if doc_type.is_restricted}
    assert marked == RESTRICTED
    assert set(EVERYTHING.types) - set(ORDINARY.types) == RESTRICTED
    assert not RESTRICTED & set(ORDINARY.profiles)
    assert not RESTRICTED & {key for key, _ in ORDINARY.former}


def test_an_ordinary_workspace_lists_none_and_a_restricted_one_all(tmp_path: Path) -> None:
    create_workspace(tmp_path / "ordinary")
    create_workspace(tmp_path / "restricted", restricted=True)

    assert not RESTRICTED & set(types_of_workspace(None).types)
    assert not RESTRICTED & set(types_of_workspace(tmp_path / "ordinary").types)
    assert set(types_of_workspace(tmp_path / "restricted").types) >= RESTRICTED


@pytest.mark.parametrize("key", sorted(RESTRICTED))
def test_such_a_page_is_of_no_type_where_it_may_not_be(key: str) -> None:
    (case,) = find_cases([page_of(PAGES[key])], EVERYTHING)
    assert case.document_type == key

    (case,) = find_cases([page_of(PAGES[key])], ORDINARY)
    assert (case.document_type, case.fields) == (None, ())


@pytest.mark.parametrize("key", sorted(RESTRICTED))
def test_it_does_not_go_on_with_the_case_before_it(key: str) -> None:
    birth = page_of([COUNTRY, "GIẤY KHAI SINH", "Họ, chữ đệm, tên: LÊ VĂN MẪU"])
    cases = find_cases([birth, page_of(PAGES[key], number=2)], ORDINARY)
    assert [case.document_type for case in cases] == ["civil_status.birth", None]


@pytest.mark.parametrize("key", sorted(RESTRICTED))
def test_reading_without_a_workspace_refuses_the_type(key: str, tmp_path: Path) -> None:
    create_workspace(tmp_path / "ordinary")
    for workspace in (None, tmp_path / "ordinary"):
        with pytest.raises(InvalidInput) as refused:
            read_files([tmp_path / "scan.png"], key, workspace)
        assert refused.value.code == "unknown-type"
