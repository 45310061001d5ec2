"""The XML schema of a document type: one namespace for each version of it.

XML Schema 1.0, so that every validator knows it. A value is its canonical text; fields stand in the
order of the type, and one without a value is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from digitizer.domain.schema import (
    Catalog,
    CodeList,
    DocumentType,
    FieldKind,
    FieldSpec,
    Localized,
)
from exports.formats.facets import INEXACT_DATE, KIND_PATTERNS, is_exact_date, is_required
from exports.formats.patterns import xsd_pattern

UNITS = "administrative-units"
"""The element behind the fields; no field has a hyphen in its key."""
XSD = "http://www.w3.org/2001/XMLSchema"
_BASES = {
    FieldKind.NUMBER: "xs:nonNegativeInteger",
    FieldKind.MONEY: "xs:decimal",
    FieldKind.AREA: "xs:decimal",
    FieldKind.TIME: "r:time",
    FieldKind.BOOK_NUMBER: "r:bookNumber",
    FieldKind.TICK: "r:tick",
}
_NUMERIC = frozenset({FieldKind.NUMBER, FieldKind.MONEY, FieldKind.AREA})
_UNITS = """\
  <xs:complexType name="units">
    <xs:annotation><xs:documentation xml:lang="vi">Đơn vị hành chính mà nơi đã ghi chỉ đến, vào ngày của giấy tờ (on) và hiện nay (today)</xs:documentation></xs:annotation>
    <xs:sequence>
      <xs:element name="unit" minOccurs="1" maxOccurs="unbounded">
        <xs:complexType>
          <xs:attribute name="field" type="xs:NCName" use="required"/>
          <xs:attribute name="day" use="required">
            <xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="on"/><xs:enumeration value="today"/></xs:restriction></xs:simpleType>
          </xs:attribute>
          <xs:attribute name="list" type="xs:string" use="required"/>
          <xs:attribute name="version" type="xs:string" use="required"/>
          <xs:attribute name="code" type="xs:string" use="required"/>
          <xs:attribute name="name" type="xs:string" use="required"/>
        </xs:complexType>
      </xs:element>
    </xs:sequence>
  </xs:complexType>
"""  # noqa: E501
_FRAME = """\
  <xs:element name="records">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="table" type="r:table"/>
        <xs:element name="record" type="r:record" maxOccurs="unbounded"/>
      </xs:sequence>
      <xs:attribute name="documentType" type="xs:string" use="required" fixed={key}/>
      <xs:attribute name="typeVersion" type="xs:string" use="required" fixed={version}/>
      <xs:attribute name="profileVersion" type="xs:string" use="required"/>
    </xs:complexType>
    <xs:unique name="numbers"><xs:selector xpath="r:record"/><xs:field xpath="@number"/></xs:unique>
    <xs:unique name="files"><xs:selector xpath="r:record"/><xs:field xpath="@file"/></xs:unique>
  </xs:element>
  <xs:complexType name="table">
    <xs:annotation><xs:documentation xml:lang="vi">Các cột của bảng trong gói: mỗi cột lấy giá trị nào</xs:documentation></xs:annotation>
    <xs:sequence>
      <xs:element name="column" maxOccurs="unbounded">
        <xs:complexType>
          <xs:sequence>
            <xs:element name="cell" minOccurs="0" maxOccurs="unbounded">
              <xs:complexType>
                <xs:attribute name="key" type="xs:NCName" use="required"/>
                <xs:attribute name="kind" type="xs:NCName" use="required"/>
              </xs:complexType>
            </xs:element>
          </xs:sequence>
          <xs:attribute name="name" type="xs:string" use="required"/>
          <xs:attribute name="value" type="xs:NCName" use="required"/>
          <xs:attribute name="kind" type="xs:NCName" use="required"/>
          <xs:attribute name="field" type="xs:NCName"/>
          <xs:attribute name="cell" type="xs:NCName"/>
          <xs:attribute name="row" type="xs:positiveInteger"/>
        </xs:complexType>
      </xs:element>
    </xs:sequence>
    <xs:attribute name="dateFormat" type="xs:string" use="required"/>
  </xs:complexType>
