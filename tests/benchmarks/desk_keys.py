"""A simulated clerk who knows the truth works through generated papers at the real desk, by real
key events, beside the key models of :mod:`desk_peers` on the same readings.

The clerk sees what the desk shows: a doubtful field, the text in it, the candidates. A right text
is confirmed, a wrong one corrected in the cheapest way that the desk offers; a field that the desk
does not stop at is not looked at, so what was accepted wrongly stays wrong. Keys are counted as in
:mod:`desk_typing`; each press is sent to the window, and the case's record is compared with the
truth afterwards. A value that the paper does not bear is explained as not on the paper.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import desk_corpus
from desk_corpus import Truth
from desk_peers import PEERS, Effort, Field, Sheet, at_equal_errors, effort
from desk_typing import Move, correction, presses
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QMenu, QWidget

from digitizer.bootstrap.workspace import open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.problems import Severity
from digitizer.domain.record import FieldValue, ValueState
from digitizer.domain.schema import FieldKind, FieldSpec
from digitizer.domain.values.canonical import shown_for
from digitizer.domain.values.text import fold
from digitizer.workflow.overview import CaseView
from ui.app import application
from ui.bridge import Bridge
from ui.desk.work import CaseWork
from ui.main_window import MainWindow
from ui.session import Session

_NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Delete": Qt.Key.Key_Delete,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "F7": Qt.Key.Key_F7,
    "A": Qt.Key.Key_A,
    **{str(digit): Qt.Key(int(Qt.Key.Key_0) + digit) for digit in range(10)},
}
_HELD = {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Alt": Qt.KeyboardModifier.AltModifier}
_NOT_ON_PAPER = "1"
_MOST_STOPS = 120
_LOOK_MS = 500


@dataclass
class Worked:
    """What one case took. ``stuck`` names the field at which the clerk could not go on."""

    case_id: int
    keys: int = 0
    visits: int = 0
    doubts: int = 0
    errors: list[str] = field(default_factory=list)
    stuck: str = ""


class Clerk:
    """Sends keys to whatever has the focus, and counts them."""

    def __init__(self, window: MainWindow, station: Workstation) -> None:
        self._window = window
        self._station = station
        self._keys = 0
        self.spent: dict[str, list[int]] = {}
        """Keys by what was done at a field."""

    def work(self, case_id: int, truth: Truth) -> Worked:
        """From the opened case to the next one."""
        done = Worked(case_id)
        self._keys = 0
        self._window.open_case(case_id)
        if not self._work.specs:
            self._choose_type(truth)
        done.doubts = len(self._work.doubts())
        for _ in range(_MOST_STOPS):
            if not self._is_at(case_id):
                break
            stopped = self._stop(truth)
            done.visits += 1
            if not stopped:
                done.stuck = f"{self._key}: {self._work.pending} {self._window.banner.text}"
                self._window.desk.editing.forget_typed()
                break
        done.keys = self._keys
        return done

    @property
    def _work(self):  # type: ignore[no-untyped-def]
        return self._window.desk.editing.work

    @property
    def _key(self) -> str | None:
        return self._window.desk.parts.form.active

    def _is_at(self, case_id: int) -> bool:
        editing = self._window.desk.editing
        return editing.is_open and editing.work.case.id == case_id

    def _stop(self, truth: Truth) -> bool:
        """Settle the field in hand; whether the desk went on."""
        work, key = self._work, self._key
        if key is None:
            return False
        before = (work.case.id, key, work.case.revision)
        keys = self._keys
        what = self._settle(work.spec(key), truth.values.get(key))
        self.spent.setdefault(what, []).append(self._keys - keys)
        QApplication.processEvents()
        if not self._is_at(before[0]):
            return True
        return (self._work.case.id, self._key, self._work.case.revision) != before

    def _settle(self, spec: FieldSpec, wanted: str | None) -> str:
        """Make the field right; what that was."""
        shown = self._work.text(spec.key)
        if wanted is None:
            self._explain_empty(shown)
            return "explain empty"
        if shown and self._means(spec, shown) == wanted:
            self._press("Enter")
            return "confirm"
        place = self._candidate(spec, wanted)
        if place is not None:
            self._take(place)
            return "take candidate"
        text = shown_for(self._station.catalog, spec, wanted)
        if spec.kind is FieldKind.CODE:
            self._choose(spec, text)
            return "choose code"
        for move in correction(shown, text):
            self._do(move)
        is_typed = bool(shown)
        if self._work.text(spec.key) != text:
            # The editor put something else there than was meant: typed anew, and counted.
            self._press("Ctrl+A")
            self._do(Move("type", text=text))
            is_typed = False
        self._press("Enter")
        return "correct" if is_typed else "type"

    def _take(self, place: int) -> None:
        case_id, revision = self._work.case.id, self._work.case.revision
        self._press(f"Alt+{place + 1}")
        QApplication.processEvents()
        if self._is_at(case_id) and self._work.case.revision == revision:
            self._press("Enter")

    def _choose(self, spec: FieldSpec, name: str) -> None:
        """Type of a list's entry, without marks, as much as finds it, and take it."""
        plain = fold(name)
        for letter in plain:
            self._do(Move("type", text=letter))
            QApplication.processEvents()
            popup = QApplication.activePopupWidget()
            if isinstance(popup, QListView) and str(popup.currentIndex().data()).startswith(name):
                break
        self._press("Enter")
        QApplication.processEvents()
        if self._key == spec.key and spec.key in self._work.pending:
            self._press("Enter")

    def _candidate(self, spec: FieldSpec, wanted: str) -> int | None:
        offered = self._work.candidates(spec.key)
        found = (at for at, text in enumerate(offered) if self._means(spec, text) == wanted)
        return next(found, None)

    def _means(self, spec: FieldSpec, text: str) -> str | None:
        return self._station.check_text(self._work.case, spec.key, text).value

    def _explain_empty(self, shown: str) -> None:
        """Enter where nothing was read; where the desk asks for the reason, its digit."""
        self._press("F7" if shown else "Enter")
        if isinstance(QApplication.activePopupWidget(), QMenu):
            self._press(_NOT_ON_PAPER)
        self._come_to_rest()

    def _choose_type(self, truth: Truth) -> None:
        panel = self._window.desk.parts.types
        label = self._window.session.type_label(truth.document_type)
        panel.search.setFocus(Qt.FocusReason.OtherFocusReason)
        for length in range(3, len(label) + 1):
            panel.search.clear()
            QTest.keyClicks(panel.search, label[:length])
            shown = [each for each in panel._shown() if not each.isHidden()]
            if len(shown) == 1 or length == len(label):
                self._keys += presses([Move("type", text=label[:length])])
                break
        self._press("Enter")
        self._press("Enter")
        QApplication.processEvents()

    def _come_to_rest(self) -> None:
        """A menu gives the focus back only after it has closed, without a screen not at all."""
        for _ in range(3):
            QApplication.processEvents()
        self._window.activateWindow()
        QApplication.processEvents()

    def _do(self, move: Move) -> None:
        if move.text:
            self._keys += move.presses
            for letter in move.text:
                _type(self._target(), letter)
            return
        for _ in range(move.times):
            self._press(move.key)

    def _press(self, name: str) -> None:
        held, _, key = name.rpartition("+")
        modifier = _HELD.get(held, Qt.KeyboardModifier.NoModifier)
        self._keys += 1
        QTest.keyClick(self._target(), _NAMED[key], modifier)

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        return QApplication.focusWidget() or self._window.focusWidget() or self._window


