"""Rehearsing the package of a batch from its page: whether one is asked for, and its course."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from digitizer.domain.batch import Batch
from digitizer.domain.changes import Actor
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import EXPORTABLE_BATCH_STATES
from digitizer.domain.rehearsal import Rehearsal, Standing
from ui.asking import Asking
from ui.batches.rehearsal import RehearsalDialog
from ui.session import Session

_PATIENCE_SECONDS = 0.03


class Rehearsing(QObject):
    """Whether the batch in front may be exported as far as its rehearsal goes is asked of a worker;
    ``stood`` tells that the answer is there. ``ended`` tells that a rehearsal is over, with its
    batch; ``failed`` that it could not be held; ``dropped``, with what to say, that its result is
    not shown. ``export_wanted`` has the batch that was rehearsed."""

    stood = Signal()
    ended = Signal(int)
    failed = Signal(object)
    dropped = Signal(str)
    export_wanted = Signal(object)
    batch_wanted = Signal(int)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._asking = Asking(session)
        self._batch: Batch | None = None
        self._standing: Standing | None = None
        self._is_looking = False
        self._fault: DigitizerError | None = None
        self._told: dict[int, str] = {}
        self.dialog: RehearsalDialog | None = None

    def look(self, batch: Batch | None) -> None:
        """Ask how the batch in front stands. Until the answer is there the last one of the same
        batch holds, if it is as it was; answers for another batch than this are dropped."""
        is_asked = batch is not None and batch.state in EXPORTABLE_BATCH_STATES
        if not is_asked or batch != self._batch:
            self._standing = self._fault = None
        self._batch, self._is_looking = (batch, True) if is_asked else (None, False)
        if batch is None or not is_asked:
            return
        rehearsal = self._session.backend.rehearsal
        self._asking.ask(
            lambda: rehearsal.standing(batch.id),
            lambda found: self._answer(batch, found),
            lambda error: self._no_answer(batch, error),
            _PATIENCE_SECONDS,
            lambda: self._not_known(batch, None),
        )

    @property
    def is_looking(self) -> bool:
        """Whether it is not known yet how the batch stands."""
        return self._is_looking and self._standing is None and self._fault is None

    @property
    def fault(self) -> DigitizerError | None:
        """Why it cannot be told how the batch stands, as long as that is so."""
        return self._fault

    @property
    def may_leave(self) -> bool:
        """Whether the batch may be exported as far as its rehearsal goes."""
        return self._standing is not None and self._standing.may_leave

    @property
    def is_missing(self) -> bool:
        """Whether the batch may not leave before a rehearsal."""
        return self._standing is not None and not self._standing.may_leave

    def _answer(self, batch: Batch, found: Standing) -> None:
        if batch == self._batch:
            self._standing, self._is_looking, self._fault = found, False, None
            self._told.pop(batch.id, None)
            self.stood.emit()

    def _no_answer(self, batch: Batch, error: DigitizerError) -> None:
        """Each reload asks again, but the same error of a batch is shown once."""
        if batch == self._batch and self._told.get(batch.id) != error.code:
            self._told[batch.id] = error.code
            self._session.on_error(error)
        self._not_known(batch, error)

    def _not_known(self, batch: Batch, error: DigitizerError | None) -> None:
        if batch == self._batch:
            self._is_looking, self._fault = False, error
            self.stood.emit()

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
