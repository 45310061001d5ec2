"""Clauses 6.2.11.3.1 and 6.2.11.3.3: the mapping of codes to the characters of a composite font."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Object

from exports.pdfa.rules.findings import BAD_PDF, Document, entry, number_of, text_of
from exports.pdfa.rules.unpacking import unpacked

LARGEST_CID = 65535
_RANGES = re.compile(rb"begincid(range|char)(.*?)endcid", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(\d+)")
_CHAR = re.compile(rb"<[0-9A-Fa-f\s]+>\s*(\d+)")
_MODE = re.compile(rb"/WMode\s+(\d)\s+def")
_USED = re.compile(rb"/([^\s/]+)\s+usecmap")
# ISO 32000-1, table 118.
_PREDEFINED_NAMES = """
GB-EUC-H GB-EUC-V GBpc-EUC-H GBpc-EUC-V GBK-EUC-H GBK-EUC-V GBKp-EUC-H GBKp-EUC-V GBK2K-H
GBK2K-V UniGB-UCS2-H UniGB-UCS2-V UniGB-UTF16-H UniGB-UTF16-V B5pc-H B5pc-V HKscs-B5-H
HKscs-B5-V ETen-B5-H ETen-B5-V ETenms-B5-H ETenms-B5-V CNS-EUC-H CNS-EUC-V UniCNS-UCS2-H UniCNS-
UCS2-V UniCNS-UTF16-H UniCNS-UTF16-V 83pv-RKSJ-H 90ms-RKSJ-H 90ms-RKSJ-V 90msp-RKSJ-H 90msp-
RKSJ-V 90pv-RKSJ-H Add-RKSJ-H Add-RKSJ-V EUC-H EUC-V Ext-RKSJ-H Ext-RKSJ-V H V UniJIS-UCS2-H
UniJIS-UCS2-V UniJIS-UCS2-HW-H UniJIS-UCS2-HW-V UniJIS-UTF16-H UniJIS-UTF16-V KSC-EUC-H KSC-
EUC-V KSCms-UHC-H KSCms-UHC-V KSCms-UHC-HW-H KSCms-UHC-HW-V KSCpc-EUC-H UniKS-UCS2-H UniKS-
UCS2-V UniKS-UTF16-H UniKS-UTF16-V Identity-H Identity-V
"""
_PREDEFINED = frozenset(_PREDEFINED_NAMES.split())


def check_mapping(
    document: Document, font: str, encoding: Object | None, descendant: Object
) -> None:
    """``encoding`` is the name of a CMap or the stream of an embedded one."""
    findings = document.findings
    if not isinstance(encoding, pikepdf.Stream):
        if text_of(encoding) not in _PREDEFINED:
            findings.add("mapping-unknown", "6.2.11.3.3", font=font, name=text_of(encoding))
        return
    own, other = entry(encoding, "/CIDSystemInfo"), entry(descendant, "/CIDSystemInfo")
    if own is not None and other is not None and _system(own) != _system(other):
        findings.add("mapping-differs", "6.2.11.3.1", font=font)
    try:
        data = unpacked(encoding)
    except BAD_PDF:
        return
    mode = _MODE.search(data)
    if mode and int(mode[1]) != (number_of(entry(encoding, "/WMode")) or 0):
        findings.add("mapping-differs", "6.2.11.3.3", font=font)
    for name in _USED.findall(data):
        if name.decode("latin-1") not in _PREDEFINED:
            findings.add("mapping-unknown", "6.2.11.3.3", font=font, name=name.decode("latin-1"))
    _numbers(document, font, data)


def _numbers(document: Document, font: str, data: bytes) -> None:
    for kind, body in _RANGES.findall(data):
        if kind == b"range":
            last = (
                int(start) + int(_digits(high), 16) - int(_digits(low), 16)
                for low, high, start in _RANGE.findall(body)
            )
        else:
            last = (int(cid) for cid in _CHAR.findall(body))
        if any(cid > LARGEST_CID for cid in last):
            document.findings.add("limit-cid", "6.1.13", font=font)


def _system(info: Object) -> tuple[str, str]:
    return text_of(entry(info, "/Registry")), text_of(entry(info, "/Ordering"))


def _digits(text: bytes) -> bytes:
    return b"".join(text.split())
