"""Pages counted on paper against the images of a batch, by command."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.four_eyes import BOOK
from support.paged_case import Desk
from support.program import Done, run
from support.workspace import GOOD

from digitizer.bootstrap.workspace import open_workspace

MAI = "Lê Thị Mai"


@pytest.mark.slow
def test_a_batch_leaves_when_its_pages_and_images_agree(tmp_path: Path) -> None:
    root = tmp_path / "ws"

    def call(*arguments: object) -> Done:
        return run(*arguments, user=MAI, workspace=root)

    assert run("init", root).code == 0
    station = open_workspace(root, MAI, "en")
    try:
        desk = Desk(station.ports, tmp_path, station.catalog)
        (case,) = desk.arrive({**GOOD, "so": "1/2021"}, {}, batch=BOOK, cases=[[1]])
        station.finish_case(case, 1)
    finally:
        station.close()

    told = call("batch", "check", BOOK)
    assert told.code == 0
    assert "Nobody declared how many pages" in told.out

    assert call("handover", "add", "out", BOOK, "--sheets", 3, "--given-by", "Kho",
                "--taken-by", "Mai").code == 0  # fmt: skip
    shown = call("batch", "pages", BOOK, "--json")
    (seen,) = shown.objects
    assert (seen["pages"], seen["images"], seen["handed_over"]) == (None, 2, 3)
    (stray,) = seen["in_no_case"]

    assert call("batch", "pages", BOOK, "--from-handover").code == 1
    refused = call("batch", "submit", BOOK)
    assert refused.code == 3
    assert "2 are there" in refused.err
    assert "Scan the missing pages" in refused.err

    for wrong in (("--note", "9:empty"), ("--loose", "1")):
        assert call("batch", "pages", BOOK, "--count", 3, *wrong).code in (1, 2), wrong
    loose = f"{stray['image']}:cover"
    well = call("batch", "pages", BOOK, "--count", 3, "--note", "3:damaged", "--loose", loose)
    assert well.code == 0, well.out
    assert "agree" in well.out
    assert call("batch", "check", BOOK, "--json").objects == []
    assert call("batch", "submit", BOOK).code == 0
    (slip,) = call("slip", BOOK, "--json").objects
    assert (slip["pages_declared"], slip["images_due"], slip["images"]) == (3, 2, 2)
    assert (slip["images_in_cases"], slip["images_loose"]) == (1, 1)
    assert slip["gaps"] == ["not_exported"]
    assert call("batch", "pages", BOOK, "--none").code == 3, "it left"
