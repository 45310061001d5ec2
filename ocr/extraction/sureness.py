"""The thresholds of the data file, and those of a workspace, checked once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from digitizer.domain.errors import BadSchema, EnvironmentFault
from digitizer.domain.schema import FieldKind
from digitizer.domain.sureness import NEVER, Sureness

_DEFAULT = "default"
_NAMES = frozenset({_DEFAULT, *(kind.value for kind in FieldKind)})


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    version: Annotated[str, Field(min_length=1)]
    source: str
    least_dpi_for_names: Annotated[int, Field(ge=1, le=1200)]
    most_colour: Annotated[float, Field(ge=0, le=NEVER)]
    most_by_hand: Annotated[float, Field(ge=0, le=NEVER)]
    least_confidence: dict[str, Annotated[float, Field(ge=0, le=NEVER)]]

    @field_validator("least_confidence")
    @classmethod
    def _names_known(cls, given: dict[str, float]) -> dict[str, float]:
        unknown = sorted(set(given) - _NAMES)
        if unknown or _DEFAULT not in given:
            raise ValueError(", ".join(unknown) or _DEFAULT)
        return given


@cache
def shipped_sureness() -> Sureness:
    """The thresholds that come with the program."""
    text = files("ocr.extraction").joinpath("sureness.toml").read_text(encoding="utf-8")
    return _sureness(tomllib.loads(text))


def load_sureness(path: Path) -> Sureness:
    """The thresholds of a file, or the shipped ones where there is none.

    Raises BadSchema for a file that is not right, EnvironmentFault for one that cannot be read.
    """
    try:
        return _sureness(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return shipped_sureness()
    except OSError as error:
        raise EnvironmentFault("thresholds-unreadable", file=path, reason=error.strerror) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSchema("settings-not-toml", file=path, reason=error) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadSchema("settings-wrong", file=path, place=place, reason=first["msg"]) from None


def sureness_text(sureness: Sureness, source: str) -> str:
    """The same thresholds as the text of such a file; ``source`` is one line without quotes."""
    kinds = "".join(f"{kind.value} = {least:g}\n" for kind, least in sureness.by_kind)
    return (
        f'version = "{sureness.version}"\n'
        f'source = "{source}"\n'
        f"least_dpi_for_names = {sureness.least_dpi_for_names}\n"
        f"most_colour = {sureness.most_colour:g}\n"
        f"most_by_hand = {sureness.most_by_hand:g}\n\n"
        f"[least_confidence]\ndefault = {sureness.default:g}\n{kinds}"
    )


def _sureness(data: dict[str, object]) -> Sureness:
    checked = _File.model_validate(data)
    least = dict(checked.least_confidence)
    return Sureness(
        checked.version,
        least.pop(_DEFAULT),
        tuple((FieldKind(name), value) for name, value in least.items()),
        checked.least_dpi_for_names,
        checked.most_colour,
        checked.most_by_hand,
    )
