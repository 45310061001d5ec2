"""Nothing-lost slips, handover minutes and field lengths, as paper and as workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from digitizer.bootstrap.figures import Figures, office_lines
from digitizer.domain.field_lengths import LengthRow, LengthRule, total_of
from digitizer.domain.progress import work_day
from digitizer.domain.sheet import Block, Heading, Pairs, Paragraph, Sheet, Signatures, Table
from digitizer.domain.slip import Handover, Slip, still_out
from digitizer.domain.work_plan import WorkPlan
from digitizer.domain.workbook import Worksheet

_FILE_COLUMNS = ("name", "pages", "read", "sha256")
_PACKAGE_COLUMNS = ("package", "at", "rows", "sha256")
_UNSAID = {"pages-declared": "slip-not-declared", "images-due": "slip-not-declared"}
_HANDOVER_COLUMNS = ("papers", "books", "sheets", "note")


def slip_sheet(slip: Slip, plan: WorkPlan | None, figures: Figures, today: date) -> Sheet:
    """What came in, what went out, and every file with its hash."""
    text = figures.messages.text
    who = (
        ("batch", f"{slip.batch} ({slip.batch_id})"),
        ("type", figures.type_name(slip.document_type or "")),
        ("submitted-by", slip.submitted_by or ""),
        ("approved-by", slip.approved_by or ""),
    )
    judged = [Paragraph(text(f"slip-gap-{gap.value}")) for gap in slip.gaps]
    signed = ("", slip.approved_by or "")
    blocks: list[Block] = [
        Pairs(tuple((text(f"slip-{name}"), value) for name, value in who)),
        Heading(text("slip-counts")),
        _slip_counts(slip, figures),
        *(judged or [Paragraph(text("slip-nothing-lost"))]),
        Heading(text("slip-file-list")),
        _slip_files(slip, figures),
        *_slip_packages(slip, figures),
        Pairs(((text("slip-audit-head"), _grouped(slip.audit_head)),)),
        _signatures(("slip-sign-scanned", "slip-sign-approved"), signed, figures),
    ]
    return _paper(text("slip-title"), plan, today, blocks, figures)


def _slip_counts(slip: Slip, figures: Figures) -> Table:
    text = figures.messages.text
    counts = {
        "files": len(slip.files),
        **_page_counts(slip),
        "cases": slip.cases,
        "set-aside": slip.set_aside,
        "unfinished": slip.unfinished,
        "backlog": slip.backlog,
        "rows-due": slip.rows_due,
        "rows-out": slip.rows_out,
    }
    rows = tuple(
        (
            text(f"slip-{name}"),
            text(_UNSAID.get(name, "slip-never")) if number is None else figures.number(number),
        )
        for name, number in counts.items()
    )
    return Table((text("slip-what"), text("slip-number")), rows, (70.0, 30.0), frozenset({1}))


def _page_counts(slip: Slip) -> dict[str, int | None]:
    """From the pages that somebody counted to the images in cases."""
    read = sum(one.pages_read for one in slip.files)
    unused = sum(one.unused for one in slip.files)
    of_files: dict[str, int | None] = {"pages": slip.pages, "pages-read": read}
    counted = slip.counted
    if counted is None:
        return {**of_files, "pages-unused": unused}
    return {
        "pages-declared": counted.pages,
        "images-due": counted.images_due,
        "images": counted.images,
        **of_files,
        "images-in-cases": counted.in_cases,
        "images-loose": counted.loose,
        "pages-unused": slip.stray,
    }


def _slip_files(slip: Slip, figures: Figures) -> Table:
    number = figures.number
    return Table(
        tuple(figures.messages.text(f"slip-column-{name}") for name in _FILE_COLUMNS),
        tuple(
            (one.name, number(one.pages), number(one.pages_read), _grouped(one.sha256))
            for one in slip.files
        ),
        (34.0, 9.0, 9.0, 48.0),
        frozenset({1, 2}),
    )


def _slip_packages(slip: Slip, figures: Figures) -> list[Block]:
    if not slip.packages:
        return []
    rows = tuple(
        (
            one.name,
            figures.moment(one.at),
            figures.number(one.rows),
            _grouped(one.manifest_sha256),
        )
        for one in slip.packages
    )
    header = tuple(figures.messages.text(f"slip-column-{name}") for name in _PACKAGE_COLUMNS)
    title = Heading(figures.messages.text("slip-packages"))
    return [title, Table(header, rows, (30.0, 14.0, 8.0, 48.0), frozenset({2}))]


def handover_sheet(handover: Handover, plan: WorkPlan | None, figures: Figures) -> Sheet:
    """The minute of one handover, for both people to sign."""
    text = figures.messages.text
    kind = handover.direction.value
    blocks: list[Block] = [
        Paragraph(text(f"handover-about-{kind}", at=figures.moment(handover.at))),
        Pairs(
            (
                (text("handover-given-by"), handover.given_by),
                (text("handover-taken-by"), handover.taken_by),
            )
        ),
        Table(
            tuple(
                text(f"handover-column-{name}") for name in ("papers", "books", "sheets", "note")
            ),
            (
                (
                    handover.papers,
                    figures.number(handover.books),
                    figures.number(handover.sheets),
                    handover.note,
                ),
            ),
            (40.0, 15.0, 15.0, 30.0),
            frozenset({1, 2}),
        ),
        Paragraph(text("handover-agreed")),
        _signatures(
            ("handover-sign-giver", "handover-sign-taker"),
            (handover.given_by, handover.taken_by),
            figures,
        ),
    ]
    number = text("handover-number", number=handover.id or 0)
    title = f"{text(f'handover-title-{kind}')}\n{number}"
    return _paper(title, plan, work_day(handover.at), blocks, figures)


def out_words(handovers: Sequence[Handover], figures: Figures) -> list[str]:
    """What has not come back to the store, a line each; what came back too much is said so."""
    text = figures.messages.text
    return [
        text(
            "handover-still-out" if one.books >= 0 and one.sheets >= 0 else "handover-too-much",
            papers=one.papers,
            books=abs(one.books),
            sheets=abs(one.sheets),
        )
        for one in still_out(tuple(handovers))
    ]


def lengths_sheet(
    rows: Sequence[LengthRow],
    rule: LengthRule,
    plan: WorkPlan | None,
    figures: Figures,
    today: date,
) -> Sheet:
    """The fields by class of length, for the norms of keying."""
    text = figures.messages.text
    total = total_of(rows, len(rule.classes))
    body = [
        (
            figures.batch_name(row.batch),
            figures.type_name(row.document_type),
            *_numbers(row, figures),
        )
        for row in rows
    ]
    body.append((text("progress-sum"), "", *_numbers(total, figures)))
    header = lengths_header(rule, figures)
    blocks: list[Block] = [
        Paragraph(text("lengths-about")),
        Table(
            header,
            tuple(body),
            (24.0, 30.0, *(12.0,) * (len(header) - 2)),
            frozenset(range(2, len(header))),
        ),
        Paragraph(text("lengths-source", source=rule.source)),
        _signatures(("progress-made-by", "progress-head-of-office"), ("", ""), figures),
    ]
    return _paper(text("lengths-title"), plan, today, blocks, figures)


def lengths_worksheet(rows: Sequence[LengthRow], rule: LengthRule, figures: Figures) -> Worksheet:
    return Worksheet(
        figures.messages.text("lengths-sheet"),
        lengths_header(rule, figures),
        [
            (
                figures.batch_name(row.batch),
                figures.type_name(row.document_type),
                row.cases,
                *row.fields,
                row.characters,
            )
            for row in rows
        ],
    )


def lengths_header(rule: LengthRule, figures: Figures) -> tuple[str, ...]:
    text = figures.messages.text
    classes = (text("lengths-class", name=name) for name in rule.classes)
    before = (text(f"lengths-column-{name}") for name in ("batch", "type", "cases"))
    return (*before, *classes, text("lengths-column-characters"))


def _numbers(row: LengthRow, figures: Figures) -> tuple[str, ...]:
    return tuple(figures.number(one) for one in (row.cases, *row.fields, row.characters))


def _signatures(who: Sequence[str], names: Sequence[str], figures: Figures) -> Signatures:
    text = figures.messages.text
    places = tuple((text(key), name) for key, name in zip(who, names, strict=True))
    return Signatures(places, text("progress-sign-hint"))


def _paper(
    title: str, plan: WorkPlan | None, day: date, blocks: Sequence[Block], figures: Figures
) -> Sheet:
    office = office_lines(plan.superior, plan.office) if plan else ()
    footer = figures.messages.text("progress-paper-footer")
    return Sheet(title, office, figures.place_and_day(day), blocks, footer)


def _grouped(sha256: str) -> str:
    """In eights, so that a person can compare it and a cell can break it."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
