"""What is laid before a second and a third person: the paper of one field, and only what each of
them may know."""

from __future__ import annotations

from dataclasses import dataclass

from digitizer.domain.page import Box
from digitizer.domain.schema import FieldSpec
from digitizer.domain.second_entry import Choice, Keyed
from digitizer.workflow.overview import PageView


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a field stands on paper. ``page`` and ``box`` (px of the upright page) are None where
    the machine found nothing; ``pages`` are all of its case."""

    case_id: int
    spec: FieldSpec
    document_type: str
    pages: tuple[PageView, ...]
    page: PageView | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class SecondTask:
    """One field for a second person, without anything that was keyed or read. ``left`` fields wait
    for this person in the batch, this one counted."""

    place: FieldPlace
    left: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Two keys that differ, for somebody who gave neither; without names. ``machine`` is what was
    read, empty where nothing was."""

    place: FieldPlace
    first: Keyed
    second: Keyed
    machine: str

    def given(self, choice: Choice) -> Keyed:
        return self.first if choice is Choice.FIRST else self.second


@dataclass(frozen=True, slots=True)
class SecondBatch:
    """What one person may do in a batch with a plan of second keys: fields to key, fields that
    this person skipped, and differences to settle."""

    batch_id: int
    name: str
    waiting: int
    skipped: int
    differences: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two keys of one field that differ or differed, for the supervisor: who keyed what, and what
    a third person made of it."""

    case_id: int
    field: str
    first: Keyed
    second: Keyed
    second_by: str
    settled: Keyed | None = None
    settled_by: str | None = None
    why: str = ""
