"""Reading a place of the page anew: drawn on the image, under the pointer, or the field's own."""

from __future__ import annotations

from dataclasses import dataclass

from digitizer.domain.errors import DigitizerError
from digitizer.domain.page import Box
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import FieldKind
from ui.asking import Asking
from ui.desk.desk_surface import DeskSurface
from ui.desk.page_canvas import PagePlace
from ui.models.cases import CaseTableModel
from ui.session import Session
from ui.theme import Tone

_WIDER, _HIGHER = 0.6, 0.25
"""How much room a field's own box gets on each side, in its heights."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is being read: for which field of which case, and what was typed in it then."""

    case_id: int
    key: str
    typed: str | None


class RegionSteps(DeskSurface):
    """The window never waits: a worker reads, and the field says so meanwhile."""

    def __init__(self, session: Session, cases: CaseTableModel) -> None:
        super().__init__(session, cases)
        self._rereading = Asking(session)
        self._busy: str | None = None
        self._drawn: PagePlace | None = None
        canvas = self.parts.canvas
        canvas.field_chosen.connect(self._go_to_field)
        canvas.region_drawn.connect(self._read_drawn)
        canvas.words_wanted.connect(self._take_words)

    def read_again(self) -> None:
        """Ctrl+R: what was drawn or the line under the pointer, else the field's own box."""
        key = self._readable_key()
        if key is None:
            return
        pointed, own = self.parts.canvas.pointed, self._own_place(key)
        if pointed is None or _is_in(pointed, own):
            if own is None:
                self.said.emit(self.session.text("paper-no-place"), Tone.WARN)
            else:
                self._read(key, own)
        elif _is_in(pointed, self._drawn):
            self._read(key, self._drawn or pointed)
        else:
            self._read(key, pointed)

    def _go_to_field(self, key: str) -> None:
        if self.editing.is_open and key in self.editing.work.keys:
            self.parts.form.focus_field(key)

    def _read_drawn(self, place: PagePlace) -> None:
        self._drawn = place
        key = self._readable_key()
        if key is None:
            self.parts.canvas.show_reading(None)
        else:
            self._read(key, place)

    def _take_words(self, place: PagePlace) -> None:
        """Put the words that the page reading has at a point behind what is typed in the field."""
        key = self._readable_key()
        if key is None:
            return
        backend, case_id = self.session.backend, self.editing.work.case.id
        self.session.bridge.run(
            lambda: backend.rereading.words_in(case_id, place.sheet, place.box),
            lambda words: self._put_words(case_id, key, words),
            self.session.on_error,
        )

    def _put_words(self, case_id: int, key: str, words: str) -> None:
        if not self._is_open(case_id):
            return
        if not words:
            self.said.emit(self.session.text("paper-no-words"), Tone.WARN)
            return
        work = self.editing.work
        before = work.pending.get(key, "")
        self.parts.form.row(key).edit.take(f"{before} {words}".strip())
        self.said.emit(self.session.text("paper-words-taken", words=words), Tone.GOOD)

    def _readable_key(self) -> str | None:
        """The field in hand, where its text may be read; says why not."""
        key = self._key
        if key is None or not self.editing.work.is_editable:
            return None
        if self.editing.work.spec(key).kind is FieldKind.TABLE:
            self.said.emit(self.session.text("paper-table"), Tone.WARN)
            return None
        return key

    def _own_place(self, key: str) -> PagePlace | None:
        work = self.editing.work
        reading, page = work.value(key).reading, work.page_of(key)
        if page is None or reading is None or reading.box is None:
            return None
        return PagePlace(page.page.id, _widened(reading.box))

    def _read(self, key: str, place: PagePlace) -> None:
        work = self.editing.work
        self._end_busy()
        self._busy = key
        wish = _Wish(work.case.id, key, work.pending.get(key))
        self.parts.form.row(key).snippet.set_busy(self.session.text("paper-reading"))
        if place.box.width and place.box.height:
            self.parts.canvas.show_reading(place)
        backend = self.session.backend

        def read() -> FieldReading:
            box: Box | None = place.box
            if not (place.box.width and place.box.height):
                found = backend.rereading.line_at(
                    wish.case_id, place.sheet, place.box.x, place.box.y
                )
                box = _widened(found) if found else None
            if box is None:
                return FieldReading(key)
            return backend.rereading.read_region(wish.case_id, place.sheet, box, key)

        self._rereading.ask(read, lambda found: self._take_reading(wish, found), self._not_read)

    def _take_reading(self, wish: _Wish, reading: FieldReading) -> None:
        """Store what was read; what was typed since stays typed."""
        self._end_busy()
        if not self._is_open(wish.case_id) or not self.editing.work.is_editable:
            return
        name = self.session.label(self.editing.work.spec(wish.key).label)
        if reading.state is ReadingState.MISSING:
            self.said.emit(self.session.text("paper-nothing-read", field=name), Tone.WARN)
            return
        if self._attempt(lambda: self._store_reading(wish, reading)):
            self._show_stored()
            self.paper.refresh(self.editing.work)
            self.said.emit(self.session.text("paper-read", field=name), Tone.GOOD)
            if self._key == wish.key:
                self.parts.form.focus_field(wish.key)

    def _store_reading(self, wish: _Wish, reading: FieldReading) -> None:
        work = self.editing.work
        case = work.case
        self.session.backend.rereading.take_reading(case.id, wish.key, reading, case.revision)
        if work.pending.get(wish.key) == wish.typed:
            work.pending.pop(wish.key, None)
        self.editing.reload()

    def _not_read(self, error: DigitizerError) -> None:
        self._end_busy()
        self.session.on_error(error)

    def _end_busy(self) -> None:
        key, self._busy = self._busy, None
        self.parts.canvas.show_reading(None)
        if key is not None and self.editing.is_open and key in self.editing.work.keys:
            self.parts.form.row(key).snippet.set_busy("")

    def _is_open(self, case_id: int) -> bool:
        return self.editing.is_open and self.editing.work.case.id == case_id


def _widened(box: Box) -> Box:
    across, down = round(box.height * _WIDER), round(box.height * _HIGHER)
    return Box(box.x - across, box.y - down, box.width + 2 * across, box.height + 2 * down)


def _is_in(point: PagePlace, place: PagePlace | None) -> bool:
    if place is None or point.sheet != place.sheet:
        return False
    x, y, box = point.box.x, point.box.y, place.box
    return box.x <= x < box.right and box.y <= y < box.bottom
