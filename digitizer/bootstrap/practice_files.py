"""The files of a person's practice folder beside those that every workspace has: the mark that
makes it one, the exercise that was set last, the truth of each scan, and the marked cases."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.practice import Exercise, Level, Marked
from digitizer.domain.values.text import clean

PRACTICE_MARK = "practice.txt"
"""The file that makes a workspace one of invented cases."""
_TRUTH, _RESULTS, _EXERCISE = "truth", "results", "exercise.json"
_NAME = "luyen-tap"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_exercise_of = TypeAdapter(Exercise)
_marked_of = TypeAdapter(Marked)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a scan says by field, in canonical form, and what it was made for."""

    values: Mapping[str, str]
    level: Level
    exercise: int


def is_practice(root: Path) -> bool:
    """Whether a workspace is one of invented cases, so that nothing of it may leave."""
    return (root / PRACTICE_MARK).exists()


def practice_folder(workspace: Path, person: str) -> Path:
    """Where this person practises; it need not be there. The name says nothing of the person.
    A practice workspace is its own."""
    root = workspace.resolve()
    if is_practice(root):
        return root
    return root / "practice" / _hidden(person)


def is_of(folder: Path, person: str) -> bool:
    """Whether a practice folder is this person's."""
    return folder.name == _hidden(person)


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Raises EnvironmentFault ``disk-full`` or ``practice-not-written``."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise EnvironmentFault("disk-full", place=folder) from error
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("practice-not-written", folder=folder, reason=reason) from error


class PracticeFiles:
    """All writing raises as :func:`writing` says and replaces a file in one step. Reading raises
    EnvironmentFault ``practice-gone`` where the folder is there no more, ``practice-damaged`` for
    a file that is not what it should be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self) -> None:
        """Make a workspace one of practice."""
        with writing(self.folder):
            (self.folder / _TRUTH).mkdir(exist_ok=True)
            (self.folder / _RESULTS).mkdir(exist_ok=True)
            (self.folder / PRACTICE_MARK).write_text("practice\n", encoding="utf-8")

    def exercise(self) -> Exercise | None:
        """The one that was set last."""
        data = self._read(self.folder / _EXERCISE)
        return None if data is None else self._parsed(_exercise_of, data, _EXERCISE)

    def set_exercise(self, exercise: Exercise) -> None:
        self._write(self.folder / _EXERCISE, _exercise_of.dump_json(exercise))

    def made(self, number: int) -> int:
        """How many scans of an exercise were made."""
        self._require()
        return sum(1 for _each in (self.folder / _TRUTH).glob(f"{_NAME}-{number:05d}-*.json"))

    def last_number(self) -> int:
        """The highest number of an exercise that has scans; 0 for none."""
        self._require()
        names = (self.folder / _TRUTH).glob(f"{_NAME}-*.json")
        return max((int(path.name.split("-")[2]) for path in names), default=0)

    def scan_name(self, exercise: Exercise, place: int, suffix: str) -> str:
        return f"{_NAME}-{exercise.number:05d}-{place:04d}{suffix}"

    def left_in(self, inbox: Path) -> list[Path]:
        """Scans that nobody has read yet."""
        return sorted(inbox.glob(f"{_NAME}-*"))

    def keep_truth(self, name: str, exercise: Exercise, sample: Path) -> None:
        """The truth of a scan, beside what it was made for."""
        truth = json.loads(sample.read_text(encoding="utf-8"))
        truth |= {"level": exercise.level.value, "exercise": exercise.number}
        document = json.dumps(truth, ensure_ascii=False).encode()
        self._write(self.folder / _TRUTH / f"{name}.json", document)

    def truth(self, name: str) -> Truth | None:
        """The truth of a scan; None for one that is no exercise."""
        data = self._read(self.folder / _TRUTH / f"{name}.json")
        if data is None:
            return None
        try:
            truth: dict[str, Any] = json.loads(data)
            fields = truth["cases"][0]["fields"]
            values = {key: str(field["value"]) for key, field in fields.items()}
            level = Level(truth.get("level", Level.USUAL))
            return Truth(values, level, int(truth.get("exercise", 0)))
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise EnvironmentFault("practice-damaged", file=f"{name}.json") from error

    def marked(self, case_id: int) -> Marked | None:
        """What was kept of a case when it was first finished."""
        name = _result(case_id)
        data = self._read(self.folder / _RESULTS / name)
        return None if data is None else self._parsed(_marked_of, data, name)

    def keep_marked(self, marked: Marked) -> None:
        with writing(self.folder):
            (self.folder / _RESULTS).mkdir(exist_ok=True)
        self._write(self.folder / _RESULTS / _result(marked.case_id), _marked_of.dump_json(marked))

    def _require(self) -> None:
        if not is_practice(self.folder):
            raise EnvironmentFault("practice-gone", folder=self.folder)

    def _read(self, path: Path) -> bytes | None:
        self._require()
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise EnvironmentFault("practice-damaged", file=path.name) from error

    def _parsed(self, adapter: TypeAdapter[Any], data: bytes, name: str) -> Any:
        try:
            return adapter.validate_json(data)
        except ValidationError as error:
            raise EnvironmentFault("practice-damaged", file=name) from error

    def _write(self, path: Path, document: bytes) -> None:
        self._require()
        with writing(self.folder):
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(document)
                    stream.flush()
                    os.fsync(stream.fileno())
                Path(name).replace(path)
            except OSError:
                with contextlib.suppress(OSError):
                    Path(name).unlink(missing_ok=True)
                raise


def _hidden(person: str) -> str:
    return sha256(clean(person).encode()).hexdigest()[:16]


def _result(case_id: int) -> str:
    return f"{case_id:08d}.json"
