"""Clause 6.2.11: fonts that are used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Object

from exports.pdfa.rules.findings import (
    BAD_PDF,
    Document,
    entries,
    entry,
    name_of,
    number_of,
    text_of,
)
from exports.pdfa.rules.font_files import (
    TrueType,
    UnknownProgram,
    cff_glyphs,
    cff_of,
    type1_names,
)
from exports.pdfa.rules.mappings import LARGEST_CID, check_mapping
from exports.pdfa.rules.painting import Shown
from exports.pdfa.rules.unpacking import unpacked

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_IDENTITY = frozenset({"Identity-H", "Identity-V"})
_SYMBOLIC, _NON_SYMBOLIC = 1 << 2, 1 << 5
_ENCODINGS = frozenset({"MacRomanEncoding", "WinAnsiEncoding"})
_TOLERANCE = 1.0
_GLYPH_WIDTH = re.compile(rb"^\s*(-?[\d.]+)\s+(?:-?[\d.]+\s+){1,5}d[01]\b")


def check_font(document: Document, shown: Shown) -> None:
    font = shown.font
    kind = text_of(entry(font, "/Subtype"))
    if kind == "Type0":
        _composite(document, shown)
        return
    if kind == "Type3":
        _drawn_widths(document, shown)
        return
    descriptor = entry(font, "/FontDescriptor")
    program = _program(descriptor)
    if program is None:
        if shown.is_painted:
            document.findings.add("font-not-embedded", "6.2.11.4.1", font=_name(font))
        return
    if kind == "TrueType":
        _encoding(document, font, descriptor, program)
    if kind in ("Type1", "MMType1"):
        _names(document, font, descriptor, program)


def _composite(document: Document, shown: Shown) -> None:
    findings, font = document.findings, shown.font
    below = entries(entry(font, "/DescendantFonts"))
    if not below:
        return
    descendant = below[0]
    encoding = entry(font, "/Encoding")
    check_mapping(document, _name(font), encoding, descendant)
    descriptor = entry(descendant, "/FontDescriptor")
    program = _program(descriptor)
    if program is None:
        if shown.is_painted:
            findings.add("font-not-embedded", "6.2.11.4.1", font=_name(font))
        return
    kind = text_of(entry(descendant, "/Subtype"))
    to_glyphs = entry(descendant, "/CIDToGIDMap")
    is_mapped = isinstance(to_glyphs, pikepdf.Stream) or text_of(to_glyphs) == "Identity"
    if kind == "CIDFontType2" and not is_mapped:
        findings.add("no-glyph-map", "6.2.11.3.2", font=_name(font))
        return
    cids = set(_cids(shown)) if text_of(encoding) in _IDENTITY else set()
    if 0 in cids:
        findings.add("notdef", "6.2.11.8", font=_name(font))
    try:
        if kind == "CIDFontType2":
            _true_type_cids(document, shown, descendant, program, cids)
        else:
            _cff_cids(document, shown, descriptor, program, cids)
    except (UnknownProgram, *BAD_PDF):
        findings.remark("font-program", "6.2.11.4.1", font=_name(font))


def _true_type_cids(
    document: Document, shown: Shown, descendant: Object, program: Object, cids: set[int]
) -> None:
    """Each painted glyph is there and as wide as the document says."""
    face = TrueType.of(unpacked(program))
    to_glyphs = entry(descendant, "/CIDToGIDMap")
    table = unpacked(to_glyphs) if isinstance(to_glyphs, pikepdf.Stream) else None
    widths = dict(_cid_widths(entry(descendant, "/W")))
    default = number_of(entry(descendant, "/DW"))
    usual = 1000.0 if default is None else default
    # Glyphs that only others are made of may be absent from a list: those shown are what is sure.
    _listed(document, shown, entry(descendant, "/FontDescriptor"), cids)
    for cid in cids:
        glyph = cid if table is None else int.from_bytes(table[cid * 2 : cid * 2 + 2], "big")
        if glyph == 0 and cid:
            document.findings.add("notdef", "6.2.11.8", font=_name(shown.font))
        if not shown.is_painted:
            continue
        if glyph >= len(face.widths):
            document.findings.add("glyph-missing", "6.2.11.4.1", font=_name(shown.font))
        elif abs(widths.get(cid, usual) - face.widths[glyph]) > _TOLERANCE:
            document.findings.add("glyph-width", "6.2.11.5", font=_name(shown.font))


def _cff_cids(
    document: Document,
    shown: Shown,
    descriptor: Object | None,
    program: Object,
    cids: set[int],
) -> None:
    is_cid, known = cff_glyphs(cff_of(unpacked(program)))
    if not is_cid:
        return
    if shown.is_painted and not cids <= known:
        document.findings.add("glyph-missing", "6.2.11.4.1", font=_name(shown.font))
    _listed(document, shown, descriptor, known)


def _listed(
    document: Document, shown: Shown, descriptor: Object | None, cids: Iterable[int]
) -> None:
    """A list of glyphs, where there is one, names these."""
    listed = entry(descriptor, "/CIDSet")
    if not isinstance(listed, pikepdf.Stream):
        return
    bits = unpacked(listed)
    told = {
        at * 8 + bit for at, byte in enumerate(bits) for bit in range(8) if byte & (0x80 >> bit)
    }
    if not set(cids) - {0} <= told:
        document.findings.add("glyph-list", "6.2.11.4.2", font=_name(shown.font), name="CIDSet")


def _names(document: Document, font: Object, descriptor: Object | None, program: Object) -> None:
    """A list of the glyphs names all of them."""
    listed = entry(descriptor, "/CharSet")
    if listed is None:
        return
    told = {name.strip() for name in text_of(listed).split("/")} - {"", ".notdef"}
    clear = number_of(entry(program, "/Length1")) or 0
    try:
        if entry(descriptor, "/FontFile") is not None:
            is_short = not type1_names(unpacked(program), int(clear)) - {".notdef"} <= told
        else:
            is_cid, names = cff_glyphs(cff_of(unpacked(program)))
            is_short = not is_cid and len(names - {0}) > len(told)
    except (UnknownProgram, *BAD_PDF):
        document.findings.remark("font-program", "6.2.11.4.1", font=_name(font))
        return
    if is_short:
        document.findings.add("glyph-list", "6.2.11.4.2", font=_name(font), name="CharSet")


def _encoding(document: Document, font: Object, descriptor: Object | None, program: Object) -> None:
    flags = int(number_of(entry(descriptor, "/Flags")) or 0)
    encoding = entry(font, "/Encoding")
    if flags & _SYMBOLIC:
        if encoding is not None:
            document.findings.add("symbolic-encoding", "6.2.11.6", font=_name(font))
        return
    if flags & _NON_SYMBOLIC:
        base = entry(encoding, "/BaseEncoding") if _is_dictionary(encoding) else encoding
        if text_of(base) not in _ENCODINGS:
            document.findings.add("font-encoding", "6.2.11.6", font=_name(font))


def _is_dictionary(obj: object) -> bool:
    return isinstance(obj, pikepdf.Dictionary)


def _drawn_widths(document: Document, shown: Shown) -> None:
    """A drawn glyph says its own width, which is that of the document."""
    font = shown.font
    first = number_of(entry(font, "/FirstChar")) or 0
    widths = [number_of(each) for each in entries(entry(font, "/Widths"))]
    names = dict(_differences(entry(entry(font, "/Encoding"), "/Differences")))
    glyphs = entry(font, "/CharProcs")
    if not shown.is_painted or glyphs is None:
        return
    for code in {byte for text in shown.codes for byte in text}:
        glyph = entry(glyphs, f"/{names.get(code, '')}")
        at = int(code - first)
        if not isinstance(glyph, pikepdf.Stream) or not 0 <= at < len(widths):
            continue
        try:
            said = _GLYPH_WIDTH.match(unpacked(glyph))
        except BAD_PDF:
            continue
        width = widths[at]
        if said and width is not None and abs(float(said[1]) - width) > _TOLERANCE:
            document.findings.add("glyph-width", "6.2.11.5", font=_name(font))


def _differences(array: Object | None) -> Iterator[tuple[int, str]]:
    code = 0
    for each in entries(array):
        number = number_of(each)
        if number is not None:
            code = int(number)
        else:
            yield code, text_of(each)
            code += 1


def _cids(shown: Shown) -> Iterator[int]:
    for text in shown.codes:
        for at in range(0, len(text) - 1, 2):
            yield int.from_bytes(text[at : at + 2], "big")


def _cid_widths(array: Object | None) -> Iterator[tuple[int, float]]:
    items = entries(array)
    at = 0
    while at + 1 < len(items):
        first = number_of(items[at])
        second: object = items[at + 1]
        if first is None:
            return
        if isinstance(second, pikepdf.Array):
            for place, each in enumerate(second):
                yield int(first) + place, number_of(each) or 0.0
            at += 2
        else:
            last, width = number_of(second), number_of(items[at + 2] if at + 2 < len(items) else 0)
            if last is None or last > LARGEST_CID:
                return
            for cid in range(int(first), int(last) + 1):
                yield cid, width or 0.0
            at += 3


def _program(descriptor: Object | None) -> Object | None:
    found = (entry(descriptor, key) for key in _PROGRAMS)
    return next((each for each in found if isinstance(each, pikepdf.Stream)), None)


def _name(font: Object) -> str:
    return text_of(entry(font, "/BaseFont")) or name_of(font)
