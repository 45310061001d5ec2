"""What may stand in the cells of a column, by the profile, the document type and its code lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digitizer.domain.package import PackageContent
from digitizer.domain.schema import CodeList, Column, FieldKind, FieldSpec
from exports.formats.facets import is_required
from exports.rows import DateStyle

_DIGITS = {"dd": r"(?P<dd>\d{2})", "mm": r"(?P<mm>\d{2})", "yyyy": r"(?P<yyyy>\d{4})"}
_LIKE_A_DATE = re.compile(r"[\d./-]+")
_LISTED_CODE = re.compile(r"\d+(?= )")


@dataclass(frozen=True, slots=True)
class DateForms:
    """How a profile writes dates of which all, month and year, or the year alone is known."""

    full: re.Pattern[str]
    month: re.Pattern[str]
    year: re.Pattern[str]

    @classmethod
    def of(cls, style: DateStyle) -> DateForms:
        def written(*parts: str) -> re.Pattern[str]:
            known = (_DIGITS[part] for part in style.order if part in parts)
            return re.compile(re.escape(style.separator).join(known))

        return cls(written("dd", "mm", "yyyy"), written("mm", "yyyy"), written("yyyy"))

    def iso(self, text: str) -> str | None:
        """A full date as ``yyyy-mm-dd``; None for every other text."""
        found = self.full.fullmatch(text)
        return f"{found['yyyy']}-{found['mm']}-{found['dd']}" if found else None

    def fits(self, text: str) -> bool:
        """A date with the parts that are known, or words ("32 tuổi") instead of one."""
        forms = (self.full, self.month, self.year)
        return not _LIKE_A_DATE.fullmatch(text) or any(form.fullmatch(text) for form in forms)


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """``field`` is the key that the column is filled from; ``is_plain``: by its canonical value;
    ``is_count``: by the number of the row. ``known`` are the texts of its code list, ``explained``
    the codes that the sheet of notes explains, none where it lists no codes."""

    name: str
    field: str | None
    is_plain: bool
    is_count: bool
    dates: DateForms | None
    known: frozenset[str] | None
    is_required: bool
    longest: int | None
    explained: frozenset[str]

    def canonical(self, text: str) -> str | None:
        """The value that a cell stands for, None for an empty one."""
        value = (self.dates.iso(text) or text) if self.dates else text
        return value or None

    def faults(self, text: str) -> Iterator[str]:
        """The codes of what is wrong with the text of a cell."""
        if not text:
            if self.is_required:
                yield "rehearsal-required-empty"
            return
        if self.known is not None and text not in self.known:
            yield "rehearsal-code-unknown"
        if self.dates is not None and not self.dates.fits(text):
            yield "rehearsal-date-form"
        if self.longest is not None and len(text) > self.longest:
            yield "rehearsal-text-long"

    def is_unexplained(self, text: str) -> bool:
        """Whether a receiver who reads the sheet of notes cannot know what a code means."""
        is_code = self.known is not None and text in self.known
        return bool(self.explained) and is_code and text not in self.explained


def column_rules(content: PackageContent) -> tuple[ColumnRule, ...]:
    """In the order of the profile's columns. Raises BadSchema for a date format that is none."""
    forms = DateForms.of(DateStyle.of(content))
    return tuple(_rule(content, column, forms) for column in content.profile.columns)


def _rule(content: PackageContent, column: Column, forms: DateForms) -> ColumnRule:
    spec = content.document_type.field(column.field or "")
    is_whole = spec is not None and column.cell is None
    is_plain = is_whole and column.value == "field"
    codes = content.catalog.code_list_of(spec) if is_whole and spec else None
    return ColumnRule(
        column.name,
        column.field,
        is_plain,
        column.value == "running_number",
        forms if is_plain and spec and spec.kind is FieldKind.DATE else None,
        _known(column, spec, codes),
        is_whole and spec is not None and is_required(spec),
        spec.max_length if is_plain and spec else None,
        _explained(content, column.name) if is_plain and codes else frozenset(),
    )


def _explained(content: PackageContent, name: str) -> frozenset[str]:
    notes = (text for subject, text in content.profile.notes if name in subject.split(", "))
    return frozenset(found[0] for found in map(_LISTED_CODE.match, notes) if found)


def _known(column: Column, spec: FieldSpec | None, codes: CodeList | None) -> frozenset[str] | None:
    """None where other texts than those of a list may stand."""
    if codes is None or spec is None:
        return None
    if column.value == "label":
        return frozenset(entry.label.vi for entry in codes.entries)
    if spec.kind is FieldKind.CODE:
        return frozenset(entry.code for entry in codes.entries)
    return None
