"""The head that Decree 30/2020 gives official documents: the office beside the national motto, the
number under it, place and day at the right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..canvas import Canvas
from ..people import Printed
from ..placement import Run
from .furniture import COUNTRY, MOTTO, underline

_LEFT, _RIGHT, _LEFT_SHARE = 0.19, 0.68, 0.38


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """Keys of the values that stand in a head, "" for what it lacks. ``number`` are printed in one
    piece with ``/`` between; ``above`` is an office over the one that writes."""

    office: str
    above: str = ""
    number: tuple[str, ...] = ()
    place: str = ""
    day: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "DocumentHead":
        """Of the table ``[forms.head]``. Raises TypeError for unknown names."""
        return cls(**{**data, "number": tuple(data.get("number", ()))})


def document_heading(canvas: Canvas, values: Mapping[str, Printed], head: DocumentHead) -> None:
    """Draws the head and goes down by it."""
    top = canvas.y
    width = canvas.right - canvas.left
    left, right = canvas.left + width * _LEFT, canvas.left + width * _RIGHT
    for line in (COUNTRY, MOTTO):
        canvas.y += canvas.px(5.2)
        canvas.text(right, line, 10.5, bold=True)
    canvas.y += canvas.px(1.2)
    underline(canvas, right, 46)
    bottom, canvas.y = canvas.y, top
    if head.above in values:
        canvas.y += canvas.px(5.2)
        canvas.text(left, values[head.above].text.upper(), 10)
    _office(canvas, values, head.office, left)
    canvas.y = max(bottom, canvas.y) + canvas.px(6.5)
    _number(canvas, values, head.number, left)
    if head.day:
        place_and_day_values(canvas, values, head.place, head.day)
    canvas.y += canvas.px(3)


def _office(canvas: Canvas, values: Mapping[str, Printed], key: str, middle: float) -> None:
    font = canvas.font(canvas.pen.labels.bold, 10)
    lines: list[str] = []
    for word in values[key].text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= _LEFT_SHARE * (canvas.right - canvas.left):
            lines[-1] = longer
        else:
            lines.append(word)
    for line in lines:
        canvas.y += canvas.px(5.2)
        canvas.note_line(canvas.set((middle, canvas.y), line, font, anchor="ms", key=key))
    canvas.note(key, values[key])
    canvas.y += canvas.px(1.2)
    underline(canvas, middle, 18)


def _number(
    canvas: Canvas, values: Mapping[str, Printed], keys: tuple[str, ...], middle: float
) -> None:
    if not keys:
        return
    font = canvas.font(canvas.pen.labels.regular, 11)
    parts = [("Số:", "")]
    for key in keys:
        parts += [("/", "")] * (len(parts) > 1) + [(values[key].text, key)]
    gap = font.getlength(" ")
    x = middle - (sum(font.getlength(text) for text, _ in parts) + gap) / 2
    runs: list[Run] = []
    for text, key in parts:
        runs.append(canvas.set((x, canvas.y), text, font, key=key))
        x += font.getlength(text) + (gap if len(runs) == 1 else 0)
    canvas.note_line(*runs)
    for key in keys:
        canvas.note(key, values[key])


def place_and_day_values(
    canvas: Canvas, values: Mapping[str, Printed], place: str, day: str
) -> None:
    """``Place, ngày … tháng … năm …`` at the right margin, both values; place may be ""."""
    font = canvas.font(canvas.pen.labels.italic, 11.5)
    parts = [(values[place].text, place), (",", "")] if place else []
    parts.append((f"{' ' if parts else ''}{values[day].text}", day))
    x = canvas.right - sum(font.getlength(text) for text, _ in parts)
    runs: list[Run] = []
    for text, key in parts:
        x += font.getlength(text) - font.getlength(text.lstrip())
        runs.append(canvas.set((x, canvas.y), text.lstrip(), font, key=key))
        x += font.getlength(text.lstrip())
        if key:
            canvas.note(key, values[key])
    canvas.note_line(*runs)
