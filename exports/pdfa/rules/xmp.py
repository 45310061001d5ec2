"""Reading an XMP packet: its properties with their shapes, and the schemas that it describes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
PDFAID = "http://www.aiim.org/pdfa/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
_PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"
_TYPE = "{http://www.aiim.org/pdfa/ns/type#}"
_FIELD = "{http://www.aiim.org/pdfa/ns/field#}"
_LISTS = {"Bag": "bag", "Seq": "seq", "Alt": "langalt"}
_FORMS = {
    "boolean": re.compile(r"True|False"),
    "integer": re.compile(r"[+-]?\d+"),
    "real": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "gps": re.compile(r"\d{1,3},\d{1,2}(,\d{1,2}|\.\d+)[NSEW]"),
    "rational": re.compile(r"-?\d+/-?\d+"),
    "date": re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?"),
}


class NotXmp(ValueError):
    """Bytes that are no XMP packet."""


@dataclass(frozen=True, slots=True)
class Property:
    """``shape`` is ``text``, ``bag``, ``seq``, ``langalt`` or ``struct``; ``element`` is None for
    one that is written as an attribute."""

    namespace: str
    name: str
    shape: str
    text: str
    element: Element | None = None

    def fits(self, wanted: str) -> bool:
        """Whether the value has a shape of the list of predefined properties."""
        form = _FORMS.get(wanted)
        if form is None:
            return self.shape == wanted
        return self.shape == "text" and form.fullmatch(self.text.strip()) is not None


@dataclass(frozen=True, slots=True)
class Described:
    """The schemas that a packet describes: the type of each property, the fields of each type, and
    which necessary parts of a description are absent."""

    types: Mapping[tuple[str, str], str]
    fields: Mapping[str, frozenset[str]]
    absent: tuple[str, ...]


def parse(packet: bytes) -> Element:
    """The element ``rdf:RDF``. Raises NotXmp."""
    try:
        root = fromstring(packet)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotXmp(type(error).__name__) from error
    found = root if root.tag == f"{RDF}RDF" else root.find(f".//{RDF}RDF")
    if found is None:
        raise NotXmp("no RDF")
    return found


def properties(rdf: Element) -> Iterator[Property]:
    for description in rdf.findall(f"{RDF}Description"):
        for key, value in description.attrib.items():
            if not key.startswith((RDF, _XML)) and key.startswith("{"):
                namespace, name = _split(key)
                yield Property(namespace, name, "text", value)
        for element in description:
            if isinstance(element.tag, str):
                namespace, name = _split(element.tag)
                yield Property(namespace, name, _shape(element), element.text or "", element)


def described(rdf: Element) -> Described:
    types: dict[tuple[str, str], str] = {}
    fields: dict[str, frozenset[str]] = {}
    absent: list[str] = []
    for schema in _items(rdf, f"{RDF}Description/{{{_EXTENSION}}}schemas"):
        namespace = _text(schema, _SCHEMA, "namespaceURI")
        absent += _absent(schema, _SCHEMA, ("schema", "namespaceURI", "prefix"))
        for each in _items(schema, f"{_SCHEMA}property"):
            absent += _absent(each, _PROPERTY, ("name", "valueType", "category", "description"))
            types[namespace, _text(each, _PROPERTY, "name")] = _text(each, _PROPERTY, "valueType")
        for each in _items(schema, f"{_SCHEMA}valueType"):
            absent += _absent(each, _TYPE, ("type", "namespaceURI", "prefix", "description"))
            parts = list(_items(each, f"{_TYPE}field"))
            for part in parts:
                absent += _absent(part, _FIELD, ("name", "valueType", "description"))
            names = frozenset(_text(part, _FIELD, "name") for part in parts)
            fields[_text(each, _TYPE, "type")] = names
    return Described(types, fields, tuple(absent))


def field_names(element: Element) -> set[str]:
    """The fields of a structured value."""
    inner = element.find(f"{RDF}Description")
    holder = element if inner is None else inner
    keys = [*holder.attrib, *(child.tag for child in holder)]
    return {_split(key)[1] for key in keys if key.startswith("{") and not key.startswith(RDF)}


@dataclass(frozen=True, slots=True)
class Predefined:
    """``shapes`` of known properties by namespace and name, and all ``namespaces``."""

    shapes: Mapping[tuple[str, str], str]
    namespaces: frozenset[str]


@cache
def predefined() -> Predefined:
    text = files("exports.pdfa.rules").joinpath("xmp_properties.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    schemas = [each for each in table.values() if isinstance(each, dict)]
    shapes = {
        (schema["namespace"], name): shape
        for schema in schemas
        for shape, names in schema.items()
        if shape != "namespace"
        for name in names
    }
    namespaces = {schema["namespace"] for schema in schemas} | set(table["other"])
    return Predefined(shapes, frozenset(namespaces))


def _split(key: str) -> tuple[str, str]:
    namespace, _, name = key[1:].rpartition("}") if key.startswith("{") else ("", "", key)
    return namespace, name


def _shape(element: Element) -> str:
    for name, shape in _LISTS.items():
        if element.find(f"{RDF}{name}") is not None:
            return shape
    is_struct = element.get(f"{RDF}parseType") == "Resource"
    is_struct = is_struct or element.find(f"{RDF}Description") is not None
    inner = any(_split(key)[0] and not key.startswith((RDF, _XML)) for key in element.attrib)
    return "struct" if is_struct or inner else "text"


def _items(parent: Element, name: str) -> Iterator[Element]:
    """The structures in the lists of this name; a structure may stand in a Description."""
    for item in parent.iterfind(f"{name}/*/{RDF}li"):
        inner = item.find(f"{RDF}Description")
        yield item if inner is None else inner


def _absent(holder: Element, namespace: str, names: tuple[str, ...]) -> Iterator[str]:
    return (name for name in names if not _text(holder, namespace, name))


def _text(holder: Element, namespace: str, name: str) -> str:
    child = holder.find(f"{namespace}{name}")
    found = holder.get(f"{namespace}{name}") if child is None else child.text
    return (found or "").strip()
