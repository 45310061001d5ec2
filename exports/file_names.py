"""File names of the documents by the register's own rule.

The pattern of a profile has places in braces: ``{field}`` is the canonical value,
``{field.number}`` and ``{field.year}`` the two sides of ``05/2017`` (a value without a slash is
all number), ``{field.iso}`` a full date as ``yyyy-mm-dd``, ``{field.ymd}`` as ``yyyymmdd``, and
``{field.short}`` the first words of a text. ``:02`` pads with zeros from the left.
``KS.{quyenSo.year}.{quyenSo.number}.{ngayDangKy.iso}.{so.number:02}.pdf`` gives
``KS.2017.01.2017-02-03.05.pdf``.
"""

from __future__ import annotations

import re

from digitizer.domain.errors import BadSchema, NotAllowed
from digitizer.domain.package import ExportCase, PackageContent
from digitizer.domain.values.dates import parse_iso
from exports.names import safe_part, unreserved

_PLACE = re.compile(
    r"\{(?P<field>\w+)(?:\.(?P<part>number|year|iso|ymd|short))?(?::0(?P<width>\d))?\}"
)
_YEAR = re.compile(r"\d{4}")
_LONGEST = 150
_SHORT = 40
_ENDING = ".pdf"


def file_names(content: PackageContent) -> tuple[str, ...]:
    """One name a case, in the order of the cases, ending in ``.pdf``.

    Raises BadSchema for a pattern that cannot be read and NotAllowed when a case lacks a part of
    its name, the name is too long, or two cases would get the same name (letter case aside).
    """
    pattern = content.profile.file_name
    if re.search(r"[{}]", _PLACE.sub("", pattern)):
        raise BadSchema(
            "file-name-pattern", file=content.profile.document_type, place=f"file_name: {pattern}"
        )
    taken: dict[str, int] = {}
    names: list[str] = []
    for case in content.cases:
        name = _file_name(pattern.removesuffix(_ENDING), case)
        other = taken.get(name.casefold())
        if other is not None:
            raise NotAllowed("file-name-collision", name=name, case=case.case_id, other=other)
        taken[name.casefold()] = case.case_id
        names.append(name)
    return tuple(names)


def _file_name(pattern: str, case: ExportCase) -> str:
    stem = unreserved(_PLACE.sub(lambda place: _filled(place, case), pattern))
    if len(stem) > _LONGEST:
        raise NotAllowed("file-name-too-long", case=case.case_id, limit=_LONGEST)
    return stem + _ENDING


def _filled(place: re.Match[str], case: ExportCase) -> str:
    value = case.record.value(place["field"]) or ""
    text = safe_part(_part_of(value, place["part"]))
    if place["part"] == "short":
        text = _first_words(text)
    if not text:
        raise NotAllowed("file-name-part-missing", case=case.case_id, field=place["field"])
    return text.zfill(int(place["width"] or 0))


def _part_of(value: str, part: str | None) -> str:
    before, _, after = value.partition("/")
    if part == "number":
        return before
    if part == "year":
        return after if _YEAR.fullmatch(after) else ""
    if part in ("iso", "ymd"):
        parsed = parse_iso(value)
        day = value if parsed and parsed.is_full else ""
        return day.replace("-", "") if part == "ymd" else day
    return value


def _first_words(text: str) -> str:
    """As many whole words as fit; a part of the first one where it is too long alone."""
    if len(text) <= _SHORT:
        return text
    words = text[: _SHORT + 1].rpartition("-")[0]
    return words.strip(".-") or text[:_SHORT]
