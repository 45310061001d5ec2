"""Changes planted at random in a signed package, and how many of them verifying it names.

    python -m benchmarks.planted [--changes 500] [--cases 5] [--seed 1]

Run from ``tests/``. Prints a line a kind and place: planted, found, and where each changed file was
named; and whatever was missed. The package before the changes must verify.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from support.certificates import NOW, issued, root
from support.export_content import CREATED, content, some_cases
from support.planted import Outcome, plant_all
from support.signing import signer

from exports.package import write_package
from exports.verify import verify_package

AGO = (CREATED - NOW).days / 365


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=500)
    parser.add_argument("--cases", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        key = signer(base, issued(root(), years=(AGO - 1, 3)))
        original = write_package(content(some_cases(base, asked.cases)), base / "out", key)
        assert verify_package(original.folder).is_sound
        assert verify_package(original.archive).is_sound
        started = time.monotonic()
        outcomes = list(plant_all(original, base, asked.changes, asked.seed))
        seconds = time.monotonic() - started
    return _tell(outcomes, seconds)


def _tell(outcomes: list[Outcome], seconds: float) -> int:
    groups = defaultdict[tuple[str, str], list[Outcome]](list)
    for each in outcomes:
        groups[each.planted.kind, each.planted.place].append(each)
    for (kind, place), group in sorted(groups.items()):
        found, named = sum(each.is_found for each in group), sum(each.is_named for each in group)
        counts = f"{len(group):>4} planted {found:>4} found {named:>4} named"
        _say(f"{kind:<16} {place:<20} {counts}")
    found, named = sum(each.is_found for each in outcomes), sum(each.is_named for each in outcomes)
    _say(f"{len(outcomes)} planted, {found} found, {named} named, {seconds:.1f} s")
    missed = [each for each in outcomes if not (each.is_found and each.is_named)]
    for each in missed:
        _say(f"{each.planted} {[(one.code, one.params) for one in each.report.problems]}")
    return 1 if missed else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
