"""What came of a delivery, in words."""

from __future__ import annotations

from digitizer.domain.delivery import DeliveryState
from ui.session import Session
from ui.theme import Tone


def verdict(session: Session, state: DeliveryState | None) -> tuple[str, Tone]:
    """None is a delivery that a person stopped before it began."""
    if state is None:
        return session.text("delivery-was-stopped-early"), Tone.WARN
    if state.is_complete:
        words, tone = "delivery-done", Tone.GOOD
    else:
        words = "delivery-was-stopped" if state.was_stopped else "delivery-not-done"
        tone = Tone.WARN
    receiver = state.delivery.receiver
    said = session.text(
        words,
        documents=state.delivery.documents,
        arrived=state.arrived,
        refused=state.refused,
        superseded=state.superseded,
        receiver=receiver.name,
        way=receiver.way.value,
    )
    return said, tone
