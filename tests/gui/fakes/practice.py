"""Exercises with invented cases whose truth is known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digitizer.bootstrap.practice_rule import training_rule
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.practice import (
    Exercise,
    Marked,
    Miss,
    PaperPiece,
    PracticeView,
    TrainingRule,
)

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


@dataclass(slots=True)
class PracticeScript:
    """``misses`` are what is missed in each case; ``views`` how far each person is."""

    views: dict[str, PracticeView] = field(default_factory=dict)
    misses: dict[int, tuple[Miss, ...]] = field(default_factory=dict)
    marked: dict[int, Marked] = field(default_factory=dict)
    keys: dict[int, int] = field(default_factory=dict)
    pieces: dict[str, PaperPiece] = field(default_factory=dict)
    started: list[Exercise] = field(default_factory=list)
    error: DigitizerError | None = None
    start_error: DigitizerError | None = None
    trouble: DigitizerError | None = None
    opened: int = 0


@dataclass(frozen=True, slots=True)
class FakePractice:
    backend: FakeBackend

    @property
    def script(self) -> PracticeScript:
        return self.backend.data.practice

    @property
    def rule(self) -> TrainingRule:
        return training_rule()

    @property
    def trouble(self) -> DigitizerError | None:
        return self.script.trouble

    def offered(self) -> tuple[str, ...]:
        return ("civil_status.birth", "civil_status.marriage")

    def look(self) -> PracticeView:
        if self.script.error is not None:
            raise self.script.error
        view = self.script.views.get(self.backend.actor.name, PracticeView())
        return replace(view, marked=(*view.marked, *self.script.marked.values()))

    def start(self, exercise: Exercise) -> Exercise:
        if self.script.start_error is not None:
            raise self.script.start_error
        self.script.started.append(exercise)
        numbered = replace(exercise, number=len(self.script.started) + 1)
        view = self.script.views.get(self.backend.actor.name, PracticeView())
        self.script.views[self.backend.actor.name] = replace(view, exercise=numbered)
        return numbered

    def open_window(self) -> bool:
        if self.backend.is_practice:
            return False
        self.script.opened += 1
        return self.script.opened == 1

    def mark(self, case_ids: Collection[int], keys: Mapping[int, int]) -> Sequence[Marked]:
        found = []
        for case_id in case_ids:
            case = self.backend.data.cases[case_id]
            if case.state is CaseState.CHECKED and case_id not in self.script.marked:
                one = self._marked(case_id, case.document_type or "", keys.get(case_id))
                self.script.marked[case_id] = one
                found.append(one)
        return found

    def pieces(self, case_id: int, keys: Collection[str]) -> Mapping[str, PaperPiece]:
        return {key: piece for key, piece in self.script.pieces.items() if key in keys}

    def discard(self) -> bool:
        self.script.marked.clear()
        return self.script.views.pop(self.backend.actor.name, None) is not None

    def _marked(self, case_id: int, document_type: str, keys: int | None) -> Marked:
        from gui.fake_backend import NOW

        view = self.script.views.get(self.backend.actor.name, PracticeView())
        exercise = view.exercise or Exercise(document_type, next(iter(self.rule.damages)), 1, 1)
        level, number = exercise.level, exercise.number
        wrong = self.script.misses.get(case_id, ())
        name = f"luyen-tap-{case_id}.jpg"
        return Marked(case_id, name, document_type, level, number, 24, wrong, NOW, 90.0, keys)
