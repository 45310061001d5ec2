"""The clerks' work by the use cases that the window calls: correct, finish, hand in, key second,
settle; each errs at a stated rate. In the window itself: :mod:`month_windows`."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from month_papers import known_types
from month_truth import Errors, Truths

from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.doubts import doubtful_fields
from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import EmptyReason, ValueState
from digitizer.domain.review import open_pins
from digitizer.domain.second_entry import Choice
from digitizer.workflow.overview import CaseView

BLANK = "Trang trắng, không phải hồ sơ"
_FINDS = 0.9


@dataclass
class Clerk:
    """One person. ``looks`` counts the fields that were looked at."""

    name: str
    errors: Errors
    rng: random.Random
    looks: int = 0

    def work(self, station: Workstation, truths: Truths, case_ids: Sequence[int]) -> None:
        """Correct and finish what is still to be checked; blank pages are set aside."""
        for case_id in case_ids:
            view = station.case_view(case_id)
            if view.case.state is not CaseState.TO_CHECK:
                continue
            if case_id in truths.blank:
                station.set_aside(case_id, BLANK, view.case.revision)
                continue
            wrong = self.errors.of_case(truths, case_id)
            self._correct(station, truths, view, wrong)

    def carpet(self, station: Workstation, truths: Truths, batch_id: int) -> int:
        """Confirm the doubtful values that many cases share, by one look at each screen of them;
        what is odd is left for its case."""
        confirmed = 0
        for group in station.passes.groups(batch_id):
            pieces = station.passes.carpet(batch_id, group)
            seen = [
                (piece.case_id, piece.revision)
                for piece in pieces
                if truths.of(piece.case_id).values.get(piece.key) == group.value
            ]
            if seen:
                done = station.passes.confirm(group.spec.key, group.value, seen)
                confirmed += len(done.confirmed)
        self.looks += confirmed
        return confirmed

    def correct_again(
        self, station: Workstation, truths: Truths, case_ids: Sequence[int], sure: frozenset[int]
    ) -> int:
        """Go through returned cases anew: pins are answered, other errors found nine times in ten,
        always in the cases that were named; how many fields that corrected."""
        corrected = 0
        for case_id in case_ids:
            view = station.case_view(case_id)
            if view.case.state is not CaseState.RETURNED:
                continue
            pinned = open_pins(view.pins, view.case.record)
            wrong = truths.wrong_fields(case_id, view.case.record)
            right = [
                key
                for key in dict.fromkeys((*wrong, *pinned))
                if key in pinned or case_id in sure or self.rng.random() < _FINDS
            ]
            corrected += len(right)
            for key in right:
                if key in pinned and key not in wrong:
                    station.doubts.keep_pinned(
                        case_id, key, "Đúng như trên giấy", view.case.revision
                    )
                    view = station.case_view(case_id)
            self._correct(station, truths, view, {}, [key for key in right if key in wrong])
        return corrected

    def _correct(
        self,
        station: Workstation,
        truths: Truths,
        view: CaseView,
        wrong: Mapping[str, str],
        also: Sequence[str] = (),
    ) -> None:
        record, revision = view.case.record, view.case.revision
        waiting = doubtful_fields(record, view.document_type, view.problems) if record else ()
        for key in dict.fromkeys((*waiting, *also, *wrong)):
            self.looks += 1
            self._settle(station, truths, view, key, wrong.get(key), revision)
            revision += 1
        try:
            station.finish_case(view.case.id, revision)
        except NotAllowed:
            self._look_again(station, truths, view.case.id)

    def _look_again(self, station: Workstation, truths: Truths, case_id: int) -> None:
        """Two slips, each possible alone, may contradict each other; the program stops them, and
        the person reads the whole paper once more."""
        view = station.case_view(case_id)
        revision = view.case.revision
        for key in truths.wrong_fields(case_id, view.case.record):
            self._settle(station, truths, view, key, None, revision)
            revision += 1
        station.finish_case(case_id, revision)

    def _settle(
        self,
        station: Workstation,
        truths: Truths,
        view: CaseView,
        key: str,
        wrong: str | None,
        revision: int,
    ) -> None:
        """Make one field right, or wrong by a slip."""
        case_id, record, doc_type = view.case.id, view.case.record, view.document_type
        spec = doc_type.field(key) if doc_type else None
        if record is None or spec is None:
            raise AssertionError(case_id, key)
        value = truths.of(case_id).values.get(key)
        if wrong is not None:
            station.set_field(case_id, key, wrong, revision)
        elif value is None:
            station.confirm_empty(case_id, key, EmptyReason.NOT_ON_PAPER, revision)
        elif record.value(key) == value and record.fields[key].state is not ValueState.MISSING:
            station.confirm_field(case_id, key, revision)
        else:
            station.set_field(case_id, key, truths.shown(case_id, spec), revision)


@dataclass
class SecondEntry:
    """Two books keyed twice: who keys second, who settles, and what came of it."""

    errors: Errors
    keyed: int = 0
    settled: int = 0
    fields: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {
            "civil_status.birth": ("nksHoTen", "nksNgaySinh"),
            "civil_status.marriage": ("voHoTen", "chongHoTen"),
            "civil_status.death": ("nktHoTen", "nktNgayChet"),
        }
    )

    def key(self, station: Workstation, truths: Truths, batch_id: int) -> None:
        """All that waits for this person in a batch."""
        while (task := station.second_entry.next_task(batch_id)) is not None:
            case_id, spec = task.place.case_id, task.place.spec
            slip = self.errors.of_field(truths.of(case_id), spec)
            station.second_entry.key(case_id, spec.key, slip or truths.given(case_id, spec))
            self.keyed += 1

    def settle(self, station: Workstation, truths: Truths, batch_id: int) -> None:
        """Take what the paper says; the arbiter does not err here."""
        for found in station.second_entry.differences(batch_id):
            case_id, spec = found.place.case_id, found.place.spec
            wanted = truths.of(case_id).values.get(spec.key)
            choice = Choice.FIRST if found.first.value == wanted else Choice.SECOND
            station.second_entry.settle(case_id, spec.key, choice, "Theo nét mực trên giấy")
            self.settled += 1


def second_fields(document_type: str, plan: SecondEntry) -> tuple[str, ...]:
    """The fields of a book that are keyed twice."""
    doc_type = known_types().types[document_type]
    return tuple(key for key in plan.fields[document_type] if doc_type.field(key))
