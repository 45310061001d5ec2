"""Pictures of all pages and dialogs, in the languages, looks and sizes that offices have."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from digitizer.domain.case import CaseSummary
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.lifecycle import EDITABLE_BATCH_STATES, BatchState, CaseState
from digitizer.domain.preferences import Look
from digitizer.messages import LANGUAGES
from digitizer.workflow.ports import CaseFilter
from ui.approval.part_dialog import Part, PartDialog
from ui.batches.book_dialog import BookDialog
from ui.batches.rehearsal import RehearsalDialog
from ui.batches.supposed import supposed_batch, supposed_rehearsal
from ui.casepages.dialog import CasePagesDialog
from ui.casepages.waiting import WaitingDialog
from ui.delivery.delivery_dialog import DeliveryDialog
from ui.handovers.handover_form import HandoverForm
from ui.handovers.handovers_dialog import HandoversDialog
from ui.main_window import MainWindow
from ui.palette.palette import Palette
from ui.passes.layout import Tab
from ui.progress.plan_dialog import PlanDialog
from ui.progress.supposed import supposed_progress, supposed_quality
from ui.settings.settings_dialog import SettingsDialog
from ui.setup.wizard import STEPS, SetupWizard
from ui.situation import PageName
from ui.widgets.keys_dialog import KeysDialog

SMALL, LARGE = QSize(1366, 768), QSize(1920, 1080)
_SETTLE_SECONDS = 20.0
_QUIET_ROUNDS = 5
_ROUND_SECONDS = 0.02
_OPENED_FROM_OTHERS = (PageName.DESK, PageName.DESIGNER, PageName.COLUMN)


@dataclass(frozen=True, slots=True)
class Thing:
    """``show`` brings it up and answers what to paint; None: there is no such thing here."""

    name: str
    show: Callable[[MainWindow], QWidget | None]


@dataclass(frozen=True, slots=True)
class Setting:
    """One way of seeing all things."""

    language: str
    look: Look
    size: QSize

    @property
    def suffix(self) -> str:
        size = f"{self.size.width()}x{self.size.height()}"
        return f"{self.language}-{self.look.value}-{size}"


_LOOKS = (Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST)
EVERY_SETTING = tuple(
    Setting(language, look, size)
    for language, look, size in product(LANGUAGES, _LOOKS, (SMALL, LARGE))
)
TELLING_SETTINGS = (
    Setting("vi", Look.LIGHT, SMALL),
    Setting("vi", Look.LIGHT, LARGE),
    Setting("vi", Look.DARK, SMALL),
    Setting("vi", Look.HIGH_CONTRAST, SMALL),
    Setting("en", Look.LIGHT, SMALL),
)
"""Few, and yet every look and language."""


def things() -> tuple[Thing, ...]:
    """What there is to paint; pages in the list of their names come in by themselves."""
    pages = [
        Thing(
            name.value, partial(_approval, 0) if name is PageName.APPROVAL else partial(_page, name)
        )
        for name in PageName
        if name not in _OPENED_FROM_OTHERS
    ]
    return (
        *pages,
        Thing("desk", _most_doubtful_case),
        Thing("desk-unknown-type", _case_of_unknown_type),
        Thing("approval-answered", partial(_approval, 1)),
        Thing("approval-part", _part_of_batch),
        Thing("page-count", _page_count),
        Thing("passes-words", _words),
        Thing("column", _column),
        Thing("progress-weeks", _weeks_of_work),
        Thing("progress-lengths", partial(_progress_tab, 1)),
        Thing("progress-check", partial(_progress_tab, 2)),
        Thing("plan", lambda window: PlanDialog(window.session, window, supposed_progress().plan)),
        Thing("delivery", _delivery),
        Thing("rehearsal", _rehearsal),
        Thing("handovers", lambda window: HandoversDialog(window.session, window)),
        Thing("handover", lambda window: HandoverForm(window.session, window, (), ())),
        Thing("sampling-history", _sampling_history),
        Thing("search-found", _found_records),
        Thing("palette", _palette),
        Thing("case-pages", _case_pages),
        Thing("waiting-pages", lambda window: WaitingDialog(window.session, window)),
        Thing("keys", lambda window: KeysDialog(window.session, window.actions_set, window)),
        Thing("settings", lambda window: SettingsDialog(window.session, window)),
        *(Thing(f"setup-{step}", partial(_setup, step)) for step in STEPS),
    )


def paint_all(
    window: MainWindow, out_dir: Path, settings: Sequence[Setting] = TELLING_SETTINGS
) -> list[Path]:
    """Write ``<thing>-<language>-<look>-<width>x<height>.png`` for each setting; what the person
    likes is in force again afterwards."""
    out_dir.mkdir(parents=True, exist_ok=True)
    liked = window.session.preferences
    written: list[Path] = []
    try:
        for setting in settings:
            window.suppose(replace(liked, language=setting.language, look=setting.look))
            window.resize(setting.size)
            window.show()
            written.extend(_paint_things(window, setting, out_dir))
    finally:
        window.suppose(liked)
    return written


def _paint_things(window: MainWindow, setting: Setting, out_dir: Path) -> Iterator[Path]:
    for thing in things():
        window.activateWindow()
        widget = thing.show(window)
        if widget is None:
            continue
        if widget is not window:
            widget.show()
        _settle(window)
        path = out_dir / f"{thing.name}-{setting.suffix}.png"
        if not widget.grab().save(str(path)):
            raise EnvironmentFault("picture-not-written", path=path)
        if widget is not window:
            widget.close()
            widget.deleteLater()
        yield path
    window.show_page(PageName.INBOX)


def _page(name: PageName, window: MainWindow) -> QWidget:
    window.show_page(name)
    return window


def _approval(which: int, window: MainWindow) -> QWidget:
    """The batches that wait for an answer, or those that were answered for."""
    window.show_page(PageName.APPROVAL)
    window.approval.which.setCurrentIndex(which)
    return window


def _part_of_batch(window: MainWindow) -> QWidget | None:
    """A submitted batch of which two cases are to go back, one of them with a pin."""
    backend = window.session.backend
    for summary in backend.batches():
        if summary.batch.state is BatchState.SUBMITTED and summary.checked > 2:
            where = CaseFilter(batch_id=summary.batch.id, state=CaseState.CHECKED)
            back = [case.id for case in backend.case_summaries(where, limit=2, offset=0)]
            part = Part(summary.batch.name, summary.checked, frozenset(back), frozenset(back[:1]))
            return PartDialog(window.session, window, part)
    return None


def _delivery(window: MainWindow) -> QWidget | None:
    """Sending a package of a batch that left, or of the newest."""
    batches = [summary.batch for summary in window.session.backend.batches()]
    left = [batch for batch in batches if batch.state is BatchState.EXPORTED]
    if not batches:
        return None
    return DeliveryDialog(window.session, window, (left or batches)[0])


def _page_count(window: MainWindow) -> QWidget | None:
    """What is declared of the papers of the newest batch."""
    backend, batches = window.session.backend, window.session.backend.batches()
    if not batches:
        return None
    seen = backend.page_counts.look(batches[0].batch.id)
    return BookDialog(
        window.session, window, seen, lambda book: backend.batch_findings(seen.batch.id, book)
    )


def _found_records(window: MainWindow) -> QWidget | None:
    """The search for whom a checked case is about."""
    checked = CaseFilter(state=CaseState.CHECKED)
    titles = [
        each.title for each in window.session.backend.case_summaries(checked, limit=1, offset=0)
    ]
    if not any(titles):
        return None
    window.show_page(PageName.SEARCH)
    window.search.bar.search.setText(titles[0])
    window.search.search()
    return window


def _cases(window: MainWindow) -> Sequence[CaseSummary]:
    return window.session.backend.case_summaries(CaseFilter(), limit=200, offset=0)


def _most_doubtful_case(window: MainWindow) -> QWidget | None:
    known = [case for case in _cases(window) if case.document_type is not None]
    if not known:
        return None
    window.open_case(max(known, key=lambda case: case.doubts).id)
    return window


def _case_of_unknown_type(window: MainWindow) -> QWidget | None:
    unknown = [case for case in _cases(window) if case.document_type is None]
    if not unknown:
        return None
    window.open_case(unknown[0].id)
    return window


def _words(window: MainWindow) -> QWidget:
    """The page opens at the pass that the batch's plan proposes; here it is the words."""
    window.show_page(PageName.PASSES)
    _settle(window)
    window.passes.parts.tabs.setCurrentIndex(Tab.WORDS)
    return window


