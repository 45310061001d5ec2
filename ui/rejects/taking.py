"""From the file that a receiver sent to the cases that are open again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from digitizer.domain.batch import Batch
from ui.rejects.dialog import RejectsDialog
from ui.session import Session


def take_list(session: Session, parent: QWidget, batch: Batch | None) -> str | None:
    """Ask for a list and look at it together; what to tell the user, or None where nothing was
    done."""
    text = session.text
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, text("rejects-choose"), str(session.backend.workspace), text("rejects-files")
    )
    if not chosen:
        return None
    path = Path(chosen)
    dialog = RejectsDialog(session, parent, path, batch)
    try:
        dialog.exec()
        taken = dialog.taken
    finally:
        dialog.deleteLater()
    if taken is None:
        return None
    return text("rejects-taken", name=path.name, cases=taken.cases, left=taken.left_alone)
