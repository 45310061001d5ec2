"""Values struck through and corrected on the paper, with a note of who did so.

The rule for registers of civil status: the mistake is crossed out and stays legible, what is right
goes above it or beside it, and a note with a signature says that something was corrected.
"""

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from .canvas import Canvas
from .fonts import HAND, value_fonts
from .layouts.furniture import scribble
from .people import Printed, Record, is_national
from .placement import Area, PrintedLine, Run
from .slips import slip
from .slots import HANDWRITTEN, PEN_INKS, Slots

STRUCK = "struck"
_RIBBONS = ((24, 24, 28), (44, 40, 92))
_HOW_OFTEN_BY_HAND = 0.65
_SIZES_PT = (12.0, 10.5, 9.0)
_NOTE_SIZES_PT = (11.0, 9.5, 8.0)
_APART_MM = 14.0
_MARGIN_MM = 13.5
_BELOW_MM = 16.0
_SIGNED_SMALL = 0.6
_NOTES = ("Đã sửa {count:02d} chỗ, ngày {day}", "Đã gạch bỏ và sửa lại {count:02d} chỗ")
_NOTES_WITH_VALUE = ("Sửa lại là:", "Đã sửa thành:")


@dataclass(frozen=True, slots=True)
class _Corrector:
    """With what a case is corrected: a pen, or a typewriter where `pen` is None."""

    face: Path
    ink: tuple[int, int, int]
    pen: Slots | None
    rng: random.Random

    def put(self, canvas: Canvas, at: tuple[float, float], text: str, points: float) -> Area:
        """Write on the page from the start of a base line and tell where it stands."""
        font = canvas.font(self.face, points)
        if self.pen is not None:
            return self.pen.write(canvas.image, at, text, round(font.size), "ls")
        canvas.draw.text(at, text, self.ink, font, anchor="ls")
        return Area(*canvas.draw.textbbox(at, text, font, anchor="ls"))

    def length(self, canvas: Canvas, text: str, points: float) -> float:
        """About how long a text becomes."""
        return canvas.font(self.face, points).getlength(text)


def choose_slips(canvases: Sequence[Canvas], record: Record, rng: random.Random) -> dict[str, str]:
    """One value or two of a drawn case, by key, each with the mistake that is to be printed for it:
    values that stand once, on one line behind a label, and not close to each other."""
    found = [
        (run, line.baseline + number * canvas.height, canvas.px(_APART_MM))
        for number, canvas in enumerate(canvases)
        for line in canvas.lines
        for run in line.pieces()
        if line.runs[0].key == "" and is_national(run.key)
    ]
    times = Counter(run.key for canvas in canvases for ln in canvas.lines for run in ln.pieces())
    count, slips, heights = rng.choice((1, 1, 2)), dict[str, str](), list[float]()
    for run, height, apart in rng.sample(found, len(found)):
        value = record.values[run.key]
        if len(slips) == count or times[run.key] > 1 or run.text != value.text:
            continue
        wrong = slip(run.key, value, rng)
        if wrong and all(abs(height - other) > apart for other in heights):
            slips[run.key] = wrong
            heights.append(height)
    return slips


def misprinted(record: Record, slips: Mapping[str, str]) -> Record:
    """The record as it was printed by mistake."""
    wrong = {key: Printed(text, record.values[key].value) for key, text in slips.items()}
    return replace(record, values={**record.values, **wrong})


def correct(
    canvases: Sequence[Canvas], record: Record, slips: Mapping[str, str], split: str, seed: str
) -> None:
    """Strike the mistakes of a case that was drawn with them, write the values of the record, and
    add the note to the page of the first."""
    corrector = _choose_corrector(split, f"{seed}/corrector")
    noted = False
    for canvas in canvases:
        here = [key for key in slips if key in canvas.printed]
        for key in here:
            _correct_value(canvas, key, record.values[key], slips[key], corrector)
        if here and not noted:
            _add_note(canvas, record, list(slips), corrector)
            noted = True


def _choose_corrector(split: str, seed: str) -> _Corrector:
    rng = random.Random(seed)
    if rng.random() < _HOW_OFTEN_BY_HAND:
        face, ink = rng.choice(value_fonts(HAND, split)), rng.choice(PEN_INKS)
        return _Corrector(face, ink, Slots(HANDWRITTEN, face, ink, 1.0, seed), rng)
    return _Corrector(rng.choice(value_fonts("typewriter", split)), rng.choice(_RIBBONS), None, rng)


def _correct_value(
    canvas: Canvas, key: str, value: Printed, former: str, corrector: _Corrector
) -> None:
    places = [
        (number, piece)
        for number, line in enumerate(canvas.lines)
        for piece in line.pieces()
        if piece.key == key
    ]
    for number, piece in places:
        line = canvas.lines[number]
        _strike(canvas, piece.area, line.baseline, corrector)
        runs = tuple(replace(run, key="") if run.key == key else run for run in line.runs)
        canvas.lines[number] = replace(line, runs=runs)
    number, piece = places[0]
    line = canvas.lines[number]
    at, points = _place_for_value(canvas, piece.area, line.baseline, value.text, corrector)
    run = Run(value.text, corrector.put(canvas, at, value.text, points), key)
    if at[1] == line.baseline:
        runs = tuple(sorted((*line.runs, run), key=lambda one: one.area.left))
        canvas.lines[number] = replace(line, runs=runs)
    else:
        canvas.lines.append(PrintedLine(at[1], (run,)))
    canvas.note(key, value)
    canvas.struck[key] = former
    canvas.slots.pop(key, None)
    if corrector.pen is not None:
        canvas.slots[key] = HANDWRITTEN


