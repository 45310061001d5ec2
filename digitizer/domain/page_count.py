"""How many pages a person counted in the papers of a batch, and which images they became.

Thông tư 01/2023/TT-VPCP, Điều 8-9: every page is copied, in order, so that there are as many images
as pages; a page with a sticky note gives two. Whatever else makes the two numbers differ is said
page by page with its reason, and an image that is in no case is named with what it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PageReason(StrEnum):
    """Why a page gave more than one image, or none."""

    STICKY_NOTE = "sticky_note"
    REPEATED = "repeated"
    IN_PARTS = "in_parts"
    EMPTY = "empty"
    DAMAGED = "damaged"
    NOT_TO_SCAN = "not_to_scan"

    @property
    def adds(self) -> int:
        """How many images more than one the page gave: 1, or -1 for none."""
        return 1 if self in _MORE else -1


_MORE = frozenset({PageReason.STICKY_NOTE, PageReason.REPEATED, PageReason.IN_PARTS})


class Shows(StrEnum):
    """What an image shows that belongs to no case."""

    COVER = "cover"
    BLANK = "blank"
    INDEX = "index"
    CLOSING = "closing"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class PageNote:
    """One page of the papers, counted from 1, that gave more or fewer images than one. Two notes
    of a page that gave three images."""

    page: int
    reason: PageReason


@dataclass(frozen=True, slots=True)
class LooseImage:
    """An image, by its page in the store, that rightly belongs to no case."""

    page_id: int
    shows: Shows


@dataclass(frozen=True, slots=True)
class PageCount:
    """The declaration of a person who had the papers of a batch in hand: they have ``pages`` pages
    that bear or could bear something, covers included where they were scanned."""

    pages: int
    notes: tuple[PageNote, ...] = ()
    loose: tuple[LooseImage, ...] = ()

    def __post_init__(self) -> None:
        if self.pages < 1:
            raise ValueError(f"{self.pages} pages")
        outside = [note.page for note in self.notes if not 1 <= note.page <= self.pages]
        if outside:
            raise ValueError(f"page {outside[0]} of {self.pages}")
        gone = [note.page for note in self.notes if note.reason.adds < 0]
        if len(set(gone)) < len(gone) or not set(gone).isdisjoint(self._doubled):
            raise ValueError("a page without an image has one reason")
        if len({image.page_id for image in self.loose}) < len(self.loose):
            raise ValueError("an image shows one thing")

    @property
    def _doubled(self) -> frozenset[int]:
        return frozenset(note.page for note in self.notes if note.reason.adds > 0)

    @property
    def left_out(self) -> int:
        """How many pages gave no image."""
        return sum(note.reason.adds < 0 for note in self.notes)

    @property
    def extra(self) -> int:
        """How many images there are beside the first of each page."""
        return sum(note.reason.adds > 0 for note in self.notes)

    @property
    def images_due(self) -> int:
        return self.pages - self.left_out + self.extra

    @property
    def loose_ids(self) -> frozenset[int]:
        return frozenset(image.page_id for image in self.loose)


@dataclass(frozen=True, slots=True)
class Image:
    """A flat page in the store, of the file ``file``. ``is_blank``: the reader saw no print."""

    page_id: int
    file: str
    number: int
    is_in_case: bool
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file of the batch whose pages are not there; it said that it has so many. One that
    ``has_failed`` could not be read and waits for nothing."""

    file: str
    pages: int
    has_failed: bool = False


@dataclass(frozen=True, slots=True)
class BatchImages:
    """All images of a batch in the order of its files: those of its cases, also of cases set aside,
    and those of its files that are in no case."""

    images: tuple[Image, ...]
    unread: tuple[UnreadFile, ...] = ()

    @property
    def total(self) -> int:
        return len(self.images) + sum(file.pages for file in self.unread)

    @property
    def in_no_case(self) -> tuple[Image, ...]:
        return tuple(image for image in self.images if not image.is_in_case)

    def blank_proposals(self) -> tuple[LooseImage, ...]:
        """The images in no case on which the reader saw nothing, as they could be declared."""
        blank = (image for image in self.in_no_case if image.is_blank)
        return tuple(LooseImage(image.page_id, Shows.BLANK) for image in blank)


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers that must agree, for a slip: ``pages`` as declared (None: nobody declared any),
    ``images_due`` of them, and what there is."""

    pages: int | None
    images_due: int | None
    images: int
    in_cases: int
    loose: int

    @classmethod
    def of(cls, images: BatchImages, count: PageCount | None) -> Counted:
        there = {image.page_id for image in images.in_no_case}
        return cls(
            count.pages if count else None,
            count.images_due if count else None,
            images.total,
            sum(image.is_in_case for image in images.images),
            len(there & count.loose_ids) if count else 0,
        )
