"""The zones under design: which there are, which one is in hand, and the steps taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from digitizer.domain.form import Place, Zone
from digitizer.domain.form_draft import LEAST_SIDE_MM, BlankSheet

_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class DrawnZone:
    """``field`` is empty while the zone has none; a suggestion counts only when it is accepted."""

    place: Place
    field: str = ""
    is_suggested: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    zones: tuple[DrawnZone, ...]
    chosen: int | None


class ZoneBoard(QObject):
    """Every change is one step that can be taken back. Lengths are mm on the sheet."""

    changed = Signal()

    def __init__(self, sheet: BlankSheet, zones: Iterable[Zone] = ()) -> None:
        super().__init__()
        self.sheet = sheet
        self._now = _State(tuple(DrawnZone(zone.place, zone.field) for zone in zones), None)
        self._saved = self._now.zones
        self._before: list[_State] = []
        self._after: list[_State] = []

    @property
    def zones(self) -> tuple[DrawnZone, ...]:
        return self._now.zones

    @property
    def chosen(self) -> int | None:
        """The place of the zone in hand among :attr:`zones`."""
        return self._now.chosen

    @property
    def zone(self) -> DrawnZone | None:
        """The zone in hand."""
        return self.zones[self.chosen] if self.chosen is not None else None

    @property
    def is_changed(self) -> bool:
        """Whether there is something that no file holds."""
        own = tuple(zone for zone in self.zones if not zone.is_suggested)
        return own != self._saved

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        return bool(self._after)

    @property
    def has_suggestions(self) -> bool:
        return any(zone.is_suggested for zone in self.zones)

    def accepted(self) -> tuple[Zone, ...]:
        """What a form would keep, in reading order of each field."""
        return tuple(Zone(zone.field, zone.place) for zone in self.zones if not zone.is_suggested)

    def of_field(self, key: str) -> Sequence[int]:
        """The places of a field's zones, in reading order."""
        return [place for place, zone in enumerate(self.zones) if zone.field == key]

    def choose(self, number: int | None) -> None:
        """Take a zone in hand; no step."""
        self._now = replace(self._now, chosen=number)
        self.changed.emit()

    def step(self, by: int) -> None:
        """Take the next zone in hand, from top to bottom."""
        if not self.zones:
            return
        order = sorted(range(len(self.zones)), key=self._height_of)
        place = order.index(self.chosen) + by if self.chosen is not None else min(by, 0)
        self.choose(order[place % len(order)])

    def add(self, place: Place) -> None:
        self._take((*self.zones, DrawnZone(place)), len(self.zones))

    def suggest(self, zones: Iterable[Zone]) -> None:
        """Show zones to be accepted or removed, for fields that have none yet."""
        has_one = {zone.field for zone in self.zones}
        found = [DrawnZone(z.place, z.field, True) for z in zones if z.field not in has_one]
        if found:
            self._take((*self.zones, *found), self.chosen)

    def put(self, number: int, place: Place) -> None:
        """Give a zone another place; a suggestion is accepted by it."""
        if place != self.zones[number].place:
            self._change(number, replace(self.zones[number], place=place, is_suggested=False))

    def move_by(self, right: float, down: float) -> None:
        if self.zone is not None and self.chosen is not None:
            self.put(self.chosen, self.moved(self.zone.place, right, down))

    def moved(self, place: Place, right: float, down: float) -> Place:
        """A place further on, kept on the sheet with its size."""
        width, height = self.sheet.size
        left = min(max(place.left + right, 0.0), max(width - place.width, 0.0))
        top = min(max(place.top + down, 0.0), max(height - place.height, 0.0))
        return replace(place, left=left, top=top)

    def resize_by(self, right: float, down: float) -> None:
        """Move the lower right corner."""
        if self.zone is None or self.chosen is None:
            return
        place = self.zone.place
        across = max(place.width + right, LEAST_SIDE_MM)
        high = max(place.height + down, LEAST_SIDE_MM)
        corner = (place.left + across, place.top + high)
        self.put(self.chosen, self.sheet.place(place.left, place.top, *corner))

    def bind(self, field: str) -> None:
        """Give the zone in hand to a field."""
        if self.zone is not None and self.chosen is not None:
            self._change(self.chosen, replace(self.zone, field=field, is_suggested=False))

    def unbind(self, field: str) -> None:
        """Take all zones from a field that is no more."""
        free = tuple(replace(z, field="") if z.field == field else z for z in self.zones)
        if free != self.zones:
            self._take(free, self.chosen)

    def accept(self) -> None:
        """Accept the suggestion in hand."""
        if self.zone is not None and self.zone.is_suggested and self.chosen is not None:
            self._change(self.chosen, replace(self.zone, is_suggested=False))

    def accept_all(self) -> None:
        if self.has_suggestions:
            self._take(tuple(replace(z, is_suggested=False) for z in self.zones), self.chosen)

    def remove(self) -> None:
        """Remove the zone in hand."""
        if self.chosen is None:
            return
        left = self.zones[: self.chosen] + self.zones[self.chosen + 1 :]
        self._take(left, min(self.chosen, len(left) - 1) if left else None)

    def reorder(self, by: int) -> None:
        """Let the zone in hand change places with its field's next one."""
        if self.zone is None or self.chosen is None:
            return
        own = self.of_field(self.zone.field)
        place = own.index(self.chosen) + by
        if not 0 <= place < len(own):
            return
        zones = list(self.zones)
        zones[self.chosen], zones[own[place]] = zones[own[place]], zones[self.chosen]
        self._take(tuple(zones), own[place])

    def undo(self) -> None:
        if self._before:
            self._after.append(self._now)
            self._now = self._before.pop()
            self.changed.emit()

    def redo(self) -> None:
        if self._after:
            self._before.append(self._now)
            self._now = self._after.pop()
            self.changed.emit()

    def _height_of(self, number: int) -> tuple[int, float]:
        place = self.zones[number].place
        return round(place.top / LEAST_SIDE_MM), place.left

    def _change(self, number: int, zone: DrawnZone) -> None:
        self._take((*self.zones[:number], zone, *self.zones[number + 1 :]), number)

    def _take(self, zones: tuple[DrawnZone, ...], chosen: int | None) -> None:
        self._before = [*self._before[-_MOST_STEPS + 1 :], self._now]
        self._after = []
        self._now = _State(zones, chosen)
        self.changed.emit()
