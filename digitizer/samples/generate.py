"""Writes invented, scan-like birth registration documents with their truth."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count as counted
from pathlib import Path

import numpy as np
from PIL import Image

from .canvas import Canvas, Pen
from .capture import CHOICES, DRAWN_DPI, ONE_PAGE, PHOTOS, SPREAD
from .damage import DAMAGES, Picture, Scene, grain
from .files import write_pages, write_photo
from .fonts import VALUE_STYLES, label_families, value_fonts
from .layouts import DEFAULT_LAYOUTS, LAYOUTS, Layout
from .people import Birth, invent_birth
from .photo import spread
from .truth import Sheet, case_truth, page_truth, write_truth
from .words import load_words

DOCUMENT_TYPE = "civil_status.birth"
_SPREAD_LAYOUT = "register_page"
_PHOTO_SUFFIX = ".jpg"
_HELD = (1, 3, 6, 6, 8)
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

    A `damage` (of `CHOICES`) or `layout` (of `LAYOUTS`) given is used for every file, else all of
    `DAMAGES` and the layouts of one case take turns; a spread is of the register book. Raises
    `MissingFontsError` where no font has the Vietnamese letters.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    return [_write(out_dir, spec) for spec in plan(count, seed, damage, layout)]


def plan(
    count: int, seed: int, damage: str | None = None, layout: str | None = None
) -> list[SampleSpec]:
    """The specs of a run; a longer run begins with the files of a shorter one."""
    if damage is not None and damage not in CHOICES:
        raise ValueError(damage)
    if damage == SPREAD:
        layout = layout or _SPREAD_LAYOUT
    if layout is not None and (
        layout not in LAYOUTS or (damage == SPREAD and layout != _SPREAD_LAYOUT)
    ):
        raise ValueError(layout)
    layouts = _deck(f"{seed}/layouts", (layout,) if layout else DEFAULT_LAYOUTS)
    damages = _deck(f"{seed}/damages", (damage,) if damage else tuple(DAMAGES))
    styles = _deck(f"{seed}/styles", VALUE_STYLES)
    rng = random.Random(f"{seed}/formats")
    specs = []
    for number in range(1, count + 1):
        name, harm = next(layouts), next(damages)
        dpi, suffix = rng.choice(_DPIS), rng.choice(LAYOUTS[name].suffixes)
        if harm in PHOTOS and _PHOTO_SUFFIX in LAYOUTS[name].suffixes:
            suffix = _PHOTO_SUFFIX
        specs.append(
            SampleSpec(
                number=number,
                layout=name,
                damage=harm,
                value_style=next(styles),
                dpi=DRAWN_DPI.get(harm, dpi),
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
    entries = 2 if spec.damage == SPREAD else layout.cases
    births = [invent_birth(rng, load_words(), layout.years) for _ in range(entries)]
    pen = _choose_pen(spec, layout)
    noise = np.random.default_rng([*spec.seed.encode()])
    drawn = [_draw(layout, pen, birth) for birth in births]
    scenes = [
        [_scene(canvas, birth, spec, noise) for canvas in canvases]
        for birth, canvases in zip(births, drawn, strict=True)
    ]
    cases = _captured(drawn, scenes, spec)
    sheets = [sheet for case in cases for sheet in case]
    path = out_dir / spec.file_name
    _write_file(path, spec, sheets)
    truth_path = path.with_suffix(".truth.json")
    truth = {
        "source": path.name,
        "document_type": DOCUMENT_TYPE,
        "layout": spec.layout,
        "font": pen.value_font.stem,
        "dpi": spec.dpi,
        "damage": spec.damage,
        "cases": [case_truth(case) for case in cases],
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


def _scene(canvas: Canvas, birth: Birth, spec: SampleSpec, noise: np.random.Generator) -> Scene:
    return Scene(
        rng=noise,
        dpi=spec.dpi,
        seal_words=f"ỦY BAN NHÂN DÂN {birth.place.commune.upper()}",
        seal_at=canvas.seal_at,
        value_spots=tuple(canvas.value_spots),
    )


def _captured(
    drawn: Sequence[Sequence[Canvas]], scenes: Sequence[Sequence[Scene]], spec: SampleSpec
) -> list[list[Sheet]]:
    """The sheets of each case, numbered through the file."""
    if spec.damage == SPREAD:
        first, second = (
            Picture(grain(np.asarray(canvases[0].image), of[0]))
            for canvases, of in zip(drawn, scenes, strict=True)
        )
        pictures = [[picture] for picture in spread(first, second, scenes[0][0])]
    else:
        spoil = ONE_PAGE[spec.damage]
        pictures = [
            [
                spoil(Picture(grain(np.asarray(canvas.image), scene)), scene)
                for canvas, scene in zip(canvases, of, strict=True)
            ]
            for canvases, of in zip(drawn, scenes, strict=True)
        ]
    numbers = counted(1)
    return [
        [Sheet(next(numbers), canvas, picture) for canvas, picture in zip(*case, strict=True)]
        for case in zip(drawn, pictures, strict=True)
    ]


def _write_file(path: Path, spec: SampleSpec, sheets: Sequence[Sheet]) -> None:
    shown = sheets[:1] if spec.damage == SPREAD else sheets
    images = [Image.fromarray(sheet.picture.pixels) for sheet in shown]
    if spec.damage in PHOTOS and path.suffix == _PHOTO_SUFFIX:
        write_photo(path, images[0], random.Random(f"{spec.seed}/held").choice(_HELD))
    else:
        write_pages(path, images, spec.dpi)
