"""As many images as pages, and each of them in a case or declared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digitizer.domain.page_count import BatchImages, Image, PageCount
from digitizer.domain.problems import Problem, Severity

_MOST_NAMED = 12


def check_pages(
    images: BatchImages, count: PageCount | None, *, is_needed: bool = False
) -> tuple[Problem, ...]:
    """What stands between the images of a batch and the pages that somebody counted.

    Without a declaration there is only something to look at, unless one ``is_needed``; with one,
    whatever differs is an error.
    """
    return tuple(_found(images, count, is_needed))


def _found(images: BatchImages, count: PageCount | None, is_needed: bool) -> Iterator[Problem]:
    rank = Severity.WARNING if count is None else Severity.ERROR
    for code, has_failed, severity in (
        ("pages-not-read", False, rank),
        ("pages-failed", True, Severity.WARNING),
    ):
        files = [file for file in images.unread if file.has_failed is has_failed]
        if files:
            number = sum(file.pages for file in files)
            yield _ranked(
                code, severity, count=number, names=_shortened([each.file for each in files])
            )
    if count is None:
        rank = Severity.ERROR if is_needed else Severity.INFO
        yield _ranked("pages-not-counted", rank, images=images.total)
    elif images.total != count.images_due:
        code = "pages-missing" if images.total < count.images_due else "pages-too-many"
        yield _ranked(
            code, Severity.ERROR, pages=count.pages, left_out=count.left_out, extra=count.extra,
            due=count.images_due, images=images.total,
            count=abs(images.total - count.images_due),
        )  # fmt: skip
    declared = count.loose_ids if count else frozenset()
    stray = [image for image in images.in_no_case if image.page_id not in declared]
    if stray:
        rank = Severity.WARNING if count is None and not is_needed else Severity.ERROR
        yield _ranked("pages-in-no-case", rank, count=len(stray), names=named(stray))
    owned = [image for image in images.images if image.is_in_case and image.page_id in declared]
    if owned:
        yield _ranked(
            "pages-in-case-after-all", Severity.ERROR, count=len(owned), names=named(owned)
        )


def named(images: Sequence[Image]) -> str:
    """Images as people find them: "so-01.pdf 3, 4; so-02.pdf 1"; the rest is "…"."""
    by_file: dict[str, list[str]] = {}
    for image in images[:_MOST_NAMED]:
        by_file.setdefault(image.file, []).append(str(image.number))
    said = [f"{file} {', '.join(numbers)}" for file, numbers in by_file.items()]
    return "; ".join([*said, *(["…"] if len(images) > _MOST_NAMED else [])])


def _shortened(names: Sequence[str]) -> str:
    return ", ".join([*names[:_MOST_NAMED], *(["…"] if len(names) > _MOST_NAMED else [])])


def _ranked(code: str, severity: Severity, **params: str | int) -> Problem:
    pairs = sorted((name, str(value)) for name, value in params.items())
    return Problem(code, severity, None, tuple(pairs))
