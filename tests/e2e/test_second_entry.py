"""Blind second entry by command: two persons key, a third settles, a fourth approves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.program import Done, run

CLERK, SECOND = "Nguyễn Thị Mẫu", "Hoàng Thị Mẫu"
THIRD, SUPERVISOR = "Đỗ Văn Mẫu", "Trần Văn Mẫu"
NAME, BORN = "nksHoTen", "nksNgaySinh"
TYPED = {
    "so": "7/2019",
    "quyenSo": "01/2019",
    "ngayDangKy": "02/04/2019",
    "noiDangKy": "UBND xã Mẫu, tỉnh Mẫu",
    NAME: "NGUYỄN VĂN MẪU",
    BORN: "30/03/2019",
    "nksNgaySinhBangChu": "Ngày ba mươi, tháng ba, năm hai nghìn không trăm mười chín",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One scan of a birth certificate, read, corrected and finished by the clerk."""
    root = tmp_path_factory.mktemp("second")
    assert run("init", root / "ws").code == 0
    samples = root / "samples"
    assert run("samples", samples, "--count", 1, "--damage", "clean", "--seed", 5).code == 0
    book = root / "ws" / "inbox" / "KS 2019"
    book.mkdir()
    for scan in samples.iterdir():
        if not scan.name.endswith(".truth.json"):
            shutil.copy(scan, book)
    assert run("watch", "--once", workspace=root / "ws").code == 0
    workspace = root / "ws"
    for field, value in TYPED.items():
        assert run("records", "set", 1, field, value, workspace=workspace).code == 0
    done = run("records", "confirm", 1, "--all", "--finish", workspace=workspace)
    assert done.code == 0, done.err
    return workspace


@pytest.mark.slow
@pytest.mark.tesseract
def test_what_two_keyed_differently_is_settled_by_a_third(workspace: Path) -> None:
    def call(user: str, *arguments: object) -> Done:
        return run(*arguments, user=user, workspace=workspace)

    planned = call(
        CLERK, "batch", "plan", "KS 2019", "--pass", "column", "--twice", NAME, "--twice", BORN
    )
    assert planned.code == 0, planned.err
    assert call(CLERK, "batch", "plan", "KS 2019", "--twice", "ho").code == 2
    early = call(CLERK, "batch", "submit", "KS 2019")
    assert early.code == 3

    assert not call(CLERK, "second", "next", "KS 2019", "--json").objects
    (task,) = call(SECOND, "second", "next", "KS 2019", "--json").objects
    assert (task["case"], task["field"], task["left"]) == (1, NAME, 2)
    assert Path(task["image"]).is_file()
    assert TYPED[NAME] not in str(task)
    assert call(CLERK, "second", "key", 1, NAME, TYPED[NAME]).code == 3
    differing = call(SECOND, "second", "key", 1, NAME, "NGUYỄN VĂN MẬU")
    alike = call(SECOND, "second", "key", 1, BORN, "30.3.2019")
    assert (differing.code, alike.code) == (0, 0)
    # The same sentence for both: nothing tells that one of them differs.
    assert differing.out.replace(NAME, "") == alike.out.replace(BORN, "")

    assert not call(SECOND, "second", "differences", "KS 2019", "--json").objects
    (found,) = call(THIRD, "second", "differences", "KS 2019", "--json").objects
    letter = "a" if found["a"]["text"] == "NGUYỄN VĂN MẬU" else "b"
    assert call(SECOND, "second", "settle", 1, NAME, "--take", letter).code == 3
    assert call(THIRD, "second", "settle", 1, NAME, "--text", "X", "--again", "Y").code == 2
    assert call(THIRD, "second", "settle", 1, NAME, "--take", letter, "--why", "rõ").code == 0
    before = call(CLERK, "records", "show", 1, "--json").objects[0]["fields"][NAME]
    assert before["text"] == TYPED[NAME]

    assert call(CLERK, "batch", "submit", "KS 2019").code == 0
    after = call(CLERK, "records", "show", 1, "--json").objects[0]["fields"][NAME]
    assert (after["text"], after["confirmed_by"]) == ("NGUYỄN VĂN MẬU", THIRD)
    for person in (CLERK, SECOND, THIRD):
        assert call(person, "batch", "approve", "KS 2019").code == 3
    (review,) = call(SUPERVISOR, "batch", "review", "KS 2019", "--json").objects
    assert (review["second_by"], review["settled_by"]) == (SECOND, THIRD)

    assert call(SUPERVISOR, "batch", "pin", 1, NAME, "--reason", "mờ", "--at", "1:9,9").code == 0
    assert call(SUPERVISOR, "batch", "approve", "KS 2019").code == 3
    assert call(SUPERVISOR, "batch", "look", 1, NAME).code == 0
    assert call(SUPERVISOR, "batch", "approve", "KS 2019").code == 0
