"""A person's practice workspace, from within: setting exercises, making their scans, marking.

The scans are read by the real reader, so that its doubts and its errors are those of the day's
work. Nothing in there can reach a real batch, an export or a figure of the real workspace: it has
its own database, and a package cannot be made of it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from random import SystemRandom
from tempfile import TemporaryDirectory

from digitizer.bootstrap.practice_files import PracticeFiles, writing
from digitizer.bootstrap.practice_rule import training_rule
from digitizer.bootstrap.sampling import SampleWish, write_samples
from digitizer.domain.case import Case
from digitizer.domain.changes import Actor
from digitizer.domain.errors import InvalidInput
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.pace import Step
from digitizer.domain.practice import (
    Exercise,
    Marked,
    Miss,
    PaperPiece,
    PracticeView,
    misses,
    seconds_by_case,
)
from digitizer.domain.schema import Catalog, DocumentType, Need
from digitizer.domain.values.canonical import shown_for
from digitizer.samples import ALL_LAYOUTS
from digitizer.samples.layouts import Layout
from digitizer.workflow import correct
from digitizer.workflow.lists import AS_ARRIVED
from digitizer.workflow.overview import page_among, pages_of_case
from digitizer.workflow.ports import CaseFilter, Ports, UnitOfWork
from digitizer.workflow.receive import READ_JOB

_ALL = 100_000
_SEEDS = 2**31
_OPEN = (CaseState.TO_CHECK, CaseState.RETURNED)
_EVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class PracticeRoom:
    """``layouts`` remembers which samples of a type print a whole record."""

    files: PracticeFiles
    ports: Ports
    actor: Actor
    inbox: Path
    layouts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def set_exercise(self, exercise: Exercise, reason: str) -> Exercise:
        """Begin an exercise; what is left of the one before is set aside for ``reason``.

        Raises InvalidInput ``unknown-type``, ``practice-no-samples`` for a type that has no
        sample whose paper alone makes a whole record, and what PracticeFiles raises."""
        self._whole_layouts(exercise.document_type)
        before = self.files.exercise()
        number = max(before.number if before else 0, self.files.last_number()) + 1
        numbered = replace(exercise, number=number)
        self._clear(reason)
        self.files.set_exercise(numbered)
        return numbered

    def make_next(self, exercise: Exercise) -> str | None:
        """Put the next invented scan of the exercise into the inbox, another one each time; its
        name, or None when all are made. Raises what :meth:`set_exercise` raises, and
        MissingFontsError."""
        place = self.files.made(exercise.number) + 1
        if place > exercise.cases:
            return None
        layouts = self._whole_layouts(exercise.document_type)
        damages = training_rule().damages[exercise.level]
        wish = SampleWish((), (), damages, "", layouts)
        seed = SystemRandom().randrange(_SEEDS)
        with writing(self.files.folder), TemporaryDirectory(dir=self.files.folder) as folder:
            (made,) = write_samples(Path(folder), 1, seed, wish=wish)
            name = self.files.scan_name(exercise, place, made.path.suffix)
            self.files.keep_truth(name, exercise, made.truth_path)
            made.path.replace(self.inbox / name)
        return name

    def waiting(self) -> int:
        """How many scans and cases are not finished."""
        with self.ports.unit_of_work() as unit:
            return (
                self._ready(unit)
                + unit.jobs.pending(READ_JOB)
                + len(self.files.left_in(self.inbox))
            )

    def _ready(self, unit: UnitOfWork) -> int:
        return sum(unit.cases.count(CaseFilter(state=state)) for state in _OPEN)

    def look(self) -> PracticeView:
        """How far the person is; cases that were finished unseen are marked now."""
        exercise = self.files.exercise()
        made = self.files.made(exercise.number) if exercise else 0
        with self.ports.unit_of_work() as unit:
            checked = CaseFilter(state=CaseState.CHECKED)
            ids = unit.cases.ids(checked, AS_ARRIVED, limit=_ALL, offset=0)
            ready = self._ready(unit)
        marked = self._marked(ids, {})
        marked.sort(key=lambda one: (one.at, one.case_id))
        return PracticeView(exercise, made, self.waiting(), ready, tuple(marked))

    def mark(self, case_ids: Collection[int], keys: Mapping[int, int]) -> Sequence[Marked]:
        """Those of the cases that are finished and were not marked before; ``keys`` were pressed
        for them, where somebody counted."""
        fresh = [each for each in case_ids if self.files.marked(each) is None]
        return self._marked(fresh, keys)

    def _marked(self, case_ids: Collection[int], keys: Mapping[int, int]) -> list[Marked]:
        found: list[Marked] = []
        work = _Work(self)
        for case_id in case_ids:
            one = self.files.marked(case_id) or self._mark(case_id, work, keys)
            if one is not None:
                found.append(one)
        return found

    def _mark(self, case_id: int, work: _Work, keys: Mapping[int, int]) -> Marked | None:
        """None for a case that is not finished, or that no exercise brought."""
        with self.ports.unit_of_work() as unit:
            case = unit.cases.get(case_id)
            name = unit.scans.get(case.scan_id).name
        doc_type = self.ports.catalog.type_of(case.record)
        if case.state is not CaseState.CHECKED or doc_type is None:
            return None
        truth = self.files.truth(name)
        if truth is None:
            return None
        marked = Marked(
            case_id,
            name,
            doc_type.key,
            truth.level,
            truth.exercise,
            len(doc_type.fields),
            self._misses(case, doc_type, truth.values),
            work.ended.get(case_id, self.ports.clock()),
            work.seconds.get(case_id, 0.0),
            keys.get(case_id),
        )
        self.files.keep_marked(marked)
        return marked

    def pieces(self, case_id: int, keys: Collection[str]) -> Mapping[str, PaperPiece]:
        """Where these fields were read, for those that were read at all. Raises NotFound."""
        with self.ports.unit_of_work() as unit:
            case = unit.cases.get(case_id)
            pages = pages_of_case(self.ports, unit, case)
        found = {}
        for key in keys:
            value = case.record.fields.get(key) if case.record else None
            reading = value.reading if value else None
            page = page_among(case, pages, reading)
            if reading is not None and page is not None and reading.box is not None:
                found[key] = PaperPiece(page.image_path, reading.box, page.page.width)
        return found

    def _misses(
        self, case: Case, doc_type: DocumentType, truth: Mapping[str, str]
    ) -> tuple[Miss, ...]:
        if case.record is None:
            return ()
        catalog = self.ports.catalog
        return misses(
            case.record, doc_type, truth, lambda spec, right: shown_for(catalog, spec, right)
        )

    def _clear(self, reason: str) -> None:
        """Nothing of the exercise before waits any more."""
        with writing(self.files.folder):
            for scan in self.files.left_in(self.inbox):
                scan.unlink(missing_ok=True)
        for state in _OPEN:
            with self.ports.unit_of_work() as unit:
                where = CaseFilter(state=state)
                left = unit.cases.summaries(where, limit=_ALL)
            for case in left:
                correct.set_aside(self.ports, self.actor, case.id, reason, case.revision)

    def _whole_layouts(self, document_type: str) -> tuple[str, ...]:
        """The layouts of the type that print every field without which no case may leave."""
        if document_type not in self.layouts:
            doc_type = self.ports.catalog.types.get(document_type)
            if doc_type is None:
                raise InvalidInput("unknown-type", type=document_type)
            with writing(self.files.folder), TemporaryDirectory(dir=self.files.folder) as folder:
                self.layouts[document_type] = _whole(doc_type, Path(folder))
        if not self.layouts[document_type]:
            raise InvalidInput("practice-no-samples", type=document_type)
        return self.layouts[document_type]


class _Work:
    """The person's edits, read when they are first asked for."""

    def __init__(self, room: PracticeRoom) -> None:
        self._room = room

    @cached_property
    def _steps(self) -> Sequence[Step]:
        with self._room.ports.unit_of_work() as unit:
            return unit.own_work.steps(self._room.actor.name, _EVER)

    @cached_property
    def seconds(self) -> Mapping[int, float]:
        """How long each case took."""
        return seconds_by_case(self._steps)

    @cached_property
    def ended(self) -> Mapping[int, datetime]:
        """When each case was worked on last."""
        return {step.case_id: step.at for step in self._steps}


def offered_types(catalog: Catalog) -> tuple[str, ...]:
    """The document types that can be practised, in the order of the catalog."""
    sampled = {layout.document_type for layout in ALL_LAYOUTS.values() if _is_single(layout)}
    sampled -= training_rule().unoffered
    return tuple(key for key in catalog.types if key in sampled)


def _is_single(layout: Layout) -> bool:
    return layout.cases == 1 and not layout.is_stock


def _whole(doc_type: DocumentType, folder: Path) -> tuple[str, ...]:
    required = {spec.key for spec in doc_type.fields if spec.need is Need.REQUIRED}
    whole = []
    for name, layout in ALL_LAYOUTS.items():
        if layout.document_type != doc_type.key or not _is_single(layout):
            continue
        (made,) = write_samples(folder / name, 1, 1, damage="clean", layout=name)
        truth = json.loads(made.truth_path.read_text(encoding="utf-8"))
        if required <= set(truth["cases"][0]["fields"]):
            whole.append(name)
    return tuple(whole)
