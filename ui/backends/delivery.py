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
    def deliver(
        self, package: Path, receiver: str, progress: Progress, stop: Stopping | None
    ) -> DeliveryState:
        """Long work."""
        ...

    def states(
        self, package: str | None = None, *, limit: int = 100
    ) -> Sequence[DeliveryState]: ...
    def receipts(self, delivery_id: int) -> tuple[DeliveryState, Sequence[Receipt]]:
        """The oldest first."""
        ...

    def write_slip(self, delivery_id: int, pdf: Path) -> None: ...
