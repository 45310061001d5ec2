"""The line for dates: typed in a hurry, shown as officials write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtGui import QFocusEvent

from digitizer.domain.values.dates import parse_written
from digitizer.domain.values.typed_dates import typed_dates
from ui.desk.field_edit import FieldEdit


class DateEdit(FieldEdit):
    """``1652024`` is taken for 16/05/2024 as soon as it can mean nothing else; what stands in the
    line is written out when the caret leaves it."""

    def meant(self) -> str:
        text = self.text()
        if not self.has_typed or parse_written(text) is not None:
            return text
        found = typed_dates(text, today())
        return found[0].formatted() if len(found) == 1 else text

    def focusOutEvent(self, event: QFocusEvent) -> None:
        meant = self.meant()
        if meant != self.text():
            self.setText(meant)
        super().focusOutEvent(event)


def today() -> date:
    """The day on this computer's clock, which a year of two digits is read by."""
    return datetime.now(UTC).astimezone().date()
