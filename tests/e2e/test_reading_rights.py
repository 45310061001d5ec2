"""Who may look at what: asked of an open workspace, role by role, and not of its menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.program import run
from support.workspace import Bench, read_case

from digitizer.bootstrap.workspace import open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.accounts import Role
from digitizer.domain.errors import NotAllowed, NotFound
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.page import Box
from digitizer.domain.schema import Catalog
from digitizer.workflow.audit_port import EVERYTHING, AuditFilter
from digitizer.workflow.doorkeeper import Given
from digitizer.workflow.doubts_port import DoubtSearch
from digitizer.workflow.lists import AS_ARRIVED, NEWEST_FIRST, ArrivalFilter, CaseFilter

ROOT, BOOK, BIRTH = "Trần Thị Quản", "KS 2021", "civil_status.birth"
FIRST, SECRET = "Tạm thời 1!", "Mùa Thu 2026!"
C, S2, ARB, SUP, ADM, AUD = (
    Role.CLERK,
    Role.SECOND_CLERK,
    Role.ARBITER,
    Role.SUPERVISOR,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
)
ALL = CaseFilter()
Look = Callable[[Workstation], object]

SIGHTS: dict[str, tuple[set[Role], Look]] = {
    "counts": ({C, S2, ARB, SUP, ADM, AUD}, lambda w: w.status()),
    "inbox": ({C, SUP, AUD}, lambda w: w.arrivals()),
    "inbox-page": (
        {C, SUP, AUD},
        lambda w: w.arrival_page(ArrivalFilter(), NEWEST_FIRST, limit=5, offset=0),
    ),
    "inbox-count": ({C, SUP, AUD}, lambda w: w.arrival_count(ArrivalFilter())),
    "cases": ({C, ARB, SUP, AUD}, lambda w: w.case_summaries(ALL)),
    "case-count": ({C, ARB, SUP, AUD}, lambda w: w.case_count(replace(ALL, text="mau"))),
    "case-ids": ({C, ARB, SUP, AUD}, lambda w: w.case_ids(ALL, AS_ARRIVED, limit=5, offset=0)),
    "case-beside": ({C, ARB, SUP, AUD}, lambda w: w.case_neighbour(ALL, AS_ARRIVED, None, 1)),
    "case-place": ({C, ARB, SUP, AUD}, lambda w: w.case_position(ALL, AS_ARRIVED, 1)),
    "case": ({C, ARB, SUP, AUD}, lambda w: w.case_view(1)),
    "places": ({C, ARB, SUP, AUD}, lambda w: w.place_options(1, "noiDangKy")),
    "offers": ({C, ARB, SUP, AUD}, lambda w: w.offers(1)),
    "misfits": ({C, ARB, SUP, AUD}, lambda w: w.case_findings(1)),
    "doubts": ({C, ARB, SUP, AUD}, lambda w: w.doubts.list(DoubtSearch(ALL))),
    "near-values": ({C, ARB, SUP, AUD}, lambda w: w.doubts.near_values(1, None)),
    "page-images": ({C, ARB, SUP, AUD}, lambda w: w.case_pages.placed(1)),
    "other-pages": ({C, ARB, SUP, AUD}, lambda w: w.case_pages.recent(1)),
    "awaited-pages": ({C, ARB, SUP, AUD}, lambda w: w.case_pages.rescans_waiting()),
    "words-of-a-page": ({C, ARB, SUP, AUD}, lambda w: w.rereading.words_in(1, 1, Box(0, 0, 9, 9))),
    "batches": ({C, S2, ARB, SUP, AUD}, lambda w: w.batches()),
    "batch": ({C, S2, ARB, SUP, AUD}, lambda w: w.batch(BOOK)),
    "batch-check": ({C, ARB, SUP, AUD}, lambda w: w.batch_findings(1, None)),
    "batch-pages": ({C, ARB, SUP, AUD}, lambda w: w.page_counts.look(1)),
    "carpet": ({C, SUP, AUD}, lambda w: w.passes.groups(1)),
    "columns": ({C, SUP, AUD}, lambda w: w.passes.columns(1)),
    "words": ({C, SUP, AUD}, lambda w: w.passes.word_groups(1)),
    "papers": ({C, SUP, AUD}, lambda w: w.passes.papers("so", [1])),
    "second": ({S2, ARB}, lambda w: w.second_entry.batches()),
    "second-task": ({S2, ARB}, lambda w: w.second_entry.next_task(1)),
    "differences": ({S2, ARB}, lambda w: w.second_entry.differences(1)),
    "disagreements": ({SUP, AUD}, lambda w: w.second_entry.disagreements(1)),
    "review": ({SUP, AUD}, lambda w: w.second_entry.review(1)),
    "review-cases": ({SUP, AUD}, lambda w: w.second_entry.cases_to_review(1, limit=5, offset=0)),
    "samples": ({SUP, AUD}, lambda w: w.sampling.batches()),
    "sample-history": ({SUP, AUD}, lambda w: w.sampling.history()),
    "checks": ({SUP, AUD}, lambda w: w.sampling.checks(1)),
    "progress": ({C, S2, ARB, SUP, ADM, AUD}, lambda w: w.progress.look()),
    "lengths": ({C, S2, ARB, SUP, ADM, AUD}, lambda w: w.progress.lengths()),
    "quality": ({C, S2, ARB, SUP, ADM, AUD}, lambda w: w.progress.quality()),
    "slip": ({C, SUP, AUD}, lambda w: w.progress.slip(1)),
    "handovers": ({C, SUP, AUD}, lambda w: w.progress.handovers()),
    "people": ({ARB, SUP, AUD}, lambda w: w.find_people("mau")),
    "audit": ({SUP, ADM, AUD}, lambda w: w.audit.page(EVERYTHING, limit=5)),
    "audit-words": ({SUP, AUD}, lambda w: w.audit.page(AuditFilter(text="mau"), limit=5)),
    "accounts": ({ADM, AUD}, lambda w: w.accounts.list()),
    "own-work": ({C, S2, ARB, SUP, ADM, AUD}, lambda w: w.own_work.look(7)),
}


class Knows:
    """Types the password that everybody has here."""

    def ask(self, name: str, refused: object) -> Given:
        assert refused is None
        return Given(name, SECRET)

    def ask_new(self, name: str, refused: object) -> str:
        raise AssertionError


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of one case, and one person for each role."""
    folder = tmp_path_factory.mktemp("sights")
    root = folder / "ws"
    assert run("init", root).code == 0
    station = open_workspace(root, ROOT, "vi")
    try:
        read_case(Bench(station.ports), folder, batch_name=BOOK)
        view = station.case_view(1)
        station.set_field(1, "nksHoTen", "LÊ THỊ MẬU", view.case.revision)
        station.accounts.add(ROOT, [Role.ADMINISTRATOR], SECRET)
    finally:
        station.close()
    keeper = open_workspace(root, ROOT, "vi", Knows())
    try:
        for role in (C, S2, ARB, SUP, AUD):
            keeper.accounts.add(role.value, [role], FIRST)
            person = keeper.logged_in(role.value, FIRST)
            person.accounts.change_password(FIRST, SECRET)
    finally:
        keeper.close()
    return root


