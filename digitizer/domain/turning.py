"""A page turned for good: what stood on it stands at the turned place. Exact, so that turning back
gives what was there before."""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.case import Page, Region
from digitizer.domain.page import Box, LineReading, PageReading, TextLine
from digitizer.domain.record import FieldReading

TURNS = (90, 180, 270)


def turned_box(box: Box, width: int, height: int, degrees: int) -> Box:
    """The box after a clockwise turn of a page that was ``width`` by ``height`` px."""
    for _ in range(degrees % 360 // 90):
        box = Box(height - box.bottom, box.x, box.height, box.width)
        width, height = height, width
    return box


def turned_page(page: Page, degrees: int, image_sha256: str) -> Page:
    """The page with its turned image."""
    is_across = degrees % 180 == 90
    width, height = (page.height, page.width) if is_across else (page.width, page.height)
    rotation = (page.rotation + degrees) % 360
    return replace(page, width=width, height=height, rotation=rotation, image_sha256=image_sha256)


def turned_region(region: Region, page: Page, degrees: int) -> Region:
    """A region of ``page``, which is the page before the turn."""
    if region.box is None:
        return region
    return replace(region, box=turned_box(region.box, page.width, page.height, degrees))


def turned_field(reading: FieldReading, page: Page, degrees: int) -> FieldReading:
    """A reading on ``page``, which is the page before the turn."""
    if reading.box is None:
        return reading
    return replace(reading, box=turned_box(reading.box, page.width, page.height, degrees))


def turned_reading(reading: PageReading, degrees: int) -> PageReading:
    """Everything that was seen on the page."""

    def turn(box: Box) -> Box:
        return turned_box(box, reading.width, reading.height, degrees)

    def of_engine(found: LineReading) -> LineReading:
        words = tuple(replace(word, box=turn(word.box)) for word in found.words)
        return replace(found, words=words)

    def line(found: TextLine) -> TextLine:
        return TextLine(turn(found.box), tuple(of_engine(each) for each in found.readings))

    is_across = degrees % 180 == 90
    return replace(
        reading,
        width=reading.height if is_across else reading.width,
        height=reading.width if is_across else reading.height,
        rotation=(reading.rotation + degrees) % 360,
        lines=tuple(line(each) for each in reading.lines),
        codes=tuple(replace(code, box=turn(code.box)) for code in reading.codes),
        zones=tuple(
            replace(zone, lines=tuple(line(each) for each in zone.lines)) for zone in reading.zones
        ),
        ticks=tuple(replace(tick, box=turn(tick.box)) for tick in reading.ticks),
        rules=tuple(turn(rule) for rule in reading.rules),
    )
