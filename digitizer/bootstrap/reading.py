"""Reading files without a workspace: nothing is stored."""

from __future__ import annotations

import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.manner import read_settings
from digitizer.bootstrap.type_files import load_types, types_of_workspace
from digitizer.domain.case import ScanReading
from digitizer.domain.errors import DigitizerError, InvalidInput
from digitizer.domain.schema import Catalog
from digitizer.settings import Settings, load
from ocr import ProcessReadingPool, ReadSettings, read_scan
from ocr.invoices import is_xml


@dataclass(frozen=True, slots=True)
class FileReading:
    """What reading one file gave: a reading, or the error that stopped it."""

    source: Path
    reading: ScanReading | None
    error: DigitizerError | None


def read_files(
    sources: Sequence[Path], wanted_type: str | None = None, workspace: Path | None = None
) -> tuple[Catalog, Iterator[FileReading]]:
    """Read files on all cores and give the answers in their order. Nothing is stored. With a
    workspace its document types, forms, thresholds and models are used.

    Raises InvalidInput for a document type that is not installed, NotFound for a folder that is no
    workspace, BadSchema for wrong files in it.
    """
    catalog, settings = _manner(workspace)
    if any(source.is_file() and is_xml(source) for source in sources):
        # Faces are looked up with the samples' code, which reading paper does not wait for.
        from digitizer.bootstrap.sheet_fonts import with_sheet_font

        settings = with_sheet_font(settings)
    if wanted_type is not None and wanted_type not in catalog.types:
        raise InvalidInput("unknown-type", type=wanted_type)
    if len(sources) == 1:
        return catalog, iter([_read_here(sources[0], catalog, settings, wanted_type)])
    return catalog, _read_beside(sources, catalog, settings, wanted_type)


def _manner(workspace: Path | None) -> tuple[Catalog, ReadSettings]:
    if workspace is None:
        return types_of_workspace(None), ReadSettings()
    root = workspace.resolve()
    settings = load(root)
    folders = Folders.of(root, settings)
    return load_types(folders, settings), read_settings(settings, folders)


def _read_here(
    source: Path, catalog: Catalog, settings: ReadSettings, wanted_type: str | None
) -> FileReading:
    """Without workers, which take longer to start than one page to read."""
    with _scratch() as folder:
        return _answer(
            source,
            lambda: read_scan(source, folder, catalog, settings, wanted_type),
        )


def _read_beside(
    sources: Sequence[Path], catalog: Catalog, settings: ReadSettings, wanted_type: str | None
) -> Iterator[FileReading]:
    with _scratch() as folder:
        workers = Settings().reading.worker_count
        pool = ProcessReadingPool(catalog, settings, workers, folder)
        try:
            running: deque[tuple[Path, Path, Future[ScanReading]]] = deque()
            for number, source in enumerate(sources):
                pages = folder / str(number)
                running.append((source, pages, pool.submit(source, pages, wanted_type)))
                if len(running) > workers:
                    yield _collect(*running.popleft())
            while running:
                yield _collect(*running.popleft())
        finally:
            pool.close()


def _collect(source: Path, pages: Path, future: Future[ScanReading]) -> FileReading:
    result = _answer(source, future.result)
    shutil.rmtree(pages, ignore_errors=True)
    return result


def _answer(source: Path, read: Callable[[], ScanReading]) -> FileReading:
    try:
        return FileReading(source, read(), None)
    except DigitizerError as error:
        return FileReading(source, None, error)


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder that only this user can open, for page images while they are read."""
    with tempfile.TemporaryDirectory(prefix="digitizer-") as folder:
        yield Path(folder)
