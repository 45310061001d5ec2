"""Looking into the audit log: pages, filters, and words without marks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from digitizer.domain.changes import AuditEntry, Edit
from digitizer.domain.errors import NotFound
from digitizer.workflow.audit_port import EVERYTHING, AuditFilter

MAI, HUNG = "Lê Thị Mai", "Đỗ Văn Hùng"


@pytest.fixture
def log(units, given) -> int:
    """Nine entries, the third with two edits; the case's id."""
    with units(write=True) as unit:
        case = given.case(unit)
        for number in range(1, 10):
            at = given.now + timedelta(days=number)
            if number == 3:
                edit = Edit(case.id, "so", "set-field", "1", "2", "review", "confirmed", MAI, at, 2)
                unit.cases.add_edits([edit, edit])
            details = (("reason", f'Giấy rách 50% [trang {number}] "góc" a_b'),)
            actor = MAI if number % 2 else HUNG
            action = "set-field" if number < 6 else "pass-on"
            subject = f"case:{case.id}" if number < 8 else "batch:12"
            unit.audit.append(AuditEntry(at, actor, action, subject, details))
        unit.commit()
    return case.id


def _found(units, **where: object) -> list[int]:
    with units() as unit:
        wanted = AuditFilter(**where)
        acts = unit.audit_reading.page(wanted, limit=100)
        assert unit.audit_reading.count(wanted) == len(acts)
        return [act.seq for act in acts]


def test_the_newest_come_first_page_by_page(units, log):
    with units() as unit:
        reading = unit.audit_reading
        pages = [reading.page(EVERYTHING, limit=4, offset=offset) for offset in (0, 4, 8, 12)]
        narrow = reading.page(AuditFilter(actor=MAI), limit=2, offset=2)
    assert [[act.seq for act in page] for page in pages] == [
        [9, 8, 7, 6],
        [5, 4, 3, 2],
        [1],
        [],
    ]
    assert [act.seq for act in narrow] == [5, 3]
    assert pages[1][0].document_type == "birth"
    assert pages[0][0].document_type is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mai", [9, 7, 5, 3, 1]),
        ("MÁI le", [9, 7, 5, 3, 1]),
        ("do hung", [8, 6, 4, 2]),
        ("Đỗ", [8, 6, 4, 2]),
        ("giay RACH", [9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ("[trang 7]", [7]),
        ("[trang", [9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ("7]", [7]),
        ("50%", [9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ("5%%", []),
        ("a_b", [9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ("a*b", []),
        ("r?ch", []),
        ('"goc"', [9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ("batch:12", [9, 8]),
        ("khong", []),
    ],
)
def test_words_are_found_without_marks_and_special_signs_stand_for_themselves(
    units, log, text, found
):
    assert _found(units, text=text) == found


def test_filters_leave_whom_what_and_when(units, given, log):
    assert _found(units, actor=HUNG) == [8, 6, 4, 2]
    assert _found(units, action="pass-on", actor=MAI) == [9, 7]
    assert _found(units, subject="batch:12") == [9, 8]
    assert _found(units, subject="batch") == [9, 8]
    assert _found(units, subject="batch:1") == []
    since = given.now + timedelta(days=3)
    assert _found(units, since=since, until=since + timedelta(days=2)) == [4, 3]
    assert _found(units, before_seq=3) == [2, 1]


def test_an_entry_tells_its_edits_and_not_how_it_vouches_for_them(units, log):
    with units() as unit:
        act, edits = unit.audit_reading.act(3), unit.audit_reading.edits_of(3)
        assert [name for name, _ in act.entry.details] == ["reason"]
        assert [(edit.key, edit.before_text, edit.after_text) for edit in edits] == [
            ("so", "1", "2")
        ] * 2
        assert unit.audit_reading.edits_of(4) == ()
        assert unit.audit_reading.actors() == [HUNG, MAI]
        assert unit.audit_reading.actions() == ["pass-on", "set-field"]
        with pytest.raises(NotFound):
            unit.audit_reading.act(10)
