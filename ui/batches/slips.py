"""Saving the nothing-lost slip of a batch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from digitizer.domain.batch import Batch
from digitizer.domain.slip import Slip
from ui.session import Session
from ui.theme import Tone

_ENDING = ".pdf"
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


def save_slip(
    session: Session, parent: QWidget, batch: Batch, say: Callable[[str, Tone], None]
) -> None:
    """Ask for a file, write the slip in a worker, and say what does not add up in it."""
    text = session.text
    name = text("progress-slip-name", batch=batch.name).translate(_NOT_IN_NAMES)
    proposed = str(Path(session.backend.workspace) / f"{name}{_ENDING}")
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, text("progress-slip-choose"), proposed, "PDF (*.pdf)"
    )
    if not chosen:
        return
    path = Path(chosen)
    target = path if path.suffix == _ENDING else path.with_name(f"{path.name}{_ENDING}")
    progress = session.backend.progress

    def write() -> Slip:
        slip = progress.slip(batch.id)
        progress.write_slip(slip, target)
        return slip

    def tell(slip: Slip) -> None:
        judged = [text(f"slip-gap-{gap.value}") for gap in slip.gaps]
        written = text("cli-progress-written", file=str(target))
        said = " ".join([written, *(judged or [text("slip-nothing-lost")])])
        say(said, Tone.WARN if judged else Tone.GOOD)

    session.bridge.run(write, tell, session.on_error)
