"""A page turned by right angles, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.case import Page, Region
from digitizer.domain.page import Box, LineReading, Origin, PageReading, TextLine, TickBox, Word
from digitizer.domain.turning import TURNS, turned_box, turned_page, turned_reading, turned_region

WIDTH, HEIGHT = 200, 300
SHA = "0" * 64

boxes = st.builds(
    Box, st.integers(0, 150), st.integers(0, 250), st.integers(1, 50), st.integers(1, 50)
)


@given(boxes, st.sampled_from(TURNS))
def test_turning_back_gives_the_box_as_it_was(box: Box, degrees: int) -> None:
    is_across = degrees in (90, 270)
    width, height = (HEIGHT, WIDTH) if is_across else (WIDTH, HEIGHT)

    there = turned_box(box, WIDTH, HEIGHT, degrees)

    assert there.x >= 0
    assert there.right <= width
    assert there.y >= 0
    assert there.bottom <= height
    assert turned_box(there, width, height, 360 - degrees) == box


def test_what_stands_top_left_goes_top_right_by_a_turn_clockwise() -> None:
    assert turned_box(Box(0, 0, 20, 10), WIDTH, HEIGHT, 90) == Box(HEIGHT - 10, 0, 10, 20)


@given(st.sampled_from(TURNS))
def test_everything_seen_on_a_page_turns_with_it(degrees: int) -> None:
    box = Box(10, 20, 30, 8)
    line = TextLine(box, (LineReading(Origin("test", "1"), (Word("a", box, 1.0),)),))
    reading = PageReading(
        1, WIDTH, HEIGHT, 150, 90, 0.0, (line,), ticks=(TickBox(box, 0.5),), rules=(box,)
    )
    wanted = turned_box(box, WIDTH, HEIGHT, degrees)

    turned = turned_reading(reading, degrees)

    assert turned.lines[0].box == turned.lines[0].words[0].box == wanted
    assert turned.ticks[0].box == turned.rules[0] == wanted
    assert turned.rotation == (90 + degrees) % 360
    assert turned_reading(turned, 360 - degrees) == reading


def test_a_whole_page_stays_whole_and_a_part_of_it_turns() -> None:
    page = Page(7, 1, 1, WIDTH, HEIGHT, 150, 270, 0.0, SHA)

    assert turned_region(Region(1, None, 7), page, 90) == Region(1, None, 7)
    part = turned_region(Region(1, Box(0, 0, WIDTH, 100), 7), page, 90)
    assert part.box == Box(HEIGHT - 100, 0, 100, WIDTH)
    turned = turned_page(page, 90, SHA)
    assert (turned.width, turned.height, turned.rotation) == (HEIGHT, WIDTH, 0)
