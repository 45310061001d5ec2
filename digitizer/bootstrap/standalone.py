"""What works without a workspace: reading files, writing samples, verifying packages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from digitizer.domain.case import ScanReading
from digitizer.domain.errors import DigitizerError, InvalidInput, UnreadableFile
from digitizer.domain.package import VerifyReport
from digitizer.domain.schema import Catalog
from digitizer.samples import SampleFile, generate
from digitizer.schemas import load_catalog
from exports import verify_package as verify
from ocr import ReadSettings, read_scan


@dataclass(frozen=True, slots=True)
class FileReading:
    """What reading one file gave: a reading, or the error that stopped it."""

    source: Path
    reading: ScanReading | None
    error: DigitizerError | None


def read_files(
    sources: Sequence[Path], wanted_type: str | None = None
) -> tuple[Catalog, Iterator[FileReading]]:
    """Read files one after another, each as it is asked for. Nothing is stored.

    Raises InvalidInput for a document type that is not installed.
    """
    catalog = load_catalog()
    if wanted_type is not None and wanted_type not in catalog.types:
        raise InvalidInput("unknown-type", type=wanted_type)
    return catalog, (_read(source, catalog, wanted_type) for source in sources)


def _read(source: Path, catalog: Catalog, wanted_type: str | None) -> FileReading:
    with tempfile.TemporaryDirectory(prefix="digitizer-") as folder:
        try:
            reading = read_scan(source, Path(folder), catalog, ReadSettings(), wanted_type)
        except DigitizerError as error:
            return FileReading(source, None, error)
        except OSError as error:
            return FileReading(
                source, None, UnreadableFile("file-not-opened", reason=error.strerror or error)
            )
    return FileReading(source, reading, None)


def write_samples(
    folder: Path,
    count: int,
    seed: int,
    damage: str | None = None,
    layout: str | None = None,
) -> Sequence[SampleFile]:
    """Write invented scans with their truth beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    return generate(folder, count=count, seed=seed, damage=damage, layout=layout)


def verify_package(package: Path) -> VerifyReport:
    return verify(package)
