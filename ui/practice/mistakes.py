"""What was missed in one practice case: the paper, what was written, what is right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from digitizer.domain.practice import Marked, Miss, PaperPiece
from ui.asking import Asking
from ui.desk.images import read_image
from ui.desk.snippet import Snippet
from ui.practice.differing import marked_texts
from ui.practice.saying import field_label, kind_label, summary
from ui.session import Session
from ui.widgets.styling import button, label

_READ_WIDTH = 1800
"""Pages are read so many px wide: enough for thin tone marks in a line of paper."""


class Mistakes(QFrame):
    """``opened`` asks for the case on the desk, at a field (empty: at none)."""

    opened = Signal(int, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._asking = Asking(session)
        self._marked: Marked | None = None
        self._snippets: dict[str, Snippet] = {}
        self.heading = label("", "heading", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.open = button(session.text("practice-open-case"))
        self.open.clicked.connect(self.open_case)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(session.text("practice-mistakes"))
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 8, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self._scroll, 1)

    @property
    def marked(self) -> Marked | None:
        return self._marked

    @property
    def snippets(self) -> Mapping[str, Snippet]:
        """The paper of each field shown."""
        return self._snippets

    def show_case(self, marked: Marked | None) -> None:
        if marked == self._marked:
            return
        self._marked = marked
        self._snippets = {}
        body = QWidget()
        body.setObjectName("typeChoices")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        if marked is not None:
            for miss in marked.misses:
                column.addWidget(self._block(marked, miss))
        column.addStretch(1)
        self._scroll.setWidget(body)
        self.heading.setText(summary(self._session, marked) if marked else "")
        self.about.setText(self._session.type_label(marked.document_type) if marked else "")
        self.open.setVisible(marked is not None and self._session.backend.is_practice)
        if marked is not None and marked.misses:
            self._ask_paper(marked)

    def open_case(self) -> None:
        if self._marked is not None:
            misses = self._marked.misses
            self.opened.emit(self._marked.case_id, misses[0].key if misses else "")

    def _block(self, marked: Marked, miss: Miss) -> QWidget:
        text, block = self._session.text, QWidget()
        name, kind = field_label(self._session, marked, miss), kind_label(self._session, miss)
        grid = QGridLayout(block)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.addWidget(label(name, "strong", wrap=True), 1)
        head.addWidget(label(kind, "kind"), 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(head, 0, 0, 1, 2)
        snippet = Snippet()
        snippet.set_busy(text("practice-no-paper"))
        self._snippets[miss.key] = snippet
        grid.addWidget(snippet, 1, 0, 1, 2)
        said = marked_texts(miss.stored, miss.right)
        words = ((text("practice-you-wrote"), said[0]), (text("practice-is-right"), said[1]))
        for row, (caption, value) in enumerate(words, start=2):
            grid.addWidget(label(caption, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            shown = label("", "value", wrap=True)
            shown.setTextFormat(Qt.TextFormat.RichText)
            shown.setText(value or text("practice-nothing"))
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, row, 1)
        tip = label(text(f"own-work-tip-{miss.kind.value}"), "muted", wrap=True)
        grid.addWidget(tip, 4, 0, 1, 2)
        spoken = f"{name}; {kind}; {words[0][0]}: {miss.stored}; {words[1][0]}: {miss.right}"
        block.setAccessibleName(spoken)
        return block

    def _ask_paper(self, marked: Marked) -> None:
        backend, keys = self._session.backend, [miss.key for miss in marked.misses]
        case_id = marked.case_id

        def work() -> tuple[Mapping[str, PaperPiece], Mapping[str, QImage]]:
            pieces = backend.practice.pieces(case_id, keys)
            paths = {piece.image_path for piece in pieces.values()}
            images = {path: read_image(path, _READ_WIDTH).whole for path in paths}
            return pieces, {key: images[piece.image_path] for key, piece in pieces.items()}

        def show(found: tuple[Mapping[str, PaperPiece], Mapping[str, QImage]]) -> None:
            if self._marked is not None and self._marked.case_id == case_id:
                self._show_paper(*found)

        self._asking.ask(work, show, self._session.on_error)

    def _show_paper(self, pieces: Mapping[str, PaperPiece], images: Mapping[str, QImage]) -> None:
        for key, piece in pieces.items():
            snippet = self._snippets[key]
            snippet.set_busy("")
            snippet.set_box(piece.box, piece.page_width, float(piece.box.height))
            snippet.set_image(images[key])
