"""How states look and read everywhere: a shape, a tone and a word."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QIcon, QPixmap

from digitizer.domain.case import Outcome
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.problems import Severity
from digitizer.domain.record import FieldValue, ValueState
from digitizer.domain.schema import Catalog, FieldSpec
from digitizer.domain.values.canonical import shown_for
from ui import icons
from ui.session import Session
from ui.theme import Tone, px, theme

PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Sign:
    """``icon`` names an icon of ``ui.icons``; ``message`` is a message id. Sizes are in px at the
    usual scale."""

    icon: str
    tone: Tone
    message: str

    def qicon(self, size: int = 20) -> QIcon:
        return icons.icon(self.icon, theme.colors.of(self.tone), px(size))

    def pixmap(self, size: int = 18, scale: int = 2) -> QPixmap:
        return icons.pixmap(self.icon, theme.colors.of(self.tone), px(size), scale)


CASE_SIGNS = {
    CaseState.TO_CHECK: Sign("to_check", Tone.WARN, "ui-case-to_check"),
    CaseState.CHECKED: Sign("checked", Tone.GOOD, "ui-case-checked"),
    CaseState.RETURNED: Sign("returned", Tone.BAD, "ui-case-returned"),
    CaseState.APPROVED: Sign("approved", Tone.GOOD, "ui-case-approved"),
    CaseState.EXPORTED: Sign("exported", Tone.PLAIN, "ui-case-exported"),
    CaseState.SET_ASIDE: Sign("quarantined", Tone.PLAIN, "ui-case-set_aside"),
}
BATCH_SIGNS = {
    BatchState.OPEN: Sign("open", Tone.ACCENT, "ui-batch-open"),
    BatchState.SUBMITTED: Sign("submitted", Tone.WARN, "ui-batch-submitted"),
    BatchState.RETURNED: Sign("returned", Tone.BAD, "ui-batch-returned"),
    BatchState.PARTLY_APPROVED: Sign("partly-approved", Tone.WARN, "ui-batch-partly_approved"),
    BatchState.APPROVED: Sign("approved", Tone.GOOD, "ui-batch-approved"),
    BatchState.EXPORTED: Sign("exported", Tone.PLAIN, "ui-batch-exported"),
}
OUTCOME_SIGNS = {
    Outcome.STORED: Sign("stored", Tone.GOOD, "ui-outcome-stored"),
    Outcome.DUPLICATE: Sign("duplicate", Tone.PLAIN, "ui-outcome-duplicate"),
    Outcome.QUARANTINED: Sign("quarantined", Tone.BAD, "ui-outcome-quarantined"),
}
FIELD_SIGNS = {
    ValueState.ACCEPTED: Sign("accepted", Tone.PLAIN, "ui-field-accepted"),
    ValueState.REVIEW: Sign("review", Tone.WARN, "ui-field-review"),
    ValueState.MISSING: Sign("missing", Tone.BAD, "ui-field-missing"),
    ValueState.CONFIRMED: Sign("confirmed", Tone.GOOD, "ui-field-confirmed"),
}
OPTIONAL_EMPTY = Sign("missing", Tone.PLAIN, "ui-field-optional")
PENDING_SIGN = Sign("pending", Tone.ACCENT, "ui-field-pending")
ERROR_SIGN = Sign("error", Tone.BAD, "ui-field-error")
PINNED_SIGN = Sign("pin", Tone.BAD, "review-pinned")
SEVERITY_SIGNS = {
    Severity.ERROR: Sign("error", Tone.BAD, "ui-severity-error"),
    Severity.WARNING: Sign("review", Tone.WARN, "ui-severity-warning"),
    Severity.INFO: Sign("info", Tone.ACCENT, "ui-severity-info"),
}


def value_text(spec: FieldSpec, value: FieldValue, catalog: Catalog) -> str:
    """What stands in the field: the canonical value as officials write it, or else the reading."""
    if value.value is None:
        return value.text
    return shown_for(catalog, spec, value.value)


def empty_text(session: Session, value: FieldValue) -> str:
    """Why a confirmed field is empty, or nothing."""
    return session.text(f"ui-empty-{value.empty_reason.value}") if value.empty_reason else ""
