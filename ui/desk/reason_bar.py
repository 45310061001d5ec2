"""Across the bottom of the desk: why the field in hand is doubtful, and what may stand in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from digitizer.domain.problems import Problem, Severity
from digitizer.domain.values.text import clean
from ui.desk.elided import ElidedLabel
from ui.desk.offer import Offer
from ui.desk.work import MOST_CANDIDATES, CaseWork
from ui.people.wording import offer_source
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.styling import label, set_look
from ui.wording import SEVERITY_SIGNS

_MOST_CHIPS = 4
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class ReasonBar(QFrame):
    """As high with nothing to say as with much, so that nothing on the desk jumps. It takes no
    focus: its offers have keys, and its reasons are read out with the field itself."""

    candidate_taken = Signal(str, int)
    previous_taken = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reasonBar")
        self.setAccessibleName(session.text("fields-strip-name"))
        self._session = session
        self._key: str | None = None
        self.chips = [Chip() for _ in range(_MOST_CHIPS)]
        self._more = label("", "muted")
        self.rule = ElidedLabel("muted")
        self.rule.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.offers = [Offer(f"Alt+{place + 1}") for place in range(MOST_CANDIDATES)]
        self.previous = Offer("F3")
        self._nothing = label("", "muted")
        self._build()
        self._connect()
        self.show_field(None, None)

    def _build(self) -> None:
        reasons = QHBoxLayout()
        reasons.setSpacing(px(6))
        for chip in self.chips:
            reasons.addWidget(chip)
        reasons.addWidget(self._more)
        reasons.addWidget(self.rule, 1)
        takes = QHBoxLayout()
        takes.setSpacing(px(6))
        for offer in (*self.offers, self.previous):
            takes.addWidget(offer)
        takes.addWidget(self._nothing)
        takes.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(5), px(10), px(5))
        column.setSpacing(px(4))
        first, second = QWidget(), QWidget()
        for row, held in ((first, reasons), (second, takes)):
            held.setContentsMargins(0, 0, 0, 0)
            row.setLayout(held)
            row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            column.addWidget(row)
        first.setFixedHeight(self.chips[0].least_height())
        second.setFixedHeight(self.offers[0].sizeHint().height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        for place, offer in enumerate(self.offers):
            offer.clicked.connect(lambda _checked=False, place=place: self._take(place))
        self.previous.clicked.connect(self._take_previous)

    def show_field(self, work: CaseWork | None, key: str | None) -> None:
        """Speak of this field; of none where no field is in hand."""
        self._key = key
        if work is None or key is None or key not in work.keys:
            self._key = None
            self._show_reasons(())
            self.rule.say("")
            self._show_offers([], "")
            return
        self._show_reasons(work.reasons(key))
        if not work.reasons(key):
            about = work.spec(key).help
            self.rule.say(self._session.label(about) if about else "")
        self._show_offers(
            [(text, self._source(work, key, text)) for text in work.candidates(key)], work.text(key)
        )
        self._show_previous(work, key)

    def _show_reasons(self, problems: Sequence[Problem]) -> None:
        ordered = sorted(problems, key=lambda problem: _ORDER.index(problem.severity))
        sentences = [self._session.backend.messages.problem(problem) for problem in ordered]
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(ordered))
            if place < len(ordered):
                chip.say(self._session, ordered[place], sentences[place])
        hidden = sentences[_MOST_CHIPS:]
        self._more.setVisible(bool(hidden))
        self._more.setText(f"+{len(hidden)}")
        self._more.setToolTip("\n".join(hidden))
        said = bool(ordered) and clean(sentences[0]).rstrip(".").casefold() == self.chips[0].words
        self.rule.say(sentences[0] if sentences and not said else "", "\n".join(sentences))
        self.setAccessibleDescription(" ".join(sentences))

    def _show_offers(self, found: Sequence[tuple[str, str]], present: str) -> None:
        for place, offer in enumerate(self.offers):
            offer.setVisible(place < len(found))
            if place < len(found):
                text, source = found[place]
                offer.say(text, present, source)
                words = "people-candidate" if source else "ui-candidate"
                named = {"source": source} if source else {}
                offer.setAccessibleName(
                    self._session.text(words, number=place + 1, text=text, **named)
                )
        self.previous.hide()
        self._nothing.setVisible(self._key is not None and not found)
        self._nothing.setText(self._session.text("fields-no-offers"))

    def _show_previous(self, work: CaseWork, key: str) -> None:
        text = work.previous(key) if work.is_editable else None
        if not text or text == work.text(key):
            return
        source = self._session.text("fields-previous")
        self.previous.say(text, work.text(key), source)
        self.previous.setAccessibleName(self._session.text("fields-previous-name", text=text))
        self.previous.show()
        self._nothing.hide()

    def _source(self, work: CaseWork, key: str, text: str) -> str:
        known = work.known_value(key, text)
        if known:
            return offer_source(self._session, known)
        message = work.source_of(key, text)
        return self._session.text(message) if message else ""

    def _take(self, place: int) -> None:
        if self._key is not None:
            self.candidate_taken.emit(self._key, place)

    def _take_previous(self) -> None:
        if self._key is not None:
            self.previous_taken.emit(self._key)


class Chip(QFrame):
    """One reason in a word or two, with its severity as a shape; the sentence is its tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reasonChip")
        self._sign = QLabel()
        self._words = label()
        row = QHBoxLayout(self)
        row.setContentsMargins(px(7), px(2), px(9), px(2))
        row.setSpacing(px(5))
        row.addWidget(self._sign)
        row.addWidget(self._words)

    def least_height(self) -> int:
        return max(self._words.fontMetrics().height(), px(16)) + px(6)

    @property
    def words(self) -> str:
        return self._words.text()

    def say(self, session: Session, problem: Problem, sentence: str) -> None:
        sign = SEVERITY_SIGNS[problem.severity]
        self._sign.setPixmap(sign.pixmap(16))
        self._words.setText(chip_text(session, problem))
        set_look(self, "tone", sign.tone.value if sign.tone is not Tone.PLAIN else "accent")
        self.setToolTip(sentence)
        self.setAccessibleName(f"{session.text(sign.message)}: {self._words.text()}")
        self.setAccessibleDescription(sentence)


def chip_text(session: Session, problem: Problem) -> str:
    """The short word for a reason."""
    return session.text(f"chip-{problem.code}")
