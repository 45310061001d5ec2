"""Progress in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLocale

from digitizer.domain.data_quality import Share
from digitizer.domain.progress import CASE_STAGES, Counts, Stage
from digitizer.domain.work_plan import Bottleneck, Forecast
from ui.session import Session


class ProgressWords:
    """Says figures in the language of the window."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def stage(self, stage: Stage) -> str:
        return self._session.text(f"progress-stage-{stage.value}")

    def number(self, value: int) -> str:
        return QLocale(self._session.backend.messages.language).toString(value)

    def cells(self, counts: Counts) -> tuple[str, ...]:
        """The stages of cases."""
        return tuple(self.number(counts[stage]) for stage in CASE_STAGES)

    def share(self, share: Share) -> str:
        if share.value is None:
            return self._session.text("progress-not-measured")
        return self._session.text("progress-share", n=share.value)

    def day(self, day: date | None) -> str:
        return f"{day:%d/%m/%Y}" if day else self._session.text("progress-unknown-day")

    def forecast(self, one: Forecast) -> str:
        if one.remaining == 0:
            return self._session.text("progress-forecast-done")
        if one.usual is None:
            return self._session.text("progress-forecast-none")
        return self.day(one.usual)

    def forecast_in_full(self, one: Forecast) -> str:
        """With its range and who asks for the milestone."""
        text, said = self._session.text, self.forecast(one)
        if one.remaining and one.usual is not None:
            early, late = self.day(one.early), self.day(one.late)
            said = text("progress-forecast-day", day=said, early=early, late=late)
        name = one.milestone.name
        return text("progress-milestone-tip", name=name, said=said, source=one.milestone.source)

    def bottleneck(self, found: Bottleneck | None) -> str:
        if found is None:
            return self._session.text("progress-no-bottleneck")
        return self._session.text(
            "progress-bottleneck",
            stage=self._session.text(f"progress-queue-{found.stage.value}"),
            count=found.waiting,
            days=round(found.days, 1),
        )
