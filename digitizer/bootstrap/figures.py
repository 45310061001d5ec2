"""Figures in words of a language, and what the printed papers have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from digitizer.domain.data_quality import Share
from digitizer.domain.progress import WORK_ZONE
from digitizer.domain.schema import Catalog
from digitizer.messages import Messages


@dataclass(frozen=True, slots=True)
class Figures:
    """Says numbers, days and names of document types."""

    messages: Messages
    catalog: Catalog

    def number(self, value: float) -> str:
        return self.messages.text("progress-number", n=value)

    def share(self, share: Share) -> str:
        """As percent; that it was not measured for None."""
        if share.value is None:
            return self.messages.text("progress-not-measured")
        return self.messages.text("progress-share", n=share.value)

    def day(self, day: date | None) -> str:
        return f"{day:%d/%m/%Y}" if day else self.messages.text("progress-unknown-day")

    def moment(self, at: datetime) -> str:
        return f"{at.astimezone(WORK_ZONE):%H:%M %d/%m/%Y}"

    def type_name(self, key: str) -> str:
        """The name of a document type; its key where it is not installed here."""
        if not key:
            return self.messages.text("progress-type-unknown")
        found = self.catalog.types.get(key)
        return found.label.in_language(self.messages.language) if found else key

    def batch_name(self, name: str) -> str:
        return name or self.messages.text("progress-no-batch")

    def place_and_day(self, day: date) -> str:
        """The line at the top right of a paper; the place is written by hand."""
        return self.messages.text(
            "progress-paper-day", day=f"{day:%d}", month=f"{day:%m}", year=f"{day:%Y}"
        )


def office_lines(superior: str, office: str) -> tuple[str, ...]:
    """The top left of a paper."""
    return tuple(line.upper() for line in (superior, office) if line)
