"""Practice: what to practise, how far one is, and what was missed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QVBoxLayout

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.practice import (
    Exercise,
    Marked,
    PracticeView,
    advised_level,
    right_share,
)
from ui.asking import Asking
from ui.page import Page
from ui.practice.layout import FAILED, FIGURES, LOADING, SHOWN, PracticeLayout
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone

_LOOK_MS = 5000
"""How often the page of the office looks how far the person is in the practice window."""
_SECONDS_OF_MINUTE = 60


class PracticePage(Page):
    """``opened`` asks for a case on the desk, at a field (empty: at none); ``goes_on`` for the
    next case that waits; ``seen``: the newest mistakes are in sight."""

    opened = Signal(int, str)
    goes_on = Signal()
    seen = Signal()

    name = PageName.PRACTICE

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.parts = PracticeLayout(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        self._view = PracticeView()
        self._asking = Asking(session)
        self._is_starting = False
        self._proposed: Exercise | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look_again)
        parts = self.parts
        parts.stack.setCurrentIndex(LOADING)
        parts.last.goes_on.connect(self._go_on)
        parts.last.again.connect(self._again)
        parts.order.begun.connect(self._begin)
        parts.again.clicked.connect(self._reload)
        parts.mistakes.opened.connect(self.opened)
        parts.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show_case())
        parts.table.activated.connect(lambda _index: self._open())
        session.follow_actor(self._forget)

    # What the window asks

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "practice-start": lambda: self._begin(self.parts.order.exercise),
            "practice-go-on": self._go_on,
            "practice-again": self._again,
            "practice-open": self._open,
            "practice-discard": self._ask_discard,
        }

    def situation(self) -> Situation:
        is_inside, is_free = self.session.backend.is_practice, not self._is_starting
        had_exercise = self._view.exercise is not None
        return Situation(
            self.name,
            has_exercise=self._view.is_unfinished and is_free,
            had_exercise=had_exercise and is_free,
            has_mark=is_inside and self.parts.mistakes.marked is not None,
            can_discard=had_exercise and is_free and not is_inside,
        )

    @property
    def view(self) -> PracticeView:
        return self._view

    def enter(self) -> None:
        self._reload()
        if not self.session.backend.is_practice:
            self._looking.start()

    def take_change(self, change: ChangeSet) -> None:
        if self.isVisible() and self.session.backend.is_practice:
            self._reload()

    def take_theme(self) -> None:
        self.parts.bars.update()
        self.parts.table.viewport().update()

    # How far the person is

    def _forget(self) -> None:
        self._view, self._proposed = PracticeView(), None
        self.parts.show_marked(())
        self.parts.mistakes.show_case(None)
        self.parts.stack.setCurrentIndex(LOADING)

    def _look_again(self) -> None:
        if not self.isVisible() or self.session.bridge.is_closed:
            self._looking.stop()
        elif not self._is_starting:
            self._reload()

    def _reload(self) -> None:
        backend = self.session.backend
        self._asking.ask(backend.practice.look, self._show, self._fail)

    def _fail(self, error: DigitizerError) -> None:
        self._looking.stop()
        self.parts.stack.setCurrentIndex(FAILED)
        self.said.emit(self.session.backend.messages.error(error), Tone.BAD)

    def _show(self, view: PracticeView) -> None:
        newest = view.marked[-1] if view.marked else None
        is_new = newest is not None and (not self._view.marked or newest != self._view.marked[-1])
        self._view = view
        parts = self.parts
        parts.show_marked(view.marked)
        if is_new and newest is not None:
            parts.table.select_id(newest.case_id)
        self._show_case()
        self._say_figures()
        self._propose()
        if not self._is_starting:
            parts.last.show_view(view, self.session.backend.practice.trouble)
        self._set_enabled()
        was_elsewhere = parts.stack.currentIndex() != SHOWN
        parts.stack.setCurrentIndex(SHOWN)
        if was_elsewhere:
            self._focus()
        if self.isVisible():
            self.seen.emit()
        self.situation_changed.emit()

    def _focus(self) -> None:
        go_on, begin = self.parts.last.go_on, self.parts.order.begin
        likely = go_on if self._view.is_unfinished and go_on.isEnabled() else begin
        likely.setFocus(Qt.FocusReason.OtherFocusReason)

    def _propose(self) -> None:
        """Choose the last exercise's papers and the advised level, once: then the person does."""
        exercise, marked = self._view.exercise, self._view.marked
        level = None
        if marked:
            rule = self.session.backend.practice.rule
            level = advised_level(rule, marked[-1].level, marked)
        self.parts.order.advise(level)
        if exercise is not None:
            wanted = replace(exercise, level=level or exercise.level)
            if wanted != self._proposed:
                self._proposed = wanted
                self.parts.order.propose(wanted)

    def _set_enabled(self) -> None:
        is_free, last = not self._is_starting, self.parts.last
        is_inside = self.session.backend.is_practice
        waits = self._view.ready > 0 if is_inside else not self._view.is_window_open
        last.go_on.setEnabled(is_free and waits)
        last.more.setEnabled(is_free)
        self.parts.order.begin.setEnabled(is_free)
        self.parts.order.set_primary(primary=not self._view.is_unfinished)

    def _show_case(self) -> None:
        row = self.parts.table.currentIndex().row()
        marked = self.parts.model.row_at(row)
        if marked != self.parts.mistakes.marked:
            self.parts.mistakes.show_case(marked)
            self.situation_changed.emit()

    def _say_figures(self) -> None:
        here = self._view.of_exercise
        before = [one for one in self._view.marked if one not in here]
        for name in FIGURES:
            value, earlier = self._said(name, here), self._said(name, before)
            key = "practice-figure-before" if before else "practice-figure-no-before"
            if name == "cases":
                key, earlier = "practice-figure-all", str(len(self._view.marked))
            self.parts.figures[name].say(value, self.session.text(key, value=earlier))

    def _said(self, name: str, cases: Sequence[Marked]) -> str:
        number = QLocale(self.session.backend.messages.language).toString
        if name == "cases":
            return str(len(cases))
        if name == "right":
            share = right_share(cases)
            return "–" if share is None else f"{number(share * 100, 'f', 1)} %"
        if name == "minutes":
            times = [one.seconds / _SECONDS_OF_MINUTE for one in cases]
            return number(float(median(times)), "f", 1) if times else "–"
        keys = [one.keys for one in cases if one.keys is not None]
        return str(round(median(keys))) if keys else "–"

    # Doing

    def _go_on(self) -> None:
        if self.session.backend.is_practice:
            self.goes_on.emit()
        else:
            self._in_window(self.session.backend.practice.open_window, is_new=False)

    def _again(self) -> None:
        if self._view.exercise is not None:
            self._begin(self._view.exercise)

    def _begin(self, exercise: Exercise) -> None:
        practice = self.session.backend.practice

        def work() -> bool:
            practice.start(exercise)
            return practice.open_window()

        self._in_window(work, is_new=True)

    def _in_window(self, work: Callable[[], bool], *, is_new: bool) -> None:
        """Do what makes the practice window come; ``work`` says whether it was opened by it."""
        if self._is_starting:
            return
        self._is_starting = True
        is_inside = self.session.backend.is_practice
        key = "practice-being-made" if is_inside else "practice-opening"
        self.parts.last.say(self.session.text(key))
        self._set_enabled()
        self.situation_changed.emit()
        self.said.emit("", Tone.ACCENT)

        def done(is_opened: bool) -> None:
            self._is_starting = False
            if not is_inside:
                passed = "practice-passed" if is_new else "practice-window-is-open"
                words = "practice-opened" if is_opened else passed
                self.said.emit(self.session.text(words), Tone.GOOD)
                self._looking.start()
            self._reload()

        self.session.bridge.run(work, done, self._not_begun)

    def _not_begun(self, error: DigitizerError) -> None:
        self._is_starting = False
        self.said.emit(self.session.backend.messages.error(error), Tone.BAD)
        self.parts.last.show_view(self._view, self.session.backend.practice.trouble)
        self._set_enabled()
        self._reload()

    def _open(self) -> None:
        if self.session.backend.is_practice:
            self.parts.mistakes.open_case()

    def _ask_discard(self) -> None:
        text = self.session.text
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(text("practice-discard-title"))
        box.setText(text("practice-discard-question"))
        role = QMessageBox.ButtonRole
        delete = box.addButton(text("practice-discard-do"), role.DestructiveRole)
        keep = box.addButton(text("practice-discard-keep"), role.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        if box.clickedButton() is delete:
            backend = self.session.backend
            self._asking.ask(backend.practice.discard, self._discarded, self._not_begun)

    def _discarded(self, _is_gone: bool) -> None:
        self._forget()
        self.said.emit(self.session.text("practice-discarded"), Tone.GOOD)
        self._reload()
