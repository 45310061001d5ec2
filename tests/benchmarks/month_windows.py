"""The part of the month that is done in the real window, without a screen, by key events: cases at
the desk, a sample of the supervisor's, what a clerk is not allowed, and the counts that the pages
show."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk_corpus import Truth
from desk_keys import Clerk as DeskClerk
from month_office import Office
from month_truth import Truths
from PySide6.QtCore import QEvent, QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.progress import Stage
from digitizer.workflow.ports import CaseFilter
from ui.app import application
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.models.virtual import VirtualTableModel
from ui.session import Session
from ui.situation import PageName

_PATIENCE_SECONDS = 300.0
_NO_DIGIT = re.compile(r"\D")
# What a window without a screen says, which means nothing.
_UNMEANT = "This plugin does not support"
warnings: list[str] = []
"""What Qt complained of; each is an error of the run."""
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_ENTER = Qt.Key.Key_Return


@dataclass
class Front:
    """A window with a person before it."""

    window: MainWindow
    station: Workstation

    def go(self, page: PageName) -> None:
        self.window.show_page(page)
        self.rest()

    def rest(self) -> None:
        """Until workers have answered."""
        self.until(lambda: not self.window.session.bridge.is_busy)
        QApplication.processEvents()

    def until(self, is_so: Callable[[], bool]) -> None:
        """Raises TimeoutError with what the window says."""
        give_up = time.monotonic() + _PATIENCE_SECONDS
        while not is_so():
            QApplication.processEvents()
            if time.monotonic() > give_up:
                raise TimeoutError(self.window.banner.text)
            time.sleep(0.002)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._target(), key, held)
        self.rest()

    def write(self, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._target(), event)

    def _target(self) -> QWidget:
        if QApplication.activePopupWidget() is None and QApplication.focusWidget() is None:
            # Without a screen nobody gives the focus back when a menu closes.
            self.window.activateWindow()
            QApplication.processEvents()
        return (
            QApplication.activePopupWidget()
            or QApplication.focusWidget()
            or self.window.focusWidget()
            or self.window
        )


def _hear(kind: QtMsgType, context: QMessageLogContext, said: str) -> None:
    if kind is not QtMsgType.QtDebugMsg and not said.startswith(_UNMEANT):
        warnings.append(said)


@contextlib.contextmanager
def front(office: Office, name: str) -> Iterator[Front]:
    """The window as this person opens it in the morning."""
    application(["month"])
    qInstallMessageHandler(_hear)
    with office.station(name) as station:
        window = MainWindow(Session(station, Bridge()))
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        made = Front(window, station)
        made.rest()
        try:
            yield made
        finally:
            if "desk" in vars(window):
                window.desk.editing.close()
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()


def correct_cases(
    office: Office, name: str, truths: Truths, case_ids: Sequence[int]
) -> tuple[int, int]:
    """Work through cases at the desk; how many key presses that took, and how many cases the desk
    did not let this clerk finish."""
    keys = stuck = 0
    with front(office, name) as made:
        clerk = DeskClerk(made.window, made.station)
        for case_id in case_ids:
            entry = truths.of(case_id)
            done = clerk.work(case_id, Truth(entry.document_type, dict(entry.values)))
            made.rest()
            keys += done.keys
            state = made.station.case_view(case_id).case.state
            stuck += state is not CaseState.CHECKED
    return keys, stuck


def try_to_approve(office: Office, name: str, batch: str) -> bool:
    """Whether the approval page lets a person without the right approve a batch, or lets the key
    for it through."""
    with front(office, name) as made:
        made.go(PageName.APPROVAL)
        page = made.window.approval
        rows = [row.batch.name for row in page.batches.rows]
        if batch in rows:
            page.batch_table.selectRow(rows.index(batch))
            made.rest()
        is_open = made.window.actions_set["approve-batch"].isEnabled()
        made.press(Qt.Key.Key_D, _CTRL)
        state = made.station.batch(batch).state.value
        return is_open or state == "approved"


def key_sample(office: Office, name: str, truths: Truths, batch: str, most: int) -> int:
    """Draw the next sample of a batch in the sampling page and answer its first units there; how
    many that were."""
    answered = 0
    with front(office, name) as made:
        made.go(PageName.SAMPLING)
        page = made.window.sampling
        made.until(lambda: bool(page.model.rows))
        rows = [row.checks.batch.name for row in page.model.rows]
        page.table.selectRow(rows.index(batch))
        checking = page.checking
        made.until(lambda: checking.is_overview and checking.overview.can_draw)
        made.press(Qt.Key.Key_N, _CTRL)
        made.until(lambda: checking.is_keying or checking.is_choosing)
        while answered < most and not checking.is_overview:
            if checking.is_keying:
                _key_field(made, truths)
            elif checking.looking.task is not None:
                _look(made, truths)
            else:
                break
            answered += 1
    return answered


def _key_field(made: Front, truths: Truths) -> None:
    """Type what the paper says; Enter, or where there is nothing the reason."""
    checking = made.window.sampling.checking
    task, edit = checking.entry.task, checking.entry.edit
    if task is None or edit is None:
        raise AssertionError(made.window.banner.text)
    edit.start()
    text = truths.shown(task.place.case_id, task.place.spec)
    made.write(text)
    QApplication.processEvents()
    for _ in range(3):
        made.press(_ENTER)
        if isinstance(QApplication.activePopupWidget(), QMenu):
            made.press(Qt.Key.Key_1)
        made.rest()
        if checking.entry.task is not task or not checking.is_keying:
            return
    raise AssertionError(task.place.spec.key, text, edit.text(), made.window.banner.text)


def _look(made: Front, truths: Truths) -> None:
    looking = made.window.sampling.checking.looking
    task = looking.task
    if task is None:
        raise AssertionError(made.window.banner.text)
    record = task.case.case.record if task.case is not None else None
    if record is not None and truths.wrong_fields(task.unit.case_id, record):
        looking.why.setText("Có trường không đúng với giấy")
        made.press(Qt.Key.Key_2, _ALT)
    else:
        made.press(Qt.Key.Key_1, _ALT)
    made.until(lambda: looking.task is not task or made.window.sampling.checking.is_overview)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pages of the window count."""

    cases: int
    by_state: Mapping[str, int]
    arrivals: int
    stages: Mapping[str, int]
    batches: Mapping[str, Sequence[int]]
    audit: int


def counts_shown(office: Office, name: str) -> Shown:
    """The totals of the lists and the figures of the progress page, as a person sees them."""
    with front(office, name) as made:
        window = made.window
        made.go(PageName.CASES)
        every = _total(made, window.case_model)
        by_state = {}
        for state in CaseState:
            window.case_model.show(CaseFilter(state=state))
            made.rest()
            by_state[state.value] = _total(made, window.case_model)
        made.go(PageName.INBOX)
        arrivals = _total(made, window.inbox.model)
        made.go(PageName.BATCHES)
        rows = window.batches.model.rows
        made.go(PageName.AUDIT)
        audit = _total(made, window.audit.model)
        made.go(PageName.PROGRESS)
        cards = window.progress.cards.values
        made.until(lambda: bool(cards[Stage.READ].text()))
        return Shown(
            every,
            by_state,
            arrivals,
            {stage.value: int(_NO_DIGIT.sub("", cards[stage].text())) for stage in Stage},
            {
                row.batch.name: (row.cases, row.to_check, row.checked, row.approved, row.exported)
                for row in rows
            },
            audit,
        )


def _total(made: Front, model: VirtualTableModel[Any]) -> int:
    made.until(lambda: model.total is not None)
    made.rest()
    return int(model.total or 0)
