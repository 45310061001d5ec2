"""By command: a returned case with a pin, which is answered before the case is finished."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.program import run
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, read_case

from digitizer.bootstrap.workspace import create_workspace, open_workspace

NAME = "nksHoTen"


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    place = tmp_path / "ws"
    create_workspace(place)
    clerk, supervisor = (open_workspace(place, person.name, "vi") for person in (CLERK, SUPERVISOR))
    case_id = read_case(Bench(clerk.ports), tmp_path, "1.png", GOOD, batch_name="Quyển 1")
    clerk.finish_case(case_id, clerk.case_view(case_id).case.revision)
    clerk.submit_batch(1)
    supervisor.second_entry.put_pin(case_id, NAME, "thiếu chữ đệm", None)
    supervisor.return_batch(1, "")
    for station in (clerk, supervisor):
        station.close()
    return place


def said(place: Path, *words: object) -> str:
    done = run(*words, workspace=place, user=CLERK.name)
    assert done.code == 0, done.err
    return done.out


def test_pins_are_shown_answered_and_counted(returned: Path) -> None:
    assert said(returned, "records", "list", "--pinned", "--count").strip() == "1"
    assert "thiếu chữ đệm" in said(returned, "records", "show", "1")
    (batch,) = map(json.loads, said(returned, "batch", "list", "--json").splitlines())
    assert batch["pinned"] == 1
    doubts = said(returned, "doubts", "Quyển 1", "--reason", "pinned", "--json").splitlines()
    assert [json.loads(line)["field"] for line in doubts] == [NAME]

    said(returned, "records", "keep", "1", NAME, "--reason", "giấy ghi đúng như vậy")

    assert "giấy ghi đúng như vậy" in said(returned, "records", "show", "1")
    case = json.loads(said(returned, "records", "show", "1", "--json"))
    assert [(pin["field"], pin["state"]) for pin in case["pins"]] == [(NAME, "kept")]
    assert said(returned, "records", "list", "--pinned", "--count").strip() == "0"
