"""What a batch's check stands at, and the one thing to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from digitizer.bootstrap.desk.sample_sheet import percent
from digitizer.domain.sampling import RoundKind
from digitizer.workflow.check_rounds import RoundState, RoundStatus
from digitizer.workflow.sampling_work import SampledBatch
from ui.session import Session
from ui.widgets.styling import button, label, set_look

_TONES = {RoundStatus.ACCEPTED: "good", RoundStatus.REJECTED: "bad"}


class Overview(QWidget):
    """``drawing``, ``closing``, ``printing`` and ``signing`` are asked for by its buttons."""

    drawing = Signal()
    closing = Signal()
    printing = Signal()
    signing = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        text = session.text
        self.title = label("", "title", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.advice = label("", wrap=True)
        self.draw = button(text("ui-action-sample-draw"), "primary")
        self.close_button = button(text("ui-action-sample-close"), "primary")
        self.print_button = button(text("ui-action-sample-print"))
        self.draw.clicked.connect(self.drawing)
        self.close_button.clicked.connect(self.closing)
        self.print_button.clicked.connect(self.printing)
        self.sign_button = button(text("ui-action-sample-sign"))
        self.sign_button.clicked.connect(self.signing)
        self.of_signing = label("", "muted", wrap=True)
        self._rounds = QGridLayout()
        self._rounds.setHorizontalSpacing(24)
        self._rounds.setVerticalSpacing(6)
        self._rounds.setColumnStretch(3, 1)
        buttons = QHBoxLayout()
        for one in (self.draw, self.close_button, self.print_button, self.sign_button):
            buttons.addWidget(one)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addLayout(self._rounds)
        column.addWidget(self.advice)
        column.addLayout(buttons)
        column.addWidget(self.of_signing)
        column.addStretch(1)

    @property
    def can_draw(self) -> bool:
        return not self.draw.isHidden()

    @property
    def can_close(self) -> bool:
        return not self.close_button.isHidden()

    @property
    def can_print(self) -> bool:
        return not self.print_button.isHidden()

    @property
    def can_sign(self) -> bool:
        return not self.sign_button.isHidden() and self.sign_button.isEnabled()

    def offer_signing(self, why_not: str, *, is_busy: bool) -> None:
        """``why_not`` is the message that says why nobody can sign here; empty where one can.
        ``is_busy``: a signature is being made, which only the words tell: a button that closes
        would lose the focus."""
        text = self._session.text
        words = text(why_not) if why_not else ""
        self.sign_button.setEnabled(not why_not)
        self.sign_button.setToolTip(words)
        self.sign_button.setAccessibleDescription(words)
        self.of_signing.setText(text("sampling-signing") if is_busy else words)
        self._show_of_signing()

    def start(self) -> None:
        """Put the focus on what is to be done next."""
        for one in (self.draw, self.close_button, self.print_button):
            if not one.isHidden():
                one.setFocus()
                return

    def show_batch(self, row: SampledBatch, *, is_answered: bool) -> None:
        """``is_answered``: nothing of the open sample is left, so that it may be closed."""
        text, state = self._session.text, row.current
        is_required = "yes" if row.checks.is_required else "no"
        profile = self._session.label(row.checks.profile.label)
        self.title.setText(row.checks.batch.name)
        self.about.setText(text("sampling-about", profile=profile, required=is_required))
        self._show_rounds(row.checks.rounds)
        status = state.status if state is not None and row.is_waiting else None
        self.draw.setVisible(status is RoundStatus.WAITING)
        self.close_button.setVisible(status is RoundStatus.OPEN and is_answered)
        self.print_button.setVisible(row.closed is not None)
        self.sign_button.setVisible(row.closed is not None)
        self._show_of_signing()
        self.advice.setText(self._advice(row, state, is_answered=is_answered))

    def _show_of_signing(self) -> None:
        has_words = bool(self.of_signing.text())
        self.of_signing.setVisible(has_words and not self.sign_button.isHidden())

    def _advice(self, row: SampledBatch, state: RoundState | None, *, is_answered: bool) -> str:
        text = self._session.text
        if state is None or not row.is_waiting:
            return text("sampling-advice-answered")
        match state.status:
            case RoundStatus.WAITING:
                return text(f"sampling-advice-draw-{state.round.kind.value}")
            case RoundStatus.OPEN:
                return text("sampling-advice-close" if is_answered else "sampling-advice-others")
            case RoundStatus.ACCEPTED:
                cases = ", ".join(
                    str(case) for each in row.checks.rounds for case in each.uncorrected
                )
                if cases:
                    return text("sampling-advice-correct", cases=cases)
                return text("sampling-advice-approve")
            case RoundStatus.REJECTED:
                return text("sampling-advice-rejected")

    def _show_rounds(self, rounds: tuple[RoundState, ...]) -> None:
        while (item := self._rounds.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        text = self._session.text
        for line, each in enumerate(rounds):
            kind = text(f"sampling-kind-{each.round.kind.value}")
            name = label(text("sampling-round", number=each.round.number, kind=kind))
            status = label(text(f"sampling-status-{each.status.value}"), "section")
            status.setObjectName("stateText")
            set_look(status, "tone", _TONES.get(each.status, "plain"))
            figures = label(self._figures(each), "muted")
            for column, one in enumerate((name, status, figures)):
                self._rounds.addWidget(one, line, column, Qt.AlignmentFlag.AlignLeft)

    def _figures(self, each: RoundState) -> str:
        if each.sample is None:
            return ""
        draw, result = each.sample.sample.draw, each.sample.result
        text, numbers = self._session.text, draw.plan.numbers
        if result is None:
            done = draw.plan.size - len(each.sample.unanswered)
            return text("sampling-figures-open", done=done, size=draw.plan.size, lot=draw.lot_size)
        words = text(
            "sampling-figures",
            wrong=result.tally.wrong,
            size=draw.plan.size,
            accept=numbers.accept,
        )
        if draw.kind is not RoundKind.FIELDS:
            return words
        shown = percent(result.tally.character_accuracy, self._session.backend.messages)
        return text("sampling-figures-characters", figures=words, percent=shown)
