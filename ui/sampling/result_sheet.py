"""The result sheet of a closed sample: saved as PDF, and signed with the key of the workspace."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from digitizer.domain.errors import DigitizerError
from digitizer.domain.signatures import Mark, SignedPaper
from ui.session import Session
from ui.signing.unlocking import opened_key
from ui.theme import Tone

_SIGN_PAPER, _TAKEN = "sign-paper", "sheet-exists"
_MARK = Mark("named")


class ResultSheet(QObject):
    """``said`` is for the user; ``changed``: whether it can be signed now is other."""

    said = Signal(str, Tone)
    changed = Signal()

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._saved: dict[int, tuple[Path, str]] = {}
        """Where each sheet was saved, and the SHA-256 of what was written there."""
        self.is_signing = False

    def why_not_signed(self) -> str:
        """The message that says why the present person cannot sign; empty where they can."""
        backend = self._session.backend
        if not backend.signing.is_configured:
            return "sampling-sign-no-key"
        allowed = self._session.attempt(backend.accounts.allowed)
        if allowed is not None and _SIGN_PAPER not in allowed:
            return "sampling-sign-no-right"
        return ""

    def forget(self) -> None:
        """Another person came: what they sign they save themselves."""
        self._saved.clear()

    def save(self, sample_id: int) -> None:
        """As a file of which the person says where it goes."""
        path = self._asked("ui-action-sample-print", sample_id)
        if path is not None and self._is_saved(sample_id, path):
            words = self._session.text("cli-sampling-result-saved", path=str(path))
            self.said.emit(words, Tone.GOOD)

    def sign(self, sample_id: int) -> None:
        """Sign the sheet that this person saved here, as long as it lies there as it was written,
        or one that is saved now; the signed file comes to lie beside it. Nothing
        is written while the key stays closed."""
        if self.is_signing or self.why_not_signed():
            return
        if not opened_key(self._session, self._page, "sampling-sign-advice"):
            return
        path = self._unchanged(sample_id)
        if path is None:
            path = self._asked("ui-action-sample-sign", sample_id)
            if path is None or not self._is_saved(sample_id, path):
                return
        signing = self._session.backend.signing
        self._set_signing(is_signing=True)
        self._session.bridge.run(
            lambda: signing.sign(path, mark=_MARK),
            lambda paper: self._signed(sample_id, paper),
            lambda error: self._failed(sample_id, error),
        )

    def _asked(self, title: str, sample_id: int) -> Path | None:
        text = self._session.text
        name = text("sampling-file", sample=sample_id)
        path, _kind = QFileDialog.getSaveFileName(self._page, text(title), name, "PDF (*.pdf)")
        return Path(path) if path else None

    def _is_saved(self, sample_id: int, path: Path) -> bool:
        sampling = self._session.backend.sampling
        if not self._session.succeeds(lambda: sampling.print_result(sample_id, path)):
            return False
        sha256 = _sha256(path)
        if sha256 is not None:
            self._saved[sample_id] = (path, sha256)
        return True

    def _unchanged(self, sample_id: int) -> Path | None:
        """The saved sheet; None where another file, or none, lies there by now."""
        path, sha256 = self._saved.get(sample_id, (None, None))
        return path if path is not None and _sha256(path) == sha256 else None

    def _signed(self, sample_id: int, paper: SignedPaper) -> None:
        self._saved.pop(sample_id, None)
        self._set_signing(is_signing=False)
        words = self._session.text(
            "cli-sign-done", file=str(paper.file), name=paper.certificate.name
        )
        self.said.emit(words, Tone.GOOD)

    def _failed(self, sample_id: int, error: DigitizerError) -> None:
        if error.code == _TAKEN:
            # The next time another name is asked for.
            self._saved.pop(sample_id, None)
        self._set_signing(is_signing=False)
        self._session.on_error(error)

    def _set_signing(self, *, is_signing: bool) -> None:
        self.is_signing = is_signing
        self.changed.emit()


def _sha256(path: Path) -> str | None:
    """None for a file that cannot be read (any more)."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
