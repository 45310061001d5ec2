"""What left in packages and what receivers gave back, in the real databases."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from store.conftest import NOW
from store.test_progress import upgrade_to

from digitizer.bootstrap import package_check
from digitizer.bootstrap.package_check import package_findings
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.problems import Severity
from digitizer.domain.reject_matching import LeftRow
from digitizer.schemas import load_catalog
from digitizer.store import SqlUnitOfWorkFactory, open_engine, upgrade
from digitizer.store.engine import for_writing
from digitizer.workflow.rejects_port import Reject, TakenList

SHA, LIST_SHA = "a" * 64, "b" * 64
DAY = timedelta(days=1)


@pytest.fixture
def left(units, given):
    """A batch of two cases that left in one package, and a third that did not; case ids."""
    with units(write=True) as unit:
        batch = unit.batches.add("KS 01", "birth", "Mẫu", NOW)
        ids = []
        for number in (1, 2, 3):
            name = f"Nguyễn Thị {number}"
            case = given.case(unit, given.birth(name), number)
            out = number < 3
            changed = replace(
                case,
                batch_id=batch.id,
                state=CaseState.EXPORTED if out else CaseState.TO_CHECK,
                left_in="goi-1" if out else None,
                left_at=NOW if out else None,
                approved_by="Duyệt" if out else None,
                approved_at=NOW if out else None,
            )
            unit.cases.save(changed, case.revision)
            ids.append(case.id)
        rows = [(ids[0], "documents/1.pdf"), (ids[1], "documents/2.pdf")]
        unit.rejects.add_package("goi-1", SHA, batch.id, NOW, rows)
        unit.commit()
    return batch.id, ids


def taken(units, case_id, at=NOW + DAY, line=4):
    row = LeftRow("goi-1", SHA, 2, "documents/2.pdf", case_id)
    with units(write=True) as unit:
        number = unit.rejects.add_list(
            TakenList(0, LIST_SHA, "trả lại.xlsx", 9, at, "Duyệt"),
            [
                Reject(line, case_id, "nksHoTen", "sai tên", row),
                Reject(line, case_id, "nksNgaySinh", "sai ngày", row),
            ],
        )
        unit.commit()
    return number


def test_what_left_is_known_by_package_and_row(units, left):
    batch, ids = left
    with units() as unit:
        assert unit.rejects.left_rows(batch) == [
            LeftRow("goi-1", SHA, 1, "documents/1.pdf", ids[0]),
            LeftRow("goi-1", SHA, 2, "documents/2.pdf", ids[1]),
        ]
        assert unit.rejects.left_rows() == unit.rejects.left_rows(batch)
        assert unit.rejects.left_rows(batch + 1) == []
        assert unit.rejects.packages(batch) == [("goi-1", NOW)]


def test_candidates_come_with_the_values_that_are_asked_for(units, left):
    batch, ids = left
    with units() as unit:
        found = unit.rejects.candidates(["nksHoTen", "so"], batch)
        assert unit.rejects.candidates(["nksHoTen"], batch + 1) == []
    assert [each.case_id for each in found] == ids
    assert found[0].values == {"nksHoTen": "Nguyễn Thị 1"}
    assert [each.left_in for each in found] == ["goi-1", "goi-1", None]
    assert [each.state for each in found][2] is CaseState.TO_CHECK
    assert {(each.batch_id, each.batch) for each in found} == {(batch, "KS 01")}


def test_a_list_counts_its_cases_once_and_those_still_open(units, left):
    batch, ids = left
    number = taken(units, ids[1])
    with units() as unit:
        (kept,) = unit.rejects.lists()
        assert (kept.id, kept.lines, kept.cases, kept.open) == (number, 9, 1, 1)
        assert kept.at == NOW + DAY
        assert [each.field for each in unit.rejects.of_list(number)] == ["nksHoTen", "nksNgaySinh"]
        assert unit.rejects.taken_lines(LIST_SHA) == {4}
        assert unit.rejects.taken_lines(SHA) == frozenset()
        assert [each.left.number for each in unit.rejects.open_in_batch(batch)] == [2, 2]
        assert unit.rejects.given_back() == {("goi-1", ids[1])}


def test_a_case_that_left_again_is_answered(units, left):
    batch, ids = left
    taken(units, ids[1])
    with units(write=True) as unit:
        case = unit.cases.get(ids[1])
        unit.cases.save(replace(case, left_in="goi-2", left_at=NOW + 2 * DAY), case.revision)
        unit.commit()
    with units() as unit:
        assert unit.rejects.open_in_batch(batch) == []
        (kept,) = unit.rejects.lists()
        assert (kept.cases, kept.open) == (1, 0)
        assert unit.rejects.given_back() == {("goi-1", ids[1])}


@pytest.mark.parametrize("table", ["left_packages", "left_rows", "reject_lists", "rejects"])
@pytest.mark.parametrize("act", ["UPDATE {} SET {}", "DELETE FROM {}"])
def test_nothing_of_it_is_altered_or_removed(engine, units, left, table, act):
    taken(units, left[1][1])
    column = {"left_packages": "name = 'x'", "left_rows": "file = 'x'"}.get(table)
    change = column or {"reject_lists": "name = 'x'", "rejects": "reason = 'x'"}[table]
    with pytest.raises(DBAPIError, match="append-only"), for_writing(engine).begin() as connection:
        connection.execute(text(act.format(table, change)))


def test_an_older_workspace_knows_the_rows_of_its_packages(empty_url):
    engine = open_engine(empty_url)
    with for_writing(engine).begin() as connection:
        upgrade_to(connection, "0022")
        connection.execute(
            text(
                "INSERT INTO batches (id, name, state, created_by, created_at, revision)"
                " VALUES (3, 'KS', 'open', 'A', '2026-01-01 00:00:00.000000', 1)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO scans (id, sha256, name, size, media_type, page_count, received_at,"
                " state) VALUES (1, :sha256, 'a.pdf', 1, 'application/pdf', 1,"
                " '2026-01-01 00:00:00.000000', 'read')"
            ),
            {"sha256": "0" * 64},
        )
        for case in (4, 5, 7):
            connection.execute(
                text(
                    "INSERT INTO cases (id, scan_id, state, type_confidence, batch_id, revision,"
                    " title, search, doubts) VALUES (:id, 1, 'to_check', 0, 3, 1, '', '', 0)"
                ),
                {"id": case},
            )
        for number, details in enumerate(
            (
                '[["package", "KS_1"]]',
                f'[["exported_cases", "4-5 7"], ["manifest_sha256", "{SHA}"], ["package", "KS_2"]]',
            ),
            start=1,
        ):
            connection.execute(
                text(
                    "INSERT INTO audit_log (seq, at, actor, action, subject, details, previous,"
                    " hash) VALUES (:seq, '2026-01-03 00:00:00.000000', 'B', 'export-batch',"
                    " 'batch:3', :details, :previous, :hash)"
                ),
                {
                    "seq": number,
                    "details": details,
                    "previous": f"{number - 1}" * 64,
                    "hash": f"{number}" * 64,
                },
            )
    upgrade(engine)
    with SqlUnitOfWorkFactory(engine, load_catalog())() as unit:
        assert unit.rejects.left_rows() == [
            LeftRow("KS_2", SHA, number, "", case) for number, case in ((1, 4), (2, 5), (3, 7))
        ]
        assert [name for name, _ in unit.rejects.packages(3)] == ["KS_2", "KS_1"]
    engine.dispose()


def test_a_package_keeps_all_its_rows_in_their_order(units, left):
    batch, ids = left
    rows = [(ids[number % 3], f"documents/{number}.pdf") for number in range(1, 1002)]
    with units(write=True) as unit:
        unit.rejects.add_package("goi-2", SHA, batch, NOW + DAY, iter(rows))
        unit.commit()
    with units() as unit:
        found = [each for each in unit.rejects.left_rows(batch) if each.package == "goi-2"]
        # To the microsecond: by it a package is known to be in the books.
        assert list(unit.rejects.packages(batch)) == [("goi-2", NOW + DAY), ("goi-1", NOW)]
    assert [(each.number, each.case_id, each.file) for each in found] == [
        (number, case_id, file) for number, (case_id, file) in enumerate(rows, start=1)
    ]


def test_a_package_that_was_made_and_not_noted_is_told(engine, left, tmp_path):
    """The program was killed between the two."""
    for name in ("goi-1", "goi-2"):
        (tmp_path / name).mkdir()
        for file in ("manifest.json", "bagit.txt"):
            (tmp_path / name / file).touch()
    (found,) = package_findings(tmp_path, engine)
    assert found.code == "packages-not-noted"
    assert dict(found.params) == {"count": "1", "folder": str(tmp_path), "names": "goi-2"}


def test_packages_that_cannot_be_looked_at_are_told_too(engine, tmp_path, monkeypatch):
    def refused(folder):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(package_check, "packages_in", refused)
    (found,) = package_findings(tmp_path, engine)
    assert (found.code, found.severity) == ("packages-unreadable", Severity.WARNING)
    assert dict(found.params) == {"folder": str(tmp_path), "reason": "Permission denied"}
