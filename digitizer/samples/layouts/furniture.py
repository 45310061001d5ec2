"""What the forms have in common: heading, frame, signatures, tick boxes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ..canvas import INK, Canvas, Field
from ..people import Printed, Record
from ..placement import Area

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_PEN_INK = (34, 48, 120)
_FRAME_INK = (186, 120, 96)
_BOX_MM = 3.6


def national_heading(canvas: Canvas) -> None:
    """The country's name and motto, centred, underlined."""
    canvas.centred(COUNTRY, 12.5, bold=True)
    canvas.centred(MOTTO, 12.5, bold=True)
    underline(canvas, (canvas.left + canvas.right) / 2, 50)


def office_heading(canvas: Canvas, birth: Record, number: str) -> None:
    """Two columns: the issuing office with the paper's own number, and the national heading."""
    width = canvas.right - canvas.left
    left, right = canvas.left + width * 0.2, canvas.left + width * 0.68
    place = birth.place
    above = (place.district or place.province).upper()
    rows = (
        (f"UBND {above}", COUNTRY, False),
        (f"UBND {place.commune.upper()}", MOTTO, True),
    )
    for office, heading, office_bold in rows:
        canvas.y += canvas.px(5.2)
        canvas.text(left, office, 10, bold=office_bold)
        canvas.text(right, heading, 10.5, bold=True)
    canvas.y += canvas.px(1.2)
    underline(canvas, right, 46)
    underline(canvas, left, 18)
    canvas.y += canvas.px(5.6)
    canvas.text(left, number, 11)
    canvas.y += canvas.px(1)


def underline(canvas: Canvas, middle: float, length_mm: float) -> None:
    """A rule under what stands at the current height."""
    half, y = canvas.px(length_mm) / 2, canvas.y + canvas.px(0.6)
    canvas.draw.line((middle - half, y, middle + half, y), INK, max(1, canvas.px(0.25)))


def place_and_day(canvas: Canvas, birth: Record, day: date) -> None:
    """Where and when the paper itself was made out, at the right margin; no field of the record."""
    canvas.y += canvas.px(6)
    commune = birth.place.commune
    words = f"{commune[0].upper()}{commune[1:]}, ngày {day.day} tháng {day.month} năm {day.year}"
    canvas.text(canvas.right, words, 11.5, italic=True, anchor="rs")


def dateline(canvas: Canvas, record: Record, key: str) -> None:
    """Place and day at the right margin; the day is a value of the record, printed in words."""
    canvas.y += canvas.px(6)
    value = record.values[key]
    runs = canvas.value_runs((canvas.right, canvas.y), key, value.text, anchor="rs")
    font = canvas.font(canvas.pen.labels.italic, 11.5)
    x = runs[0].area.left - font.getlength(" ")
    commune = record.place.commune
    place = f"{commune[0].upper()}{commune[1:]},"
    canvas.note_line(canvas.set((x, canvas.y), place, font, anchor="rs"), *runs)
    canvas.note(key, value)


def value_alone(canvas: Canvas, key: str, values: Mapping[str, Printed], at: float) -> None:
    """A value on a line of its own without a label; `at` is its middle as a share of the width."""
    canvas.y += canvas.px(7) * canvas.pen.spacing
    middle = canvas.left + at * (canvas.right - canvas.left)
    canvas.note_line(*canvas.value_runs((middle, canvas.y), key, values[key].text, anchor="ms"))
    canvas.note(key, values[key])


def middle_field(canvas: Canvas, shown: Field, values: Mapping[str, Printed]) -> None:
    """One label and its value on either side of the middle."""
    canvas.y += canvas.px(5)
    middle = (canvas.left + canvas.right) / 2
    pen, gap = canvas.pen, canvas.px(1)
    labels = canvas.font(pen.labels.regular, pen.label_pt)
    label = canvas.set((middle - gap, canvas.y), shown.label, labels, anchor="rs")
    value = values.get(shown.key)
    if value is None:
        canvas.note_line(label)
        return
    canvas.note_line(label, *canvas.value_runs((middle + gap, canvas.y), shown.key, value.text))
    canvas.note(shown.key, value)


def book_rule(canvas: Canvas) -> None:
    """The printed rule around a book's page and its gutter line at the binding."""
    line = max(1, canvas.px(0.3))
    inset = canvas.px(9)
    edges = (inset, inset, canvas.width - inset, canvas.height - inset)
    canvas.draw.rectangle(edges, None, INK, line)
    gutter = canvas.px(4)
    canvas.draw.line((gutter, 0, gutter, canvas.height), (176, 166, 140), 2 * line)


def entry_end(canvas: Canvas) -> None:
    """The rule between two entries of a book's page."""
    canvas.skip(4)
    spot = (canvas.px(12), canvas.y, canvas.width - canvas.px(12), canvas.y)
    canvas.draw.line(spot, INK, max(1, canvas.px(0.3)))
    canvas.skip(3)


def frame(canvas: Canvas) -> None:
    """A double frame with a wave between its lines, as a certificate form has."""
    outer, inner = canvas.px(7), canvas.px(12)
    right, bottom = canvas.width - 1, canvas.height - 1
    thin = max(1, canvas.px(0.3))
    for inset, line in ((outer, 3 * thin), (inner, thin)):
        canvas.draw.rectangle((inset, inset, right - inset, bottom - inset), None, _FRAME_INK, line)
    middle, swing = (outer + inner) / 2, (inner - outer) * 0.32
    step = canvas.px(0.5)
    for phase in (0.0, math.pi):
        for length, across in ((canvas.width, canvas.height), (canvas.height, canvas.width)):
            run = [
                (along, middle + swing * math.sin(along / canvas.px(1.6) + phase))
                for along in range(inner, length - inner, step)
            ]
            for far in (False, True):
                side = [(a, across - 1 - b if far else b) for a, b in run]
                points = side if length == canvas.width else [(b, a) for a, b in side]
                canvas.draw.line(points, _FRAME_INK, thin)


