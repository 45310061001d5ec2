"""The evening's count: every place of the product that counts is asked, and beside them the ledger
of whoever brought the papers. Two figures that differ are an error of the run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from month_office import AUDITOR, SUPERVISOR, Office
from month_packages import Packages
from month_windows import Shown, counts_shown
from openpyxl import load_workbook

_STAGES = ("scanned", "read", "checked", "approved", "exported")
_HELD = ("checked", "approved", "exported")
_MOST = 1_000_000
# Of acts that write several entries, the one that stands for the act.
_SUBJECTS = {"submit-batch": "batch:", "close-sample": "sample:"}


@dataclass
class Ledger:
    """What was done, counted by whoever did it. ``acts`` are entries that the audit log must have,
    by action, ``today`` those of one day; ``reopened`` cases stand in the newest package of their
    batch and came back."""

    files: int = 0
    duplicates: int = 0
    quarantined: int = 0
    pages: int = 0
    cases: int = 0
    set_aside: int = 0
    reopened: set[int] = field(default_factory=set)
    acts: dict[str, int] = field(default_factory=dict)
    today: dict[str, int] = field(default_factory=dict)

    def note(self, action: str, times: int = 1) -> None:
        for acts in (self.acts, self.today):
            acts[action] = acts.get(action, 0) + times


@dataclass
class Count:
    """Compares figures. ``compared`` counts the comparisons, ``differing`` are those with more
    than one figure."""

    when: str
    compared: int = 0
    differing: list[str] = field(default_factory=list)

    def agree(self, what: str, **figures: object) -> None:
        self.compared += 1
        if len({str(figure) for figure in figures.values()}) > 1:
            told = ", ".join(f"{where} {figure}" for where, figure in figures.items())
            self.differing.append(f"{self.when}: {what}: {told}")


def count(
    office: Office, ledger: Ledger, packages: Packages, day: date, batches: Iterable[str]
) -> Count:
    """Everything at the end of a day; slips of these batches."""
    made = Count(day.isoformat())
    (status,) = office.ask(SUPERVISOR, "status", "--json").objects
    (progress,) = office.ask(SUPERVISOR, "progress", "show", "--json").objects
    listed = {row["name"]: row for row in office.ask(SUPERVISOR, "batch", "list", "--json").objects}
    shown = counts_shown(office, SUPERVISOR)
    totals = _of_report(office, day)
    _files(made, ledger, status, shown)
    _cases(made, ledger, status, listed, shown)
    _stages(made, ledger, status, progress["totals"], listed, shown, totals, packages)
    _slips(made, office, listed, packages, batches)
    _audit(made, office, ledger, day)
    sound = office.call(SUPERVISOR, "progress", "check", "--json").objects
    made.agree("counts by day beside a recount", check=sound[0]["sound"], wanted=True)
    return made


def _files(made: Count, ledger: Ledger, status: Mapping[str, Any], shown: Shown) -> None:
    arrivals = status["arrivals"]
    made.agree(
        "files",
        status=arrivals["stored"],
        read=status["scans"]["read"],
        ledger=ledger.files,
    )
    made.agree("duplicates", status=arrivals["duplicate"], ledger=ledger.duplicates)
    made.agree("refused files", status=arrivals["quarantined"], ledger=ledger.quarantined)
    made.agree(
        "arrivals",
        status=sum(arrivals.values()),
        window=shown.arrivals,
        ledger=ledger.files + ledger.duplicates + ledger.quarantined,
    )


def _cases(
    made: Count,
    ledger: Ledger,
    status: Mapping[str, Any],
    listed: Mapping[str, Mapping[str, Any]],
    shown: Shown,
) -> None:
    made.agree(
        "cases",
        status=sum(status["cases"].values()),
        window=shown.cases,
        batches=sum(row["cases"] for row in listed.values()),
        ledger=ledger.cases,
    )
    made.agree("cases set aside", status=status["cases"]["set_aside"], ledger=ledger.set_aside)
    for state, number in status["cases"].items():
        made.agree(f"cases {state}", status=number, window=shown.by_state[state])
    for name, row in listed.items():
        figures = [row[key] for key in ("cases", "to_check", *_HELD)]
        made.agree(f"batch {name}", command=figures, window=list(shown.batches.get(name, ())))


def _stages(
    made: Count,
    ledger: Ledger,
    status: Mapping[str, Any],
    progress: Mapping[str, int],
    listed: Mapping[str, Mapping[str, Any]],
    shown: Shown,
    report: Mapping[str, int],
    packages: Packages,
) -> None:
    cases = status["cases"]
    by_status = {
        "scanned": ledger.pages,
        "read": sum(cases.values()) - cases["set_aside"],
        "checked": sum(cases[state] for state in _HELD),
        "approved": cases["approved"] + cases["exported"],
        "exported": cases["exported"],
    }
    for stage in _STAGES:
        figures = {
            "status": by_status[stage],
            "progress": progress[stage],
            "window": shown.stages[stage],
            "workbook": report[stage],
        }
        if stage in _HELD:
            later = _HELD[_HELD.index(stage) :]
            figures["batches"] = sum(row[state] for row in listed.values() for state in later)
        if stage == "exported":
            rows = sum(left.rows for left in packages.newest)
            figures["packages"] = rows - len(ledger.reopened)
        made.agree(stage, **figures)


def _slips(
    made: Count,
    office: Office,
    listed: Mapping[str, Mapping[str, Any]],
    packages: Packages,
    batches: Iterable[str],
) -> None:
    for name in batches:
        (slip,) = office.call(SUPERVISOR, "slip", name, "--json").objects
        row = listed[name]
        left = packages.of_batch.get(name, [])
        made.agree(f"slip {name}: cases", slip=slip["cases"], batch=row["cases"])
        made.agree(
            f"slip {name}: unfinished",
            slip=slip["unfinished"],
            batch=row["cases"] - slip["set_aside"] - sum(row[state] for state in _HELD),
        )
        made.agree(
            f"slip {name}: rows out",
            slip=slip["rows_out"],
            package=left[-1].rows if left else None,
        )
        made.agree(f"slip {name}: packages", slip=len(slip["packages"]), folders=len(left))
        if row["state"] == "exported":
            made.agree(f"slip {name}: gaps", slip=slip["gaps"], wanted=[])


def pages_of_slips(office: Office, batches: Iterable[str]) -> int:
    """The pages of all files, by the slips."""
    slips = [office.call(SUPERVISOR, "slip", name, "--json").objects[0] for name in batches]
    return sum(slip["pages"] for slip in slips)


def _audit(made: Count, office: Office, ledger: Ledger, day: date) -> None:
    """The whole chain, and how often each act of the day stands in it."""
    verified = office.call(AUDITOR, "audit", "verify", "--json")
    made.agree("audit log sound", verify=verified.code, wanted=0)
    asked = ("audit", "list", "--from", day.isoformat(), "--limit", _MOST, "--json")
    logged = office.ask(AUDITOR, *asked).objects
    for action in ledger.acts:
        made.agree(
            f"audit entries {action}",
            log=_times(logged, action),
            ledger=ledger.today.get(action, 0),
        )
    ledger.today.clear()


def acts_logged(office: Office, ledger: Ledger) -> Count:
    """How often each act stands in the log of the whole month."""
    made = Count("month")
    for action, times in ledger.acts.items():
        asked = ("audit", "list", "--action", action, "--limit", _MOST, "--json")
        logged = office.ask(AUDITOR, *asked).objects
        made.agree(f"audit entries {action}", log=_times(logged, action), ledger=times)
    return made


def _times(logged: Iterable[Mapping[str, Any]], action: str) -> int:
    about = _SUBJECTS.get(action, "")
    return sum(act["action"] == action and act["subject"].startswith(about) for act in logged)


def _of_report(office: Office, day: date) -> Mapping[str, int]:
    """The sums of the daily report's workbook."""
    path = office.papers / f"report-{day.isoformat()}.xlsx"
    path.unlink(missing_ok=True)
    office.ask(SUPERVISOR, "progress", "report", "--day", day.isoformat(), "--xlsx", path)
    rows = list(load_workbook(path).worksheets[0].values)[1:]
    sums = [sum(int(row[column] or 0) for row in rows) for column in range(1, len(_STAGES) + 1)]
    return dict(zip(_STAGES, sums, strict=True))
