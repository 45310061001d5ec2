"""The dotted leaders of a page, line by line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ocr.imaging.gray import GrayImage
from ocr.imaging.leaders import Dots, erase_lattice, find_lattice
from ocr.layout.classes import Classes
from ocr.layout.components import Components, Ints
from ocr.layout.lines import Chain


def erase_leaders(
    gray: GrayImage, parts: Components, classes: Classes, chains: Sequence[Chain], owner: Ints
) -> GrayImage:
    """Erase the free dots of all leaders in place, and give a copy where the dots that have run
    into letters are cut off as well."""
    small = classes.mark & ~classes.dot
    protected = small[parts.labels]
    lattices = []
    for number, chain in enumerate(chains):
        lattice = find_lattice(_dots_of(number, chain, parts, classes, owner), gray)
        if lattice is not None:
            lattices.append(lattice)
    for lattice in lattices:
        erase_lattice(gray, lattice, protected, cut_fused=False)
    cut = gray.copy()
    for lattice in lattices:
        erase_lattice(cut, lattice, protected, cut_fused=True)
    return cut


def _dots_of(number: int, chain: Chain, parts: Components, classes: Classes, owner: Ints) -> Dots:
    """The specks on the lower half of a line and on its way to the margins."""
    own = np.flatnonzero(classes.dot & ((owner == number) | (owner < 0)))
    own = own[np.argsort(parts.left[own], kind="stable")]
    x = parts.left[own] + (parts.width[own] - 1) / 2
    y = parts.top[own] + (parts.height[own] - 1) / 2
    top, bottom = chain.body
    low = (y > (top + bottom) / 2) & (y < bottom + 0.5 * classes.body)
    size = (parts.width[own] + parts.height[own]) / 2
    return Dots(x[low], y[low], size[low])
