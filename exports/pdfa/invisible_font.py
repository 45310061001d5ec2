"""The font of the invisible layer: one glyph, so that any text stands in any place.

Nothing of it is ever painted; the glyph is a plain box, since some readers take no notice of
letters without extent. A code of two bytes stands for each character of a document in the
order of its first use; ``ToUnicode`` says which, also for characters beyond the first plane.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from exports.pdfa.streams import packed

GLYPH_WIDTH = 500
"""Of every character, in thousandths of the font size."""

ASCENT, DESCENT = 800, -200
_NAME = "DGTZIV+Invisible"
_UNITS = 1000
_GLYPH = 1
_BLOCK = 100


class Letters:
    """The codes of one document's characters."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def encode(self, text: str) -> bytes:
        """Two bytes a character. Raises ValueError when a document has more than 65,535 kinds."""
        codes = [self._codes.setdefault(char, len(self._codes) + 1) for char in text]
        if len(self._codes) > 0xFFFF:
            raise ValueError("too many kinds of characters")
        return struct.pack(f">{len(codes)}H", *codes)

    def font(self, pdf: Pdf) -> pikepdf.Object:
        """The font as an indirect object of a document; to be made when all text is encoded."""
        program = _font_file()
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(f"/{_NAME}"),
            Flags=4,
            FontBBox=[0, DESCENT, GLYPH_WIDTH, ASCENT],
            ItalicAngle=0,
            Ascent=ASCENT,
            Descent=DESCENT,
            CapHeight=ASCENT,
            StemV=80,
            FontFile2=packed(pdf, program, Length1=len(program)),
        )
        to_glyphs = struct.pack(">H", 0) + struct.pack(">H", _GLYPH) * len(self._codes)
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name(f"/{_NAME}"),
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            DW=GLYPH_WIDTH,
            CIDToGIDMap=packed(pdf, to_glyphs),
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{_NAME}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)],
            ToUnicode=packed(pdf, _to_unicode(self._codes)),
        )
        return pdf.make_indirect(font)


def _to_unicode(codes: dict[str, int]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    entries = [
        f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in codes.items()
    ]
    for start in range(0, len(entries), _BLOCK):
        some = entries[start : start + _BLOCK]
        lines += [f"{len(some)} beginbfchar", *some, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""]
    return "\n".join(lines).encode("ascii")


def _font_file() -> bytes:
    """A TrueType program of two glyphs: an empty ``.notdef`` and a box as large as a letter."""
    metrics = struct.pack(">HhHh", GLYPH_WIDTH, 0, GLYPH_WIDTH, 0)
    bounds = struct.pack(">4h", 0, DESCENT, GLYPH_WIDTH, ASCENT)
    # Without dates of its own, so that the same text makes the same bytes.
    head = struct.pack(">2I2I2H2Q", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _UNITS, 0, 0)
    head += bounds + struct.pack(">2H3h", 0, 8, 2, 0, 0)
    hhea = struct.pack(">I3hH", 0x10000, ASCENT, DESCENT, 0, GLYPH_WIDTH)
    hhea += struct.pack(">3h3h5hH", 0, 0, GLYPH_WIDTH, 1, 0, 0, 0, 0, 0, 0, 0, 2)
    maxp = struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, *(0,) * 8)
    cmap = struct.pack(">4HI", 0, 1, 1, 0, 12) + struct.pack(">3H", 0, 262, 0) + bytes(256)
    box = struct.pack(">h", 1) + bounds + struct.pack(">2H", 3, 0) + bytes([1] * 4)
    box += struct.pack(">4h", 0, GLYPH_WIDTH, 0, -GLYPH_WIDTH)
    box += struct.pack(">4h", DESCENT, 0, ASCENT - DESCENT, 0)
    post = struct.pack(">2I2h5I", 0x30000, 0, 0, 0, 0, 0, 0, 0, 0)
    return _assembled(
        {
            b"cmap": cmap,
            b"glyf": box,
            b"head": head,
            b"hhea": hhea,
            b"hmtx": metrics,
            b"loca": struct.pack(">3H", 0, 0, len(box) // 2),
            b"maxp": maxp,
            b"post": post,
        }
    )


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(
        ">I4H", 0x10000, count, power * 16, power.bit_length() - 1, (count - power) * 16
    )
    offset, directory, body = len(head) + 16 * count, b"", b""
    places = {}
    for tag, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        directory += tag + struct.pack(">3I", _checksum(padded), offset + len(body), len(data))
        places[tag] = offset + len(body)
        body += padded
    whole = bytearray(head + directory + body)
    adjustment = (0xB1B0AFBA - _checksum(bytes(whole))) & 0xFFFFFFFF
    struct.pack_into(">I", whole, places[b"head"] + 8, adjustment)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    numbers: Iterable[int] = (number for (number,) in struct.iter_unpack(">I", data))
    return sum(numbers) & 0xFFFFFFFF
