"""What settings say of receivers, and how a delivery from the command line is stopped."""

from __future__ import annotations

import signal

import pytest
from pydantic import ValidationError

from digitizer.cli.delivery import _stopped_by_person
from digitizer.settings import ReceiverSettings


@pytest.mark.parametrize("proxy", ["http://ai:mat@proxy.example:3128", "http://h:port", "proxy"])
def test_a_proxy_has_no_secret_and_a_number_as_its_port(proxy: str) -> None:
    with pytest.raises(ValidationError):
        ReceiverSettings(kind="https", address="https://kho.example", proxy=proxy)


@pytest.mark.parametrize("proxy", ["", "http://proxy.example:3128", "http://[::1]:3128/"])
def test_a_plain_proxy_is_taken(proxy: str) -> None:
    assert ReceiverSettings(kind="https", address="https://kho.example", proxy=proxy).proxy == proxy


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "folder", "path": "x", "client_certificate": "a.pem"},
        {"kind": "https", "address": "https://kho.example", "client_key": "a.key"},
    ],
)
def test_a_certificate_of_the_sender_is_for_https_and_its_key_has_one(
    wrong: dict[str, str],
) -> None:
    with pytest.raises(ValidationError):
        ReceiverSettings.model_validate(wrong)


def test_a_person_ends_a_delivery_in_order_and_the_program_the_second_time() -> None:
    with _stopped_by_person() as stop:
        assert not stop.is_set()
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
