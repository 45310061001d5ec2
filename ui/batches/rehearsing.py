"""Rehearsing the package of a batch from its page: whether one is asked for, and its course."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from digitizer.domain.batch import Batch
from digitizer.domain.changes import Actor
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import EXPORTABLE_BATCH_STATES
from digitizer.domain.rehearsal import Rehearsal
from ui.batches.rehearsal import RehearsalDialog
from ui.session import Session


class Rehearsing(QObject):
    """``ended`` tells that a rehearsal is over, with its batch; ``failed`` that it could not be
    held; ``dropped``, with what to say, that its result is not shown. ``export_wanted`` has the
    batch that was rehearsed."""

    ended = Signal(int)
    failed = Signal(object)
    dropped = Signal(str)
    export_wanted = Signal(object)
    batch_wanted = Signal(int)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self.dialog: RehearsalDialog | None = None

    def may_leave(self, batch: Batch | None) -> bool:
        """Whether a batch may be exported as far as its rehearsal goes."""
        if batch is None or batch.state not in EXPORTABLE_BATCH_STATES:
            return False
        found = self._session.attempt(lambda: self._session.backend.rehearsal.standing(batch.id))
        return found is not None and found.may_leave

    def start(self, batch: Batch) -> None:
        """The result is shown to the person who asked, and to nobody else."""
        session, backend = self._session, self._session.backend
        person = backend.actor

        def done(found: Rehearsal) -> None:
            self.ended.emit(batch.id)
            session.when_open(lambda: self._show(batch, found, person))

        session.bridge.run(lambda: backend.rehearsal.rehearse(batch.id), done, self._fail)

    def _show(self, batch: Batch, found: Rehearsal, person: Actor) -> None:
        if self._session.backend.actor != person:
            self.dropped.emit(self._session.text("rehearsal-dropped", batch=batch.name))
            return
        dialog = RehearsalDialog(self._session, self._page, batch, found)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.export_wanted.connect(lambda: self.export_wanted.emit(batch))
        dialog.batch_wanted.connect(lambda: self.batch_wanted.emit(batch.id))
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _fail(self, error: DigitizerError) -> None:
        self.failed.emit(error)
