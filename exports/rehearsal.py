"""A package rehearsed: made in a folder of its own, looked at as its receiver would, taken away."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from digitizer.domain.errors import EnvironmentFault, NotAllowed
from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.rehearsal import Finding, Rehearsal, content_sha256
from digitizer.workflow.ports import Packager
from exports.file_names import file_names
from exports.received import read_received
from exports.receiver_checks import findings_in
from exports.rows import Row, build_table
from exports.spool import spooled

_WAIT_SECONDS = 10.0
_OF_ONE_CASE = frozenset(
    {
        "file-name-part-missing",
        "file-name-too-long",
        "case-of-another-type",
        "export-code-unknown",
        "export-illegal-character",
        "export-text-too-long",
    }
)


def rehearse(content: PackageContent, pack: Packager, folder: Path) -> Rehearsal:
    """Have ``pack`` make the package below ``folder``, which is removed again, also after a kill by
    the next rehearsal. Cases that cannot stand in a package are findings, and the package is made
    of the others.

    Raises what ``pack`` raises for content as a whole, and EnvironmentFault, also
    ``rehearsal-busy`` while another rehearsal runs in the folder.
    """
    with _scratch(folder) as place, spooled(content.cases, folder) as cases:
        whole = replace(content, cases=cases)
        fit, findings = _sorted_out(whole)
        done = Rehearsal(content_sha256(whole), len(cases), findings=findings)
        if not fit:
            return done
        with spooled((cases[at] for at in fit), folder) as those:
            made_of = replace(whole, cases=those)
            result = pack(made_of, place)
            received = read_received(result, content.profile)
            return replace(
                done,
                columns=received.columns,
                rows=received.rows,
                files=received.files,
                size=received.size,
                findings=(*findings, *findings_in(received, made_of)),
                signed_by=received.signed_by,
            )


def _sorted_out(content: PackageContent) -> tuple[Sequence[int], tuple[Finding, ...]]:
    """The places of the cases that can stand in a package together, and what is wrong with the
    others."""
    try:
        build_table(content, file_names(content), _forgotten)
    except NotAllowed:
        return _one_by_one(content)
    return range(len(content.cases)), ()


def _forgotten(rows: Iterator[Row]) -> Sequence[Row]:
    """The rows are made, to see whether they can be, and not kept."""
    deque(rows, maxlen=0)
    return ()


def _one_by_one(content: PackageContent) -> tuple[Sequence[int], tuple[Finding, ...]]:
    fit: list[int] = []
    findings: list[Finding] = []
    taken: dict[str, int] = {}
    for at, case in enumerate(content.cases):
        problem = _fault_of(replace(content, cases=(case,)), taken)
        if problem is None:
            fit.append(at)
        else:
            findings.append(Finding(problem, case.case_id))
    return fit, tuple(findings)


def _fault_of(one: PackageContent, taken: dict[str, int]) -> Problem | None:
    """``one`` has one case; ``taken`` are the names of those before it."""
    case_id = one.cases[0].case_id
    try:
        names: Sequence[str] = file_names(one)
        build_table(one, names)
    except NotAllowed as error:
        if error.code not in _OF_ONE_CASE:
            raise
        params = tuple(sorted(error.params.items()))
        return Problem(error.code, Severity.ERROR, error.params.get("field"), params)
    other = taken.setdefault(names[0].casefold(), case_id)
    if other == case_id:
        return None
    return Problem.error("file-name-collision", name=names[0], case=str(case_id), other=str(other))


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """An empty folder for one package. Whatever lies there while the lock is held belongs to a
    process that is dead."""
    try:
        folder.mkdir(exist_ok=True)
        with FileLock(folder / ".lock", timeout=_WAIT_SECONDS):
            place = folder / "package"
            shutil.rmtree(place, ignore_errors=True)
            try:
                yield place
            finally:
                shutil.rmtree(place, ignore_errors=True)
    except Timeout as error:
        raise EnvironmentFault("rehearsal-busy", folder=folder) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("rehearsal-not-written", folder=folder, reason=reason) from error
