"""Bringing packages to receivers, and what is known of each delivery."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from digitizer.bootstrap.couriers import Couriers
from digitizer.bootstrap.delivery_papers import delivery_sheet
from digitizer.bootstrap.figures import Figures
from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.printing import print_sheet
from digitizer.domain.changes import Actor
from digitizer.domain.delivery import DeliveryState, Receipt, Receiver
from digitizer.domain.errors import Conflict, EnvironmentFault, NotAllowed
from digitizer.domain.progress import work_day
from digitizer.messages import Messages
from digitizer.settings import load
from digitizer.workflow import deliver, deliver_rules, sight
from digitizer.workflow.delivery_port import Progress, Stopped, Stopping
from digitizer.workflow.ports import Ports
from digitizer.workflow.rights import require_reading

_LOCK = ".digitizer-delivery.lock"
_ENDING = ".zip"


@dataclass(frozen=True, slots=True)
class MadePackage:
    """A package that left a batch, the newest first; ``archive`` is None where it does not lie in
    the exports of the workspace any more, or never did."""

    name: str
    made_at: datetime
    archive: Path | None


def package_name(package: Path) -> str:
    """The name that deliveries of this file or folder are kept under."""
    from exports.delivery.parcel import package_name as name_of

    return name_of(package.resolve())


def _nobody_looks(_done: int, _all: int) -> None:
    """Nobody wants to know how far it is."""


@dataclass(frozen=True, slots=True)
class DeliveryDesk:
    """One person's access; safe to use from several threads. Looking raises NotAllowed for somebody
    without the right to packages."""

    ports: Ports
    actor: Actor
    messages: Messages
    folders: Folders
    is_practice: bool = False

    def receivers(self) -> Sequence[Receiver]:
        """Those of the settings; none unless a person wrote one there."""
        require_reading(self.ports, self.actor, deliver.READ_DELIVERIES)
        return self._couriers().receivers()

    def packages(self, batch_id: int) -> Sequence[MadePackage]:
        """What was exported of a batch, corrections too."""
        sight.require_batch(self.ports, self.actor, batch_id, deliver.READ_DELIVERIES)
        with self.ports.unit_of_work() as unit:
            made = unit.rejects.packages(batch_id)
        return [MadePackage(name, at, self._archive(name)) for name, at in made]

    def deliver(
        self,
        package: Path,
        receiver: str,
        progress: Progress = _nobody_looks,
        stop: Stopping | None = None,
        *,
        secret: str | None = None,
        reason: str = "",
    ) -> DeliveryState | None:
        """Check a package and bring it to a receiver of the settings; long work. None where the
        person stopped it before it began: then nothing left and nothing is noted. ``secret`` opens
        :meth:`locked_key`; ``reason`` as :func:`digitizer.workflow.deliver.deliver` says.

        Raises NotAllowed ``practice-not-exported``, NotFound ``delivery-no-receiver``, Conflict
        ``delivery-under-way`` while another one runs in this workspace, EnvironmentFault
        ``delivery-lock-no-io`` for a workspace that cannot be written, and what
        :meth:`Couriers.opened` and :func:`digitizer.workflow.deliver.deliver` raise."""
        require_reading(self.ports, self.actor, deliver_rules.DELIVER_PACKAGE)
        if self.is_practice:
            raise NotAllowed("practice-not-exported")
        couriers, stopping = self._couriers(), stop or threading.Event()
        wanted = couriers.receiver(receiver)
        mark = couriers.mark(wanted, package.resolve())
        if mark is not None:
            deliver_rules.require_newest(self.ports, self.actor, mark, wanted, reason)
        with self._alone():
            try:
                opened = couriers.opened(wanted, package.resolve(), stopping, secret)
                with opened as courier:
                    return deliver.deliver(
                        self.ports, self.actor, courier, progress, stopping, reason
                    )
            except Stopped:
                return None

    def locked_key(self, receiver: str) -> str | None:
        """The file of our key for a receiver that asks who sends, where it has a password. Raises
        NotFound ``delivery-no-receiver``, InvalidInput ``delivery-key-open``, EnvironmentFault
        ``delivery-key-no-io``."""
        require_reading(self.ports, self.actor, deliver_rules.DELIVER_PACKAGE)
        couriers = self._couriers()
        key = couriers.locked_key(couriers.receiver(receiver))
        return str(key) if key is not None else None

    def try_key(self, receiver: str, secret: str) -> None:
        """Whether the secret opens :meth:`locked_key`. Raises InvalidInput ``delivery-key-secret``
        and as :meth:`exports.delivery.identity.Identity.require_usable`."""
        require_reading(self.ports, self.actor, deliver_rules.DELIVER_PACKAGE)
        couriers = self._couriers()
        couriers.try_key(couriers.receiver(receiver), secret)

    def states(self, package: str | None = None, *, limit: int = 100) -> Sequence[DeliveryState]:
        """The newest delivery first; only of one package, if its name is given."""
        return deliver.delivery_states(self.ports, self.actor, package, limit)

    def receipts(self, delivery_id: int) -> tuple[DeliveryState, Sequence[Receipt]]:
        """Raises NotFound ``no-delivery``."""
        return deliver.delivery_receipts(self.ports, self.actor, delivery_id)

    def write_slip(self, delivery_id: int, pdf: Path) -> None:
        """Raises as :meth:`receipts`; InvalidInput ``sheet-exists``, EnvironmentFault
        ``sheet-no-io``, ``sheet-font``, ``fonts-missing``."""
        state, receipts = self.receipts(delivery_id)
        with self.ports.unit_of_work() as unit:
            plan = unit.progress.plan()
        figures = Figures(self.messages, self.ports.catalog)
        today = work_day(self.ports.clock())
        print_sheet(pdf, delivery_sheet(state, receipts, plan, figures, today))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = FileLock(self.folders.root / _LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise Conflict("delivery-under-way") from error
        except OSError as error:
            reason = error.strerror or type(error).__name__
            root = self.folders.root
            raise EnvironmentFault("delivery-lock-no-io", folder=root, reason=reason) from error
        try:
            yield
        finally:
            lock.release()

    def _couriers(self) -> Couriers:
        return Couriers(self.folders.root, load(self.folders.root).receivers)

    def _archive(self, name: str) -> Path | None:
        archive = self.folders.exports / f"{name}{_ENDING}"
        return archive if archive.is_file() else None
