"""What was keyed, in words."""

from __future__ import annotations

from digitizer.domain.schema import FieldSpec
from digitizer.domain.second_entry import Keyed
from digitizer.domain.values.canonical import shown_for
from ui.session import Session


def keyed_words(session: Session, spec: FieldSpec, keyed: Keyed) -> str:
    """As the value is shown at the desk, or why the field is empty."""
    if keyed.empty_reason is not None:
        reason = session.text(f"ui-empty-{keyed.empty_reason.value}")
        return session.text("second-empty-value", reason=reason)
    return shown_for(session.backend.catalog, spec, keyed.value) or keyed.text
