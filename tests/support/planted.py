"""Changes planted at random in a package, and whether verifying it names each.

A change is made in the folder, in a zip of the changed folder, or right in the bytes of the zip;
and some are made by a forger who writes every hash anew, the signature excepted.
"""

from __future__ import annotations

import csv
import json
import random
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from support.resealing import reseal

from digitizer.domain.package import PackageResult, VerifyReport
from digitizer.domain.problems import Problem, Severity
from exports.verify import verify_package

_PLACES = ("", "data/", "data/documents/", "data/more/", "tags/")
_LOCAL_HEADER = 30


@dataclass(frozen=True, slots=True)
class Planted:
    """``names`` are the files that have to be named, ``place`` where the change was made."""

    kind: str
    place: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    planted: Planted
    report: VerifyReport

    @property
    def is_found(self) -> bool:
        return not self.report.is_sound

    @property
    def is_named(self) -> bool:
        """Tables and documents are named as they are called in the payload."""
        named = {name for problem in self.report.problems for name in _names(problem)}
        return all(
            name in named or name.removeprefix("data/") in named for name in self.planted.names
        )


def plant_all(original: PackageResult, work: Path, count: int, seed: int) -> Iterator[Outcome]:
    """Plant ``count`` changes, each in a fresh copy, and verify. Every kind comes in turn."""
    chance = random.Random(seed)
    makers: Sequence[Callable[[PackageResult, Path, random.Random], tuple[Path, Planted]]] = (
        *(_in_folder(kind, place) for kind in _KINDS for place in ("folder", "zip")),
        *(_in_folder(kind, "folder") for kind in _FORGED),
        _bytes_of_zip,
        _bytes_beside_hash,
        _doubled_in_zip,
    )
    for number in range(count):
        place = work / str(number)
        place.mkdir()
        package, planted = makers[number % len(makers)](original, place, chance)
        yield Outcome(planted, verify_package(package))
        shutil.rmtree(place)


def _names(problem: Problem) -> Iterator[str]:
    if problem.severity is Severity.ERROR:
        params = dict(problem.params)
        yield from (params[key] for key in ("name", "list") if key in params)
        if problem.code.startswith("manifest-signature"):
            yield "manifest.p7s"
        elif problem.code.startswith("manifest-"):
            yield "manifest.json"


def _in_folder(
    kind: Callable[[Path, random.Random], set[str]], place: str
) -> Callable[[PackageResult, Path, random.Random], tuple[Path, Planted]]:
    def make(original: PackageResult, work: Path, chance: random.Random) -> tuple[Path, Planted]:
        folder = Path(shutil.copytree(original.folder, work / "package"))
        names = kind(folder, chance)
        planted = Planted(kind.__name__, place, frozenset(names))
        return (_zipped(folder) if place == "zip" else folder), planted

    return make


def _zipped(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in _files(folder):
            archive.write(folder / name, f"package/{name}")
    return path


def _files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def _one_of(folder: Path, chance: random.Random) -> str:
    return chance.choice(_files(folder))


def flip(folder: Path, chance: random.Random) -> set[str]:
    name = _one_of(folder, chance)
    data = bytearray((folder / name).read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    (folder / name).write_bytes(data)
    return {name}


def truncate(folder: Path, chance: random.Random) -> set[str]:
    name = _one_of(folder, chance)
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: chance.randrange(len(data))])
    return {name}


def lengthen(folder: Path, chance: random.Random) -> set[str]:
    name = _one_of(folder, chance)
    with (folder / name).open("ab") as target:
        target.write(chance.choice([b"\n", b"\0" * 10, b"x"]))
    return {name}


def rename(folder: Path, chance: random.Random) -> set[str]:
    name = _one_of(folder, chance)
    path = folder / name
    other = chance.choice([path.name.swapcase(), f"{path.name}.bak", f"x{path.name}"])
    path.rename(path.with_name(other))
    return {name, path.with_name(other).relative_to(folder).as_posix()}


def swap(folder: Path, chance: random.Random) -> set[str]:
    one, two = chance.sample(_files(folder), 2)
    first, second = (folder / one).read_bytes(), (folder / two).read_bytes()
    (folder / one).write_bytes(second)
    (folder / two).write_bytes(first)
    return {one, two}


