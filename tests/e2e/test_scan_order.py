"""By command: a book whose pages were scanned in another order is told of, and may leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.paged_case import Desk
from support.program import run
from support.workspace import GOOD

from digitizer.bootstrap.workspace import create_workspace, open_workspace

MAI, BOOK = "Lê Thị Mai", "Khai sinh 01/2021"


@pytest.mark.slow
def test_the_order_of_scans_is_checked_before_a_batch_leaves(tmp_path: Path) -> None:
    place = tmp_path / "ws"
    create_workspace(place)
    station = open_workspace(place, MAI, "en")
    try:
        desk = Desk(station.ports, tmp_path, station.catalog)
        for number in (1, 3, 2):
            (case,) = desk.arrive({**GOOD, "so": f"{number}/2021"}, batch=BOOK)
            station.finish_case(case, 1)
    finally:
        station.close()

    told = run("batch", "check", BOOK, "--json", user=MAI, workspace=place)
    assert told.code == 0, "order only warns"
    (order,) = [each for each in told.objects if "order" in each["code"]]
    assert order["severity"] == "warning"
    assert order["cases"] == [2, 3]
    assert "number 2/2021 (case 3) was scanned after number 3/2021 (case 2)" in order["message"]