@pytest.fixture(scope="module")
def stations(office: Path) -> Iterator[dict[Role, Workstation]]:
    names = {role: role.value for role in (C, S2, ARB, SUP, AUD)} | {ADM: ROOT}
    found = {role: open_workspace(office, name, "vi", Knows()) for role, name in names.items()}
    yield found
    for station in found.values():
        station.close()


@pytest.mark.parametrize("role", [C, S2, ARB, SUP, ADM, AUD])
@pytest.mark.parametrize("sight", SIGHTS)
def test_each_role_sees_what_its_work_needs_and_nothing_else(
    stations: dict[Role, Workstation], sight: str, role: Role
) -> None:
    roles, look = SIGHTS[sight]
    if role in roles:
        look(stations[role])
        return
    with pytest.raises(NotAllowed) as error:
        look(stations[role])
    assert error.value.code == "no-right"


def test_an_auditor_changes_nothing(stations: dict[Role, Workstation]) -> None:
    auditor = stations[AUD]
    revision = auditor.case_view(1).case.revision
    changes: tuple[Callable[[], object], ...] = (
        lambda: auditor.set_field(1, "so", "9/2021", revision),
        lambda: auditor.finish_case(1, revision),
        lambda: auditor.create_batch("KS 9"),
        lambda: auditor.submit_batch(1),
        lambda: auditor.approve_batch(1),
        lambda: auditor.page_counts.declare(1, None),
        lambda: auditor.declare_book(1, None),
        lambda: auditor.sampling.draw(1),
        lambda: auditor.export_batch(1),
        lambda: auditor.rehearsal.rehearse(1),
        lambda: auditor.progress.recount(),
        lambda: auditor.accounts.disable(ROOT),
    )
    for change in changes:
        with pytest.raises(NotAllowed):
            change()
    assert auditor.case_view(1).case.revision == revision


