"""What is known of the words that a clerk types."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digitizer.domain.case import Case
from digitizer.domain.schema import FieldKind
from digitizer.domain.values.text import fold, strip_marks
from digitizer.domain.words.odd import odd_spans

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend

_NAMES = ("Nguyễn Thị Hằng", "Nguyễn Thị Hàng", "Nguyễn Thị Hạng", "Trần Văn Hùng", "Trần Văn Hưng")
_NOT_VIETNAMESE = frozenset({"krông", "đắk", "byă", "blô"})


@dataclass(frozen=True, slots=True)
class FakeWords:
    """Knows the forms of a few names."""

    backend: FakeBackend

    def learn(self, case: Case) -> None:
        """Nothing: the few names are always known."""

    def marked_forms(self, case: Case, key: str, text: str) -> tuple[str, ...]:
        doc_type = self.backend.catalog.type_of(case.record)
        spec = doc_type.field(key) if doc_type else None
        if spec is None or spec.kind is not FieldKind.NAME or strip_marks(text) != text:
            return ()
        return tuple(name for name in _NAMES if fold(name) == fold(text))

    def odd_syllables(self, text: str) -> tuple[tuple[int, int], ...]:
        return odd_spans(text, _NOT_VIETNAMESE)

    def known_words(self) -> Collection[str]:
        return _NOT_VIETNAMESE
