"""Clauses 6.2.5, 6.2.6 and 6.2.10: graphics states, intents and transparency."""

from __future__ import annotations

import pikepdf
from pikepdf import Object

from exports.pdfa.rules.findings import Document, entries, entry, number_of, text_of

INTENTS = frozenset({"RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"})
_BLEND_MODES_NAMES = """
Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight
SoftLight Difference Exclusion Hue Saturation Color Luminosity
"""
_BLEND_MODES = frozenset(_BLEND_MODES_NAMES.split())
_PLAIN = frozenset({"Normal", "Compatible"})
_HALFTONES = (1, 5)


def check_state(document: Document, state: Object, place: str) -> bool:
    """Look at a graphics state that is used; whether it makes things transparent."""
    findings = document.findings
    if "/TR" in state:
        findings.add("transfer-function", "6.2.5", place=place, name="TR")
    transfer = entry(state, "/TR2")
    if transfer is not None and text_of(transfer) != "Default":
        findings.add("transfer-function", "6.2.5", place=place, name="TR2")
    if "/HTP" in state:
        findings.add("halftone", "6.2.5", place=place, name="HTP")
    _halftone(document, entry(state, "/HT"), place)
    check_intent(document, entry(state, "/RI"), place)
    return _is_transparent(document, state, place)


def check_intent(document: Document, intent: object, place: str) -> None:
    if intent is not None and text_of(intent) not in INTENTS:
        document.findings.add("intent", "6.2.6", place=place, name=text_of(intent))


def _halftone(document: Document, halftone: Object | None, place: str, depth: int = 0) -> None:
    if not isinstance(halftone, (pikepdf.Dictionary, pikepdf.Stream)) or depth > 1:
        return
    if number_of(entry(halftone, "/HalftoneType")) not in _HALFTONES:
        document.findings.add("halftone", "6.2.5", place=place, name="HalftoneType")
    if "/HalftoneName" in halftone:
        document.findings.add("halftone", "6.2.5", place=place, name="HalftoneName")
    for part in halftone.values():
        _halftone(document, part, place, depth + 1)


def _is_transparent(document: Document, state: Object, place: str) -> bool:
    modes = [text_of(each) for each in entries(entry(state, "/BM"))]
    for mode in modes:
        if mode not in _BLEND_MODES:
            document.findings.add("blend-mode", "6.2.10", place=place, name=mode)
    opacities = [number_of(entry(state, key)) for key in ("/ca", "/CA")]
    is_thin = any(each is not None and each < 1 for each in opacities)
    has_mask = isinstance(entry(state, "/SMask"), (pikepdf.Dictionary, pikepdf.Stream))
    return is_thin or has_mask or any(mode not in _PLAIN for mode in modes)
