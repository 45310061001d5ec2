"""Writing invented scans, which needs no workspace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from digitizer.samples import SampleFile, generate, write_blank
from digitizer.samples import Wish as SampleWish

__all__ = ["SampleFile", "SampleWish", "write_blank", "write_samples"]


def write_samples(
    folder: Path,
    count: int,
    seed: int,
    damage: str | None = None,
    layout: str | None = None,
    wish: SampleWish | None = None,
) -> Sequence[SampleFile]:
    """Write invented scans with their truth beside them. A `wish` stands instead of `damage` and
    `layout`, which name one each. Raises ValueError for what there is not."""
    folder.mkdir(parents=True, exist_ok=True)
    return generate(folder, count, seed, damage, layout, wish)
