"""Reading a part of a page anew."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.page import Box, Origin
from digitizer.domain.record import FieldReading, FieldValue, ReadingState, ValueState

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend

ORIGIN = Origin("fake", "1", "reread")


@dataclass(slots=True)
class RereadingScript:
    """What the reader answers and what it was asked; reading waits for ``may_read``."""

    text: str = ""
    words: str = ""
    line: Box | None = None
    error: DigitizerError | None = None
    asked: list[tuple[int, int, Box, str]] = field(default_factory=list)
    pointed: list[tuple[int, int]] = field(default_factory=list)
    may_read: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class FakeRereading:
    backend: FakeBackend

    @property
    def script(self) -> RereadingScript:
        return self.backend.data.rereading

    def read_region(self, case_id: int, page_id: int, box: Box, key: str) -> FieldReading:
        script = self.script
        script.asked.append((case_id, page_id, box, key))
        assert script.may_read.wait(5)
        if script.error is not None:
            raise script.error
        if not script.text:
            return FieldReading(key)
        value = self.backend.check_text(self.backend.data.cases[case_id], key, script.text).value
        return FieldReading(key, script.text, value, 0.7, ReadingState.ACCEPTED, 1, box, ORIGIN)

    def line_at(self, case_id: int, page_id: int, x: int, y: int) -> Box | None:
        self.script.pointed.append((x, y))
        return self.script.line

    def words_in(self, case_id: int, page_id: int, box: Box) -> str:
        return self.script.words

    def take_reading(
        self, case_id: int, key: str, reading: FieldReading, expected_revision: int
    ) -> ChangeSet:
        case = self.backend.data.cases[case_id]
        record = self.backend._record(case)
        before = record.fields[key]
        fresh = replace(reading, state=ReadingState.REVIEW)
        value = FieldValue(key, fresh.text, fresh.value, ValueState.REVIEW, fresh)
        changed = self.backend._save(
            replace(case, record=record.with_field(value)), expected_revision, "read-again"
        )
        self.backend.data.befores.setdefault(case_id, []).append(before)
        self.backend.data.done.append((self.backend.actor.name, case_id, before))
        return changed
