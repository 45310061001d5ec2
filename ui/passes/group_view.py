"""Equal values or words of a batch on one screen: the odd one stands out, Enter takes the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from digitizer.domain.errors import DigitizerError
from digitizer.workflow.carpet import SCREEN
from ui.announcing import announce
from ui.asking import Asking
from ui.paper.piece import Piece, whole_page
from ui.passes.group_layout import GroupLayout, Shown
from ui.passes.groups import Cut, Done, Group, GroupKey, Tile, TileId
from ui.passes.sources import Source
from ui.session import Session
from ui.theme import Tone

_KEPT_CUTS = 6 * SCREEN
_CUT_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class _Screen:
    """A group with its tiles as the store has them."""

    group: Group
    tiles: tuple[Tile, ...]


class GroupView(QWidget):
    """``changed``: what can be done is another; ``stored``: something was stored, the batch is to
    be counted anew; ``said`` as a page's."""

    changed = Signal()
    stored = Signal()
    said = Signal(str, Tone)

    def __init__(self, session: Session, source: Source) -> None:
        super().__init__()
        self.session = session
        self.source = source
        self.parts = GroupLayout(session, self, source.name, self._list_groups)
        self._batch_id: int | None = None
        self._with_accepted = False
        self._group: Group | None = None
        self._fetched: tuple[Tile, ...] = ()
        self._cuts: dict[int, dict[TileId, Cut]] = {}
        self._left_alone: dict[GroupKey, set[TileId]] = {}
        self._told = ""
        self.is_storing = False
        self._listing, self._fetching = Asking(session), Asking(session)
        self._cutting = Asking(session)
        parts = self.parts
        parts.table.selectionModel().currentRowChanged.connect(lambda _n, _o: self._take_group())
        parts.table.activated.connect(lambda _index: parts.grid.setFocus())
        parts.grid.confirmed.connect(self._confirm)
        parts.grid.toggled.connect(self._say_count)
        parts.grid.room_changed.connect(self._show_screen)
        parts.grid.currentRowChanged.connect(lambda _row: self._show_context())

    @property
    def is_at_work(self) -> bool:
        return self.parts.shows(Shown.CARPET)

    def forget_person(self) -> None:
        """Another person sits here now."""
        self._left_alone.clear()
        self._told = ""
        self.parts.grid.forget_marks()

    def show_batch(self, batch_id: int, *, with_accepted: bool) -> None:
        """Look at a batch, or at the same one again."""
        if batch_id != self._batch_id:
            self._group, self._fetched, self._told = None, (), ""
            self.parts.grid.forget_marks()
            self._show(Shown.LOADING)
        self._batch_id, self._with_accepted = batch_id, with_accepted
        self._list_groups()

    # The groups

    def _list_groups(self) -> None:
        batch_id, accepted = self._batch_id, self._with_accepted
        if batch_id is None:
            return

        def came(found: Sequence[Group]) -> None:
            if (batch_id, accepted) == (self._batch_id, self._with_accepted):
                self._groups_came(found)

        self._listing.ask(
            lambda: self.source.groups(batch_id, with_accepted=accepted), came, self._failed
        )

    def _groups_came(self, found: Sequence[Group]) -> None:
        left = [(each, self._left_of(each)) for each in found]
        kept = [(each, count) for each, count in left if count > 0]
        rows, counts = [each for each, _ in kept], [count for _, count in kept]
        parts = self.parts
        old = parts.table.currentIndex().row()
        wanted = self._group.key if self._group else None
        place = next((i for i, each in enumerate(rows) if each.key == wanted), None)
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

    def _left_of(self, group: Group) -> int:
        alone = len(self._left_alone.get(group.key, ()))
        return group.size(with_accepted=self._with_accepted) - alone

    def step(self, step: int) -> None:
        """To the next group or the one before."""
        place = self.parts.table.currentIndex().row() + step
        if 0 <= place < len(self.parts.model.rows):
            self.parts.table.selectRow(place)

    def _take_group(self) -> None:
        group = self.parts.model.row_at(self.parts.table.currentIndex().row())
        if group is None:
            return
        if self._group is None or group.key != self._group.key:
            self.parts.grid.forget_marks()
            self._fetched = ()
        self._group = group
        self._fetch(group)

    def _fetch(self, group: Group) -> None:
        batch_id, accepted = self._batch_id, self._with_accepted
        if batch_id is None:
            return
        limit = SCREEN + len(self._left_alone.get(group.key, ()))

        def work() -> _Screen:
            found = self.source.tiles(batch_id, group, with_accepted=accepted, limit=limit)
            return _Screen(group, tuple(found))

        self._fetching.ask(work, self._screen_came, self._failed)

    def _screen_came(self, screen: _Screen) -> None:
        group = self._group
        if group is None or group.key != screen.group.key:
            return
        alone = self._left_alone.get(group.key, set())
        self._fetched = tuple(each for each in screen.tiles if each.id not in alone)
        self._show(Shown.CARPET)
        self._show_screen()
        if self.isVisible():
            self.parts.grid.setFocus()

    # The screen

    def _show_screen(self) -> None:
        group = self._group
        if group is None or self.is_storing:
            return
        shown = self._fetched[: self.parts.grid.room]
        heading = self.session.text("passes-heading", field=group.about, value=group.text)
        self.parts.heading.setText(heading)
        self.parts.grid.show_pieces(shown, self._images(group), group.text)
        self._say_count()
        self._show_context()
        self._cut(group, shown)

    def _say_count(self) -> None:
        grid = self.parts.grid
        lost = {each.id for each in grid.pieces if grid.is_lost(each.id)}
        count = len(grid.pieces) - len(grid.odd | lost)
        words = f"passes-instruction-{self.source.name}"
        self.parts.instruction.setText(self.session.text(words, count=count))

    def _cuts_of(self, group: Group) -> dict[TileId, Cut]:
        """Kept by the group's number in the list; the oldest go when there are too many."""
        number = self.parts.model.id_of(group)
        kept = self._cuts.setdefault(number, {})
        while len(self._cuts) > 1 and sum(map(len, self._cuts.values())) > _KEPT_CUTS:
            del self._cuts[next(each for each in self._cuts if each != number)]
        return kept

    def _images(self, group: Group) -> Mapping[TileId, QImage | None]:
        return {name: each.image for name, each in self._cuts_of(group).items()}

    def _cut(self, group: Group, tiles: Sequence[Tile], ahead: bool = False) -> None:
        """First what is in sight, row by row, then what comes next."""
        kept = self._cuts_of(group)
        missing = [each for each in tiles if each.id not in kept]
        if not missing:
            if not ahead:
                self._cut(group, self._fetched[: 2 * self.parts.grid.room], ahead=True)
            return
        some = missing[:_CUT_AT_ONCE]

        def came(cuts: Mapping[TileId, Cut]) -> None:
            kept.update(cuts)
            if self._group is not None and self._group.key == group.key:
                self.parts.grid.show_images(self._images(group))
                self._say_count()
                self._cut(group, tiles, ahead)

        self._cutting.ask(lambda: self.source.cut(some), came, self._failed)

    def _confirm(self) -> None:
        """Enter: everything in sight that is not marked is right."""
        grid, group = self.parts.grid, self._group
        if group is None or self.is_storing or not grid.pieces:
            return
        kept = self._cuts_of(group)
        if any(each.id not in kept for each in grid.pieces):
            # Nobody has seen a picture that is still being cut.
            return
        unseen = {each.id for each in grid.pieces if kept[each.id].image is None}
        odd = [each for each in grid.pieces if each.id in grid.odd]
        seen = [each for each in grid.pieces if each.id not in grid.odd | unseen]
        self.is_storing = True
        self.parts.instruction.setText(self.session.text("passes-working"))
        self.session.bridge.run(
            lambda: self.source.confirm(group, seen, odd),
            lambda done: self._stored(group, done, unseen - grid.odd),
            self._not_stored,
        )

    def _stored(self, group: Group, done: Done, unseen: set[TileId]) -> None:
        self.is_storing = False
        self._left_alone.setdefault(group.key, set()).update(done.apart | unseen)
        gone = done.gone | unseen
        self._fetched = tuple(each for each in self._fetched if each.id not in gone)
        self.parts.grid.forget_marks()
        self._tell(done)
        self.stored.emit()

    def _not_stored(self, error: DigitizerError) -> None:
        self.is_storing = False
        self._say_count()
        self.session.on_error(error)

    def _tell(self, done: Done) -> None:
        text = self.session.text
        refused: list[str] = []
        for code in dict.fromkeys(each.code for each in done.refused):
            cases = ", ".join(str(each.case_id) for each in done.refused if each.code == code)
            refused.append(text("passes-left-out", cases=cases, why=text(f"passes-{code}")))
        # Good news stand at rest below the list: a banner would move what the eye rests on.
        self.said.emit(" ".join(refused), Tone.WARN)
        self._told = done.said
        announce(self.parts.progress, done.said)

    # The paper around it

    def toggle_context(self) -> None:
        self.parts.sheet.setVisible(self.parts.sheet.isHidden())
        self._show_context()

    def _show_context(self) -> None:
        tile, sheet, group = self.parts.grid.chosen, self.parts.sheet, self._group
        if sheet.isHidden() or tile is None or group is None:
            return
        found = self._cuts_of(group).get(tile.id)
        if found is None or found.page is None:
            sheet.show_piece(Piece(None))
            return
        page, box = found.page, found.box

        def came(piece: Piece) -> None:
            if self.parts.grid.chosen is tile:
                sheet.show_piece(piece)

        self.session.bridge.run(lambda: whole_page(page, box), came, self._failed)

    @property
    def chosen_case(self) -> int | None:
        tile = self.parts.grid.chosen
        return tile.case_id if tile is not None else None

    def _show(self, what: Shown) -> None:
        self.parts.show_part(what)
        self.changed.emit()

    def _failed(self, error: DigitizerError) -> None:
        if self.is_at_work:
            self.session.on_error(error)
        else:
            self._show(Shown.FAILED)
            self.parts.failure.tell(error)
