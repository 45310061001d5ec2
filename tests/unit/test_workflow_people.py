"""What a clerk meets of the register of people: offers, contradictions, decisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, Bench, make_bench, read_case

from digitizer.domain.errors import InvalidInput, NotFound
from digitizer.domain.people.findings import DUPLICATES, SEVERITIES
from digitizer.domain.people.mention import MentionId
from digitizer.messages import LANGUAGES, Messages
from digitizer.workflow import correct, history, people, people_case
from digitizer.workflow.lists import PersonColumn, PersonOrder
from digitizer.workflow.overview import case_view

KIN = {
    "meHoTen": "NGUYỄN THỊ NĂM",
    "meNgaySinh": "12/05/1990",
    "meDanToc": "Kinh",
    "meNoiCuTru": "Thôn 2, xã Mẫu, tỉnh Mẫu",
    "meSoDinhDanhCaNhan": "001190012345",
    "chaHoTen": "LÊ VĂN MẪU",
    "chaNgaySinh": "1988",
}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def case(bench: Bench, folder: Path, number: int, *, finish: bool = True, **values: str) -> int:
    """A case of the entry with this number; finished unless told otherwise."""
    record = {**GOOD, "so": f"{number}/2021", **values}
    case_id = read_case(bench, folder, f"{number}.png", record)
    if finish:
        correct.finish_case(bench.ports, CLERK, case_id, 1)
    return case_id


def sibling(bench: Bench, folder: Path, number: int = 2, **values: str) -> int:
    """An open case of another child of the same parents, who is known by the names alone."""
    born = {
        "nksHoTen": "LÊ VĂN EM",
        "nksGioiTinh": "Nam",
        "nksNgaySinh": "01/02/2023",
        "nksNgaySinhBangChu": "Ngày một, tháng hai, năm hai nghìn không trăm hai mươi ba",
        "ngayDangKy": "20/02/2023",
        "so": f"{number}/2023",
        "quyenSo": "01/2023",
        **values,
    }
    return case(bench, folder, number, finish=False, **born)


def offered(bench: Bench, case_id: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for known in people_case.offers(bench.ports, case_id):
        found.setdefault(known.offer.field, []).append(known.shown)
    return found


def test_what_is_declared_once_is_offered_with_its_source(bench: Bench, tmp_path: Path) -> None:
    first = case(bench, tmp_path, 1, **KIN)
    parents = {"meHoTen": "Nguyễn Thị Năm", "meNgaySinh": "1990", "chaHoTen": "LÊ VĂN MẪU"}
    second = sibling(bench, tmp_path, **parents)

    found = offered(bench, second)

    assert found["meNgaySinh"] == ["12/05/1990"]
    assert found["meSoDinhDanhCaNhan"] == ["001190012345"]
    assert found["meNoiCuTru"] == ["Thôn 2, xã Mẫu, tỉnh Mẫu"]
    assert "nksNgaySinh" not in found
    number = next(
        known.offer
        for known in people_case.offers(bench.ports, second)
        if known.offer.field == "meSoDinhDanhCaNhan"
    )
    assert (number.source.id, number.fact.field) == (
        MentionId(first, "meHoTen"),
        "meSoDinhDanhCaNhan",
    )
    assert (number.dated, number.verdict.value) == ("2021-03-20", "same")


def test_a_typed_number_alone_brings_the_person(bench: Bench, tmp_path: Path) -> None:
    case(bench, tmp_path, 1, **KIN)
    second = sibling(bench, tmp_path)

    typed = {"meSoDinhDanhCaNhan": "001190012345"}
    found = {
        known.offer.field: known.shown for known in people_case.offers(bench.ports, second, typed)
    }

    assert found["meHoTen"] == "NGUYỄN THỊ NĂM"
    assert found["meNgaySinh"] == "12/05/1990"


def test_nothing_is_offered_from_a_case_that_nobody_finished(bench: Bench, tmp_path: Path) -> None:
    case(bench, tmp_path, 1, finish=False, **KIN)
    second = sibling(bench, tmp_path, meSoDinhDanhCaNhan="001190012345", meHoTen="NGUYỄN THỊ NĂM")

    assert offered(bench, second) == {}


def test_a_contradiction_is_shown_in_the_case_with_the_other_case(
    bench: Bench, tmp_path: Path
) -> None:
    first = case(bench, tmp_path, 1, **KIN)
    second = sibling(bench, tmp_path, **{**KIN, "meNgaySinh": "12/05/1991"})

    (found,) = (
        problem
        for problem in case_view(bench.ports, second).problems
        if problem.code.startswith("person-")
    )

    assert (found.code, found.field, found.severity.value) == (
        "person-born",
        "meNgaySinh",
        "warning",
    )
    assert dict(found.params)["case"] == str(first)
    for language in LANGUAGES:
        sentence = Messages(language).problem(found)
        assert "12/05/1990" in sentence
        assert "12/05/1991" in sentence
    assert correct.finish_case(bench.ports, CLERK, second, 1)


def test_cases_that_agree_have_no_problem(bench: Bench, tmp_path: Path) -> None:
    case(bench, tmp_path, 1, **KIN)
    second = sibling(bench, tmp_path, **KIN)

    codes = [problem.code for problem in case_view(bench.ports, second).problems]

    assert [code for code in codes if code.startswith("person-")] == []


def test_a_birth_registered_twice_is_listed_first(bench: Bench, tmp_path: Path) -> None:
    first = case(bench, tmp_path, 1, **KIN)
    second = case(bench, tmp_path, 2, **KIN)

    page = people.findings(bench.ports, SEVERITIES)

    assert (page.total, page.findings[0].code) == (1, "registered-twice")
    assert page.findings[0].cases == (first, second)
    assert people.findings(bench.ports, SEVERITIES, offset=1).findings == ()


def test_two_cases_of_one_entry_are_duplicates(bench: Bench, tmp_path: Path) -> None:
    case(bench, tmp_path, 1)
    again = read_case(bench, tmp_path, "b.png", {**GOOD, "so": "1/2021", "nksHoTen": "LÝ VĂN BA"})
    correct.finish_case(bench.ports, CLERK, again, 1)

    found = people.findings(bench.ports, DUPLICATES).findings

    assert "same-entry" in [finding.code for finding in found]


def test_correcting_a_finished_case_takes_its_people_out_until_it_is_finished_again(
    bench: Bench, tmp_path: Path
) -> None:
    first = case(bench, tmp_path, 1, **KIN)
    assert len(people.find(bench.ports, "").entries) == 3

    correct.set_field(bench.ports, CLERK, first, "meHoTen", "NGUYỄN THỊ SÁU", bench.revision(first))
    assert people.find(bench.ports, "").entries == ()

    history.undo(bench.ports, CLERK, first, bench.revision(first))
    correct.confirm_field(bench.ports, CLERK, first, "meHoTen", bench.revision(first))
    correct.finish_case(bench.ports, CLERK, first, bench.revision(first))
    (entry,) = people.find(bench.ports, "nguyen nam").entries
    assert entry.mentions[0].name == "NGUYỄN THỊ NĂM"


def test_a_search_goes_on_where_it_stopped(bench: Bench, tmp_path: Path) -> None:
    case(bench, tmp_path, 1, **KIN)
    case(bench, tmp_path, 2, nksHoTen="LÊ VĂN BA", nksGioiTinh="Nam", **KIN)

    names, offset = [], 0
    while offset is not None:
        page = people.find(bench.ports, "", limit=1, offset=offset)
        names += [entry.mentions[0].name for entry in page.entries]
        offset = page.next_offset

    assert sorted(names) == ["LÊ THỊ MẪU", "LÊ VĂN BA", "LÊ VĂN MẪU", "NGUYỄN THỊ NĂM"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", list(PersonColumn))
def test_everybody_is_listed_once_in_any_order(
    bench: Bench, tmp_path: Path, column: PersonColumn, descending: bool
) -> None:
    """The mother of two cases stands once, and pages of one row bring what a whole page does."""
    case(bench, tmp_path, 1, **KIN)
    case(bench, tmp_path, 2, nksHoTen="LÊ VĂN BA", nksGioiTinh="Nam", **KIN)
    order = PersonOrder(column, descending)

    whole = people.find(bench.ports, order=order)
    one_by_one, offset = [], 0
    while offset is not None:
        page = people.find(bench.ports, order=order, limit=1, offset=offset)
        one_by_one += page.entries
        offset = page.next_offset

    assert len(whole.entries) == len(set(whole.entries)) == 4
    assert tuple(one_by_one) == whole.entries


def test_people_are_narrowed_by_the_type_of_document(bench: Bench, tmp_path: Path) -> None:
    case(bench, tmp_path, 1, **KIN)

    birth = people.find(bench.ports, document_type="civil_status.birth")
    assert len(birth.entries) == 3
    assert people.find(bench.ports, document_type="civil_status.death").entries == ()
    number = "001190012345"
    assert people.find(bench.ports, number, document_type="civil_status.birth").entries
    assert people.find(bench.ports, number, document_type="civil_status.death").entries == ()


def test_a_person_is_found_by_number(bench: Bench, tmp_path: Path) -> None:
    case(bench, tmp_path, 1, **KIN)

    (entry,) = people.find(bench.ports, "001190012345").entries

    assert entry.mentions[0].name == "NGUYỄN THỊ NĂM"
    assert people.find(bench.ports, "001190012346").entries == ()


def test_a_decision_is_respected_audited_and_can_be_taken_back(
    bench: Bench, tmp_path: Path
) -> None:
    one = MentionId(case(bench, tmp_path, 1, **KIN), "meHoTen")
    other_child = {"nksHoTen": "LÊ VĂN BA", "nksGioiTinh": "Nam"}
    other = MentionId(case(bench, tmp_path, 2, **other_child, **KIN), "meHoTen")
    assert len(people.person(bench.ports, one).entry.mentions) == 2

    people.decide(bench.ports, CLERK, other, one, "hai chị em họ", is_same=False)

    view = people.person(bench.ports, one)
    assert [each.id for each in view.entry.mentions] == [one]
    assert (view.decisions[0].actor, view.decisions[0].reason) == (CLERK.name, "hai chị em họ")
    with bench.ports.unit_of_work() as unit:
        newest = unit.audit.list(limit=1000)[-1]
    assert (newest.action, newest.subject) == ("people-different", f"person:{one}")
    assert bench.published[-1].cases == {one.case_id, other.case_id}

    people.decide(bench.ports, CLERK, one, other, "xem lại căn cước", is_same=True)
    assert len(people.person(bench.ports, other).entry.mentions) == 2


def test_a_decision_joins_what_shares_nothing(bench: Bench, tmp_path: Path) -> None:
    one = MentionId(case(bench, tmp_path, 1, meHoTen="NGUYỄN THỊ NĂM"), "meHoTen")
    child = {"nksHoTen": "LÝ VĂN BA", "nksGioiTinh": "Nam", "nksNgaySinh": "17/03/2021"}
    child["nksNgaySinhBangChu"] = "Ngày mười bảy, tháng ba, năm hai nghìn không trăm hai mươi mốt"
    other = MentionId(case(bench, tmp_path, 2, meHoTen="BÙI THỊ NĂM", **child), "meHoTen")

    people.decide(bench.ports, CLERK, one, other, "đổi họ", is_same=True)

    view = people.person(bench.ports, other)
    assert [each.id for each in view.entry.mentions] == [one, other]
    assert [finding.code for finding in view.findings] == ["name"]
    assert people.findings(bench.ports, SEVERITIES).findings == view.findings


def test_a_decision_needs_two_people_and_a_reason(bench: Bench, tmp_path: Path) -> None:
    one = MentionId(case(bench, tmp_path, 1), "nksHoTen")

    with pytest.raises(InvalidInput, match="person-itself"):
        people.decide(bench.ports, CLERK, one, one, "lý do", is_same=True)
    with pytest.raises(InvalidInput, match="reason-needed"):
        people.decide(bench.ports, CLERK, one, MentionId(9, "meHoTen"), " ", is_same=True)
    with pytest.raises(NotFound, match="person-missing"):
        people.decide(bench.ports, CLERK, one, MentionId(9, "meHoTen"), "lý do", is_same=True)


def test_an_old_workspace_gets_its_register_once(bench: Bench, tmp_path: Path) -> None:
    case(bench, tmp_path, 1, **KIN)
    with bench.ports.unit_of_work() as unit:
        assert not unit.people.is_current()

    people.ensure_register(bench.ports)

    with bench.ports.unit_of_work() as unit:
        assert unit.people.is_current()
        assert unit.people.count() == 3


def test_a_land_file_that_says_another_birth_contradicts_a_birth_and_is_named(
    bench: Bench, tmp_path: Path
) -> None:
    birth = case(bench, tmp_path, 1, **KIN)
    land = read_case(bench, tmp_path, "land.png", {}, typed=False)
    correct.assign_type(bench.ports, CLERK, land, "land.certificate", 1)
    said = {
        "soPhatHanh": "BA 123456",
        "chuHoTen": "Nguyễn Thị Năm",
        "chuNgaySinh": "12/05/1991",
        "chuSoGiayTo": "001190012345",
    }
    for key, value in said.items():
        correct.set_field(bench.ports, CLERK, land, key, value, bench.revision(land))

    problems = [
        problem
        for problem in case_view(bench.ports, land).problems
        if problem.code.startswith("person-")
    ]
    assert [problem.field for problem in problems] == ["chuNgaySinh"]
    sentence = Messages("vi").problem(problems[0])
    assert str(birth) in sentence
    assert "1990" in sentence
