"""A trained line reader on disk: opened by onnxruntime, and tried before it is believed."""

from __future__ import annotations

import importlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from digitizer.domain.errors import EnvironmentFault

INPUT, OUTPUT = "lines", "scores"
_FOLDER = Path(__file__).parent / "models"
_FIRST, _SECOND = "line-reader.onnx", "line-reader-2.onnx"
_TRIAL_LINES, _TRIAL_COLUMNS = 2, 32
_ONLY_ERRORS = 3


class Session(Protocol):
    """What is used of an onnxruntime session."""

    def run(
        self, output_names: Sequence[str], input_feed: Mapping[str, NDArray[np.float32]]
    ) -> Sequence[NDArray[np.float32]]: ...


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a model file says about itself: ``height`` of a line and ``stride``, the width that one
    row of scores stands for, both in px of the prepared picture; ``charset[i - 1]`` is class i."""

    name: str
    version: str
    recipe: str
    charset: tuple[str, ...]
    height: int
    stride: int


def shipped_models() -> tuple[Path, ...]:
    """The model files of this installation, the preferred one first; the second one is optional."""
    second = _FOLDER / _SECOND
    return (_FOLDER / _FIRST, *((second,) if second.exists() else ()))


def open_model(path: Path, threads: int) -> tuple[Session, ModelCard]:
    """A session of this many threads and the model's card.

    Raises EnvironmentFault ``line-runtime-missing`` (no onnxruntime), ``line-model-missing`` or
    ``line-model-unusable``.
    """
    session, metadata = open_session(path, threads)
    card = _card(path, metadata)
    _try(path, session, card)
    return session, card


def open_session(path: Path, threads: int) -> tuple[Session, Mapping[str, str]]:
    """A session of any model file, and what the file says of itself.

    Raises EnvironmentFault ``line-runtime-missing``, ``line-model-missing`` or
    ``line-model-unusable``.
    """
    if not path.is_file():
        raise EnvironmentFault("line-model-missing", file=path.name)
    try:
        runtime = importlib.import_module("onnxruntime")
    except ImportError as error:
        raise EnvironmentFault("line-runtime-missing") from error
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = _ONLY_ERRORS
    # Lines are of many widths: a plan of memory for each would be kept for ever.
    options.enable_mem_pattern = False
    # Other readers work on the other cores; waiting must not keep one busy.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = runtime.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
        return session, dict(session.get_modelmeta().custom_metadata_map)
    except Exception as error:
        raise _unusable(path, "onnx") from error


def _card(path: Path, metadata: Mapping[str, str]) -> ModelCard:
    try:
        charset = json.loads(metadata["charset"])
        card = ModelCard(
            metadata["name"],
            metadata["version"],
            metadata["recipe"],
            tuple(charset),
            int(metadata["height"]),
            int(metadata["stride"]),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise _unusable(path, "metadata") from error
    if not _is_charset(card.charset):
        raise _unusable(path, "charset")
    if not (card.name and card.version and card.height > 0 and card.stride > 0):
        raise _unusable(path, "metadata")
    return card


def _is_charset(charset: tuple[object, ...]) -> bool:
    """Single characters that stay what they are beside each other, the space among them."""
    letters = [char for char in charset if isinstance(char, str) and len(char) == 1]
    return (
        len(letters) == len(set(charset)) == len(charset)
        and " " in letters
        and all(unicodedata.is_normalized("NFC", char) for char in letters)
        and not any(unicodedata.combining(char) for char in letters)
    )


def _try(path: Path, session: Session, card: ModelCard) -> None:
    """A net of other shapes than its card says is found here and not on the first page."""
    width = _TRIAL_COLUMNS * card.stride
    blank = np.zeros((_TRIAL_LINES, 1, card.height, width), np.float32)
    try:
        (scores,) = session.run([OUTPUT], {INPUT: blank})
    except Exception as error:
        raise _unusable(path, "input") from error
    wanted = (_TRIAL_LINES, _TRIAL_COLUMNS, len(card.charset) + 1)
    if scores.dtype != np.float32 or scores.shape != wanted or not np.isfinite(scores).all():
        raise _unusable(path, "output")


def _unusable(path: Path, detail: str) -> EnvironmentFault:
    return EnvironmentFault("line-model-unusable", file=path.name, detail=detail)
