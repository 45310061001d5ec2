"""The daily report and the roll-up of many offices, as paper and as workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from digitizer.bootstrap.figures import Figures, office_lines
from digitizer.bootstrap.progress_rule import progress_rule
from digitizer.domain.data_quality import DataQuality, Share, Word
from digitizer.domain.progress import Counts, DayCounts, NamedCounts, Stage, work_day
from digitizer.domain.progress_report import ProgressReport, RollUp
from digitizer.domain.sheet import Bars, Block, Heading, Paragraph, Sheet, Signatures, Table
from digitizer.domain.work_plan import Forecast
from digitizer.domain.workbook import Worksheet

_DAYS_SHOWN = 14
_STAGE_WIDTHS = (13.0,) * len(Stage)


def report_sheet(report: ProgressReport, figures: Figures, made_by: str) -> Sheet:
    """The daily report to be signed."""
    text, pace = figures.messages.text, progress_rule().pace
    blocks: list[Block] = [
        Paragraph(text("progress-report-about", day=figures.day(report.day))),
        Heading(text("progress-report-sums")),
        _sums(report, figures),
        Bars(*_chart(report.days[-_DAYS_SHOWN:], figures)),
        Heading(text("progress-report-types")),
        _named(text("progress-column-type"), report.types, figures.type_name, figures),
        Heading(text("progress-report-plan")),
        *_plan(report.forecasts, figures),
        Paragraph(bottleneck_words(report, figures)),
        Heading(text("progress-report-quality")),
        _quality(report.quality, figures),
        Paragraph(quality_basis(report.quality, figures)),
        Heading(text("progress-report-methods")),
        Paragraph(text("progress-methods", days=pace.days, fewest=pace.fewest)),
        *(Paragraph(text(f"progress-formula-{word.value}")) for word in Word),
        Signatures(
            ((text("progress-made-by"), made_by), (text("progress-head-of-office"), "")),
            text("progress-sign-hint"),
        ),
    ]
    return Sheet(
        text("progress-report-title"),
        office_lines(report.superior, report.office),
        figures.place_and_day(report.day),
        blocks,
        text("progress-paper-footer"),
    )


def report_worksheets(report: ProgressReport, figures: Figures) -> tuple[Worksheet, ...]:
    """The same figures for reckoning on."""
    text = figures.messages.text
    stages = stage_names(figures)
    return (
        _days_sheet(report.days, figures),
        Worksheet(
            text("progress-sheet-types"),
            (text("progress-column-type"), *stages[1:]),
            [(figures.type_name(one.name), *_of_cases(one.counts)) for one in report.types],
        ),
        Worksheet(
            text("progress-sheet-plan"),
            tuple(text(f"progress-column-{name}") for name in _PLAN_COLUMNS),
            [
                (
                    one.milestone.name,
                    text(f"progress-stage-{one.milestone.stage.value}"),
                    one.milestone.due,
                    one.milestone.target,
                    one.done,
                    one.usual,
                    text(f"progress-standing-{one.standing.value}"),
                )
                for one in report.forecasts
            ],
        ),
        _quality_worksheet(report.quality.shares, figures),
    )


def rollup_sheet(rollup: RollUp, figures: Figures, made_by: str) -> Sheet:
    """A line an office, the sums, and the files that were left out with why."""
    text = figures.messages.text
    header = (
        text("progress-column-office"),
        text("progress-column-day"),
        *stage_names(figures),
        text("progress-column-shared"),
    )
    rows = [
        (
            one.office,
            figures.day(one.day),
            *(figures.number(one.totals[stage]) for stage in Stage),
            figures.share(one.quality.shares.get(Word.SHARED, Share())),
        )
        for one in rollup.reports
    ]
    sums = (figures.number(rollup.totals[stage]) for stage in Stage)
    rows.append((text("progress-sum"), "", *sums, figures.share(rollup.shares[Word.SHARED])))
    numbers = frozenset(range(2, len(header)))
    blocks: list[Block] = [
        Paragraph(
            text(
                "progress-rollup-about",
                count=len(rollup.reports),
                left=len(rollup.left_out),
                at=figures.moment(rollup.made_at),
            )
        ),
        Table(header, tuple(rows), (26.0, 12.0, *_STAGE_WIDTHS, 13.0), numbers),
        Bars(*_chart(rollup.days[-_DAYS_SHOWN:], figures)),
        Heading(text("progress-quality")),
        Table(*_quality_table(rollup.shares, figures)),
    ]
    if rollup.left_out:
        left = tuple(
            (one.file, one.office, text(f"progress-left-out-{one.code}")) for one in rollup.left_out
        )
        names = tuple(text(f"progress-column-{name}") for name in ("file", "office", "why"))
        blocks += [Heading(text("progress-left-out")), Table(names, left, (30.0, 30.0, 40.0))]
    signs = ((text("progress-made-by"), made_by), (text("progress-head-of-office"), ""))
    blocks.append(Signatures(signs, text("progress-sign-hint")))
    newest = max((one.day for one in rollup.reports), default=work_day(rollup.made_at))
    day = figures.place_and_day(newest)
    footer = text("progress-paper-footer")
    return Sheet(text("progress-rollup-title"), (), day, blocks, footer, is_wide=True)


def rollup_worksheets(rollup: RollUp, figures: Figures) -> tuple[Worksheet, ...]:
    text = figures.messages.text
    names = ("office", "code", "day")
    offices = Worksheet(
        text("progress-sheet-offices"),
        (*(text(f"progress-column-{name}") for name in names), *stage_names(figures)),
        [
            (one.office, one.code, one.day, *(one.totals[stage] for stage in Stage))
            for one in rollup.reports
        ],
    )
    left = Worksheet(
        text("progress-sheet-left-out"),
        tuple(text(f"progress-column-{name}") for name in ("file", "office", "why")),
        [(one.file, one.office, text(f"progress-left-out-{one.code}")) for one in rollup.left_out],
    )
    return (
        offices,
        _days_sheet(rollup.days, figures),
        _quality_worksheet(rollup.shares, figures),
        left,
    )


def stage_names(figures: Figures) -> tuple[str, ...]:
    return tuple(figures.messages.text(f"progress-stage-{stage.value}") for stage in Stage)


def bottleneck_words(report: ProgressReport, figures: Figures) -> str:
    """Where the work is held up, or that it cannot be said."""
    found, text = report.bottleneck, figures.messages.text
    if found is None:
        return text("progress-no-bottleneck")
    return text(
        "progress-bottleneck",
        stage=text(f"progress-queue-{found.stage.value}"),
        count=found.waiting,
        days=round(found.days, 1),
    )


def quality_basis(quality: DataQuality, figures: Figures) -> str:
    return figures.messages.text(
        "progress-quality-basis", sampled=quality.sampled, finished=quality.finished
    )


_PLAN_COLUMNS = ("milestone", "stage", "due", "target", "done", "usual", "standing")
_PLAN_WIDTHS = (27.0, 13.0, 14.0, 10.0, 9.0, 20.0, 14.0)


def _sums(report: ProgressReport, figures: Figures) -> Table:
    text = figures.messages.text
    waiting = {Stage.READ: report.waiting_pages, **report.waiting}
    rows = tuple(
        (
            text(f"progress-stage-{stage.value}"),
            figures.number(report.of_day[stage]),
            figures.number(report.totals[stage]),
            text("progress-waiting-pages", n=waiting[stage])
            if stage is Stage.READ
            else figures.number(waiting[stage])
            if stage in waiting
            else "",
        )
        for stage in Stage
    )
    header = tuple(text(f"progress-column-{name}") for name in ("stage", "today", "sum", "waiting"))
    return Table(header, rows, (40.0, 20.0, 20.0, 20.0), frozenset({1, 2, 3}))


def _chart(
    days: Sequence[DayCounts], figures: Figures
) -> tuple[str, tuple[str, ...], tuple[tuple[str, tuple[float, ...]], ...]]:
    text = figures.messages.text
    stages = [stage for stage in Stage if stage is not Stage.SCANNED]
    return (
        text("progress-chart-days"),
        tuple(f"{one.day:%d/%m}" for one in days),
        tuple(
            (
                text(f"progress-stage-{stage.value}"),
                tuple(float(one.counts[stage]) for one in days),
            )
            for stage in stages
        ),
    )


def _named(
    head: str, rows: Iterable[NamedCounts], say: Callable[[str], str], figures: Figures
) -> Table:
    body = tuple(
        (say(one.name), *(figures.number(count) for count in _of_cases(one.counts))) for one in rows
    )
    header = (head, *stage_names(figures)[1:])
    return Table(header, body, (40.0, *_STAGE_WIDTHS[1:]), frozenset(range(1, len(header))))


def _plan(forecasts: Sequence[Forecast], figures: Figures) -> list[Block]:
    text = figures.messages.text
    if not forecasts:
        return [Paragraph(text("progress-no-plan"))]
    rows = tuple(
        (
            one.milestone.name,
            text(f"progress-stage-{one.milestone.stage.value}"),
            figures.day(one.milestone.due),
            figures.number(one.milestone.target),
            figures.number(one.done),
            forecast_words(one, figures),
            text(f"progress-standing-{one.standing.value}"),
        )
        for one in forecasts
    )
    header = tuple(text(f"progress-column-{name}") for name in _PLAN_COLUMNS)
    return [Table(header, rows, _PLAN_WIDTHS, frozenset({3, 4}))]


def forecast_words(one: Forecast, figures: Figures) -> str:
    """The day of finishing with its range, or that there are too few days to say."""
    text = figures.messages.text
    if one.remaining == 0:
        return text("progress-forecast-done")
    if one.usual is None:
        return text("progress-forecast-none")
    early, late = (figures.day(day) for day in (one.early, one.late))
    return text("progress-forecast-day", day=figures.day(one.usual), early=early, late=late)


def _quality(quality: DataQuality, figures: Figures) -> Table:
    return Table(*_quality_table(quality.shares, figures))


def _quality_table(
    shares: Mapping[Word, Share], figures: Figures
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[float, ...], frozenset[int]]:
    text = figures.messages.text
    rows = tuple(
        (
            text(f"progress-word-{word.value}"),
            text(f"progress-word-about-{word.value}"),
            figures.share(shares.get(word, Share())),
            text(
                "progress-of",
                good=shares.get(word, Share()).good,
                all=shares.get(word, Share()).all,
            ),
        )
        for word in Word
    )
    names = ("word", "about", "share", "of")
    header = tuple(text(f"progress-column-{name}") for name in names)
    return header, rows, (15.0, 51.0, 14.0, 20.0), frozenset({2, 3})


def _quality_worksheet(shares: Mapping[Word, Share], figures: Figures) -> Worksheet:
    text = figures.messages.text
    names = ("word", "share", "good", "all", "formula")
    return Worksheet(
        text("progress-sheet-quality"),
        tuple(text(f"progress-column-{name}") for name in names),
        [
            (
                text(f"progress-word-{word.value}"),
                share.value,
                share.good,
                share.all,
                text(f"progress-formula-{word.value}"),
            )
            for word in Word
            for share in [shares.get(word, Share())]
        ],
        frozenset({1}),
    )


def _days_sheet(days: Sequence[DayCounts], figures: Figures) -> Worksheet:
    text = figures.messages.text
    return Worksheet(
        text("progress-sheet-days"),
        (text("progress-column-day"), *stage_names(figures)),
        [(one.day, *(one.counts[stage] for stage in Stage)) for one in days],
    )


def _of_cases(counts: Counts) -> tuple[int, ...]:
    return tuple(counts[stage] for stage in Stage if stage is not Stage.SCANNED)
