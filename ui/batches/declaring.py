"""Asking what a person declares of the papers of a batch, and keeping it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from digitizer.domain.batch import Batch
from ui.batches.book_dialog import BookDialog
from ui.session import Session
from ui.theme import Tone


def declare_papers(
    session: Session, parent: QWidget, batch: Batch, say: Callable[[str, Tone], None]
) -> None:
    """Only what was changed is kept; nothing of it where the dialog is left."""
    backend = session.backend
    seen = session.attempt(lambda: backend.page_counts.look(batch.id))
    if seen is None:
        return
    now = seen.batch
    dialog = BookDialog(session, parent, seen, lambda book: backend.batch_findings(now.id, book))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    count, book = dialog.count, dialog.book
    if count != now.page_count and session.succeeds(
        lambda: backend.page_counts.declare(now.id, count)
    ):
        say(session.text("ui-pages-noted", batch=now.name), Tone.GOOD)
    if book != now.book and session.succeeds(lambda: backend.declare_book(now.id, book)):
        say(session.text("ui-book-noted", batch=now.name), Tone.GOOD)
