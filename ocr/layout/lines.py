"""Chains of letters: lines of print, whatever leaders run through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from ocr.layout.classes import Classes
from ocr.layout.components import Components

_JOIN_GAP = 7.0
_DOTS_BRIDGE = 3
_MEMORY = 6
# How far a mark may stand over the letters of its line, and a comma begin under their feet, in
# heights of a letter. Another line of print is at least twice as far.
_HAT_GAP, _TAIL_GAP = 0.3, 0.15
# How far over its small letters a line reaches with a capital and two marks on it, in the same.
_TALLEST = 2.2


@dataclass(slots=True)
class Chain:
    """Pieces of ink on one line, in order from the left; indices into :class:`Components`.

    ``core`` is the top and bottom of the letters near the right end.
    """

    letters: list[int] = field(default_factory=list)
    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0
    tops: list[int] = field(default_factory=list)
    bottoms: list[int] = field(default_factory=list)
    core: tuple[float, float] = (0.0, 0.0)

    def add(self, index: int, parts: Components) -> None:
        left, right = int(parts.left[index]), int(parts.right[index])
        top, bottom = int(parts.top[index]), int(parts.bottom[index])
        if not self.letters:
            self.left, self.right, self.top, self.bottom = left, right, top, bottom
        self.left, self.right = min(self.left, left), max(self.right, right)
        self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)
        self.letters.append(index)
        self.tops.append(top)
        self.bottoms.append(bottom)
        self.core = (median(self.tops[-_MEMORY:]), median(self.bottoms[-_MEMORY:]))

    def take(self, index: int, parts: Components) -> None:
        """Add a mark or a comma, which says nothing of where the letters stand."""
        self.letters.append(index)
        self.left = min(self.left, int(parts.left[index]))
        self.right = max(self.right, int(parts.right[index]))
        self.top = min(self.top, int(parts.top[index]))
        self.bottom = max(self.bottom, int(parts.bottom[index]))

    @property
    def body(self) -> tuple[float, float]:
        """Usual top and bottom of the letters over the whole line."""
        return float(median(self.tops)), float(median(self.bottoms))


def find_chains(parts: Components, classes: Classes) -> list[Chain]:
    """Lines of print in reading order: by height, then from the left.

    Letters join a line when they stand at its height and follow within seven letter heights, or
    within any distance that a dotted leader bridges. Columns further apart stay separate.
    """
    letters = np.flatnonzero(classes.letter)
    order = letters[np.argsort(parts.left[letters], kind="stable")]
    dots = _DotRows(parts, np.flatnonzero(classes.dot))
    chains: list[Chain] = []
    for index in order.tolist():
        chain = _home_of(index, chains, parts, classes.body, dots)
        if chain is None:
            chain = Chain()
            chains.append(chain)
        chain.add(index, parts)
    whole = _with_satellites(_joined(chains, parts, classes.body, dots), parts)
    return sorted(whole, key=lambda chain: (chain.body[1], chain.left))


class _DotRows:
    """Answers whether a gap in a line is filled by a row of dots."""

    def __init__(self, parts: Components, dots: np.ndarray) -> None:
        order = dots[np.argsort(parts.left[dots], kind="stable")]
        self.x = parts.left[order] + parts.width[order] / 2
        self.y = parts.top[order] + parts.height[order] / 2

    def bridge(self, left: float, right: float, core: tuple[float, float], body: float) -> bool:
        first, last = np.searchsorted(self.x, (left, right))
        ys = self.y[first:last]
        middle = (core[0] + core[1]) / 2
        in_row = (ys > middle) & (ys < core[1] + 0.45 * body)
        needed = max(_DOTS_BRIDGE, (right - left) / (1.5 * body))
        return int(in_row.sum()) >= needed


def _home_of(
    index: int, chains: list[Chain], parts: Components, body: float, dots: _DotRows
) -> Chain | None:
    top, bottom = int(parts.top[index]), int(parts.bottom[index])
    left = int(parts.left[index])
    best: tuple[float, Chain] | None = None
    for chain in chains:
        core = chain.core
        overlap = min(bottom, core[1]) - max(top, core[0])
        if overlap < 0.5 * min(bottom - top, core[1] - core[0]):
            continue
        gap = left - chain.right
        if gap > _JOIN_GAP * body and not dots.bridge(chain.right, left, core, body):
            continue
        distance = abs(bottom - core[1]) + abs(top - core[0]) * 0.5 + max(0, gap) * 0.1
        if best is None or distance < best[0]:
            best = (distance, chain)
    return best[1] if best else None


def _joined(chains: list[Chain], parts: Components, body: float, dots: _DotRows) -> list[Chain]:
    """Chains that turn out to be one line: same height, one inside or right behind the other."""
    chains = sorted(chains, key=lambda chain: -len(chain.letters))
    kept: list[Chain] = []
    for chain in chains:
        host = next((other for other in kept if _same_line(other, chain, body, dots)), None)
        if host is None:
            kept.append(chain)
            continue
        for index in chain.letters:
            host.add(index, parts)
    return kept


def _same_line(host: Chain, other: Chain, body: float, dots: _DotRows) -> bool:
    (host_top, host_bottom), (top, bottom) = host.body, other.body
    overlap = min(bottom, host_bottom) - max(top, host_top)
    if overlap < 0.6 * min(bottom - top, host_bottom - host_top):
        return False
    gap = max(other.left - host.right, host.left - other.right)
    if gap <= _JOIN_GAP * body:
        return True
    between = (host.right, other.left) if other.left > host.right else (other.right, host.left)
    return dots.bridge(*between, (host_top, host_bottom), body)


def _with_satellites(chains: list[Chain], parts: Components) -> list[Chain]:
    """Marks over letters and commas under them may be as large as letters and look like a short
    line of their own; they go to the lines that they stand over or under."""
    taken: set[int] = set()
    line_of = {index: chain for chain in chains for index in chain.letters}
    for number, chain in enumerate(chains):
        hosts = [other for other in chains if 2 * len(chain.letters) <= len(other.letters)]
        owners: dict[int, Chain] = {}
        # From below: the hook of an ẩ stands on its circumflex.
        for index in sorted(chain.letters, key=lambda each: -int(parts.bottom[each])):
            owner = _host_of(index, hosts, parts) or _carrier_of(index, hosts, line_of, parts)
            if owner is None:
                break
            owners[index] = line_of[index] = owner
        if len(owners) == len(chain.letters):
            taken.add(number)
            for index, owner in owners.items():
                owner.take(index, parts)
        else:
            line_of |= dict.fromkeys(owners, chain)
    return [chain for number, chain in enumerate(chains) if number not in taken]


def _carrier_of(
    index: int, hosts: Sequence[Chain], line_of: Mapping[int, Chain], parts: Components
) -> Chain | None:
    """The line of the capital, or of its lower mark, that a mark stands right over."""
    top, bottom = int(parts.top[index]), int(parts.bottom[index])
    for host in hosts:
        body_top, body_bottom = host.body
        height = body_bottom - body_top
        if bottom - top > height or not body_top - _TALLEST * height <= top < body_top:
            continue
        reach = max(1, round(_HAT_GAP * height))
        below = parts.below(index, reach)
        marks = [label for label in below if label not in line_of]
        below |= {label for mark in marks for label in parts.below(mark, reach)}
        if any(line_of.get(label) is host for label in below):
            return host
    return None


def _host_of(index: int, hosts: Sequence[Chain], parts: Components) -> Chain | None:
    """The line that a piece is a mark or a comma of."""
    left, right = int(parts.left[index]), int(parts.right[index])
    top, bottom = int(parts.top[index]), int(parts.bottom[index])
    for host in hosts:
        body_top, body_bottom = host.body
        height = body_bottom - body_top
        if right <= host.left or left >= host.right + height:
            continue
        # Thin print breaks: the lower half of a g takes the y behind it along into a line of tails.
        hangs = body_top - 0.3 * height <= top <= body_bottom - 0.25 * height
        if hangs and body_bottom < bottom <= body_bottom + 0.8 * height:
            return host
        if bottom - top > height:
            continue
        is_hat = top < body_top and -0.5 * height <= body_top - bottom <= _HAT_GAP * height
        is_tail = (
            bottom > body_bottom
            and body_bottom - 0.5 * height <= top <= body_bottom + _TAIL_GAP * height
        )
        if is_hat or is_tail:
            return host
    return None
