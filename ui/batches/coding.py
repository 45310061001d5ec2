"""Giving the documents of a batch their codes, and saying how many got one."""

from __future__ import annotations

from collections.abc import Callable

from digitizer.domain.batch import Batch
from ui.session import Session
from ui.theme import Tone


def give_codes(session: Session, batch: Batch, say: Callable[[str, Tone], None]) -> None:
    """What stands in the way is shown as every refusal is."""
    found = session.attempt(lambda: session.backend.doc_codes.give(batch.id))
    if found is None:
        return
    left = len(found.left_out)
    if not (found.given or found.had or left):
        say(session.text("doc-codes-none", batch=batch.name), Tone.WARN)
        return
    done = session.text("doc-codes-given", given=len(found.given), had=found.had)
    if left:
        waiting = session.text("doc-codes-waiting", count=left)
        say(f"{done} {waiting}", Tone.WARN)
    else:
        say(done, Tone.GOOD)
