"""Saying how many pages the papers of a batch have, and which images are in no case."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.page_count import Image, LooseImage, PageCount, PageNote, PageReason, Shows
from digitizer.workflow.count_pages import CountedPages
from ui.batches.span_list import SpanList, SpanWords
from ui.session import Session
from ui.theme import px
from ui.widgets.styling import button, label

_MOST = 999_999
_UNSAID = 0
_LIST_HEIGHT = 104
_PAGE = int(Qt.ItemDataRole.UserRole)
_SHOWS = _PAGE + 1


class PagesPanel(QWidget):
    """``changed`` tells that something else is declared now."""

    changed = Signal()

    def __init__(self, session: Session, seen: CountedPages) -> None:
        super().__init__()
        text = session.text
        self._session, self._seen = session, seen
        self.pages = QSpinBox()
        self.pages.setRange(_UNSAID, _MOST)
        self.pages.setSpecialValueText(text("ui-pages-unsaid"))
        self.pages.setAccessibleName(text("ui-pages-counted"))
        # Half a number would throw away the notes on later pages.
        self.pages.setKeyboardTracking(False)
        self.offer = button(text("ui-pages-offer", pages=seen.handed_over or 0))
        self.offer.setVisible(seen.handed_over is not None)
        self.notes = SpanList(
            SpanWords(
                text("ui-pages-notes"),
                text("ui-pages-note-first"),
                text("ui-pages-note-last"),
                text("ui-pages-note-reason"),
                text("ui-pages-add"),
                text("ui-pages-remove"),
                [(each.value, text(f"ui-pages-reason-{each.value}")) for each in PageReason],
            )
        )
        self.loose = QListWidget()
        self.loose.setAccessibleName(text("ui-pages-loose"))
        self.loose.setFixedHeight(px(_LIST_HEIGHT))
        self.loose.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.shows = QComboBox()
        self.shows.setAccessibleName(text("ui-pages-shows"))
        self.shows.addItem(text("ui-pages-shows-none"), None)
        for each in Shows:
            self.shows.addItem(text(f"ui-pages-shows-{each.value}"), each.value)
        self.propose = button("")
        self._sum = label("", "muted", wrap=True)
        self._lay_out()
        self._show()
        self._wire()
        self._look()

    @property
    def count(self) -> PageCount | None:
        """What is declared; None while no number of pages is."""
        self.pages.interpretText()
        pages = self.pages.value()
        if pages == _UNSAID:
            return None
        numbers = sorted(self.notes.numbers())
        notes = tuple(PageNote(page, PageReason(why)) for page, why in numbers)
        return PageCount(pages, notes, tuple(self._declared()))

    def _declared(self) -> Iterator[LooseImage]:
        for row in range(self.loose.count()):
            item = self.loose.item(row)
            if item.data(_SHOWS) is not None:
                yield LooseImage(item.data(_PAGE).page_id, Shows(item.data(_SHOWS)))

    def _lay_out(self) -> None:
        text = self._session.text
        counted = QHBoxLayout()
        counted.addWidget(self.pages)
        counted.addWidget(self.offer)
        counted.addStretch(1)
        beside = QVBoxLayout()
        beside.addWidget(self.shows)
        beside.addWidget(self.propose)
        beside.addStretch(1)
        loose = QHBoxLayout()
        loose.addWidget(self.loose, 1)
        loose.addLayout(beside)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(text("ui-pages-counted"), counted)
        form.addRow("", self._sum)
        form.addRow(text("ui-pages-notes"), self.notes)
        form.addRow(text("ui-pages-loose"), loose)
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(label(text("ui-pages-advice"), "muted", wrap=True))
        column.addLayout(form)
        column.addStretch(1)

    def _show(self) -> None:
        """What is declared already. An image that came into a case since stays in the list, so
        that it can be taken back."""
        count = self._seen.batch.page_count
        self.pages.setValue(count.pages if count else _UNSAID)
        notes = count.notes if count else ()
        self.notes.show_numbers((note.page, note.reason.value) for note in notes)
        known = {image.page_id: image.shows.value for image in count.loose} if count else {}
        for image in self._seen.images.images:
            if not image.is_in_case or image.page_id in known:
                item = QListWidgetItem(self.loose)
                item.setData(_PAGE, image)
                self._set_shows(item, known.get(image.page_id))

    def _wire(self) -> None:
        self.offer.clicked.connect(lambda: self.pages.setValue(self._seen.handed_over or _UNSAID))
        self.pages.valueChanged.connect(self._on_pages)
        self.notes.changed.connect(self._on_notes)
        self.shows.activated.connect(self._on_shows)
        self.loose.itemSelectionChanged.connect(self._on_selection)
        self.propose.clicked.connect(self._propose_blank)

    def _on_pages(self, pages: int) -> None:
        inside = [(page, why) for page, why in self.notes.numbers() if page <= pages]
        self.notes.show_numbers(inside)
        self._tell()

    def _on_notes(self) -> None:
        """What was said of a page last counts: it has an image, or it has none."""
        standing: list[tuple[int, str]] = []
        for page, why in self.notes.numbers():
            has_none = PageReason(why).adds < 0
            clashing = {
                other
                for other in standing
                if other[0] == page and (has_none or PageReason(other[1]).adds < 0)
            }
            standing = [each for each in standing if each not in clashing]
            if page <= self.pages.value():
                standing.append((page, why))
        self.notes.show_numbers(standing)
        self._tell()

    def _on_selection(self) -> None:
        chosen = {item.data(_SHOWS) for item in self.loose.selectedItems()}
        if len(chosen) == 1:
            self.shows.setCurrentIndex(self.shows.findData(next(iter(chosen))))

    def _on_shows(self, _index: int) -> None:
        for item in self.loose.selectedItems():
            self._set_shows(item, self.shows.currentData())
        self._tell()

    def _propose_blank(self) -> None:
        for item in self._blank_items():
            self._set_shows(item, Shows.BLANK.value)
        self._tell()

    def _blank_items(self) -> list[QListWidgetItem]:
        items = (self.loose.item(row) for row in range(self.loose.count()))
        return [
            item
            for item in items
            if item.data(_SHOWS) is None and _image(item).is_blank and not _image(item).is_in_case
        ]

    def _set_shows(self, item: QListWidgetItem, shows: str | None) -> None:
        text, image = self._session.text, _image(item)
        words = text(f"ui-pages-shows-{shows or 'none'}")
        if shows is None and image.is_blank:
            words = f"{words} ({text('ui-pages-shows-hint')})"
        item.setData(_SHOWS, shows)
        said = text("ui-pages-loose-image", file=image.file, page=image.number, shows=words)
        item.setText(said)
        item.setToolTip(said)

    def _tell(self) -> None:
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        text, count, images = self._session.text, self.count, self._seen.images.total
        is_said = count is not None
        self._sum.setText(text("ui-pages-sum-unsaid", images=images))
        if count is not None:
            left, extra, due = count.left_out, count.extra, count.images_due
            self._sum.setText(
                text(
                    "ui-pages-sum",
                    pages=count.pages,
                    left=left,
                    extra=extra,
                    due=due,
                    images=images,
                )
            )
        self.notes.setEnabled(is_said)
        has_loose = self.loose.count() > 0
        self.shows.setEnabled(is_said and has_loose)
        blank = len(self._blank_items())
        self.propose.setText(text("ui-pages-propose", count=blank))
        self.propose.setVisible(blank > 0)
        self.propose.setEnabled(is_said)
        self.loose.setToolTip("" if has_loose else text("ui-pages-loose-none"))


def _image(item: QListWidgetItem) -> Image:
    found: Image = item.data(_PAGE)
    return found
