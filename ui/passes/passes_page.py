"""Equal values of a batch on one screen: the odd one stands out, Enter confirms the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from digitizer.domain.batch import BatchSummary, WorkPass
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import EDITABLE_BATCH_STATES
from digitizer.workflow.carpet import SCREEN, CarpetField, ValueGroup
from digitizer.workflow.confirm_many import ConfirmedMany
from ui.announcing import announce
from ui.asking import Asking
from ui.page import Page
from ui.passes.layout import PassesLayout, Shown
from ui.passes.models import GroupKey, key_of
from ui.passes.pieces import images_of
from ui.second.paper import Piece, whole_page
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone

_KEPT_IMAGES = 6 * SCREEN


@dataclass(frozen=True, slots=True)
class _Screen:
    """A group with its pieces as the store has them."""

    group: ValueGroup
    pieces: tuple[CarpetField, ...]


class PassesPage(Page):
    """``opened`` asks for a case on the desk."""

    opened = Signal(int)

    name = PageName.PASSES

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.parts = PassesLayout(session, self)
        self._batches: Sequence[BatchSummary] = ()
        self._group: ValueGroup | None = None
        self._fetched: tuple[CarpetField, ...] = ()
        self._images: dict[int, dict[int, QImage | None]] = {}
        self._left_alone: dict[GroupKey, set[int]] = {}
        self._person = ""
        self._told = ""
        self._is_storing = False
        self._batch_asking, self._listing = Asking(session), Asking(session)
        self._fetching, self._cutting = Asking(session), Asking(session)
        parts = self.parts
        parts.batch.activated.connect(lambda _place: self._take_batch())
        parts.accepted.toggled.connect(lambda _on: self._list_groups())
        parts.table.selectionModel().currentRowChanged.connect(lambda _n, _o: self._take_group())
        parts.table.activated.connect(lambda _index: parts.grid.setFocus())
        parts.grid.confirmed.connect(self._confirm)
        parts.grid.toggled.connect(self._say_count)
        parts.grid.room_changed.connect(self._show_screen)
        parts.grid.currentRowChanged.connect(lambda _row: self._show_context())

    # What the window asks

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "next-group": lambda: self._step(1),
            "previous-group": lambda: self._step(-1),
            "pass-context": self._toggle_context,
            "open-odd": self._open_case,
        }

    def situation(self) -> Situation:
        return Situation(self.name, has_carpet=self.parts.shows(Shown.CARPET))

    def enter(self) -> None:
        if self._person != self.session.backend.actor.name:
            self._person = self.session.backend.actor.name
            self._left_alone.clear()
            self._told = ""
            self.parts.grid.forget_marks()
        if not self._batches:
            self._show(Shown.LOADING)
        backend = self.session.backend
        self._batch_asking.ask(lambda: list(backend.batches()), self._batches_came, self._failed)

    def take_change(self, change: ChangeSet) -> None:
        if self.isVisible() and not self._is_storing and (change.batches or change.cases):
            self.enter()

    def take_theme(self) -> None:
        self.parts.grid.viewport().update()

    # The batch

    def _batches_came(self, found: list[BatchSummary]) -> None:
        """Batches whose plan has a carpet pass come first."""
        chosen = self._batch_id
        usable = [each for each in found if each.batch.state in EDITABLE_BATCH_STATES]
        usable.sort(key=lambda each: WorkPass.CARPET not in each.batch.plan.passes)
        self._batches = usable
        ids = [each.batch.id for each in usable]
        place = ids.index(chosen) if chosen in ids else 0
        text = self.session.text
        words = [
            text("passes-batch-choice", name=each.batch.name, count=each.to_check)
            for each in usable
        ]
        self.parts.show_batches(words, place)
        if usable:
            self._say_plan()
            self._list_groups()
        else:
            self._group = None
            self._show(Shown.NO_BATCH)

    @property
    def _batch_id(self) -> int | None:
        place = self.parts.batch.currentIndex()
        return self._batches[place].batch.id if 0 <= place < len(self._batches) else None

    def _take_batch(self) -> None:
        self._group, self._fetched = None, ()
        self.parts.grid.forget_marks()
        self._show(Shown.LOADING)
        self._say_plan()
        self._list_groups()

    def _say_plan(self) -> None:
        plan = self._batches[self.parts.batch.currentIndex()].batch.plan
        is_planned = WorkPass.CARPET in plan.passes
        self.parts.plan.setText(
            self.session.text("passes-planned" if is_planned else "passes-not-planned")
        )

    # The groups

    def _list_groups(self) -> None:
        backend, batch_id = self.session.backend, self._batch_id
        if batch_id is None:
            return
        accepted = self.parts.accepted.isChecked()

        def came(found: list[ValueGroup]) -> None:
            if (batch_id, accepted) == (self._batch_id, self.parts.accepted.isChecked()):
                self._groups_came(found)

        self._listing.ask(
            lambda: list(backend.passes.groups(batch_id, with_accepted=accepted)),
            came,
            self._failed,
        )

    def _groups_came(self, found: list[ValueGroup]) -> None:
        left = [(each, self._left_of(each)) for each in found]
        kept = [(each, count) for each, count in left if count > 0]
        rows, counts = [each for each, _ in kept], [count for _, count in kept]
        parts = self.parts
        old = parts.table.currentIndex().row()
        wanted = key_of(self._group) if self._group else None
        place = next((i for i, each in enumerate(rows) if key_of(each) == wanted), None)
        if place is None:
            place = 0 if wanted is None else min(max(old, 0), max(len(rows) - 1, 0))
        parts.table.selectionModel().blockSignals(True)
        parts.model.show(rows, counts)
        parts.table.selectionModel().blockSignals(False)
        words = self.session.text("passes-progress", fields=sum(counts), groups=len(rows))
        parts.progress.setText(f"{self._told}\n{words}" if self._told else words)
        if not rows:
            self._group = None
            self._show(Shown.DONE)
            return
        parts.table.selectRow(place)
        self._take_group()

    def _left_of(self, group: ValueGroup) -> int:
        alone = len(self._left_alone.get(key_of(group), ()))
        return group.size(with_accepted=self.parts.accepted.isChecked()) - alone

    def _step(self, step: int) -> None:
        place = self.parts.table.currentIndex().row() + step
        if 0 <= place < len(self.parts.model.rows):
            self.parts.table.selectRow(place)

    def _take_group(self) -> None:
        group = self.parts.model.row_at(self.parts.table.currentIndex().row())
        if group is None:
            return
        if self._group is None or key_of(group) != key_of(self._group):
            self.parts.grid.forget_marks()
            self._fetched = ()
        self._group = group
        self._fetch(group, self._screen_came)

    def _fetch(self, group: ValueGroup, came: Callable[[_Screen], None]) -> None:
        backend, batch_id = self.session.backend, self._batch_id
        if batch_id is None:
            return
        accepted = self.parts.accepted.isChecked()
        limit = SCREEN + len(self._left_alone.get(key_of(group), ()))

        def work() -> _Screen:
            found = backend.passes.carpet(batch_id, group, with_accepted=accepted, limit=limit)
            return _Screen(group, tuple(found))

        self._fetching.ask(work, came, self._failed)

    def _screen_came(self, screen: _Screen) -> None:
        group = self._group
        if group is None or key_of(group) != key_of(screen.group):
            return
        alone = self._left_alone.get(key_of(group), set())
        self._fetched = tuple(each for each in screen.pieces if each.case_id not in alone)
        self._show(Shown.CARPET)
        self._show_screen()
        self.parts.grid.setFocus()

    # The screen

    def _show_screen(self) -> None:
        group = self._group
        if group is None or self._is_storing:
            return
        shown = self._fetched[: self.parts.grid.room]
        label = self.session.label(group.spec.label)
        self.parts.heading.setText(
            self.session.text("passes-heading", field=label, value=group.text)
        )
        self.parts.grid.show_pieces(shown, self._images_of(group), group.text)
        self._say_count()
        self._show_context()
        self._cut(group, shown)

    def _say_count(self) -> None:
        grid = self.parts.grid
        lost = {each.case_id for each in grid.pieces if grid.is_lost(each.case_id)}
        count = len(grid.pieces) - len(grid.odd | lost)
        self.parts.instruction.setText(self.session.text("passes-instruction", count=count))

    def _images_of(self, group: ValueGroup) -> dict[int, QImage | None]:
        """Kept by the group's number in the list; the oldest go when there are too many."""
        number = self.parts.model.id_of(group)
        kept = self._images.setdefault(number, {})
        while len(self._images) > 1 and sum(map(len, self._images.values())) > _KEPT_IMAGES:
            del self._images[next(each for each in self._images if each != number)]
        return kept

    def _cut(self, group: ValueGroup, pieces: Sequence[CarpetField], ahead: bool = False) -> None:
        """First what is in sight, row by row, then what comes next."""
        kept = self._images_of(group)
        missing = [each for each in pieces if each.case_id not in kept]
        if not missing:
            if not ahead:
                self._cut(group, self._fetched[: 2 * self.parts.grid.room], ahead=True)
            return
        some = missing[:8]

        def came(images: dict[int, QImage | None]) -> None:
            kept.update(images)
            if self._group is not None and key_of(self._group) == key_of(group):
                self.parts.grid.show_images(kept)
                self._say_count()
                self._cut(group, pieces, ahead)

        self._cutting.ask(lambda: images_of(some), came, self._failed)

    def _confirm(self) -> None:
        """Enter: everything in sight that is not marked is right."""
        grid, group = self.parts.grid, self._group
        if group is None or self._is_storing or not grid.pieces:
            return
        kept = self._images_of(group)
        if any(each.case_id not in kept for each in grid.pieces):
            # Nobody has seen a picture that is still being cut.
            return
        unseen = {each.case_id for each in grid.pieces if kept[each.case_id] is None}
        odd = [(each.case_id, each.revision) for each in grid.pieces if each.case_id in grid.odd]
        seen = [
            (each.case_id, each.revision)
            for each in grid.pieces
            if each.case_id not in grid.odd | unseen
        ]
        apart = unseen | grid.odd
        backend = self.session.backend
        self._is_storing = True
        self.parts.instruction.setText(self.session.text("passes-working"))
        self.session.bridge.run(
            lambda: backend.passes.confirm(group.spec.key, group.value, seen, odd),
            lambda done: self._stored(group, done, set(apart)),
            self._not_stored,
        )

    def _stored(self, group: ValueGroup, done: ConfirmedMany, odd: set[int]) -> None:
        self._is_storing = False
        gone = set(done.confirmed) | odd
        refused = {each.case_id for each in done.left_out if each.code != "changed-meanwhile"}
        self._left_alone.setdefault(key_of(group), set()).update(odd | refused)
        self._fetched = tuple(each for each in self._fetched if each.case_id not in gone | refused)
        self.parts.grid.forget_marks()
        self._tell(done, len(odd))
        self.enter()

    def _not_stored(self, error: DigitizerError) -> None:
        self._is_storing = False
        self._say_count()
        self.session.on_error(error)

    def _tell(self, done: ConfirmedMany, odd: int) -> None:
        text, words = self.session.text, "passes-done-marked" if odd else "passes-done"
        lines = [text(words, count=len(done.confirmed), odd=odd)]
        for code in dict.fromkeys(each.code for each in done.left_out):
            cases = ", ".join(str(each.case_id) for each in done.left_out if each.code == code)
            lines.append(text("passes-left-out", cases=cases, why=text(f"passes-{code}")))
        # Good news stand at rest below the list: a banner would move what the eye rests on.
        self.said.emit(" ".join(lines[1:]), Tone.WARN)
        self._told = lines[0]
        announce(self.parts.progress, lines[0])

    # The paper around it

    def _toggle_context(self) -> None:
        self.parts.sheet.setVisible(self.parts.sheet.isHidden())
        self._show_context()

    def _show_context(self) -> None:
        piece, sheet = self.parts.grid.chosen, self.parts.sheet
        if sheet.isHidden() or piece is None:
            return
        page, box = piece.page, piece.box
        if page is None:
            sheet.show_piece(Piece(None))
            return

        def came(found: Piece) -> None:
            if self.parts.grid.chosen is piece:
                sheet.show_piece(found)

        self.session.bridge.run(lambda: whole_page(page, box), came, self._failed)

    def _open_case(self) -> None:
        piece = self.parts.grid.chosen
        if piece is not None:
            self.opened.emit(piece.case_id)

    def _show(self, what: Shown) -> None:
        self.parts.show_part(what)
        self.situation_changed.emit()

    def _failed(self, error: DigitizerError) -> None:
        if not self.parts.shows(Shown.CARPET):
            self._show(Shown.FAILED)
        self.session.on_error(error)
