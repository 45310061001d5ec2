"""Writes invented, scan-like documents of civil status with their truth."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

from .canvas import Canvas, Pen
from .capture import ONE_PAGE
from .choosing import SampleSpec, Wish, plan
from .damage import Picture, Scene, grain
from .files import write_pages, write_photo
from .fonts import HAND, label_families, value_fonts
from .inventors import INVENTORS
from .layouts import ALL_LAYOUTS, Layout
from .people import Record
from .photo import spread
from .slots import HANDWRITTEN, PEN_INKS, SLOTS, STAMP_INKS, Slots
from .struck import STRUCK, choose_slips, correct, misprinted
from .truth import Sheet, case_truth, page_truth, write_truth

_HELD = (1, 3, 6, 6, 8)
# Tried in turn until a page with long values fits.
_SPACINGS = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68)


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
    wish: Wish | None = None,
) -> list[SampleFile]:
    """Write `count` documents into `out_dir`, the same ones for the same arguments.

    `damage` and `layout` are short for a `Wish` of one name each. Without any, births take turns
    with the layouts of one case and `DAMAGES`; a spread is of the register book. Raises ValueError
    for what there is not and `MissingFontsError` where fonts are wanting.
    """
    if wish is None:
        wish = Wish(
            damages=() if damage is None else (damage,), layouts=() if layout is None else (layout,)
        )
    specs = plan(count, seed, wish)
    out_dir.mkdir(parents=True, exist_ok=True)
    return [_write(out_dir, spec) for spec in specs]


def _write(out_dir: Path, spec: SampleSpec) -> SampleFile:
    layout = ALL_LAYOUTS[spec.layout]
    rng = random.Random(f"{spec.seed}/people")
    entries = 2 if spec.is_book else layout.cases
    invent = INVENTORS[layout.document_type]
    records = [invent(rng, layout.years) for _ in range(entries)]
    pen = _choose_pen(spec, layout)
    noise = np.random.default_rng([*spec.seed.encode()])
    drawn = _drawn_cases(layout, pen, records, spec)
    scenes = [
        [_scene(canvas, record, spec, noise) for canvas in canvases]
        for record, canvases in zip(records, drawn, strict=True)
    ]
    cases = _captured(drawn, scenes, spec)
    sheets = [sheet for case in cases for sheet in case]
    path = out_dir / spec.file_name
    _write_file(path, spec, sheets)
    truth_path = path.with_suffix(".truth.json")
    truth = {
        "source": path.name,
        "document_type": layout.document_type,
        "layout": spec.layout,
        "font": pen.value_font.stem,
        "dpi": spec.dpi,
        "damage": spec.damage,
        "cases": [case_truth(case) for case in cases],
        "pages": [page_truth(sheet) for sheet in _papers(sheets)],
    }
    write_truth(truth_path, truth)
    return SampleFile(spec, path, truth_path)


def write_blank(path: Path, layout: str, dpi: int = 300) -> None:
    """Write the empty sheet of a form that is printed beforehand, as a clean scan. Raises
    ValueError for a layout that is none, and `MissingFontsError`."""
    form = ALL_LAYOUTS.get(layout)
    if form is None or not form.is_stock:
        raise ValueError(layout)
    spec = SampleSpec(0, layout, "clean", "sans", dpi, path.suffix, "blank")
    some = INVENTORS[form.document_type](random.Random(layout), form.years)
    canvases = form.draw(_choose_pen(spec, form), replace(some, values={}))
    write_pages(path, [canvas.image for canvas in canvases], dpi)


def _choose_pen(spec: SampleSpec, layout: Layout) -> Pen:
    rng = random.Random(f"{spec.seed}/pen")
    families = label_families("" if layout.is_stock else spec.split)
    return Pen(
        dpi=spec.dpi,
        labels=families[0] if layout.is_stock else rng.choice(families),
        value_font=rng.choice(value_fonts(spec.value_style, spec.split)),
        leader=rng.choice(layout.leaders) if any(layout.leaders) else "",
        ink=rng.choice(((20, 20, 24), (30, 30, 38), (32, 36, 84))),
        seed=f"{spec.seed}/hand",
        value_pt=11.5 if spec.value_style == "typewriter" else 12.0,
        slots=_choose_slots(spec, rng),
    )


def _choose_slots(spec: SampleSpec, rng: random.Random) -> Slots | None:
    kind = next((name for name in spec.damages if name in SLOTS), None)
    if kind is None:
        return None
    style, inks = (HAND, PEN_INKS) if kind == HANDWRITTEN else ("sans", STAMP_INKS)
    face = rng.choice(value_fonts(style, spec.split))
    return Slots(kind, face, rng.choice(inks), rng.uniform(0.3, 1.0), f"{spec.seed}/slots")


def _draw(layout: Layout, pen: Pen, record: Record) -> list[Canvas]:
    for spacing in _SPACINGS:
        canvases = layout.draw(replace(pen, spacing=spacing), record)
        if all(canvas.fits for canvas in canvases):
            return canvases
    raise ValueError(f"{layout.name}: the values do not fit on the page")


def _drawn_cases(
    layout: Layout, pen: Pen, records: Sequence[Record], spec: SampleSpec
) -> list[list[Canvas]]:
    """The pages of each case; entries of a book share them."""
    if layout.draw_book is None or spec.is_book:
        return [_drawn(layout, pen, record, spec, n) for n, record in enumerate(records)]
    drawn = layout.draw_book(pen, records)
    if STRUCK not in spec.damages:
        return drawn
    seeds = [f"{spec.seed}/{STRUCK}/{number}" for number in range(len(records))]
    slips = [
        choose_slips(canvases, record, random.Random(seed))
        for canvases, record, seed in zip(drawn, records, seeds, strict=True)
    ]
    wrong = [misprinted(record, chosen) for record, chosen in zip(records, slips, strict=True)]
    drawn = layout.draw_book(pen, wrong)
    for canvases, record, chosen, seed in zip(drawn, records, slips, seeds, strict=True):
        correct(canvases, record, chosen, spec.split, seed)
    return drawn


def _drawn(layout: Layout, pen: Pen, record: Record, spec: SampleSpec, number: int) -> list[Canvas]:
    """A case as it is on paper; with `STRUCK` it is printed with mistakes and then corrected."""
    canvases = _draw(layout, pen, record)
    if STRUCK not in spec.damages:
        return canvases
    seed = f"{spec.seed}/{STRUCK}/{number}"
    slips = choose_slips(canvases, record, random.Random(seed))
    canvases = _draw(layout, pen, misprinted(record, slips))
    correct(canvases, record, slips, spec.split, seed)
    return canvases


def _scene(canvas: Canvas, record: Record, spec: SampleSpec, noise: np.random.Generator) -> Scene:
    return Scene(
        rng=noise,
        dpi=spec.dpi,
        seal_words=f"ỦY BAN NHÂN DÂN {record.place.commune.upper()}",
        seal_at=canvas.seal_at,
        value_spots=tuple(canvas.value_spots),
    )


def _spoiled(image: Image.Image, scene: Scene, spec: SampleSpec) -> Picture:
    picture = Picture(grain(np.asarray(image), scene))
    for name in spec.damages:
        picture = ONE_PAGE[name](picture, scene)
    return picture


def _captured(
    drawn: Sequence[Sequence[Canvas]], scenes: Sequence[Sequence[Scene]], spec: SampleSpec
) -> list[list[Sheet]]:
    """The sheets of each case, numbered through the file; cases may share a sheet."""
    if spec.is_book:
        first, second = (
            Picture(grain(np.asarray(canvases[0].image), of[0]))
            for canvases, of in zip(drawn, scenes, strict=True)
        )
        pictures = [[picture] for picture in spread(first, second, scenes[0][0])]
    else:
        papers = {id(canvas.image): canvas.image for canvases in drawn for canvas in canvases}
        by_paper = {
            paper: _spoiled(papers[paper], _scene_of(paper, drawn, scenes), spec)
            for paper in papers
        }
        pictures = [[by_paper[id(canvas.image)] for canvas in canvases] for canvases in drawn]
    return _sheets(drawn, pictures)


def _scene_of(
    paper: int, drawn: Sequence[Sequence[Canvas]], scenes: Sequence[Sequence[Scene]]
) -> Scene:
    """What stands on one sheet of paper, of whichever cases."""
    here = [
        scene
        for canvases, of in zip(drawn, scenes, strict=True)
        for canvas, scene in zip(canvases, of, strict=True)
        if id(canvas.image) == paper
    ]
    return replace(here[0], value_spots=tuple(spot for each in here for spot in each.value_spots))


def _sheets(
    drawn: Sequence[Sequence[Canvas]], pictures: Sequence[Sequence[Picture]]
) -> list[list[Sheet]]:
    """The sheets of each case, numbered by their paper in the order in which it comes."""
    on_paper: dict[int, list[Canvas]] = {}
    for canvases in drawn:
        for canvas in canvases:
            on_paper.setdefault(id(canvas.image), []).append(canvas)
    numbers = {paper: number for number, paper in enumerate(on_paper, start=1)}
    return [
        [
            Sheet(
                numbers[id(canvas.image)],
                canvas,
                picture,
                tuple(other for other in on_paper[id(canvas.image)] if other is not canvas),
            )
            for canvas, picture in zip(*case, strict=True)
        ]
        for case in zip(drawn, pictures, strict=True)
    ]


def _papers(sheets: Sequence[Sheet]) -> list[Sheet]:
    """One sheet for each page of the file."""
    return list({sheet.number: sheet for sheet in reversed(sheets)}.values())[::-1]


def _write_file(path: Path, spec: SampleSpec, sheets: Sequence[Sheet]) -> None:
    shown = sheets[:1] if spec.is_book else _papers(sheets)
    images = [Image.fromarray(sheet.picture.pixels) for sheet in shown]
    if spec.is_photo:
        write_photo(path, images[0], random.Random(f"{spec.seed}/held").choice(_HELD))
    else:
        write_pages(path, images, spec.dpi)
