"""The keys of the window, seen and changed from the command line by the window's rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.program import Done, run

from digitizer.bootstrap.workspace import open_workspace
from digitizer.domain.preferences import ListLook, Preferences


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert run("init", tmp_path / "ws").code == 0
    return tmp_path / "ws"


def preferences(workspace: Path, *arguments: object) -> Done:
    return run("preferences", *arguments, workspace=workspace)


def keys_of(workspace: Path) -> dict[str, list[str]]:
    told = preferences(workspace, "keys", "--json").objects
    return {each["action"]: each["keys"] for each in told}


def test_a_key_is_chosen_swapped_and_put_back(workspace: Path) -> None:
    before = keys_of(workspace)
    taken = preferences(workspace, "key", "undo", "F7")
    assert taken.code != 0
    assert "empty" in taken.err
    assert keys_of(workspace) == before

    assert preferences(workspace, "key", "undo", "f7", "--swap").code == 0
    now = keys_of(workspace)
    assert (now["undo"], now["empty"]) == (["F7"], before["undo"])
    own = preferences(workspace, "keys", "--own", "--json").objects
    assert {each["action"] for each in own} == {"undo", "empty"}

    assert preferences(workspace, "default-keys").code == 0
    assert keys_of(workspace) == before


@pytest.mark.parametrize(
    "wish",
    [("undo", "A"), ("undo", "Ctrl+C"), ("undo", "Hyper+Z"), ("accept-field", "F11"), ("no", "F5")],
)
def test_what_the_window_refuses_is_refused_here(workspace: Path, wish: tuple[str, str]) -> None:
    refused = preferences(workspace, "key", *wish)

    assert refused.code != 0
    assert refused.err
    assert preferences(workspace, "keys", "--own", "--json").objects == []


def test_the_look_of_a_list_is_shown_and_put_back(workspace: Path) -> None:
    station = open_workspace(workspace, "Nguyễn Thị Mẫu", "en")
    look = ListLook((120, 0, 90), 2, descends=True)
    station.preferences.save(Preferences(lists={"cases": look}))
    station.close()

    (shown,) = preferences(workspace, "lists", "--json").objects
    assert shown == {"list": "cases", "widths": [120, 0, 90], "sorted_by": 2, "descends": True}
    assert preferences(workspace, "lists", "inbox", "--default").code != 0

    assert preferences(workspace, "lists", "cases", "--default").code == 0
    assert preferences(workspace, "lists", "--json").objects == []
