"""A package rehearsed: made in a folder of its own, looked at as its receiver would, taken away."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from digitizer.domain.errors import DigitizerError, EnvironmentFault, NotAllowed, UnreadableFile
from digitizer.domain.one_by_one import some_of
from digitizer.domain.package import PackageContent, PackageResult
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
        "export-not-of-schema",
        "metadata-field-missing",
        "metadata-field-wrong",
        "case-without-pages",
        "region-outside-page",
        "page-image-unreadable",
        "exporter-refused",
    }
)
_PLACE = "package"
_MOST_REFUSED = 20
"""Cases that may be refused while the package is made, each of which costs making it anew."""


def rehearse(content: PackageContent, pack: Packager, folder: Path) -> Rehearsal:
    """Have ``pack`` make the package below ``folder``, which is removed again, also after a kill by
    the next rehearsal. Cases that cannot stand in a package, or that an exporter refuses, are
    findings, and the package is made of the others.

    Raises what ``pack`` raises for content as a whole, and EnvironmentFault, also
    ``rehearsal-busy`` while another rehearsal runs in the folder.
    """
    with _scratch(folder) as place, spooled(content.cases, folder) as cases:
        whole = replace(content, cases=cases)
        fit, findings = _sorted_out(whole)
        done = Rehearsal(content_sha256(whole), len(cases), findings=findings)
        result, made_of, refused = _packed(replace(whole, cases=some_of(cases, fit)), pack, place)
        findings = (*findings, *refused)
        if result is None:
            return replace(done, findings=findings)
        received = read_received(result, content.profile)
        return replace(
            done,
            columns=received.columns,
            rows=received.rows,
            files=received.files,
            size=received.size,
            findings=(*findings, *findings_in(received, made_of), *_left_behind(place)),
        )


def _packed(
    content: PackageContent, pack: Packager, place: Path
) -> tuple[PackageResult | None, PackageContent, tuple[Finding, ...]]:
    """The package of those cases that no exporter refuses, what it is made of, and what is wrong
    with the others. None instead of a package where no case is left, or too many were refused."""
    findings: list[Finding] = []
    while content.cases:
        try:
            return pack(content, place), content, tuple(findings)
        except (NotAllowed, UnreadableFile) as error:
            refused = error.params.get("case")
            left = [at for at, case in enumerate(content.cases) if str(case.case_id) != refused]
            is_of_one = error.code in _OF_ONE_CASE and len(left) < len(content.cases)
            if not is_of_one:
                raise
            if len(findings) == _MOST_REFUSED:
                more = Problem.error("rehearsal-many-refused", count=str(_MOST_REFUSED))
                return None, content, (*findings, Finding(more))
            findings.append(Finding(_problem_of(error), int(error.params["case"])))
            content = replace(content, cases=some_of(content.cases, left))
            shutil.rmtree(place, ignore_errors=True)
    return None, content, tuple(findings)


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
        return _problem_of(error)
    other = taken.setdefault(names[0].casefold(), case_id)
    if other == case_id:
        return None
    return Problem.error("file-name-collision", name=names[0], case=str(case_id), other=str(other))


def _problem_of(error: DigitizerError) -> Problem:
    params = tuple(sorted(error.params.items()))
    return Problem(error.code, Severity.ERROR, error.params.get("field"), params)


def clear_left_rehearsal(folder: Path) -> bool:
    """Remove what a rehearsal that was killed left in ``folder``; whether nothing is left. One that
    runs now is left alone."""
    place = folder / _PLACE
    if not place.exists():
        return True
    try:
        with FileLock(folder / ".lock", timeout=0):
            shutil.rmtree(place, ignore_errors=True)
            return not place.exists()
    except Timeout:
        return True
    except OSError:
        return False


def _left_behind(place: Path) -> Iterator[Finding]:
    """Remove the package that was looked at; a finding where it could not be."""
    shutil.rmtree(place, ignore_errors=True)
    if place.exists():
        yield Finding(Problem.warning("rehearsal-left", folder=str(place)))


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """An empty folder for one package. Whatever lies there while the lock is held belongs to a
    process that is dead."""
    try:
        folder.mkdir(exist_ok=True)
        with FileLock(folder / ".lock", timeout=_WAIT_SECONDS):
            place = folder / _PLACE
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
