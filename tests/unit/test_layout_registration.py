"""A known form is found on a page by its words, wherever and however large it lies there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from support.pages import CERTIFICATE, DPI, page_of

from digitizer.domain.form import Form, FormWord, Place
from digitizer.domain.page import Box, PageReading, TextLine
from ocr.layout.registration import placed

PER_MM = DPI / 25.4


def form_of(page: PageReading) -> Form:
    """The form that prints every word of a page where the page has it."""
    words = tuple(
        FormWord(
            word.text,
            Place(
                word.box.x / PER_MM,
                word.box.y / PER_MM,
                word.box.width / PER_MM,
                word.box.height / PER_MM,
            ),
        )
        for line in page.lines
        for word in line.words
    )
    return Form("ho_tich/mau", "t.t", "1", "", date(2020, 1, 1), 210, 297, Path("-"), words, ())


BLANK = page_of([text.partition(":")[0] + ":" for text in CERTIFICATE if ":" in text])
FORM = form_of(BLANK)


def moved(page: PageReading, shift: tuple[int, int], scale: float) -> tuple[TextLine, ...]:
    def box(old: Box) -> Box:
        return Box(
            round(old.x * scale) + shift[0],
            round(old.y * scale) + shift[1],
            round(old.width * scale),
            round(old.height * scale),
        )

    return tuple(
        TextLine(
            box(line.box),
            tuple(
                replace(
                    reading,
                    words=tuple(replace(word, box=box(word.box)) for word in reading.words),
                )
                for reading in line.readings
            ),
        )
        for line in page.lines
    )


@pytest.mark.parametrize(("shift", "scale"), [((0, 0), 1.0), ((60, -40), 1.0), ((-30, 25), 0.97)])
def test_the_form_is_laid_where_the_page_has_it(shift: tuple[int, int], scale: float) -> None:
    found = placed(moved(page_of(texts()), shift, scale), [FORM], DPI)
    assert found is not None
    assert found.share > 0.8
    x, y, weight = found.matrix @ (100.0, 80.0, 1.0)
    expected = (100 * PER_MM * scale + shift[0], 80 * PER_MM * scale + shift[1])
    assert (x / weight, y / weight) == pytest.approx(expected, abs=0.5 * PER_MM)


def texts() -> list[str]:
    """The filled form: values stand behind the same labels, some of them misread."""
    filled = [text for text in CERTIFICATE if ":" in text]
    return [filled[0].replace("Họ,", "H0,"), *filled[1:]]


def test_another_paper_is_on_no_form() -> None:
    letter = page_of([f"Kính gửi Ủy ban nhân dân, lần thứ {number}" for number in range(20)])
    assert placed(letter.lines, [FORM], DPI) is None
    assert placed((), [FORM], DPI) is None
    assert placed(page_of(texts()).lines, [], DPI) is None


def test_a_few_words_of_a_form_are_not_the_form() -> None:
    assert placed(page_of(texts()[:5]).lines, [FORM], DPI) is None


def test_of_two_editions_the_one_that_fits_better_is_taken() -> None:
    other = replace(
        FORM,
        key="ho_tich/khac",
        words=tuple(
            replace(word, place=replace(word.place, left=word.place.left + 15 * (i % 3)))
            for i, word in enumerate(FORM.words)
        ),
    )
    found = placed(page_of(texts()).lines, [other, FORM], DPI)
    assert found is not None
    assert found.form.key == FORM.key
    assert np.linalg.det(found.matrix) > 0