def add(folder: Path, chance: random.Random) -> set[str]:
    names = ["thêm.txt", "Thumbs.db", "records.xlsx.tmp", "fetch.txt", "manifest-md5.txt"]
    name = chance.choice(_PLACES) + chance.choice(names)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"x")
    return {name}


def delete(folder: Path, chance: random.Random) -> set[str]:
    name = _one_of(folder, chance)
    (folder / name).unlink()
    return {name}


def forged_cell(folder: Path, chance: random.Random) -> set[str]:
    """A cell of the CSV table."""
    path = folder / "data/records.csv"
    with path.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source))
    row, column = chance.randrange(1, len(rows)), chance.randrange(len(rows[0]))
    rows[row][column] += "9"
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target, lineterminator="\r\n").writerows(rows)
    reseal(folder)
    return {"data/records.csv", "manifest.p7s"}


def forged_value(folder: Path, chance: random.Random) -> set[str]:
    """A value of the JSON table."""
    path = folder / "data/records.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    chance.choice(records["records"])["values"]["hoTen"] = "Nguyễn Văn Khác"
    path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    reseal(folder)
    return {"data/records.json", "manifest.p7s"}


def forged_swap(folder: Path, chance: random.Random) -> set[str]:
    """Two documents that change their places."""
    documents = [name for name in _files(folder) if name.startswith("data/documents/")]
    one, two = chance.sample(documents, 2)
    first, second = (folder / one).read_bytes(), (folder / two).read_bytes()
    (folder / one).write_bytes(second)
    (folder / two).write_bytes(first)
    reseal(folder)
    return {one, two, "manifest.p7s"}


def forged_manifest(folder: Path, chance: random.Random) -> set[str]:
    """Another person who answers."""
    reseal(folder, lambda manifest: manifest.update(approved_by=f"Người khác {chance.random()}"))
    return {"manifest.p7s"}


def forged_addition(folder: Path, chance: random.Random) -> set[str]:
    """A file that the bag's lists have and manifest.json has not."""
    name = f"data/documents/{chance.randrange(10**6)}.pdf"
    (folder / name).write_bytes(b"%PDF-1.7\n")
    reseal(folder)
    return {name}


_KINDS = (flip, truncate, lengthen, rename, swap, add, delete)
_FORGED = (forged_cell, forged_value, forged_swap, forged_manifest, forged_addition)


def _bytes_of_zip(
    original: PackageResult, work: Path, chance: random.Random
) -> tuple[Path, Planted]:
    """A bit of the packed bytes of one file, in a zip without the hash beside it. The last byte of
    packed bytes may have bits that mean nothing: a flip that leaves the file as it was is none."""
    path = work / original.archive.name
    while True:
        with zipfile.ZipFile(original.archive) as archive:
            entry = chance.choice(archive.infolist())
            whole = archive.read(entry)
        data = bytearray(original.archive.read_bytes())
        name_size, more = struct.unpack_from("<HH", data, entry.header_offset + _LOCAL_HEADER - 4)
        start = entry.header_offset + _LOCAL_HEADER + name_size + more
        data[start + chance.randrange(entry.compress_size)] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        if _unpacked(path, entry.filename) != whole:
            name = entry.filename.partition("/")[2]
            return path, Planted("flip", "bytes of the zip", frozenset({name}))


def _unpacked(path: Path, name: str) -> bytes | None:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return None


def _bytes_beside_hash(
    original: PackageResult, work: Path, chance: random.Random
) -> tuple[Path, Planted]:
    """A bit anywhere in a zip, also in its directory, with the hash beside it."""
    path = Path(shutil.copy(original.archive, work))
    shutil.copy(f"{original.archive}.sha256", work)
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    return path, Planted("flip", "zip beside its hash", frozenset({path.name}))


def _doubled_in_zip(
    original: PackageResult, work: Path, chance: random.Random
) -> tuple[Path, Planted]:
    """A second file of a name that the zip has already, as some programs show only the last."""
    path = Path(shutil.copy(original.archive, work))
    with zipfile.ZipFile(path) as archive:
        name = chance.choice(archive.namelist())
    stand_in = "?" * len(name)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(stand_in, b"x")
    data = path.read_bytes().replace(stand_in.encode(), name.encode())
    path.write_bytes(data)
    return path, Planted("double", "zip", frozenset({name}))
