"""The look of a mark: text in an embedded face, an image without half-transparent pixels, so that
an archive copy (PDF/A) stays one."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from pyhanko.pdf_utils import content, generic, layout
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp.base import BaseStamp, BaseStampStyle

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.signatures import Mark
from exports.signing.face import Face
from exports.signing.marks import MarkText, mark_rules

POINTS_PER_MM = 72 / 25.4
_LEADING = 1.2
_DEPTH = 0.22
"""How far letters go below their line, in sizes."""
_IMAGE_DPI = 300
_LARGEST_IMAGE = 32 * 2**20
_MOST_PIXELS = 40_000_000
_OPAQUE = 128
_TURNS = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of text and the face that has all their letters."""

    lines: tuple[str, ...]
    face: Face


@dataclass(frozen=True, slots=True)
class Picture:
    """A mark ready to be drawn: its size in points, upright."""

    width: int
    height: int
    shows: Lettering | Image.Image

    @classmethod
    def of(cls, mark: Mark, text: MarkText, find_face: Callable[[], Path]) -> Picture:
        """Raises InvalidInput ``mark-image-wrong``, EnvironmentFault ``mark-image-no-io`` and what
        :meth:`Face.of` raises."""
        if mark.image is not None:
            image = _loaded(mark.image, mark.image_width)
            width = mark.image_width * POINTS_PER_MM
            height = width * image.height / image.width
            return cls(math.ceil(width), math.ceil(height), image)
        face = Face.of(find_face(), "".join(text.lines) + " ")
        rule = mark_rules().text
        lines = tuple(
            part
            for line in text.lines
            for part in _wrapped(line, face, rule.size, rule.widest_mm * POINTS_PER_MM)
        )
        width = max(face.width(line, rule.size) for line in lines)
        height = rule.size * _LEADING * len(lines)
        return cls(math.ceil(width), math.ceil(height), Lettering(lines, face))


@dataclass(frozen=True)
class MarkStyle(BaseStampStyle):
    """What the signing library asks for a look; ``turn`` is the rotation of the page (degrees)."""

    picture: Picture = field(kw_only=True)
    turn: int = 0

    def create_stamp(
        self, writer: BasePdfFileWriter, box: layout.BoxConstraints, text_params: dict[str, str]
    ) -> BaseStamp:
        return _Appearance(writer, self)


class _Appearance(BaseStamp):
    def __init__(self, writer: BasePdfFileWriter, style: MarkStyle) -> None:
        picture = style.picture
        super().__init__(writer, style, layout.BoxConstraints(picture.width, picture.height))
        self._picture, self._turn = picture, style.turn

    def render(self) -> bytes:
        picture, writer = self._picture, self._ensure_writer
        if isinstance(picture.shows, Image.Image):
            image = _image_object(picture.shows, writer)
            self.set_resource(content.ResourceType.XOBJECT, pdf_name("/Im0"), image)
            return b"q %d 0 0 %d 0 0 cm /Im0 Do Q" % (picture.width, picture.height)
        font = picture.shows.face.embed(writer)
        self.set_resource(content.ResourceType.FONT, pdf_name("/F0"), font)
        return _text(picture.shows, picture.width, picture.height)

    def as_form_xobject(self) -> generic.StreamObject:
        form = super().as_form_xobject()
        form[pdf_name("/Matrix")] = generic.ArrayObject(
            [generic.NumberObject(part) for part in (*_TURNS[self._turn], 0, 0)]
        )
        return form


def _text(letters: Lettering, width: int, height: int) -> bytes:
    """Black lines, flush right, from the top."""
    size = mark_rules().text.size
    parts = [b"BT 0 g /F0 %g Tf" % size]
    for number, line in enumerate(letters.lines, start=1):
        left = width - letters.face.width(line, size)
        base = height - size * _LEADING * number + size * _DEPTH
        parts.append(b"1 0 0 1 %.3f %.3f Tm %s Tj" % (left, base, letters.face.encoded(line)))
    return b"\n".join([*parts, b"ET"])


def _wrapped(line: str, face: Face, size: float, widest: float) -> list[str]:
    """The line in pieces that are no wider than allowed, broken between words."""
    pieces: list[str] = []
    for word in line.split(" "):
        if pieces and face.width(f"{pieces[-1]} {word}", size) <= widest:
            pieces[-1] = f"{pieces[-1]} {word}"
        else:
            pieces.append(word)
    return pieces


def _loaded(file: Path, width_mm: float) -> Image.Image:
    """RGBA, at most as fine as print shows."""
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST_IMAGE)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("mark-image-no-io", file=file, reason=reason) from error
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as found:
            if found.width * found.height > _MOST_PIXELS:
                raise InvalidInput("mark-image-wrong", file=file)
            image = found.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise InvalidInput("mark-image-wrong", file=file) from error
    most = max(1, round(width_mm / 25.4 * _IMAGE_DPI))
    if image.width > most:
        image = image.resize((most, max(1, round(image.height * most / image.width))))
    return image


def _image_object(image: Image.Image, writer: BasePdfFileWriter) -> generic.IndirectObject:
    hidden = image.getchannel("A").point(lambda alpha: 255 if alpha < _OPAQUE else 0)
    mask = _stream(image, hidden.convert("1").tobytes(), {"/ImageMask": True}, 1)
    plain = _stream(
        image,
        image.convert("RGB").tobytes(),
        {"/ColorSpace": "/DeviceRGB"},
        8,
    )
    plain[pdf_name("/Mask")] = writer.add_object(mask)
    return writer.add_object(plain)


def _stream(
    image: Image.Image, data: bytes, more: dict[str, str | bool], bits: int
) -> generic.StreamObject:
    entries: dict[generic.NameObject, generic.PdfObject] = {
        pdf_name("/Type"): pdf_name("/XObject"),
        pdf_name("/Subtype"): pdf_name("/Image"),
        pdf_name("/Width"): generic.NumberObject(image.width),
        pdf_name("/Height"): generic.NumberObject(image.height),
        pdf_name("/BitsPerComponent"): generic.NumberObject(bits),
    }
    for key, value in more.items():
        entries[pdf_name(key)] = (
            generic.BooleanObject(value) if isinstance(value, bool) else pdf_name(value)
        )
    stream = generic.StreamObject(entries, stream_data=data)
    stream.compress()
    return stream
