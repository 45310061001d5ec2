"""Register pages with a real image each, read and at the desk of a clerk."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from support.workspace import GOOD, Bench, reading, stored_scan

from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.case import ReadPage
from digitizer.workflow import recognize


def read_page(
    clerk: Workstation, folder: Path, number: int, batch: str, size: tuple[int, int]
) -> int:
    """The case of one page that bears this entry number; ``size`` in px, each number in a colour of
    its own. Its files lie in ``folder``."""
    bench = Bench(clerk.ports)
    stored_scan(bench, folder, f"{number}.png", batch)
    task = recognize.next_task(bench.ports, "test")
    assert task is not None
    found = reading(folder, {**GOOD, "so": f"{number}/2021"})
    image = Path(found.pages[0].image_path)
    Image.new("RGB", size, (255, 255, 250 - number)).save(image)
    page = ReadPage.of(found.pages[0].reading, str(image))
    changes = recognize.store_reading(bench.ports, task, type(found)((page,), found.cases))
    return next(iter(changes.cases))
