"""Searching through the confirmed cases, in step with every change, on both databases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from support.paged_case import BIRTH, Desk, make_desk

from digitizer.bootstrap.desk.case_pages import CasePagesDesk
from digitizer.domain.changes import Actor
from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotFound
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import FieldValue, Record, ValueState
from digitizer.domain.search.query import parse
from digitizer.domain.search.words import scan
from digitizer.messages import Messages
from digitizer.store.search_rows import SearchBuiltRow, SearchTextRow
from digitizer.workflow import correct, history, make_searchable
from digitizer.workflow import search_records as use_case
from digitizer.workflow.make_searchable import ensure_search, make_some
from digitizer.workflow.ports import CaseFilter, UnitOfWork
from digitizer.workflow.search_port import Search, SearchFilter, Waiting
from digitizer.workflow.search_records import HitPage, open_found, search_records

CLERK, BOSS = Actor("Nguyễn Thị Mẫu"), Actor("Trần Văn Mẫu")
NAME, NUMBER, BORN, MOTHER = "nksHoTen", "so", "nksNgaySinh", "meHoTen"
FINISHED = {CaseState.CHECKED, CaseState.APPROVED, CaseState.EXPORTED}
FULL = {
    NAME: "LÊ THỊ MẪU",
    NUMBER: "15/2021",
    "quyenSo": "01/2021",
    "ngayDangKy": "20/03/2021",
    "noiDangKy": "UBND xã Mẫu, tỉnh Mẫu",
    "nksGioiTinh": "Nữ",
    BORN: "16/03/2021",
    "nksDanToc": "Kinh",
    "nksQuocTich": "Việt Nam",
    MOTHER: "Nguyễn Thị Hoà",
}


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(engine, tmp_path)


@pytest.fixture
def finish(desk: Desk) -> Callable[..., int]:
    """Makes a checked case out of values over the usual ones; its number."""

    def made(batch: str | None = None, **values: str) -> int:
        (case_id,) = desk.arrive({**FULL, **values}, batch=batch)
        move(desk, case_id, CaseState.CHECKED)
        return case_id

    return made


def move(desk: Desk, case_id: int, state: CaseState, **changes: object) -> None:
    with desk.ports.unit_of_work(write=True) as unit:
        case = unit.cases.get(case_id)
        moved = replace(case, state=state, **changes)  # type: ignore[arg-type]
        unit.cases.save(moved, case.revision)
        unit.commit()


def look(desk: Desk, words: str, limit: int = 50, **where: object) -> HitPage:
    return search_records(desk.ports, BOSS, words, SearchFilter(**where), limit=limit)  # type: ignore[arg-type]


def found(desk: Desk, words: str, **where: object) -> list[int]:
    return [hit.case.case_id for hit in look(desk, words, **where).hits]


def assert_in_step(desk: Desk) -> None:
    """Every word of every case is looked up: it finds the confirmed cases that say it, and no
    other case."""
    saying: dict[str, set[int]] = defaultdict(set)
    with desk.ports.unit_of_work() as unit:
        for each in unit.cases.summaries(CaseFilter(), limit=1000):
            case = unit.cases.get(each.id)
            for value in case.record.fields.values() if case.record else ():
                for word in scan(value.text, value.value).words:
                    saying[word.text] |= {case.id} if case.state in FINISHED else set()
        for word, expected in saying.items():
            query = parse(f'"{word}"')
            assert query is not None
            places = unit.search.find(Search(query, SearchFilter()), limit=1000)
            assert {place.case_id for place in places} == expected, word


def test_a_person_is_found_however_the_name_is_typed(desk: Desk, finish: Callable[..., int]):
    case_id = finish(**{NAME: "NGUYỄN VĂN BƯỜNG", BORN: "12/03/1962"})
    finish(**{NAME: "Nguyễn Văn Ba"})

    for words in (
        "Nguyễn Văn Bường",
        "nguyen van buong",
        "BUONG 1962",
        "bu",
        "nguyễn văn bường 12/3/1962",
        "12-03-1962",
        "ngày 12 tháng 3 năm 1962",
        "03/1962 buong",
        '"văn bường"',
        "buong nguyen",
    ):
        assert found(desk, words) == [case_id], words
    for words in ("Bường 1963", '"bường văn"', '"nguyễn bường"', "13/3/1962", "uong"):
        assert found(desk, words) == [], words


def test_a_phrase_stands_in_one_field(desk: Desk, finish: Callable[..., int]):
    finish(**{NAME: "Trần Thị An", MOTHER: "Bùi Thị Cúc"})
    finish(**{NAME: "An Bùi"})
    assert len(found(desk, "an bùi")) == 2
    assert len(found(desk, '"an bùi"')) == 1
    assert len(found(desk, '"thị an"')) == 1


def test_numbers_are_found_with_and_without_their_signs(desk: Desk, finish: Callable[..., int]):
    case_id = finish(meSoDinhDanhCaNhan="038 162 001 234")
    other = finish(meSoDinhDanhCaNhan="001199005678", **{NUMBER: "07/2021"})
    assert found(desk, "038162001234") == [case_id]
    assert found(desk, "038.162.001.234") == [case_id]
    assert found(desk, "0381 6200 1234") == [case_id]
    assert found(desk, "038162") == [case_id]
    assert found(desk, "001 199 005 678") == [other]
    assert found(desk, "7/2021") == [other]
    assert found(desk, "1962 038") == []


def test_the_best_comes_first(desk: Desk, finish: Callable[..., int]):
    scattered = finish(**{NAME: "Văn Thị Bường", MOTHER: "Nguyễn Thị Ba"})
    marks = finish(**{NAME: "Nguyễn Văn Bường"})
    begun = finish(**{NAME: "Nguyễn Văn Buồngg"})
    plain = finish(**{NAME: "Nguyễn Vân Buông"})
    assert found(desk, "Nguyễn Văn Bường") == [marks, plain, scattered]
    assert found(desk, "nguyen van buong") == [plain, marks, scattered]
    assert found(desk, "nguyen van buongg") == [begun]
    # What is only begun is found where nothing is whole.
    assert found(desk, "nguyen van buo") == [plain, begun, marks, scattered]
    page = look(desk, "nguyen van buo", limit=2)
    rest = search_records(
        desk.ports, BOSS, "nguyen van buo", SearchFilter(), limit=9, after=page.after
    )
    assert [hit.case.case_id for hit in rest.hits] == [marks, scattered]
    last = look(desk, "nguyen van buong", limit=3)
    assert last.after is None


def test_what_was_found_is_shown_with_its_places(desk: Desk, finish: Callable[..., int]):
    finish(**{NAME: "NGUYỄN VĂN BƯỜNG", BORN: "12/03/1962"})
    (hit,) = look(desk, "nguyen van buong 1962").hits
    marked = {each.key: [each.text[a:b] for a, b in each.spans] for each in hit.fields}
    assert marked == {NAME: ["NGUYỄN VĂN BƯỜNG"], BORN: ["1962"]}
    assert (hit.case.title, hit.case.document_type) == ("NGUYỄN VĂN BƯỜNG", BIRTH)
    assert hit.case.state is CaseState.CHECKED


def test_what_is_left_can_be_narrowed(desk: Desk, finish: Callable[..., int]):
    first = finish("Quyển 1", **{NAME: "Nguyễn Thị Hoà", MOTHER: "Lò Thị Ón"})
    second = finish("Quyển 2", ngayDangKy="20/03/2019")
    move(desk, second, CaseState.APPROVED)
    with desk.ports.unit_of_work() as unit:
        batch_id = unit.cases.get(first).batch_id
    assert found(desk, "hoà") == [second, first]
    assert found(desk, "hoà", field=MOTHER) == [second]
    assert found(desk, '"nguyễn thị hoà"', field=NAME) == [first]
    assert found(desk, "hoà", field="chaHoTen") == []
    assert found(desk, "hoà", field="không có") == []
    assert found(desk, "hoà", batch_id=batch_id) == [first]
    assert found(desk, "hoà", batch_id=batch_id + 99) == []
    assert found(desk, "hoà", state=CaseState.APPROVED) == [second]
    assert found(desk, "hoà", state=CaseState.TO_CHECK) == []
    assert found(desk, "hoà", year=2019) == [second]
    assert found(desk, "hoà", document_type=BIRTH, year=2021) == [first]
    assert found(desk, "hoà", document_type="civil_status.death") == []


def test_pages_follow_each_other_whatever_is_confirmed_meanwhile(
    desk: Desk, finish: Callable[..., int]
):
    old = [finish(**{NAME: name}) for name in ("Lê Hoà", "Hoà Lê Thị", "Lê Hoà", "Lê Văn Hoà")]
    first = look(desk, "lê hoà", limit=2)
    finish(**{NAME: "Lê Hoà"})
    rest = search_records(desk.ports, BOSS, "lê hoà", SearchFilter(), limit=9, after=first.after)
    ids = [hit.case.case_id for hit in (*first.hits, *rest.hits)]
    assert ids == [old[2], old[0], old[3], old[1]]
    assert (first.total, rest.after) == (4, None)


def test_only_confirmed_cases_are_found_and_only_while_they_are(desk: Desk):
    (case_id,) = desk.arrive(FULL)
    assert found(desk, "mẫu") == []
    for state in (CaseState.CHECKED, CaseState.APPROVED, CaseState.EXPORTED):
        move(desk, case_id, state)
        assert found(desk, "mẫu") == [case_id]
    move(desk, case_id, CaseState.RETURNED)
    assert found(desk, "mẫu") == []


def test_what_is_rolled_back_was_never_searchable(desk: Desk):
    (case_id,) = desk.arrive(FULL)
    with desk.ports.unit_of_work(write=True) as unit:
        case = unit.cases.get(case_id)
        unit.cases.save(replace(case, state=CaseState.CHECKED), case.revision)
    assert found(desk, "mẫu") == []


def test_the_search_is_in_step_with_everything_people_do(desk: Desk):
    pages = CasePagesDesk(desk.ports, CLERK, Messages("vi"))
    (one,) = desk.arrive(FULL, {"meDanToc": "Thái", "chaHoTen": "Lò Văn Sáu"})
    (two,) = desk.arrive({**FULL, NUMBER: "16/2021", NAME: "Quàng Thị Ún"})

    def step(act: Callable[[], object]) -> None:
        act()
        assert_in_step(desk)

    def after(case_id: int, act: Callable[..., object], *given: object) -> None:
        step(lambda: act(desk.ports, CLERK, case_id, *given, desk.revision(case_id)))

    after(one, correct.finish_case)
    after(two, correct.finish_case)
    after(one, correct.set_field, NAME, "LÊ THỊ MẬN")
    after(one, correct.finish_case)
    after(one, history.undo)
    after(one, correct.finish_case)
    after(two, correct.set_aside, "lẫn vào")
    after(two, correct.restore)
    after(two, correct.finish_case)
    step(lambda: pages.split(one, [1], desk.revision(one)))
    step(lambda: pages.undo(one))
    parted = pages.split(one, [1], desk.revision(one), keeps_type=False).case_id
    assert parted is not None
    after(parted, correct.assign_type, BIRTH)
    for key, value in FULL.items():
        after(parted, correct.set_field, key, value)
    after(parted, correct.finish_case)
    after(parted, history.undo)
    after(one, correct.finish_case)
    step(lambda: pages.merge(one, [two, parted], desk.revision(one)))


def test_a_finished_case_that_changes_is_found_by_what_it_says_now(
    desk: Desk, finish: Callable[..., int]
):
    case_id = finish(**{NAME: "Quàng Thị Ún"})
    with desk.ports.unit_of_work(write=True) as unit:
        case = unit.cases.get(case_id)
        assert case.record is not None
        value = FieldValue(NAME, "Lò Thị Ún", "Lò Thị Ún", ValueState.ACCEPTED)
        unit.cases.save(replace(case, record=case.record.with_field(value)), case.revision)
        unit.commit()
    assert found(desk, "quàng") == []
    assert found(desk, "lò") == [case_id]
    assert_in_step(desk)

    with desk.ports.unit_of_work(write=True) as unit:
        case = unit.cases.get(case_id)
        unit.cases.save(replace(case, record=Record("khac.loai", "1", {})), case.revision)
        unit.commit()
    assert found(desk, "lò") == []
    with desk.ports.unit_of_work(write=True) as unit:
        case = unit.cases.get(case_id)
        unit.cases.save(replace(case, record=None), case.revision)
        unit.commit()
    with desk.ports.unit_of_work() as unit:
        assert unit._session.get(SearchTextRow, case_id) is None  # type: ignore[attr-defined]


HOSTILE = [
    '"',
    "'",
    "\\",
    "a' & b",
    "') OR ('1'='1",
    'x" OR "y',
    "NOT a",
    "a AND",
    "NEAR(a b)",
    "c0 : a",
    "-a",
    "^a",
    "a*",
    "a:*",
    "a <-> b",
    "!a",
    "(((",
    "{a}",
    "mẫu; DROP TABLE cases",
    "\x00mẫu",
    "\udcff",
    "\ue000tcivil",
    "%_",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_is_typed_is_no_language(desk: Desk, finish: Callable[..., int], words: str):
    finish(**{NAME: "Lý Thị Mẫu", "noiDangKy": 'O\'Brien \\ "nhà" & (sân) | !x <-> y:*'})
    if parse(words) is None:
        with pytest.raises(InvalidInput, match="search-no-words"):
            look(desk, words)
    else:
        look(desk, words)
    assert found(desk, "o'brien nhà sân") != []
    assert_in_step(desk)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.text(max_size=60))
def test_no_text_whatsoever_breaks_the_search(desk: Desk, words: str):
    if parse(words) is None:
        with pytest.raises(InvalidInput, match="search-no-words"):
            look(desk, words)
    else:
        look(desk, words)


def test_a_text_of_any_kind_can_be_kept_and_found(desk: Desk, finish: Callable[..., int]):
    odd = "Straße İstanbul Ωmega ລາວ 中文 123456789012345678901234567890 " + "x" * 3000
    case_id = finish(noiDangKy=odd)
    for words in ("strasse", "istanbul", "ωmega", "ລາວ", "中文", "x" * 200, "1234567890"):
        assert found(desk, words) == [case_id], words
    assert_in_step(desk)
    move(desk, case_id, CaseState.RETURNED)
    assert found(desk, "中文") == []


@pytest.mark.parametrize(
    ("words", "code"), [("…", "search-no-words"), ("a" * 301, "search-too-long")]
)
def test_what_cannot_be_searched_for_is_said(desk: Desk, words: str, code: str):
    with pytest.raises(InvalidInput, match=code):
        look(desk, words)


def restrict(desk: Desk, key: str) -> None:
    types = dict(desk.ports.catalog.types)
    types[key] = replace(types[key], is_restricted=True)
    desk.ports = replace(desk.ports, catalog=replace(desk.ports.catalog, types=types))


def test_types_that_one_may_not_see_are_not_found_counted_or_opened(
    desk: Desk, finish: Callable[..., int], monkeypatch: pytest.MonkeyPatch
):
    case_id = finish()
    restrict(desk, BIRTH)
    assert found(desk, "mẫu") == [case_id]

    monkeypatch.setattr(use_case, "allowed_actions", lambda *_: frozenset({"search-records"}))
    page = look(desk, "mẫu")
    assert (page.hits, page.total, page.after) == ((), 0, None)
    with pytest.raises(NotFound, match="case-missing"):
        open_found(desk.ports, BOSS, case_id)
    types = {key: each for key, each in desk.ports.catalog.types.items() if key != BIRTH}
    desk.ports = replace(desk.ports, catalog=replace(desk.ports.catalog, types=types))
    assert look(desk, "mẫu").total == 0


def logged(desk: Desk) -> list[tuple[str, str, str, dict[str, str]]]:
    with desk.ports.unit_of_work() as unit:
        entries = unit.audit.list(limit=10_000)
    return [
        (each.actor, each.action, each.subject, dict(each.details))
        for each in entries
        if each.action in ("search-records", "open-found")
    ]


def test_who_looked_at_whom_is_logged_and_no_word_of_it(desk: Desk, finish: Callable[..., int]):
    ids = [finish(**{NAME: f"Bạc Cầm Ún {number}"}) for number in range(3)]
    page = look(desk, "bạc cầm", limit=2, document_type=BIRTH)
    search_records(
        desk.ports, BOSS, "bạc cầm", SearchFilter(document_type=BIRTH), limit=2, after=page.after
    )
    look(desk, "không có ai")
    open_found(desk.ports, BOSS, ids[0])

    entries = logged(desk)
    assert [each[:3] for each in entries] == [
        (BOSS.name, "search-records", "search"),
        (BOSS.name, "search-records", "search"),
        (BOSS.name, "search-records", "search"),
        (BOSS.name, "open-found", f"case:{ids[0]}"),
    ]
    assert entries[0][3] == {"shown": f"{ids[2]} {ids[1]}", "count": "3", "type": BIRTH}
    assert entries[1][3] == {"shown": f"{ids[0]}", "count": "1", "type": BIRTH}
    assert entries[2][3] == {"shown": "", "count": "0"}
    everything = repr(entries).casefold()
    for word in ("bạc", "cầm", "bac", "cam", "không có"):
        assert word not in everything


def test_a_search_without_a_log_gives_nothing(desk: Desk, finish: Callable[..., int]):
    finish()
    units = desk.ports.unit_of_work

    def refusing(*, write: bool = False) -> UnitOfWork:
        if write:
            raise EnvironmentFault("disk-full", place="x")
        return units()

    desk.ports = replace(desk.ports, unit_of_work=refusing)
    with pytest.raises(EnvironmentFault):
        look(desk, "mẫu")


def forget(desk: Desk) -> None:
    """As a program without a search left it."""
    with desk.ports.unit_of_work(write=True) as unit:
        keeper = unit.search._keeper  # type: ignore[attr-defined]
        for each in unit.cases.summaries(CaseFilter(), limit=1000):
            keeper.put(each.id, None)
        unit._session.query(SearchBuiltRow).delete()  # type: ignore[attr-defined]
        unit.commit()


def test_an_older_workspace_becomes_searchable_little_by_little(
    desk: Desk, finish: Callable[..., int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(make_searchable, "_CASES_AT_ONCE", 2)
    ids = [finish() for _ in range(5)]
    desk.arrive(FULL)
    forget(desk)
    assert look(desk, "mẫu").waiting == Waiting(0, 0)
    ensure_search(desk.ports)
    assert look(desk, "mẫu").waiting == Waiting(5, 5)

    assert make_some(desk.ports) == set(ids[:2])
    page = look(desk, "mẫu")
    assert page.waiting == Waiting(3, 5)
    assert {hit.case.case_id for hit in page.hits} == set(ids[:2])

    ensure_search(desk.ports)
    new = finish()
    move(desk, ids[3], CaseState.RETURNED)
    while make_some(desk.ports):
        pass
    assert set(found(desk, "mẫu")) == {*ids, new} - {ids[3]}
    assert look(desk, "mẫu").waiting == Waiting(0, 0)
    assert_in_step(desk)


def test_a_case_saved_while_it_is_made_searchable_is_kept_once(
    desk: Desk, finish: Callable[..., int]
):
    case_id, other = finish(**{NAME: "Quàng Ún"}), finish()
    forget(desk)
    ensure_search(desk.ports)
    with desk.ports.unit_of_work() as unit:
        stretch = unit.search.due(9)
    assert stretch is not None
    move(desk, case_id, CaseState.RETURNED)
    for _ in range(2):  # Another program comes to the same stretch.
        with desk.ports.unit_of_work(write=True) as unit:
            unit.search.keep(stretch)
            unit.commit()
    assert found(desk, "quàng") == []
    assert found(desk, "mẫu") == [other]
    assert make_some(desk.ports) == frozenset()


def test_a_new_method_begins_anew(desk: Desk, finish: Callable[..., int]):
    finish()
    ensure_search(desk.ports)
    with desk.ports.unit_of_work(write=True) as unit:
        row = unit._session.get(SearchBuiltRow, 1)  # type: ignore[attr-defined]
        row.method = "0"
        unit.commit()
    ensure_search(desk.ports)
    while make_some(desk.ports):
        pass
    assert_in_step(desk)


def test_more_hits_than_anybody_reads_are_not_counted(
    desk: Desk, finish: Callable[..., int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(use_case, "MOST_COUNTED", 3)
    for _ in range(5):
        finish()
    page = look(desk, "mẫu", limit=2)
    assert (len(page.hits), page.total) == (2, 4)
