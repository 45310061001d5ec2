"""The metadata that Công văn 7197/BKHCN-CĐSQG asks of every digitised document, as JSON and XML.

Which fields there are is dated data beside this module. JSON and XML say the same: the texts of the
fields that have a value, in the order of the guidance, and the document's file.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Literal
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml import ElementTree
from pydantic import BaseModel, ConfigDict, ValidationError

from digitizer.domain.errors import BadSchema, NotAllowed
from digitizer.domain.package import ExportCase, PackageContent
from exports.formats.facets import EXACT_DATE
from exports.rows import Table

_XSD_TYPES = {
    "text": "xs:string",
    "label": "xs:string",
    "date": "xs:date",
    "count": "xs:positiveInteger",
}


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


class MetadataFile(BaseModel):
    """All documents of a package; ``standard`` and ``version`` say which rules."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    standard: str
    version: str
    documents: tuple[DocumentMetadata, ...]


@lru_cache(maxsize=1)
def metadata_rules() -> MetadataRules:
    """The rules that ship."""
    path = files("exports.formats") / "metadata_7197.toml"
    return MetadataRules.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def metadata_of(content: PackageContent, table: Table) -> MetadataFile:
    """The metadata of all cases, in their order.

    Raises BadSchema when the type lacks a required field, NotAllowed ``metadata-field-missing`` or
    ``metadata-field-wrong`` for a value that the guidance does not let be.
    """
    rules = metadata_rules()
    lacking = [f.key for f in rules.fields if f.required and not content.document_type.field(f.key)]
    if lacking:
        raise BadSchema(
            "export-required-field", file=content.profile.document_type, place=lacking[0]
        )
    return MetadataFile(
        standard=rules.key,
        version=rules.version,
        documents=tuple(
            DocumentMetadata(file=row.file_name, metadata=_values(content, rules, case))
            for case, row in zip(content.cases, table.rows, strict=True)
        ),
    )


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


def json_text(found: MetadataFile) -> str:
    return json.dumps(found.model_dump(), ensure_ascii=False, indent=1) + "\n"


def xml_text(found: MetadataFile) -> str:
    return "".join(_xml(found))


def read_metadata_json(data: bytes) -> MetadataFile:
    """Raises ValueError when the bytes are no such file."""
    try:
        return MetadataFile.model_validate_json(data)
    except ValidationError as error:
        raise ValueError("JSON") from error


def read_metadata_xml(data: bytes) -> MetadataFile:
    """Raises ValueError when the bytes are no such file or bring a DTD."""
    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except ParseError as error:
        raise ValueError("XML") from error
    documents = tuple(_read_document(each) for each in root)
    return MetadataFile(
        standard=root.get("standard", ""), version=root.get("version", ""), documents=documents
    )


def xsd_of(rules: MetadataRules) -> str:
    """The schema of the XML."""
    return "".join(_xsd(rules))


def _read_document(element: Element) -> DocumentMetadata:
    values = {str(each.tag).rpartition("}")[2]: each.text or "" for each in element}
    return DocumentMetadata(file=element.get("file", ""), metadata=values)


def _xml(found: MetadataFile) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<documents xmlns={quoteattr(metadata_rules().namespace)}"
    yield f" standard={quoteattr(found.standard)} version={quoteattr(found.version)}>\n"
    for each in found.documents:
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


def faults(
    rules: MetadataRules, documents: Sequence[DocumentMetadata]
) -> Iterator[tuple[int, str]]:
    """The number of a document, counting from 1, and the field of each value that the rules do not
    let be, or that they do not know."""
    known = {field.key: field for field in rules.fields}
    for number, document in enumerate(documents, start=1):
        for key in sorted(document.metadata.keys() - known.keys()):
            yield number, key
        for key, field in known.items():
            if not field.fits(document.metadata.get(key, "")):
                yield number, key