def _column(window: MainWindow) -> QWidget | None:
    """The fullest column of the first batch that has one."""
    passes = window.session.backend.passes
    for summary in window.session.backend.batches():
        found = [each for each in passes.columns(summary.batch.id) if each.waiting]
        if found and summary.batch.state in EDITABLE_BATCH_STATES:
            fullest = max(found, key=lambda each: (each.waiting, not each.spec.code_list))
            window.begin_column(summary.batch.id, fullest, all_values=False)
            return window
    return None


def _weeks_of_work(window: MainWindow) -> QWidget:
    """What a plan and six weeks of work look like, of which a demonstration has only a day."""
    _progress_tab(0, window)
    _settle(window)
    window.progress.suppose(supposed_progress(), supposed_quality())
    return window


def _progress_tab(tab: int, window: MainWindow) -> QWidget:
    window.show_page(PageName.PROGRESS)
    window.progress.tabs.setCurrentIndex(tab)
    return window


def _sampling_history(window: MainWindow) -> QWidget:
    # The chart library would be a good part of the program's start.
    from ui.sampling.history import HistoryDialog

    return HistoryDialog(window.session, window)


def _case_pages(window: MainWindow) -> QWidget | None:
    """The case with the most pages of those that are listed first."""
    views = [window.session.backend.case_view(case.id) for case in _cases(window)[:20]]
    if not views:
        return None
    fullest = max(views, key=lambda view: len(view.pages))
    return CasePagesDialog(window.session, window, fullest.case.id)


def _rehearsal(window: MainWindow) -> QWidget:
    """A demonstration has no batch that is about to leave."""
    return RehearsalDialog(window.session, window, supposed_batch(), supposed_rehearsal())


def _setup(step: str, window: MainWindow) -> QWidget:
    """The page as it is when one comes to it; nothing is kept."""
    session = window.session
    made = SetupWizard(session.backend.setup, session.bridge, window, session.preferences)
    made.show_step(step)
    return made


def _palette(window: MainWindow) -> QWidget:
    return Palette(window.session, window.actions_set, window.page.situation(), window)


def _settle(window: MainWindow) -> None:
    """Let images arrive and layouts come to rest."""
    deadline = time.monotonic() + _SETTLE_SECONDS
    quiet = 0
    while quiet < _QUIET_ROUNDS and time.monotonic() < deadline:
        QApplication.processEvents()
        quiet = 0 if window.session.bridge.is_busy else quiet + 1
        time.sleep(_ROUND_SECONDS)
