"""From a checkpoint to the model file that the product ships."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from ocr.engines.line_net import line_net
from ocr.engines.model_file import INPUT, OUTPUT
from ocr.training.batches import CLASSES
from ocr.training.net import STRIDE, LineNet
from ocr.training.text import ALPHABET
from ocr.training.train import CHECKPOINT

_OPSET = 17
_SMALL = 64
MOST_BYTES = 12_000_000


@dataclass(frozen=True, slots=True)
class Label:
    """What the model file says of itself."""

    name: str
    version: str
    recipe: str


def load_net(run_folder: Path) -> LineNet:
    """The net of a run's checkpoint, ready to read. Raises ClickException where there
    is none."""
    path = run_folder / CHECKPOINT
    if not path.exists():
        raise click.ClickException(f"no checkpoint in {run_folder}: run the command train first")
    saved: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    net = LineNet(CLASSES, saved["height"])
    net.load_state_dict(saved["net"])
    net.eval()
    return net


def export(run_folder: Path, target: Path, label: Label) -> int:
    """Write the model with its weights at half precision and return its size in bytes.

    Raises ValueError when the file would be too large or does not answer as the net does.
    """
    net = load_net(run_folder)
    with TemporaryDirectory() as folder:
        draft = Path(folder, target.name)
        _trace(net, draft)
        model = onnx.load(draft)
        _halve(model)
        helper.set_model_props(
            model,
            {
                "name": label.name,
                "version": label.version,
                "recipe": label.recipe,
                "charset": json.dumps(list(ALPHABET), ensure_ascii=False),
                "height": str(net.height),
                "stride": str(STRIDE),
            },
        )
        onnx.checker.check_model(model)
        onnx.save(model, draft)
        _compare(net, draft)
        size = draft.stat().st_size
        if size > MOST_BYTES:
            raise ValueError(f"{size} bytes are more than {MOST_BYTES}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(draft.read_bytes())
    return size


def _trace(net: LineNet, path: Path) -> None:
    torch.onnx.export(
        net,
        (torch.zeros(1, 1, net.height, 64),),
        str(path),
        input_names=[INPUT],
        output_names=[OUTPUT],
        dynamic_axes={INPUT: {0: "count", 3: "width"}, OUTPUT: {0: "count", 1: "columns"}},
        opset_version=_OPSET,
        dynamo=False,
    )


def _halve(model: onnx.ModelProto) -> None:
    """Store large weights as 16-bit floats; the runtime widens them once, when it loads them."""
    graph = model.graph
    casts = []
    for weights in graph.initializer:
        values = numpy_helper.to_array(weights)
        if weights.data_type != TensorProto.FLOAT or values.size < _SMALL:
            continue
        name = weights.name
        weights.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)


def _compare(net: LineNet, path: Path) -> None:
    """The file must give what the net gives, on noise of several widths."""
    engine = line_net(path)
    rng = np.random.default_rng(1)
    for count, width in ((1, 32), (3, 256), (2, 1000)):
        lines = rng.random((count, 1, net.height, width), dtype=np.float32)
        (given,) = engine.session.run([OUTPUT], {INPUT: lines})
        with torch.no_grad():
            wanted = net(torch.from_numpy(lines)).numpy()
        if np.abs(np.exp(given) - np.exp(wanted)).max() > 0.02:
            raise ValueError("the exported file answers otherwise than the net")
