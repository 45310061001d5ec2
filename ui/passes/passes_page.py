"""Working through a batch field by field: equal values, equal words, or one field after the other.
The order of the passes in the batch's plan decides which is proposed first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal

from digitizer.domain.batch import BatchPlan, BatchSummary, WorkPass
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import EDITABLE_BATCH_STATES
from digitizer.workflow.column import Column
from ui.asking import Asking
from ui.page import Page
from ui.passes.group_view import GroupView
from ui.passes.layout import PassesLayout, Tab
from ui.session import Session
from ui.situation import PageName, Situation

_TABS = {WorkPass.CARPET: Tab.CARPET, WorkPass.COLUMN: Tab.COLUMN}


class PassesPage(Page):
    """``opened`` asks for a case on the desk; ``began`` for the column of a field: the batch, the
    field, and whether all its values are looked at."""

    opened = Signal(int)
    began = Signal(int, object, bool)

    name = PageName.PASSES

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.parts = PassesLayout(session, self, self.enter)
        self._batches: Sequence[BatchSummary] = ()
        self._person = ""
        self._proposed: int | None = None
        self._asking = Asking(session)
        parts = self.parts
        parts.batch.activated.connect(lambda _place: self._take_batch())
        parts.accepted.toggled.connect(lambda _on: self._show_pass())
        parts.every.toggled.connect(lambda _on: self._show_pass())
        parts.tabs.currentChanged.connect(lambda _place: self._show_pass())
        parts.columns.began.connect(self._begin_column)
        parts.columns.changed.connect(self.situation_changed)
        for view in (parts.carpet, parts.words):
            view.changed.connect(self.situation_changed)
            view.stored.connect(self.enter)
            view.said.connect(self.said)

    @property
    def carpet(self) -> GroupView:
        return self.parts.carpet

    @property
    def words(self) -> GroupView:
        return self.parts.words

    # What the window asks

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "other-pass": self._other_pass,
            "next-group": lambda: self._in_group(lambda view: view.step(1)),
            "previous-group": lambda: self._in_group(lambda view: view.step(-1)),
            "pass-context": lambda: self._in_group(GroupView.toggle_context),
            "open-odd": self._open_case,
            "begin-column": self.parts.columns.begin,
        }

    def situation(self) -> Situation:
        view = self._group_view
        return Situation(
            self.name,
            has_carpet=view is not None and view.is_at_work,
            has_column=view is None and self.parts.columns.is_at_work,
            has_batch=self.parts.has_batch,
        )

    def enter(self) -> None:
        if self._person != self.session.backend.actor.name:
            self._person = self.session.backend.actor.name
            self._proposed = None
            for view in (self.carpet, self.words):
                view.forget_person()
        backend = self.session.backend
        self._asking.ask(lambda: list(backend.batches()), self._batches_came, self._failed)

    def take_change(self, change: ChangeSet) -> None:
        is_storing = self.carpet.is_storing or self.words.is_storing
        if self.isVisible() and not is_storing and (change.batches or change.cases):
            self.enter()

    def take_theme(self) -> None:
        for view in (self.carpet, self.words):
            view.parts.grid.viewport().update()

    # The batch

    def _batches_came(self, found: list[BatchSummary]) -> None:
        """Batches whose plan has a pass of this page come first."""
        chosen = self._batch_id
        usable = [each for each in found if each.batch.state in EDITABLE_BATCH_STATES]
        usable.sort(key=lambda each: proposed(each.batch.plan) is None)
        self._batches = usable
        ids = [each.batch.id for each in usable]
        place = ids.index(chosen) if chosen in ids else 0
        text = self.session.text
        words = [
            text("passes-batch-choice", name=each.batch.name, count=each.to_check)
            for each in usable
        ]
        self.parts.show_batches(words, place)
        if usable:
            self._propose()
            self._show_pass()
        self.situation_changed.emit()

    @property
    def _batch_id(self) -> int | None:
        place = self.parts.batch.currentIndex()
        return self._batches[place].batch.id if 0 <= place < len(self._batches) else None

    def _take_batch(self) -> None:
        self._propose()
        self._show_pass()

    def _propose(self) -> None:
        """Say the batch's plan; the first time a batch is chosen, its first pass is in front."""
        summary = self._batches[self.parts.batch.currentIndex()]
        plan, text = summary.batch.plan, self.session.text
        wanted = proposed(plan)
        names = " → ".join(text(f"passes-name-{each.value}") for each in plan.passes)
        said = text("passes-planned", passes=names) if wanted else text("passes-not-planned")
        self.parts.plan.setText(said)
        if self._proposed != summary.batch.id:
            self._proposed = summary.batch.id
            self.parts.tabs.blockSignals(True)
            self.parts.tabs.setCurrentIndex(_TABS[wanted] if wanted else Tab.CARPET)
            self.parts.tabs.blockSignals(False)
            self.parts.show_choice()

    # The passes

    @property
    def _group_view(self) -> GroupView | None:
        return {Tab.CARPET: self.carpet, Tab.WORDS: self.words}.get(self.parts.tab)

    def _show_pass(self) -> None:
        batch_id, view = self._batch_id, self._group_view
        if batch_id is None:
            return
        if view is not None:
            view.show_batch(batch_id, with_accepted=self.parts.accepted.isChecked())
        else:
            self.parts.columns.show_batch(batch_id, all_values=self.parts.every.isChecked())
        self.situation_changed.emit()

    def _other_pass(self) -> None:
        self.parts.tabs.setCurrentIndex((self.parts.tab + 1) % len(Tab))

    def _in_group(self, act: Callable[[GroupView], None]) -> None:
        view = self._group_view
        if view is not None:
            act(view)

    def _begin_column(self, column: Column) -> None:
        batch_id = self._batch_id
        if batch_id is not None:
            self.began.emit(batch_id, column, self.parts.every.isChecked())

    def _open_case(self) -> None:
        view = self._group_view
        case_id = view.chosen_case if view is not None else None
        if case_id is not None:
            self.opened.emit(case_id)

    def _failed(self, error: DigitizerError) -> None:
        if self._batches:
            self.session.on_error(error)
        else:
            self.parts.show_failed(error)


def proposed(plan: BatchPlan) -> WorkPass | None:
    """The first pass of a plan that is done on this page."""
    return next((each for each in plan.passes if each in _TABS), None)