"""  # noqa: E501


def namespace(key: str, version: str) -> str:
    """The namespace of the records of this version of a type."""
    return f"urn:digitizer:{key}:{version}"


def xsd_text(doc_type: DocumentType, catalog: Catalog) -> str:
    """The schema as the text of a file; equal types and lists give equal texts."""
    return "".join(_parts(doc_type, catalog))


def _parts(doc_type: DocumentType, catalog: Catalog) -> Iterator[str]:
    lists = _lists(doc_type, catalog)
    versions = "; ".join([doc_type.version, *(f"{e.key} {e.version}" for e in lists.values())])
    space = quoteattr(namespace(doc_type.key, doc_type.version))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<xs:schema xmlns:xs="{XSD}" xmlns:r={space} targetNamespace={space}'
    yield f' elementFormDefault="qualified" version={quoteattr(versions)}>\n'
    yield f"  {_annotation(doc_type.label)}\n"
    yield f"  <xs:annotation><xs:documentation>{escape(doc_type.source)}</xs:documentation>"
    yield "</xs:annotation>\n"
    yield _FRAME.format(key=quoteattr(doc_type.key), version=quoteattr(doc_type.version))
    yield from _record(doc_type)
    yield _UNITS
    yield from _kinds()
    for each in lists.values():
        yield from _code_type(each)
    yield "</xs:schema>\n"


def _lists(doc_type: DocumentType, catalog: Catalog) -> Mapping[str, CodeList]:
    specs = [s for field in doc_type.fields for s in (field, *field.columns)]
    found = (catalog.code_list_of(spec) for spec in specs)
    return {each.key: each for each in sorted(filter(None, found), key=lambda each: each.key)}


def _record(doc_type: DocumentType) -> Iterator[str]:
    yield '  <xs:complexType name="record">\n    <xs:sequence>\n'
    for spec in doc_type.fields:
        yield from _element(spec, "      ", at_least=1 if is_required(spec) else 0)
    yield f'      <xs:element name="{UNITS}" type="r:units" minOccurs="0"/>\n'
    yield "    </xs:sequence>\n"
    yield '    <xs:attribute name="number" type="xs:positiveInteger" use="required"/>\n'
    yield '    <xs:attribute name="file" type="xs:string" use="required"/>\n'
    yield "  </xs:complexType>\n"


def _element(spec: FieldSpec, indent: str, *, at_least: int) -> Iterator[str]:
    head = f'{indent}<xs:element name="{spec.key}" minOccurs="{at_least}"'
    note = _annotation(spec.label)
    if spec.kind is FieldKind.CODE:
        yield f'{head} type="r:coded.{spec.code_list}">{note}</xs:element>\n'
    elif spec.kind is FieldKind.TABLE:
        yield f"{head}>{note}<xs:complexType><xs:sequence>\n"
        yield f'{indent}  <xs:element name="row" maxOccurs="unbounded"><xs:complexType>'
        yield "<xs:sequence>\n"
        for column in spec.columns:
            yield from _element(column, f"{indent}    ", at_least=0)
        yield f"{indent}  </xs:sequence></xs:complexType></xs:element>\n"
        yield f"{indent}</xs:sequence></xs:complexType></xs:element>\n"
    else:
        yield f"{head}>{note}{_simple(spec)}</xs:element>\n"


def _simple(spec: FieldSpec) -> str:
    """The anonymous simple type of a field."""
    if is_exact_date(spec):
        return _restriction("xs:date", "")
    base = "r:date" if spec.kind is FieldKind.DATE else _BASES.get(spec.kind, "xs:string")
    patterns = [xsd_pattern(spec.pattern)] if spec.pattern else []
    if spec.max_length is not None and (spec.kind in _NUMERIC or base == "r:date"):
        patterns.append(f".{{1,{spec.max_length}}}")
    facets = ""
    if spec.max_length is not None and spec.kind not in _NUMERIC and base != "r:date":
        facets = f'<xs:maxLength value="{spec.max_length}"/>'
    elif base == "xs:string":
        facets = '<xs:minLength value="1"/>'
    text = _restriction(base, facets)
    for pattern in filter(None, patterns):
        # Patterns of one step are alternatives, so each has a step of its own.
        facet = f"<xs:pattern value={quoteattr(pattern)}/>"
        text = f"<xs:simpleType><xs:restriction>{text}{facet}</xs:restriction></xs:simpleType>"
    return text


def _restriction(base: str, facets: str) -> str:
    return f'<xs:simpleType><xs:restriction base="{base}">{facets}</xs:restriction></xs:simpleType>'


def _kinds() -> Iterator[str]:
    yield from (
        _named(name, KIND_PATTERNS[kind])
        for name, kind in (
            ("time", FieldKind.TIME),
            ("bookNumber", FieldKind.BOOK_NUMBER),
            ("tick", FieldKind.TICK),
        )
    )
    yield _named("inexactDate", INEXACT_DATE)
    yield '  <xs:simpleType name="date"><xs:annotation><xs:documentation xml:lang="vi">Ngày đủ; '
    yield "hoặc phần biết được: tháng và năm, năm, khoảng năm (1950~), ngày âm lịch (lunar:), tuổi"
    yield "</xs:documentation></xs:annotation>"
    yield '<xs:union memberTypes="xs:date xs:gYearMonth xs:gYear r:inexactDate"/></xs:simpleType>\n'


def _named(name: str, pattern: str) -> str:
    facet = f"<xs:pattern value={quoteattr(xsd_pattern(pattern) or '')}/>"
    base = f'<xs:restriction base="xs:string">{facet}</xs:restriction>'
    return f'  <xs:simpleType name="{name}">{base}</xs:simpleType>\n'


def _code_type(codes: CodeList) -> Iterator[str]:
    """The codes of a list, and an element's type that says the name of its code beside it."""
    yield f'  <xs:simpleType name="code.{codes.key}">\n    <xs:annotation>'
    yield f"<xs:documentation>{escape(codes.source)}</xs:documentation></xs:annotation>\n"
    yield '    <xs:restriction base="xs:string">\n'
    for entry in codes.entries:
        yield f"      <xs:enumeration value={quoteattr(entry.code)}>"
        yield f"{_annotation(entry.label)}</xs:enumeration>\n"
    yield "    </xs:restriction>\n  </xs:simpleType>\n"
    yield f'  <xs:complexType name="coded.{codes.key}"><xs:simpleContent>'
    yield f'<xs:extension base="r:code.{codes.key}">'
    yield '<xs:attribute name="label" type="xs:string" use="required"/>'
    yield "</xs:extension></xs:simpleContent></xs:complexType>\n"


def _annotation(label: Localized) -> str:
    return (
        "<xs:annotation>"
        f'<xs:documentation xml:lang="vi">{escape(label.vi)}</xs:documentation>'
        f'<xs:documentation xml:lang="en">{escape(label.en)}</xs:documentation>'
        "</xs:annotation>"
    )
