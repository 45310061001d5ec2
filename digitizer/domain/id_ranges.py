"""Many numbers as a short text, such as ``1-40 42``, for the audit log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def ranges_of(ids: Iterable[int]) -> str:
    """The numbers in their order, neighbours together; "" for none."""
    return " ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in _runs(sorted({*ids}))
    )


def ids_in(text: str) -> tuple[int, ...]:
    """The numbers that :func:`ranges_of` wrote. Raises ValueError for any other text."""
    found: list[int] = []
    for part in text.split():
        first, _, last = part.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return tuple(found)


def _runs(ids: list[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for each in ids:
        if first is None or last is None:
            first = last = each
        elif each == last + 1:
            last = each
        else:
            yield first, last
            first = last = each
    if first is not None and last is not None:
        yield first, last
