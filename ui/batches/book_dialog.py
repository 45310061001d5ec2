"""Declaring how many pages the papers of a batch have and that it is a whole register book, with
what its images and numbers say against that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.book import Book
from digitizer.domain.checks import BatchFinding, check_pages
from digitizer.domain.page_count import PageCount
from digitizer.domain.problems import Problem
from digitizer.workflow.count_pages import CountedPages
from ui.batches.book_panel import BookPanel
from ui.batches.pages_panel import PagesPanel
from ui.session import Session
from ui.theme import px
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.styling import label
from ui.wording import SEVERITY_SIGNS

_WIDTH, _FOUND_HEIGHT = 760, 108

Findings = Callable[[Book | None], Sequence[BatchFinding]]


class BookDialog(QDialog):
    """``seen`` is the batch with its images; ``find`` tells what would stand against a book as it
    is declared so far."""

    def __init__(
        self, session: Session, parent: QWidget | None, seen: CountedPages, find: Findings
    ) -> None:
        super().__init__(parent)
        self._session, self._seen, self._find = session, seen, find
        text = session.text
        self.setWindowTitle(text("ui-pages-title"))
        self.setMinimumWidth(px(_WIDTH))
        self.of_pages = PagesPanel(session, seen)
        self.of_book = BookPanel(session, seen.batch.name, seen.batch.book)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.of_pages, text("ui-pages-tab"))
        self.tabs.addTab(self.of_book, text("ui-pages-book-tab"))
        self.found = QListWidget()
        self.found.setAccessibleName(text("ui-book-found"))
        self.found.setFixedHeight(px(_FOUND_HEIGHT))
        self.found.setWordWrap(True)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("ui-pages-title"), "heading"))
        column.addWidget(self.tabs, 1)
        column.addWidget(label(text("ui-book-found"), "muted"))
        column.addWidget(self.found)
        column.addWidget(ok_and_cancel(session, self))
        self.of_pages.changed.connect(self._look)
        self.of_book.changed.connect(self._look)
        self.of_pages.pages.setFocus()
        self.of_pages.pages.selectAll()
        self._look()

    @property
    def book(self) -> Book | None:
        """What is declared; None while the batch is not said to be a whole book."""
        return self.of_book.book

    @property
    def count(self) -> PageCount | None:
        """What is declared; None while no number of pages is."""
        return self.of_pages.count

    def _look(self) -> None:
        """Show what stands against what is declared now."""
        self.found.clear()
        found = list(self._problems())
        for problem in found:
            sign = SEVERITY_SIGNS[problem.severity]
            words = self._session.backend.messages.problem(problem)
            item = QListWidgetItem(sign.qicon(16), words, self.found)
            item.setToolTip(words)
        if not found:
            self.found.addItem(self._session.text("ui-book-nothing-found"))

    def _problems(self) -> Iterator[Problem]:
        seen = self._seen
        yield from check_pages(seen.images, self.count, is_needed=seen.is_needed)
        for finding in self._session.attempt(lambda: self._find(self.book)) or ():
            yield finding.problem
