"""Clause 6.1 as objects, and what a document must not hold: filters, limits, permissions, files of
its own, layers that hide, other presentations, demands on its reader."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Object

from exports.pdfa.rules.findings import (
    Document,
    entries,
    entry,
    name_of,
    number_of,
    text_of,
)

FILTERS = frozenset(
    {
        "ASCIIHexDecode",
        "ASCII85Decode",
        "FlateDecode",
        "RunLengthDecode",
        "CCITTFaxDecode",
        "JBIG2Decode",
        "DCTDecode",
        "JPXDecode",
        "Crypt",
    }
)
_PERMISSIONS = frozenset({"/UR3", "/DocMDP"})
_DIGESTS = ("/DigestLocation", "/DigestMethod", "/DigestValue")
_LARGEST_INTEGER = 2**31 - 1
_LARGEST_REAL = 3.403e38
_LONGEST_STRING = 32767
_LONGEST_NAME = 127
_MOST_OBJECTS = 8388607
_SMALLEST_PAGE, _LARGEST_PAGE = 3, 14400
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_MOST_LEVELS = 60


def check_objects(document: Document) -> None:
    for place, obj in document.dictionaries():
        if isinstance(obj, pikepdf.Stream):
            _stream(document, place, obj)
        _file_specification(document, place, obj)
        _signature_reference(document, place, obj)
        for value in _values(obj):
            check_limits(document, value, place)
    if len(document.pdf.objects) > _MOST_OBJECTS:
        document.findings.add("too-many-objects", "6.1.13")
    _permissions(document)
    _catalog(document)
    _layers(document)
    for number, page in enumerate(document.pdf.pages, start=1):
        _page(document, number, page.obj)


def check_limits(document: Document, value: object, place: str) -> None:
    """Whether a number, name or string is one that every reader can hold."""
    findings = document.findings
    if isinstance(value, bool):
        return
    if isinstance(value, pikepdf.Name):
        if len(str(value)[1:].encode()) > _LONGEST_NAME:
            findings.add("limit-name", "6.1.13", place=place)
    elif isinstance(value, pikepdf.String):
        if len(bytes(value)) > _LONGEST_STRING:
            findings.add("limit-string", "6.1.13", place=place)
    elif isinstance(value, int):
        if not -_LARGEST_INTEGER - 1 <= value <= _LARGEST_INTEGER:
            findings.add("limit-number", "6.1.13", place=place, value=value)
    else:
        number = number_of(value)
        if number is not None and abs(number) > _LARGEST_REAL:
            findings.add("limit-number", "6.1.13", place=place, value=number)


def _values(obj: Object) -> Iterator[object]:
    """The plain values of a dictionary and its arrays, and its keys."""
    for key, value in obj.items():
        yield pikepdf.Name(key)
        waiting = [value]
        while waiting:
            each = waiting.pop()
            if isinstance(each, pikepdf.Array):
                waiting += [part for part in each if not _is_elsewhere(part)]
            elif not isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
                yield each


def _is_elsewhere(part: object) -> bool:
    return isinstance(part, Object) and part.is_indirect


def _stream(document: Document, place: str, obj: Object) -> None:
    findings = document.findings
    if any(key in obj for key in ("/F", "/FFilter", "/FDecodeParms")):
        findings.add("external-stream", "6.1.7.1", object=place)
    parameters = entries(entry(obj, "/DecodeParms"))
    for at, found in enumerate(entries(entry(obj, "/Filter"))):
        name = text_of(found)
        if name == "Crypt":
            parameter = parameters[at] if at < len(parameters) else None
            if text_of(entry(parameter, "/Name")) not in ("", "Identity"):
                findings.add("filter", "6.1.7.2", object=place, name=name)
        elif name not in FILTERS:
            findings.add("filter", "6.1.7.2", object=place, name=name)


def _file_specification(document: Document, place: str, obj: Object) -> None:
    if entry(obj, "/EF") is None:
        return
    if "/F" not in obj or "/UF" not in obj:
        document.findings.add("file-name", "6.8", object=place)
    document.findings.remark("embedded-file", "6.8", object=place)


def _signature_reference(document: Document, place: str, obj: Object) -> None:
    root = document.pdf.Root
    has_permission = entry(entry(root, "/Perms"), "/DocMDP") is not None
    is_reference = has_permission and text_of(entry(obj, "/TransformMethod"))
    if is_reference and any(key in obj for key in _DIGESTS):
        document.findings.add("signature-digest", "6.1.12", object=place)


def _permissions(document: Document) -> None:
    permissions = entry(document.pdf.Root, "/Perms")
    if isinstance(permissions, pikepdf.Dictionary):
        for key in permissions.keys() - _PERMISSIONS:
            document.findings.add("permission", "6.1.12", name=key[1:])


def _catalog(document: Document) -> None:
    root, findings = document.pdf.Root, document.findings
    names = entry(root, "/Names")
    if entry(names, "/AlternatePresentations") is not None:
        findings.add("presentation", "6.10", place="Names")
    if "/Requirements" in root:
        findings.add("requirements", "6.11")


def _layers(document: Document) -> None:
    """Every configuration has a name of its own, lists all layers, and follows no events."""
    properties = entry(document.pdf.Root, "/OCProperties")
    if properties is None:
        return
    findings = document.findings
    layers = {name_of(layer) for layer in entries(entry(properties, "/OCGs"))}
    configurations = [entry(properties, "/D"), *entries(entry(properties, "/Configs"))]
    names = [text_of(entry(each, "/Name")) for each in configurations]
    if not all(names) or len(set(names)) < len(names):
        findings.add("layer-name", "6.9")
    for each in configurations:
        if entry(each, "/AS") is not None:
            findings.add("layer-event", "6.9")
        order = entry(each, "/Order")
        if order is not None and not layers <= set(_ordered(order, 0)):
            findings.add("layer-order", "6.9")


def _ordered(order: Object, depth: int) -> Iterator[str]:
    for each in entries(order):
        if isinstance(each, pikepdf.Array) and depth < _MOST_LEVELS:
            yield from _ordered(each, depth + 1)
        elif isinstance(each, pikepdf.Dictionary):
            yield name_of(each)


def _page(document: Document, number: int, page: Object) -> None:
    if "/PresSteps" in page:
        document.findings.add("presentation", "6.10", place=number)
    for key in _BOXES:
        box = _inherited(page, key) if key in ("/MediaBox", "/CropBox") else entry(page, key)
        sides = [number_of(side) for side in entries(box)]
        if len(sides) != 4 or None in sides:
            continue
        left, bottom, right, top = (side or 0.0 for side in sides)
        lengths = (abs(right - left), abs(top - bottom))
        if min(lengths) < _SMALLEST_PAGE or max(lengths) > _LARGEST_PAGE:
            document.findings.add("page-size", "6.1.13", page=number, box=key[1:])


def _inherited(page: Object, key: str) -> Object | None:
    node: Object | None = page
    for _ in range(_MOST_LEVELS):
        found = entry(node, key)
        if found is not None or node is None:
            return found
        node = entry(node, "/Parent")
    return None
