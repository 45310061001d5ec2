"""A line reader small enough to write by hand, and pictures in its script.

Its letters are bars: the i-th of the alphabet is ink in the i-th band of rows, the space a bar too
pale to be ink. A bar as wide as the stride is one column of scores. The file is a real ONNX model
(one convolution, squeezed, turned, log-softmaxed), encoded here so that no test needs the onnx
package.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from ocr.engines.preparation import MIN_WIDTH, prepared_width

HEIGHT, STRIDE = 32, 4
DOWN, ACROSS = 3, 4
LETTERS = "abcdeọớ 0123/"
BAND = 2
_SHARPNESS = 16.0
_PALE, _PALE_WEIGHT = 153, 2.5
_FLOAT, _INT64 = 1, 7
_INTS_ATTRIBUTE = 7


def tiny_net(
    path: Path,
    *,
    letters: Iterable[str] = LETTERS,
    classes: int | None = None,
    metadata: Mapping[str, str | None] | None = None,
) -> Path:
    """Write the model; ``metadata`` overrides or (None) leaves out entries of its card."""
    letters = list(letters)
    count = classes or len(letters) + 1
    card: dict[str, str | None] = {
        "name": "tiny",
        "version": "2026.01",
        "charset": json.dumps(letters),
        "height": str(HEIGHT),
        "stride": str(STRIDE),
        "recipe": "by hand",
        **(metadata or {}),
    }
    model = _number(1, 8) + _block(8, _number(2, 13)) + _block(7, _graph(count))
    for key, value in card.items():
        if value is not None:
            model += _block(14, _text(1, key) + _text(2, value))
    path.write_bytes(model)
    return path


def written(text: str, *, gap: int = 2) -> np.ndarray:
    """A picture (H×W uint8, 0 is ink) of a text in the tiny script; see :func:`drawn`."""
    return as_scanned(drawn(text, gap=gap))


def as_scanned(prepared: np.ndarray) -> np.ndarray:
    """The picture of a line that is prepared to this one, ``DOWN`` times as high and ``ACROSS``
    times as wide."""
    picture = np.kron(prepared, np.ones((DOWN, ACROSS), np.uint8))
    assert prepared_width(*picture.shape, HEIGHT) == max(MIN_WIDTH, prepared.shape[1])
    return picture


def drawn(text: str, *, gap: int = 2) -> np.ndarray:
    """A column of ink a letter, ``gap`` columns of paper after each, also at the margins."""
    columns = [bar(char, _PALE if char == " " else 0) for char in text]
    paper = np.full((HEIGHT, gap * STRIDE), 255, np.uint8)
    return np.hstack([paper, *(part for column in columns for part in (column, paper))])


def bar(char: str, gray: int = 0, *, over: np.ndarray | None = None) -> np.ndarray:
    """One letter, one column wide; ``over`` is what it is drawn on."""
    column = np.full((HEIGHT, STRIDE), 255, np.uint8) if over is None else over.copy()
    top = LETTERS.index(char) * BAND
    column[top : top + BAND] = gray
    return column


def _graph(count: int) -> bytes:
    weights = np.zeros((count, 1, HEIGHT, STRIDE), np.float32)
    for label in range(1, count):
        band = slice((label - 1) * BAND, label * BAND)
        is_space = LETTERS[label - 1 : label] == " "
        factor = _PALE_WEIGHT if is_space else 1.0
        weights[label, 0, band] = 2 * _SHARPNESS * factor / (BAND * STRIDE)
    bias = np.full(count, -_SHARPNESS, np.float32)
    bias[0] = 0
    nodes = [
        _node(
            "Conv",
            ["lines", "w", "b"],
            "c",
            _ints("kernel_shape", [HEIGHT, STRIDE]) + _ints("strides", [HEIGHT, STRIDE]),
        ),
        _node("Squeeze", ["c", "axes"], "s"),
        _node("Transpose", ["s"], "t", _ints("perm", [0, 2, 1])),
        _node("LogSoftmax", ["t"], "scores"),
    ]
    tensors = [
        _tensor("w", _FLOAT, weights.shape, weights.tobytes()),
        _tensor("b", _FLOAT, bias.shape, bias.tobytes()),
        _tensor("axes", _INT64, (1,), struct.pack("<q", 2)),
    ]
    return (
        b"".join(_block(1, node) for node in nodes)
        + _text(2, "tiny")
        + b"".join(_block(5, tensor) for tensor in tensors)
        + _block(11, _value("lines", ["n", 1, HEIGHT, "w"]))
        + _block(12, _value("scores", ["n", "t", count]))
    )


def _node(kind: str, inputs: Iterable[str], output: str, attributes: bytes = b"") -> bytes:
    return (
        b"".join(_text(1, name) for name in inputs) + _text(2, output) + _text(4, kind) + attributes
    )


def _ints(name: str, values: Iterable[int]) -> bytes:
    body = _text(1, name) + b"".join(_number(8, value) for value in values)
    return _block(5, body + _number(20, _INTS_ATTRIBUTE))


def _tensor(name: str, kind: int, shape: Iterable[int], data: bytes) -> bytes:
    sizes = b"".join(_number(1, size) for size in shape)
    return sizes + _number(2, kind) + _text(8, name) + _block(9, data)


def _value(name: str, shape: Iterable[int | str]) -> bytes:
    sizes = b"".join(
        _block(1, _number(1, size) if isinstance(size, int) else _text(2, size)) for size in shape
    )
    return _text(1, name) + _block(2, _block(1, _number(1, _FLOAT) + _block(2, sizes)))


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _block(field: int, body: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(body)) + body


def _text(field: int, text: str) -> bytes:
    return _block(field, text.encode())
