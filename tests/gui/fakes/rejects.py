"""Lists of what receivers gave back in memory: cases by the number in their book."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digitizer.domain.changes import ChangeSet
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.package import PackageResult
from digitizer.domain.reject_list import Columns, RejectTable, entries, known_columns
from digitizer.domain.reject_matching import Candidate, Known, LeftRow, Matcher, RejectMatch
from digitizer.schemas.rejects import load_reject_profile
from digitizer.workflow.export_correction import Correction
from digitizer.workflow.take_rejects import (
    LineOfCase,
    RejectQuestion,
    TakenRejects,
    ready_pairs,
)
from exports.rejects import read_reject_list

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend

PACKAGE, LATER = "KS-01_20260101-080000", "KS-01_20260201-080000"


@dataclass(slots=True)
class RejectScript:
    """``taken`` are the questions that were taken, with their reasons."""

    taken: list[tuple[RejectQuestion, str]] = field(default_factory=list)
    exported: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FakeRejects:
    """All cases of a batch that are exported left in one package, each in the row of its id."""

    backend: FakeBackend
    script: RejectScript

    def read(self, path: Path) -> RejectTable:
        return read_reject_list(path, load_reject_profile())

    def known_columns(self, header: Sequence[str]) -> Columns:
        return known_columns(header, load_reject_profile())

    def packages(self, batch_id: int) -> Sequence[str]:
        return [LATER, PACKAGE]

    def look(self, question: RejectQuestion) -> Sequence[RejectMatch]:
        data, catalog = self.backend.data, self.backend.catalog
        candidates = [
            Candidate(
                case.id,
                case.state,
                case.batch_id,
                data.batches[case.batch_id].name,
                case.document_type,
                case.record.value("nksHoTen") or "" if case.record else "",
                PACKAGE if case.state is CaseState.EXPORTED or case.left_in else None,
                {key: case.record.value(key) or "" for key in ("so", "quyenSo")}
                if case.record
                else {},
            )
            for case in data.cases.values()
            if case.batch_id is not None and question.batch_id in (None, case.batch_id)
        ]
        rows = [
            LeftRow(PACKAGE, "a" * 64, case.case_id, f"documents/{case.case_id}.pdf", case.case_id)
            for case in candidates
        ]
        fields = load_reject_profile().fields
        package = question.package
        known = Known(candidates, rows, fields, catalog.types, catalog.profiles, package=package)
        matcher = Matcher(known)
        return [matcher.match(each) for each in entries(question.table, question.columns)]

    def take(
        self,
        question: RejectQuestion,
        source: Path,
        reason: str = "",
        seen: Collection[LineOfCase] | None = None,
    ) -> TakenRejects:
        found = self.look(question)
        wanted = ready_pairs(found) if seen is None else ready_pairs(found).intersection(seen)
        ready = [each for each in found if not wanted.isdisjoint(ready_pairs([each]))]
        self.script.taken.append((question, reason))
        for match in ready:
            assert match.case is not None
            case = self.backend.data.cases[match.case.case_id]
            self.backend.data.cases[case.id] = replace(
                case, state=CaseState.RETURNED, return_reason=match.reason or reason,
                left_in=PACKAGE,
            )  # fmt: skip
        ids = frozenset(each.case.case_id for each in ready if each.case)
        change = self.backend._tell(ChangeSet("take-rejects", cases=ids))
        return TakenRejects(1, change, len(ids), len(found) - len(ready))

    def export(self, batch_id: int, out_dir: Path | None = None) -> Correction:
        self.script.exported.append(batch_id)
        folder = (out_dir or self.backend.workspace) / PACKAGE
        return Correction(PackageResult(folder, folder, {}, 1), 1)