def test_the_log_tells_an_administrator_that_a_case_was_changed_and_not_to_what(
    stations: dict[Role, Workstation],
) -> None:
    wanted = AuditFilter(action="set-field")
    (seen,) = stations[AUD].audit.page(wanted, limit=5)
    assert "MẬU" in repr(seen)
    assert stations[AUD].audit.edits_of(seen.seq)
    (kept,) = stations[ADM].audit.page(wanted, limit=5)
    assert (kept.seq, kept.entry.actor, kept.detail("field")) == (seen.seq, ROOT, "nksHoTen")
    assert "MẬU" not in repr(kept)
    assert "MẬU" not in repr(stations[ADM].audit.act(seen.seq))
    assert "MẬU" not in stations[ADM].audit.sentence(kept)
    assert stations[ADM].audit.edits_of(seen.seq) == ()


def test_nobody_but_a_clerk_is_told_of_awaited_scans(stations: dict[Role, Workstation]) -> None:
    for station in stations.values():
        assert not station.case_pages.rescans_arrived()


def restricted(catalog: Catalog) -> Catalog:
    types = {**catalog.types, BIRTH: replace(catalog.types[BIRTH], is_restricted=True)}
    return replace(catalog, types=types)


def test_restricted_types_are_in_no_list_and_no_count_of_whom_may_not_read_them(
    stations: dict[Role, Workstation],
) -> None:
    """As if births were personnel files: the clerk works on them, the auditor never sees them."""
    clerk, auditor = (
        replace(station, ports=replace(station.ports, catalog=restricted(station.catalog)))
        for station in (stations[C], stations[AUD])
    )
    assert len(clerk.case_summaries(ALL)) == clerk.case_count(ALL) == 1
    assert clerk.status().records == 1
    assert [each.batch.name for each in clerk.batches()] == [BOOK]
    assert clerk.batch(BOOK).id == 1
    assert clerk.case_view(1).case.id == 1

    assert auditor.case_summaries(ALL) == []
    assert auditor.case_count(ALL) == 0
    assert auditor.case_ids(ALL, AS_ARRIVED, limit=5, offset=0) == []
    assert auditor.case_neighbour(ALL, AS_ARRIVED, None, 1) is None
    assert not auditor.doubts.list(DoubtSearch(ALL)).doubts
    report = auditor.status()
    assert (report.records, set(report.cases.values())) == (0, {0})
    assert set(report.cases) == set(CaseState)
    assert auditor.batches() == []
    with pytest.raises(NotFound):
        auditor.batch(BOOK)
    for sight in (
        "case",
        "inbox",
        "carpet",
        "slip",
        "progress",
        "people",
        "samples",
        "batch-pages",
    ):
        with pytest.raises(NotAllowed):
            SIGHTS[sight][1](auditor)


def test_a_list_without_restricted_types_asks_for_none(stations: dict[Role, Workstation]) -> None:
    assert stations[AUD].case_count(ALL) == 1
    assert [each.batch.name for each in stations[AUD].batches()] == [BOOK]
