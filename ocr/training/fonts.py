"""The font files that training lines are drawn with: fetched at build time, never shipped.

Every family is an npm package with web subsets of its faces. The subsets latin, latin-ext and
vietnamese of one face are merged into one file, and the face counts when it draws all letters.
"""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

from digitizer.domain.errors import EnvironmentFault
from ocr.training.text.alphabet import ALPHABET, VIETNAMESE

_SUBSETS = ("latin", "latin-ext", "vietnamese")
_WEIGHTS = ("400", "700")
_SLANTS = ("normal", "italic")
# Layout rules would draw ligatures and contextual forms that the merged subsets break.
_DROPPED_TABLES = ["GSUB", "GPOS", "GDEF", "kern", "DSIG", "MATH", "STAT", "fvar", "gvar", "HVAR"]
_INDEX = "faces.json"


@dataclass(frozen=True, slots=True)
class Family:
    """One package: ``style`` is serif, sans, mono or hand; ``split`` train or unseen; ``weight``
    says how often it is drawn beside the others."""

    package: str
    version: str
    licence: str
    style: str
    split: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Face:
    """One font file and the characters of the alphabet that it has."""

    path: Path
    family: str
    style: str
    split: str
    weight: float
    letters: frozenset[str]


def families() -> tuple[Family, ...]:
    """The families of fonts.toml."""
    listed = tomllib.loads(
        resources.files("ocr.training").joinpath("fonts.toml").read_text("utf-8")
    )
    return tuple(Family(**entry) for entry in listed["family"])


def fetch_faces(folder: Path) -> tuple[Face, ...]:
    """Install the packages with npm below ``folder`` and merge their faces into font files.

    Raises EnvironmentFault ``npm-failed`` when npm is missing or cannot install.
    """
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
    (folder / _INDEX).write_text(json.dumps(index, ensure_ascii=False, indent=1), encoding="utf-8")
    return load_faces(folder)


def load_faces(folder: Path) -> tuple[Face, ...]:
    """The faces that :func:`fetch_faces` left in a folder."""
    try:
        index = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise EnvironmentFault("training-fonts-missing", folder=str(folder)) from error
    return tuple(
        Face(
            folder / entry["file"],
            entry["package"],
            entry["style"],
            entry["split"],
            entry["weight"],
            frozenset(entry["letters"]),
        )
        for entry in index
    )


def _install(folder: Path, wanted: tuple[Family, ...]) -> None:
    packages = [f"@fontsource/{family.package}@{family.version}" for family in wanted]
    options = ["--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    try:
        subprocess.run(["npm", "install", *options, *packages], check=True)  # noqa: S603, S607
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        raise EnvironmentFault("npm-failed") from error


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
