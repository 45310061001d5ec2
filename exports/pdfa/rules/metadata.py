"""Clause 6.6: what the file says of itself."""

from __future__ import annotations

import re

import pikepdf

from exports.pdfa.rules.findings import BAD_PDF, Document, entry, name_of, text_of
from exports.pdfa.rules.unpacking import unpacked
from exports.pdfa.rules.xmp import (
    PDFAID,
    Described,
    NotXmp,
    Property,
    described,
    field_names,
    parse,
    predefined,
    properties,
)

_PREFIX = re.compile(rb"""xmlns:([\w.-]+)\s*=\s*["']([^"']+)["']""")
_PACKET = re.compile(rb"<\?xpacket\s[^>]*\bbegin\s*=[^>]*\?>")
_OWN_PREFIXES = {
    PDFAID: "pdfaid",
    "http://www.aiim.org/pdfa/ns/extension/": "pdfaExtension",
    "http://www.aiim.org/pdfa/ns/schema#": "pdfaSchema",
    "http://www.aiim.org/pdfa/ns/property#": "pdfaProperty",
    "http://www.aiim.org/pdfa/ns/type#": "pdfaType",
    "http://www.aiim.org/pdfa/ns/field#": "pdfaField",
}
_LEVELS = frozenset("ABU")
_TOLD_TWICE = {
    "/Producer": ("http://ns.adobe.com/pdf/1.3/", "Producer"),
    "/Creator": ("http://ns.adobe.com/xap/1.0/", "CreatorTool"),
    "/Keywords": ("http://ns.adobe.com/pdf/1.3/", "Keywords"),
}


def check_metadata(document: Document) -> None:
    findings = document.findings
    for place, obj in document.dictionaries():
        if isinstance(obj, pikepdf.Stream) and text_of(entry(obj, "/Type")) == "Metadata":
            _packet(document, place, obj)
    metadata = entry(document.pdf.Root, "/Metadata")
    if not isinstance(metadata, pikepdf.Stream):
        findings.add("no-metadata", "6.6.2.1")
        return
    try:
        packet = unpacked(metadata)
        rdf = parse(packet)
    except (NotXmp, *BAD_PDF):
        findings.add("metadata-unreadable", "6.6.2.1", object=name_of(metadata))
        return
    found = list(properties(rdf))
    _identification(document, packet, found)
    _schemas(document, found, described(rdf))
    _told_twice(document, found)


def _packet(document: Document, place: str, stream: pikepdf.Object) -> None:
    """Any metadata of the file, also that of a page or an image."""
    try:
        packet = unpacked(stream)
        parse(packet)
    except (NotXmp, *BAD_PDF):
        document.findings.add("metadata-unreadable", "6.6.2.1", object=place)
        return
    head = _PACKET.search(packet)
    if head and re.search(rb"\b(bytes|encoding)\s*=", head[0]):
        document.findings.add("metadata-packet", "6.6.2.1", object=place)


def _identification(document: Document, packet: bytes, found: list[Property]) -> None:
    said = {each.name: each.text.strip() for each in found if each.namespace == PDFAID}
    part, level = said.get("part", ""), said.get("conformance", "")
    if part != "2" or level not in _LEVELS:
        document.findings.add("identification", "6.6.4", name=f"{part}{level}" or "-")
    for prefix, namespace in _PREFIX.findall(packet):
        wanted = _OWN_PREFIXES.get(namespace.decode("utf-8", "replace"))
        if wanted is not None and prefix.decode("utf-8", "replace") != wanted:
            clause = "6.6.4" if wanted == "pdfaid" else "6.6.2.3.3"
            document.findings.add("prefix", clause, name=wanted)


def _schemas(document: Document, found: list[Property], told: Described) -> None:
    findings, known = document.findings, predefined()
    for name in dict.fromkeys(told.absent):
        findings.add("schema-incomplete", "6.6.2.3.3", name=name)
    for each in found:
        key = (each.namespace, each.name)
        shape = known.shapes.get(key)
        if key in told.types:
            _described_value(document, each, told)
        elif shape is not None and not each.fits(shape):
            findings.add("property-value", "6.6.2.3.1", name=each.name)
        elif each.namespace not in known.namespaces:
            findings.add("property-unknown", "6.6.2.3.1", name=each.name)


def _described_value(document: Document, each: Property, told: Described) -> None:
    """A structure may have only the fields that its type describes."""
    fields = told.fields.get(told.types[each.namespace, each.name])
    if fields is not None and each.shape == "struct" and each.element is not None:
        for name in sorted(field_names(each.element) - fields):
            document.findings.add("schema-incomplete", "6.6.2.3.3", name=name)


def _told_twice(document: Document, found: list[Property]) -> None:
    """The old list of facts may say something else: a reader of this standard does not look."""
    try:
        said = {key: text_of(value) for key, value in document.pdf.docinfo.items()}
    except BAD_PDF:
        return
    values = {(each.namespace, each.name): each.text.strip() for each in found}
    for key, place in _TOLD_TWICE.items():
        if said.get(key, "").strip() != values.get(place, "") and said.get(key):
            document.findings.remark("told-otherwise", "6.1.5", name=key[1:])
    titles = [each.element for each in found if each.name == "title" and each.shape == "langalt"]
    texts = [text.strip() for title in titles if title is not None for text in title.itertext()]
    if said.get("/Title") and said["/Title"].strip() not in texts:
        document.findings.remark("told-otherwise", "6.1.5", name="Title")
