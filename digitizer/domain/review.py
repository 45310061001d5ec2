"""What a supervisor leaves at a field of a submitted case: that it was looked at, or a pin."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from digitizer.domain.record import FieldValue, Record


@dataclass(frozen=True, slots=True)
class Point:
    """A point on a page, in px of the upright page."""

    page_id: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Kept:
    """That a clerk looked at a pinned field again and left it as it is, and why."""

    actor: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pin:
    """Why a field must be looked at again. ``point`` is None where the paper shows no place for
    it; ``is_sent`` once the case went back to its clerk with it. ``stood`` is the
    :func:`standing` of the field when it was pinned; None for a pin of an older program that was
    answered there."""

    case_id: int
    field: str
    reason: str
    point: Point | None
    by: str
    at: datetime
    is_sent: bool = False
    stood: str | None = None
    kept: Kept | None = None

    def is_open_at(self, value: FieldValue) -> bool:
        """Whether the clerk still has to answer it, with such a value in the field: by another
        value, or by saying why it stays."""
        return self.is_sent and self.kept is None and self.stood == standing(value)


def standing(value: FieldValue) -> str:
    """What a field says, to be compared: its text, or why it is empty, and the units of a place."""
    units = value.units
    refs = (units.on, units.today) if units else (None, None)
    reason = value.empty_reason.value if value.empty_reason else None
    codes = [ref.code if ref else None for ref in refs]
    return json.dumps([value.text, reason, *codes], ensure_ascii=False)


def open_pins(pins: Iterable[Pin], record: Record | None) -> frozenset[str]:
    """The fields of a record with a pin that the clerk still has to answer."""
    fields = record.fields if record else {}
    return frozenset(
        pin.field for pin in pins if pin.is_open_at(fields.get(pin.field, FieldValue(pin.field)))
    )


@dataclass(frozen=True, slots=True)
class Look:
    """A supervisor looked at a field as the case stood at ``revision``, and it is right."""

    case_id: int
    field: str
    revision: int
    by: str
    at: datetime
