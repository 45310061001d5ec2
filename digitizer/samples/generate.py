"""Writes invented, scan-like birth registration documents with their truth."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

from .canvas import Canvas, Pen
from .damage import DAMAGES, Picture, Scene, grain
from .files import write_pages
from .fonts import VALUE_STYLES, label_families, value_fonts
from .layouts import DEFAULT_LAYOUTS, LAYOUTS, Layout
from .people import Birth, invent_birth
from .truth import Sheet, case_truth, page_truth, write_truth
from .words import load_words

DOCUMENT_TYPE = "civil_status.birth"
LOW_DPI = 150
_DPIS = (200, 300)
# Tried in turn until a page with long values fits.
_SPACINGS = (1.0, 0.93, 0.86, 0.8, 0.74)


@dataclass(frozen=True, slots=True)
class SampleSpec:
    """What one sample file is to be, before its values are invented."""

    number: int
    layout: str
    damage: str
    value_style: str
    dpi: int
    suffix: str
    seed: str

    @property
    def file_name(self) -> str:
        """The neutral name that a scanner gives."""
        return f"scan_{self.number:04d}{self.suffix}"


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A written sample and the truth beside it."""

    spec: SampleSpec
    path: Path
    truth_path: Path


def generate(
    out_dir: Path,
    count: int = 40,
    seed: int = 1,
    damage: str | None = None,
    layout: str | None = None,
) -> list[SampleFile]:
    """Write `count` documents into `out_dir`, the same ones for the same arguments.

    A `damage` (of `DAMAGES`) or `layout` (of `LAYOUTS`) given is used for every file, else all of
    them take turns. Raises `MissingFontsError` where no font has the Vietnamese letters.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    return [_write(out_dir, spec) for spec in plan(count, seed, damage, layout)]


def plan(
    count: int, seed: int, damage: str | None = None, layout: str | None = None
) -> list[SampleSpec]:
    """The specs of a run; a longer run begins with the files of a shorter one."""
    if damage is not None and damage not in DAMAGES:
        raise ValueError(damage)
    if layout is not None and layout not in LAYOUTS:
        raise ValueError(layout)
    layouts = _deck(f"{seed}/layouts", (layout,) if layout else DEFAULT_LAYOUTS)
    damages = _deck(f"{seed}/damages", (damage,) if damage else tuple(DAMAGES))
    styles = _deck(f"{seed}/styles", VALUE_STYLES)
    rng = random.Random(f"{seed}/formats")
    specs = []
    for number in range(1, count + 1):
        name, harm = next(layouts), next(damages)
        dpi, suffix = rng.choice(_DPIS), rng.choice(LAYOUTS[name].suffixes)
        specs.append(
            SampleSpec(
                number=number,
                layout=name,
                damage=harm,
                value_style=next(styles),
                dpi=LOW_DPI if harm == "low_dpi" else dpi,
                suffix=suffix,
                seed=f"{seed}/{number}",
            )
        )
    return specs


def _deck(seed: str, cards: Sequence[str]) -> Iterator[str]:
    """Deal the cards for ever; each comes once before any comes again."""
    rng = random.Random(seed)
    while True:
        yield from rng.sample(cards, len(cards))


def _write(out_dir: Path, spec: SampleSpec) -> SampleFile:
    layout = LAYOUTS[spec.layout]
    rng = random.Random(f"{spec.seed}/people")
    births = [invent_birth(rng, load_words(), layout.years) for _ in range(layout.cases)]
    pen = _choose_pen(spec, layout)
    noise = np.random.default_rng([*spec.seed.encode()])
    sheets: list[Sheet] = []
    cases: list[dict[str, object]] = []
    for birth in births:
        case = [
            Sheet(number, canvas, _scan(canvas, birth, spec, noise))
            for number, canvas in enumerate(_draw(layout, pen, birth), len(sheets) + 1)
        ]
        cases.append(case_truth(case))
        sheets.extend(case)
    path = out_dir / spec.file_name
    write_pages(path, [Image.fromarray(sheet.picture.pixels) for sheet in sheets], spec.dpi)
    truth_path = path.with_suffix(".truth.json")
    truth = {
        "source": path.name,
        "document_type": DOCUMENT_TYPE,
        "layout": spec.layout,
        "font": pen.value_font.stem,
        "dpi": spec.dpi,
        "damage": spec.damage,
        "cases": cases,
        "pages": [page_truth(sheet) for sheet in sheets],
    }
    write_truth(truth_path, truth)
    return SampleFile(spec, path, truth_path)


def _choose_pen(spec: SampleSpec, layout: Layout) -> Pen:
    rng = random.Random(f"{spec.seed}/pen")
    return Pen(
        dpi=spec.dpi,
        labels=rng.choice(label_families()),
        value_font=rng.choice(value_fonts(spec.value_style)),
        leader=rng.choice((".", ".", "…", ". ")) if layout.leaders else "",
        ink=rng.choice(((20, 20, 24), (30, 30, 38), (32, 36, 84))),
        seed=f"{spec.seed}/hand",
        value_pt=11.5 if spec.value_style == "typewriter" else 12.0,
    )


def _draw(layout: Layout, pen: Pen, birth: Birth) -> list[Canvas]:
    for spacing in _SPACINGS:
        canvases = layout.draw(replace(pen, spacing=spacing), birth)
        if all(canvas.fits for canvas in canvases):
            return canvases
    raise ValueError(f"{layout.name}: the values do not fit on the page")


def _scan(canvas: Canvas, birth: Birth, spec: SampleSpec, noise: np.random.Generator) -> Picture:
    scene = Scene(
        rng=noise,
        dpi=spec.dpi,
        seal_words=f"ỦY BAN NHÂN DÂN {birth.place.commune.upper()}",
        seal_at=canvas.seal_at,
        value_spots=tuple(canvas.value_spots),
    )
    pixels = grain(np.asarray(canvas.image), scene)
    return DAMAGES[spec.damage](Picture(pixels), scene)
