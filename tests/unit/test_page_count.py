"""As many images as pages, whatever differs has a reason, and no image is in no case unsaid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.checks import blocking, check_pages
from digitizer.domain.page_count import (
    BatchImages,
    Counted,
    Image,
    LooseImage,
    PageCount,
    PageNote,
    PageReason,
    Shows,
    UnreadFile,
)
from digitizer.domain.problems import Severity
from digitizer.messages import Messages

NOTE, EMPTY = PageReason.STICKY_NOTE, PageReason.EMPTY


def images(count: int, *stray: int, blank: tuple[int, ...] = ()) -> BatchImages:
    """So many images of one file; those in ``stray`` are in no case."""
    numbers = range(1, count + 1)
    return BatchImages(tuple(Image(n, "a.pdf", n, n not in stray, n in blank) for n in numbers))


def codes(found: BatchImages, count: PageCount | None, **asked: bool) -> dict[str, Severity]:
    problems = check_pages(found, count, **asked)
    for problem in problems:
        for language in ("vi", "en"):
            assert f"problem-{problem.code}" not in Messages(language).problem(problem)
    return {problem.code: problem.severity for problem in problems}


def test_without_a_declaration_there_is_only_something_to_look_at() -> None:
    assert codes(images(3), None) == {"pages-not-counted": Severity.INFO}
    found = codes(images(3, 2), None)
    assert found["pages-in-no-case"] is Severity.WARNING
    assert not blocking(check_pages(images(3, 2), None))


def test_where_the_office_asks_for_a_declaration_its_lack_is_an_error() -> None:
    found = codes(images(3, 2), None, is_needed=True)
    assert set(found.values()) == {Severity.ERROR}


@pytest.mark.parametrize(
    ("count", "there", "code"),
    [
        (PageCount(3), 3, None),
        (PageCount(4), 3, "pages-missing"),
        (PageCount(2), 3, "pages-too-many"),
        (PageCount(2, (PageNote(1, NOTE),)), 3, None),
        (PageCount(2, (PageNote(1, NOTE), PageNote(1, NOTE))), 4, None),
        (PageCount(4, (PageNote(4, EMPTY),)), 3, None),
        (PageCount(3, (PageNote(1, NOTE), PageNote(2, EMPTY))), 3, None),
        (PageCount(3, (PageNote(1, NOTE),)), 3, "pages-missing"),
    ],
)
def test_images_are_as_many_as_pages_but_for_what_is_said(
    count: PageCount, there: int, code: str | None
) -> None:
    assert list(codes(images(there), count)) == ([code] if code else [])


def test_an_image_in_no_case_is_declared_or_keeps_the_batch_back() -> None:
    assert codes(images(3, 2), PageCount(3)) == {"pages-in-no-case": Severity.ERROR}
    said = PageCount(3, (), (LooseImage(2, Shows.COVER),))
    assert codes(images(3, 2), said) == {}
    assert codes(images(3), said) == {"pages-in-case-after-all": Severity.ERROR}


def test_blank_images_in_no_case_are_proposed_and_nothing_else() -> None:
    found = images(4, 2, 3, blank=(1, 3))
    assert found.blank_proposals() == (LooseImage(3, Shows.BLANK),)


def test_files_that_are_not_read_count_and_keep_a_declared_batch_back() -> None:
    waiting = BatchImages(images(2).images, (UnreadFile("b.pdf", 3),))
    assert waiting.total == 5
    assert codes(waiting, PageCount(5)) == {"pages-not-read": Severity.ERROR}
    failed = BatchImages(images(2).images, (UnreadFile("b.pdf", 3, has_failed=True),))
    assert codes(failed, PageCount(5)) == {"pages-failed": Severity.WARNING}


@pytest.mark.parametrize(
    ("pages", "notes"),
    [
        (0, ()),
        (2, (PageNote(3, NOTE),)),
        (2, (PageNote(0, NOTE),)),
        (2, (PageNote(1, EMPTY), PageNote(1, EMPTY))),
        (2, (PageNote(1, EMPTY), PageNote(1, NOTE))),
    ],
)
def test_no_declaration_contradicts_itself(pages: int, notes: tuple[PageNote, ...]) -> None:
    with pytest.raises(ValueError, match=r"page|pages"):
        PageCount(pages, notes)


def test_one_image_shows_one_thing() -> None:
    twice = (LooseImage(1, Shows.COVER), LooseImage(1, Shows.BLANK))
    with pytest.raises(ValueError, match="one thing"):
        PageCount(1, (), twice)


@given(
    st.integers(1, 60),
    st.sets(st.integers(1, 60)),
    st.dictionaries(st.integers(1, 60), st.integers(1, 3)),
    st.integers(-3, 3),
)
def test_only_the_number_that_follows_from_what_is_said_passes(
    pages: int, gone: set[int], doubled: dict[int, int], off: int
) -> None:
    left = [PageNote(page, EMPTY) for page in gone if page <= pages]
    more = [
        PageNote(page, NOTE)
        for page, times in doubled.items()
        for _ in range(times)
        if page <= pages and page not in gone
    ]
    count = PageCount(pages, (*left, *more))
    there = pages - len(left) + len(more)
    assert count.images_due == there
    if there + off >= 0:
        found = check_pages(images(there + off), count)
        assert bool(blocking(found)) is (off != 0)


def test_a_slip_gets_the_numbers_that_must_agree() -> None:
    said = PageCount(3, (), (LooseImage(2, Shows.COVER), LooseImage(99, Shows.BLANK)))
    assert Counted.of(images(3, 2), said) == Counted(3, 3, 3, 2, 1)
    assert Counted.of(images(3, 2), None) == Counted(None, None, 3, 2, 0)
