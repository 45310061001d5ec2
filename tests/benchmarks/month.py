"""A simulated month of a commune office through the whole product; run by hand:

    python tests/benchmarks/month.py --books 40 --cases 8000 --seed 1 [--days 22] [--real 10]

Three clerks (one careless, one of them also keys second), an arbiter, a supervisor, an auditor and
an administrator with accounts and passwords; rights and check rounds on, a work plan set, the clock
turned from day to day (:mod:`month_office`).

Real: the command line, the use cases, the store, the vault, intake and automation with real files,
the window with real key events (some cases a day, a sample a week, all counts every evening), the
samples and their plans, packages and their verification, reports, slips and minutes; and one book
that Tesseract reads. Not real: the papers are drawn small and their readings given by a seeded
reader that errs at stated rates (:mod:`month_reading`), since reading 8,000 papers takes a day; the
people are models that know the papers and err at stated rates; most of their work goes by use case,
not by key; and all of it runs in one process, so that nobody waits for another's lock.

The run fails when two places count differently, when a forbidden act is let through, when a command
or a page fails, or when lots are rejected at rates that the plans' curves make unlikely (< 0.1 %).
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from month_arrivals import receive, receive_again, receive_real
from month_counts import acts_logged, count, pages_of_slips
from month_office import BOTH, CARELESS, GOOD, SUPERVISOR, Clock, Office
from month_reading import Shelf
from month_report import Day, Report, figures, resident, tell
from month_state import Figures, Stand
from month_violations import try_all
from month_windows import warnings
from month_work import Work

_FIRST_DAY = date(2026, 10, 5)
_WEEK = 5
_ARRIVING = 0.75
_MOST_MORE = 12
_PLAN = """\
version = "1"
valid_from = 2026-10-01
superior = "UBND tỉnh Mẫu"
office = "UBND xã Mẫu"
code = "00001"
start = 2026-10-05

[[milestones]]
name = "Số hóa sổ hộ tịch"
due = 2026-10-31
stage = "exported"
target = {target}
source = "Kế hoạch mẫu"
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=40)
    parser.add_argument("--cases", type=int, default=8000)
    parser.add_argument("--days", type=int, default=22, help="working days")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real", type=int, default=10, help="papers that Tesseract reads")
    parser.add_argument("--profile", default="fields-only", help="check rounds")
    parser.add_argument("--good", type=float, default=0.002, help="wrong fields of a good clerk")
    parser.add_argument("--careless", type=float, default=0.04)
    parser.add_argument("--folder", type=Path, default=None, help="keep the workspace there")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = Month(chosen, chosen.folder or Path(folder)).run()
    tell(found)
    sys.exit(1 if found["errors"] else 0)


