"""A workspace of generated papers that the real reader has read, and their truth."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.case import CaseSummary
from digitizer.domain.errors import DigitizerError
from digitizer.samples import ALL_TYPES, Wish, generate
from digitizer.workflow.automation import SweepReport
from digitizer.workflow.pipeline import Progress
from digitizer.workflow.ports import CaseFilter

CLERK = "Nguyễn Thị Mẫu"
BOOK = "keys"
_ENTRIES = ("certificate", "extract", "register")


@dataclass(frozen=True, slots=True)
class Truth:
    """What a case's paper says: its type, and the canonical values by field."""

    document_type: str
    values: dict[str, str]


class _Raising:
    """Says nothing while all goes well."""

    def swept(self, _report: SweepReport) -> None:
        """Files were taken."""

    def read(self, progress: Progress) -> None:
        if progress.error is not None:
            raise progress.error

    def troubled(self, error: DigitizerError) -> None:
        raise error


def make(root: Path, count: int, seed: int) -> None:
    """Draw ``count`` papers of the five registers, never trained on, and let the reader read them.
    A folder that holds a finished corpus already is left as it is."""
    done = root / "done"
    if done.exists():
        return
    samples, workspace = root / "samples", root / "workspace"
    create_workspace(workspace)
    inbox = workspace / "inbox" / BOOK
    inbox.mkdir(parents=True)
    wish = Wish(types=(ALL_TYPES,), forms=_ENTRIES, split="test")
    for made in generate(samples, count, seed, wish=wish):
        shutil.copy(made.path, inbox / made.path.name)
    station = open_workspace(workspace, CLERK, "vi")
    try:
        station.watch(_Raising(), once=True)
    finally:
        station.close()
    done.touch()


def fresh_copy(root: Path, to: Path) -> Path:
    """The workspace as it was read, to be worked on."""
    shutil.copytree(root / "workspace", to)
    return to


def cases(station: Workstation) -> list[CaseSummary]:
    return list(station.case_summaries(CaseFilter(), limit=100_000, offset=0))


def truths(root: Path, station: Workstation) -> dict[int, Truth]:
    """The truth of each case. Left out are files whose number of cases was misjudged, and papers
    without a day of registration: declarations are no entries of a book."""
    by_scan: dict[str, list[int]] = {}
    for summary in cases(station):
        by_scan.setdefault(summary.scan_name, []).append(summary.id)
    found: dict[int, Truth] = {}
    for name, ids in by_scan.items():
        path = (root / "samples" / name).with_suffix(".truth.json")
        data = json.loads(path.read_text(encoding="utf-8"))
        if len(data["cases"]) != len(ids):
            continue
        for case_id, case in zip(sorted(ids), data["cases"], strict=True):
            values = {key: each["value"] for key, each in case["fields"].items()}
            if "ngayDangKy" in values:
                found[case_id] = Truth(data["document_type"], _with_book(values))
    return found


def _with_book(values: dict[str, str]) -> dict[str, str]:
    """What a certificate does not print of its entry, the book's cover and page say; the clerk has
    the book in hand."""
    year = values["ngayDangKy"][:4]
    number = values.get("so", "").partition("/")[0] or "1"
    return {"so": f"{number}/{year}", "quyenSo": f"01/{year}", **values}
