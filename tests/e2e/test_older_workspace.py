"""A workspace of an older program opens at once; its doubts are found batch by batch and beside
the work."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digitizer.bootstrap import finding
from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.case import CaseReading, Region
from digitizer.domain.changes import ChangeSet
from digitizer.domain.page import PageReading
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.workflow.doubts_port import DoubtSearch
from digitizer.workflow.lists import CaseFilter
from digitizer.workflow.ports import NewScan

BIRTH = "civil_status.birth"
CASES = 120
NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Cases in two batches, of which an older program has found no doubts."""
    root = tmp_path / "ws"
    create_workspace(root)
    station = open_workspace(root, "Mai", "vi")
    with station.ports.unit_of_work(write=True) as unit:
        batches = [unit.batches.add(f"Quyển {name}", None, "Mai", NOW).id for name in (1, 2)]
        version = station.catalog.types[BIRTH].version
        for number in range(CASES):
            given = NewScan(f"{number:064x}", f"{number}.pdf", 9, "application/pdf", 1, NOW, None)
            scan = unit.scans.add(given)
            page = PageReading(1, 1654, 2339, 200, 0, 0.0, ())
            unit.scans.add_pages(scan.id, [(page, "0" * 64)])
            name = FieldReading("nksHoTen", "Võ Ba", "Võ Ba", 0.5, ReadingState.REVIEW)
            case = CaseReading(BIRTH, version, 0.9, (Region(1),), (name,))
            unit.cases.add(scan.id, case, batches[number % 2])
        unit.due_doubts.begin_anew()
        unit.commit()
    station.close()
    return root


@pytest.fixture
def opened(old: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workstation]:
    """Opened anew, with the finding beside the work held after its first stretch."""
    monkeypatch.setattr(finding, "_REST_SECONDS", 3600.0)
    station = open_workspace(old, "Mai", "vi")
    yield station
    station.close()


def due(station: Workstation) -> int:
    with station.ports.unit_of_work() as unit:
        return len(unit.due_doubts.find(None, 10 * CASES))


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_batch_is_whole_when_somebody_asks_for_its_doubts(opened: Workstation) -> None:
    until(lambda: due(opened) < CASES)
    told: list[ChangeSet] = []
    opened.hub.subscribe(told.append)
    second = opened.batch("Quyển 2").id
    page = opened.doubts.list(DoubtSearch(CaseFilter(batch_id=second), key="nksHoTen"), limit=500)
    assert len(page.doubts) == CASES // 2
    assert 0 < due(opened) < CASES // 2
    assert [change.action for change in told] == ["find-doubts"]


def test_closing_waits_for_no_more_than_the_stretch_in_hand(opened: Workstation) -> None:
    until(lambda: due(opened) < CASES)
    began = time.monotonic()
    opened.close()
    assert time.monotonic() - began < 10
    assert not [thread for thread in threading.enumerate() if thread.name == "doubts"]


def test_all_the_rest_is_found_beside_the_work(old: Path) -> None:
    station = open_workspace(old, "Mai", "vi")
    until(lambda: due(station) == 0)
    page = station.doubts.list(DoubtSearch(CaseFilter(), key="nksHoTen"), limit=500)
    station.close()
    assert len(page.doubts) == CASES
