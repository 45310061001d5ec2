"""The codes of general documents, such as ``G06.01_CV_000021_V1``: the organisation, the kind of
document, an ordinal within both, and the version of the digitised document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocCodeRule:
    """Which field of which document type takes the code, which one names the kind, how many digits
    an ordinal has, and what organisation and kind look like (regular expressions)."""

    document_type: str
    field: str
    kind_field: str
    digits: int
    organisation: str
    kind: str

    @property
    def highest(self) -> int:
        """The last ordinal there is."""
        return int(10**self.digits) - 1


@dataclass(frozen=True, slots=True)
class DocCode:
    organisation: str
    kind: str
    number: int
    version: int = 1

    def written(self, rule: DocCodeRule) -> str:
        return f"{self.organisation}_{self.kind}_{self.number:0{rule.digits}d}_V{self.version}"


class Ordinals:
    """The ordinals of one organisation and kind. They go on after the highest that was used; where
    that is the last there is, as with one misread long ago, after the next lower one that has a
    free one behind it."""

    def __init__(self, used: Iterable[int], highest: int) -> None:
        self._used = {0, *used}
        self._highest = highest
        self._next: int | None = None

    def take(self) -> int | None:
        """One that was never used; None where there is none."""
        found = self._next
        if found is None or not self._is_free(found):
            behind = (number + 1 for number in self._used)
            found = max(filter(self._is_free, behind), default=None)
        if found is not None:
            self._used.add(found)
            self._next = found + 1
        return found

    def _is_free(self, number: int) -> bool:
        return number not in self._used and number <= self._highest


def is_organisation(text: str, rule: DocCodeRule) -> bool:
    """Whether a text can be an organisation's code of the national list, as ``H26.1.2``."""
    return re.fullmatch(rule.organisation, text) is not None


def parse_doc_code(text: str, rule: DocCodeRule) -> DocCode | None:
    """The parts of a code; None for another text."""
    shape = (
        rf"(?P<organisation>{rule.organisation})_(?P<kind>{rule.kind})"
        rf"_(?P<number>\d{{{rule.digits}}})_V(?P<version>\d{{1,2}})"
    )
    parts = re.fullmatch(shape, text)
    if parts is None:
        return None
    return DocCode(
        parts["organisation"], parts["kind"], int(parts["number"]), int(parts["version"])
    )