def _type(target: QWidget, letter: str) -> None:
    """A letter as a keyboard layout or an input method delivers it: QTest knows ASCII only."""
    key = ord(letter.upper()) if letter.isascii() else int(Qt.Key.Key_unknown)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def main(root: Path, count: int, seed: int) -> None:
    desk_corpus.make(root, count, seed)
    with tempfile.TemporaryDirectory() as folder:
        workspace = desk_corpus.fresh_copy(root, Path(folder) / "workspace")
        station = open_workspace(workspace, desk_corpus.CLERK, "vi")
        try:
            _run(root, station)
        finally:
            station.close()
            shutil.rmtree(workspace)


def _run(root: Path, station: Workstation) -> None:
    truths = desk_corpus.truths(root, station)
    sheets = [_sheet(station, case_id, truth) for case_id, truth in truths.items()]
    application(["desk"])
    window = MainWindow(Session(station, Bridge()))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    watch = QTimer()
    watch.timeout.connect(_refuse_dialogs)
    watch.start(_LOOK_MS)
    clerk = Clerk(window, station)
    worked = []
    for case_id, truth in truths.items():
        done = clerk.work(case_id, truth)
        done.errors = _errors(station, case_id, truth)
        worked.append(done)
    window.desk.editing.close()
    window.close()
    for what, keys in sorted(clerk.spent.items()):
        sys.stdout.write(f"{what:16}{len(keys):>6} times{sum(keys):>7} keys\n")
    sys.stdout.write("\n".join(_report(sheets, worked, len(desk_corpus.cases(station)))) + "\n")


def _refuse_dialogs() -> None:
    """Nothing in the flow may ask by a dialog: the simulated clerk would wait for ever."""
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        texts = [each.text() for each in dialog.findChildren(QLabel)]
        sys.exit(f"a dialog stands in the way: {dialog.windowTitle()} {texts}")


