"""How long the keyed fields are, for the norms by which keying is paid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from digitizer.domain.errors import DigitizerError
from digitizer.domain.field_lengths import LengthRow, LengthRule, total_of
from ui.asking import Asking
from ui.progress.grid import Grid
from ui.progress.wording import ProgressWords
from ui.session import Session
from ui.theme import px
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import button, label

_SHOWN, _NOTHING, _LOADING, _FAILED = range(4)
_TEXTS = 2


class LengthsView(QWidget):
    """Counted when it is looked at, since all fields are read for it; ``saved`` is told the file
    that was written."""

    def __init__(
        self,
        session: Session,
        choose: Callable[[str, str, tuple[str, ...]], Path | None],
        saved: Callable[[Path], None],
    ) -> None:
        super().__init__()
        self._session = session
        self._choose, self._saved = choose, saved
        self._words = ProgressWords(session)
        self._asking = Asking(session)
        self._rows: Sequence[LengthRow] = ()
        rule = session.backend.progress.length_rule()
        self.grid = Grid(
            session.text("progress-lengths"),
            _header(session, rule),
            frozenset(range(_TEXTS, _TEXTS + 2 + len(rule.classes))),
            wide=1,
        )
        self._classes = len(rule.classes)
        self.write = button(session.text("progress-lengths-write"), "primary")
        self.write.clicked.connect(self.ask_file)
        self._build(rule)

    def _build(self, rule: LengthRule) -> None:
        text = self._session.text
        loading = label(text("progress-lengths-loading"), "muted")
        loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.grid)
        none, advice = text("progress-lengths-none"), text("progress-lengths-none-advice")
        self.stack.addWidget(EmptyState("progress", none, advice))
        self.stack.addWidget(loading)
        failed = text("progress-failed"), text("progress-failed-advice")
        self.stack.addWidget(EmptyState("error", *failed))
        self.stack.setCurrentIndex(_LOADING)
        foot = QHBoxLayout()
        foot.addWidget(label(text("lengths-source", source=rule.source), "muted", wrap=True), 1)
        foot.addSpacing(px(16))
        foot.addWidget(self.write, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(label(text("lengths-about"), "muted", wrap=True))
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    def enter(self) -> None:
        """Count anew; what was counted before stays in sight meanwhile."""
        self.write.setEnabled(bool(self._rows))
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._asking.ask(self._session.backend.progress.lengths, self._show, self._fail)

    def ask_file(self) -> None:
        """The ending of the chosen name says what is written."""
        names = ("progress-lengths-write", "progress-lengths-name")
        wanted = self._choose(*names, ("pdf", "xlsx")) if self._rows else None
        if wanted is None:
            return
        rows, progress = self._rows, self._session.backend.progress
        pdf, xlsx = (wanted if wanted.suffix == f".{kind}" else None for kind in ("pdf", "xlsx"))
        self._session.bridge.run(
            lambda: progress.write_lengths(rows, pdf, xlsx),
            lambda _done: self._saved(wanted),
            self._session.on_error,
        )

    def _show(self, rows: Sequence[LengthRow]) -> None:
        self._rows = rows
        self.write.setEnabled(bool(rows))
        total = total_of(rows, self._classes)
        shown = [self._row(row, *self._names(row)) for row in rows]
        shown.append(self._row(total, self._session.text("progress-sum"), ""))
        self.grid.show_rows(shown)
        self.stack.setCurrentIndex(_SHOWN if rows else _NOTHING)

    def _names(self, row: LengthRow) -> tuple[str, str]:
        none = self._session.text("progress-no-batch")
        return row.batch or none, self._session.type_label(row.document_type or None)

    def _row(self, row: LengthRow, batch: str, kind: str) -> tuple[str, ...]:
        numbers = (row.cases, *row.fields, row.characters)
        return (batch, kind, *(self._words.number(one) for one in numbers))

    def _fail(self, error: DigitizerError) -> None:
        self.stack.setCurrentIndex(_FAILED)
        self._session.on_error(error)


def _header(session: Session, rule: LengthRule) -> list[str]:
    text = session.text
    before = [text(f"lengths-column-{name}") for name in ("batch", "type", "cases")]
    classes = [text("lengths-class", name=name) for name in rule.classes]
    return [*before, *classes, text("lengths-column-characters")]
