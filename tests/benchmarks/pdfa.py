"""Archive copies: their size, how long one takes beside OCRmyPDF, what memory they need, and how
well the look at PDF/A-2b tells the files of a test suite apart.

    python -m benchmarks.pdfa cases WORKSPACE [--peer PYTHON]
    python -m benchmarks.pdfa letters WORKSPACE
    python -m benchmarks.pdfa memory [--cases 1000]
    python -m benchmarks.pdfa suite FOLDER

Run from ``tests/``. WORKSPACE is one whose scans were read (``digitizer demo --headless`` makes
one). ``--peer`` names a Python with ocrmypdf, which makes a PDF/A-2 of the same page images, once
without reading them (the PDF part) and once with. ``letters`` reads copies of several sizes with
tesseract and tells how many letters differ from those of the page at the profile's quality, beside
what the program itself measures. ``suite`` takes files named as those of the veraPDF corpus.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytesseract
from PIL import Image
from rapidfuzz.distance import Levenshtein
from sqlalchemy import text
from support.export_content import CREATED, case, content, page_file, values

from digitizer.domain.package import ExportCase
from digitizer.domain.problems import Severity
from digitizer.places import ListedPlaces
from digitizer.schemas import load_catalog
from digitizer.store import FileVault, SqlUnitOfWorkFactory, open_engine
from digitizer.workflow.leaving import Leaving, LeavingCases
from digitizer.workflow.ports import Ports
from exports import write_package
from exports.pdf import write_case_pdf
from exports.pdfa import image_copy
from exports.pdfa.check import check_pdfa

_NOW = datetime(2026, 11, 28, tzinfo=UTC)
_PEER = """
import json, resource, sys, time
import ocrmypdf
def cpu():
    whom = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    own, below = (resource.getrusage(who) for who in whom)
    return own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime
out = []
for source, target, dpi, reads in json.load(sys.stdin):
    options = {} if reads else {"tesseract_timeout": 0.0}
    start, began = time.perf_counter(), cpu()
    ocrmypdf.ocr(source, target, output_type="pdfa-2", jobs=1, image_dpi=dpi, language=["vie"],
                 progress_bar=False, optimize=1, use_threads=True, **options)
    out.append([time.perf_counter() - start, cpu() - began])
