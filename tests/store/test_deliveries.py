"""Deliveries and receipts in the database, on both kinds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from digitizer.domain.delivery import Answer, Item, Outcome, Parcel, Receipt, Receiver, Way
from digitizer.domain.errors import NotFound
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


def test_a_newer_package_of_the_same_cases_is_known_by_what_left_and_what_was_brought(units, given):
    with units(write=True) as unit:
        batch = unit.batches.add("KS 01", "birth", "Mẫu", NOW)
        cases = [given.case(unit, given.birth("Nguyễn Thị Mẫu"), n).id for n in (1, 2, 3)]
        for name, some in (("A", cases[:2]), ("B", cases[1:2]), ("C", cases[2:]), ("D", cases)):
            rows = [(case, "1.pdf") for case in some]
            unit.rejects.add_package(name, "a" * 64, batch.id, NOW, rows)
        unit.commit()
    made = {name: Parcel(name, name.lower() * 64, ITEMS) for name in "ABCD"}
    usb = Receiver("usb", "USB", Way.MEDIA, "/media/usb")
    noted(units, begun(units, made["B"]), ITEMS[0], Outcome.ACCEPTED)
    noted(units, begun(units, made["C"]), ITEMS[1], Outcome.ACCEPTED)
    noted(units, begun(units, made["D"]), ITEMS[2], Outcome.REFUSED)
    noted(units, begun(units, made["D"], usb), ITEMS[2], Outcome.ACCEPTED)

    with units() as unit:
        order = unit.deliveries.left_order(["A", "B", "D", "of another workspace"])
        assert sorted(order, key=order.__getitem__) == ["A", "B", "D"]
        newer = unit.deliveries.newer_at
        assert [newer(OFFICE, name) for name in "ABCDX"] == ["B", None, None, None, None]
        assert newer(usb, "A") == "D"
    begun(units, made["A"])
    with units() as unit:
        assert unit.deliveries.newer_at(OFFICE, "A") is None


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
