"""Where the words of a field stand on its page."""

from __future__ import annotations

from digitizer.domain.field_words import has_gap, share_of, word_boxes, words_of
from digitizer.domain.page import Box, LineReading, Origin, PageReading, TextLine, Word

ORIGIN = Origin("test", "1")
FIELD = Box(100, 100, 400, 90)


def page(*words: tuple[str, Box]) -> PageReading:
    made = tuple(Word(text, box, 0.9) for text, box in words)
    line = TextLine(Box.around(box for _text, box in words), (LineReading(ORIGIN, made),))
    return PageReading(1, 1000, 1000, 300, 0, 0.0, (line,))


def test_two_lines_are_read_one_after_the_other() -> None:
    boxes = {
        "xã": Box(110, 102, 40, 36),
        "Hữu": Box(170, 98, 60, 38),
        "Khánh": Box(105, 150, 90, 36),
    }
    found = page(*reversed(boxes.items()))

    assert word_boxes(found, FIELD, "xã Hữu Khánh") == tuple(boxes.values())


def test_a_word_that_was_put_right_keeps_its_place_where_the_count_agrees() -> None:
    found = page(("xa", Box(110, 102, 40, 36)), ("Hữu", Box(170, 98, 60, 38)))

    assert word_boxes(found, FIELD, "xã Hữu")[0] == Box(110, 102, 40, 36)


def test_a_word_nobody_read_has_no_place_and_the_others_keep_theirs() -> None:
    found = page(("xã", Box(110, 102, 40, 36)), ("Khánh", Box(300, 98, 60, 38)))

    assert word_boxes(found, FIELD, "xã Hữu Khánh") == (
        Box(110, 102, 40, 36),
        None,
        Box(300, 98, 60, 38),
    )


def test_words_outside_the_field_are_not_taken() -> None:
    found = page(("Nơi", Box(10, 102, 40, 36)), ("xã", Box(110, 102, 40, 36)))

    assert word_boxes(found, FIELD, "xã") == (Box(110, 102, 40, 36),)


def test_room_for_another_word_is_a_gap_and_a_new_line_is_none() -> None:
    near, far = Box(100, 100, 50, 40), Box(250, 100, 50, 40)

    assert has_gap((near, far))
    assert has_gap((near, None))
    assert not has_gap((near, Box(165, 100, 50, 40)))
    assert not has_gap((far, Box(100, 150, 50, 40)))


def test_the_share_of_a_word_goes_by_its_letters() -> None:
    text = "aa bbbb cc"

    shares = [share_of(Box(0, 0, 100, 20), text, place) for place in range(len(words_of(text)))]

    assert shares == [Box(0, 0, 20, 20), Box(30, 0, 40, 20), Box(80, 0, 20, 20)]
