"""Receivers and deliveries in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from digitizer.bootstrap.desk.delivery import MadePackage
from digitizer.domain.delivery import Answer, Delivery, DeliveryState, Item, Receipt, Receiver
from digitizer.domain.errors import DigitizerError, InvalidInput, NotAllowed
from digitizer.workflow.delivery_port import Progress, Stopping

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend

NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)


@dataclass
class DeliveryScript:
    """``during`` runs in the worker while a package is on its way; ``arriving`` are the documents
    that then have arrived, of ``documents``. ``key_password`` is that of the key which receivers
    ask for, which is read and then tried once the events of ``slow_key`` are set; ``newer`` a
    package that they have, ``is_sealed`` whether nobody knows the age of what is sent; while
    ``is_checking`` nothing is begun."""

    receivers: list[Receiver] = field(default_factory=list)
    packages: list[MadePackage] = field(default_factory=list)
    states: list[DeliveryState] = field(default_factory=list)
    documents: int = 4
    arriving: int = 4
    refused: int = 0
    error: DigitizerError | None = None
    during: Callable[[Progress, Stopping], None] = lambda _progress, _stop: None
    answers: list[tuple[str, Answer]] = field(default_factory=list)
    sent: list[tuple[Path, str]] = field(default_factory=list)
    slips: list[tuple[int, Path]] = field(default_factory=list)
    key_password: str | None = None
    slow_key: tuple[Event, Event] | None = None
    newer: str | None = None
    is_sealed: bool = False
    is_checking: bool = False
    secrets: list[str | None] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def _wait(events: tuple[Event, Event] | None, which: int) -> None:
    if events is not None:
        assert events[which].wait(10)


@dataclass(frozen=True, slots=True)
class FakeDelivery:
    backend: FakeBackend

    @property
    def script(self) -> DeliveryScript:
        return self.backend.data.delivery

    def receivers(self) -> Sequence[Receiver]:
        return self.script.receivers

    def packages(self, batch_id: int) -> Sequence[MadePackage]:
        return self.script.packages

    def locked_key(self, receiver: str) -> str | None:
        _wait(self.script.slow_key, 0)
        return "keys/gui.key" if self.script.key_password is not None else None

    def try_key(self, receiver: str, secret: str) -> None:
        _wait(self.script.slow_key, 1)
        if secret != self.script.key_password:
            raise InvalidInput("delivery-key-secret", file="keys/gui.key")

    def deliver(
        self,
        package: Path,
        receiver: str,
        progress: Progress,
        stop: Stopping | None,
        *,
        secret: str | None = None,
        reason: str = "",
    ) -> DeliveryState | None:
        script = self.script
        script.sent.append((package, receiver))
        script.secrets.append(secret)
        script.reasons.append(reason)
        assert stop is not None
        script.during(progress, stop)
        if script.error is not None:
            raise script.error
        if script.newer is not None and not reason:
            raise NotAllowed(
                "delivery-older", package=package.stem, newer=script.newer, receiver=receiver
            )
        if script.is_sealed and not reason:
            raise NotAllowed("delivery-age-unknown", package=package.stem, receiver=receiver)
        if script.is_checking:
            return None
        found = next(one for one in script.receivers if one.key == receiver)
        number = len(script.states) + 1
        delivery = Delivery(
            number, package.stem, "ab" * 32, found, script.documents, NOW, "Trần Thị Mai"
        )
        state = DeliveryState(delivery, script.arriving, script.refused, NOW)
        script.states.insert(0, state)
        return replace(state, was_stopped=stop.is_set())

    def states(self, package: str | None = None, *, limit: int = 100) -> Sequence[DeliveryState]:
        found = [one for one in self.script.states if package in (None, one.delivery.package)]
        return found[:limit]

    def receipts(self, delivery_id: int) -> tuple[DeliveryState, Sequence[Receipt]]:
        (state,) = (one for one in self.script.states if one.delivery.id == delivery_id)
        return state, [
            Receipt(delivery_id, Item(name, "ab" * 32, "cd" * 32, 100), answer, NOW, "Mai")
            for name, answer in self.script.answers
        ]

    def write_slip(self, delivery_id: int, pdf: Path) -> None:
        self.script.slips.append((delivery_id, pdf))