print(json.dumps(out))
"""
_SIZES = ((200, 60), (200, 15), (150, 40), (150, 25), (150, 15), (150, 10), (110, 40), (110, 20))
_SUITE_NAME = re.compile(r"(?P<clause>\d+(-\d+)+)-t\d+-(?P<result>pass|fail)-")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def cases_of(workspace: Path) -> Sequence[ExportCase]:
    """All cases of a type that is known, as if somebody had approved them."""
    catalog = load_catalog()
    engine = open_engine(f"sqlite:///{workspace / 'digitizer.db'}")
    ports = Ports(
        unit_of_work=SqlUnitOfWorkFactory(engine, catalog),
        vault=FileVault(workspace / "vault"),
        catalog=catalog,
        clock=lambda: _NOW,
        publish=lambda changes: None,
        pack=write_package,
        writers=lambda profile: profile.exporters,
        withdraw=lambda package: None,
        words=str,
        places=ListedPlaces(),
        software_version="0",
    )
    with engine.connect() as connection:
        numbers = connection.execute(text("SELECT id FROM cases ORDER BY id")).scalars().all()
    with ports.unit_of_work() as unit:
        found = [unit.cases.get(number) for number in numbers]
        planned = [
            Leaving(each.id, each.revision, each.state, "x", _NOW)
            for each in found
            if each.record is not None
        ]
        return tuple(LeavingCases(ports, unit, planned))


def measure_cases(workspace: Path, peer: str | None) -> None:
    catalog, folder = load_catalog(), Path(tempfile.mkdtemp())
    cases = cases_of(workspace)
    rows, asked = [], []
    for one in cases:
        target = folder / f"{one.case_id}.pdf"
        start, began = time.perf_counter(), time.process_time()
        profile = catalog.profiles[one.record.document_type]
        made = write_case_pdf(target, one, profile, _NOW)
        took = time.perf_counter() - start, time.process_time() - began
        wrong = [each.code for each in check_pdfa(target.read_bytes())]
        rows.append((one.case_id, made, target.stat().st_size, took, wrong))
        page = one.pages[0]
        peer_target = str(folder / "peer.pdf")
        asked += [[str(page.path), peer_target, page.dpi, reads] for reads in (False, True)]
    pages = sum(made.pages for _, made, *_ in rows)
    for number, made, size, took, wrong in rows:
        _say(
            f"case {number}: {made.pages} pages, {size / made.pages / 1000:.0f} kB a page, "
            f"{made.larger_pages} larger, {took[1]:.2f} s CPU, findings {wrong}"
        )
    cpu = sum(took[1] for *_, took, _ in rows)
    wall = sum(took[0] for *_, took, _ in rows)
    _say(f"{len(rows)} cases, {pages} pages: {cpu / pages:.2f} s CPU, {wall / pages:.2f} s a page")
    if peer:
        done = subprocess.run(
            [peer, "-W", "ignore", "-c", _PEER],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=True,
        )
        found = json.loads(done.stdout.splitlines()[-1])
        for reads, name in ((0, "PDF part alone"), (1, "with reading")):
            some = found[reads::2]
            cpu, wall = (sum(each[at] for each in some) / len(some) for at in (1, 0))
            _say(f"ocrmypdf, {name}: {cpu:.2f} s CPU, {wall:.2f} s a page")


def measure_letters(workspace: Path) -> None:
    for one in cases_of(workspace):
        page = one.pages[0]
        image = Image.open(page.path).convert("RGB")
        finest = image_copy._scaled(image, page.dpi, 200)
        strokes = image_copy.Strokes(finest.convert("L"))
        wanted = _read(finest)
        for dpi, quality in _SIZES:
            jpeg = image_copy._encoded(image_copy._scaled(image, page.dpi, dpi), quality)
            shown = Image.open(BytesIO(jpeg)).resize(finest.size, Image.Resampling.BICUBIC)
            wrong = Levenshtein.distance(wanted, _read(shown)) / max(1, len(wanted))
            _say(
                f"case {one.case_id}: {dpi} dpi, quality {quality}, {len(jpeg) // 1000} kB, "
                f"kept {strokes.kept(jpeg):.3f}, letters otherwise {wrong:.3f}"
            )


def _read(image: Image.Image) -> str:
    return " ".join(pytesseract.image_to_string(image, lang="vie", config="--psm 4").split())


def measure_memory(cases: int) -> None:
    """The peak of this process; called for a few and for many cases in processes of their own."""
    folder = Path(tempfile.mkdtemp())
    page = page_file(folder, (827, 1169))
    many = [case(number, page, values(number), dpi=100) for number in range(1, cases + 1)]
    start = time.perf_counter()
    write_package(replace(content(many), created_at=CREATED), folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    took = (time.perf_counter() - start) / cases
    _say(f"{cases} cases: peak {peak} MiB, {took * 1000:.0f} ms a case with the package")


def measure_suite(folder: Path) -> None:
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.rglob("*.pdf")):
        named = _SUITE_NAME.search(path.name)
        if named is None:
            continue
        found = [each for each in check_pdfa(path.read_bytes()) if each.severity is Severity.ERROR]
        result = "conforming called wrong" if found else "conforming left alone"
        if named["result"] == "fail":
            result = "wrong found" if found else "wrong missed"
        table[named["clause"].replace("-", ".")][result] += 1
    whole: Counter[str] = Counter()
    for clause in sorted(table, key=lambda each: [int(part) for part in each.split(".")]):
        whole.update(table[clause])
        _say(f"{clause:14} {dict(table[clause])}")
    _say(f"{'all':14} {dict(whole)}")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("cases", "letters", "memory", "suite"))
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--peer")
    parser.add_argument("--cases", type=int, default=1000)
    chosen = parser.parse_args(arguments)
    if chosen.what == "memory":
        measure_memory(chosen.cases)
    elif chosen.what == "suite":
        measure_suite(chosen.folder)
    elif chosen.what == "letters":
        measure_letters(chosen.folder)
    else:
        measure_cases(chosen.folder, chosen.peer)


if __name__ == "__main__":
    main(sys.argv[1:])
