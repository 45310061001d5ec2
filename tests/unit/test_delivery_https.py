"""Bringing documents over HTTPS to a receiver that fails in every way, on a real connection."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest
from support.parcels import CODES, documents, https_courier, pdf_of, watch
from support.receiver import ModelReceiver, Running, running, server_certificate

from digitizer.domain.delivery import Answer, Outcome, Receipt, shown_outcome
from digitizer.domain.errors import EnvironmentFault
from digitizer.messages import Messages
from digitizer.workflow.delivery_port import Stopped, Unanswered
from exports.delivery.client import Client, Connection, opened
from exports.delivery.documents import DocumentParcel

CODE = CODES[0]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as found:
        yield found


def bring(
    office: Running, parcel: DocumentParcel | None = None, known: Receipt | None = None, **how
) -> Answer:
    one = parcel or documents()
    with https_courier(office.address, office.authorities, one, **how) as courier:
        return courier.bring(one.parcel.items[0], known, watch())


def receipt(parcel: DocumentParcel, outcome: Outcome = Outcome.ACCEPTED) -> Receipt:
    return Receipt(1, parcel.parcel.items[0], Answer(outcome), datetime.now(UTC), "Ai đó")


def test_a_document_arrives_whole_with_its_metadata_and_its_key(office: Running) -> None:
    answer = bring(office)

    state = office.receiver
    assert (answer.outcome, answer.status) == (Outcome.ACCEPTED, 201)
    assert state.files[CODE] == pdf_of(CODE)
    assert json.loads(state.metadata[CODE]) == {"DocCode": CODE, "Subject": "Công văn mẫu"}
    assert len(state.keys[0]) == 64
    assert state.asked == [
        ("GET", f"/api/v1/documents/{CODE}"),
        ("POST", "/api/v1/documents/import"),
    ]


def test_the_key_tells_document_and_content_and_stays_the_same(tmp_path: Path) -> None:
    keys = []
    for subject in ("một", "một", "hai"):
        with running(tmp_path) as office:
            bring(office, documents(subject=subject))
            keys += office.receiver.keys

    assert keys[0] == keys[1] != keys[2]


@pytest.mark.parametrize(
    "fault",
    ["drop", "drop-mid-body", "drop-answer", "500", "502", "503", "504", "408", "429:0"],
)
def test_what_breaks_off_is_tried_again_and_arrives_once(office: Running, fault: str) -> None:
    office.receiver.faults.append(fault)

    answer = bring(office)

    assert answer.outcome is Outcome.ACCEPTED
    assert office.receiver.files[CODE] == pdf_of(CODE)
    assert office.receiver.arrived(CODE) == 1
    assert office.receiver.sendings["twice", CODE] == 0


@pytest.mark.parametrize("fault", ["drip", "drip-head"])
def test_an_answer_that_never_ends_is_cut(office: Running, fault: str) -> None:
    """It takes twenty seconds, of which no single wait is long."""
    office.receiver.looks.append(fault)
    began = time.monotonic()

    with pytest.raises(EnvironmentFault) as raised:
        bring(office, attempts=1, timeout=0.7)

    assert raised.value.code == "delivery-slow"
    assert time.monotonic() - began < 15


def test_after_all_tries_it_is_said_how_often(office: Running) -> None:
    office.receiver.looks.extend(["500"] * 3)

    with pytest.raises(EnvironmentFault) as fault:
        bring(office)

    assert (fault.value.code, fault.value.params["tries"]) == ("delivery-down", "3")
    assert office.receiver.files == {}


def test_nobody_listening_is_no_endless_wait(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    certificate, _ = server_certificate(tmp_path)
    one = documents()

    with (
        https_courier(f"https://127.0.0.1:{port}", certificate, one) as courier,
        pytest.raises(EnvironmentFault) as fault,
    ):
        courier.bring(one.parcel.items[0], None, watch())

    assert fault.value.code == "delivery-cut"


def test_the_receiver_is_given_the_time_it_asks_for(office: Running) -> None:
    office.receiver.faults.append("429:1")

    bring(office)

    state = office.receiver
    asked = zip(state.asked, state.times, strict=True)
    first, second = (at for (method, _), at in asked if method == "POST")
    assert second - first >= 1.0


def test_a_moment_to_come_back_counts_as_seconds(office: Running) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    office.receiver.faults.append(f"429:{later}")

    with pytest.raises(EnvironmentFault) as fault:
        bring(office)

    assert fault.value.code == "delivery-later"
    assert fault.value.params["minutes"] in ("119", "120")


@pytest.mark.parametrize("fault", ["wrong-hash", "corrupt"])
def test_another_hash_than_was_sent_is_no_arrival(office: Running, fault: str) -> None:
    office.receiver.faults.append(fault)

    assert bring(office).outcome is Outcome.DIFFERS


def test_what_arrived_damaged_is_replaced_since_it_is_ours(office: Running) -> None:
    office.receiver.faults.append("corrupt")
    one = documents()
    bring(office, one)

    answer = bring(office, one, receipt(one, Outcome.DIFFERS))

    assert answer.outcome is Outcome.REPLACED
    assert office.receiver.files[CODE] == pdf_of(CODE)


@pytest.mark.parametrize("fault", ["garbage", "deep"])
def test_an_answer_that_says_nothing_is_checked_by_asking(office: Running, fault: str) -> None:
    office.receiver.faults.append(fault)

    assert bring(office).outcome is Outcome.ACCEPTED


def test_a_receiver_that_tells_no_hash_is_checked_by_the_file_it_gives_back(tmp_path: Path) -> None:
    for fault, outcome in (("", Outcome.ACCEPTED), ("corrupt", Outcome.DIFFERS)):
        state = ModelReceiver(tells_hash=False)
        if fault:
            state.faults.append(fault)
        with running(tmp_path, state) as office:
            assert bring(office).outcome is outcome


def test_without_hash_and_without_file_nobody_says_that_it_arrived(tmp_path: Path) -> None:
    with (
        running(tmp_path, ModelReceiver(tells_hash=False, gives_files=False)) as office,
        pytest.raises(EnvironmentFault) as fault,
    ):
        bring(office)

    assert fault.value.code == "delivery-answer-unreadable"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("huge", "delivery-answer-too-large"),
        ("redirect", "delivery-redirect"),
        ("401", "delivery-credentials"),
        ("403", "delivery-credentials"),
        ("404", "delivery-no-api"),
        ("405", "delivery-no-api"),
        ("418", None),
        ("505", "delivery-strange-answer"),
    ],
)
def test_what_will_not_go_well_is_not_tried_again(
    office: Running, fault: str, code: str | None
) -> None:
    office.receiver.faults.append(fault)

    if code is None:
        assert bring(office).outcome is Outcome.REFUSED
    else:
        with pytest.raises(EnvironmentFault) as raised:
            bring(office)
        assert raised.value.code == code
    assert [method for method, _ in office.receiver.asked].count("POST") == 1
    assert office.receiver.files == {}


def test_what_a_receipt_says_is_there_is_found_and_not_sent(office: Running) -> None:
    office.receiver.files[CODE] = pdf_of(CODE)
    one = documents()

    assert bring(office, one, receipt(one)).outcome is Outcome.FOUND
    assert office.receiver.sendings.total() == 0


def test_a_file_without_a_receipt_gets_the_metadata_of_today(office: Running) -> None:
    """The program was killed, or somebody brought an earlier package: the same file tells nothing
    of its metadata."""
    bring(office, documents(subject="Trích yếu cũ"))
    office.receiver.sendings.clear()

    answer = bring(office, documents(subject="Trích yếu đã sửa"))

    assert answer.outcome is Outcome.ACCEPTED
    assert dict(office.receiver.sendings) == {("PUT", CODE): 1}
    assert "Trích yếu đã sửa" in office.receiver.metadata[CODE].decode()


@pytest.mark.parametrize("fault", ["drop", "drop-answer", "500"])
def test_metadata_that_nobody_confirmed_are_sent_until_they_are(
    office: Running, fault: str
) -> None:
    """While the file is the same, only an answer tells that the metadata arrived."""
    bring(office, documents(subject="Trích yếu cũ"))
    office.receiver.faults.append(fault)

    answer = bring(office, documents(subject="Trích yếu đã sửa"))

    assert answer.outcome is Outcome.ACCEPTED
    assert "Trích yếu đã sửa" in office.receiver.metadata[CODE].decode()
    assert len(set(office.receiver.keys[1:])) == 1


@pytest.mark.parametrize("status", ["404", "405", "409", "412", "422", "501"])
def test_metadata_that_are_refused_are_no_arrival(office: Running, status: str) -> None:
    before = documents(subject="Trích yếu cũ")
    bring(office, before)
    office.receiver.faults.append(status)

    answer = bring(office, documents(subject="Trích yếu đã sửa"), receipt(before))

    assert (answer.outcome, answer.status) == (Outcome.REFUSED, int(status))


@pytest.mark.parametrize("status", ["404", "405", "409", "412", "501"])
def test_a_receiver_that_does_not_want_the_same_file_again_has_it(
    office: Running, status: str
) -> None:
    """The program was killed before it noted the receipt, and this receiver cannot replace."""
    bring(office)
    office.receiver.faults.append(status)

    answer = bring(office)

    assert (answer.outcome, answer.status) == (Outcome.FOUND, int(status))
    assert answer.is_unconfirmed
    assert "siêu dữ liệu" in Messages("vi").text(f"delivery-outcome-{shown_outcome(answer)}")


def test_what_a_receipt_confirms_is_not_said_to_be_unconfirmed(office: Running) -> None:
    bring(office)

    assert not bring(office, known=receipt(documents())).is_unconfirmed


def test_a_refused_file_that_lies_there_is_no_arrival_either(office: Running) -> None:
    bring(office)
    office.receiver.faults.append("422")

    assert bring(office).outcome is Outcome.REFUSED


@pytest.mark.parametrize("status", ["405", "409"])
def test_a_receiver_that_cannot_replace_keeps_only_the_document_from_arriving(
    office: Running, status: str
) -> None:
    before = documents()
    bring(office, before)
    office.receiver.faults.append(status)

    answer = bring(office, documents({CODE: b"%PDF-1.7 corrected"}), receipt(before))

    assert (answer.outcome, answer.status) == (Outcome.REFUSED, int(status))


def test_an_older_package_touches_nothing_whose_receipt_is_lost(office: Running) -> None:
    newer = documents(subject="Trích yếu mới")
    bring(office, newer)
    older, before = documents(subject="Trích yếu cũ"), documents({CODE: b"%PDF-1.7 first"})

    for one, known, outcome in (
        (older, None, Outcome.FOUND),
        (documents({CODE: b"%PDF-1.7 second"}), receipt(before), Outcome.SUPERSEDED),
    ):
        with https_courier(office.address, office.authorities, one) as courier:
            answer = courier.bring(one.parcel.items[0], known, watch(), is_older=True)
        assert answer.outcome is outcome
    assert office.receiver.files[CODE] == pdf_of(CODE)
    assert "Trích yếu mới" in office.receiver.metadata[CODE].decode()


def test_a_document_of_somebody_else_is_never_replaced(office: Running) -> None:
    office.receiver.files[CODE] = b"of another office"

    assert bring(office).outcome is Outcome.TAKEN
    for before in (Outcome.REFUSED, Outcome.TAKEN, Outcome.SUPERSEDED, Outcome.UNANSWERED):
        assert bring(office, known=receipt(documents(), before)).outcome is Outcome.TAKEN
    assert office.receiver.files[CODE] == b"of another office"


def test_our_own_earlier_document_is_replaced_also_where_only_its_metadata_changed(
    office: Running,
) -> None:
    before = documents()
    bring(office, before)
    after = documents(subject="Trích yếu đã sửa")

    answer = bring(office, after, receipt(before))

    assert answer.outcome is Outcome.REPLACED
    assert "Trích yếu đã sửa" in office.receiver.metadata[CODE].decode()
    assert office.receiver.arrived(CODE) == 1


@pytest.mark.parametrize("fault", ["later", "later-silent"])
def test_a_correction_that_the_receiver_takes_in_later_is_no_other_document(
    office: Running, fault: str
) -> None:
    before = documents()
    bring(office, before)
    after = documents({CODE: b"%PDF-1.7 corrected"})
    office.receiver.faults.append(fault)
    office.receiver.patience = 2

    answer = bring(office, after, receipt(before))

    assert answer.outcome is Outcome.REPLACED
    assert office.receiver.files[CODE] == b"%PDF-1.7 corrected"
    assert office.receiver.sendings["PUT", CODE] == 1


def test_a_correction_that_is_never_taken_in_is_not_finished(office: Running) -> None:
    before = documents()
    bring(office, before)
    office.receiver.faults.append("later")
    office.receiver.patience = 100

    with pytest.raises(Unanswered) as fault:
        bring(office, documents({CODE: b"%PDF-1.7 corrected"}), receipt(before))

    assert fault.value.code == "delivery-pending"


def test_a_proxy_without_a_port_is_told_and_no_secret_is_shown(office: Running) -> None:
    connection = Connection(office.address, "bi-mat", office.authorities, "http://h:port")

    assert "bi-mat" not in repr(connection)
    with (
        pytest.raises(EnvironmentFault, match="delivery-proxy-address"),
        opened(connection, threading.Event()),
    ):
        pass


def test_the_refusal_of_a_document_keeps_the_words_of_the_receiver(tmp_path: Path) -> None:
    with running(tmp_path, ModelReceiver(refused=frozenset({CODE}))) as office:
        answer = bring(office)

    assert (answer.outcome, answer.status) == (Outcome.REFUSED, 422)
    assert "Thiếu trích yếu" in answer.text


def test_the_token_is_sent_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    with running(tmp_path, ModelReceiver(token="bi-mat")) as office:  # noqa: S106
        assert bring(office, token="bi-mat").outcome is Outcome.ACCEPTED  # noqa: S106
        with pytest.raises(EnvironmentFault, match="delivery-credentials"):
            bring(office, token="khac")  # noqa: S106


@pytest.mark.parametrize("trusted", ["of-the-computer", "of-another"])
def test_a_certificate_that_nobody_vouches_for_gets_nothing(
    office: Running, tmp_path: Path, trusted: str
) -> None:
    other, _ = server_certificate(tmp_path, "other")
    authorities = other if trusted == "of-another" else None

    with pytest.raises(EnvironmentFault) as fault:
        bring(Running(office.receiver, office.address, authorities))  # type: ignore[arg-type]

    assert fault.value.code == "delivery-certificate"
    assert office.receiver.asked == []


def test_a_certificate_of_another_name_gets_nothing(office: Running) -> None:
    elsewhere = office.address.replace("127.0.0.1", "localhost")

    with pytest.raises(EnvironmentFault, match="delivery-certificate"):
        bring(Running(office.receiver, elsewhere, office.authorities))


def test_proxies_of_the_environment_are_not_asked(
    office: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert bring(office).outcome is Outcome.ACCEPTED


def test_requests_keep_their_distance() -> None:
    """Whatever time the answers take, no more than so many requests begin in a minute."""
    now, asked = [100.0], list[float]()

    def answer(_request: httpx.Request) -> httpx.Response:
        asked.append(now[0])
        now[0] += answers.pop(0)
        return httpx.Response(404, stream=httpx.ByteStream(b""))

    def sleep(seconds: float) -> None:
        now[0] += seconds

    answers = [0.0, 0.2, 0.7, 0.0]
    connection = Connection("https://kho.example", per_minute=120)
    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        client = Client(connection, http, threading.Event(), now=lambda: now[0], sleep=sleep)
        for _ in range(4):
            client.ask("GET", "/")

    assert asked == pytest.approx([100.0, 100.5, 101.0, 101.7])


def test_a_person_stops_while_the_receiver_lets_wait(office: Running) -> None:
    office.receiver.looks.append("drip")
    stop = threading.Event()
    timer = threading.Timer(0.3, stop.set)
    timer.start()
    began = time.monotonic()
    one = documents()

    with (
        https_courier(office.address, office.authorities, one, stop=stop) as courier,
        pytest.raises(Stopped),
    ):
        courier.bring(one.parcel.items[0], None, watch(stop))

    timer.join()
    assert time.monotonic() - began < 15


def test_a_file_that_holds_no_certificates_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("nothing")
    connection = Connection("https://127.0.0.1:1", None, tmp_path / "empty.pem")

    with (
        pytest.raises(EnvironmentFault, match="delivery-authorities"),
        opened(connection, threading.Event()),
    ):
        pass


def test_a_code_with_odd_letters_stays_one_part_of_the_path(office: Running) -> None:
    one = documents({"H26.1.2_QĐ/../000001_V12": b"%PDF-1"})

    answer = bring(office, one)

    assert answer.outcome is Outcome.ACCEPTED
    assert office.receiver.asked[0][1].count("/") == 4
