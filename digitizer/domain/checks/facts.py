"""What a cross-field rule may look at, and what a kind of rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from digitizer.domain.problems import Problem
from digitizer.domain.schema import DocumentType, FieldSpec, Rule
from digitizer.domain.values.dates import PartialDate, parse_iso

FEMALE = "2"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule may look at: itself, the canonical values, the type, and the day of checking."""

    rule: Rule
    values: Mapping[str, str | None]
    doc_type: DocumentType
    today: date

    def value(self, index: int) -> str | None:
        return self.values.get(self.rule.fields[index])

    def day(self, index: int) -> PartialDate | None:
        value = self.value(index)
        return parse_iso(value) if value else None

    def amount(self, index: int) -> Decimal | None:
        return as_amount(self.value(index))

    def cell_place(self, index: int, key: str) -> int | None:
        """The place of a column in the rows of one of the rule's tables."""
        spec = self._spec(index)
        columns = spec.columns if spec else ()
        return next((place for place, column in enumerate(columns) if column.key == key), None)

    def param(self, name: str) -> str | None:
        return dict(self.rule.params).get(name)

    def codes(self) -> frozenset[str]:
        return frozenset((self.param("codes") or "").split())

    def problem(self, code: str, index: int, **params: str) -> Problem:
        """A finding on one of the rule's fields, with that field's label in both languages."""
        key = self.rule.fields[index]
        named = {**params, **self._label("label", index)}
        return Problem(code, self.rule.severity, key, tuple(sorted(named.items())))

    def against(self, code: str, index: int, other: int, **params: str) -> Problem:
        """A finding that sets one field against another."""
        return self.problem(code, index, **params, **self._label("other", other))

    def _spec(self, index: int) -> FieldSpec | None:
        return self.doc_type.field(self.rule.fields[index])

    def _label(self, name: str, index: int) -> dict[str, str]:
        spec = self._spec(index)
        label = spec.label if spec else None
        return {name: label.vi if label else "", f"{name}_en": label.en if label else ""}


Check = Callable[[Facts], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A check with the number of fields it wants and the parameters it needs."""

    check: Check
    least_fields: int
    most_fields: int
    needed: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()


def as_amount(value: str | None) -> Decimal | None:
    """The number of a canonical amount; None where there is none."""
    try:
        return Decimal(value) if value else None
    except InvalidOperation:
        return None
