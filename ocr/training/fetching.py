"""Fetches the font families with npm and merges the web subsets of each face into one file."""

from __future__ import annotations

import json
import logging
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

from ocr.training.fonts import INDEX, Face, Family, families, load_faces
from ocr.training.text import ALPHABET
from ocr.training.text.alphabet import VIETNAMESE

_SUBSETS = ("latin", "latin-ext", "vietnamese")
_WEIGHTS = ("400", "700")
_SLANTS = ("normal", "italic")
# Layout rules would draw ligatures and contextual forms that the merged subsets break.
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "kern", "DSIG", "MATH", "STAT", "fvar", "gvar", "HVAR")


def fetch_faces(folder: Path) -> tuple[Face, ...]:
    """Install the packages with npm below ``folder`` and merge their faces into font files.

    Raises ClickException when npm is missing or cannot install.
    """
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = families()
    _install(folder, wanted)
    index = []
    for family in wanted:
        for name, parts in _subset_files(folder, family):
            target = folder / f"{name}.ttf"
            if not target.exists():
                _merge(parts, target)
            letters = _letters(target)
            if letters >= set(VIETNAMESE):
                described = {"file": target.name, "letters": "".join(sorted(letters))}
                index.append(described | asdict(family))
    (folder / INDEX).write_text(json.dumps(index, ensure_ascii=False, indent=1), encoding="utf-8")
    return load_faces(folder)


def _install(folder: Path, wanted: tuple[Family, ...]) -> None:
    packages = [f"@fontsource/{family.package}@{family.version}" for family in wanted]
    options = ["--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    try:
        subprocess.run(["npm", "install", *options, *packages], check=True)  # noqa: S603, S607
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        raise click.ClickException("npm is missing or could not install the packages") from error


def _subset_files(folder: Path, family: Family) -> Iterator[tuple[str, list[Path]]]:
    """Each face of a family by name, with the files of its subsets."""
    files = folder / "node_modules" / "@fontsource" / family.package / "files"
    for weight in _WEIGHTS:
        for slant in _SLANTS:
            paths = [
                files / f"{family.package}-{subset}-{weight}-{slant}.woff2" for subset in _SUBSETS
            ]
            parts = [path for path in paths if path.exists()]
            if parts:
                yield f"{family.package}-{weight}-{slant}", parts


def _merge(parts: list[Path], target: Path) -> None:
    """Make one font file of the subsets."""
    with TemporaryDirectory() as scratch:
        plain = []
        for part in parts:
            font = TTFont(part)
            font.flavor = None
            for table in _DROPPED_TABLES:
                if table in font:
                    del font[table]
            plain.append(str(Path(scratch, part.with_suffix(".ttf").name)))
            font.save(plain[-1])
        Merger().merge(plain).save(target)


def _letters(path: Path) -> frozenset[str]:
    """The characters of the alphabet that a font file maps to a glyph."""
    mapped = TTFont(path).getBestCmap()
    return frozenset(char for char in ALPHABET if ord(char) in mapped)
