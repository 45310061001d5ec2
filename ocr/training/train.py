"""Trains the net by time: a longer run of the same recipe gives a better net."""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from ocr.training.batches import CLASSES, Batch, stream
from ocr.training.fonts import Face
from ocr.training.net import STRIDE, LineNet
from ocr.training.schedule import PEAK_RATE, rate_at
from ocr.training.validation import Validation

_log = logging.getLogger(__name__)
_DECAY, _CLIP = 0.02, 5.0
_SECONDS_A_REPORT, _SECONDS_A_CHECKPOINT, _SECONDS_A_VALIDATION = 30.0, 120.0, 600.0
CHECKPOINT, LOG = "checkpoint.pt", "log.jsonl"


@dataclass(frozen=True, slots=True)
class Plan:
    """One run: ``minutes`` is the net's own time of the whole run, over all its sittings;
    ``columns`` (px) go into one step at a learning rate of ``peak`` at most. ``device`` is one that
    torch knows: cpu, or cuda for a graphics card."""

    folder: Path
    minutes: float
    seed: int
    height: int
    threads: int
    workers: int
    bf16: bool = True
    columns: int = 10_000
    peak: float = PEAK_RATE
    device: str = "cpu"


@dataclass(slots=True)
class _Progress:
    seconds: float = 0.0
    lines: int = 0
    steps: int = 0
    skipped: int = 0
    loss: float = math.nan


class Trainer:
    """Holds the net, its optimiser and how far it is; writes a checkpoint every two minutes."""

    def __init__(self, plan: Plan, faces: tuple[Face, ...], validation: Validation) -> None:
        torch.manual_seed(plan.seed)
        torch.set_num_threads(plan.threads)
        self._plan, self._faces, self._validation = plan, faces, validation
        self.progress = _Progress()
        self.net = LineNet(CLASSES, plan.height).to(plan.device, memory_format=torch.channels_last)
        self._optimiser = torch.optim.AdamW(
            self.net.parameters(), self._rate, weight_decay=_DECAY, fused=True
        )
        self.loss = nn.CTCLoss(reduction="sum", zero_infinity=True)
        plan.folder.mkdir(parents=True, exist_ok=True)
        if (plan.folder / CHECKPOINT).exists():
            self._restore()

    @property
    def done(self) -> float:
        """The share of the run that is done, 0..1."""
        return self.progress.seconds / (self._plan.minutes * 60)

    @property
    def _rate(self) -> float:
        return rate_at(min(self.done, 1.0), self._plan.peak)

    def run(self) -> None:
        """Train until the time of the plan is used up, going on from the checkpoint."""
        done = torch.tensor([min(self.done, 1.0)]).share_memory_()
        batches = self._batches(done)
        waiting = next(batches)
        last = time.monotonic()
        due = {"report": last + _SECONDS_A_REPORT, "checkpoint": last, "validation": last}
        due["checkpoint"] += _SECONDS_A_CHECKPOINT
        due["validation"] += _SECONDS_A_VALIDATION
        while self.done < 1:
            self.step(waiting)
            waiting = next(batches)
            now = time.monotonic()
            self.progress.seconds += now - last
            last = now
            done[0] = min(self.done, 1.0)
            if now > due["report"]:
                self._report({})
                due["report"] = now + _SECONDS_A_REPORT
            if now > due["checkpoint"]:
                self.save()
                due["checkpoint"] = now + _SECONDS_A_CHECKPOINT
            if now > due["validation"]:
                self._report(self._validation.scores(self.net))
                last = time.monotonic()
                due["validation"] = last + _SECONDS_A_VALIDATION
        self.save()
        self._report(self._validation.scores(self.net))

    def _batches(self, done: Tensor) -> Iterator[Batch]:
        plan = self._plan
        seed = f"{plan.seed}/{self.progress.steps}"
        return stream(self._faces, plan.height, seed, plan.workers, plan.columns, done)

    def step(self, batch: Batch) -> None:
        """One step; where loss or gradient is not finite the net stays as it was."""
        self.net.train()
        for group in self._optimiser.param_groups:
            group["lr"] = self._rate
        lines = batch.lines.to(self._plan.device).float() / 255
        lines = lines.contiguous(memory_format=torch.channels_last)
        read = self.net.forward_bf16 if self._plan.bf16 else self.net
        scores = read(lines).transpose(0, 1)
        columns = torch.div(batch.widths + STRIDE - 1, STRIDE, rounding_mode="floor")
        codes = batch.codes.to(self._plan.device)
        count = len(batch.lengths)
        loss: Tensor = self.loss(scores, codes, columns, batch.lengths) / count
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()
        norm = nn.utils.clip_grad_norm_(self.net.parameters(), _CLIP)
        value = float(loss.detach())
        progress = self.progress
        progress.steps += 1
        progress.lines += count
        if not (math.isfinite(value) and math.isfinite(float(norm))):
            progress.skipped += 1
            return
        self._optimiser.step()
        share = value / max(1.0, float(batch.lengths.float().mean()))
        before = progress.loss
        progress.loss = share if math.isnan(before) else 0.99 * before + 0.01 * share

    def save(self) -> None:
        """Replace the checkpoint, unless the net has gone bad."""
        state = self.net.state_dict()
        if not all(bool(torch.isfinite(each).all()) for each in state.values()):
            raise FloatingPointError("a weight is not finite; the last checkpoint stands")
        target = self._plan.folder / CHECKPOINT
        draft = target.with_suffix(".draft")
        torch.save(
            {
                "net": state,
                "optimiser": self._optimiser.state_dict(),
                "progress": asdict(self.progress),
                "height": self._plan.height,
                "seed": self._plan.seed,
            },
            draft,
        )
        draft.replace(target)

    def _restore(self) -> None:
        saved: dict[str, Any] = torch.load(
            self._plan.folder / CHECKPOINT, map_location=self._plan.device, weights_only=True
        )
        self.net.load_state_dict(saved["net"])
        self._optimiser.load_state_dict(saved["optimiser"])
        self.progress = _Progress(**saved["progress"])
        _log.info("goes on at %.0f %%", 100 * self.done)

    def _report(self, scores: dict[str, float]) -> None:
        entry = asdict(self.progress) | {"done": self.done, "rate": self._rate}
        entry |= scores
        rounded = {name: round(value, 6) for name, value in entry.items()}
        with (self._plan.folder / LOG).open("a", encoding="utf-8") as log:
            log.write(json.dumps(rounded) + "\n")
        _log.info("%s", rounded)
