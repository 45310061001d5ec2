"""Submitted batches and their check rounds: draw a sample, key it blindly, see what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout

from digitizer.domain.changes import ChangeSet
from digitizer.workflow.sampling_work import SampledBatch
from ui.asking import Asking
from ui.desk.typing_helper import TypingHelper
from ui.page import Page
from ui.sampling.checking import Checking
from ui.sampling.models import SampledBatchModel
from ui.sampling.result_sheet import ResultSheet
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import label
from ui.widgets.tables import Table
from ui.widgets.task_stack import TaskStack

_WIDTHS = (100, 190, 115)
_LIST_PX = 425


class SamplingPage(Page):
    """A list of batches, and beside it what the chosen one's check asks for next."""

    name = PageName.SAMPLING

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.model = SampledBatchModel(session, self)
        self.table = Table(self.model, _WIDTHS, stretch=(0,))
        self.table.setAccessibleName(session.text("sampling-batches"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show_batch())
        helper = TypingHelper(session, self)
        helper.silenced.connect(lambda words: self.said.emit(words, Tone.WARN))
        self.checking = Checking(session, helper)
        self.checking.said.connect(self.said)
        self.checking.situation_changed.connect(self.situation_changed)
        self.checking.changed.connect(self._reload)
        overview = self.checking.overview
        overview.drawing.connect(self.draw)
        overview.closing.connect(self.close_sample)
        overview.printing.connect(self.print_result)
        overview.signing.connect(self.sign_result)
        self.sheet = ResultSheet(session, self)
        self.sheet.said.connect(self.said)
        self.sheet.changed.connect(self._look_at_key)
        self._listing = Asking(session)
        self._build()

    def _build(self) -> None:
        text = self.session.text
        nothing = EmptyState(
            "sampling", text("sampling-no-batch"), text("sampling-no-batch-advice")
        )
        self._stack = TaskStack(self.session, self.table, self.checking, nothing, list_px=_LIST_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(label(text("ui-page-sampling"), "title"))
        column.addWidget(self._stack, 1)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "sample-draw": self.draw,
            "sample-close": self.close_sample,
            "sample-print": self.print_result,
            "sample-sign": self.sign_result,
            "sample-history": self.show_history,
            "sample-empty": self.checking.ask_why_empty,
            "sample-sheet": self.checking.toggle_sheet,
            "sample-1": lambda: self.checking.choose(1),
            "sample-2": lambda: self.checking.choose(2),
        }

    def situation(self) -> Situation:
        front = self.checking
        overview = front.overview if front.is_overview else None
        return Situation(
            self.name,
            can_draw_sample=overview is not None and overview.can_draw,
            can_close_sample=overview is not None and overview.can_close,
            has_sample_result=overview is not None and overview.can_print,
            can_sign_sample=overview is not None and overview.can_sign,
            can_key_sample=front.is_keying,
            can_choose_sample=front.is_choosing,
            has_sample_field=front.has_field,
        )

    def enter(self) -> None:
        # Another person may have come: nothing of the last one's stays in sight.
        self.checking.forget()
        self.sheet.forget()
        self._look_at_key()
        self._reload()

    def take_change(self, change: ChangeSet) -> None:
        if self.isVisible() and change.batches and not self._is_own(change):
            self._reload()

    def take_theme(self) -> None:
        self.checking.judging.show_values()

    def draw(self) -> None:
        row, backend = self._chosen(), self.session.backend
        if row is not None and self.checking.overview.can_draw:
            batch_id = row.checks.batch.id
            if self.session.succeeds(lambda: backend.sampling.draw(batch_id)):
                self._reload()

    def close_sample(self) -> None:
        """Count, and say what came of it."""
        row, backend = self._chosen(), self.session.backend
        state = row.current if row is not None else None
        if state is None or state.sample is None or not self.checking.overview.can_close:
            return
        sample_id = state.sample.sample.id
        if self.session.succeeds(lambda: backend.sampling.close(sample_id)):
            self.said.emit(self.session.text("sampling-closed"), Tone.GOOD)
            self._reload()

    def print_result(self) -> None:
        row = self._chosen()
        if row is not None and row.closed is not None:
            self.sheet.save(row.closed.sample_id)

    def sign_result(self) -> None:
        """Ctrl+Shift+P: the sheet of the newest closed sample, with the key of the workspace."""
        row = self._chosen()
        if row is not None and row.closed is not None and self.checking.overview.can_sign:
            self.sheet.sign(row.closed.sample_id)

    def show_history(self) -> None:
        """The samples so far. A series that was let go on changes what may be drawn."""
        # The chart library would be a good part of the program's start.
        from ui.sampling.history import HistoryDialog

        HistoryDialog(self.session, self).exec()
        self._reload()

    def _look_at_key(self) -> None:
        why_not = self.sheet.why_not_signed()
        self.checking.overview.offer_signing(why_not, is_busy=self.sheet.is_signing)
        self.situation_changed.emit()

    def _is_own(self, change: ChangeSet) -> bool:
        """Whether the answer just given told of it; the page goes on by itself."""
        return change.action in ("key-sampled", "mark-sampled", "judge-sampled")

    def _reload(self) -> None:
        backend = self.session.backend
        self._listing.ask(
            lambda: list(backend.sampling.batches()), self._listed, self.session.on_error
        )

    def _listed(self, rows: list[SampledBatch]) -> None:
        self.model.show(rows)
        self._stack.show_work()
        self._show_batch()

    def _show_batch(self) -> None:
        row = self._chosen()
        if row is not self.checking.row or row is None:
            self.checking.show_batch(row)

    def _chosen(self) -> SampledBatch | None:
        return self.model.with_id(self.table.current_id())
