"""The register of people in the database: in step with the cases, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.people.entries import Decision
from digitizer.domain.people.evidence import Verdict
from digitizer.domain.people.keys import blocking_keys
from digitizer.domain.people.mention import MentionId
from digitizer.domain.record import FieldValue, ValueState
from digitizer.domain.schema import (
    Catalog,
    DocumentType,
    FieldKind,
    FieldSpec,
    Localized,
    Need,
    Person,
    Section,
)
from digitizer.schemas.people import load_people_rules
from digitizer.store import SqlUnitOfWorkFactory
from digitizer.store.engine import for_writing
from digitizer.workflow.lists import BY_NAME, PersonColumn, PersonOrder, PersonSearch

CHILD, MOTHER = "nksHoTen", "meHoTen"


def _spec(key: str, kind: FieldKind) -> FieldSpec:
    return FieldSpec(key, kind, Localized(key, key), "nks", Need.OPTIONAL)


def _birth(version: str = "1", *people: Person) -> DocumentType:
    return DocumentType(
        key="birth",
        version=version,
        label=Localized("Khai sinh", "Birth"),
        source="test",
        valid_from=date(2016, 1, 1),
        titles=("GIẤY KHAI SINH",),
        other_labels=(),
        sections=(Section("nks", Localized("Người được khai sinh", "Child")),),
        fields=(
            _spec(CHILD, FieldKind.NAME),
            _spec("nksNgaySinh", FieldKind.DATE),
            _spec(MOTHER, FieldKind.NAME),
            _spec("meSo", FieldKind.ID_NUMBER),
            _spec("so", FieldKind.NUMBER),
        ),
        rules=(),
        title_field=CHILD,
        identity_fields=("so",),
        people=people
        or (
            Person(CHILD, ("nksSo",), "nksNgaySinh", role="child", event="birth", mother=MOTHER),
            Person(MOTHER, ("meSo",), role="mother"),
        ),
    )


@pytest.fixture
def catalog() -> Catalog:
    return Catalog({"birth": _birth()}, {}, {}, people=load_people_rules())


@pytest.fixture
def finished(units, given):
    """Makes a finished case out of values; its number."""
    made = []

    def finish(state: CaseState = CaseState.CHECKED, **values: str) -> int:
        with units(write=True) as unit:
            fields = [given.field(key, value) for key, value in values.items()]
            case = given.case(unit, given.reading(*fields), number=len(made) + 1)
            made.append(case.id)
            unit.cases.save(replace(case, state=state), case.revision)
            unit.commit()
        return case.id

    return finish


def move(units, case_id: int, state: CaseState) -> None:
    with units(write=True) as unit:
        case = unit.cases.get(case_id)
        unit.cases.save(replace(case, state=state), case.revision)
        unit.commit()


def names(units) -> list[str]:
    with units() as unit:
        return [
            each.name for each in unit.people.matching(PersonSearch(), BY_NAME, limit=100, offset=0)
        ]


def matching(unit, words: str):
    return unit.people.matching(PersonSearch(words), BY_NAME, limit=9, offset=0)


def links(units) -> list[tuple[str, str, Verdict]]:
    with units() as unit:
        return [
            (str(link.left), str(link.right), link.verdict) for link in unit.people.everything()[1]
        ]


HOA = {CHILD: "Trần Thị Hoà", "nksNgaySinh": "1990-03-12", MOTHER: "Lê Thị Sáu", "so": "7"}


def test_only_finished_cases_count(units, finished):
    case_id = finished(CaseState.TO_CHECK, **HOA)
    assert names(units) == []

    move(units, case_id, CaseState.CHECKED)
    assert sorted(names(units)) == ["Lê Thị Sáu", "Trần Thị Hoà"]

    for state in (CaseState.APPROVED, CaseState.EXPORTED):
        move(units, case_id, state)
        assert len(names(units)) == 2

    move(units, case_id, CaseState.RETURNED)
    assert names(units) == []
    assert links(units) == []


def test_a_correction_changes_the_mention_in_the_same_transaction(units, finished):
    case_id = finished(**HOA)
    with units(write=True) as unit:
        case = unit.cases.get(case_id)
        value = FieldValue(CHILD, "Trần Thị Hoa", "Trần Thị Hoa", ValueState.ACCEPTED)
        corrected = replace(case, record=case.record.with_field(value))
        unit.cases.save(corrected, case.revision)
        assert unit.people.get([MentionId(case_id, CHILD)])[MentionId(case_id, CHILD)].name == (
            "Trần Thị Hoa"
        )
    assert "Trần Thị Hoà" in names(units)


def sorted_names(units, column: PersonColumn, *, descending: bool = False) -> list[str]:
    order = PersonOrder(column, descending)
    with units() as unit:
        found = unit.people.matching(PersonSearch(), order, limit=100, offset=0)
        rest = unit.people.matching(PersonSearch(), order, limit=100, offset=1)
        assert list(rest) == list(found)[1:]
    return [each.name for each in found]


def test_mentions_are_sorted_by_name_and_by_birth(units, finished):
    for name, born in (("Đặng Ba", "1990"), ("Dương Tư", "1990-03"), ("Ân Năm", "1950-01-02")):
        finished(**{CHILD: name, "nksNgaySinh": born})
    finished(**{CHILD: "An Sáu"})

    names_in_order = ["An Sáu", "Ân Năm", "Dương Tư", "Đặng Ba"]
    assert sorted_names(units, PersonColumn.NAME) == names_in_order
    assert sorted_names(units, PersonColumn.NAME, descending=True) == names_in_order[::-1]
    oldest = ["Ân Năm", "Đặng Ba", "Dương Tư", "An Sáu"]
    assert sorted_names(units, PersonColumn.BORN) == oldest
    by_youth = sorted_names(units, PersonColumn.BORN, descending=True)
    assert (set(by_youth[:2]), by_youth[2:]) == ({"Đặng Ba", "Dương Tư"}, ["Ân Năm", "An Sáu"])


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", list(PersonColumn))
def test_the_first_of_some_mentions_is_the_one_that_the_list_brings_first(
    units, finished, column, descending
):
    for name, born in (("Đặng Ba", "1990"), ("An Tư", "1980"), ("Lê Năm", ""), ("An Tư", "")):
        finished(**{CHILD: name, **({"nksNgaySinh": born} if born else {}), MOTHER: "Võ Sáu"})
    order, search = PersonOrder(column, descending), PersonSearch("", "birth")
    with units() as unit:
        listed = [each.id for each in unit.people.matching(search, order, limit=99, offset=0)]
        groups = [listed[3:], listed[5:], listed, []]
        firsts = unit.people.first_among(search, order, groups)
        nobody = unit.people.first_among(PersonSearch("zz"), order, [listed])
        other = unit.people.matching(PersonSearch("", "death"), order, limit=9, offset=0)
    assert list(firsts) == [listed[3], listed[5], listed[0], None]
    assert list(nobody) == [None]
    assert list(other) == []


def test_cases_of_one_person_are_linked_whatever_comes_first(units, finished):
    first = finished(**HOA)
    other = finished(**{**HOA, CHILD: "TRẦN THỊ HÒA", "so": "8"})
    finished(**{CHILD: "Phạm Văn Năm", "nksNgaySinh": "1990-03-12", "so": "9"})

    same = [link for link in links(units) if link[2] is Verdict.SAME]
    assert same == [(f"{first}:{CHILD}", f"{other}:{CHILD}", Verdict.SAME)]

    move(units, first, CaseState.RETURNED)
    move(units, first, CaseState.CHECKED)
    assert [link for link in links(units) if link[2] is Verdict.SAME] == same


def test_all_that_is_linked_step_by_step_is_around(units, finished):
    numbered = {MOTHER: "Lê Thị Sáu", "meSo": "001168000001"}
    ids = [
        finished(**{CHILD: f"Trần Văn {name}", "so": name, **numbered})
        for name in ("Ba", "Bốn", "Năm")
    ]
    with units() as unit:
        mentions, found = unit.people.around([MentionId(ids[0], MOTHER)])
    assert sorted(mentions) == [MentionId(case_id, MOTHER) for case_id in ids]
    assert len(found) == 3


def test_names_are_found_without_marks_and_by_parts(units, finished):
    finished(**HOA)
    finished(**{CHILD: "H'Hen Niê", "nksNgaySinh": "1992-01-01", "so": "8"})
    with units() as unit:
        found = [each.name for each in matching(unit, "hoa tran")]
        other = [each.name for each in matching(unit, "H’ hen")]
        nobody = matching(unit, "100%_")
    assert (found, other, list(nobody)) == (["Trần Thị Hoà"], ["H'Hen Niê"], [])


def test_a_key_finds_its_mentions(units, finished):
    case_id = finished(**HOA)
    with units() as unit:
        (own,) = unit.people.get([MentionId(case_id, CHILD)]).values()
        shared = unit.people.sharing(blocking_keys(own))
    assert own in shared


def test_the_same_entry_twice_is_found(units, finished):
    finished(**HOA)
    finished(**{CHILD: "Phạm Văn Năm", "so": "7"})
    finished(**{CHILD: "Phạm Văn Sáu", "so": "8"})
    with units() as unit:
        found = [(left.name, right.name) for left, right in unit.people.same_entries()]
    assert found == [("Trần Thị Hoà", "Phạm Văn Năm")]


def test_rebuilding_gives_what_was_kept_case_by_case(units, finished):
    for number, name in enumerate(("Trần Thị Hoà", "TRẦN THỊ HÒA", "Phạm Văn Năm")):
        finished(**{**HOA, CHILD: name, "so": str(number)})
    finished(CaseState.TO_CHECK, **HOA)
    before = (names(units), sorted(links(units)))

    with units(write=True) as unit:
        assert not unit.people.is_current()
        assert unit.people.rebuild() == 6
        unit.commit()

    assert (names(units), sorted(links(units))) == before
    with units() as unit:
        assert unit.people.is_current()


def test_other_document_types_ask_for_a_new_register(engine, units, finished, catalog):
    case_id = finished(**HOA)
    with units(write=True) as unit:
        unit.people.rebuild()
        unit.commit()
    child_only = _birth("1", Person(CHILD, ("nksSo",), "nksNgaySinh", role="child"))
    changed = SqlUnitOfWorkFactory(engine, replace(catalog, types={"birth": child_only}))

    with changed(write=True) as unit:
        assert not unit.people.is_current()
        assert unit.people.rebuild() == 1
        unit.commit()
    assert names(units) == ["Trần Thị Hoà"]
    with changed() as unit:
        assert list(unit.people.get([MentionId(case_id, MOTHER)])) == []


def test_decisions_are_kept_in_order_and_never_altered(engine, units, finished, given):
    case_id = finished(**HOA)
    left, right = MentionId(case_id, CHILD), MentionId(case_id, MOTHER)
    made = [
        Decision(left, right, True, "Lê Thị Mai", given.now, "một"),
        Decision(left, right, False, "Lê Thị Mai", given.now, "hai"),
    ]
    with units(write=True) as unit:
        for each in made:
            unit.people.decide(each)
        unit.commit()
    with units() as unit:
        assert list(unit.people.decisions()) == made
    for statement in ("UPDATE person_decisions SET reason = 'x'", "DELETE FROM person_decisions"):
        with (
            pytest.raises(DBAPIError, match="append-only"),
            for_writing(engine).begin() as connection,
        ):
            connection.execute(text(statement))


def test_an_officials_number_does_not_link_everybody(units, finished):
    """Beyond a number of mentions a key is no longer compared with all of them."""
    for number in range(70):
        finished(**{MOTHER: "Lê Thị Sáu", "meSo": "001168000001", CHILD: f"Trần {number}"})
    assert len(links(units)) < 70 * 69 / 2
    with units() as unit:
        mentions, _ = unit.people.around([MentionId(1, MOTHER)])
    assert sum(key.key == MOTHER for key in mentions) == 70


def test_no_look_at_the_register_reads_it_whole(units, finished, engine):
    """SQLite reads a whole table for pairs of columns, unless something leads it to an index."""
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL looks pairs up by itself")
    case_id = finished(**HOA)
    seen: list[str] = []
    with units() as unit:
        ids = [MentionId(case_id, CHILD), MentionId(case_id, MOTHER)]
        connection = unit._session.connection()

        def explain(_connection, cursor, statement, parameters, _context, _many):
            if statement.startswith("SELECT") and "FROM mentions" in statement:
                rows = cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
                seen.extend(row[3] for row in rows)

        event.listen(connection, "before_cursor_execute", explain)
        unit.people.get(ids)
        unit.people.around(ids)
        unit.people.first_among(PersonSearch("hoa"), BY_NAME, [ids])
        for column in PersonColumn:
            for descending in (False, True):
                order = PersonOrder(column, descending)
                unit.people.matching(PersonSearch("hoa", "birth"), order, limit=9, offset=2)
        event.remove(connection, "before_cursor_execute", explain)
    reads = [line for line in seen if line.startswith(("SCAN mentions", "SEARCH mentions"))]
    assert len(reads) >= 7
    assert all("SEARCH" in line or "USING COVERING INDEX ix_mentions_by_" in line for line in reads)
