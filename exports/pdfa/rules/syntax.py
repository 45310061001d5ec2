"""Clause 6.1 as bytes: the header, the table of objects, how objects and streams are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Object

from exports.pdfa.rules.findings import BAD_PDF, Document, entries, number_of
from exports.pdfa.rules.unpacking import unpacked

_HEADER = re.compile(rb"%PDF-1\.[0-7](?:\r\n|\r|\n)%[\x80-\xff]{4}")
_LINEARIZED = re.compile(rb"/Linearized\b")
_START = re.compile(rb"startxref\s+(\d+)")
_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?\Z")
_TABLE = re.compile(rb"xref(?P<space>[\x00\t\n\x0c\r ]*)")
_TABLE_START = re.compile(rb"xref(?:\r\n|\r|\n)\d+ \d+ ?(?:\r\n|\r|\n)")
_SUBSECTION = re.compile(rb"(\d+)([\x00\t\n\x0c\r ]+)(\d+)[ ]?(?:\r\n|\r|\n)")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r\n]{1,2}")
_OBJECT = re.compile(rb"(\d+)([\x00\t\n\x0c\r ]+)(\d+)([\x00\t\n\x0c\r ]*)obj")
_NEXT = re.compile(rb"[(<>%]|\bstream\b|\bendobj\b")
_HEX = re.compile(rb"<([^<>]*)>")
_EOL = (b"\r", b"\n")
_MOST_TABLES = 1000


def check_syntax(document: Document) -> None:
    _header(document)
    _trailer(document)
    tables = list(_tables(document))
    for offset in tables:
        _table(document, offset)
    for number, offset in _offsets(document, tables):
        _object(document, number, offset)


def _header(document: Document) -> None:
    data = document.data
    if not re.match(rb"%PDF-1\.[0-7](?:\r\n|\r|\n)", data):
        document.findings.add("header", "6.1.2")
    elif not _HEADER.match(data):
        document.findings.add("header-comment", "6.1.2")


def _trailer(document: Document) -> None:
    pdf, findings = document.pdf, document.findings
    if pdf.is_encrypted or "/Encrypt" in pdf.trailer:
        findings.add("encrypted", "6.1.3")
    # The first trailer of a linearized file may bear what the last one lacks.
    is_linearized = bool(_LINEARIZED.search(document.data[:1024]))
    if "/ID" not in pdf.trailer and not (is_linearized and b"/ID" in document.data):
        findings.add("no-id", "6.1.3")
    elif "/ID" in pdf.trailer:
        parts = entries(pdf.trailer.ID)
        if len(parts) != 2 or not all(isinstance(each, pikepdf.String) for each in parts):
            findings.add("no-id", "6.1.3")
    if not _END.search(document.data):
        findings.add("after-end", "6.1.3")


def _tables(document: Document) -> Iterator[int]:
    """Where the tables of objects begin, the newest first."""
    data = document.data
    starts = list(_START.finditer(data))
    waiting = [int(starts[-1].group(1))] if starts else []
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_TABLES:
        offset = _behind_space(data, waiting.pop())
        if offset in seen or offset >= len(data):
            continue
        seen.add(offset)
        yield offset
        dictionary = _trailer_of(document, offset)
        for key in ("/Prev", "/XRefStm"):
            earlier = number_of(dictionary.get(key)) if dictionary is not None else None
            if earlier is not None and earlier >= 0:
                waiting.append(int(earlier))


def _behind_space(data: bytes, at: int) -> int:
    """Some conforming files point at the white space before what they mean."""
    some = data[at : at + 16]
    return at + len(some) - len(some.lstrip())


def _trailer_of(document: Document, offset: int) -> Object | None:
    data = document.data
    try:
        if data.startswith(b"xref", offset):
            at = data.index(b"trailer", offset) + len(b"trailer")
            end = data.index(b"startxref", at)
            found = Object.parse(_without_references(data[at:end]))
            return found if isinstance(found, pikepdf.Dictionary) else None
        head = _OBJECT.match(data, offset)
        return document.pdf.get_object(int(head[1]), int(head[3])) if head else None
    except BAD_PDF:
        return None


def _without_references(dictionary: bytes) -> bytes:
    return re.sub(rb"\b\d+\s+\d+\s+R\b", b"null", dictionary)


def _table(document: Document, offset: int) -> None:
    data = document.data
    if not data.startswith(b"xref", offset):
        if not _OBJECT.match(data, offset):
            document.findings.add("xref", "6.1.4", at=offset)
        return
    if not _TABLE_START.match(data, offset):
        document.findings.add("xref", "6.1.4", at=offset)


def _offsets(document: Document, tables: list[int]) -> Iterator[tuple[int, int]]:
    """Each object that lies in the file by itself, with its place; the newest one of a number."""
    seen: set[int] = set()
    for table in tables:
        for number, offset in _entries(document, table):
            if number not in seen:
                seen.add(number)
                if offset is not None:
                    yield number, offset


def _entries(document: Document, table: int) -> Iterator[tuple[int, int | None]]:
    data = document.data
    if not data.startswith(b"xref", table):
        yield from _packed_entries(document, table)
        return
    head = _TABLE.match(data, table)
    at = head.end() if head else len(data)
    while section := _SUBSECTION.match(data, at):
        at, first = section.end(), int(section[1])
        for number in range(first, first + int(section[3])):
            line = _ENTRY.match(data, at)
            if line is None:
                return
            yield number, int(line[1]) if line[3] == b"n" else None
            at += 20


def _packed_entries(document: Document, table: int) -> Iterator[tuple[int, int | None]]:
    """The entries of a table that is a stream."""
    stream = _trailer_of(document, table)
    if not isinstance(stream, pikepdf.Stream):
        return
    try:
        widths = [int(width) for width in stream.W]
        index = [int(each) for each in stream.get("/Index", [0, int(stream.Size)])]
        content = unpacked(stream)
    except BAD_PDF:
        return
    size, at = sum(widths), 0
    for first, count in zip(index[::2], index[1::2], strict=False):
        for number in range(first, first + count):
            row = content[at : at + size]
            if len(row) < size or not size:
                return
            kind = int.from_bytes(row[: widths[0]], "big") if widths[0] else 1
            place = int.from_bytes(row[widths[0] : widths[0] + widths[1]], "big")
            yield number, place if kind == 1 else None
            at += size


def _object(document: Document, number: int, offset: int) -> None:
    data, findings = document.data, document.findings
    offset = _behind_space(data, offset)
    head = _OBJECT.match(data, offset)
    if head is None or int(head[1]) != number:
        findings.add("object-not-there", "6.1.4", object=number)
        return
    name = f"{number} {int(head[3])}"
    follows = data[head.end() : head.end() + 1]
    is_first = offset > 0 and data[offset - 1 : offset] not in _EOL
    if is_first or len(head[2]) != 1 or len(head[4]) != 1 or follows not in _EOL:
        findings.add("object-spacing", "6.1.9", object=name)
    end = _end_of_value(document, head.end(), name)
    if end is None:
        return
    if data.startswith(b"stream", end):
        end = _stream(document, (number, int(head[3])), end)
    if end is not None and not _stands_alone(data, end, b"endobj"):
        findings.add("object-spacing", "6.1.9", object=name)


def _end_of_value(document: Document, at: int, name: str) -> int | None:
    """Where ``stream`` or ``endobj`` of an object stands; strings and comments are passed over."""
    data = document.data
    while found := _NEXT.search(data, at):
        at = found.end()
        match found[0]:
            case b"(":
                at = _end_of_string(data, at)
            case b"%":
                line = re.compile(rb"[\r\n]").search(data, at)
                at = line.end() if line else len(data)
            case b"<" if data[at : at + 1] == b"<":
                at += 1
            case b"<":
                at = _hex_string(document, found.start(), name)
            case b">":
                continue
            case _:
                return found.start()
    return None


def _end_of_string(data: bytes, at: int) -> int:
    depth = 1
    while depth and at < len(data):
        char = data[at : at + 1]
        if char == b"\\":
            at += 1
        depth += (char == b"(") - (char == b")")
        at += 1
    return at


def _hex_string(document: Document, at: int, name: str) -> int:
    found = _HEX.match(document.data, at)
    if found is None:
        return at + 1
    digits = re.sub(rb"[\x00\t\n\x0c\r ]", b"", found[1])
    if len(digits) % 2 or not re.fullmatch(rb"[0-9A-Fa-f]*", digits):
        document.findings.add("hex-string", "6.1.6", object=name)
    return found.end()


def _stream(document: Document, objgen: tuple[int, int], at: int) -> int | None:
    """Check the keywords around a stream's data; where ``endobj`` should stand."""
    data, findings = document.data, document.findings
    name = f"{objgen[0]} {objgen[1]}"
    start = at + len(b"stream")
    if data.startswith(b"\r\n", start):
        start += 2
    elif data.startswith(b"\n", start):
        start += 1
    else:
        findings.add("stream-start", "6.1.7.1", object=name)
        return None
    try:
        length = number_of(document.pdf.get_object(objgen).get("/Length"))
    except BAD_PDF:
        length = None
    end = start + int(length) if length is not None and length >= 0 else -1
    keyword = re.compile(rb"(?:\r\n|\r|\n)?endstream").match(data, end) if end >= 0 else None
    if keyword is None:
        findings.add("stream-length", "6.1.7.1", object=name)
        return None
    if not keyword[0].startswith(_EOL):
        findings.add("stream-end", "6.1.7.1", object=name)
    after = re.compile(rb"[\x00\t\n\x0c\r ]*").match(data, keyword.end())
    return after.end() if after else keyword.end()


def _stands_alone(data: bytes, at: int, keyword: bytes) -> bool:
    """Whether a keyword has an end of line before and after it."""
    is_there = data.startswith(keyword, at) and data[at - 1 : at] in _EOL
    return is_there and data[at + len(keyword) : at + len(keyword) + 1] in _EOL
