"""Nobody has two parts at one batch: every pair of parts, tried by the use cases themselves on both
databases, by a person who has the roles of both."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from support.four_eyes import BOTH, NAME, PAIRS, PEOPLE, REFUSALS, Office
from support.paged_case import make_desk

from digitizer.domain.errors import NotAllowed
from digitizer.store.engine import for_writing
from digitizer.workflow import approve, correct, reopen


@pytest.fixture
def desk(engine, tmp_path):
    return make_desk(engine, tmp_path)


@pytest.mark.parametrize(("had", "wants"), PAIRS)
def test_whoever_has_one_part_is_refused_every_other(desk, had, wants):
    office = Office(desk, has_accounts=True)
    office.give(had, BOTH)
    case = office.make_possible(wants)
    before = office.snapshot()
    for number, act in enumerate(office.tries(wants, BOTH, case)):
        with pytest.raises(NotAllowed) as error:
            act()
        assert error.value.code in REFUSALS, number
        assert office.snapshot() == before, number
    # It was the person and nothing else: whose part it is may.
    office.tries(wants, PEOPLE["approver" if wants == "sampler" else wants], case)[0]()


@pytest.mark.parametrize(
    ("had", "wants"), [pair for pair in PAIRS if pair[0] not in ("approver", "sampler")]
)
def test_names_at_their_word_are_kept_apart_at_their_own_work(desk, had, wants):
    """Without accounts nobody proves who they are; still the same name never answers for a batch
    that it worked in, and has one part at one field."""
    office = Office(desk, has_accounts=False)
    office.give(had, BOTH)
    if wants in ("approver", "sampler"):
        office.submit()
    case = office.cases[0]
    if wants == "arbiter" and had == "worker":
        office.second(PEOPLE["second"], case)
    tries = office.tries(wants, BOTH, case)
    if wants == "worker":
        revision = desk.revision(case)
        tries = (lambda: correct.set_field(desk.ports, BOTH, case, NAME, "LÊ A", revision),)
    before = office.snapshot()
    for number, act in enumerate(tries):
        with pytest.raises(NotAllowed) as error:
            act()
        assert error.value.code in REFUSALS, number
        assert office.snapshot() == before, number


@pytest.mark.parametrize("had", ["worker", "second", "arbiter"])
def test_whoever_worked_in_a_batch_opens_nothing_of_it_again(desk, had):
    office = Office(desk, has_accounts=True)
    office.give(had, BOTH)
    office.submit()
    approve.approve_batch(office.ports, PEOPLE["approver"], office.batch)
    before, cases = office.snapshot(), office.cases[-1:]
    with pytest.raises(NotAllowed) as error:
        reopen.reopen_cases(office.ports, BOTH, office.batch, cases, "sổ ghi khác")
    assert error.value.code in REFUSALS
    assert office.snapshot() == before
    reopen.reopen_cases(office.ports, PEOPLE["approver"], office.batch, cases, "sổ ghi khác")


@pytest.mark.parametrize(("had", "wants"), PAIRS)
def test_the_database_itself_refuses_the_second_part(desk, engine, had, wants):
    office = Office(desk, has_accounts=True)
    office.give(had, BOTH)
    before = office.snapshot()
    part = "approver" if wants == "sampler" else wants
    row = "INSERT INTO batch_parts (batch_id, person, part) VALUES (:batch, :who, :part)"
    given = {"batch": office.batch, "who": BOTH.name, "part": part}
    # The program names what the trigger raised; nothing else stands between it and the table.
    with pytest.raises(NotAllowed, match="two-parts"), for_writing(engine).begin() as connection:
        connection.execute(text(row), given)
    assert office.snapshot() == before
