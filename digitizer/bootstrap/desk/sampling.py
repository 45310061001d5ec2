"""Checking submitted batches by samples."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from digitizer.bootstrap.desk.sample_sheet import sample_sheet
from digitizer.bootstrap.printing import print_sheet
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import NotAllowed
from digitizer.domain.record import EmptyReason
from digitizer.domain.samples import Sample
from digitizer.domain.second_entry import Choice
from digitizer.messages import Messages
from digitizer.workflow import key_sampled, resume_sampling, sampling_work, sight
from digitizer.workflow.check_rounds import RoundStatus
from digitizer.workflow.close_sample import ClosingWords, close_sample
from digitizer.workflow.draw_sample import draw_sample
from digitizer.workflow.ports import Ports

_SEED_BYTES = 16
_READ = "read-samples"


@dataclass(frozen=True, slots=True)
class SamplingDesk:
    """One person's access; safe to use from several threads. Looking raises NotAllowed for somebody
    without the right to samples."""

    ports: Ports
    actor: Actor
    messages: Messages

    def batches(self) -> Sequence[sampling_work.SampledBatch]:
        self._require()
        return sampling_work.sampled_batches(self.ports)

    def checks(self, batch_id: int) -> sampling_work.BatchChecks:
        self._require()
        return sampling_work.batch_checks(self.ports, batch_id)

    def open_sample(self, batch_id: int) -> Sample:
        """The sample of a batch that is being checked; raises NotAllowed where there is none."""
        checks = self.checks(batch_id)
        for state in checks.rounds:
            if state.status is RoundStatus.OPEN and state.sample is not None:
                return state.sample.sample
        raise NotAllowed("no-open-sample", batch=checks.batch.name)

    def draw(self, batch_id: int, round_number: int | None = None) -> ChangeSet:
        """With a seed that nobody can choose or foresee."""
        seed = secrets.token_hex(_SEED_BYTES)
        return draw_sample(self.ports, self.actor, batch_id, seed, round_number)

    def next_task(self, sample_id: int) -> sampling_work.SampleTask | None:
        self._require()
        return sampling_work.next_sampled(self.ports, self.actor, sample_id)

    def key(self, sample_id: int, place: int, given: str | EmptyReason) -> ChangeSet:
        return key_sampled.key_sampled(self.ports, self.actor, sample_id, place, given)

    def mark(self, sample_id: int, place: int, *, is_right: bool, why: str = "") -> ChangeSet:
        return key_sampled.mark_sampled(
            self.ports, self.actor, sample_id, place, is_right=is_right, why=why
        )

    def differences(self, sample_id: int) -> Sequence[sampling_work.SampleDifference]:
        self._require()
        return sampling_work.sample_differences(self.ports, self.actor, sample_id)

    def judge(self, sample_id: int, place: int, choice: Choice, why: str) -> ChangeSet:
        return key_sampled.judge_sampled(self.ports, self.actor, sample_id, place, choice, why)

    def close(self, sample_id: int) -> ChangeSet:
        words = ClosingWords(
            self.messages.text("sampling-said-wrong"),
            self.messages.text("sampling-said-rejected", sample=sample_id),
        )
        return close_sample(self.ports, self.actor, sample_id, words)

    def report(self, sample_id: int) -> sampling_work.SampleReport:
        self._require()
        return sampling_work.sample_report(self.ports, sample_id)

    def history(
        self, *, limit: int = 100, before_id: int | None = None
    ) -> Sequence[sampling_work.SampleRow]:
        self._require()
        return sampling_work.sample_history(self.ports, limit=limit, before_id=before_id)

    def resume(self, batch_id: int, why: str) -> ChangeSet:
        return resume_sampling.resume_sampling(self.ports, self.actor, batch_id, why)

    def print_result(self, sample_id: int, target: Path) -> None:
        """Write the result sheet of a closed sample as PDF. Raises what :meth:`report` and
        :func:`digitizer.bootstrap.printing.print_sheet` raise."""
        report = self.report(sample_id)
        result = report.state.result
        if result is None:
            raise NotAllowed("sample-open", sample=sample_id)
        today = datetime.now().astimezone().date()
        sheet = sample_sheet(report, result, self.ports.catalog, self.messages, today)
        print_sheet(target, sheet)

    def _require(self) -> None:
        sight.require_whole(self.ports, self.actor, _READ)
