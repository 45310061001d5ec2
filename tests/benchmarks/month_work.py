"""The clerks and the supervisor at the batches, day after day."""

from __future__ import annotations

from collections.abc import Sequence

from month_office import ARBITER, BOTH, CARELESS, SUPERVISOR, log_in_as
from month_state import REAL, Stand, State, Way
from month_truth import count_wrong, records
from month_windows import correct_cases, key_sample

from digitizer.bootstrap.workstation import Workstation

_AT_DESK = 4
_AT_SAMPLE = 15
_LOOKED_AT = 6
_LATER, _ASKED = "Chờ đối chiếu với sổ gốc", "Công dân mang bản chính tới đối chiếu"


class Work(State):
    """What is done with what came."""

    # The clerks

    def correct(self, at_desk: str | None) -> None:
        """Everybody goes through what lies there; ``at_desk`` does some of it in the window."""
        for way in [each for each in self.ways.values() if each.stand is Stand.READ]:
            if way.clerk == at_desk:
                self._correct_in_window(way)
                at_desk = None
            with self.office.station(way.clerk) as station:
                clerk, batch_id = self.clerks[way.clerk], station.batch(way.batch).id
                if way.batch != REAL:
                    together = clerk.carpet(station, self.truths, batch_id)
                    self.today.confirmed_together += together
                clerk.work(station, self.truths, way.case_ids)
                blank = self.truths.blank.intersection(way.case_ids)
                self.ledger.set_aside += len(blank)
                if way.is_twice:
                    self._key_twice(station, batch_id)
                self._submit(station, way)
                way.first = count_wrong(self.truths, station, self.papers_of(way))

    def _correct_in_window(self, way: Way) -> None:
        chosen = self.papers_of(way)[:_AT_DESK]
        keys, stuck = correct_cases(self.office, way.clerk, self.truths, chosen)
        self.today.keys += keys
        self.today.in_window += len(chosen)
        self.today.stuck += stuck

    def _key_twice(self, station: Workstation, batch_id: int) -> None:
        self.second.key(log_in_as(station, BOTH), self.truths, batch_id)
        self.second.settle(log_in_as(station, ARBITER), self.truths, batch_id)

    def _submit(self, station: Workstation, way: Way) -> None:
        if way.batch != REAL and way.stand is Stand.READ:
            count = len(self.papers_of(way))
            self.office.ask(
                way.clerk, "batch", "book", way.batch, "--first", 1, "--last", count,
                "--total", count,
            )  # fmt: skip
            self.ledger.note("declare-book")
        if way.stand is Stand.READ:
            self._declare_pages(station, way)
        self.office.ask(way.clerk, "batch", "submit", way.batch)
        self.ledger.note("submit-batch")
        way.stand = Stand.SUBMITTED
        way.touched += 1

    def _declare_pages(self, station: Workstation, way: Way) -> None:
        """As many as were handed over, or as were counted where nobody noted it."""
        said = (
            ("--from-handover",) if way.batch != REAL else ("--count", self.pages_of_real(station))
        )
        done = self.office.call(way.clerk, "batch", "pages", way.batch, *said)
        if done.code != 0:
            self.problems.append(f"pages {way.batch}: {done.out}{done.err}")

    def correct_returned(self) -> None:
        for way in [each for each in self.ways.values() if each.stand is Stand.RETURNED]:
            with self.office.station(way.clerk) as station:
                clerk = self.clerks[way.clerk]
                corrected = clerk.correct_again(station, self.truths, way.case_ids, way.sure)
                self.today.corrected_again += corrected
                self._submit(station, way)

    # The supervisor

    def answer(self, *, in_window: bool) -> None:
        """Sample what was handed in; return it, or approve and export it."""
        for way in [each for each in self.ways.values() if each.stand is Stand.SUBMITTED]:
            # Of a series that was stopped no sample can be drawn, which the page says; and a batch
            # that comes back corrected after its rounds were accepted needs no further sample.
            is_begun = in_window and way.clerk != CARELESS and not way.sure
            if is_begun:
                sampled = key_sample(self.office, SUPERVISOR, self.truths, way.batch, _AT_SAMPLE)
                self.today.sampled_in_window += sampled
                in_window = False
            with self.office.station(SUPERVISOR) as station:
                self._answer(station, way, is_begun=is_begun)
            way.touched += 1

    def _answer(self, station: Workstation, way: Way, *, is_begun: bool) -> None:
        batch_id, before = station.batch(way.batch).id, len(self.checker.lots)
        if (
            is_begun
            and not self.checker.close(station, self.truths, batch_id, way.clerk).is_accepted
        ):
            is_accepted, named = False, ()
        else:
            is_accepted, named = self.checker.check(station, self.truths, batch_id, way.clerk)
        self.ledger.note("close-sample", len(self.checker.lots) - before)
        if not is_accepted:
            way.stand, way.sure = Stand.RETURNED, frozenset()
        elif named and self.parts % 2 == 0:
            self.parts += 1
            self._approve_part(way, named, "Sửa trường sai")
        elif named:
            self.parts += 1
            self.office.ask(
                SUPERVISOR, "batch", "return", way.batch, *named, "--reason", "Sửa trường sai"
            )
            self.ledger.note("return-batch")
            way.stand, way.sure = Stand.RETURNED, frozenset(named)
        elif self.holds_back and way.batch not in self.packages.of_batch:
            self.holds_back = False
            self._approve_part(way, self.papers_of(way)[:1], _LATER)
        else:
            self._let_go(way)

    def _approve_part(self, way: Way, rest: Sequence[int], reason: str) -> None:
        """Answer for all but the rest, which goes back; what is answered for leaves at once."""
        but = [part for case_id in rest for part in ("--all-but", case_id)]
        self.office.ask(SUPERVISOR, "batch", "approve", way.batch, *but, "--rest-reason", reason)
        self.ledger.note("approve-part")
        self._export(way)
        self.today.parts += 1
        way.stand, way.sure = Stand.RETURNED, frozenset(rest)

    def reopen(self) -> None:
        """Open a case that left again: one that is wrong, where the newest packages have one."""
        gone = [each for each in self.ways.values() if each.stand is Stand.EXPORTED][-_LOOKED_AT:]
        if not gone:
            return
        with self.office.station(SUPERVISOR) as station:
            wrong = [
                (way, case_id, fields[0])
                for way in gone
                for case_id, record in records(station, self.papers_of(way))
                if (fields := self.truths.wrong_fields(case_id, record))
            ]
        way, case_id, key = wrong[0] if wrong else (gone[0], self.papers_of(gone[0])[0], "")
        field_given = ("--field", key) if key else ()
        self.office.ask(
            SUPERVISOR, "batch", "reopen", way.batch, case_id, "--reason", _ASKED, *field_given
        )
        self.ledger.note("reopen-case")
        self.ledger.reopened.add(case_id)
        self.today.reopened += 1
        way.stand, way.sure = Stand.RETURNED, frozenset({case_id})
        way.touched += 1

    def _let_go(self, way: Way) -> None:
        self.office.ask(SUPERVISOR, "batch", "approve", way.batch)
        self.ledger.note("approve-batch")
        self._export(way)
        slip = self.office.papers / f"slip-{way.batch}-{way.touched}.pdf"
        slip.unlink(missing_ok=True)
        done = self.office.call(SUPERVISOR, "slip", way.batch, "--pdf", slip, "--json")
        if done.code != 0 or not slip.is_file():
            self.problems.append(f"slip {way.batch}: {done.out}{done.err}")
        if way.batch != REAL and way.batch not in self.given_back:
            self.hand_over("back", way.batch, done.objects[0]["pages"])
            self.given_back.add(way.batch)
        way.stand = Stand.EXPORTED

    def _export(self, way: Way) -> None:
        out = self.office.root.parent / "exports"
        papers = self.papers_of(way)
        self.problems += self.packages.export(self.office, self.truths, way.batch, papers, out)
        self.ledger.note("export-batch")
        self.ledger.reopened.difference_update(papers)
