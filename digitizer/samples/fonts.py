"""Finds system fonts that have every Vietnamese letter."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import normalize

from PIL import ImageFont

from digitizer.domain.errors import EnvironmentFault

FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
)
PACKAGES = ("fonts-freefont-ttf", "fonts-dejavu-core", "fonts-noto-core", "fonts-linuxlibertine")

_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Letters of minority names and places that the alphabet itself lacks.
_MINORITY = "ĕĭŏŭ"
_UNASSIGNED = "\U0010fffe"

# Label families, as (regular, bold, italic) file names.
_LABEL_FAMILIES = (
    ("LinLibertine_R.otf", "LinLibertine_RB.otf", "LinLibertine_RI.otf"),
    ("FreeSerif.ttf", "FreeSerifBold.ttf", "FreeSerifItalic.ttf"),
    ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf", "NotoSerif-Italic.ttf"),
    ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf"),
)
_VALUE_FILES = {
    "serif_bold": ("FreeSerifBold.ttf", "LinLibertine_RB.otf", "NotoSerif-Bold.ttf"),
    "sans": ("FreeSans.ttf", "NotoSans-Regular.ttf", "DejaVuSans.ttf"),
    "typewriter": ("FreeMono.ttf", "FreeMonoBold.ttf", "DejaVuSansMono.ttf"),
}
VALUE_STYLES = tuple(_VALUE_FILES)


class MissingFontsError(EnvironmentFault):
    """No usable font on this machine; the params name what was looked for and what to install."""

    def __init__(self, style: str, looked_for: Iterable[str]) -> None:
        names, packages = ", ".join(looked_for), " ".join(PACKAGES)
        super().__init__("fonts-missing", style=style, looked_for=names, packages=packages)


@dataclass(frozen=True, slots=True)
class FontFamily:
    """The three faces that labels are set in."""

    regular: Path
    bold: Path
    italic: Path


def vietnamese_letters() -> str:
    """Every letter that Vietnamese papers need, in both cases, composed."""
    toned = [normalize("NFC", v + t) for v in _VOWELS for t in _TONES]
    lower = "".join(dict.fromkeys([*_VOWELS, *toned, *"bcdđghklmnpqrstvxfjwz", *_MINORITY]))
    return lower + lower.upper()


@cache
def _installed() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in FONT_FOLDERS:
        for parent, _, names in os.walk(folder):
            for name in names:
                found.setdefault(name, Path(parent, name))
    return found


@cache
def covers(path: Path, letters: str) -> bool:
    """Whether the font draws each letter as something else than its missing-glyph box."""
    font = load(path, 24)
    box = font.getmask(_UNASSIGNED)
    missing = (box.size, bytes(box))
    for letter in letters:
        mask = font.getmask(letter)
        if (mask.size, bytes(mask)) == missing or not mask.getbbox():
            return False
    return True


@cache
def load(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """A face at a size in pixels, with the layout engine that every machine has."""
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _usable(names: Iterable[str]) -> list[Path]:
    paths = (_installed().get(name) for name in names)
    return [path for path in paths if path and covers(path, vietnamese_letters())]


@cache
def label_families() -> tuple[FontFamily, ...]:
    """The serif families of this machine whose three faces are complete."""
    sets = [_usable(names) for names in _LABEL_FAMILIES]
    families = tuple(FontFamily(*paths) for paths in sets if len(paths) == 3)
    if not families:
        raise MissingFontsError("label", (names[0] for names in _LABEL_FAMILIES))
    return families


@cache
def value_fonts(style: str) -> tuple[Path, ...]:
    """The complete fonts of this machine in one of `VALUE_STYLES`."""
    paths = tuple(_usable(_VALUE_FILES[style]))
    if not paths:
        raise MissingFontsError(style, _VALUE_FILES[style])
    return paths
