"""Documents are named by the register's rule, and no two alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.export_content import PROFILE, case, content, page_file, values

from digitizer.domain.errors import BadSchema, NotAllowed
from exports.file_names import file_names
from exports.package import package_name


def names(
    tmp_path: Path, *found: dict[str, str | None], pattern: str = PROFILE.file_name
) -> tuple[str, ...]:
    page = page_file(tmp_path)
    cases = [case(10 + number, page, each) for number, each in enumerate(found)]
    return file_names(content(cases, profile=replace(PROFILE, file_name=pattern)))


def test_the_birth_register_rule(tmp_path: Path) -> None:
    assert names(tmp_path, values(5)) == ("KS.2017.01.2017-02-03.05.pdf",)
    assert names(tmp_path, values(so="05")) == ("KS.2017.01.2017-02-03.05.pdf",)
    assert names(tmp_path, values(so="123A/2017")) == ("KS.2017.01.2017-02-03.123A.pdf",)


@pytest.mark.parametrize(
    ("others", "field"),
    [
        ({"so": None}, "so"),
        ({"so": "/2017"}, "so"),
        ({"quyenSo": "01"}, "quyenSo"),
        ({"ngayDangKy": "2017"}, "ngayDangKy"),
        ({"ngayDangKy": None}, "ngayDangKy"),
    ],
)
def test_a_missing_part_names_case_and_field(
    tmp_path: Path, others: dict[str, str | None], field: str
) -> None:
    with pytest.raises(NotAllowed) as caught:
        names(tmp_path, values(), values(**others))
    assert caught.value.code == "file-name-part-missing"
    assert caught.value.params == {"case": "11", "field": field}


def test_two_cases_with_one_name_are_both_named(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed) as caught:
        names(tmp_path, values(so="5a"), values(6), values(so="5A"))
    assert caught.value.code == "file-name-collision"
    assert (caught.value.params["case"], caught.value.params["other"]) == ("12", "10")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('a<b>:"|?*\\c', "a-b-c.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("CON", "_CON.pdf"),
        ("nul.2017", "_nul.2017.pdf"),
        ("Đặng Thuỳ", "Dang-Thuy.pdf"),
        ("tận cùng. . ", "tan-cung.pdf"),
    ],
)
def test_names_are_safe_everywhere(tmp_path: Path, value: str, expected: str) -> None:
    assert names(tmp_path, values(ghiChu=value), pattern="{ghiChu}.pdf") == (expected,)


def test_an_endless_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="file-name-too-long"):
        names(tmp_path, values(ghiChu="x" * 200), pattern="{ghiChu}.pdf")


@pytest.mark.parametrize("pattern", ["KS.{so", "KS.{so.month}", "KS.{}", "{so:2d}"])
def test_a_rule_that_cannot_be_read_is_refused(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(BadSchema, match="file-name-pattern"):
        names(tmp_path, values(), pattern=pattern)


@pytest.mark.parametrize(
    ("batch", "expected"),
    [
        ("Quyển 01/2017 – Xã Đông Hà", "Quyen-01-2017-Xa-Dong-Ha_20250304-083010"),
        ("../..", "batch-7_20250304-083010"),
        ("第一", "batch-7_20250304-083010"),
        ("a" * 300, "a" * 80 + "_20250304-083010"),
    ],
)
def test_the_folder_takes_the_name_of_the_batch(tmp_path: Path, batch: str, expected: str) -> None:
    assert package_name(content([], batch_name=batch)) == expected
