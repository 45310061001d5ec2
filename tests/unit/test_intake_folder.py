"""The watched folder: nothing is taken too early, nothing is lost, nothing is taken twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.workspace import Bench, make_bench

from digitizer.domain.case import Outcome
from digitizer.domain.errors import UnreadableFile
from digitizer.domain.problems import Problem
from digitizer.intake import FolderIntake, IntakeFolders, IntakeRules
from digitizer.workflow.overview import status
from digitizer.workflow.ports import FileInfo


class Desk:
    """A watched folder with a hand-turned clock; files that begin with ``bad`` do not decode."""

    def __init__(self, root: Path, *, keep_source: bool = False) -> None:
        self.bench = make_bench(root)
        self.now = 0.0
        self.inbox = root / "inbox"
        self.inbox.mkdir(exist_ok=True)
        self.root = root
        folders = IntakeFolders(
            self.inbox,
            None if keep_source else root / "processed",
            root / "duplicates",
            root / "quarantine",
        )
        self.intake = FolderIntake(
            self.bench.ports,
            _inspect,
            lambda problem: f"reason: {problem.code}",
            folders,
            IntakeRules(quiet=2.0, patience=10.0, ignored=(".*", "*.part")),
            clock=lambda: self.now,
        )

    def put(self, name: str, content: bytes) -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def sweeps(self, *seconds: float) -> list[Outcome]:
        """Sweep at these times after now; the outcomes in order."""
        outcomes: list[Outcome] = []
        for step in seconds:
            self.now += step
            outcomes += [arrival.outcome for arrival in self.intake.sweep().taken]
        return outcomes


def _inspect(path: Path) -> FileInfo:
    content = path.read_bytes()
    if not content:
        raise UnreadableFile("file-empty")
    if content.startswith(b"bad"):
        raise UnreadableFile("file-damaged")
    if content.startswith(b"locked"):
        raise UnreadableFile("file-encrypted")
    if content.startswith(b"blurred"):
        return FileInfo("image/png", 1, (Problem.error("page-too-poor", page="1"),))
    return FileInfo("image/png", 1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _stored(bench: Bench) -> int:
    return status(bench.ports).arrivals.get(Outcome.STORED, 0)


def test_a_still_file_is_stored_and_moved(desk: Desk) -> None:
    desk.put("a.png", b"one")

    assert desk.sweeps(0) == []
    assert desk.sweeps(3) == [Outcome.STORED]
    assert not (desk.inbox / "a.png").exists()
    assert (desk.root / "processed" / "a.png").read_bytes() == b"one"


def test_a_poor_page_is_stored_and_told_beside_the_file(desk: Desk) -> None:
    desk.put("a.png", b"blurred")

    assert desk.sweeps(0, 3) == [Outcome.STORED]
    note = desk.root / "processed" / "a.png.txt"
    assert "page-too-poor" in note.read_text(encoding="utf-8")


def test_a_growing_file_waits_until_it_is_whole(desk: Desk) -> None:
    path = desk.put("a.png", b"one")
    for _ in range(5):
        assert desk.sweeps(3) == []
        path.write_bytes(path.read_bytes() + b"more")

    assert desk.sweeps(3, 3) == [Outcome.STORED]
    assert (desk.root / "processed" / "a.png").read_bytes() == b"one" + b"more" * 5


def test_scanner_that_pauses_gets_patience_before_quarantine(desk: Desk) -> None:
    path = desk.put("a.png", b"bad half")
    assert desk.sweeps(0, 3, 3) == []
    path.write_bytes(b"whole now")

    assert desk.sweeps(3, 3) == [Outcome.STORED]


def test_damaged_file_goes_to_quarantine_with_a_reason_beside_it(desk: Desk) -> None:
    desk.put("a.png", b"bad")

    assert desk.sweeps(0, 3, 8) == [Outcome.QUARANTINED]
    assert (desk.root / "quarantine" / "a.png").read_bytes() == b"bad"
    note = (desk.root / "quarantine" / "a.png.txt").read_text(encoding="utf-8")
    assert note == "reason: file-damaged\n"


def test_encrypted_file_is_told_at_once(desk: Desk) -> None:
    desk.put("a.pdf", b"locked")

    assert desk.sweeps(0, 3) == [Outcome.QUARANTINED]


def test_one_bad_file_does_not_stop_the_others(desk: Desk) -> None:
    desk.put("a.png", b"bad")
    desk.put("b.png", b"good")

    assert desk.sweeps(0, 3) == [Outcome.STORED]


def test_same_bytes_are_reported_as_duplicate_and_kept(desk: Desk) -> None:
    desk.put("a.png", b"same")
    desk.put("b.png", b"same")

    assert desk.sweeps(0, 3) == [Outcome.STORED, Outcome.DUPLICATE]
    assert (desk.root / "duplicates" / "b.png").read_bytes() == b"same"
    assert _stored(desk.bench) == 1


def test_same_name_twice_overwrites_nothing(desk: Desk) -> None:
    desk.put("a.png", b"first")
    desk.sweeps(0, 3)
    desk.put("a.png", b"second")
    desk.sweeps(0, 3)

    contents = {path.read_bytes() for path in (desk.root / "processed").iterdir()}
    assert contents == {b"first", b"second"}


def test_subfolder_names_the_batch_and_is_kept(desk: Desk) -> None:
    desk.put("KS 2017/01/a.png", b"one")
    desk.sweeps(0, 3)

    assert (desk.root / "processed" / "KS 2017" / "01" / "a.png").exists()
    with desk.bench.ports.unit_of_work() as unit:
        assert unit.scans.list()[0].batch_name == "KS 2017/01"


def test_ignored_names_links_and_pipes_stay(desk: Desk) -> None:
    desk.put(".hidden", b"x")
    desk.put("a.part", b"x")
    (desk.inbox / "link.png").symlink_to("/etc/hostname")
    os.mkfifo(desk.inbox / "pipe.png")

    assert desk.sweeps(0, 3, 20) == []
    assert len(list(desk.inbox.iterdir())) == 4


def test_killed_before_the_move_finishes_the_move_and_stores_nothing_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put("a.png", b"one")
    monkeypatch.setattr(
        "digitizer.intake.folder.move_into", lambda source, folder: (_ for _ in ()).throw(OSError())
    )
    desk.sweeps(0, 3)
    assert _stored(desk.bench) == 1
    monkeypatch.undo()

    again = Desk(desk.root)
    again.sweeps(0, 3)

    assert sum(status(again.bench.ports).arrivals.values()) == 1
    assert (desk.root / "processed" / "a.png").exists()
    assert not (desk.inbox / "a.png").exists()


def test_kept_source_is_taken_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, keep_source=True)
    desk.put("a.png", b"one")

    assert desk.sweeps(0, 3, 3, 3) == [Outcome.STORED]
    assert (desk.inbox / "a.png").exists()
    again = Desk(tmp_path, keep_source=True)
    assert again.sweeps(0, 3, 3) == []


def test_kept_source_that_changes_is_a_new_scan(tmp_path: Path) -> None:
    desk = Desk(tmp_path, keep_source=True)
    desk.put("a.png", b"one")
    desk.sweeps(0, 3)
    desk.put("a.png", b"one and a second page")

    assert desk.sweeps(0, 3) == [Outcome.STORED]
    assert _stored(desk.bench) == 2
