"""Packages of many cases: whether every file says what the records say, how long a case takes, and
what memory it needs.

    python -m benchmarks.packages registers [--cases 2000] [--keep FOLDER]
    python -m benchmarks.packages memory [--cases 1000 5000 10000]

Run from ``tests/``. ``registers`` shares the cases among all document types that can leave, writes
a package of each, and reads each of its files again with the libraries that a receiver would use:
values that programs like to spoil (leading zeros, marks, quotes, line breaks, formulas) are in
every package. Images are small, so that the time is that of a package rather than of its pictures;
``benchmarks.pdfa`` times those. ``memory`` writes one package of births for each number of cases,
each in a process of its own, and tells the peak of it. Its cases are made one by one when they are
asked for, as an export reads them from the store: what is measured is what writing needs.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from support.export_content import case, page_file
from support.spoilt_packages import Compared, compare, content_of, record_of, zip_differs

from digitizer.domain.one_by_one import Made
from digitizer.domain.package import ExportCase
from digitizer.schemas import load_catalog
from exports import verify_package, write_package
from exports.file_names import file_names
from exports.payload import exporters_of
from exports.rows import build_table


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def measure_registers(count: int, keep: Path | None) -> None:
    catalog = load_catalog()
    keys = sorted(catalog.profiles)
    folder = keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    shares = [count // len(keys) + (at < count % len(keys)) for at in range(len(keys))]
    told, spent, exporters, unsound = Compared(), 0.0, Counter[str](), 0
    for key, share in zip(keys, shares, strict=True):
        made = content_of(key, catalog, share, folder)
        table = build_table(made, file_names(made))
        began = time.process_time()
        result = write_package(made, folder / "out")
        took = time.process_time() - began
        spent += took
        payload = result.folder / "data"
        before = len(told.faults)
        compare(made, table, payload, told)
        reports = [verify_package(place) for place in (result.folder, result.archive)]
        unsound += sum(bool(report.problems) for report in reports)
        told.faults += [f"zip: {name}" for name in zip_differs(result.folder, result.archive)]
        names = [each.name for each in exporters_of(made)]
        exporters.update(names)
        _say(
            f"{key:28} {share:5} cases, {len(table.columns):3} columns, "
            f"{took / share * 1000:6.1f} ms CPU a case, "
            f"{len(told.faults) - before} differ, sound {[each.is_sound for each in reports]}"
        )
    _say(f"exporters: {dict(exporters)}")
    _say(f"compared: {dict(told.values)}; {len(told.faults)} differ, {unsound} not sound")
    _say(f"{count} cases of {len(keys)} types: {spent / count * 1000:.1f} ms CPU a case")
    for fault in told.faults[:20]:
        _say(f"  {fault}")


def measure_memory(count: int) -> None:
    """One package of births."""
    folder = Path(tempfile.mkdtemp())
    catalog, key = load_catalog(), "civil_status.birth"
    doc_type, page = catalog.types[key], page_file(folder, (413, 585))

    def made_at(at: int) -> ExportCase:
        number = at + 1
        return case(number, page, record_of(doc_type, catalog, number), dpi=50, document_type=key)

    cases = Made(count, made_at)
    made = replace(content_of(key, catalog, 1, folder), cases=cases)
    before = _peak()
    began, started = time.perf_counter(), time.process_time()
    write_package(made, folder / "out")
    took, cpu = time.perf_counter() - began, time.process_time() - started
    _say(
        f"{count:6} cases: {before} MiB before, {_peak()} at the peak; "
        f"{took / count * 1000:.1f} ms a case ({cpu / count * 1000:.1f} CPU)"
    )


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("registers", "memory", "memory-of"))
    parser.add_argument("--cases", type=int, nargs="+")
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.what == "registers":
        measure_registers((chosen.cases or [2000])[0], chosen.keep)
    elif chosen.what == "memory-of":
        measure_memory(chosen.cases[0])
    else:
        for count in chosen.cases or [1000, 5000, 10_000]:
            command = [sys.executable, "-m", "benchmarks.packages", "memory-of", "--cases"]
            subprocess.run([*command, str(count)], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
