"""A rescue in the real databases: the code opens an administrator's account once, and nobody does
it unseen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from digitizer.domain.accounts import Role
from digitizer.domain.changes import Actor
from digitizer.domain.errors import Conflict, NotAllowed
from digitizer.places import ListedPlaces
from digitizer.schemas.accounts import load_password_rules, load_rights
from digitizer.store.engine import for_writing
from digitizer.store.passwords import ArgonHasher
from digitizer.workflow import keep_accounts
from digitizer.workflow.accounts_port import Access
from digitizer.workflow.change_password import change_password
from digitizer.workflow.log_in import log_in
from digitizer.workflow.ports import Ports
from digitizer.workflow.rescue_account import (
    renew_rescue_code,
    rescue_administrator,
    rescues,
    tell_of_rescues,
    unseen_rescues,
)

ROOT, SECOND, MAI = Actor("Trần Thị Quản"), Actor("Đỗ Văn Hai"), Actor("Lê Thị Mai")
FIRST, LATER = "Tạm Thời 2026!", "Mùa Thu 2026!"
CODE, NEXT, THIRD = "AAAA-BBBB", "CCCC-DDDD", "EEEE-FFFF"
ACCESS = Access(load_password_rules(), load_rights(), ArgonHasher(passes=1, memory_kib=64, lanes=1))
NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)


@pytest.fixture
def office(units, catalog):
    """Two administrators and a clerk; the code lies in the safe."""
    ports = Ports(
        unit_of_work=units,
        vault=None,
        catalog=catalog,
        clock=lambda: NOW,
        publish=lambda changes: None,
        pack=None,
        writers=lambda profile: profile.exporters,
        withdraw=lambda package: None,
        words=str,
        places=ListedPlaces(),
        software_version="test",
        access=ACCESS,
    )
    keep_accounts.add_first_account(
        ports, ROOT, ACCESS, ROOT.name, [Role.ADMINISTRATOR], LATER, CODE
    )
    for person, role in ((SECOND, Role.ADMINISTRATOR), (MAI, Role.CLERK)):
        keep_accounts.add_account(ports, ROOT, ACCESS, person.name, [role], FIRST)
        change_password(ports, person, ACCESS, FIRST, LATER)
    return ports


def rescue(ports, name=ROOT.name, code=CODE, renewed=NEXT):
    return rescue_administrator(ports, ACCESS, name, code, FIRST, renewed, "ngoc")


def code_of(work, kind=NotAllowed):
    with pytest.raises(kind) as error:
        work()
    return error.value.code


def entries(ports):
    with ports.unit_of_work() as unit:
        query = text("SELECT actor, action, details FROM audit_log ORDER BY seq")
        return [tuple(row) for row in unit._session.execute(query)]


def test_the_code_opens_a_closed_and_locked_account_with_a_password_to_change(office):
    keep_accounts.disable_account(office, SECOND, ROOT.name)
    for _ in range(ACCESS.passwords.most_failures):
        code_of(lambda: log_in(office, ACCESS, ROOT.name, "Sai rồi 1!"))
    account = rescue(office, ROOT.name.upper(), "aaaa bbbb")
    assert account.must_change
    assert log_in(office, ACCESS, ROOT.name, FIRST).must_change
    assert code_of(lambda: log_in(office, ACCESS, ROOT.name, LATER)) == "log-in-wrong"
    actor, action, details = next(row for row in entries(office) if "rescue" in row[1])
    assert (actor, action) == (ROOT.name, "rescue-administrator")
    assert "ngoc" in details
    whole = repr(entries(office))
    assert FIRST not in whole
    assert "argon2" not in whole


def test_a_code_serves_once_and_the_new_one_follows_it(office):
    rescue(office)
    assert code_of(lambda: rescue(office)) == "rescue-wrong"
    rescue(office, code=NEXT, renewed=THIRD)
    assert len(rescues(office, SECOND)) == 2


def test_a_wrong_code_changes_nothing_and_is_in_the_log(office):
    assert code_of(lambda: rescue(office, code="AAAA-BBBC")) == "rescue-wrong"
    assert entries(office)[-1][:2] == ("automation", "rescue-refused")
    assert "AAAA" not in repr(entries(office)[-1])
    assert log_in(office, ACCESS, ROOT.name, LATER).name == ROOT.name


def test_a_code_that_another_took_the_place_of_counts_no_more(office):
    renew_rescue_code(office, ROOT, ACCESS, NEXT)
    assert code_of(lambda: rescue(office)) == "rescue-wrong"
    assert rescue(office, code=NEXT, renewed=THIRD).name == ROOT.name


def test_only_an_administrator_s_account_is_opened_and_only_the_knowing_learn_who_is_one(office):
    assert code_of(lambda: rescue(office, MAI.name)) == "rescue-not-administrator"
    assert code_of(lambda: rescue(office, "Người Lạ")) == "rescue-not-administrator"
    assert code_of(lambda: rescue(office, MAI.name, code="sai")) == "rescue-wrong"
    assert code_of(lambda: renew_rescue_code(office, MAI, ACCESS, NEXT)) == "no-right"
    assert code_of(lambda: rescues(office, MAI)) == "no-right"
    assert rescue(office).name == ROOT.name, "a refusal for the name uses no code up"


def test_every_administrator_is_told_once_and_nobody_else(office):
    rescue(office)
    change_password(office, ROOT, ACCESS, FIRST, LATER)
    assert [one.name for one in unseen_rescues(office, SECOND)] == [ROOT.name]
    assert [one.computer_user for one in unseen_rescues(office, ROOT)] == ["ngoc"]
    assert not unseen_rescues(office, MAI)
    tell_of_rescues(office, SECOND)
    assert not unseen_rescues(office, SECOND)
    assert unseen_rescues(office, ROOT)
    rescue(office, SECOND.name, NEXT, THIRD)
    assert [one.name for one in unseen_rescues(office, ROOT)] == [ROOT.name, SECOND.name]


def test_two_who_use_one_code_at_once_do_not_both_succeed(office):
    class Slow:
        def is_right(self, hashed, password):
            rescue(office, SECOND.name)
            return True

        def hash(self, password):
            return ACCESS.hasher.hash(password)

    slow = Access(ACCESS.passwords, ACCESS.rights, Slow())
    work = lambda: rescue_administrator(  # noqa: E731
        office, slow, ROOT.name, CODE, FIRST, NEXT, "ngoc"
    )
    assert code_of(work, Conflict) == "changed-meanwhile"
    assert log_in(office, ACCESS, ROOT.name, LATER).name == ROOT.name


def test_the_first_account_is_made_once_with_its_code(office):
    work = lambda: keep_accounts.add_first_account(  # noqa: E731
        office, ROOT, ACCESS, "Người Ba", [Role.ADMINISTRATOR], LATER, THIRD
    )
    assert code_of(work, Conflict) == "changed-meanwhile"
    assert rescue(office).name == ROOT.name


@pytest.mark.parametrize("table", ["rescue_codes", "rescues", "rescue_looks"])
@pytest.mark.parametrize("act", ["DELETE FROM {table}", "UPDATE {table} SET {column} = {column}"])
def test_nothing_of_a_rescue_is_changed_or_removed_whoever_writes(office, engine, table, act):
    rescue(office)
    tell_of_rescues(office, SECOND)
    column = "made_by" if table == "rescue_codes" else "at"
    with pytest.raises(DBAPIError), for_writing(engine).begin() as connection:
        connection.execute(text(act.format(table=table, column=column)))
