"""What a run of samples is asked for, and the turns that everything takes in it."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .capture import (
    ALL_DAMAGES,
    BOOKS,
    CHOICES,
    DRAWN_DPI,
    PHOTOS,
    PLUS,
    SPREAD,
    TAKING_TURNS,
)
from .damage import DAMAGES
from .fonts import VALUE_STYLES
from .layouts import (
    ALL_LAYOUTS,
    DEFAULT_LAYOUTS,
    FORMS,
    LAYOUTS,
    REGISTERS,
    SPLITS,
    TYPES,
    Layout,
)

# The five registers of civil status, which measurements are made on; and every type there is.
ALL_TYPES, EVERY_TYPE = "all", "every"
_BOOK_LAYOUT = "register_page"
_PHOTO_SUFFIX = ".jpg"
_DPIS = (200, 300)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which samples are wanted: names of `TYPES`, `ALL_TYPES` or `EVERY_TYPE` (none means births),
    of `FORMS`, of
    `ALL_DAMAGES` (joined by `PLUS` where a page has several), of `SPLITS` and of
    `ALL_LAYOUTS`; what is left empty takes turns.

    A wish that names nothing but one of `CHOICES` or one of `LAYOUTS` is plain: its files are those
    that the program has always written, so that measurements on a seed can be compared.
    """

    types: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    damages: tuple[str, ...] = ()
    split: str = ""
    layouts: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether the files are to be those of a run without any of the later choices."""
        chosen = self.types or self.forms or self.split
        return (
            not chosen
            and len(self.damages) < 2
            and len(self.layouts) < 2
            and set(self.damages) <= set(CHOICES)
            and set(self.layouts) <= set(LAYOUTS)
        )


@dataclass(frozen=True, slots=True)
class SampleSpec:
    """What one sample file is to be, before its values are invented. `split` is one of `SPLITS` or
    `ALL_TYPES`, "" in a plain run; it chose the layout and chooses the faces."""

    number: int
    layout: str
    damage: str
    value_style: str
    dpi: int
    suffix: str
    seed: str
    split: str = ""

    @property
    def file_name(self) -> str:
        """The neutral name that a scanner gives."""
        return f"scan_{self.number:04d}{self.suffix}"

    @property
    def damages(self) -> tuple[str, ...]:
        """One after the other, as they are done to the page."""
        return tuple(self.damage.split(PLUS))

    @property
    def is_book(self) -> bool:
        """Whether two pages of a book are in one picture."""
        return self.damage in BOOKS

    @property
    def is_photo(self) -> bool:
        """Whether the file is one that a phone writes."""
        return self.suffix == _PHOTO_SUFFIX and bool(set(self.damages) & set(PHOTOS))


def deck(seed: str, cards: Sequence[str]) -> Iterator[str]:
    """Deal the cards for ever; each comes once before any comes again."""
    rng = random.Random(seed)
    while True:
        yield from rng.sample(cards, len(cards))


PLAIN = Wish()


def plan(count: int, seed: int, wish: Wish = PLAIN) -> list[SampleSpec]:
    """The specs of a run; a longer run begins with the files of a shorter one. Raises ValueError
    with the name of what there is not."""
    return _plain(count, seed, wish) if wish.is_plain else _chosen(count, seed, wish)


def _plain(count: int, seed: int, wish: Wish) -> list[SampleSpec]:
    damage, layout = (next(iter(given), None) for given in (wish.damages, wish.layouts))
    if damage == SPREAD:
        layout = layout or _BOOK_LAYOUT
    if layout is not None and damage == SPREAD and layout != _BOOK_LAYOUT:
        raise ValueError(layout)
    layouts = deck(f"{seed}/layouts", (layout,) if layout else DEFAULT_LAYOUTS)
    damages = deck(f"{seed}/damages", (damage,) if damage else tuple(DAMAGES))
    styles = deck(f"{seed}/styles", VALUE_STYLES)
    rng = random.Random(f"{seed}/formats")
    specs = []
    for number in range(1, count + 1):
        name, harm = next(layouts), next(damages)
        dpi, suffix = rng.choice(_DPIS), rng.choice(LAYOUTS[name].suffixes)
        if harm in PHOTOS and _PHOTO_SUFFIX in LAYOUTS[name].suffixes:
            suffix = _PHOTO_SUFFIX
        dpi = DRAWN_DPI.get(harm, dpi)
        specs.append(SampleSpec(number, name, harm, next(styles), dpi, suffix, f"{seed}/{number}"))
    return specs


def _chosen(count: int, seed: int, wish: Wish) -> list[SampleSpec]:
    fitting = _layouts(wish)
    names = wish.damages or TAKING_TURNS
    books = [layout for layout in fitting if ALL_LAYOUTS[layout].form == "register"]
    if not books:
        names = tuple(name for name in names if name not in BOOKS)
    if not names:
        raise ValueError(PLUS.join(wish.damages))
    layouts, damages = deck(f"{seed}/layouts", fitting), deck(f"{seed}/damages", names)
    pages = deck(f"{seed}/books", books)
    styles, rng = deck(f"{seed}/styles", VALUE_STYLES), random.Random(f"{seed}/formats")
    specs = []
    for number in range(1, count + 1):
        name, harm = next(layouts), next(damages)
        if harm in BOOKS:
            name = next(pages)
        parts = harm.split(PLUS)
        dpi, suffix = rng.choice(_DPIS), rng.choice(ALL_LAYOUTS[name].suffixes)
        if set(parts) & set(PHOTOS) and _PHOTO_SUFFIX in ALL_LAYOUTS[name].suffixes:
            suffix = _PHOTO_SUFFIX
        dpi = next((DRAWN_DPI[part] for part in parts if part in DRAWN_DPI), dpi)
        specs.append(
            SampleSpec(
                number,
                name,
                harm,
                next(styles),
                dpi,
                suffix,
                f"{seed}/{number}",
                wish.split or ALL_TYPES,
            )
        )
    return specs


def _layouts(wish: Wish) -> tuple[str, ...]:
    """The layouts that fit a wish."""
    for given, known in (
        (wish.types, (*TYPES, ALL_TYPES, EVERY_TYPE)),
        (wish.forms, FORMS),
        ([wish.split] if wish.split else [], SPLITS),
        (wish.layouts, ALL_LAYOUTS),
        ([part for name in wish.damages for part in name.split(PLUS)], ALL_DAMAGES),
    ):
        if unknown := [name for name in given if name not in known]:
            raise ValueError(unknown[0])
    if mixed := [name for name in wish.damages if PLUS in name and set(name.split(PLUS)) & BOOKS]:
        raise ValueError(mixed[0])
    names = tuple(name for name, layout in ALL_LAYOUTS.items() if _fits(layout, wish))
    if not names:
        asked = (*wish.types, *wish.forms, wish.split, *wish.layouts)
        raise ValueError(PLUS.join(filter(None, asked)))
    return names


def _fits(layout: Layout, wish: Wish) -> bool:
    named = layout.name in wish.layouts if wish.layouts else layout.cases == 1
    if layout.is_stock:
        return layout.name in wish.layouts
    # A layout given by its name brings its type.
    types = _types(wish.types or ((EVERY_TYPE,) if wish.layouts else ("birth",)))
    return (
        named
        and layout.document_type in types
        and (not wish.forms or layout.form in wish.forms)
        and (not wish.split or layout.split == wish.split)
    )


def _types(names: Sequence[str]) -> frozenset[str]:
    """The keys of the types that a wish names."""
    groups = {ALL_TYPES: REGISTERS, EVERY_TYPE: tuple(TYPES)}
    return frozenset(TYPES[kind] for name in names for kind in groups.get(name, (name,)))
