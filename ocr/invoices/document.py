"""An invoice out of a file from anywhere: hostile, half-written and other files are refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from digitizer.domain.errors import UnreadableFile
from digitizer.domain.values.text import clean
from ocr.invoices.layout_file import InvoiceFormat, invoice_format

XML = "application/xml"
_HEAD_BYTES = 256
_WIDE_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_BEGINNING = re.compile(r"\ufeff?\s*<(?:\?xml\b|HDon\b|TDiep\b)")


@dataclass(frozen=True, slots=True)
class Invoice:
    """What an invoice's XML says. ``values`` are texts by field, ``rows`` the texts of each line by
    element; ``version`` is that of its format, ``is_signed`` whether the seller's signature is
    there, which nobody has verified."""

    version: str
    values: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]
    is_signed: bool


def is_xml(path: Path) -> bool:
    """Whether a file begins as XML does, whatever its name. Raises OSError."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    encoding = _WIDE_MARKS.get(head[:2], "utf-8")
    return _BEGINNING.match(head.decode(encoding, errors="replace")) is not None


def load_invoice(path: Path) -> Invoice:
    """The one invoice of a file, alone or in the message that carried it.

    Raises UnreadableFile ``invoice-too-large``, ``invoice-damaged``, ``invoice-forbidden-markup``
    (entities or a document type, which no invoice has), ``invoice-encoding``, ``invoice-none``,
    ``invoice-several``, ``invoice-other-namespace``, ``invoice-incomplete`` or
    ``invoice-too-many-lines``; OSError when the file cannot be opened.
    """
    form = invoice_format()
    with path.open("rb") as stream:
        data = stream.read(form.most_bytes + 1)
    if len(data) > form.most_bytes:
        raise UnreadableFile("invoice-too-large", limit=form.most_bytes // 1_000_000)
    return _invoice(_only_invoice(_parsed(data), form), form)


def _parsed(data: bytes) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableFile("invoice-forbidden-markup") from error
    except ParseError as error:
        line, column = error.position
        raise UnreadableFile("invoice-damaged", line=line, column=column) from error
    except (LookupError, ValueError) as error:
        raise UnreadableFile("invoice-encoding") from error
    return root


def _only_invoice(root: Element, form: InvoiceFormat) -> Element:
    found = list(root.iter(form.root))
    if len(found) == 1:
        return found[0]
    if found:
        raise UnreadableFile("invoice-several", count=len(found))
    if any(_local(element) == form.root for element in root.iter()):
        raise UnreadableFile("invoice-other-namespace")
    raise UnreadableFile("invoice-none")


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _invoice(element: Element, form: InvoiceFormat) -> Invoice:
    for path in form.needed:
        if element.find(path) is None:
            raise UnreadableFile("invoice-incomplete", place=path)
    rows = element.findall(form.rows)
    if len(rows) > form.most_lines:
        raise UnreadableFile("invoice-too-many-lines", count=len(rows), limit=form.most_lines)
    signing = element.find(form.signed_within)
    return Invoice(
        version=_text(element, form.format_version),
        values={key: text for key, path in form.values if (text := _text(element, path))},
        rows=tuple({_local(cell): clean(cell.text or "") for cell in row} for row in rows),
        is_signed=signing is not None
        and any(_local(inner) == form.signature for inner in signing.iter()),
    )


def _text(element: Element, path: str) -> str:
    return clean(element.findtext(path) or "")