class Month:
    """The days one after another, and what came of them."""

    def __init__(self, chosen: argparse.Namespace, folder: Path) -> None:
        self._chosen = chosen
        self._clock = Clock(_FIRST_DAY)
        self._office = Office(folder / "workspace", self._clock)
        rates = {
            GOOD: chosen.good,
            BOTH: chosen.good,
            CARELESS: chosen.careless,
            SUPERVISOR: chosen.good,
        }
        shelf = Shelf(chosen.seed, chosen.cases // chosen.books)
        self._work = Work(self._office, shelf, rates, chosen.seed)
        self._report = Report({key: str(value) for key, value in vars(chosen).items()})

    def run(self) -> dict[str, object]:
        with self._timed("founding"):
            self._office.found(self._chosen.profile)
            plan = self._office.papers / "plan.toml"
            plan.write_text(_PLAN.format(target=self._chosen.cases), encoding="utf-8")
            self._office.ask(SUPERVISOR, "progress", "plan", "set", plan)
            self._work.ledger.note("set-work-plan")
        number = 0
        try:
            while number < self._chosen.days or self._is_unfinished(number):
                self._day(number)
                number += 1
            self._end()
        except Exception:
            # What was counted until then is worth more than nothing; the run fails all the same.
            self._report.errors.append(traceback.format_exc())
        self._report.errors += [*self._work.problems, *dict.fromkeys(warnings)]
        return figures(self._report, self._work)

    def _is_unfinished(self, number: int) -> bool:
        waiting = [way for way in self._work.ways.values() if way.stand is not Stand.EXPORTED]
        if waiting and number >= self._chosen.days + _MOST_MORE:
            names = ", ".join(f"{way.batch} {way.stand.name}" for way in waiting)
            self._report.errors.append(f"never came to their end: {names}")
            return False
        return bool(waiting)

    def _day(self, number: int) -> None:
        began, work = time.perf_counter(), self._work
        day = working_day(number)
        self._clock.turn_to(day)
        lots, rejected = self._lots()
        exported = sum(left.rows for left in work.packages.newest)
        files, cases, work.today = work.ledger.files, work.ledger.cases, Figures()
        self._morning(number)
        with self._timed("correcting"):
            work.correct_returned()
            work.correct((GOOD, CARELESS, BOTH)[number % 3])
        if number % _WEEK == 1:
            self._violate()
        with self._timed("sampling and answering"):
            work.holds_back = number % _WEEK == 2
            work.answer(in_window=number % _WEEK == 1)
            if number % _WEEK == _WEEK - 2:
                work.reopen()
        touched = [way.batch for way in work.ways.values() if way.touched]
        with self._timed("counting"):
            found = count(self._office, work.ledger, work.packages, day, touched)
        for way in work.ways.values():
            way.touched = 0
        self._report.compared += found.compared
        self._report.errors += found.differing
        gc.collect()
        now_lots, now_rejected = self._lots()
        self._report.days.append(
            Day(
                number + 1,
                day.isoformat(),
                work.ledger.files - files,
                work.ledger.cases - cases,
                sum(left.rows for left in work.packages.newest) - exported,
                now_lots - lots,
                now_rejected - rejected,
                work.today.in_window,
                work.today.keys,
                work.today.sampled_in_window,
                work.today.parts,
                work.today.reopened,
                found.compared,
                round(time.perf_counter() - began, 1),
                resident(),
            )
        )
        if work.today.stuck:
            self._report.errors.append(f"{day}: {work.today.stuck} cases stuck at the desk")
        _say(f"{self._report.days[-1]} {len(self._report.errors) + len(work.problems)} errors")

    def _morning(self, number: int) -> None:
        arriving = max(1, round(self._chosen.days * _ARRIVING))
        numbers = [
            book
            for book in range(1, self._chosen.books + 1)
            if (book - 1) * arriving // self._chosen.books == number
        ]
        with self._timed("receiving"):
            receive(self._work, numbers, twice=frozenset({1, 2}))
            if number % _WEEK == 0:
                receive_again(self._work, number + 1)
        if number == 1 and self._chosen.real:
            with self._timed("reading by Tesseract"):
                receive_real(self._work, self._chosen.real)

    def _violate(self) -> None:
        waiting = [way for way in self._work.ways.values() if way.stand is Stand.SUBMITTED]
        if not waiting:
            return
        way = waiting[0]
        case_id = self._work.papers_of(way)[0]
        document_type = self._work.truths.of(case_id).document_type
        with self._timed("trying what is forbidden"):
            tried, through = try_all(self._office, way.batch, case_id, document_type)
        self._report.tried += tried
        self._report.errors += [f"let through: {each}" for each in through]

    def _end(self) -> None:
        """All slips, all packages once more, and the log with their anchors."""
        work = self._work
        pages = pages_of_slips(self._office, work.ways)
        if pages != work.ledger.pages:
            self._report.errors.append(f"pages: slips {pages}, ledger {work.ledger.pages}")
        anchors = [part for left in work.packages.every for part in ("--package", left.folder)]
        verified = self._office.call(SUPERVISOR, "audit", "verify", *anchors, "--json")
        if verified.code != 0:
            self._report.errors.append(f"audit verify with packages: {verified.out[-400:]}")
        acts = acts_logged(self._office, work.ledger)
        self._report.errors += acts.differing
        self._report.compared += 1 + len(work.packages.every) + acts.compared

    def _lots(self) -> tuple[int, int]:
        lots = self._work.checker.lots
        return len(lots), sum(not lot.is_accepted for lot in lots)

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        spent = self._report.spent
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - began


def working_day(number: int) -> date:
    """The day with this number, counted from 0; no Saturdays and Sundays."""
    weeks, day = divmod(number, _WEEK)
    return _FIRST_DAY + timedelta(days=7 * weeks + day)


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