def _strike(canvas: Canvas, area: Area, baseline: float, corrector: _Corrector) -> None:
    """One line of a pen, or two, that shakes a little; dashes of a typewriter."""
    rng = corrector.rng
    start, end = (area.left - canvas.px(rng.uniform(0.2, 1.6)), area.right)
    if corrector.pen is None:
        font = canvas.font(corrector.face, canvas.pen.value_pt)
        dashes = "-" * math.ceil((end - start) / font.getlength("-"))
        canvas.draw.text(
            (start, baseline - canvas.px(0.4)), dashes, corrector.ink, font, anchor="ls"
        )
        return
    end += canvas.px(rng.uniform(0.4, 2.2))
    slope = rng.gauss(0, 0.008)
    for lower in (0.0,) if rng.random() < 0.6 else (-0.55, 0.55):
        y = baseline - canvas.px(1.3) + lower * canvas.px(1.0)
        points, drift = [], 0.0
        for x in np.arange(start, end, canvas.px(1.5)).tolist():
            points.append((x, y + drift + slope * (x - start)))
            drift = 0.8 * drift + canvas.px(1) * rng.gauss(0, 0.09)
        canvas.draw.line(points, corrector.ink, max(2, canvas.px(0.28)), joint="curve")


def _place_for_value(
    canvas: Canvas, struck: Area, baseline: float, text: str, corrector: _Corrector
) -> tuple[tuple[float, float], float]:
    """Where the base line of the right value starts, and its size in points: the largest that has
    room beside the struck value or above it; above it and small where there is none."""
    is_beside = corrector.rng.random() < 0.5
    last = canvas.width - canvas.px(_MARGIN_MM)
    beside = (struck.right + canvas.px(3), baseline)
    for points in _SIZES_PT:
        width = corrector.length(canvas, text, points)
        high = corrector.length(canvas, "n", points) * 1.3
        left = max(canvas.left, min(struck.left + canvas.px(1), last - width))
        above = (left, struck.top - canvas.px(0.4))
        for at in (beside, above) if is_beside else (above, beside):
            taken = Area(at[0], at[1] - high, at[0] + width * 1.05, at[1] - 1)
            if taken.right <= last and _is_clear(canvas, taken):
                return at, points
    return above, _SIZES_PT[-1]


def _is_clear(canvas: Canvas, wanted: Area) -> bool:
    """Whether no print stands there; leaders do not count."""
    return not any(
        run.area.left < wanted.right
        and wanted.left < run.area.right
        and run.area.top < wanted.bottom
        and wanted.top < run.area.bottom
        for line in canvas.lines
        for run in line.runs
    )


def _add_note(canvas: Canvas, record: Record, keys: Sequence[str], corrector: _Corrector) -> None:
    """What was done, in words and with a signature, where the page is blank near its foot."""
    rng, key = corrector.rng, keys[0]
    says_value = len(keys) == 1 and key in canvas.printed and rng.random() < 0.5
    if says_value:
        texts = [(rng.choice(_NOTES_WITH_VALUE), ""), (record.values[key].text, key)]
    else:
        day = f"{record.registered:%d/%m/%Y}"
        texts = [(rng.choice(_NOTES).format(count=len(keys), day=day), "")]
    whole = " ".join(text for text, _ in texts)
    signed_beside, points, (x, y) = _place_for_note(canvas, whole, corrector)
    runs = []
    for text, of in texts:
        runs.append(Run(text, corrector.put(canvas, (x, y), text, points), of))
        x = round(runs[-1].area.right) + canvas.px(1.5)
    canvas.lines.append(PrintedLine(y, tuple(runs)))
    if signed_beside:
        scribble(canvas, runs[-1].area.right + canvas.px(13), y - canvas.px(1), _SIGNED_SMALL)
    else:
        scribble(canvas, runs[0].area.left + canvas.px(16), y + canvas.px(5.5), _SIGNED_SMALL)


def _place_for_note(
    canvas: Canvas, text: str, corrector: _Corrector
) -> tuple[bool, float, tuple[int, int]]:
    """Whether the signature goes beside the words or under them, the size in points, and where
    their base line starts."""
    for points in _NOTE_SIZES_PT:
        width = round(corrector.length(canvas, text, points) * 1.06) + canvas.px(3)
        for beside in (False, True):
            size = (width + canvas.px(27), 8.5) if beside else (max(width, canvas.px(30)), 14.5)
            corner = _blank(canvas, size[0], canvas.px(size[1]), corrector.rng)
            if corner is not None:
                return beside, points, (corner[0] + canvas.px(1), corner[1] + canvas.px(5))
    return True, _NOTE_SIZES_PT[-1], (canvas.left, canvas.height - canvas.px(_MARGIN_MM + 1))


def _blank(canvas: Canvas, width: int, height: int, rng: random.Random) -> tuple[int, int] | None:
    """The upper left corner of a blank place of a size in the lower half of the page: as low as can
    be, but not far below the form."""
    gray = np.asarray(canvas.image.convert("L"))
    ink = (gray < np.median(gray) - 30).astype(np.uint8)
    sums = cv2.integral(ink)
    within = sums[height:, width:] - sums[:-height, width:]
    within = within - sums[height:, :-width] + sums[:-height, :-width]
    inset = canvas.px(_MARGIN_MM)
    foot = min(canvas.height - inset, round(canvas.y) + canvas.px(_BELOW_MM))
    head = canvas.height // 2
    blank = np.argwhere(
        within[head : foot - height, canvas.left : canvas.width - inset - width] == 0
    )
    if not len(blank):
        return None
    lowest = blank[blank[:, 0] == blank[-1, 0]]
    y, x = lowest[rng.randrange(len(lowest))].tolist()
    return canvas.left + x, head + y
