"""A run learns, goes on where it was cut off, survives bad steps, and exports what the product
reads. It needs the dependency group `training`, which the product's tests do without."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from digitizer.samples.fonts import label_families  # noqa: E402
from ocr.engines.line_net import line_net  # noqa: E402
from ocr.training.batches import stream  # noqa: E402
from ocr.training.export import Label, export  # noqa: E402
from ocr.training.fonts import Face  # noqa: E402
from ocr.training.text import ALPHABET  # noqa: E402
from ocr.training.train import CHECKPOINT, LOG, Plan, Trainer  # noqa: E402
from ocr.training.validation import Validation  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")
_FEW_SECONDS = 0.06


@pytest.fixture(scope="module")
def faces() -> tuple[Face, ...]:
    path = label_families()[0].regular
    return (Face(path, path.stem, "serif", "train", 1.0, frozenset(ALPHABET)),)


def _trainer(folder: Path, faces: tuple[Face, ...], minutes: float = _FEW_SECONDS) -> Trainer:
    plan = Plan(folder, minutes, seed=1, height=40, threads=1, workers=0, bf16=False)
    return Trainer(plan, faces, Validation(faces, 40, count=3))


def test_a_run_learns_and_goes_on_from_its_checkpoint(
    tmp_path: Path, faces: tuple[Face, ...]
) -> None:
    _trainer(tmp_path, faces).run()
    first = json.loads((tmp_path / LOG).read_text(encoding="utf-8").splitlines()[-1])
    assert first["lines"] > 0
    assert first["skipped"] == 0
    assert math.isfinite(first["clean_cer"])

    _trainer(tmp_path, faces, 2 * _FEW_SECONDS).run()
    last = json.loads((tmp_path / LOG).read_text(encoding="utf-8").splitlines()[-1])
    assert last["steps"] > first["steps"]
    assert last["done"] >= 1


def test_a_step_that_is_not_finite_is_skipped(tmp_path: Path, faces: tuple[Face, ...]) -> None:
    trainer = _trainer(tmp_path, faces)
    batch = next(stream(faces, 40, "1", workers=0, columns=10_000, done=torch.zeros(1)))
    before = {name: value.clone() for name, value in trainer.net.state_dict().items()}
    trainer.loss = lambda *_: torch.tensor(math.nan, requires_grad=True)

    trainer.step(batch)

    after = trainer.net.state_dict()
    weights = [name for name, _ in trainer.net.named_parameters()]
    assert all(torch.equal(before[name], after[name]) for name in weights)
    assert trainer.progress.skipped == 1


def test_a_bad_net_never_replaces_a_good_checkpoint(
    tmp_path: Path, faces: tuple[Face, ...]
) -> None:
    trainer = _trainer(tmp_path, faces)
    trainer.save()
    good = (tmp_path / CHECKPOINT).read_bytes()
    with torch.no_grad():
        next(trainer.net.parameters()).fill_(math.nan)

    with pytest.raises(FloatingPointError):
        trainer.save()

    assert (tmp_path / CHECKPOINT).read_bytes() == good


def test_the_exported_model_is_one_that_the_product_reads(
    tmp_path: Path, faces: tuple[Face, ...]
) -> None:
    _trainer(tmp_path, faces).run()
    target = tmp_path / "model.onnx"

    size = export(tmp_path, target, Label("trial", "1", "a test"))

    assert size == target.stat().st_size <= 12_000_000
    engine = line_net(target)
    assert engine.origin.engine == "digitizer-line/trial"
    (answer,) = engine.read_lines([np.full((60, 400), 255, np.uint8)], 300)
    assert answer.words == ()
