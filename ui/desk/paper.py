"""Brings the right page to the canvas and its pieces to the form, and reads ahead."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer

from digitizer.domain.errors import DigitizerError
from digitizer.workflow.overview import PageView
from ui.desk.contrast import Contrast
from ui.desk.field_form import FieldForm
from ui.desk.images import PageImages, PagePicture
from ui.desk.marks import Mark
from ui.desk.page_canvas import PageCanvas
from ui.desk.pins import PinMark
from ui.desk.sheet_item import Note, Sheet
from ui.desk.tiles import Tiles
from ui.desk.work import CaseWork
from ui.session import Session

_SLOW_MS = 250
"""After so long a page that is not there yet says that it is being read."""
_A4 = (2480, 3508)
_NEIGHBOURS = 2
"""How many pages of a neighbouring case are read ahead."""


class Paper:
    def __init__(self, session: Session, canvas: PageCanvas, form: FieldForm) -> None:
        self._session = session
        self._canvas = canvas
        self._form = form
        self.images = PageImages(session.bridge, self._arrived, self._lost)
        self._work: CaseWork | None = None
        self._faults: dict[Path, DigitizerError] = {}
        self._is_side_by_side = False
        self._ahead: tuple[Path, ...] = ()
        canvas.draw_by(Tiles(session.bridge, canvas.repaint_pages))
        self._slow = QTimer(canvas)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self._say_what_lacks)

    @property
    def is_side_by_side(self) -> bool:
        return self._is_side_by_side

    def show_case(self, work: CaseWork) -> None:
        """Show the first page of a case and fetch the pieces for all its fields."""
        self._work = work
        self._faults = {}
        self.free()
        self._form.clear_pictures()
        if not work.view.pages:
            self._show_nothing()
            return
        self._show_page(work, work.view.pages[0])

    def show_field(self, work: CaseWork, key: str) -> None:
        """Turn to the page of a field and bring its line to the fixed height; a frozen image stays
        where it is."""
        self._work = work
        wanted, page = self._page_for(work, key), work.page_of(key)
        is_elsewhere = wanted is not None and wanted.page.id not in self._shown_ids()
        if wanted is not None and is_elsewhere and not self._canvas.is_frozen:
            self._show_page(work, wanted)
        self._canvas.show_pins(self._pins(work))
        if page is not None:
            kept = self.images.get(page.image_path)
            if kept is not None and self._form.row(key).snippet.needs_image:
                self._form.show_picture(work, page.image_path, kept)
        self._canvas.activate(key)

    def refresh(self, work: CaseWork) -> None:
        """The boxes are where they are stored now."""
        self._work = work
        pages = self._shown()
        self._canvas.show_pages(
            [_sheet(page) for page in pages], self._marks(work, pages), self._pins(work)
        )
        for page in work.view.pages:
            kept = self.images.get(page.image_path)
            if kept is not None:
                self._form.show_picture(work, page.image_path, kept)

    def turn_page(self, work: CaseWork, step: int) -> None:
        pages = work.view.pages
        shown = self._shown_ids()
        places = [place for place, page in enumerate(pages) if page.page.id in shown]
        if not places:
            return
        wanted = (places[-1] if step > 0 else places[0]) + step
        if 0 <= wanted < len(pages):
            self._show_page(work, pages[wanted])

    def go_to_page(self, page_id: int) -> None:
        """Show this page of the case on the desk, whichever field is in hand."""
        page = self.page_with(page_id)
        if self._work is not None and page is not None:
            self._show_page(self._work, page)

    def toggle_side_by_side(self, work: CaseWork) -> None:
        """Two pages of the case next to each other, or one alone."""
        self._is_side_by_side = not self._is_side_by_side
        shown = self._shown()
        if shown:
            self._show_page(work, shown[0])

    def toggle_frozen(self, work: CaseWork, key: str | None) -> None:
        """Hold the image where it is, or let it follow the fields again."""
        if self._canvas.is_frozen:
            self.free()
            if key is not None:
                self.show_field(work, key)
        else:
            self._canvas.is_frozen = True
            self._say_state()

    def free(self) -> None:
        self._canvas.is_frozen = False
        self._say_state()

    def next_contrast(self) -> None:
        self._canvas.set_contrast(self._canvas.contrast.following)
        self._say_state()

    def toggle_drawing(self) -> None:
        self._canvas.set_drawing(on=not self._canvas.draws)
        self._say_state()

    def read_ahead(self, following: int | None, before: int | None = None) -> None:
        """Have the pages of the next case at hand before it is opened, and those of the one before
        as large as they are shown."""
        backend = self._session.backend

        def pages() -> tuple[tuple[PageView, ...], tuple[PageView, ...]]:
            found = [
                backend.case_view(case_id).pages if case_id is not None else ()
                for case_id in (following, before)
            ]
            return found[0], found[1]

        self._session.bridge.run(pages, lambda found: self._prefetch(*found), _let_opening_report)

    def page_shown(self) -> PageView | None:
        """The first page on the canvas."""
        shown = self._shown()
        return shown[0] if shown else None

    def page_with(self, page_id: int) -> PageView | None:
        pages = self._work.view.pages if self._work else ()
        return next((page for page in pages if page.page.id == page_id), None)

    def _prefetch(self, following: Sequence[PageView], before: Sequence[PageView]) -> None:
        own = self._work.view.pages if self._work else ()
        shown = self._shown_ids()
        others = [page for page in own if page.page.id not in shown][:_NEIGHBOURS]
        self.images.prefetch(
            [page.image_path for page in following[:_NEIGHBOURS]],
            [page.image_path for page in (*others, *before[:_NEIGHBOURS])],
        )

    def _shown_ids(self) -> set[int]:
        return {sheet.id for sheet in self._canvas.sheets}

    def _shown(self) -> list[PageView]:
        shown = self._shown_ids()
        pages = self._work.view.pages if self._work else ()
        return [page for page in pages if page.page.id in shown]

    def _show_page(self, work: CaseWork, page: PageView) -> None:
        pages = work.view.pages
        first = pages.index(page)
        shown = pages[first : first + 1]
        if self._is_side_by_side and len(pages) > 1:
            first = min(first, len(pages) - 2)
            shown = pages[first : first + 2]
        self._canvas.show_pages(
            [_sheet(each) for each in shown], self._marks(work, shown), self._pins(work)
        )
        across = self._canvas.shown_scale * shown[0].page.width
        self.images.width = round(across * self._canvas.devicePixelRatioF())
        # The shown pages first, then those that fields were read from: their pieces stand in
        # the form.
        others = [each for each in self._read_from(work) if each not in shown]
        self.images.request([each.image_path for each in (*shown, *others)])
        self._slow.start()

    def _read_from(self, work: CaseWork) -> list[PageView]:
        found = (work.page_of(key) for key in work.keys if work.value(key).reading)
        return list(dict.fromkeys(page for page in found if page is not None))

    def _marks(self, work: CaseWork, pages: Sequence[PageView]) -> dict[str, Mark]:
        shown = {page.page.id for page in pages}
        marks: dict[str, Mark] = {}
        for spec in work.specs:
            reading, page = work.value(spec.key).reading, work.page_of(spec.key)
            if reading and reading.box and page is not None and page.page.id in shown:
                name = self._session.label(spec.label)
                marks[spec.key] = Mark(page.page.id, reading.box, name)
        return marks

    def _page_for(self, work: CaseWork, key: str) -> PageView | None:
        """Where the clerk must look: at the field's open pin, else where it was read."""
        pin = work.open_pin(key)
        pinned = self.page_with(pin.point.page_id) if pin and pin.point else None
        return pinned or work.page_of(key)

    def _pins(self, work: CaseWork) -> list[PinMark]:
        text = self._session.text
        return [
            PinMark(
                pin.field,
                pin.point.page_id,
                pin.point.x,
                pin.point.y,
                text("pins-tip", field=self._name_of(work, pin.field), reason=pin.reason),
                pin is work.open_pin(pin.field),
            )
            for pin in work.view.pins
            if pin.point is not None
        ]

    def _name_of(self, work: CaseWork, key: str) -> str:
        return self._session.label(work.spec(key).label) if key in work.keys else key

    def _arrived(self, path: Path, picture: PagePicture) -> None:
        self._faults.pop(path, None)
        self._canvas.show_picture(path, picture)
        if self._work is not None:
            self._form.show_picture(self._work, path, picture)

    def _lost(self, path: Path, error: DigitizerError) -> None:
        """Only a page that is looked at is worth a word; opening another case asks anew."""
        if any(sheet.path == path for sheet in self._canvas.sheets):
            self._faults[path] = error
            self._say_what_lacks()

    def _say_what_lacks(self) -> None:
        text = self._session.text
        for sheet in self._canvas.sheets:
            path = sheet.path
            if path is None or self.images.get(path) is not None:
                continue
            if path in self._faults:
                note = Note(text("paper-unreadable"), text("paper-unreadable-advice"))
            else:
                note = Note(text("paper-loading"))
            self._canvas.show_note(path, note)

    def _show_nothing(self) -> None:
        """A case without any page, such as one whose pages all went to others."""
        text = self._session.text
        self._canvas.show_pages([Sheet(0, None, *_A4)], {})
        self._canvas.show_note(None, Note(text("paper-none"), text("paper-none-advice")))

    def _say_state(self) -> None:
        """In the corner of the image: what is not as usual."""
        canvas, text = self._canvas, self._session.text
        said = []
        if canvas.is_frozen:
            said.append(text("paper-frozen"))
        if canvas.draws:
            said.append(text("paper-drawing"))
        if canvas.contrast is not Contrast.PLAIN:
            said.append(text(f"paper-contrast-{canvas.contrast.value}"))
        canvas.show_sign("  ·  ".join(said))


def _sheet(page: PageView) -> Sheet:
    return Sheet(page.page.id, page.image_path, page.page.width, page.page.height)


def _let_opening_report(_error: DigitizerError) -> None:
    """Opening the case meets the same error and shows it."""
