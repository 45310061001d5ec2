"""Sampling by command over several lots: cases looked at one by one, and a series that is stopped
and let go on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.program import Done, run

from digitizer.bootstrap.workspace import open_workspace
from digitizer.cli.demo_clerk import settle_case
from digitizer.domain.record import EmptyReason
from digitizer.domain.second_entry import Choice
from digitizer.workflow.ports import CaseFilter

CLERK, SUPERVISOR = "Nguyễn Thị Mẫu", "Trần Văn Mẫu"
LOTS = tuple(f"KS {number:02}" for number in range(1, 9))
"""Two lots that do not pass make inspection tightened, five more stop it."""

pytestmark = [pytest.mark.slow, pytest.mark.tesseract, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def submitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a finished, submitted case in each of eight batches."""
    root = tmp_path_factory.mktemp("series")
    workspace, samples = root / "ws", root / "samples"
    assert run("init", workspace).code == 0
    asked = ("--count", len(LOTS), "--damage", "clean", "--seed", 9)
    assert run("samples", samples, *asked, "--layout", "certificate_2020").code == 0
    scans = sorted(one for one in samples.iterdir() if not one.name.endswith(".truth.json"))
    for lot, scan in zip(LOTS, scans, strict=True):
        (workspace / "inbox" / lot).mkdir()
        shutil.copy(scan, workspace / "inbox" / lot)
    assert run("watch", "--once", workspace=workspace).code == 0
    clerk = open_workspace(workspace, CLERK, "vi")
    try:
        for summary in clerk.case_summaries(CaseFilter(), limit=100):
            scan = samples / summary.scan_name
            settle_case(clerk, summary.id, scan.with_name(f"{scan.stem}.truth.json"))
            clerk.finish_case(summary.id, clerk.case_view(summary.id).case.revision)
        for lot in LOTS:
            clerk.submit_batch(clerk.batch(lot).id)
    finally:
        clerk.close()
    return workspace


@pytest.fixture
def workspace(submitted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(submitted, tmp_path / "ws"))


def _demand(workspace: Path, profile: str) -> None:
    settings = workspace / "digitizer.toml"
    text = settings.read_text(encoding="utf-8")
    assert 'profile = ""' in text
    settings.write_text(text.replace('profile = ""', profile), encoding="utf-8")


def _ask(workspace: Path, *arguments: object) -> Done:
    done = run("sampling", *arguments, user=SUPERVISOR, workspace=workspace)
    assert done.code == 0, done.err
    return done


def test_images_are_marked_right_and_a_case_wrong_with_its_reason(workspace: Path) -> None:
    _demand(workspace, 'profile = "usual"')
    lot = LOTS[0]

    def refused(*arguments: object, user: str = SUPERVISOR) -> int:
        return run("sampling", "mark", lot, *arguments, user=user, workspace=workspace).code

    _ask(workspace, "draw", lot)
    (images,) = _ask(workspace, "history", "--json").objects
    units = images["size"]
    assert refused("1") == 2
    assert refused("1", "--right", "--wrong", "mờ") == 2
    assert refused("1", "--wrong", "") == 2
    assert refused(str(units + 1), "--right") != 0
    assert refused("1", "--right", user=CLERK) == 3
    said = _ask(workspace, "mark", lot, f"1-{units}", "--right").out
    assert str(units) in said
    assert refused("1", "--right") == 3
    (closed,) = _ask(workspace, "close", lot, "--json").objects
    assert (closed["status"], closed["wrong"]) == ("accepted", 0)
    _ask(workspace, "draw", lot)
    (task,) = _ask(workspace, "next", lot, "--json").objects
    assert (task["case"], task["field"]) == (1, None)
    _ask(workspace, "mark", lot, "1", "--wrong", "lệch trang")
    (closed,) = _ask(workspace, "close", lot, "--json").objects
    assert (closed["status"], closed["wrong"]) == ("rejected", 1)
    case = run("records", "show", 1, "--json", user=CLERK, workspace=workspace).objects[0]
    assert case["state"] == "returned"
    status = _ask(workspace, "history", "--json").objects
    assert [row["status"] for row in status] == ["rejected", "accepted"]


def _reject(workspace: Path, lots: tuple[str, ...]) -> None:
    """As a supervisor does who finds every field of the sample torn on the paper."""
    station = open_workspace(workspace, SUPERVISOR, "vi")
    try:
        for lot in lots:
            sampling = station.sampling
            sampling.draw(station.batch(lot).id)
            sample = sampling.open_sample(station.batch(lot).id)
            while task := sampling.next_task(sample.id):
                sampling.key(sample.id, task.place, EmptyReason.TORN)
            for each in sampling.differences(sample.id):
                is_torn = each.keyed.empty_reason is EmptyReason.TORN
                assert is_torn
                sampling.judge(sample.id, each.place, Choice.SECOND, "giấy rách")
            sampling.close(sample.id)
    finally:
        station.close()


def test_a_stopped_series_is_let_go_on_by_another_with_a_reason(workspace: Path) -> None:
    _demand(workspace, 'profile = "fields-only"\nlevel = "S-1"\nlimit = 6.5')
    _reject(workspace, LOTS[:7])
    rows = _ask(workspace, "history", "--json").objects
    assert [row["strictness"] for row in reversed(rows)] == ["normal"] * 2 + ["tightened"] * 5
    assert {row["status"] for row in rows} == {"rejected"}
    (last,) = _ask(workspace, "result", rows[0]["sample"], "--json").objects
    assert (last["stopped"], last["next_strictness"]) == (True, "tightened")

    def call(*arguments: object, user: str = SUPERVISOR) -> Done:
        return run("sampling", *arguments, user=user, workspace=workspace)

    assert call("draw", LOTS[7]).code == 3
    assert call("resume", LOTS[7], "--why", "  ").code == 2
    assert call("resume", LOTS[7], "--why", "đã thay máy quét", user=CLERK).code == 3
    assert LOTS[7] in call("resume", LOTS[7], "--why", "đã thay máy quét").out
    assert call("resume", LOTS[7], "--why", "một lần nữa").code == 3
    (last,) = _ask(workspace, "result", rows[0]["sample"], "--json").objects
    assert (last["stopped"], last["next_strictness"]) == (False, "tightened")
    _ask(workspace, "draw", LOTS[7])
    (drawn, *_) = _ask(workspace, "history", "--json").objects
    assert (drawn["batch"], drawn["strictness"], drawn["status"]) == (LOTS[7], "tightened", "open")
    listed = run(
        *("audit", "list", "--action", "resume-sampling", "--json"),
        user=SUPERVISOR,
        workspace=workspace,
    )
    assert [entry["details"]["reason"] for entry in listed.objects] == ["đã thay máy quét"]
