"""Clauses 6.3 to 6.5: annotations, forms and actions."""

from __future__ import annotations

import pikepdf
from pikepdf import Object

from exports.pdfa.rules.findings import (
    Document,
    entries,
    entry,
    is_true,
    name_of,
    number_of,
    text_of,
)

_ANNOTATIONS_NAMES = """
Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut
Stamp Caret Ink Popup FileAttachment Widget PrinterMark TrapNet Watermark Redact
"""
_ANNOTATIONS = frozenset(_ANNOTATIONS_NAMES.split())
_ACTIONS = frozenset(["GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"])
_NAMED = frozenset({"NextPage", "PrevPage", "FirstPage", "LastPage"})
_WITHOUT_LOOK = frozenset({"Popup", "Link"})
_INVISIBLE, _HIDDEN, _PRINT, _NO_VIEW, _TOGGLE = 1 << 0, 1 << 1, 1 << 2, 1 << 5, 1 << 8
_MOST_FIELDS = 100_000


def check_interaction(document: Document) -> None:
    for number, page in enumerate(document.pdf.pages, start=1):
        if "/AA" in page.obj:
            document.findings.add("event", "6.5.2", place=number)
        for annotation in entries(entry(page.obj, "/Annots")):
            _annotation(document, annotation)
    if "/AA" in document.pdf.Root:
        document.findings.add("event", "6.5.2", place="Catalog")
    _form(document)
    for place, obj in document.dictionaries():
        for key in ("/A", "/OpenAction", "/Next"):
            for action in entries(entry(obj, key)):
                _action(document, place, action)
    scripts = entry(entry(document.pdf.Root, "/Names"), "/JavaScript")
    if scripts is not None:
        document.findings.add("action", "6.5.1", object=name_of(scripts), name="JavaScript")


def _annotation(document: Document, annotation: Object) -> None:
    findings, name = document.findings, name_of(annotation)
    kind = text_of(entry(annotation, "/Subtype"))
    if kind not in _ANNOTATIONS:
        findings.add("annotation", "6.3.1", object=name, name=kind)
    flags = number_of(entry(annotation, "/F"))
    if kind != "Popup":
        seen = int(flags) if flags is not None else 0
        unwanted = _INVISIBLE | _HIDDEN | _NO_VIEW | _TOGGLE
        if flags is None or not seen & _PRINT or seen & unwanted:
            findings.add("annotation-flags", "6.3.2", object=name)
    _appearance(document, annotation, kind)
    if kind == "Widget" and ("/A" in annotation or "/AA" in annotation):
        findings.add("widget-action", "6.4.1", object=name)


def _appearance(document: Document, annotation: Object, kind: str) -> None:
    findings, name = document.findings, name_of(annotation)
    appearance = entry(annotation, "/AP")
    if appearance is None:
        if kind not in _WITHOUT_LOOK and not _is_without_extent(annotation):
            findings.add("no-appearance", "6.3.3", object=name)
        return
    if not isinstance(appearance, pikepdf.Dictionary) or set(appearance.keys()) != {"/N"}:
        findings.add("appearance", "6.3.3", object=name)
        return
    normal = appearance.N
    is_button = kind == "Widget" and _field_type(annotation) == "Btn"
    is_right = isinstance(normal, pikepdf.Dictionary if is_button else pikepdf.Stream)
    if not is_right:
        findings.add("appearance", "6.3.3", object=name)


def _is_without_extent(annotation: Object) -> bool:
    sides = [number_of(side) for side in entries(entry(annotation, "/Rect"))]
    return len(sides) == 4 and sides[0] == sides[2] and sides[1] == sides[3]


def _field_type(field: Object) -> str:
    node: Object | None = field
    for _ in range(60):
        found = text_of(entry(node, "/FT"))
        if found or node is None:
            return found
        node = entry(node, "/Parent")
    return ""


def _form(document: Document) -> None:
    root, findings = document.pdf.Root, document.findings
    form = entry(root, "/AcroForm")
    if is_true(root, "/NeedsRendering"):
        findings.add("xfa", "6.4.2")
    if form is None:
        return
    if is_true(form, "/NeedAppearances"):
        findings.add("need-appearances", "6.4.1")
    if entry(form, "/XFA") is not None:
        findings.add("xfa", "6.4.2")
    waiting, seen = entries(entry(form, "/Fields")), 0
    while waiting and seen < _MOST_FIELDS:
        field, seen = waiting.pop(), seen + 1
        if entry(field, "/AA") is not None:
            findings.add("widget-action", "6.4.1", object=name_of(field))
        waiting += [each for each in entries(entry(field, "/Kids")) if each.objgen != field.objgen]


def _action(document: Document, place: str, action: object) -> None:
    """Anything with a type of action; a destination has none."""
    name = text_of(entry(action, "/S"))
    is_action = text_of(entry(action, "/Type")) in ("", "Action")
    if not name or not is_action or isinstance(action, pikepdf.Stream):
        return
    if name not in _ACTIONS:
        document.findings.add("action", "6.5.1", object=place, name=name)
    elif name == "Named" and text_of(entry(action, "/N")) not in _NAMED:
        said = text_of(entry(action, "/N"))
        document.findings.add("action", "6.5.1", object=place, name=said)
