"""Blocking keys: only mentions that share one are ever compared."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from digitizer.domain.people.mention import Aspect, Mention
from digitizer.domain.people.names import name_key, sorted_key
from digitizer.domain.values.dates import parse_iso

_LAST = b"\xff"


def hashed(text: str) -> int:
    """A signed 64-bit number for a key, so that the table of keys is small and names nobody."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def blocking_keys(mention: Mention) -> frozenset[int]:
    """What two mentions of one person share at least once: a number, the name with the year or the
    day of birth, the day with half the name, the name with a parent or the spouse."""
    return frozenset(hashed(text) for text in _texts(mention))


def number_key(number: str) -> int:
    """The key of all mentions that have this number of an identity paper."""
    return hashed(_number(number))


def _number(number: str) -> str:
    return f"n|{number}"


def oldest_first(born: str) -> bytes:
    """Sorts canonical dates of birth byte by byte, the oldest person first and the unknown last."""
    return born.encode() if parse_iso(born) else _LAST


def youngest_first(born: str) -> bytes:
    """As :func:`oldest_first`, the youngest person first; the unknown are last here too."""
    return bytes(0x7F - byte for byte in born.encode()) if parse_iso(born) else _LAST


def entry_key(mention: Mention) -> int | None:
    """Equal for all mentions in cases that name the same entry of the same book."""
    if mention.entry is None:
        return None
    return hashed("\x1f".join(("e", mention.document_type, *mention.entry)))


def _texts(mention: Mention) -> Iterator[str]:
    for number in mention.numbers:
        yield _number(number.value)
    name = sorted_key(mention.name)
    if not name:
        return
    yield f"c|{mention.id.case_id}|{name}"
    spouse = sorted_key(mention.value(Aspect.SPOUSE))
    for aspect in (Aspect.FATHER, Aspect.MOTHER):
        parent = name_key(mention.value(aspect))
        if parent:
            yield f"p|{name}|{parent.split()[-1]}"
    if spouse:
        yield f"s|{name}|{spouse}"
    died = mention.value(Aspect.DIED)
    if died:
        yield f"d|{name}|{died}"
    yield from _with_birth(mention, name, spouse)


def _with_birth(mention: Mention, name: str, spouse: str) -> Iterator[str]:
    born = mention.date(Aspect.BORN)
    if born is None:
        return
    yield f"y|{name}|{born.year}"
    if spouse:
        yield f"v|{born.year}|{spouse}"
    if born.is_full:
        parts = name_key(mention.name).split()
        yield f"m|{name}|{born.iso[5:]}"
        yield f"f|{born.iso}|{parts[0]}"
        yield f"g|{born.iso}|{parts[-1]}"
