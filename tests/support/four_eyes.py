"""One batch with its parts played by different people, and one person who wants two of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations

from sqlalchemy import select, text
from support.paged_case import Desk
from support.workspace import GOOD

from digitizer.domain.accounts import Role
from digitizer.domain.batch import BatchPlan
from digitizer.domain.changes import Actor
from digitizer.domain.second_entry import Choice
from digitizer.schemas.accounts import load_password_rules, load_rights
from digitizer.schemas.sampling import load_quality_rules
from digitizer.store.passwords import ArgonHasher
from digitizer.workflow import (
    approve,
    approve_part,
    batches,
    correct,
    draw_sample,
    keep_accounts,
    key_sampled,
    key_second,
    review,
    sampling_work,
    settle,
)
from digitizer.workflow.accounts_port import Access
from digitizer.workflow.ports import Ports

ROOT = Actor("Trần Thị Quản")
BOOK, NAME, SECRET = "KS 2021", "nksHoTen", "Mùa Thu 2026!"
ACCESS = Access(load_password_rules(), load_rights(), ArgonHasher(passes=1, memory_kib=64, lanes=1))
PARTS = ("worker", "second", "arbiter", "approver", "sampler")
# One supervisor draws the sample, keys it and answers for the batch.
ONE_PART = {("approver", "sampler"), ("sampler", "approver")}
PAIRS = [pair for pair in permutations(PARTS, 2) if pair not in ONE_PART]
REFUSALS = {"two-parts", "two-roles", "own-work"}


BOTH, OTHER = Actor("Người Hai Việc"), Actor("Người Khác")
PEOPLE = {part: Actor(f"Người {part}") for part in PARTS[:-1]} | {"sampler": OTHER}
TABLES = (
    "cases",
    "case_fields",
    "edits",
    "batches",
    "batch_parts",
    "audit_log",
    "second_entries",
    "second_skips",
    "settlements",
    "samples",
    "sample_units",
    "sample_answers",
    "pins",
    "review_looks",
)


class Office:
    """One batch with three cases whose names are keyed twice."""

    def __init__(self, desk: Desk, *, has_accounts: bool) -> None:
        desk.ports = replace(desk.ports, quality=load_quality_rules())
        self.desk = desk
        if has_accounts:
            self._open_accounts()
        self.cases = [self._read(number, BOOK) for number in (1, 2, 3)]
        self.batch = desk.case(self.cases[0]).batch_id or 0
        plan = BatchPlan(keyed_twice=(NAME,))
        batches.plan_batch(self.ports, PEOPLE["approver"], self.batch, plan)

    @property
    def ports(self) -> Ports:
        return self.desk.ports

    def _open_accounts(self) -> None:
        """Everybody has the roles of everybody."""
        self.desk.ports = replace(self.ports, access=ACCESS)
        add = keep_accounts.add_account
        add(self.ports, ROOT, ACCESS, ROOT.name, [Role.ADMINISTRATOR], SECRET)
        roles = [Role.CLERK, Role.SECOND_CLERK, Role.ARBITER, Role.SUPERVISOR]
        for person in {BOTH, OTHER, *PEOPLE.values()}:
            add(self.ports, ROOT, ACCESS, person.name, roles, SECRET)
            with self.ports.unit_of_work(write=True) as unit:
                account = unit.accounts.change(person.name)
                unit.accounts.save(replace(account, must_change=False))
                unit.commit()

    def _read(self, number: int, batch: str | None = None) -> int:
        (case,) = self.desk.arrive({**GOOD, "so": f"{number}/2021"}, batch=batch)
        return case

    # The parts; of those with a case the one at that case.

    def worker(self, who: Actor, case: int) -> None:
        correct.confirm_field(self.ports, who, case, NAME, self.desk.revision(case))

    def second(self, who: Actor, case: int) -> None:
        key_second.key_second(self.ports, who, case, NAME, "LÊ THỊ MẬU")

    def arbiter(self, who: Actor, case: int) -> None:
        settle.settle(self.ports, who, case, NAME, Choice.FIRST)

    def approver(self, who: Actor, case: int) -> None:
        approve.return_batch(self.ports, who, self.batch, "xem lại", [case])

    def sampler(self, who: Actor, case: int) -> None:
        draw_sample.draw_sample(self.ports, who, self.batch, "hạt giống", 1)
        (row,) = sampling_work.sample_history(self.ports)
        key_sampled.mark_sampled(self.ports, who, row.sample_id, 1, is_right=True)
        self.approver(OTHER, case)

    # The walk

    def finish(self, case: int) -> None:
        who = PEOPLE["worker"]
        self.worker(who, case)
        correct.finish_case(self.ports, who, case, self.desk.revision(case))

    def submit(self) -> None:
        for case in self.cases:
            with self.ports.unit_of_work() as unit:
                field = unit.second_entries.field(case, NAME)
            assert field is not None
            if field.second is None:
                self.second(PEOPLE["second"], case)
            if field.settlement is None:
                self.arbiter(PEOPLE["arbiter"], case)
        batches.submit_batch(self.ports, PEOPLE["worker"], self.batch)

    def give(self, part: str, who: Actor) -> None:
        """Let somebody have a part at the first case, in a walk that others go."""
        first = self.cases[0]
        if part == "worker":
            self.worker(who, first)
        for case in self.cases:
            self.finish(case)
        if part in ("second", "arbiter"):
            self.second(who if part == "second" else PEOPLE["second"], first)
        if part == "arbiter":
            self.arbiter(who, first)
        if part in ("approver", "sampler"):
            self.submit()
            getattr(self, part)(who, first)

    def make_possible(self, part: str) -> int:
        """Bring the batch to where this part is next; the case at which it is tried."""
        if part in ("approver", "sampler"):
            self.submit()
            return self.cases[0]
        if part == "worker":
            return self.cases[-1]
        fresh = self._read(9)
        batches.add_to_batch(self.ports, PEOPLE["worker"], self.batch, [fresh])
        self.finish(fresh)
        if part == "arbiter":
            self.second(PEOPLE["second"], fresh)
        return fresh

    def tries(self, part: str, who: Actor, case: int) -> tuple[Callable[[], object], ...]:
        """Everything that makes up a part."""
        ports, batch, revision = self.ports, self.batch, self.desk.revision(case)
        return {
            "worker": (
                lambda: self.worker(who, case),
                lambda: correct.set_field(ports, who, case, "so", "77/2021", revision),
            ),
            "second": (lambda: self.second(who, case),),
            "arbiter": (lambda: self.arbiter(who, case),),
            "approver": (
                lambda: self.approver(who, case),
                lambda: approve.approve_batch(ports, who, batch),
                lambda: approve_part.approve_part(ports, who, batch, "x", only=[case]),
                lambda: review.look_at(ports, who, case, "so"),
                lambda: review.put_pin(ports, who, case, "so", "x", None),
            ),
            "sampler": (lambda: draw_sample.draw_sample(ports, who, batch, "hạt giống", 1),),
        }[part]

    def snapshot(self, tables: Sequence[str] = TABLES) -> dict[str, list[str]]:
        with self.ports.unit_of_work() as unit:
            ask = unit._session.execute  # type: ignore[attr-defined]
            return {
                table: sorted(map(repr, ask(select(text("*")).select_from(text(table)))))
                for table in tables
            }
