"""Exercises: a workspace of its own inside the real one, with invented cases of known truth.

The scans are read by the real reader, so that its doubts and its errors are those of the day's
work. Nothing in there can reach a real batch, an export or a figure of the real workspace: it has
its own database, and a package cannot be made of it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from digitizer.bootstrap.sampling import SampleWish, write_samples
from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import PRACTICE_MARK, Workstation
from digitizer.domain.errors import InvalidInput
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.practice import Level, Marked, misses
from digitizer.domain.schema import DocumentType, Need
from digitizer.domain.values.canonical import shown_for
from digitizer.domain.values.text import clean
from digitizer.samples import ALL_LAYOUTS
from digitizer.workflow.ports import CaseFilter

_TRUTH = "truth"
_AT_ONCE = 500
_DAMAGES: Mapping[Level, tuple[str, ...]] = {
    Level.CLEAN: ("clean",),
    Level.USUAL: ("clean", "skew", "noise", "jpeg", "stamp"),
    Level.HARD: ("mix", "faded", "show_through", "shadow", "low_dpi"),
}


@dataclass(frozen=True, slots=True)
class Exercise:
    """What to practise: a document type, how damaged, how many cases."""

    document_type: str
    level: Level
    cases: int


def practice_folder(workspace: Path, person: str) -> Path:
    """Where this person practises; it need not be there. The name says nothing of the person."""
    name = sha256(clean(person).encode()).hexdigest()[:16]
    return workspace.resolve() / "practice" / name


def open_practice(workspace: Path, person: str, language: str) -> Workstation:
    """The person's practice workspace, made where there is none."""
    folder = practice_folder(workspace, person)
    if not (folder / PRACTICE_MARK).exists():
        folder.mkdir(parents=True, exist_ok=True)
        create_workspace(folder)
        (folder / _TRUTH).mkdir()
        (folder / PRACTICE_MARK).write_text("practice\n", encoding="utf-8")
    return open_workspace(folder, person, language)


def discard(workspace: Path, person: str) -> bool:
    """Throw the person's exercises away; whether there were any."""
    folder = practice_folder(workspace, person)
    if not (folder / PRACTICE_MARK).exists():
        return False
    shutil.rmtree(folder)
    return True


def set_exercise(station: Workstation, exercise: Exercise) -> Sequence[str]:
    """Put invented scans into the inbox of a practice workspace, other ones each time; their
    names. Raises InvalidInput ``practice-no-samples`` for a type that has none whose paper alone
    makes a whole record."""
    doc_type = station.catalog.types.get(exercise.document_type)
    if doc_type is None:
        raise InvalidInput("unknown-type", type=exercise.document_type)
    truths = station.folders.root / _TRUTH
    turn = len(list(truths.iterdir())) + 1
    with TemporaryDirectory(dir=station.folders.work) as folder:
        layouts = _whole_layouts(doc_type, Path(folder) / "tried")
        if not layouts:
            raise InvalidInput("practice-no-samples", type=exercise.document_type)
        wish = SampleWish((), (), _DAMAGES[exercise.level], "", layouts)
        names = []
        for made in write_samples(Path(folder) / "made", exercise.cases, turn, wish=wish):
            name = f"luyen-tap-{turn:05d}-{made.path.name}"
            shutil.copyfile(made.truth_path, truths / f"{name}.json")
            shutil.copyfile(made.path, station.inbox / name)
            names.append(name)
    return names


def marks(station: Workstation) -> Sequence[Marked]:
    """The finished cases of a practice workspace, marked; the oldest first."""
    found: list[Marked] = []
    where = CaseFilter(state=CaseState.CHECKED)
    for summary in station.case_summaries(where, limit=_AT_ONCE):
        view = station.case_view(summary.id)
        if view.case.record is None or view.document_type is None:
            continue
        truth = _truth(station.folders.root / _TRUTH / f"{summary.scan_name}.json")
        wrong = misses(
            view.case.record,
            view.document_type,
            truth,
            lambda spec, right: shown_for(station.catalog, spec, right),
        )
        count = len(view.document_type.fields)
        key = view.document_type.key
        found.append(Marked(summary.id, summary.scan_name, key, count, wrong))
    return found


def _whole_layouts(doc_type: DocumentType, folder: Path) -> tuple[str, ...]:
    """The layouts that print every field without which no case may leave."""
    required = {spec.key for spec in doc_type.fields if spec.need is Need.REQUIRED}
    single = (
        name
        for name, layout in ALL_LAYOUTS.items()
        if layout.document_type == doc_type.key and layout.cases == 1
    )
    whole = []
    for name in islice(single, _AT_ONCE):
        (made,) = write_samples(folder / name, 1, 1, damage="clean", layout=name)
        if required <= set(_truth(made.truth_path)):
            whole.append(name)
    return tuple(whole)


def _truth(path: Path) -> Mapping[str, str]:
    data = json.loads(path.read_text(encoding="utf-8"))
    return {key: field["value"] for key, field in data["cases"][0]["fields"].items()}
