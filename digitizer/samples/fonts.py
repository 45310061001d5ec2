"""Finds system fonts that have every Vietnamese letter."""

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from unicodedata import normalize

from PIL import ImageFont

from digitizer.domain.errors import EnvironmentFault

FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    # Where Debian puts TeX Gyre and Latin Modern.
    Path("/usr/share/texmf/fonts"),
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
HAND = "hand"


class MissingFontsError(EnvironmentFault):
    """No usable font on this machine; the params name what was looked for and what to install."""

    def __init__(
        self, style: str, looked_for: Iterable[str], packages: Iterable[str] = PACKAGES
    ) -> None:
        super().__init__(
            "fonts-missing",
            style=style,
            looked_for=", ".join(looked_for),
            packages=" ".join(packages),
        )


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


@dataclass(frozen=True, slots=True)
class _Listed:
    """Faces of one family; `style` is empty for labels, the rest for those of a plain run."""

    files: tuple[str, ...]
    package: str = ""
    split: str = ""
    style: str = ""


@cache
def _listed() -> tuple[_Listed, ...]:
    """The faces of `faces.toml`."""
    table = tomllib.loads(files(__package__).joinpath("faces.toml").read_text(encoding="utf-8"))
    entries: list[dict[str, Any]] = [*table["label"], *table["value"]]
    return tuple(
        _Listed(tuple(one["files"]), one["package"], one["split"], one.get("style", ""))
        for one in entries
    )


def _of_split(split: str, style: str) -> list[_Listed]:
    return [one for one in _listed() if one.style == style and split in (one.split, "all")]


@cache
def label_families(split: str = "") -> tuple[FontFamily, ...]:
    """The serif families of this machine whose three faces are complete: the few that a plain run
    knows, or with a split those of `faces.toml` that are in it ("all" for both)."""
    listed = _of_split(split, "") if split else [_Listed(names) for names in _LABEL_FAMILIES]
    sets = [_usable(one.files) for one in listed]
    families = tuple(FontFamily(*paths) for paths in sets if len(paths) == 3)
    if not families:
        raise MissingFontsError("label", (one.files[0] for one in listed), _packages(listed))
    return families


@cache
def value_fonts(style: str, split: str = "") -> tuple[Path, ...]:
    """The complete fonts of this machine in one of `VALUE_STYLES`, or in `HAND` with a split."""
    listed = _of_split(split, style) if split else [_Listed(_VALUE_FILES[style])]
    paths = tuple(path for one in listed for path in _usable(one.files))
    if not paths:
        names = [name for one in listed for name in one.files]
        raise MissingFontsError(style, names, _packages(listed))
    return paths


def _packages(listed: Iterable[_Listed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.package for one in listed if one.package)) or PACKAGES
