"""Names and places that one paper writes in two ways: one of them is misread, so both are doubted.

A commune stands on a birth paper up to five times, a family name at least twice. The same words
with other marks are the commonest reading error, and often legal words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from digitizer.domain.record import FieldReading
from digitizer.domain.schema import DocumentType, FieldKind
from digitizer.domain.values.text import fold, spelling_key

_WORD = re.compile(r"[^\W\d_][\w'’]*")


def spelled_differently(
    readings: Mapping[str, FieldReading], doc_type: DocumentType
) -> dict[str, str]:
    """For each field with such a part the other spelling, by field key."""
    seen: dict[tuple[FieldKind, str], list[tuple[str, str]]] = {}
    for spec in doc_type.fields:
        if spec.kind in (FieldKind.NAME, FieldKind.PLACE):
            for part in _parts(spec.kind, readings[spec.key].text):
                seen.setdefault((spec.kind, fold(part)), []).append((spec.key, part))
    found: dict[str, str] = {}
    for places in seen.values():
        for key, part in places:
            other = next((o for _, o in places if spelling_key(o) != spelling_key(part)), None)
            if other is not None:
                found.setdefault(key, other)
    return found


def _parts(kind: FieldKind, text: str) -> Iterator[str]:
    """Of a name its family name and the whole, of a place each two neighbouring capital words."""
    words = _WORD.findall(text)
    if kind is FieldKind.NAME:
        yield from words[:1]
        if len(words) > 1:
            yield " ".join(words)
        return
    for left, right in pairwise(words):
        if left[0].isupper() and right[0].isupper():
            yield f"{left} {right}"
