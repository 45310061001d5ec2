"""Reads one TOML file into a model, telling file and line where it is not well formed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from digitizer.domain.errors import BadSchema

_Model = TypeVar("_Model", bound=BaseModel)
_LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A file of the package or of a workspace folder. ``name`` is what a message calls it."""

    name: str
    text: str

    @classmethod
    def read(cls, entry: Traversable | Path, name: str) -> SchemaFile:
        """Raises BadSchema when the file is no readable UTF-8 text of sensible size."""
        try:
            with entry.open("rb") as stream:
                data = stream.read(_LARGEST + 1)
        except OSError as error:
            raise BadSchema(
                "schema-unreadable", file=name, place="", reason=error.strerror or ""
            ) from error
        if len(data) > _LARGEST:
            raise BadSchema("schema-too-large", file=name, place="", reason=str(_LARGEST))
        try:
            return cls(name, data.decode("utf-8"))
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise BadSchema("schema-not-utf8", file=name, place=str(line), reason="") from error

    def parse(self, model: type[_Model]) -> _Model:
        """The content as a model; raises BadSchema naming the first wrong place."""
        try:
            content = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise BadSchema(
                "schema-not-toml", file=self.name, place="", reason=str(error)
            ) from error
        try:
            return model.model_validate(content)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            location = tuple(part for part in first["loc"] if not _is_choice(part))
            raise BadSchema(
                "schema-wrong",
                file=self.name,
                place=self.place(*location),
                reason=first["msg"],
            ) from error

    def place(self, *location: str | int) -> str:
        """A path and the line where that entry begins, such as ``fields[3].kind:87``."""
        path = ""
        for part in location:
            path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
        line = self._line(location)
        return f"{path}:{line}" if line else path

    def _line(self, location: tuple[str | int, ...]) -> int | None:
        if not location or not isinstance(location[0], str):
            return None
        lines = self.text.splitlines()
        name = re.escape(location[0])
        if len(location) > 1 and isinstance(location[1], int):
            heads = _lines_matching(lines, rf"\[\[{name}\]\]")
            if location[1] < len(heads):
                head = heads[location[1]]
                return _line_of_key(lines, head, location[2:]) or head
        return next(iter(_lines_matching(lines, rf"{name}\s*=")), None)


def _line_of_key(lines: list[str], head: int, rest: tuple[str | int, ...]) -> int | None:
    """The line of a key below the line ``head`` that opens its entry; None where it has none."""
    if not rest or not isinstance(rest[0], str):
        return None
    wanted = re.compile(rf"{re.escape(rest[0])}\s*=")
    for number, line in enumerate(lines[head:], head + 1):
        if line.startswith("[["):
            return None
        if wanted.match(line.strip()):
            return number
    return None


def _lines_matching(lines: list[str], pattern: str) -> list[int]:
    return [number for number, line in enumerate(lines, 1) if re.match(pattern, line.strip())]


def _is_choice(part: str | int) -> bool:
    """Whether a location part only names the branch of a union that was tried."""
    return isinstance(part, str) and (part.endswith("Model") or "[" in part or part == "str")
