"""The lists and a person's settings through the command line, as the window has them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.program import run

from digitizer.bootstrap.workspace import open_workspace
from digitizer.domain.case import CaseReading, Region
from digitizer.domain.page import PageReading
from digitizer.domain.preferences import DeskPlace, Look, Preferences, TypingMethod
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.workflow.ports import NewScan

BIRTH, DEATH = "civil_status.birth", "civil_status.death"
NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
NAMES = ("Đặng Văn Mẫu", "Ân Thị Mẫu", "An Văn Mẫu", "Dương Thị Mẫu")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("lists") / "ws"
    assert run("init", root).code == 0
    return root


def test_a_person_sees_and_changes_their_own_settings(workspace: Path) -> None:
    shown = run("preferences", "show", workspace=workspace)
    assert shown.out.splitlines() == [
        "Language: As the computer",
        "Look: As the computer",
        "Size of text and buttons: 100 %",
        "Vietnamese typing: Off (the computer's input method)",
    ]
    for name, value in (
        ("language", "vi"),
        ("look", "high_contrast"),
        ("scale", "150"),
        ("typing", "telex"),
    ):
        done = run("preferences", "set", name, value, workspace=workspace)
        assert done.code == 0, done.err
    (own,) = run("preferences", "show", "--json", workspace=workspace).objects
    assert own == {
        "language": "vi",
        "look": "high_contrast",
        "scale": 150,
        "typing": "telex",
        "keys": {},
    }
    (other,) = run(
        "preferences", "show", "--json", user="Trần Văn Khác", workspace=workspace
    ).objects
    assert other["look"] == "system"

    run("preferences", "set", "language", "computer", workspace=workspace)
    (own,) = run("preferences", "show", "--json", workspace=workspace).objects
    assert own["language"] is None


@pytest.mark.parametrize(
    ("name", "value"), [("scale", "90"), ("look", "pink"), ("typing", "viqr"), ("language", "fr")]
)
def test_a_value_that_the_window_does_not_offer_is_refused(
    workspace: Path, name: str, value: str
) -> None:
    assert run("preferences", "set", name, value, workspace=workspace).code == 2


def test_changed_keys_are_shown_and_put_back_and_the_place_is_kept(workspace: Path) -> None:
    place = DeskPlace(7, "nksHoTen", zoom=1.5, turn=90)
    keys = {"go-cases": ("Ctrl+1",), "palette": (), "find": ("Ctrl+F",)}
    station = open_workspace(workspace, "Lê Thị Mẫu", "vi")
    station.preferences.save(
        Preferences("vi", Look.DARK, 125, TypingMethod.VNI, keys=keys, place=place)
    )
    station.close()

    def call(*words: str) -> str:
        done = run("preferences", *words, user="Lê Thị Mẫu", workspace=workspace)
        assert done.code == 0, done.err
        return done.out

    assert "Keys of go-cases: Ctrl+1\nKeys of palette: (none)\n" in call("show")
    assert call("default-keys", "palette") == "One action has its default keys again.\n"
    assert "palette" not in call("show")
    unknown = run("preferences", "default-keys", "palette", user="Lê Thị Mẫu", workspace=workspace)
    assert unknown.code == 4
    assert call("default-keys") == "2 actions have their default keys again.\n"
    assert call("default-keys") == "All keys are the default ones already.\n"
    call("set", "scale", "100")
    station = open_workspace(workspace, "Lê Thị Mẫu", "vi")
    kept = station.preferences.load()
    station.close()
    assert kept == Preferences("vi", Look.DARK, 100, TypingMethod.VNI, place=place)


@pytest.fixture(scope="module")
def filled(workspace: Path) -> Path:
    """Four cases of invented people, the last one a death."""
    station = open_workspace(workspace, "Lê Thị Mẫu", "vi")
    with station.ports.unit_of_work(write=True) as unit:
        for number, name in enumerate(NAMES, 1):
            scan = unit.scans.add(
                NewScan(f"{number:064x}", f"{number}.pdf", 9, "application/pdf", 1, NOW, None)
            )
            page = PageReading(1, 1654, 2339, 200, 0, 0.0, ())
            unit.scans.add_pages(scan.id, [(page, "0" * 64)])
            key, field = (DEATH, "nktHoTen") if number == 4 else (BIRTH, "nksHoTen")
            reading = FieldReading(field, name, name, 0.9, ReadingState.ACCEPTED)
            version = station.catalog.types[key].version
            unit.cases.add(scan.id, CaseReading(key, version, 0.9, (Region(1),), (reading,)), None)
        unit.commit()
    station.close()
    return workspace


def listed(workspace: Path, *options: object) -> list[str]:
    done = run("records", "list", "--json", *options, workspace=workspace)
    assert done.code == 0, done.err
    return [case["title"] for case in done.objects]


def test_cases_are_sorted_as_names_stand_in_a_vietnamese_list(filled: Path) -> None:
    alphabetical = ["An Văn Mẫu", "Ân Thị Mẫu", "Dương Thị Mẫu", "Đặng Văn Mẫu"]
    assert listed(filled) == list(NAMES)
    assert listed(filled, "--sort", "title") == alphabetical
    assert listed(filled, "--sort", "title", "--descending") == alphabetical[::-1]
    assert listed(filled, "--sort", "scan", "--descending", "--limit", 1) == [NAMES[3]]
    assert listed(filled, "--descending") == list(NAMES)[::-1]


def test_cases_are_narrowed_as_in_the_window(filled: Path) -> None:
    assert listed(filled, "--type", DEATH) == [NAMES[3]]
    assert listed(filled, "--type", BIRTH, "--search", "van mau", "--sort", "title") == [
        "An Văn Mẫu",
        "Đặng Văn Mẫu",
    ]
    assert listed(filled, "--without-batch", "--state", "checked") == []
    assert listed(filled, "--awaits-scan") == []
    assert len(listed(filled, "--doubtful")) == 4
    count = run("records", "list", "--count", "--type", BIRTH, workspace=filled)
    assert count.out == "3\n"
    unknown = run("records", "list", "--type", "civil_status.no", workspace=filled)
    assert unknown.code == 4
    assert "civil_status.no" in unknown.err
