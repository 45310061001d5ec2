"""Accounts in the real databases: who is let in, who may do what, and nobody in two parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from digitizer.domain.accounts import AccountState, Part, Role
from digitizer.domain.changes import AUTOMATION, Actor, Edit
from digitizer.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from digitizer.domain.second_entry import Keyed, SecondKey, Settlement
from digitizer.places import ListedPlaces
from digitizer.schemas.accounts import load_password_rules, load_rights
from digitizer.store.engine import for_writing
from digitizer.store.passwords import ArgonHasher
from digitizer.workflow import batches, keep_accounts, recognize
from digitizer.workflow.accounts_port import Access
from digitizer.workflow.change_password import change_password
from digitizer.workflow.log_in import log_in
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction

ROOT = Actor("Trần Thị Quản")
MAI, HOA, LAN, DUC = Actor("Lê Thị Mai"), Actor("Vũ Thị Hoa"), Actor("Đỗ Thị Lan"), Actor("Đức")
FIRST, LATER = "Tạm Thời 2026!", "Mùa Thu 2026!"
NAME = "nksHoTen"
RULES = load_password_rules()
HASHER = ArgonHasher(passes=1, memory_kib=64, lanes=1)
ACCESS = Access(RULES, load_rights(), HASHER)


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 28, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ports(units, catalog, clock):
    return Ports(
        unit_of_work=units,
        vault=None,
        catalog=catalog,
        clock=clock,
        publish=lambda changes: None,
        pack=None,
        writers=lambda profile: profile.exporters,
        withdraw=lambda package: None,
        words=str,
        places=ListedPlaces(),
        software_version="test",
        access=ACCESS,
    )


@pytest.fixture
def office(ports):
    """An administrator, a clerk, a second clerk, an arbiter and a supervisor, all let in."""
    keep_accounts.add_account(ports, ROOT, ACCESS, ROOT.name, [Role.ADMINISTRATOR], LATER)
    for person, role in (
        (MAI, Role.CLERK),
        (HOA, Role.SECOND_CLERK),
        (LAN, Role.ARBITER),
        (DUC, Role.SUPERVISOR),
    ):
        keep_accounts.add_account(ports, ROOT, ACCESS, person.name, [role], FIRST)
        change_password(ports, person, ACCESS, FIRST, LATER)
    return ports


def code_of(work, kind=NotAllowed):
    with pytest.raises(kind) as error:
        work()
    return error.value.code


def actions(ports):
    with ports.unit_of_work() as unit:
        query = text("SELECT actor, action, subject, details FROM audit_log ORDER BY seq")
        return [tuple(row) for row in unit._session.execute(query)]


# Rights


def test_without_accounts_names_are_taken_at_their_word(ports):
    batches.create_batch(ports, Actor("Ai Đó"), "KS 01")


def test_the_first_account_is_an_administrator_s_and_closes_the_store(ports):
    add = keep_accounts.add_account
    first = code_of(lambda: add(ports, MAI, ACCESS, MAI.name, [Role.CLERK], FIRST), InvalidInput)
    assert first == "first-is-administrator"
    batches.create_batch(ports, MAI, "KS 01")
    add(ports, ROOT, ACCESS, ROOT.name, [Role.ADMINISTRATOR], FIRST)
    assert code_of(lambda: batches.create_batch(ports, MAI, "KS 02")) == "no-account"
    assert code_of(lambda: batches.create_batch(ports, ROOT, "KS 02")) == "no-right"
    assert code_of(lambda: add(ports, MAI, ACCESS, MAI.name, [Role.CLERK], FIRST)) == "no-account"


def test_a_store_with_accounts_is_closed_to_a_program_without_the_rules(office):
    assert code_of(lambda: batches.create_batch(replace(office, access=None), MAI, "K")) == (
        "no-right"
    )


def test_who_has_the_role_may_and_who_lost_it_may_not_at_once(office):
    batches.create_batch(office, MAI, "KS 01")
    keep_accounts.change_roles(office, ROOT, ACCESS, MAI.name, [Role.SECOND_CLERK])
    with pytest.raises(NotAllowed) as error:
        batches.create_batch(office, MAI, "KS 02")
    assert error.value.code == "no-right"
    assert error.value.params == {"name": MAI.name, "duty": "batches", "ask": ROOT.name}
    keep_accounts.change_roles(office, ROOT, ACCESS, MAI.name, [Role.CLERK])
    batches.create_batch(office, MAI, "KS 02")


def test_a_closed_account_may_do_nothing_at_once(office):
    keep_accounts.disable_account(office, ROOT, MAI.name)
    assert code_of(lambda: batches.create_batch(office, MAI, "KS 01")) == "account-disabled"
    keep_accounts.enable_account(office, ROOT, MAI.name)
    batches.create_batch(office, MAI, "KS 01")


def test_whoever_did_not_choose_the_password_may_only_change_it(office):
    keep_accounts.set_password(office, ROOT, ACCESS, MAI.name, FIRST)
    assert code_of(lambda: batches.create_batch(office, MAI, "KS 01")) == "password-must-change"
    change_password(office, MAI, ACCESS, FIRST, LATER)
    batches.create_batch(office, MAI, "KS 01")


def test_the_automation_does_its_own_work_and_nothing_else(office):
    assert recognize.next_task(office, "test") is None
    assert code_of(lambda: batches.create_batch(office, AUTOMATION, "KS 01")) == "no-right"


def test_only_an_administrator_keeps_accounts(office):
    refused = [
        lambda: keep_accounts.add_account(office, DUC, ACCESS, "Tý", [Role.CLERK], FIRST),
        lambda: keep_accounts.change_roles(office, MAI, ACCESS, MAI.name, [Role.SUPERVISOR]),
        lambda: keep_accounts.set_password(office, DUC, ACCESS, ROOT.name, FIRST),
        lambda: keep_accounts.disable_account(office, DUC, MAI.name),
        lambda: keep_accounts.enable_account(office, DUC, MAI.name),
        lambda: keep_accounts.unlock_account(office, DUC, MAI.name),
    ]
    assert {code_of(each) for each in refused} == {"no-right"}


def test_the_last_administrator_stays(office):
    demote = [
        lambda: keep_accounts.disable_account(office, ROOT, ROOT.name),
        lambda: keep_accounts.change_roles(office, ROOT, ACCESS, ROOT.name, [Role.CLERK]),
    ]
    assert {code_of(each) for each in demote} == {"last-administrator"}
    keep_accounts.change_roles(office, ROOT, ACCESS, DUC.name, [Role.ADMINISTRATOR])
    keep_accounts.disable_account(office, DUC, ROOT.name)


def test_one_person_has_one_account(office):
    again = [Role.CLERK]
    for name in (MAI.name, MAI.name.upper(), f" {MAI.name} "):
        work = lambda name=name: keep_accounts.add_account(  # noqa: E731
            office, ROOT, ACCESS, name, again, FIRST
        )
        assert code_of(work, InvalidInput) == "account-exists"
    assert code_of(lambda: keep_accounts.unlock_account(office, ROOT, "Ai"), NotFound) == (
        "account-missing"
    )


def test_what_is_done_to_accounts_is_in_the_log_and_no_password_is(office):
    keep_accounts.change_roles(office, ROOT, ACCESS, MAI.name, [Role.SECOND_CLERK])
    log_in(office, ACCESS, MAI.name, LATER)
    found = actions(office)
    assert found[-2][:2] == (ROOT.name, "change-roles")
    assert "second_clerk" in found[-2][3]
    assert "clerk" in found[-2][3]
    assert found[-1][:2] == (MAI.name, "log-in")
    whole = repr(found)
    assert "argon2" not in whole
    assert LATER not in whole
    assert FIRST not in whole


# Logging in


def test_name_and_password_let_in_under_the_name_of_the_account(office, clock):
    clock.now += timedelta(hours=1)
    account = log_in(office, ACCESS, "LÊ  THỊ MAI", LATER)
    assert (account.name, account.last_seen) == (MAI.name, clock.now)


def test_a_wrong_password_and_an_unknown_name_are_refused_alike(office):
    with pytest.raises(NotAllowed) as wrong:
        log_in(office, ACCESS, MAI.name, FIRST)
    with pytest.raises(NotAllowed) as unknown:
        log_in(office, ACCESS, "Người Lạ", FIRST)
    assert wrong.value.code == unknown.value.code == "log-in-wrong"
    assert "Người Lạ" not in repr(actions(office)[-1]), "it may be a password in the wrong place"


def test_an_unknown_name_costs_as_much_as_a_known_one(office):
    """Counted, not timed: one comparison each."""

    class Counting:
        def __init__(self):
            self.compared = 0

        def is_right(self, hashed, password):
            self.compared += 1
            return False

        def spend(self, password):
            self.compared += 1

    for name in (MAI.name, "Người Lạ"):
        counting = Counting()
        access = replace(ACCESS, hasher=counting)
        code_of(lambda name=name, access=access: log_in(office, access, name, FIRST))
        assert counting.compared == 1


def test_after_too_many_wrong_passwords_the_right_one_does_not_help(office, clock):
    def guess():
        return code_of(lambda: log_in(office, ACCESS, MAI.name, "Sai 1 lần!"))

    guessed = [guess() for _ in range(RULES.most_failures)]
    assert guessed == ["log-in-wrong"] * (RULES.most_failures - 1) + ["account-locked"]
    assert code_of(lambda: log_in(office, ACCESS, MAI.name, LATER)) == "account-locked"
    clock.now += RULES.lock
    assert log_in(office, ACCESS, MAI.name, LATER).failures == 0


def test_guesses_side_by_side_do_not_outrun_the_lock(office):
    """The comparison takes long: others may have locked the account before it ends."""

    class Slow:
        def is_right(self, hashed, password):
            for _ in range(RULES.most_failures):
                code_of(lambda: log_in(office, ACCESS, MAI.name, "Sai 1 lần!"))
            return HASHER.is_right(hashed, password)

        def is_outdated(self, hashed):
            return False

    slow = replace(ACCESS, hasher=Slow())
    assert code_of(lambda: log_in(office, slow, MAI.name, LATER)) == "account-locked"


def test_an_administrator_unlocks(office):
    for _ in range(RULES.most_failures):
        code_of(lambda: log_in(office, ACCESS, MAI.name, "Sai 1 lần!"))
    keep_accounts.unlock_account(office, ROOT, MAI.name)
    assert log_in(office, ACCESS, MAI.name, LATER).name == MAI.name


def test_closed_accounts_say_so_only_to_whoever_knows_the_password(office, clock):
    keep_accounts.disable_account(office, ROOT, MAI.name)
    assert code_of(lambda: log_in(office, ACCESS, MAI.name, LATER)) == "account-disabled"
    assert code_of(lambda: log_in(office, ACCESS, MAI.name, FIRST)) == "log-in-wrong"
    clock.now += RULES.dormant_after + timedelta(seconds=1)
    assert code_of(lambda: log_in(office, ACCESS, HOA.name, LATER)) == "account-dormant"
    keep_accounts.enable_account(office, ROOT, HOA.name)
    assert log_in(office, ACCESS, HOA.name, LATER).name == HOA.name


def test_a_password_of_other_figures_is_hashed_anew(office):
    stronger = ArgonHasher(passes=2, memory_kib=64, lanes=1)
    log_in(office, replace(ACCESS, hasher=stronger), MAI.name, LATER)
    with office.unit_of_work() as unit:
        account = unit.accounts.find(MAI.name)
        hashed = unit.accounts.password(account.id)
    assert not stronger.is_outdated(hashed)
    assert stronger.is_right(hashed, LATER)


def test_a_new_password_needs_the_present_one_and_is_another(office):
    def change(present, wanted):
        return lambda: change_password(office, MAI, ACCESS, present, wanted)

    assert code_of(change(FIRST, "Mùa Xuân 27!")) == "log-in-wrong"
    assert code_of(change(LATER, LATER), InvalidInput) == "password-same"
    assert code_of(change(LATER, "ngắn"), InvalidInput) == "password-too-short"
    change(LATER, "Mùa Xuân 27!")()
    assert log_in(office, ACCESS, MAI.name, "Mùa Xuân 27!").must_change is False
    own = lambda: keep_accounts.set_password(office, ROOT, ACCESS, ROOT.name, FIRST)  # noqa: E731
    assert code_of(own) == "password-own"


def test_a_password_set_in_between_is_not_overwritten(office):
    class Meanwhile:
        def is_right(self, hashed, password):
            keep_accounts.set_password(office, ROOT, ACCESS, MAI.name, "Người Khác 1!")
            return True

        def hash(self, password):
            return HASHER.hash(password)

    access = replace(ACCESS, hasher=Meanwhile())
    work = lambda: change_password(office, MAI, access, LATER, "Mùa Xuân 27!")  # noqa: E731
    assert code_of(work, Conflict) == "changed-meanwhile"


# The tables themselves


def test_an_account_comes_back_as_it_was_kept(office, clock):
    with office.unit_of_work(write=True) as unit:
        account = unit.accounts.change(MAI.name)
        kept = replace(
            account,
            roles=frozenset({Role.CLERK, Role.SECOND_CLERK}),
            state=AccountState.DISABLED,
            failures=3,
            locked_until=clock.now,
        )
        unit.accounts.save(kept)
        unit.commit()
    with office.unit_of_work() as unit:
        assert unit.accounts.find(MAI.name) == kept
        names = [each.name for each in unit.accounts.list()]
    assert sorted(names) == sorted(each.name for each in (ROOT, MAI, HOA, LAN, DUC))


@pytest.mark.parametrize(
    "act", ["DELETE FROM accounts", "UPDATE accounts SET name = 'x'", "DELETE FROM batch_parts"]
)
def test_no_account_is_removed_or_renamed_whoever_writes(office, engine, given, act):
    a_case(office, given)
    with pytest.raises(DBAPIError), for_writing(engine).begin() as connection:
        connection.execute(text(act))


def test_no_error_of_the_database_tells_a_hash(office, engine):
    hashed = HASHER.hash(LATER)
    wrong = text("INSERT INTO accounts (name, password) VALUES ('x', :hashed)")
    with pytest.raises(DBAPIError) as error, for_writing(engine).begin() as connection:
        connection.execute(wrong, {"hashed": hashed})
    assert "argon2" not in str(error.value).replace(str(error.value.orig), "")


# Parts at a batch


def a_case(ports, given, number=1, batch_id=None):
    """A case that MAI worked on, in a batch."""
    with ports.unit_of_work(write=True) as unit:
        made = given.case(unit, number=number)
        if batch_id is None:
            batch_id = unit.batches.add(f"KS {number}", None, MAI.name, given.now).id
        made = unit.cases.save(replace(made, batch_id=batch_id), 1)
        edit(unit, made, MAI, given)
        unit.commit()
    return made


def edit(unit, case, person, given, action="set-field", key="so"):
    unit.cases.add_edits(
        [Edit(case.id, key, action, "", "x", "review", "confirmed", person.name, given.now, 2)]
    )


def second(case, person, given, key=NAME):
    return SecondKey(case.id, key, Keyed("Hoà", "Hoà"), person.name, given.now)


def settlement(case, person, given):
    first = Keyed.of(case.record.fields[NAME])
    return Settlement(case.id, NAME, first, Keyed("Hoà", "Hoà"), "rõ", person.name, given.now)


def approve(unit, batch_id, person, given):
    """As a program would that forgets to ask."""
    table = "UPDATE batches SET approved_by = :by, submitted_by = :mai, state = 'approved',"
    moment = text(f"{table} approved_at = '2026-11-28 08:00:00+00:00' WHERE id = :id")
    unit._session.execute(moment, {"by": person.name, "mai": MAI.name, "id": batch_id})


def test_each_work_at_a_batch_notes_its_part(office, given):
    case = a_case(office, given)
    with office.unit_of_work(write=True) as unit:
        unit.second_entries.add(second(case, HOA, given))
        unit.second_entries.settle(settlement(case, LAN, given))
        edit(unit, case, LAN, given, "settle", NAME)
        edit(unit, case, AUTOMATION, given)
        approve(unit, case.batch_id, DUC, given)
        unit.commit()
    with office.unit_of_work() as unit:
        found = {
            person: unit.accounts.part(case.batch_id, person.name)
            for person in (MAI, HOA, LAN, DUC, AUTOMATION)
        }
    assert found == {
        MAI: Part.WORKER,
        HOA: Part.SECOND,
        LAN: Part.ARBITER,
        DUC: Part.APPROVER,
        AUTOMATION: None,
    }


def test_nobody_has_two_parts_at_a_batch_not_even_at_other_cases(office, given):
    case = a_case(office, given)
    other = a_case(office, given, 2, case.batch_id)
    with office.unit_of_work(write=True) as unit:
        unit.second_entries.add(second(case, HOA, given))
        unit.accounts.take_part(case.batch_id, DUC.name, Part.APPROVER)
        unit.commit()
    refused = [
        lambda unit: unit.second_entries.add(second(other, DUC, given)),
        lambda unit: unit.second_entries.settle(settlement(other, HOA, given)),
        lambda unit: edit(unit, other, HOA, given),
        lambda unit: edit(unit, other, DUC, given),
        lambda unit: approve(unit, case.batch_id, MAI, given),
        lambda unit: approve(unit, case.batch_id, HOA, given),
        lambda unit: unit.accounts.take_part(case.batch_id, MAI.name, Part.APPROVER),
    ]
    for number, work in enumerate(refused):
        with office.unit_of_work(write=True) as unit, pytest.raises(NotAllowed) as error:
            work(unit)
        assert error.value.code == "two-parts", number
    with office.unit_of_work(write=True) as unit:
        edit(unit, other, MAI, given)
        unit.second_entries.add(second(other, HOA, given))
        unit.commit()


def test_the_parts_of_a_case_go_with_it_into_another_batch(office, given):
    case = a_case(office, given)
    target = a_case(office, given, 2)
    with office.unit_of_work(write=True) as unit:
        unit.accounts.take_part(target.batch_id, DUC.name, Part.APPROVER)
        edit(unit, case, HOA, given)
        unit.commit()
    with office.unit_of_work(write=True) as unit:
        moved = unit.cases.save(replace(unit.cases.get(case.id), batch_id=target.batch_id), 2)
        assert unit.accounts.part(moved.batch_id, HOA.name) is Part.WORKER
        unit.commit()
    with office.unit_of_work(write=True) as unit, pytest.raises(NotAllowed):
        approve(unit, target.batch_id, HOA, given)
    with office.unit_of_work(write=True) as unit:
        lone = given.case(unit, number=3)
        edit(unit, lone, DUC, given)
        unit.commit()
    with office.unit_of_work(write=True) as unit, pytest.raises(NotAllowed) as error:
        unit.cases.save(replace(lone, batch_id=target.batch_id), 1)
    assert error.value.code == "two-parts"


def test_no_field_waits_for_a_person_with_another_part_at_the_batch(office, given):
    case = a_case(office, given)
    a_case(office, given, 2, case.batch_id)
    with office.unit_of_work(write=True) as unit:
        lone = given.case(unit, number=3)
        lone = unit.cases.save(replace(lone, batch_id=case.batch_id), 1)
        edit(unit, lone, DUC, given)
        unit.commit()

    def waiting(person):
        with office.unit_of_work() as unit:
            count = unit.second_entries.count_waiting
            return count(case.batch_id, [NAME], person.name, skipped=False)

    assert (waiting(HOA), waiting(MAI), waiting(DUC)) == (3, 0, 0)


def test_a_store_without_accounts_keeps_the_first_part_and_refuses_nothing(ports, given):
    case = a_case(ports, given)
    with ports.unit_of_work(write=True) as unit:
        approve(unit, case.batch_id, MAI, given)
        unit.accounts.take_part(case.batch_id, MAI.name, Part.ARBITER)
        assert unit.accounts.part(case.batch_id, MAI.name) is Part.WORKER
        unit.commit()


def test_a_refused_use_case_leaves_nothing(office):
    def work():
        with transaction(office, MAI, "approve-batch") as run:
            run.note("batch:1")

    before = actions(office)
    assert code_of(work) == "no-right"
    assert actions(office) == before
