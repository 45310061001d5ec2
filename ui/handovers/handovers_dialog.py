"""Which papers changed hands and what is still out of the store; minutes to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.errors import DigitizerError
from digitizer.domain.slip import Handover, StillOut, still_out
from ui.asking import Asking
from ui.handovers.handover_form import HandoverForm
from ui.progress.grid import Grid
from ui.progress.wording import ProgressWords
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import button, label, set_look

_COLUMNS = ("number", "at", "direction", "papers", "books", "sheets", "given", "taken")
_NUMBERS, _PAPERS = frozenset({0, 4, 5}), 3
_OUT_LINES_PX = 96


class HandoversDialog(QDialog):
    """The newest handover first. What was noted stays: a wrong one is answered by another."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = ProgressWords(session)
        self._asking = Asking(session)
        self._found: Sequence[Handover] = ()
        text = session.text
        self.setWindowTitle(text("handovers-title"))
        self.resize(px(1080), px(600))
        heads = [text(f"handover-column-{name}") for name in _COLUMNS]
        self.grid = Grid(text("handovers-title"), heads, _NUMBERS, wide=_PAPERS)
        self.grid.setSelectionMode(Grid.SelectionMode.SingleSelection)
        self.grid.itemActivated.connect(lambda _item: self._choose_file())
        self.banner = Banner(session)
        loading = label(text("handovers-loading"), "muted")
        loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing = EmptyState("list", text("handovers-none"), text("handovers-none-advice"))
        self.stack = QStackedWidget()
        for part in (loading, self.grid, nothing):
            self.stack.addWidget(part)
        self.add = self._keyed("handovers-add", "Ctrl+N", self.begin, "primary")
        self.print = self._keyed("handovers-print", "Ctrl+P", self._choose_file)
        self._build()
        self.load()

    def _build(self) -> None:
        text = self._session.text
        close = button(text("handovers-close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(self.print)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("handovers-title"), "heading"))
        column.addWidget(label(text("handovers-advice"), "muted", wrap=True))
        column.addWidget(self.stack, 1)
        column.addWidget(self._build_out())
        column.addWidget(self.banner)
        column.addLayout(foot)
        self._look()

    def _build_out(self) -> QFrame:
        """What is out, in as many lines as papers have names; more than a few can be scrolled."""
        card = QFrame()
        card.setObjectName("card")
        self.out_title = label("", "heading")
        self.out = label("", wrap=True)
        self.out.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines = QScrollArea()
        lines.setFrameShape(QFrame.Shape.NoFrame)
        lines.setWidgetResizable(True)
        lines.setMaximumHeight(px(_OUT_LINES_PX))
        lines.setWidget(self.out)
        lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines.viewport().setAutoFillBackground(False)
        lines.setObjectName("plain")
        lines.setStyleSheet("#plain, #plain > QWidget > QWidget { background: transparent; }")
        self._lines = lines
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 8, 14, 8)
        column.addWidget(self.out_title)
        column.addWidget(lines)
        return card

    def load(self) -> None:
        backend = self._session.backend
        self._asking.ask(backend.progress.handovers, self._show, self._fail)

    def begin(self) -> None:
        """Ask for a new handover; it is chosen in the list afterwards."""
        known = sorted({one.papers for one in self._found})
        people = sorted({name for one in self._found for name in (one.given_by, one.taken_by)})
        form = HandoverForm(self._session, self, known, people)
        if form.exec() == QDialog.DialogCode.Accepted and form.made is not None:
            number = form.made.id or 0
            self.banner.say(self._session.text("cli-handover-noted", number=number), Tone.GOOD)
            self.load()

    def save_to(self, number: int, path: Path) -> None:
        """Write the minute of one handover as PDF."""
        progress = self._session.backend.progress
        self._session.bridge.run(
            lambda: progress.write_handover(number, path),
            lambda _done: self._saved(path),
            self._fail,
        )

    @property
    def chosen(self) -> Handover | None:
        row = self.grid.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _keyed(
        self, message: str, keys: str, act: Callable[[], None], role: str = ""
    ) -> QPushButton:
        made = button(self._session.text(message), role)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{self._session.text(message)} ({shown})")
        made.setAccessibleDescription(shown)
        made.clicked.connect(act)
        QShortcut(QKeySequence(keys), self, made.click)
        return made

    def _show(self, found: Sequence[Handover]) -> None:
        if not shiboken6.isValid(self):
            return
        self._found = tuple(found)[::-1]
        self.grid.show_rows([self._row(one) for one in self._found], self._tips())
        self._show_out(still_out(tuple(found)))
        self.stack.setCurrentIndex(1 if found else 2)
        if found:
            self.grid.setCurrentCell(0, 0)
            self.grid.setFocus()
        else:
            self.add.setFocus()
        self._look()

    def _row(self, one: Handover) -> tuple[str, ...]:
        return (
            str(one.id),
            self._session.moment(one.at),
            self._session.text(f"handover-direction-{one.direction.value}"),
            one.papers,
            self._words.number(one.books),
            self._words.number(one.sheets),
            one.given_by,
            one.taken_by,
        )

    def _tips(self) -> list[str]:
        note = self._session.text("handover-column-note")
        return [f"{one.papers}\n{note}: {one.note or '—'}" for one in self._found]

    def _show_out(self, out: Sequence[StillOut]) -> None:
        text, number = self._session.text, self._words.number
        self.out_title.setText(text("handovers-out" if out else "handovers-all-back"))
        is_over = any(min(one.books, one.sheets) < 0 for one in out)
        set_look(self.out_title, "tone", "warn" if is_over else "plain")
        lines = [
            text(
                "handovers-too-much" if min(one.books, one.sheets) < 0 else "handovers-still-out",
                papers=one.papers,
                books=number(abs(one.books)),
                sheets=number(abs(one.sheets)),
            )
            for one in out
        ]
        self.out.setText("\n".join(lines))
        self._lines.setVisible(bool(lines))

    def _look(self) -> None:
        self.print.setEnabled(bool(self._found))

    def _choose_file(self) -> None:
        one, text = self.chosen, self._session.text
        if one is None:
            return
        name = text("handovers-file", number=one.id or 0)
        proposed = str(Path(self._session.backend.workspace) / f"{name}.pdf")
        title = text("handovers-print")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, proposed, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.save_to(one.id or 0, path if path.suffix else path.with_suffix(".pdf"))

    def _saved(self, path: Path) -> None:
        if shiboken6.isValid(self):
            said = self._session.text("cli-progress-written", file=str(path))
            self.banner.say(said, Tone.GOOD)

    def _fail(self, error: DigitizerError) -> None:
        if shiboken6.isValid(self):
            self.stack.setCurrentIndex(1)
            self.banner.say(self._session.backend.messages.error(error), Tone.BAD)
