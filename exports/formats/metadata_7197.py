"""The metadata that Công văn 7197/BKHCN-CĐSQG asks of every digitised document, as JSON and XML.

Which fields there are is dated data beside this module. JSON and XML say the same: the texts of the
fields that have a value, in the order of the guidance, and the document's file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Literal
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from pydantic import BaseModel, ConfigDict

from digitizer.domain.errors import BadSchema, NotAllowed
from digitizer.domain.package import ExportCase, PackageContent
from exports.formats.facets import EXACT_DATE
from exports.formats.xml_stream import children, name_of
from exports.json_stream import stream_models, write_members
from exports.rows import Table

_XSD_TYPES = {
    "text": "xs:string",
    "label": "xs:string",
    "date": "xs:date",
    "count": "xs:positiveInteger",
}
_DEEPEST = 3
"""The documents, a document, a field."""
_MOST_ELEMENTS = 1000
"""Of one document."""


class MetadataField(BaseModel):
    """``says`` is what the value is: the field's text, the name of its code, a full date, or how
    many of something."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    required: bool = False
    max_length: int | None = None
    says: Literal["text", "label", "date", "count"] = "text"

    def fits(self, text: str) -> bool:
        """Whether a document may have this value; an empty one is none."""
        if not text:
            return not self.required
        if self.says == "date":
            return _is_day(text)
        if self.says == "count":
            return re.fullmatch("0*[1-9][0-9]*", text) is not None
        return self.max_length is None or len(text) <= self.max_length


