"""Giving the documents of a batch their codes, and saying how many got one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from digitizer.domain.batch import Batch
from digitizer.domain.errors import DigitizerError
from digitizer.workflow.give_doc_codes import GivenCodes
from ui.session import Session
from ui.theme import Tone


class Coding(QObject):
    """One batch at a time, in a worker. ``said`` has the words and their tone; what stands in the
    way is shown as every refusal is."""

    said = Signal(str, Tone)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.is_busy = False

    def start(self, batch: Batch) -> None:
        session, codes = self._session, self._session.backend.doc_codes
        if self.is_busy:
            return
        self.is_busy = True
        self.said.emit(session.text("doc-codes-running", batch=batch.name), Tone.ACCENT)
        session.bridge.run(
            lambda: codes.give(batch.id), lambda found: self._tell(batch, found), self._fail
        )

    def _tell(self, batch: Batch, found: GivenCodes) -> None:
        self.is_busy = False
        text = self._session.text
        left, unclear = len(found.left_out), len(found.unclear)
        if not (found.given or found.had or left or unclear):
            self.said.emit(text("doc-codes-none", batch=batch.name), Tone.WARN)
            return
        words = [text("doc-codes-given", given=len(found.given), had=found.had)]
        if left:
            words.append(text("doc-codes-waiting", count=left))
        if unclear:
            words.append(text("doc-codes-unclear", count=unclear))
        self.said.emit(" ".join(words), Tone.WARN if left or unclear else Tone.GOOD)

    def _fail(self, error: DigitizerError) -> None:
        self.is_busy = False
        self._session.on_error(error)
