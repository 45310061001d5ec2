"""What the window asks of deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from digitizer.bootstrap.desk.delivery import MadePackage
from digitizer.domain.delivery import DeliveryState, Receipt, Receiver
from digitizer.workflow.delivery_port import Progress, Stopping


class DeliverySight(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def receivers(self) -> Sequence[Receiver]: ...
    def packages(self, batch_id: int) -> Sequence[MadePackage]: ...
    def locked_key(self, receiver: str) -> str | None:
        """The key whose password is asked for before a delivery; None where there is none."""
        ...

    def try_key(self, receiver: str, secret: str) -> None:
        """Raises DigitizerError for a password that does not open :meth:`locked_key`."""
        ...

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
        """Long work. None where it was stopped before it began; ``reason``: why a package leaves
        that is older than one that the receiver has, or whose age nobody knows."""
        ...

    def states(
        self, package: str | None = None, *, limit: int = 100
    ) -> Sequence[DeliveryState]: ...
    def receipts(self, delivery_id: int) -> tuple[DeliveryState, Sequence[Receipt]]:
        """The oldest first."""
        ...

    def write_slip(self, delivery_id: int, pdf: Path) -> None: ...
