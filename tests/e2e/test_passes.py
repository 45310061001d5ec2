"""Equal values and words of a batch, and its columns, by command."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.program import run

CLERK = "Nguyễn Thị Mẫu"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two birth certificates that were read, in the batch "KS 2019"."""
    folder = tmp_path_factory.mktemp("passes")
    assert run("init", folder / "ws").code == 0
    workspace, samples = folder / "ws", folder / "samples"
    assert run("samples", samples, "--count", 2, "--damage", "clean", "--seed", 5).code == 0
    book = workspace / "inbox" / "KS 2019"
    book.mkdir()
    for scan in samples.iterdir():
        if not scan.name.endswith(".truth.json"):
            shutil.copy(scan, book)
    assert run("watch", "--once", workspace=workspace).code == 0
    return workspace


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_group_is_listed_confirmed_and_then_gone(workspace: Path) -> None:
    def groups() -> list[dict[str, object]]:
        return run("passes", "KS 2019", "--accepted", "--json", workspace=workspace).objects

    chosen = next(each for each in groups() if each["field"] == "nksQuocTich")
    assert chosen["text"] == "Việt Nam"
    arguments = ("passes", "KS 2019", "--accepted", "--confirm", "nksQuocTich")

    done = run(*arguments, "Việt Nam", user=CLERK, workspace=workspace)

    assert done.code == 0, done.err
    assert "2" in done.out
    assert not [each for each in groups() if each["field"] == "nksQuocTich"]
    shown = run("records", "show", 1, "--json", workspace=workspace)
    assert CLERK in shown.out
    assert run(*arguments, "Không có", user=CLERK, workspace=workspace).code == 2


@pytest.mark.slow
@pytest.mark.tesseract
def test_the_columns_say_what_is_left_and_what_stands_in_them(workspace: Path) -> None:
    found = run("passes", "KS 2019", "--columns", "--accepted", "--json", workspace=workspace)
    assert found.code == 0, found.err
    number = next(each for each in found.objects if each["field"] == "nksHoTen")
    assert number["unconfirmed"] == 2

    cells = run("passes", "KS 2019", "--column", "nksHoTen", "--json", workspace=workspace).objects
    assert [each["case"] for each in cells] == [1, 2]
    assert all(each["text"] for each in cells)
    said = run("passes", "KS 2019", "--column", "nksHoTen", workspace=workspace)
    assert str(cells[0]["text"]) in said.out
    doubtful = run(
        "passes", "KS 2019", "--column", "nksHoTen", "--doubtful", "--json", workspace=workspace
    ).objects
    assert [each["case"] for each in doubtful] == [
        each["case"] for each in cells if each["waiting"]
    ]
    assert run("passes", "KS 2019", "--column", "khongCo", workspace=workspace).code == 2


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_word_that_was_looked_at_is_listed_no_more(workspace: Path) -> None:
    def words() -> list[dict[str, object]]:
        arguments = ("passes", "KS 2019", "--words", "--accepted", "--json")
        return run(*arguments, user=CLERK, workspace=workspace).objects

    chosen = words()[0]
    done = run(
        *("passes", "KS 2019", "--accepted", "--confirm-word"),
        *(chosen["kind"], chosen["word"]),
        user=CLERK,
        workspace=workspace,
    )

    assert done.code == 0, done.err
    left = [(each["kind"], each["word"]) for each in words()]
    assert (chosen["kind"], chosen["word"]) not in left
    again = run(
        "passes", "KS 2019", "--confirm-word", "name", "Khôngcó", user=CLERK, workspace=workspace
    )
    assert again.code == 2
