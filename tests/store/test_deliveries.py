"""Deliveries and receipts in the database, on both kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from digitizer import store
from digitizer.domain.delivery import (
    Answer,
    Item,
    Outcome,
    PackageMark,
    Parcel,
    Receipt,
    Receiver,
    Way,
)
from digitizer.domain.errors import NotFound
from digitizer.store import SqlUnitOfWorkFactory, open_engine, upgrade
from digitizer.store.engine import for_writing

NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)
OFFICE = Receiver("kho", "Kho Mẫu", Way.HTTPS, "https://kho.example")
ITEMS = tuple(Item(f"G06_CV_00000{n}_V1", "a" * 64, f"{n}" * 64, 1000 + n) for n in range(1, 4))
PARCEL = Parcel("Lô mẫu_20261128", "b" * 64, ITEMS)


def begun(units, parcel=PARCEL, receiver=OFFICE):
    with units(write=True) as unit:
        made = unit.deliveries.begin(parcel, receiver, NOW, "Trần Văn Mẫu")
        unit.commit()
    return made


def noted(units, delivery, item, outcome, minutes=0, words=""):
    receipt = Receipt(
        delivery.id, item, Answer(outcome, 201, words), NOW + timedelta(minutes=minutes), "Ai"
    )
    with units(write=True) as unit:
        unit.deliveries.add_receipt(receipt)
        unit.commit()
    return receipt


def test_one_package_for_one_receiver_is_one_delivery(units):
    first = begun(units)

    assert begun(units) == first
    assert begun(units, receiver=Receiver("kho", "Tên khác", Way.HTTPS, OFFICE.target)) == first
    elsewhere = Receiver("kho", "Kho Mẫu", Way.HTTPS, "https://moi.example")
    assert begun(units, receiver=elsewhere).id != first.id
    assert begun(units, Parcel("Lô mẫu_20261128", "c" * 64, ITEMS)).id != first.id


def test_the_newest_receipt_of_a_document_counts(units):
    delivery = begun(units)
    noted(units, delivery, ITEMS[0], Outcome.REFUSED)
    noted(units, delivery, ITEMS[0], Outcome.ACCEPTED, 1)
    last = noted(units, delivery, ITEMS[1], Outcome.DIFFERS, 2, 'Lỗi "ký tự" \x00')

    with units() as unit:
        (state,) = unit.deliveries.states()
        receipts = unit.deliveries.receipts(delivery.id)
        known = unit.deliveries.vouching_at(OFFICE, [one.document for one in ITEMS])

    assert (state.arrived, state.refused, state.waiting) == (1, 1, 1)
    assert not state.is_complete
    assert state.newest_at == last.at
    assert [one.answer.outcome for one in receipts] == [
        Outcome.REFUSED,
        Outcome.ACCEPTED,
        Outcome.DIFFERS,
    ]
    assert receipts[0].item == ITEMS[0]
    assert receipts[2].answer.text == 'Lỗi "ký tự" '
    assert known[ITEMS[0].document].answer.outcome is Outcome.ACCEPTED


def test_what_another_package_brought_is_known_and_what_went_elsewhere_is_not(units):
    earlier = begun(units, Parcel("Lô trước", "d" * 64, ITEMS))
    noted(units, earlier, ITEMS[0], Outcome.ACCEPTED)
    other = Receiver("usb", "USB", Way.MEDIA, "/media/usb")
    noted(units, begun(units, receiver=other), ITEMS[1], Outcome.ACCEPTED)

    with units() as unit:
        documents = [one.document for one in ITEMS]
        assert set(unit.deliveries.vouching_at(OFFICE, documents)) == {ITEMS[0].document}
        assert unit.deliveries.vouching_at(OFFICE, documents[1:]) == {}
        assert [one.delivery.package for one in unit.deliveries.states("Lô trước")] == ["Lô trước"]
        assert len(unit.deliveries.states(limit=1)) == 1


def test_what_changed_nothing_there_hides_no_earlier_receipt(units):
    before = begun(units, Parcel("Lô trước", "d" * 64, ITEMS))
    noted(units, before, ITEMS[0], Outcome.ACCEPTED)
    later = begun(units)
    for outcome in (
        Outcome.REFUSED,
        Outcome.TAKEN,
        Outcome.SUPERSEDED,
        Outcome.UNANSWERED,
    ):
        noted(units, later, ITEMS[0], outcome)
    noted(units, later, ITEMS[1], Outcome.SUPERSEDED)
    noted(units, later, ITEMS[2], Outcome.REFUSED)

    with units() as unit:
        many = [one.document for one in ITEMS] + [f"X{number}" for number in range(1200)]
        known = unit.deliveries.vouching_at(OFFICE, many)
        state = unit.deliveries.state(later)

    assert {name: one.delivery_id for name, one in known.items()} == {ITEMS[0].document: before.id}
    assert (state.arrived, state.refused, state.superseded, state.waiting) == (0, 1, 1, 1)


def mark(name, manifest=None):
    return PackageMark(name, (manifest or name.lower()) * 64)


def left(units, given, *packages):
    """Each a name, its cases of three, and its manifest if it is not that of :func:`mark`."""
    with units(write=True) as unit:
        batch = unit.batches.add("KS 01", "birth", "Mẫu", NOW)
        cases = [given.case(unit, given.birth("Nguyễn Thị Mẫu"), n).id for n in (1, 2, 3)]
        for name, some, *manifest in packages:
            rows = [(cases[at - 1], "1.pdf") for at in some]
            noted = manifest[0] if manifest else name.lower() * 64
            unit.rejects.add_package(name, noted, batch.id, NOW, rows)
        unit.commit()
    return batch.id


def test_a_newer_package_of_the_same_cases_is_known_by_what_left_and_what_was_brought(units, given):
    left(units, given, ("A", [1, 2]), ("B", [2]), ("C", [3]), ("D", [1, 2, 3]))
    made = {name: Parcel(name, name.lower() * 64, ITEMS, name.lower() * 64) for name in "ABCD"}
    usb = Receiver("usb", "USB", Way.MEDIA, "/media/usb")
    noted(units, begun(units, made["B"]), ITEMS[0], Outcome.ACCEPTED)
    noted(units, begun(units, made["C"]), ITEMS[1], Outcome.ACCEPTED)
    noted(units, begun(units, made["D"]), ITEMS[2], Outcome.REFUSED)
    noted(units, begun(units, made["D"], usb), ITEMS[2], Outcome.ACCEPTED)

    with units() as unit:
        number = unit.deliveries.left_number
        assert number(mark("A")) < number(mark("B")) < number(mark("D"))
        newer = unit.deliveries.newer_at
        told = [newer(OFFICE, mark(name)) for name in "ABCDE"]
        assert told == ["B", None, None, None, None]
        assert newer(usb, mark("A")) == "D"
        assert not unit.deliveries.is_begun(OFFICE, mark("A"))
    begun(units, made["A"])
    with units() as unit:
        assert unit.deliveries.is_begun(OFFICE, mark("A"))
        assert unit.deliveries.newer_at(OFFICE, mark("A")) == "B"


def test_a_package_is_known_by_its_manifest_and_not_by_the_name_of_its_file(units, given):
    batch = left(units, given, ("A", [1]), ("B", [1]))
    noted(
        units, begun(units, Parcel("Tên khác", "f" * 64, ITEMS, "b" * 64)), ITEMS[0], Outcome.FOUND
    )

    with units() as unit:
        deliveries = unit.deliveries
        renamed, pretender = mark("A (1)", "a"), mark("A", "c")
        assert deliveries.left_number(renamed) == deliveries.left_number(mark("A"))
        assert deliveries.left_number(pretender) is None
        assert deliveries.batches_of(renamed) == {batch}
        assert deliveries.batches_of(pretender) == frozenset()
        assert deliveries.names_in_books(renamed) == ["A"]
        assert not deliveries.names_in_books(pretender)
        assert deliveries.newer_at(OFFICE, renamed) == "B"
        assert deliveries.name_at(OFFICE, mark("B")) == "Tên khác"
        assert deliveries.name_at(OFFICE, mark("Tên khác", "b")) is None
        assert deliveries.name_at(OFFICE, PackageMark("C", "", "f" * 64)) == "Tên khác"
        assert deliveries.name_at(OFFICE, mark("A")) is None


def test_what_an_older_program_noted_is_known_by_its_name(units, given):
    batch = left(units, given, ("A", [1], ""), ("B", [1], ""))
    noted(units, begun(units, Parcel("B", "f" * 64, ITEMS)), ITEMS[0], Outcome.ACCEPTED)
    begun(units, Parcel("A", "e" * 64, ITEMS))

    with units() as unit:
        deliveries = unit.deliveries
        assert deliveries.batches_of(mark("A")) == {batch}
        assert deliveries.batches_of(PackageMark("A")) == {batch}
        assert deliveries.newer_at(OFFICE, mark("A")) == "B"
        assert deliveries.is_begun(OFFICE, mark("A"))
        assert not deliveries.is_begun(OFFICE, mark("C"))


def test_the_same_file_under_another_name_is_another_delivery(units):
    first = begun(units)

    other = begun(units, replace(PARCEL, package="Lô mẫu (1)"))

    assert other.id != first.id
    with units() as unit:
        assert unit.deliveries.name_at(OFFICE, PARCEL.mark) is None
        assert not unit.deliveries.has_any(OFFICE)
    noted(units, other, ITEMS[0], Outcome.UNANSWERED)
    with units() as unit:
        assert unit.deliveries.name_at(OFFICE, PARCEL.mark) is None
    noted(units, other, ITEMS[0], Outcome.ACCEPTED)
    with units() as unit:
        assert unit.deliveries.name_at(OFFICE, PARCEL.mark) == "Lô mẫu (1)"
        assert unit.deliveries.has_any(OFFICE)


def test_what_was_only_found_tells_nothing_of_its_metadata(units):
    earlier, later = begun(units, Parcel("Lô trước", "d" * 64, ITEMS)), begun(units)
    changed = replace(ITEMS[0], content="9" * 64)
    noted(units, earlier, ITEMS[0], Outcome.ACCEPTED)
    noted(units, later, changed, Outcome.FOUND)
    noted(units, earlier, ITEMS[1], Outcome.REPLACED)
    noted(units, later, ITEMS[1], Outcome.FOUND)
    noted(units, later, ITEMS[2], Outcome.FOUND)

    with units() as unit:
        known = unit.deliveries.vouching_at(OFFICE, [one.document for one in ITEMS])

    told = [(known[one.document].delivery_id, known[one.document].item.content) for one in ITEMS]
    assert told == [(earlier.id, ITEMS[0].content), (later.id, ITEMS[1].content), (later.id, "")]


def test_a_number_that_is_not_there_is_told(units):
    with units() as unit, pytest.raises(NotFound, match="no-delivery"):
        unit.deliveries.get(77)


@pytest.mark.parametrize("table", ["deliveries", "delivery_receipts"])
@pytest.mark.parametrize("change", ["UPDATE {} SET actor = 'x'", "DELETE FROM {}"])
def test_nothing_of_it_is_ever_changed(units, engine, table, change):
    noted(units, begun(units), ITEMS[0], Outcome.ACCEPTED)

    writing = for_writing(engine)
    with pytest.raises(DBAPIError, match="append-only"), writing.begin() as connection:
        connection.execute(text(change.format(table)))


def test_deliveries_of_an_older_program_keep_their_receipts_and_stay_append_only(
    empty_url, catalog
):
    engine = open_engine(empty_url)
    config = Config()
    config.set_main_option("script_location", str(Path(store.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    with for_writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0024")
        for statement in _OLDER.split(";"):
            connection.execute(text(statement))
    upgrade(engine)

    with SqlUnitOfWorkFactory(engine, catalog)() as unit:
        (state,) = unit.deliveries.states()
        (receipt,) = unit.deliveries.receipts(7)
    assert (state.delivery.id, state.delivery.package, state.arrived) == (7, "Lo_1", 1)
    assert (state.delivery.manifest, receipt.item.document) == ("", "A_1_V1")
    for table in ("deliveries", "delivery_receipts"):
        writing = for_writing(engine)
        with pytest.raises(DBAPIError, match="append-only"), writing.begin() as connection:
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
    engine.dispose()


_OLDER = """
INSERT INTO deliveries
(id, package, package_sha256, receiver, name, way, target, documents, begun_at, actor) VALUES
(7, 'Lo_1', 'b', 'kho', 'Kho', 'https', 'https://kho.example', 2, '2026-01-01 00:00:00', 'Mai');
INSERT INTO delivery_receipts
(delivery_id, document, sha256, content, size, outcome, status, answer, at, actor) VALUES
(7, 'A_1_V1', 'a', 'c', 5, 'accepted', 201, '', '2026-01-01 00:00:00', 'Mai')
"""
