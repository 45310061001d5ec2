"""What is stored comes back the same: every aggregate, in a new transaction."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, text

from digitizer.domain.case import CaseReading, Outcome, Region, ScanState
from digitizer.domain.changes import AUTOMATION, AuditEntry, Edit
from digitizer.domain.errors import EnvironmentFault, NotFound
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.page import Box
from digitizer.domain.problems import Problem
from digitizer.domain.record import EmptyReason, FieldValue, ValueState
from digitizer.store.engine import for_writing
from digitizer.workflow.ports import NewArrival


def test_scan_with_its_state(units, given):
    with units(write=True) as unit:
        made = given.scan(unit)
        unit.scans.set_state(made.id, ScanState.READ)
        unit.commit()
    with units() as unit:
        found = unit.scans.get(made.id)
        assert found == replace(made, state=ScanState.READ)
        assert unit.scans.find_by_sha256(made.sha256) == found
        assert unit.scans.find_by_sha256("f" * 64) is None
        assert unit.scans.count_by_state() == {
            ScanState.STORED: 0,
            ScanState.READ: 1,
            ScanState.FAILED: 0,
        }
        assert found.received_at == given.now
        assert found.received_at.tzinfo is UTC


def test_scans_are_listed_page_by_page(units, given):
    with units(write=True) as unit:
        ids = [given.scan(unit, number).id for number in range(1, 6)]
        assert [scan.id for scan in unit.scans.list(limit=2, after_id=ids[1])] == ids[2:4]


def test_moments_of_another_zone_come_back_in_utc(units, given):
    hanoi = timezone(timedelta(hours=7))
    at = datetime(2026, 3, 2, 15, 30, tzinfo=hanoi)
    with units(write=True) as unit:
        scan = unit.scans.add(replace(given.new_scan(), received_at=at))
        assert unit.scans.get(scan.id).received_at == at
        assert unit.scans.get(scan.id).received_at.tzinfo is UTC
        with pytest.raises(Exception, match="aware of its zone"):
            unit.scans.add(replace(given.new_scan(2), received_at=at.replace(tzinfo=None)))


def test_pages_and_their_readings(units, given):
    with units(write=True) as unit:
        scan = given.scan(unit)
        made = given.pages(unit, scan.id, count=3)
        unit.commit()
    with units() as unit:
        pages = unit.scans.pages(scan.id)
        assert pages == made
        assert [page.number for page in pages] == [1, 2, 3]
        assert pages[0].problems == given.page_reading().problems
        assert unit.scans.page_reading(pages[1].id) == given.page_reading(2)
        with pytest.raises(NotFound, match="page-missing"):
            unit.scans.page_reading(9999)


def test_a_damaged_page_reading_is_named_as_damage(units, given, engine: Engine):
    with units(write=True) as unit:
        page = given.pages(unit, given.scan(unit).id)[0]
        unit.commit()
    with for_writing(engine).begin() as connection:
        connection.execute(text("UPDATE page_readings SET reading = :x"), {"x": b"rubbish"})
    with units() as unit, pytest.raises(EnvironmentFault, match="database-damaged"):
        unit.scans.page_reading(page.id)


def test_arrivals_also_of_names_that_are_no_utf8(units, given):
    problem = Problem.error("file-truncated", bytes="12")
    path = "/quet/s\udcea 01.pdf"
    new = NewArrival(path, 12, 1_700_000_000_123_456_789, "", Outcome.QUARANTINED, None, problem,
                     given.now)  # fmt: skip
    with units(write=True) as unit:
        first = unit.arrivals.add(new)
        second = unit.arrivals.add(replace(new, sha256="a" * 64))
        unit.arrivals.settle(first.id)
        unit.commit()
    with units() as unit:
        assert unit.arrivals.find(path, 12, 1_700_000_000_123_456_789) == second
        assert unit.arrivals.find(path, 13, 1_700_000_000_123_456_789) is None
        assert second.path == path
        assert second.problem == problem
        assert unit.arrivals.unsettled() == [second]
        assert unit.arrivals.list(outcome=Outcome.STORED) == []
        assert [arrival.id for arrival in unit.arrivals.list()] == [second.id, first.id]
        older = unit.arrivals.list(before_id=second.id)
        assert [arrival.id for arrival in older] == [first.id]
        assert unit.arrivals.count_by_outcome()[Outcome.QUARANTINED] == 2


def test_a_case_as_read_and_as_corrected(units, given):
    with units(write=True) as unit:
        scan = given.scan(unit)
        pages = given.pages(unit, scan.id, count=2)
        reading = replace(
            given.birth(), regions=(Region(1, Box(0, 1100, 1654, 1239)), Region(2, None))
        )
        made = unit.cases.add(scan.id, reading, None)
        unit.commit()
    assert made.state is CaseState.TO_CHECK
    assert [region.page_id for region in made.regions] == [pages[0].id, pages[1].id]
    assert [region.box for region in made.regions] == [region.box for region in reading.regions]
    assert made.record is not None
    assert list(made.record.fields) == ["nksHoTen", "nksNgaySinh"]
    assert made.record.fields["nksHoTen"].reading == reading.fields[0]

    confirmed = replace(
        made.record.fields["nksHoTen"],
        text="Nguyễn Thị Hoà",
        value="Nguyễn Thị Hoà",
        state=ValueState.CONFIRMED,
        confirmed_by="Trần Văn Bình",
        confirmed_at=given.now,
    )
    empty = FieldValue(
        "so",
        state=ValueState.CONFIRMED,
        confirmed_by="Trần Văn Bình",
        confirmed_at=given.now,
        empty_reason=EmptyReason.TORN,
    )
    changed = replace(
        made,
        state=CaseState.CHECKED,
        record=made.record.with_field(confirmed).with_field(empty),
        regions=made.regions[:1],
        return_reason="Thiếu số quyển",
    )
    with units(write=True) as unit:
        saved = unit.cases.save(changed, made.revision)
        unit.commit()
    with units() as unit:
        assert unit.cases.get(made.id) == saved == replace(changed, revision=2)


def test_a_field_taken_out_of_a_record_is_gone(units, given):
    with units(write=True) as unit:
        made = given.case(unit)
        fewer = replace(made.record, fields={"nksHoTen": made.record.fields["nksHoTen"]})
        unit.cases.save(replace(made, record=fewer), 1)
        unit.commit()
    with units() as unit:
        assert unit.cases.get(made.id).record == fewer


def test_a_case_of_unknown_type_has_no_record(units, given):
    reading = CaseReading(None, None, 0.1, (Region(1),), ())
    with units(write=True) as unit:
        made = given.case(unit, reading)
        unit.commit()
    with units() as unit:
        assert unit.cases.get(made.id).record is None
        assert unit.cases.count_records() == 0


def test_a_case_cannot_lie_on_a_page_that_is_not_there(units, given):
    with units(write=True) as unit, pytest.raises(NotFound, match="page-missing"):
        given.case(unit, given.reading(page=7))


def test_batches_jobs_and_what_is_missing(units, given):
    with units(write=True) as unit:
        batch = unit.batches.add("Quyển 01/2006", "birth", "Lê Thị Mai", given.now)
        sent = replace(batch, state=BatchState.SUBMITTED, submitted_by="Lê Thị Mai")
        saved = unit.batches.save(sent, 1)
        unit.commit()
    with units() as unit:
        assert unit.batches.get(batch.id) == saved == replace(sent, revision=2)
        assert unit.batches.find_by_name("Quyển 01/2006") == saved
        for ask, code in (
            (lambda: unit.batches.get(99), "batch-missing"),
            (lambda: unit.cases.get(99), "case-missing"),
            (lambda: unit.scans.get(99), "scan-missing"),
            (lambda: unit.scans.pages(99), "scan-missing"),
            (lambda: unit.arrivals.settle(99), "arrival-missing"),
        ):
            with pytest.raises(NotFound, match=code):
                ask()


def test_edits_and_who_made_them(units, given):
    def edit(case_id: int, actor: str, revision: int) -> Edit:
        return Edit(case_id, "nksHoTen", "correct", "Hoa", "Hòa", "review", "confirmed", actor,
                    given.now, revision)  # fmt: skip

    with units(write=True) as unit:
        batch = unit.batches.add("Quyển 01", None, "Lê Thị Mai", given.now)
        inside, outside = given.case(unit), given.case(unit, number=2)
        unit.cases.save(replace(inside, batch_id=batch.id), 1)
        made = [edit(inside.id, "Lê Thị Mai", 2), edit(inside.id, AUTOMATION.name, 3)]
        unit.cases.add_edits([*made, edit(outside.id, "Phạm Văn Sáu", 2)])
        unit.commit()
    with units() as unit:
        assert unit.cases.edits(inside.id) == made
        assert unit.cases.editors_in_batch(batch.id) == {"Lê Thị Mai"}


def test_audit_entries_come_back_in_their_order(units, given):
    entries = [
        AuditEntry(given.now, "Lê Thị Mai", "correct", f"case:{n}", (("field", "Họ, tên"),))
        for n in range(3)
    ]
    with units(write=True) as unit:
        assert unit.audit.head() == "0" * 64
        for entry in entries:
            unit.audit.append(entry)
        unit.commit()
    with units() as unit:
        assert unit.audit.list() == entries
        assert unit.audit.list(limit=1, after_seq=1) == entries[1:2]
        assert len(unit.audit.head()) == 64


def test_vietnamese_text_is_kept_in_nfc(units, given, engine: Engine):
    name = "Nguyễn Thị Hoà"
    decomposed = unicodedata.normalize("NFD", name)
    with units(write=True) as unit:
        made = given.case(unit, given.birth(name=decomposed))
        unit.batches.add(unicodedata.normalize("NFD", "Quyển Một"), None, decomposed, given.now)
        unit.commit()
    with units() as unit:
        field = unit.cases.get(made.id).record.fields["nksHoTen"]
        assert (field.text, field.value, field.reading.text) == (name, name, name)
        assert unit.batches.find_by_name(unicodedata.normalize("NFD", "Quyển Một")) is not None
    with engine.connect() as connection:
        raw = connection.execute(text("SELECT text, value, reading FROM case_fields")).all()
    assert all(unicodedata.is_normalized("NFC", column) for row in raw for column in row)


def test_text_that_no_database_takes_is_made_storable(units, given):
    with units(write=True) as unit:
        made = given.case(unit, given.birth(name="A\x00n \udcff"))
        unit.commit()
    with units() as unit:
        assert unit.cases.get(made.id).record.fields["nksHoTen"].text == "An ?"