def _sheet(station: Workstation, case_id: int, truth: Truth) -> Sheet:
    """The case as the reader left it, for the peers."""
    view = station.case_view(case_id)
    record = view.case.record
    doc_type = view.document_type or station.catalog.types[truth.document_type]
    doubts = _doubts(station, view)
    fields = []
    for spec in doc_type.fields:
        value = (
            record.fields.get(spec.key, FieldValue(spec.key)) if record else FieldValue(spec.key)
        )
        wanted = truth.values.get(spec.key)
        reading = value.reading
        codes = station.catalog.code_list_of(spec)
        fields.append(
            Field(
                key=spec.key,
                shown=shown_for(station.catalog, spec, value.value) if value.value else value.text,
                wanted=shown_for(station.catalog, spec, wanted) if wanted else "",
                is_right=value.value == wanted,
                confidence=reading.confidence if reading else 0.0,
                is_flagged=any(
                    problem.field == spec.key and problem.severity is not Severity.INFO
                    for problem in view.problems
                ),
                is_read=value.state is not ValueState.MISSING,
                is_doubtful=spec.key in doubts,
                candidates=tuple(
                    shown_for(station.catalog, spec, each.value) if each.value else each.text
                    for each in (reading.candidates if reading else ())
                ),
                choices=tuple(entry.label.vi for entry in codes.entries) if codes else (),
            )
        )
    return Sheet(case_id, record is not None, tuple(fields))


def _doubts(station: Workstation, view: CaseView) -> set[str]:
    return set(CaseWork(view, station.catalog, station.check_text).doubts())


def _errors(station: Workstation, case_id: int, truth: Truth) -> list[str]:
    """The fields whose stored value is not the paper's."""
    record = station.case_view(case_id).case.record
    values = {key: value.value for key, value in record.fields.items()} if record else {}
    return [
        f"{key}: {values.get(key)!r} for {truth.values.get(key)!r}"
        for key in sorted({*values, *truth.values})
        if values.get(key) != truth.values.get(key)
    ]


def _report(sheets: Sequence[Sheet], worked: Sequence[Worked], cases: int) -> list[str]:
    stuck = [each for each in worked if each.stuck]
    errors = sum(len(each.errors) for each in worked)
    fields = sum(len(sheet.fields) for sheet in sheets)
    lines = [
        f"{len(worked)} of {cases} cases, {fields} fields; {len(stuck)} the clerk could not finish",
        *(f"  stuck at {each.stuck} of case {each.case_id}" for each in stuck),
        f"{'':14}{'keys':>7}{'median':>8}{'mean':>7}{'visits':>8}{'errors':>8}{'threshold':>11}",
    ]
    keys = [each.keys for each in worked]
    lines.append(
        f"{'ours':14}{sum(keys):>7}{statistics.median(keys):>8}{statistics.fmean(keys):>7.1f}"
        f"{statistics.median(each.visits for each in worked):>8}{errors:>8}{'':>11}"
    )
    best = None
    for peer in PEERS:
        threshold, efforts = at_equal_errors(peer, sheets, errors)
        lines.append(_peer_line(peer.name, f"{threshold:.3f}", efforts))
        told = [effort(peer, sheet, None) for sheet in sheets]
        lines.append(_peer_line("", "our doubts", told))
        spent = sum(each.keys for each in efforts)
        best = spent if best is None else min(best, spent)
    if best:
        lines.append(f"keys beside the best of them: {sum(keys) / best:.2f}")
    for name, group in _groups(worked):
        if group:
            counted = [each.keys for each in group]
            lines.append(
                f"{name}: {len(group)} cases, median {statistics.median(counted)} keys,"
                f" most {max(counted)}"
            )
    lines += [
        f"  wrong at the end: case {each.case_id} {key}" for each in worked for key in each.errors
    ]
    return lines


def _peer_line(name: str, threshold: str, efforts: Sequence[Effort]) -> str:
    keys = [each.keys for each in efforts]
    visits = statistics.median(each.visits for each in efforts)
    errors = sum(each.errors for each in efforts)
    return (
        f"{name:14}{sum(keys):>7}{statistics.median(keys):>8}{statistics.fmean(keys):>7.1f}"
        f"{visits:>8}{errors:>8}{threshold:>11}"
    )


def _groups(worked: Sequence[Worked]) -> list[tuple[str, list[Worked]]]:
    return [
        ("no doubt", [each for each in worked if each.doubts == 0]),
        ("1 or 2 doubts", [each for each in worked if each.doubts in (1, 2)]),
        ("3 doubts", [each for each in worked if each.doubts == 3]),
        ("4 or more", [each for each in worked if each.doubts > 3]),
    ]