def signature(
    canvas: Canvas,
    values: Mapping[str, Printed],
    role: str,
    *,
    title_key: str = "",
    name_key: str = "",
    at: float = 0.74,
    sealed: bool = True,
) -> None:
    """A signature block: role, title, a scribble, and the name in print.

    `at` is its middle as a share of the text width. The height is left where it was, so that two
    blocks stand side by side; `skip` the room they take afterwards.
    """
    top = canvas.y
    middle = canvas.left + at * (canvas.right - canvas.left)
    canvas.y += canvas.px(6)
    canvas.text(middle, role, 11, bold=True)
    if title_key in values:
        canvas.y += canvas.px(5.5)
        _printed_name(canvas, values, title_key, middle)
    scribble(canvas, middle, canvas.y + canvas.px(11))
    if sealed:
        canvas.seal_at = (round(middle - canvas.px(20)), round(canvas.y + canvas.px(11)))
    if name_key in values:
        canvas.y += canvas.px(25)
        _printed_name(canvas, values, name_key, middle)
    canvas.y = top


def _printed_name(canvas: Canvas, values: Mapping[str, Printed], key: str, middle: float) -> None:
    value = values[key]
    font = canvas.font(canvas.pen.value_font, canvas.pen.value_pt)
    spot, ink = (middle, canvas.y), canvas.pen.ink
    canvas.note_line(canvas.set(spot, value.text, font, ink=ink, anchor="ms", key=key))
    canvas.note(key, value)


def scribble(canvas: Canvas, x: float, y: float, scale: float = 1.0) -> None:
    """A signature of a pen around a point."""
    rng = canvas.rng
    bends = [(rng.uniform(2, 7), rng.uniform(0.4, 2.2), rng.uniform(0, 6.3)) for _ in range(4)]
    width = canvas.px(scale * rng.uniform(24, 40))
    points = []
    for i in range(121):
        t = i / 120
        rise = sum(math.sin(f * 6.283 * t + p) * a for a, f, p in bends) * (1 - 0.6 * t)
        back = math.sin(t * 14) * 0.06
        points.append((x + (t - 0.5 + back) * width, y + canvas.px(scale * rise * 0.55)))
    canvas.draw.line(points, _PEN_INK, max(2, canvas.px(0.45)), joint="curve")


def ticked_words(
    canvas: Canvas, label: str, key: str, words: Sequence[str], values: Mapping[str, Printed]
) -> None:
    """A line of words behind boxes; the box of the value's word is crossed."""
    canvas.y += canvas.px(8) * canvas.pen.spacing
    font = canvas.font(canvas.pen.labels.regular, canvas.pen.label_pt)
    runs = [canvas.set((canvas.left, canvas.y), label, font)]
    x = canvas.left + font.getlength(label) + canvas.px(5)
    size = canvas.px(_BOX_MM)
    for word in words:
        is_value = values[key].text == word
        _box(canvas, x, is_crossed=is_value)
        x += size + canvas.px(1.5)
        runs.append(canvas.set((x, canvas.y), word, font, key=key if is_value else ""))
        x += font.getlength(word) + canvas.px(8)
    canvas.note_line(*runs)
    canvas.note(key, values[key])


def ticked_line(
    canvas: Canvas,
    fields: Sequence[Field],
    values: Mapping[str, Printed],
    *,
    is_behind: bool = False,
) -> None:
    """Boxes with a label each, before it or behind it, crossed where the value is "1"; the label
    and its box together are the place of the value."""
    canvas.y += canvas.px(8) * canvas.pen.spacing
    font = canvas.font(canvas.pen.labels.regular, canvas.pen.label_pt)
    size, gap = canvas.px(_BOX_MM), canvas.px(1.5)
    x, runs = float(canvas.left), []
    for each in fields:
        if each.at is not None:
            x = max(x, canvas.left + each.at * (canvas.right - canvas.left))
        value = values.get(each.key)
        width = font.getlength(each.label)
        box_x, label_x = (x + width + gap, x) if is_behind else (x, x + size + gap)
        box = _box(canvas, box_x, is_crossed=value is not None and value.value == "1")
        key = each.key if value else ""
        run = canvas.set((label_x, canvas.y), each.label, font, key=key)
        runs.append(replace(run, area=run.area.joined(box)))
        if value is not None:
            canvas.note(each.key, value)
        x += width + size + gap + canvas.px(8)
    canvas.note_line(*runs)


def _box(canvas: Canvas, x: float, *, is_crossed: bool) -> Area:
    """A box on the base line, from x on to the right."""
    size, line, over = canvas.px(_BOX_MM), max(1, canvas.px(0.3)), canvas.px(0.5)
    box = (x, canvas.y - size, x + size, canvas.y)
    canvas.draw.rectangle(box, None, INK, line)
    if is_crossed:
        x0, y0, x1, y1 = box[0] - over, box[1] - over, box[2] + over, box[3] + over
        canvas.draw.line((x0, y0, x1, y1), _PEN_INK, 2 * line)
        canvas.draw.line((x0, y1, x1, y0), _PEN_INK, 2 * line)
    return Area(*box)
