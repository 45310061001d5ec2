"""Exercises with invented cases whose truth is known."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from digitizer.bootstrap.desk.preferences import PreferenceFiles
from digitizer.bootstrap.feeding import Feeding
from digitizer.bootstrap.practice_files import (
    PracticeFiles,
    is_of,
    is_practice,
    practice_folder,
    writing,
)
from digitizer.bootstrap.practice_room import PracticeRoom, offered_types
from digitizer.bootstrap.practice_rule import training_rule
from digitizer.bootstrap.practice_window import PracticeWindows, is_open
from digitizer.domain.changes import Actor
from digitizer.domain.errors import DigitizerError, InvalidInput, NotAllowed
from digitizer.domain.practice import (
    Exercise,
    Marked,
    PaperPiece,
    PracticeView,
    TrainingRule,
)
from digitizer.messages import Messages
from digitizer.workflow.ports import Ports

PREFERENCES = "preferences"


@dataclass(frozen=True, slots=True)
class Practising:
    """What a workstation has for practice. ``enter`` opens the store of a practice folder, which
    is made where there is none, and gives what closes it; ``feeding`` is None outside practice."""

    root: Path
    enter: Callable[[Path], tuple[Ports, Callable[[], None]]]
    require_engines: Callable[[], None]
    windows: PracticeWindows
    feeding: Feeding | None = None


@dataclass(frozen=True, slots=True)
class PracticeDesk:
    """One person's access, from the office's workspace or from the practice itself; safe to use
    from several threads. Raises NotAllowed ``practice-other-person`` in another's practice."""

    ports: Ports
    actor: Actor
    messages: Messages
    practising: Practising

    @property
    def rule(self) -> TrainingRule:
        return training_rule()

    @property
    def folder(self) -> Path:
        if self._is_inside:
            return self.practising.root
        return practice_folder(self.practising.root, self.actor.name)

    @property
    def trouble(self) -> DigitizerError | None:
        """Why no more cases can be made now."""
        feeding = self.practising.feeding
        return feeding.trouble if feeding else None

    def offered(self) -> tuple[str, ...]:
        """The document types that can be practised."""
        return offered_types(self.ports.catalog)

    def look(self) -> PracticeView:
        """How far the person is. Slow: for a worker thread."""
        if not is_practice(self.folder) and not self._is_inside:
            return PracticeView()
        with self._room() as room:
            found = room.look()
        return replace(found, is_window_open=self._is_inside or is_open(self.folder))

    def start(self, exercise: Exercise) -> Exercise:
        """Begin an exercise; what is left of the one before is set aside. Slow, and the window is
        still to be opened. Raises InvalidInput ``unknown-type``, ``practice-no-samples``,
        ``practice-cases``, EnvironmentFault for a full disk or a reader that is missing."""
        most = training_rule().most_cases
        if not 1 <= exercise.cases <= most:
            raise InvalidInput("practice-cases", most=most)
        self.practising.require_engines()
        with self._room() as room:
            return room.set_exercise(exercise, self.messages.text("practice-left-over"))

    def open_window(self) -> bool:
        """Open the practice window and wait until it works; False where one is open. It looks and
        speaks as the person likes it here. Raises EnvironmentFault ``practice-window-failed``."""
        if self._is_inside:
            return False
        self._bring_preferences()
        return self.practising.windows.open(self.folder, self.actor.name, self.messages.language)

    def make_all(self) -> int:
        """Put all scans of the last exercise that are still to be made into the inbox; how many.
        Slow. Raises what :meth:`PracticeRoom.make_next` raises."""
        with self._room() as room:
            exercise, count = room.files.exercise(), 0
            while exercise is not None and room.make_next(exercise) is not None:
                count += 1
        return count

    def mark(self, case_ids: Collection[int], keys: Mapping[int, int]) -> Sequence[Marked]:
        """See :meth:`PracticeRoom.mark`."""
        with self._room() as room:
            return room.mark(case_ids, keys)

    def pieces(self, case_id: int, keys: Collection[str]) -> Mapping[str, PaperPiece]:
        """See :meth:`PracticeRoom.pieces`."""
        with self._room() as room:
            return room.pieces(case_id, keys)

    def discard(self) -> bool:
        """Throw the person's exercises and results away; whether there were any. Raises NotAllowed
        ``practice-open`` while their window is open."""
        if not is_practice(self.folder):
            return False
        if self._is_inside or is_open(self.folder):
            raise NotAllowed("practice-open")
        with writing(self.folder):
            shutil.rmtree(self.folder)
        return True

    @property
    def _is_inside(self) -> bool:
        return self.practising.feeding is not None

    @contextmanager
    def _room(self) -> Iterator[PracticeRoom]:
        folder = self.folder
        if not is_of(folder, self.actor.name):
            raise NotAllowed("practice-other-person")
        if self._is_inside:
            yield PracticeRoom(PracticeFiles(folder), self.ports, self.actor, folder / "inbox")
            return
        ports, close = self.practising.enter(folder)
        try:
            yield PracticeRoom(PracticeFiles(folder), ports, self.actor, folder / "inbox")
        finally:
            close()

    def _bring_preferences(self) -> None:
        there = PreferenceFiles(self.folder / PREFERENCES, self.actor)
        liked = PreferenceFiles(self.practising.root / PREFERENCES, self.actor).load()
        there.save(replace(liked, place=there.load().place))
