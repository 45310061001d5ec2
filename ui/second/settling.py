"""Settling one difference after the other."""

from __future__ import annotations

from dataclasses import dataclass

from digitizer.domain.second_entry import Decision
from digitizer.workflow.second_tasks import Difference, FieldPlace
from ui.desk.typing_helper import TypingHelper
from ui.paper.piece import Piece
from ui.second.field_work import FieldWork, paper_of
from ui.second.settle_panel import SettlePanel
from ui.session import Session
from ui.theme import Tone


@dataclass(frozen=True, slots=True)
class _Open:
    differences: tuple[Difference, ...]
    piece: Piece | None


class Settling(FieldWork):
    def __init__(self, session: Session, helper: TypingHelper) -> None:
        self.panel = SettlePanel(session, helper)
        super().__init__(session, self.panel, "second-all-settled")
        self.panel.decided.connect(self._settle)
        self._differences: list[Difference] = []

    def fetch(self) -> None:
        self.forget()
        backend, batch_id = self.session.backend, self.batch_id
        if batch_id is None:
            return

        def work() -> _Open:
            found = tuple(backend.second_entry.differences(batch_id))
            return _Open(found, paper_of(found[0].place) if found else None)

        def arrived(found: _Open) -> None:
            if batch_id == self.batch_id:
                self._differences = list(found.differences)
                self._show_first(found.piece)

        self._fetching.ask(work, arrived, self.session.on_error)

    def forget(self) -> None:
        self._differences = []
        super().forget()

    def start(self) -> None:
        self.panel.start()

    def ask_why_empty(self) -> None:
        self.panel.ask_why_empty()

    def _show_first(self, piece: Piece | None) -> None:
        """The first difference that is left; its paper follows where it is not at hand."""
        found = self._differences
        self._show_front(has_field=bool(found))
        if not found:
            return
        place = found[0].place
        self.panel.show_difference(found[0], piece or Piece(None), len(found))
        self._show_surroundings(place)
        if piece is None:
            self.session.bridge.run(
                lambda: paper_of(place),
                lambda got: self._paper_arrived(place, got),
                self.session.on_error,
            )

    def _paper_arrived(self, place: FieldPlace, piece: Piece) -> None:
        if self.panel.place is place:
            self.panel.show_piece(piece)

    def _settle(self, decision: Decision, why: str) -> None:
        if not self._differences:
            return
        place, backend = self._differences[0].place, self.session.backend
        if self.session.succeeds(
            lambda: backend.second_entry.settle(place.case_id, place.spec.key, decision, why)
        ):
            self.said.emit("", Tone.GOOD)
            self._differences.pop(0)
            self._show_first(None)