def _is_day(text: str) -> bool:
    if not re.fullmatch(EXACT_DATE, text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class MetadataRules(BaseModel):
    """The fields of the guidance as of a version."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    version: str
    valid_from: date
    source: str
    fields: tuple[MetadataField, ...]

    @property
    def namespace(self) -> str:
        return f"urn:digitizer:{self.key}:{self.version}"


class DocumentMetadata(BaseModel):
    """One document: ``metadata`` has the fields with a value, ``file`` is its name in the
    package."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    file: str
    metadata: dict[str, str]


class _Whole(BaseModel):
    """Everything but the documents; ``standard`` and ``version`` say which rules."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    standard: str
    version: str
    documents: tuple[()]


@lru_cache(maxsize=1)
def metadata_rules() -> MetadataRules:
    """The rules that ship."""
    path = files("exports.formats") / "metadata_7197.toml"
    return MetadataRules.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def metadata_of(content: PackageContent, table: Table) -> Iterator[DocumentMetadata]:
    """The metadata of all cases, in their order, each made when it is asked for.

    Raises BadSchema when the type lacks a required field, NotAllowed ``metadata-field-missing`` or
    ``metadata-field-wrong`` for a value that the guidance does not let be.
    """
    rules = metadata_rules()
    lacking = [f.key for f in rules.fields if f.required and not content.document_type.field(f.key)]
    if lacking:
        raise BadSchema(
            "export-required-field", file=content.profile.document_type, place=lacking[0]
        )
    for case, row in zip(content.cases, table.rows, strict=True):
        yield DocumentMetadata(file=row.file_name, metadata=_values(content, rules, case))


def _values(content: PackageContent, rules: MetadataRules, case: ExportCase) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in rules.fields:
        text = _text(content, field, case)
        if not field.fits(text):
            code = "metadata-field-wrong" if text else "metadata-field-missing"
            raise NotAllowed(code, case=case.case_id, field=field.key)
        if text:
            found[field.key] = text
    return found


def _text(content: PackageContent, field: MetadataField, case: ExportCase) -> str:
    value = case.record.value(field.key) or ""
    spec = content.document_type.field(field.key)
    codes = content.catalog.code_list_of(spec) if spec else None
    if field.says != "label" or codes is None or not value:
        return value
    entry = codes.find(value)
    if entry is None:
        raise NotAllowed("export-code-unknown", case=case.case_id, field=field.key)
    return entry.label.vi


def write_metadata_json(path: Path, documents: Iterable[DocumentMetadata]) -> None:
    """Document by document. Raises OSError."""
    rules = metadata_rules()
    told = {"standard": rules.key, "version": rules.version}
    with path.open("w", encoding="utf-8", newline="\n") as target:
        write_members(target, told, {"documents": (each.model_dump() for each in documents)})


def write_metadata_xml(path: Path, documents: Iterable[DocumentMetadata]) -> None:
    """Document by document. Raises OSError."""
    with path.open("w", encoding="utf-8", newline="\n") as target:
        target.writelines(_xml(documents))


def read_metadata_json(
    stream: IO[bytes], of: MetadataRules | None = None
) -> Iterator[DocumentMetadata]:
    """The documents one by one. Raises ValueError, at the latest after the last of them, when the
    bytes are no such file or not ``of`` these rules; and what reading the stream raises."""
    whole = yield from stream_models(stream, "documents", DocumentMetadata, _Whole)
    _require_of(of, whole.standard, whole.version)


def read_metadata_xml(
    stream: IO[bytes], of: MetadataRules | None = None
) -> Iterator[DocumentMetadata]:
    """As :func:`read_metadata_json`; bytes that bring a DTD are no such file."""
    elements = children(stream, "documents", deepest=_DEEPEST, most=_MOST_ELEMENTS)
    for number, (root, element) in enumerate(elements):
        if number == 0:  # What the root says is forgotten then.
            _require_of(of, root.get("standard", ""), root.get("version", ""))
        yield _read_document(element)


def _require_of(rules: MetadataRules | None, standard: str, version: str) -> None:
    if rules is not None and (standard, version) != (rules.key, rules.version):
        raise ValueError("of other rules")


def xsd_of(rules: MetadataRules) -> str:
    """The schema of the XML."""
    return "".join(_xsd(rules))


def _read_document(element: Element) -> DocumentMetadata:
    values = {name_of(each): each.text or "" for each in element}
    return DocumentMetadata(file=element.get("file", ""), metadata=values)


def _xml(documents: Iterable[DocumentMetadata]) -> Iterator[str]:
    rules = metadata_rules()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<documents xmlns={quoteattr(rules.namespace)}"
    yield f" standard={quoteattr(rules.key)} version={quoteattr(rules.version)}>\n"
    for each in documents:
        yield f" <document file={quoteattr(each.file)}>\n"
        yield from _elements(each.metadata)
        yield " </document>\n"
    yield "</documents>\n"


def _elements(values: Mapping[str, str]) -> Iterator[str]:
    for key, text in values.items():
        yield f"  <{key}>{escape(text)}</{key}>\n"


def _xsd(rules: MetadataRules) -> Iterator[str]:
    space = quoteattr(rules.namespace)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace={space}'
    yield f' elementFormDefault="qualified" version={quoteattr(rules.version)}>\n'
    yield f" <xs:annotation><xs:documentation>{escape(rules.source)}</xs:documentation>"
    yield '</xs:annotation>\n <xs:element name="documents"><xs:complexType>\n  <xs:sequence>'
    yield '<xs:element name="document" maxOccurs="unbounded"><xs:complexType>\n   <xs:sequence>\n'
    for field in rules.fields:
        yield f"    {_declaration(field)}\n"
    yield '   </xs:sequence>\n   <xs:attribute name="file" type="xs:string" use="required"/>\n'
    yield "  </xs:complexType></xs:element></xs:sequence>\n"
    for name, said in (("standard", rules.key), ("version", rules.version)):
        yield f'  <xs:attribute name="{name}" type="xs:string" use="required"'
        yield f" fixed={quoteattr(said)}/>\n"
    yield " </xs:complexType></xs:element>\n</xs:schema>\n"


def _declaration(field: MetadataField) -> str:
    head = f'<xs:element name="{field.key}" minOccurs="{int(field.required)}"'
    base = _XSD_TYPES[field.says]
    if base != "xs:string":
        return f'{head} type="{base}"/>'
    facets = '<xs:minLength value="1"/>'
    if field.max_length is not None:
        facets += f'<xs:maxLength value="{field.max_length}"/>'
    restriction = f'<xs:restriction base="{base}">{facets}</xs:restriction>'
    return f"{head}><xs:simpleType>{restriction}</xs:simpleType></xs:element>"


def faults(rules: MetadataRules, document: DocumentMetadata) -> Iterator[str]:
    """Each field whose value the rules do not let be, or that they do not know."""
    known = {field.key: field for field in rules.fields}
    yield from sorted(document.metadata.keys() - known.keys())
    for key, field in known.items():
        if not field.fits(document.metadata.get(key, "")):
            yield key
