"""batch pages: how many pages the papers of a batch have, beside its images."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import click

from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text
from digitizer.domain.checks import blocking
from digitizer.domain.errors import InvalidInput
from digitizer.domain.page_count import LooseImage, PageCount, PageNote, PageReason, Shows
from digitizer.domain.problems import Problem
from digitizer.workflow.count_pages import CountedPages

_NOTE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?:([a-z_]+)")
_LOOSE = re.compile(r"(\d{1,12}):([a-z]+)")
_LONGEST = 10_000
_MOST_PAGES = 999_999


@click.command("pages", help=text("cli-batch-pages-help"))
@click.argument("batch_name")
@click.option(
    "--count", default=None, type=click.IntRange(1, _MOST_PAGES), help=text("cli-batch-pages-count")
)
@click.option("--from-handover", is_flag=True, help=text("cli-batch-pages-from-handover"))
@click.option("--note", "notes", multiple=True, help=text("cli-batch-pages-note"))
@click.option("--loose", multiple=True, help=text("cli-batch-pages-loose"))
@click.option("--blank", is_flag=True, help=text("cli-batch-pages-blank"))
@click.option("--none", "none", is_flag=True, help=text("cli-batch-pages-none"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def pages(
    session: Session,
    batch_name: str,
    count: int | None,
    from_handover: bool,
    notes: tuple[str, ...],
    loose: tuple[str, ...],
    blank: bool,
    none: bool,
    as_json: bool,
) -> int:
    with session.workstation() as station:
        desk = station.page_counts
        seen = desk.look(station.batch(batch_name).id)
        wanted = _handed_over(seen) if from_handover else count
        if wanted is not None:
            said = _declared(wanted, notes, [*_loose(loose), *_blank(seen, loose, blank=blank)])
            desk.declare(seen.batch.id, said)
        elif none:
            desk.declare(seen.batch.id, None)
        elif notes or loose or blank:
            raise InvalidInput("page-count-needed")
        seen = desk.look(seen.batch.id)
        found = desk.against(seen.batch.id, seen.batch.page_count)
    if as_json:
        print_json(_json(seen, found))
    else:
        _print(session, seen, found)
    return ExitCode.SOME_FAILED if blocking(found) else ExitCode.DONE


def _handed_over(seen: CountedPages) -> int:
    if seen.handed_over is None:
        raise InvalidInput("no-handover-of-batch", batch=seen.batch.name)
    return seen.handed_over


def _declared(count: int, notes: Sequence[str], loose: Sequence[LooseImage]) -> PageCount:
    found = [note for described in notes for note in _notes(described, count)]
    found.sort(key=lambda note: (note.page, note.reason.value))
    images = sorted(loose, key=lambda image: image.page_id)
    try:
        return PageCount(count, tuple(found), tuple(images))
    except ValueError:
        raise InvalidInput("page-count-unsound", pages=count) from None


def _notes(described: str, count: int) -> Iterator[PageNote]:
    """``12:sticky_note`` or ``12-14:empty``."""
    match = _NOTE.fullmatch(described)
    reasons = {reason.value for reason in PageReason}
    low = int(match[1]) if match else 0
    high = int(match[2] or match[1]) if match else 0
    if match is None or match[3] not in reasons or not low <= high < low + _LONGEST:
        raise InvalidInput("page-note-option", text=described, reasons=", ".join(sorted(reasons)))
    if not 1 <= low <= high <= count:
        raise InvalidInput("page-note-outside", text=described, pages=count)
    for page in range(low, high + 1):
        yield PageNote(page, PageReason(match[3]))


def _loose(described: Sequence[str]) -> Iterator[LooseImage]:
    """``1207:cover``, the number as the list of images in no case gives it."""
    kinds = {kind.value for kind in Shows}
    for each in described:
        match = _LOOSE.fullmatch(each)
        if match is None or match[2] not in kinds:
            raise InvalidInput("loose-image-option", text=each, kinds=", ".join(sorted(kinds)))
        yield LooseImage(int(match[1]), Shows(match[2]))


def _blank(seen: CountedPages, loose: Sequence[str], *, blank: bool) -> Iterator[LooseImage]:
    """The images without print, but for those that are named themselves."""
    named = {image.page_id for image in _loose(loose)}
    if blank:
        yield from (each for each in seen.images.blank_proposals() if each.page_id not in named)


def _print(session: Session, seen: CountedPages, found: Sequence[Problem]) -> None:
    count = seen.batch.page_count
    if count is not None:
        session.say(
            "cli-batch-pages-declared",
            name=seen.batch.name,
            pages=count.pages,
            left=count.left_out,
            extra=count.extra,
            due=count.images_due,
            images=seen.images.total,
        )
    elif seen.handed_over is not None:
        session.say("cli-batch-pages-offered", name=seen.batch.name, pages=seen.handed_over)
    declared = count.loose_ids if count else frozenset()
    for image in seen.images.in_no_case:
        if image.page_id not in declared:
            kind = "blank" if image.is_blank else "seen"
            session.say(
                f"cli-batch-pages-stray-{kind}",
                image=image.page_id, file=image.file, page=image.number,
            )  # fmt: skip
    for problem in found:
        severity = session.messages.text(f"cli-severity-{problem.severity.value}")
        click.echo(f"[{severity}] {session.messages.problem(problem)}")
    if count is not None and not found:
        session.say("cli-batch-pages-well", name=seen.batch.name)


def _json(seen: CountedPages, found: Sequence[Problem]) -> dict[str, object]:
    count = seen.batch.page_count
    return {
        "batch": seen.batch.name,
        "pages": count.pages if count else None,
        "notes": [[each.page, each.reason.value] for each in count.notes] if count else [],
        "loose": [[each.page_id, each.shows.value] for each in count.loose] if count else [],
        "images_due": count.images_due if count else None,
        "images": seen.images.total,
        "in_no_case": [
            {"image": one.page_id, "file": one.file, "page": one.number, "blank": one.is_blank}
            for one in seen.images.in_no_case
        ],
        "handed_over": seen.handed_over,
        "problems": [one.code for one in found],
    }
