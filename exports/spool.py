"""Long lists kept on the disk while a package is made, so that memory does not follow its cases."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TypeVar

from digitizer.domain.one_by_one import OneByOne
from digitizer.domain.package import ExportCase
from digitizer.domain.page import TextLine

_T_co = TypeVar("_T_co", covariant=True)
_Lines = Callable[[], Sequence[TextLine]]


class Spool(OneByOne[_T_co]):
    """What was given, in a file without a name in ``folder``: nobody else opens it, and it is gone
    with the program, also after a kill. Raises OSError, in use as well."""

    def __init__(self, items: Iterable[_T_co], folder: Path) -> None:
        self._lock, self._starts = Lock(), array("Q", [0])
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by close()
        try:
            for item in items:
                self._file.write(pickle.dumps(item, pickle.HIGHEST_PROTOCOL))
                self._starts.append(self._file.tell())
        except BaseException:
            self._file.close()
            raise

    def close(self) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._starts) - 1

    def _item(self, at: int) -> _T_co:
        start, end = self._starts[at : at + 2]
        with self._lock:
            self._file.seek(start)
            data = self._file.read(end - start)
        # Never from outside: this program wrote the bytes, into a file that nobody else has.
        found: _T_co = pickle.loads(data)  # noqa: S301
        return found


class CaseSpool(OneByOne[ExportCase]):
    """A spool of cases; what brings the lines of their pages stays in memory."""

    def __init__(self, cases: Iterable[ExportCase], folder: Path) -> None:
        self._lines: list[tuple[_Lines, ...]] = []
        self._cases = Spool(self._apart(cases), folder)

    def close(self) -> None:
        self._cases.close()

    def __len__(self) -> int:
        return len(self._cases)

    def _item(self, at: int) -> ExportCase:
        case = self._cases[at]
        pages = zip(case.pages, self._lines[at], strict=True)
        return replace(case, pages=tuple(replace(page, lines=lines) for page, lines in pages))

    def _apart(self, cases: Iterable[ExportCase]) -> Iterator[ExportCase]:
        for case in cases:
            self._lines.append(tuple(page.lines for page in case.pages))
            yield replace(case, pages=tuple(replace(page, lines=tuple) for page in case.pages))


@contextmanager
def spooled(cases: Iterable[ExportCase], folder: Path) -> Iterator[CaseSpool]:
    """The cases, each asked for once, until the end of the block. Raises OSError."""
    spool = CaseSpool(cases, folder)
    try:
        yield spool
    finally:
        spool.close()
