"""Delivering as a whole: every document once, whatever breaks off in between; on a real store and a
real connection."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.four_eyes import ACCESS, ROOT, SECRET
from support.parcels import CODES, documents, https_courier, pdf_of, receiver_at
from support.receiver import ModelReceiver, running
from support.workspace import CLERK, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.accounts import Role
from digitizer.domain.changes import Actor
from digitizer.domain.delivery import DeliveryState, Outcome, Receiver
from digitizer.domain.errors import EnvironmentFault, NotAllowed
from digitizer.store.repositories.deliveries import SqlDeliveryRepository
from digitizer.workflow import keep_accounts
from digitizer.workflow.deliver import deliver, delivery_receipts, delivery_states
from digitizer.workflow.rights import require_right
from digitizer.workflow.sight import READ_RESTRICTED
from exports.delivery.documents import DocumentParcel


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def account_of(bench: Bench, who: Actor, role: Role) -> None:
    """An account that nothing but its role keeps from anything."""
    keep_accounts.add_account(bench.ports, ROOT, ACCESS, who.name, [role], SECRET)
    with bench.ports.unit_of_work(write=True) as unit:
        unit.accounts.save(replace(unit.accounts.change(who.name), must_change=False))
        unit.commit()


class Office:
    """A receiver whose address stays the same, and deliveries to it."""

    def __init__(self, bench: Bench, address: str, authorities: Path) -> None:
        self._bench, self.address, self._authorities = bench, address, authorities
        self.told: list[tuple[int, int]] = []

    def deliver(
        self,
        parcel: DocumentParcel | None = None,
        stop: threading.Event | None = None,
        reason: str = "",
        **how,
    ) -> DeliveryState:
        stopping = stop or threading.Event()
        with https_courier(
            self.address, self._authorities, parcel or documents(), stop=stopping, **how
        ) as courier:
            return deliver(
                self._bench.ports,
                SUPERVISOR,
                courier,
                lambda done, every: self.told.append((done, every)),
                stopping,
                reason,
            )


@pytest.fixture
def state() -> ModelReceiver:
    return ModelReceiver()


@pytest.fixture
def office(bench: Bench, tmp_path: Path, state: ModelReceiver):
    with running(tmp_path, state) as found:
        yield Office(bench, found.address, found.authorities)


def audited(bench: Bench) -> list[tuple[str, str]]:
    with bench.ports.unit_of_work() as unit:
        entries = unit.audit.list(limit=1000)
    return [(entry.action, dict(entry.details).get("document", "")) for entry in entries]


def test_every_document_arrives_with_a_receipt_and_an_entry_in_the_log(
    office: Office, bench: Bench, state: ModelReceiver
) -> None:
    found = office.deliver()

    assert found.is_complete
    assert not found.was_stopped
    assert {code: state.files[code] for code in CODES} == {code: pdf_of(code) for code in CODES}
    _, receipts = delivery_receipts(bench.ports, SUPERVISOR, found.delivery.id)
    assert [one.item.document for one in receipts] == list(CODES)
    assert {one.answer.outcome for one in receipts} == {Outcome.ACCEPTED}
    assert audited(bench) == [("deliver-package", ""), *(("keep-receipt", c) for c in CODES)]
    assert office.told[-1] == (documents().parcel.size,) * 2


def test_what_arrived_is_not_even_asked_for_again(office: Office, state: ModelReceiver) -> None:
    office.deliver()
    before = len(state.asked)

    found = office.deliver()

    assert found.is_complete
    assert len(state.asked) == before


def test_a_refused_document_does_not_keep_the_others_and_is_tried_next_time(
    office: Office, bench: Bench, state: ModelReceiver
) -> None:
    state.refused = frozenset({CODES[1]})
    found = office.deliver()
    assert (found.arrived, found.refused, found.is_complete) == (3, 1, False)

    state.refused = frozenset()

    assert office.deliver().is_complete
    assert [state.arrived(code) for code in CODES] == [1] * 4


def test_a_receiver_that_dies_is_taken_up_where_it_was(
    office: Office, bench: Bench, state: ModelReceiver
) -> None:
    state.faults.extend(["", *["500"] * 9])
    with pytest.raises(EnvironmentFault, match="delivery-down"):
        office.deliver()
    (halfway,) = delivery_states(bench.ports, SUPERVISOR)
    assert (halfway.arrived, halfway.waiting) == (1, 3)

    found = office.deliver()

    assert found.is_complete
    assert [state.arrived(code) for code in CODES] == [1] * 4
    assert state.sendings["twice", CODES[1]] == 0


def test_a_document_that_the_receiver_fails_at_does_not_keep_the_others(
    office: Office, bench: Bench, state: ModelReceiver
) -> None:
    state.faults.extend(["", "500", "500", "500"])

    found = office.deliver()

    assert (found.arrived, found.refused, found.waiting) == (3, 0, 1)
    assert CODES[1] not in state.files
    _, receipts = delivery_receipts(bench.ports, SUPERVISOR, found.delivery.id)
    assert receipts[1].answer.outcome is Outcome.UNANSWERED
    assert office.deliver().is_complete
    assert [state.arrived(code) for code in CODES] == [1] * 4


def test_a_refused_correction_is_sent_again_until_it_is_taken(
    office: Office, bench: Bench, state: ModelReceiver
) -> None:
    """The file is the same, only its metadata are corrected."""
    office.deliver(documents(package="Lo-1"))
    corrected = documents(subject="Trích yếu đã sửa", package="Lo-1-sua")
    state.refused = frozenset(CODES)
    for _ in range(2):
        assert office.deliver(corrected).refused == 4

    state.refused = frozenset()

    assert office.deliver(corrected).is_complete
    assert all("đã sửa" in state.metadata[code].decode() for code in CODES)


def test_a_refusal_does_not_make_our_document_that_of_another(
    office: Office, bench: Bench, state: ModelReceiver
) -> None:
    files = {code: pdf_of(code) for code in CODES}
    office.deliver(documents(files, package="Lo-1"))
    corrected = documents({**files, CODES[2]: b"%PDF-1.7 corrected"}, package="Lo-1-sua")
    state.refused = frozenset({CODES[2]})
    office.deliver(corrected)
    state.refused = frozenset()

    assert office.deliver(corrected).is_complete
    assert state.files[CODES[2]] == b"%PDF-1.7 corrected"


def test_an_older_package_never_takes_the_place_of_its_correction(
    office: Office, bench: Bench, state: ModelReceiver
) -> None:
    files = {code: pdf_of(code) for code in CODES}
    older = documents(files, package="Lo-1")
    corrected = documents({**files, CODES[2]: b"%PDF-1.7 corrected"}, package="Lo-1-sua")
    office.deliver(older)
    office.deliver(corrected)
    before = len(state.asked)

    found = office.deliver(older)

    assert state.files[CODES[2]] == b"%PDF-1.7 corrected"
    assert len(state.asked) == before
    assert (found.arrived, found.superseded, found.refused, found.waiting) == (3, 1, 0, 0)
    assert found.is_settled
    assert not found.is_complete
    assert office.deliver(corrected).is_complete


def test_a_package_that_was_renamed_does_not_arrive_a_second_time(
    office: Office, bench: Bench, state: ModelReceiver
) -> None:
    files = {code: pdf_of(code) for code in CODES}
    office.deliver(documents(files, package="Lo-1"))
    before = len(state.asked)

    with pytest.raises(NotAllowed) as refused:
        office.deliver(documents(files, package="Lo-1 (bản sao)"))

    assert (refused.value.code, refused.value.params["known"]) == ("delivery-renamed", "Lo-1")
    assert len(state.asked) == before
    assert office.deliver(documents(files, package="Lo-1")).is_complete


def receiver_of(office: Office) -> Receiver:
    return receiver_at(office.address)


def leave_all(bench: Bench, folder: Path, made: list[DocumentParcel]) -> None:
    """All with the same four cases, in this order."""
    cases = [read_case(bench, folder, f"{name}.png", batch_name="Lo") for name in "1234"]
    for one in made:
        leave(bench, one, cases)


def leave(bench: Bench, made: DocumentParcel, cases: list[int]) -> None:
    name, manifest = made.parcel.package, made.parcel.manifest
    with bench.ports.unit_of_work(write=True) as unit:
        batch = unit.cases.get(cases[0]).batch_id
        assert batch is not None
        rows = [(case, f"{case}.pdf") for case in cases]
        unit.rejects.add_package(name, manifest, batch, bench.now, rows)
        unit.commit()


class Exported:
    """A package of four cases, and later its correction of the third."""

    def __init__(self, bench: Bench, folder: Path) -> None:
        cases = [
            read_case(bench, folder, f"{name}.png", batch_name="Lo")
            for name in ("1", "2", "3", "4")
        ]
        files = {code: pdf_of(code) for code in CODES}
        self.older = documents(files, package="Lo_1")
        changed = {CODES[2]: b"%PDF-1.7 corrected"}
        self.correction = documents(changed, package="Lo_2")
        self.whole = documents({**files, **changed}, package="Lo_3")
        self.other = documents({"G06_CV_9_V1": b"%PDF-1.7 other"}, package="Khac_1")
        leave(bench, self.older, cases)
        leave(bench, self.correction, cases[2:3])
        leave(bench, self.whole, cases)
        leave(bench, self.other, [read_case(bench, folder, "5.png", batch_name="Lo")])


@pytest.fixture
def exported(bench: Bench, tmp_path: Path) -> Exported:
    return Exported(bench, tmp_path)


def test_an_older_package_is_not_begun_after_its_correction_without_a_reason(
    office: Office, bench: Bench, state: ModelReceiver, exported: Exported
) -> None:
    office.deliver(exported.correction)
    before = len(state.asked)

    with pytest.raises(NotAllowed) as refused:
        office.deliver(exported.older)

    assert refused.value.code == "delivery-older"
    assert (refused.value.params["package"], refused.value.params["newer"]) == ("Lo_1", "Lo_2")
    assert len(state.asked) == before
    assert [one.delivery.package for one in delivery_states(bench.ports, SUPERVISOR)] == ["Lo_2"]


def test_with_a_reason_an_older_package_leaves_and_the_correction_stays(
    office: Office, bench: Bench, state: ModelReceiver, exported: Exported
) -> None:
    office.deliver(exported.correction)

    found = office.deliver(exported.older, reason="  Nơi nhận làm mất\tgói đầu ")

    assert (found.arrived, found.superseded, found.refused, found.waiting) == (3, 1, 0, 0)
    assert state.files[CODES[2]] == b"%PDF-1.7 corrected"
    assert state.sendings["PUT", CODES[2]] == 0
    with bench.ports.unit_of_work() as unit:
        noted = [entry for entry in unit.audit.list(limit=99) if entry.action == "deliver-package"]
    reasons = [dict(entry.details).get("reason") for entry in noted]
    assert set(reasons) == {None, "Nơi nhận làm mất gói đầu"}
    again = office.deliver(exported.older)
    assert (again.arrived, again.superseded) == (3, 1)


def test_newer_packages_and_those_of_other_cases_need_no_reason(
    office: Office, state: ModelReceiver, exported: Exported
) -> None:
    office.deliver(exported.older)
    assert office.deliver(exported.whole).is_complete
    assert state.files[CODES[2]] == b"%PDF-1.7 corrected"
    assert office.deliver(exported.other).is_complete
    found = office.deliver(exported.older)
    assert (found.arrived, found.superseded) == (3, 1)


def test_a_newer_package_of_which_nothing_arrived_keeps_no_older_one(
    office: Office, state: ModelReceiver, exported: Exported
) -> None:
    state.refused = frozenset({CODES[2]})
    assert office.deliver(exported.correction).refused == 1
    state.refused = frozenset()

    assert office.deliver(exported.older).is_complete


def test_a_newer_package_takes_the_place_of_an_older_one_that_was_begun_after_it(
    office: Office, state: ModelReceiver, exported: Exported
) -> None:
    """The correction was refused before the older package left."""
    state.refused = frozenset({CODES[2]})
    office.deliver(exported.correction)
    state.refused = frozenset()
    office.deliver(exported.older)

    assert office.deliver(exported.correction).is_complete
    assert state.files[CODES[2]] == b"%PDF-1.7 corrected"


def refusal(office: Office, made: DocumentParcel) -> tuple[str, str | None]:
    with pytest.raises(NotAllowed) as refused:
        office.deliver(made)
    return refused.value.code, refused.value.params.get("known")


def renamed(made: DocumentParcel, name: str) -> DocumentParcel:
    return replace(made, parcel=replace(made.parcel, package=name))


def test_a_package_of_the_books_leaves_under_its_own_name_only(
    office: Office, state: ModelReceiver, exported: Exported
) -> None:
    """Its age is that of the package, whatever its file is called."""
    office.deliver(exported.correction)
    asked = len(state.asked)

    for name in ("Lo_1 (1)", "Lo_3", "Khac_1"):
        found = refusal(office, renamed(exported.older, name))
        assert found == ("delivery-not-its-name", "Lo_1")

    assert len(state.asked) == asked
    assert refusal(office, exported.older)[0] == "delivery-older"


def test_a_foreign_package_with_a_name_of_the_books_is_not_that_one(
    office: Office, state: ModelReceiver, exported: Exported
) -> None:
    office.deliver(exported.correction)
    stranger = documents({"G06_CV_77_V1": b"%PDF-1.7 stranger"}, package="Lo_1")

    assert office.deliver(stranger).is_complete
    assert refusal(office, exported.older)[0] == "delivery-older"


def test_the_name_of_the_books_is_taken_also_after_a_copy_was_begun_or_brought(
    office: Office, bench: Bench, state: ModelReceiver, exported: Exported
) -> None:
    with bench.ports.unit_of_work(write=True) as unit:
        copy = renamed(exported.whole, "Lo_3 (bản sao)").parcel
        begun = unit.deliveries.begin(copy, receiver_of(office), bench.now, "Mai")
        unit.commit()
    assert office.deliver(exported.whole).is_complete
    assert delivery_states(bench.ports, SUPERVISOR)[0].delivery.id != begun.id


def test_a_copy_of_which_nothing_arrived_keeps_no_name_from_leaving(
    office: Office, state: ModelReceiver
) -> None:
    stop = threading.Event()
    stop.set()
    files = {code: pdf_of(code) for code in CODES}
    assert office.deliver(documents(files, package="Lo-1 (bản sao)"), stop=stop).was_stopped

    assert office.deliver(documents(files, package="Lo-1")).is_complete


def test_what_was_sealed_by_hand_needs_a_reason_where_something_was_brought_before(
    office: Office, state: ModelReceiver, exported: Exported
) -> None:
    """Nobody can tell which package it is."""
    other = documents({"G06_CV_8_V1": b"%PDF-1.7 sealed"}, package="Lo_9")
    sealed = replace(other, parcel=replace(other.parcel, manifest=""))
    office.deliver(exported.correction)

    assert refusal(office, sealed)[0] == "delivery-age-unknown"
    assert office.deliver(sealed, reason="Nơi nhận yêu cầu").is_complete
    assert office.deliver(sealed).is_complete


def test_the_first_package_that_a_receiver_gets_is_older_than_none(
    office: Office, state: ModelReceiver
) -> None:
    other = documents(package="Lo_9")
    sealed = replace(other, parcel=replace(other.parcel, manifest=""))

    assert office.deliver(sealed).is_complete


def test_a_newer_package_that_another_machine_brings_meanwhile_is_not_overwritten(
    office: Office, bench: Bench, state: ModelReceiver, tmp_path: Path
) -> None:
    made = [
        documents({code: pdf_of(code) + mark for code in CODES}, package=f"Lo_{at}")
        for at, mark in enumerate((b"1", b"2", b"3"), start=1)
    ]
    leave_all(bench, tmp_path, made)
    office.deliver(made[0])

    def bring_newest(_code: str) -> None:
        state.on_stored = lambda _code: None
        assert office.deliver(made[2]).is_complete

    state.on_stored = bring_newest
    found = office.deliver(made[1])

    assert (found.arrived, found.superseded) == (1, 3)
    assert {state.files[code][-1:] for code in CODES} == {b"3"}


def test_an_older_package_keeps_the_metadata_of_a_newer_one_whose_receipt_is_lost(
    office: Office, bench: Bench, state: ModelReceiver, tmp_path: Path
) -> None:
    files = {code: pdf_of(code) for code in CODES}
    older = documents(files, subject="Trích yếu cũ", package="Lo_1")
    newer = documents(files, subject="Trích yếu mới", package="Lo_2")
    leave_all(bench, tmp_path, [older, newer])
    state.faults.extend(["", "", "", *["500"] * 3])
    assert office.deliver(newer).waiting == 1
    last = CODES[3]
    state.files[last] = pdf_of(last)
    state.metadata[last] = "Trích yếu mới".encode()

    for _ in range(2):
        found = office.deliver(older, reason="Nơi nhận cần")
        assert (found.arrived, found.superseded) == (1, 3)
    assert all("mới" in state.metadata[code].decode() for code in CODES)

    assert office.deliver(newer).is_complete


def test_a_receiver_that_cannot_replace_does_not_stop_a_delivery_that_goes_on(
    office: Office, bench: Bench, state: ModelReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    _killed_before_the_receipt(office, monkeypatch)
    state.faults.append("405")

    found = office.deliver()

    assert found.is_complete
    _, receipts = delivery_receipts(bench.ports, SUPERVISOR, found.delivery.id)
    assert [one.answer.is_unconfirmed for one in receipts] == [True, False, False, False]
    # Its metadata are tried again, and what it says stays noted once.
    state.faults.append("405")
    assert office.deliver().is_complete
    assert len(delivery_receipts(bench.ports, SUPERVISOR, found.delivery.id)[1]) == 4
    assert office.deliver().is_complete
    last = delivery_receipts(bench.ports, SUPERVISOR, found.delivery.id)[1][-1]
    assert (last.item.document, last.answer.outcome) == (CODES[0], Outcome.REPLACED)


def test_what_was_found_lets_its_correction_take_its_place(
    office: Office, bench: Bench, state: ModelReceiver
) -> None:
    state.files[CODES[0]] = pdf_of(CODES[0])
    state.faults.append("405")
    assert office.deliver(documents({CODES[0]: pdf_of(CODES[0])}, package="Lo-1")).is_complete

    corrected = documents({CODES[0]: b"%PDF-1.7 corrected"}, package="Lo-2")

    assert office.deliver(corrected).is_complete
    assert state.files[CODES[0]] == b"%PDF-1.7 corrected"


@pytest.mark.parametrize("manifest", ["", "f" * 64])
def test_a_name_of_the_books_opens_no_package_that_may_hold_personnel_files(
    bench: Bench,
    office: Office,
    state: ModelReceiver,
    exported: Exported,
    monkeypatch: pytest.MonkeyPatch,
    manifest: str,
) -> None:
    monkeypatch.setattr(
        "digitizer.store.repositories.sight.SqlSightRepository.types_of_batch",
        lambda _self, _number: frozenset({"open"}),
    )
    monkeypatch.setattr("digitizer.workflow.sight._restricted", lambda _p: {"personnel"})
    bench.ports = replace(bench.ports, access=ACCESS)
    keep_accounts.add_account(bench.ports, ROOT, ACCESS, ROOT.name, [Role.ADMINISTRATOR], SECRET)
    account_of(bench, SUPERVISOR, Role.SUPERVISOR)
    monkeypatch.setattr("digitizer.workflow.sight.require_right", refuse_reading_of_restricted())
    other = documents({"G06_CV_66_V1": b"%PDF-1.7 personnel"}, package="Lo_1")

    with pytest.raises(NotAllowed):
        office.deliver(replace(other, parcel=replace(other.parcel, manifest=manifest)))
    assert state.asked == []
    assert office.deliver(exported.older).is_complete


def refuse_reading_of_restricted() -> Callable[..., None]:
    def require(unit: object, ports: object, actor: Actor, action: str) -> None:
        if action == READ_RESTRICTED:
            raise NotAllowed("no-right")
        require_right(unit, ports, actor, action)  # type: ignore[arg-type]

    return require


@pytest.mark.parametrize("left_from", ["another", "the-restricted-one", "unknown"])
def test_packages_that_may_hold_personnel_files_are_shown_to_nobody_else(
    bench: Bench, office: Office, monkeypatch: pytest.MonkeyPatch, left_from: str
) -> None:
    found = office.deliver()
    batches = {"another": {1}, "the-restricted-one": {2}, "unknown": set()}[left_from]
    monkeypatch.setattr(
        SqlDeliveryRepository, "batches_of", lambda _self, _name: frozenset(batches)
    )
    types = {1: {"open"}, 2: {"personnel"}}
    monkeypatch.setattr(
        "digitizer.store.repositories.sight.SqlSightRepository.types_of_batch",
        lambda _self, number: frozenset(types[number]),
    )
    monkeypatch.setattr("digitizer.workflow.sight._restricted", lambda _p: {"personnel"})
    bench.ports = replace(bench.ports, access=ACCESS)
    keep_accounts.add_account(bench.ports, ROOT, ACCESS, ROOT.name, [Role.ADMINISTRATOR], SECRET)
    account_of(bench, CLERK, Role.AUDITOR)
    looks: list[Callable[[], object]] = [
        lambda: delivery_states(bench.ports, CLERK, "Lo-mau"),
        lambda: delivery_receipts(bench.ports, CLERK, found.delivery.id),
    ]

    for look in looks:
        if left_from == "another":
            assert look()
        else:
            with pytest.raises(NotAllowed):
                look()
    with pytest.raises(NotAllowed):
        delivery_states(bench.ports, CLERK)


def test_a_person_stops_between_two_documents(
    office: Office, bench: Bench, state: ModelReceiver
) -> None:
    stop = threading.Event()
    state.on_stored = lambda code: stop.set() if code == CODES[1] else None

    found = office.deliver(stop=stop)

    assert found.was_stopped
    assert not found.is_complete
    state.on_stored = lambda _code: None
    assert office.deliver().is_complete
    assert [state.arrived(code) for code in CODES] == [1] * 4


def test_a_program_that_dies_between_sending_and_receipt_makes_nothing_double(
    office: Office, bench: Bench, state: ModelReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    _killed_before_the_receipt(office, monkeypatch)
    assert state.arrived(CODES[0]) == 1

    found = office.deliver()

    _, receipts = delivery_receipts(bench.ports, SUPERVISOR, found.delivery.id)
    assert [one.answer.outcome for one in receipts] == [Outcome.ACCEPTED] * 4
    assert [state.arrived(code) for code in CODES] == [1] * 4
    # Nobody noted with which metadata the first one arrived: they are put again.
    assert state.sendings["PUT", CODES[0]] == 1
    assert len(set(state.keys)) == 4


def test_a_correction_sends_only_what_changed_and_replaces_it(
    office: Office, bench: Bench, state: ModelReceiver
) -> None:
    files = {code: pdf_of(code) for code in CODES}
    office.deliver(documents(files, package="Lo-1"))
    changed = {**files, CODES[2]: b"%PDF-1.7 corrected"}
    state.sendings.clear()

    found = office.deliver(documents(changed, package="Lo-1-sua"))

    assert found.is_complete
    assert dict(state.sendings) == {("PUT", CODES[2]): 1}
    assert state.files[CODES[2]] == b"%PDF-1.7 corrected"
    _, receipts = delivery_receipts(bench.ports, SUPERVISOR, found.delivery.id)
    assert [one.answer.outcome for one in receipts] == [
        Outcome.FOUND,
        Outcome.FOUND,
        Outcome.REPLACED,
        Outcome.FOUND,
    ]


@pytest.mark.parametrize(
    "do",
    [
        lambda _bench, office: office.deliver(),
        lambda bench, _office: delivery_states(bench.ports, CLERK),
        lambda bench, _office: delivery_receipts(bench.ports, CLERK, 1),
    ],
    ids=["deliver", "states", "receipts"],
)
def test_only_those_with_the_right_deliver_and_look(
    bench: Bench, office: Office, state: ModelReceiver, do: Callable[[Bench, Office], object]
) -> None:
    bench.ports = replace(bench.ports, access=ACCESS)
    keep_accounts.add_account(bench.ports, ROOT, ACCESS, ROOT.name, [Role.ADMINISTRATOR], SECRET)
    account_of(bench, CLERK, Role.CLERK)

    with pytest.raises(NotAllowed):
        do(bench, office)

    assert state.asked == []


def _killed_before_the_receipt(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def die(*_arguments: object) -> None:
        raise Killed

    with monkeypatch.context() as context:
        context.setattr("digitizer.workflow.deliver._keep", die)
        with pytest.raises(Killed):
            office.deliver()
