"""What a visible mark says and where it stands, by ``marks.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from digitizer.domain.errors import InvalidInput
from digitizer.domain.signatures import Mark

TIME = "time"
NAME = "name"
_GIVEN_BY_KEY = frozenset({TIME, NAME})
_MAY_BE_EMPTY = frozenset({"office"})
_LONGEST = 200


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextRule(_Part):
    """Sizes in points and millimetres."""

    size: Annotated[float, Field(gt=0, le=72)]
    utc_offset_hours: Annotated[int, Field(ge=-12, le=14)]
    widest_mm: Annotated[float, Field(gt=0)]
    right_mm: Annotated[float, Field(ge=0)]
    top_mm: Annotated[float, Field(ge=0)]


class FormRule(_Part):
    key: str
    place: Literal["top-right", "chosen"]
    lines: tuple[str, ...]
    image: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The keys of the words that a person gives."""
        named = [name for line in self.lines for _, name, _, _ in Formatter().parse(line) if name]
        return tuple(name for name in named if name not in _GIVEN_BY_KEY)


class MarkRules(_Part):
    key: str
    version: str
    valid_from: object
    source: str
    text: TextRule
    form: tuple[FormRule, ...]


@dataclass(frozen=True, slots=True)
class MarkText:
    """A form with its lines filled."""

    form: FormRule
    lines: tuple[str, ...]


@cache
def mark_rules() -> MarkRules:
    text = files(__package__).joinpath("marks.toml").read_text(encoding="utf-8")
    return MarkRules.model_validate(tomllib.loads(text))


def form_rule(key: str) -> FormRule:
    """Raises InvalidInput ``mark-form``."""
    for form in mark_rules().form:
        if form.key == key:
            return form
    raise InvalidInput("mark-form", form=key, known=", ".join(one.key for one in mark_rules().form))


def mark_text(mark: Mark, name: str, at: datetime) -> MarkText:
    """The lines of a mark. Raises InvalidInput ``mark-word`` for a word that is lacking, strange
    to the form or too long, ``mark-spot`` for a form whose place is not given, ``mark-image`` for
    an image that the form needs or does not show."""
    form = form_rule(mark.form)
    given = {key: " ".join(text.split()) for key, text in mark.words}
    for key in given.keys() - set(form.words):
        raise InvalidInput("mark-word", word=key, form=form.key)
    for key in form.words:
        text = given.setdefault(key, "")
        if len(text) > _LONGEST or not (text or key in _MAY_BE_EMPTY):
            raise InvalidInput("mark-word", word=key, form=form.key)
    if form.place == "chosen" and mark.spot is None:
        raise InvalidInput("mark-spot", form=form.key)
    if form.image != (mark.image is not None) or (form.image and mark.image_width <= 0):
        raise InvalidInput("mark-image", form=form.key)
    zone = timezone(timedelta(hours=mark_rules().text.utc_offset_hours))
    words = given | {NAME: name, TIME: at.astimezone(zone).isoformat(timespec="seconds")}
    lines = (line.format_map(words) for line in form.lines)
    return MarkText(form, tuple(line for line in lines if line))
