"""The register of people through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.program import run
from support.workspace import CLERK, GOOD, make_bench, read_case

from digitizer.workflow import correct

MOTHER = {
    "meHoTen": "NGUYỄN THỊ NĂM",
    "meNgaySinh": "12/05/1990",
    "meSoDinhDanhCaNhan": "001190012345",
}
BROTHER = {
    "so": "16/2021",
    "nksHoTen": "LÊ VĂN BA",
    "nksGioiTinh": "Nam",
    **MOTHER,
    "meNgaySinh": "12/05/1991",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two finished cases of one mother, and an open one that knows her number only."""
    root = tmp_path_factory.mktemp("people") / "ws"
    assert run("init", root).code == 0
    bench = make_bench(root)
    for number, values in enumerate(({**GOOD, **MOTHER}, {**GOOD, **BROTHER})):
        case_id = read_case(bench, root, f"{number}.png", values)
        correct.finish_case(bench.ports, CLERK, case_id, 1)
    known = {"so": "17/2021", "nksHoTen": "LÊ VĂN TƯ", "nksNgaySinh": "17/03/2021"}
    read_case(
        bench,
        root,
        "open.png",
        {**GOOD, **known, "meHoTen": "Nguyễn Thị Năm", "meSoDinhDanhCaNhan": "001190012345"},
    )
    return root


@pytest.mark.slow
def test_a_person_is_found_shown_and_offered(workspace: Path) -> None:
    (mother,) = run("people", "list", "nam nguyen", "--json", workspace=workspace).objects
    assert [each["case"] for each in mother["mentions"]] == [1, 2]

    (shown,) = run("people", "show", mother["person"], "--json", workspace=workspace).objects
    assert [each["code"] for each in shown["findings"]] == ["born"]
    plain = run("people", "show", mother["person"], workspace=workspace)
    assert "12/05/1990" in plain.out
    assert "12/05/1991" in plain.out

    offers = run("people", "offers", 3, "--json", workspace=workspace).objects
    born = [each for each in offers if each["field"] == "meNgaySinh"]
    assert {each["shown"] for each in born} == {"12/05/1990", "12/05/1991"}
    assert all(each["source"]["field"] == "meNgaySinh" for each in born)


@pytest.mark.slow
def test_people_are_sorted_and_narrowed_as_in_the_window(workspace: Path) -> None:
    def listed(*options: object) -> list[str]:
        done = run("people", "list", "--json", *options, workspace=workspace)
        assert done.code == 0, done.err
        return [person["mentions"][0]["facts"][0]["value"] for person in done.objects]

    whole = listed()
    assert whole == sorted(whole)
    assert listed("--sort", "name", "--descending") == whole[::-1]
    assert listed("--sort", "born")[0] == "NGUYỄN THỊ NĂM"
    assert listed("--sort", "born", "--descending")[-1] == "NGUYỄN THỊ NĂM"
    assert listed("--type", "civil_status.birth") == whole
    assert listed("--type", "civil_status.death") == []
    assert run("people", "list", "--type", "civil_status.no", workspace=workspace).code == 4


@pytest.mark.slow
def test_contradictions_are_told_in_list_and_case(workspace: Path) -> None:
    (found,) = run("people", "contradictions", "--json", workspace=workspace).objects
    assert (found["code"], found["sure"]) == ("born", True)
    assert {found["left"]["case"], found["right"]["case"]} == {1, 2}
    (own,) = run("people", "contradictions", "--case", 2, "--json", workspace=workspace).objects
    assert own["code"] == "born"

    (case,) = run("records", "show", 2, "--json", workspace=workspace).objects
    assert "person-born" in [problem["code"] for problem in case["problems"]]
    cleaning = run("people", "clean", workspace=workspace)
    assert cleaning.code == 0
    assert "1 of 1" in cleaning.out


@pytest.mark.slow
def test_what_a_person_says_counts_afterwards(workspace: Path) -> None:
    one, other = "1:meHoTen", "2:meHoTen"
    refused = run("people", "different", one, "9:meHoTen", "--reason", "x", workspace=workspace)
    assert refused.code == 4
    assert run("people", "show", "mother", workspace=workspace).code == 2

    said = run("people", "different", one, other, "--reason", "hai người", workspace=workspace)
    assert said.code == 0, said.err
    assert run("people", "contradictions", "--json", workspace=workspace).objects == []
    assert run("people", "same", one, other, "--reason", "nhầm", workspace=workspace).code == 0
    (shown,) = run("people", "show", one, "--json", workspace=workspace).objects
    assert [each["same"] for each in shown["decisions"]] == [False, True]
    assert len(shown["mentions"]) == 2

    rebuilt = run("people", "rebuild", workspace=workspace)
    assert "4" in rebuilt.out
    assert run("people", "duplicates", workspace=workspace).code == 0
