"""An exercise and one's own figures, through the command line, with the real reader."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.program import environment, run

from digitizer.bootstrap.practice_files import PRACTICE_MARK, PracticeFiles
from digitizer.bootstrap.practice_room import _whole, offered_types
from digitizer.bootstrap.practice_window import is_open
from digitizer.bootstrap.practising import open_practice, practice_folder
from digitizer.bootstrap.workspace import open_workspace
from digitizer.cli.demo_clerk import settle_case
from digitizer.domain.errors import EnvironmentFault, NotAllowed
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.practice import Exercise, Level
from digitizer.schemas import load_catalog
from digitizer.workflow.ports import CaseFilter

ME = "Nguyễn Thị Mẫu"
NAME = "nksHoTen"
BIRTH = "civil_status.birth"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("practice") / "ws"
    assert run("init", root).code == 0
    made = run("practice", "--cases", 1, "--level", "clean", "--prepare", workspace=root)
    assert made.code == 0, made.out + made.err
    return root


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    root = tmp_path / "ws"
    assert run("init", root).code == 0
    return root


def test_an_exercise_is_marked_field_by_field_and_stays_apart(workspace: Path) -> None:
    assert (
        "No practice case is finished yet." in run("practice", "--results", workspace=workspace).out
    )
    station = open_practice(workspace, ME, "vi")
    try:
        (case,) = station.case_summaries(CaseFilter())
        truth = station.workspace / "truth" / f"{case.scan_name}.json"
        settle_case(station, case.id, truth)
        revision = station.case_view(case.id).case.revision
        station.set_field(case.id, NAME, "Vũ Thị Sai", revision)
        station.finish_case(case.id, revision + 1)
        with pytest.raises(NotAllowed) as refused:
            station.export_batch(1)
        assert refused.value.code == "practice-not-exported"
        with pytest.raises(NotAllowed, match="practice-not-exported"):
            station.rehearsal.rehearse(1)
        with pytest.raises(NotAllowed) as other:
            station.with_actor("Trần Văn Khác").practice.look()
        assert other.value.code == "practice-other-person"
    finally:
        station.close()
    (marked,) = run("practice", "--results", "--json", workspace=workspace).objects
    missed = {miss["field"]: miss["stored"] for miss in marked["misses"]}
    assert missed.pop(NAME) == "Vũ Thị Sai"
    # The simulated clerk also writes what only the book's cover says.
    assert set(missed) <= {"quyenSo", "noiDangKy"}
    assert (marked["level"], marked["exercise"]) == ("clean", 1)
    said = run("practice", "--results", workspace=workspace).out
    assert "Vũ Thị Sai" in said
    assert "1 of 1 cases done" in said
    assert run("records", "list", workspace=workspace).out.count("\n") <= 1
    assert "You did nothing" in run("own-work", workspace=workspace).out
    own = run("own-work", "--json", workspace=practice_folder(workspace, ME)).objects[0]
    assert own["stretches"][0]["cases"] == 1
    other = run("practice", "--results", workspace=workspace, user="Trần Văn Khác")
    assert "No practice case is finished yet." in other.out


def test_what_was_put_right_after_the_finish_counts_as_it_was(workspace: Path) -> None:
    (before,) = run("practice", "--results", "--json", workspace=workspace).objects
    station = open_practice(workspace, ME, "vi")
    try:
        case = station.case_view(before["case"]).case
        station.undo(case.id, case.revision)
    finally:
        station.close()
    again = run("practice", "--go-on", "--prepare", workspace=workspace)
    assert again.code == 0, again.err
    found = open_practice(workspace, ME, "vi")
    try:
        assert found.practice.mark([before["case"]], {}) == []
    finally:
        found.close()


def test_another_exercise_sets_aside_what_is_left(workspace: Path) -> None:
    assert run("practice", "--again", "--cases", 2, "--prepare", workspace=workspace).code == 0
    assert run("practice", "--again", "--prepare", workspace=workspace).code == 0
    station = open_practice(workspace, ME, "vi")
    try:
        view = station.practice.look()
        assert view.exercise == Exercise(BIRTH, Level.CLEAN, 2, 3)
        assert (view.made, view.ready) == (2, 2)
        aside = station.case_summaries(CaseFilter(state=CaseState.SET_ASIDE))
        assert {case.scan_name[:16] for case in aside} >= {"luyen-tap-00002-"}
    finally:
        station.close()


def test_a_finished_case_that_no_exercise_brought_is_not_marked(workspace: Path) -> None:
    station = open_practice(workspace, ME, "vi")
    try:
        before = {one.case_id for one in station.practice.look().marked}
        case = station.case_summaries(CaseFilter(state=CaseState.TO_CHECK))[0]
        truth = station.workspace / "truth" / f"{case.scan_name}.json"
        settle_case(station, case.id, truth)
        truth.unlink()
        station.finish_case(case.id, station.case_view(case.id).case.revision)
        assert {one.case_id for one in station.practice.look().marked} == before
        assert case.id not in before
    finally:
        station.close()


def test_exercises_are_thrown_away(workspace: Path) -> None:
    assert "deleted" in run("practice", "--discard", workspace=workspace).out
    assert not practice_folder(workspace, ME).exists()
    assert "no exercises" in run("practice", "--discard", workspace=workspace).out


def test_wrong_wishes_are_refused_and_nothing_begins(empty: Path) -> None:
    for wish in (
        ("--type", "no.such"),
        ("--type", "general.document"),
        ("--cases", 0),
        ("--cases", 1000),
        ("--again",),
        ("--go-on",),
    ):
        done = run("practice", *wish, "--prepare", workspace=empty)
        assert done.code == 2, wish
    assert "No practice case" in run("practice", "--results", workspace=empty).out


def test_every_offered_type_has_samples_that_print_a_whole_record(tmp_path: Path) -> None:
    catalog = load_catalog()
    offered = offered_types(catalog)
    assert len(offered) > 15
    lacking = [key for key in offered if not _whole(catalog.types[key], tmp_path / key)]
    assert lacking == []


def test_a_folder_that_went_away_or_is_full_is_said(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = open_workspace(empty, ME, "en")
    exercise = Exercise(BIRTH, Level.CLEAN, 2)
    try:
        desk = station.practice
        numbered = desk.start(exercise)
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", _full)
            with pytest.raises(EnvironmentFault) as full:
                desk.make_all()
        assert full.value.code == "disk-full"
        assert desk.make_all() == 2
        assert PracticeFiles(desk.folder).made(numbered.number) == 2
    finally:
        station.close()
    inside = open_practice(empty, ME, "en")
    try:
        assert inside.is_practice
        (inside.workspace / PRACTICE_MARK).unlink()
        with pytest.raises(EnvironmentFault) as gone:
            inside.practice.look()
        assert gone.value.code == "practice-gone"
        with pytest.raises(NotAllowed):
            inside.export_batch(1)
    finally:
        inside.close()


def _full(_handle: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_reader_that_is_missing_is_said_before_anything_begins(
    empty: Path, tmp_path: Path
) -> None:
    settings = empty / "digitizer.toml"
    text = settings.read_text(encoding="utf-8")
    assert 'tessdata = ""' in text
    changed = text.replace('tessdata = ""', f'tessdata = "{tmp_path}"')
    settings.write_text(changed, encoding="utf-8")
    station = open_workspace(empty, ME, "en")
    try:
        with pytest.raises(EnvironmentFault) as missing:
            station.practice.start(Exercise(BIRTH, Level.CLEAN, 2))
        assert missing.value.code.startswith("tesseract")
        assert not practice_folder(empty, ME).exists()
    finally:
        station.close()


@pytest.fixture
def opened(empty: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, int]]:
    """The practice window as the office's page opens it; the id of its process."""
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    station = open_workspace(empty, ME, "en")
    try:
        station.practice.start(Exercise(BIRTH, Level.CLEAN, 6))
        assert station.practice.open_window()
        assert not station.practice.open_window()
        (window,) = station.practising.windows.opened
        try:
            yield empty, window.pid
        finally:
            # The readers it began go with it.
            os.killpg(window.pid, signal.SIGTERM)
            window.wait(timeout=60)
    finally:
        station.close()


def test_the_window_makes_a_few_cases_ahead_and_reads_them(opened: tuple[Path, int]) -> None:
    workspace, _window = opened
    folder = practice_folder(workspace, ME)
    assert is_open(folder)
    station = open_workspace(workspace, ME, "en")
    try:
        deadline = time.monotonic() + 120
        while (view := station.practice.look()).ready < 4 and time.monotonic() < deadline:
            time.sleep(0.5)
        assert (view.ready, view.made, view.is_window_open) == (4, 4, True)
        assert view.is_unfinished
        with pytest.raises(NotAllowed) as refused:
            station.practice.discard()
        assert refused.value.code == "practice-open"
    finally:
        station.close()
