"""Brings the right page to the canvas and its pieces to the form, and reads ahead."""

from __future__ import annotations

from pathlib import Path

from digitizer.domain.errors import DigitizerError
from digitizer.domain.page import Box
from digitizer.workflow.overview import PageView
from ui.desk.field_form import FieldForm
from ui.desk.images import PageImages, PagePicture
from ui.desk.page_canvas import PageCanvas
from ui.desk.work import CaseWork
from ui.session import Session


class Paper:
    def __init__(self, session: Session, canvas: PageCanvas, form: FieldForm) -> None:
        self._session = session
        self._canvas = canvas
        self._form = form
        self._images = PageImages(session.bridge, lambda error: session.on_error(error))
        self._work: CaseWork | None = None

    def show_case(self, work: CaseWork) -> None:
        """Show the first page of a case and fetch the pieces for all its fields."""
        self._work = work
        self._form.clear_pictures()
        if not work.view.pages:
            self._canvas.clear()
            return
        self._show_page(work, work.view.pages[0])
        for page in work.view.pages:
            self._request(page)

    def show_field(self, work: CaseWork, key: str) -> None:
        """Turn to the page of a field and bring its line to the fixed height."""
        page = work.page_of(key)
        if page is not None and page.image_path != self._canvas.path:
            self._show_page(work, page)
            self._request(page)
        self._canvas.activate(key)

    def turn_page(self, work: CaseWork, step: int) -> None:
        pages = work.view.pages
        places = [i for i, page in enumerate(pages) if page.image_path == self._canvas.path]
        wanted = (places[0] if places else 0) + step
        if 0 <= wanted < len(pages):
            self._show_page(work, pages[wanted])
            self._request(pages[wanted])

    def read_ahead(self, case_id: int) -> None:
        """Have the pages of a case at hand before it is opened."""
        self._session.bridge.run(
            lambda: self._session.backend.case_view(case_id).pages,
            self._prefetch,
            _let_opening_report,
        )

    def _prefetch(self, pages: tuple[PageView, ...]) -> None:
        for page in pages[:2]:
            self._images.prefetch(page.image_path)

    def _show_page(self, work: CaseWork, page: PageView) -> None:
        number = page.page.number
        boxes: dict[str, Box] = {}
        for key in work.keys:
            reading = work.value(key).reading
            if reading and reading.box and reading.page == number:
                boxes[key] = reading.box
        self._canvas.show_page(page.image_path, page.page.width, page.page.height, boxes)

    def _request(self, page: PageView) -> None:
        self._images.request(page.image_path, lambda got: self._arrived(page.image_path, got))

    def _arrived(self, path: Path, picture: PagePicture) -> None:
        self._canvas.show_picture(path, picture)
        if self._work is not None:
            self._form.show_picture(self._work, path, picture)


def _let_opening_report(_error: DigitizerError) -> None:
    """Opening the case meets the same error and shows it."""
