"""One TrueType face, embedded with only the letters that are used.

A composite font with CIDs that are the glyphs of the subset, its widths and the way back to
Unicode: what PDF/A asks of a font, and copied text is right.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

from digitizer.domain.errors import EnvironmentFault, InvalidInput

_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Face:
    """A face for one text: ``glyphs`` numbers the glyph of each letter within the subset."""

    font: TTFontFile
    glyphs: dict[str, int]

    @classmethod
    def of(cls, path: Path, text: str) -> Face:
        """Raises EnvironmentFault ``sheet-font`` for a file that is no TrueType face, InvalidInput
        ``mark-letter`` for a letter that the face lacks."""
        try:
            font = TTFontFile(str(path))
        except (TTFError, OSError) as error:
            raise EnvironmentFault("sheet-font", file=path) from error
        numbers: dict[int, int] = {0: 0}
        glyphs: dict[str, int] = {}
        for letter in sorted(set(text)):
            glyph = font.charToGlyph.get(ord(letter), 0)
            if not glyph:
                raise InvalidInput("mark-letter", letter=letter, file=path.name)
            glyphs[letter] = numbers.setdefault(glyph, len(numbers))
        return cls(font, glyphs)

    def width(self, text: str, size: float) -> float:
        """In points."""
        return sum(self._advance(letter) for letter in text) * size / _THOUSAND

    def encoded(self, text: str) -> bytes:
        """The text as the hexadecimal string of a content stream."""
        return b"<" + "".join(f"{self.glyphs[letter]:04X}" for letter in text).encode() + b">"

    def embed(self, writer: BasePdfFileWriter) -> generic.IndirectObject:
        """The font's dictionary among the writer's objects."""
        program = self.font.makeSubset([ord(letter) for letter in self.glyphs])
        name = self._name(program)
        stream = generic.StreamObject(
            {pdf_name("/Length1"): generic.NumberObject(len(program))}, stream_data=program
        )
        stream.compress()
        descendant = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Font"),
                pdf_name("/Subtype"): pdf_name("/CIDFontType2"),
                pdf_name("/BaseFont"): name,
                pdf_name("/CIDToGIDMap"): pdf_name("/Identity"),
                pdf_name("/CIDSystemInfo"): generic.DictionaryObject(
                    {
                        pdf_name("/Registry"): generic.pdf_string("Adobe"),
                        pdf_name("/Ordering"): generic.pdf_string("Identity"),
                        pdf_name("/Supplement"): generic.NumberObject(0),
                    }
                ),
                pdf_name("/W"): self._widths(),
                pdf_name("/FontDescriptor"): writer.add_object(
                    self._descriptor(name, writer.add_object(stream))
                ),
            }
        )
        return writer.add_object(
            generic.DictionaryObject(
                {
                    pdf_name("/Type"): pdf_name("/Font"),
                    pdf_name("/Subtype"): pdf_name("/Type0"),
                    pdf_name("/BaseFont"): name,
                    pdf_name("/Encoding"): pdf_name("/Identity-H"),
                    pdf_name("/DescendantFonts"): generic.ArrayObject(
                        [writer.add_object(descendant)]
                    ),
                    pdf_name("/ToUnicode"): writer.add_object(self._to_unicode()),
                }
            )
        )

    def _advance(self, letter: str) -> float:
        return float(self.font.charWidths.get(ord(letter), self.font.defaultWidth))

    def _name(self, program: bytes) -> generic.NameObject:
        digest = hashlib.sha256(program).digest()
        tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        plain = self.font.name
        return pdf_name(f"/{tag}+{plain.decode('ascii') if isinstance(plain, bytes) else plain}")

    def _widths(self) -> generic.ArrayObject:
        by_glyph = {glyph: self._advance(letter) for letter, glyph in self.glyphs.items()}
        pairs = generic.ArrayObject()
        for glyph, width in sorted(by_glyph.items()):
            one = generic.ArrayObject([generic.FloatObject(f"{width:.3f}")])
            pairs.extend([generic.NumberObject(glyph), one])
        return pairs

    def _descriptor(
        self, name: generic.NameObject, program: generic.IndirectObject
    ) -> generic.DictionaryObject:
        font = self.font
        numbers = {
            "/Flags": 4,
            "/ItalicAngle": font.italicAngle,
            "/Ascent": font.ascent,
            "/Descent": font.descent,
            "/CapHeight": font.capHeight,
            "/StemV": font.stemV,
        }
        box = generic.ArrayObject([generic.NumberObject(round(side)) for side in font.bbox])
        return generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/FontDescriptor"),
                pdf_name("/FontName"): name,
                pdf_name("/FontBBox"): box,
                pdf_name("/FontFile2"): program,
                **{
                    pdf_name(key): generic.NumberObject(round(value))
                    for key, value in numbers.items()
                },
            }
        )

    def _to_unicode(self) -> generic.StreamObject:
        pairs = [
            f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>"
            for letter, glyph in self.glyphs.items()
        ]
        blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        body = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
        )
        stream = generic.StreamObject(stream_data=(_CMAP % body).encode("ascii"))
        stream.compress()
        return stream


_CMAP = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
