"""The result sheet of a sample, to be printed and signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from digitizer.domain.samples import SampleResult, Tally
from digitizer.domain.schema import Catalog
from digitizer.domain.sheet import Block, Heading, Pairs, Paragraph, Sheet, Signatures, Table
from digitizer.messages import Messages
from digitizer.workflow.sampling_work import SampleReport

_WIDTHS = (8.0, 12.0, 40.0, 40.0)
_NUMBERS = frozenset({0, 1})
_NONE = "—"

Local = Callable[[datetime], datetime]


def sample_sheet(
    report: SampleReport,
    result: SampleResult,
    catalog: Catalog,
    messages: Messages,
    today: date,
    local: Local = datetime.astimezone,
) -> Sheet:
    """Which lot, how it was sampled, what was found and who answers for it. The wrong units are
    named by case and field; their values, which are personal data, stay in the workspace."""
    text = messages.text
    blocks: list[Block] = [
        Heading(text("sample-sheet-lot")),
        Pairs(_lot(report, catalog, messages)),
        Heading(text("sample-sheet-plan")),
        Pairs(_plan(report, messages, local)),
        Paragraph(text("sample-sheet-method")),
        Heading(text("sample-sheet-result")),
        Pairs(_result(report, result, messages, local)),
        Heading(text("sample-sheet-errors")),
        _errors(report, catalog, messages),
        *(
            Paragraph(text("sample-sheet-source", source=source))
            for source in (report.profile.source, report.plan_source)
            if source
        ),
        Signatures(
            (
                (text("sample-sheet-sign-checker"), result.by),
                (text("sample-sheet-sign-head"), ""),
            ),
            text("sample-sheet-sign-hint"),
        ),
    ]
    day = text("sample-sheet-day", day=f"{today:%d}", month=f"{today:%m}", year=f"{today:%Y}")
    return Sheet(text("sample-sheet-title"), (), day, blocks, text("sample-sheet-footer"))


def percent(share: float | None, messages: Messages) -> str:
    """A share with two places, as the language writes it; cut off, not rounded, so that nothing
    short of a limit looks as if it met it."""
    if share is None:
        return messages.text("sampling-no-figure")
    hundredths = int(share * 10_000 + 1e-9)
    whole = f"{hundredths // 100}.{hundredths % 100:02d} %"
    return whole.replace(".", ",") if messages.language == "vi" else whole


def printed_figure(counted: Tally, least: float, messages: Messages) -> str:
    """How well the machine read print, against what is asked for."""
    share = counted.print_accuracy
    if share is None:
        return messages.text("sampling-no-figure")
    return messages.text(
        "sample-sheet-print-value",
        percent=percent(share, messages),
        errors=counted.read_errors,
        all=counted.read_characters,
        unread=counted.unread,
        least=percent(least, messages),
        met="yes" if share >= least else "no",
    )


def _lot(report: SampleReport, catalog: Catalog, messages: Messages) -> tuple[tuple[str, str], ...]:
    text, draw = messages.text, report.state.sample.draw
    doc_type = catalog.types.get(draw.document_type)
    label = doc_type.label.in_language(messages.language) if doc_type else draw.document_type
    return (
        (text("sample-sheet-batch"), report.batch.name),
        (text("sample-sheet-type"), label),
        (text("sample-sheet-submitted"), draw.series.removeprefix(f"{draw.document_type}/")),
        (text("sample-sheet-lot-size"), str(draw.lot_size)),
        (text("sample-sheet-digest"), draw.lot),
    )


def _plan(report: SampleReport, messages: Messages, local: Local) -> tuple[tuple[str, str], ...]:
    text, draw = messages.text, report.state.sample.draw
    said = text(
        "sample-sheet-round-value",
        number=draw.round,
        kind=text(f"sampling-kind-{draw.kind.value}"),
        profile=draw.profile,
        version=draw.profile_version,
    )
    pairs = [
        (text("sample-sheet-sample"), str(report.state.sample.id)),
        (text("sample-sheet-round"), said),
    ]
    if draw.limit is not None:
        pairs += [
            (text("sample-sheet-level"), draw.level or _NONE),
            (text("sample-sheet-limit"), f"{draw.limit:g}"),
            (text("sample-sheet-strictness"), text(f"sampling-strictness-{draw.strictness.value}")),
            (text("sample-sheet-letter"), draw.plan.letter),
        ]
    moment = f"{local(draw.at):%H:%M %d/%m/%Y}"
    return (
        *pairs,
        (text("sample-sheet-size"), str(draw.plan.size)),
        (text("sample-sheet-accept"), str(draw.plan.numbers.accept)),
        (text("sample-sheet-reject"), str(draw.plan.numbers.reject)),
        (text("sample-sheet-seed"), draw.seed),
        (text("sample-sheet-drawn"), text("sample-sheet-by", name=draw.by, moment=moment)),
    )


def _result(
    report: SampleReport, result: SampleResult, messages: Messages, local: Local
) -> tuple[tuple[str, str], ...]:
    text, counted = messages.text, result.tally
    pairs = [
        (text("sample-sheet-wrong"), f"{counted.wrong} / {counted.units}"),
        (text("sample-sheet-field-accuracy"), percent(counted.field_accuracy, messages)),
    ]
    if report.state.sample.draw.limit is not None:
        characters = text(
            "sample-sheet-of",
            percent=percent(counted.character_accuracy, messages),
            errors=counted.character_errors,
            all=counted.characters,
        )
        figure = printed_figure(counted, report.printed.least, messages)
        pairs += [
            (text("sample-sheet-slips"), str(counted.slips)),
            (text("sample-sheet-character-accuracy"), characters),
            (text("sample-sheet-print"), figure),
        ]
    moment = f"{local(result.at):%H:%M %d/%m/%Y}"
    return (
        *pairs,
        (text("sample-sheet-conclusion"), _conclusion(result, messages)),
        (text("sample-sheet-closed"), text("sample-sheet-by", name=result.by, moment=moment)),
        (text("sample-sheet-head"), result.audit_head),
        *_following(report, messages),
    )


def _following(report: SampleReport, messages: Messages) -> tuple[tuple[str, str], ...]:
    """What holds for the next lot of the series; only fields switch."""
    if report.state.sample.draw.limit is None:
        return ()
    now = report.standing
    said = messages.text(
        "sample-sheet-stopped" if now.is_stopped else f"sampling-strictness-{now.strictness.value}"
    )
    return ((messages.text("sample-sheet-next"), said),)


def _conclusion(result: SampleResult, messages: Messages) -> str:
    if not result.is_accepted:
        return messages.text("sample-sheet-rejected")
    return messages.text("sample-sheet-marginal" if result.is_marginal else "sample-sheet-accepted")


def _errors(report: SampleReport, catalog: Catalog, messages: Messages) -> Block:
    text, state = messages.text, report.state
    if not state.wrong:
        return Paragraph(text("sample-sheet-errors-none"))
    doc_type = catalog.types.get(state.sample.draw.document_type)
    rows = []
    for place in state.wrong:
        unit = state.sample.units[place - 1]
        spec = doc_type.field(unit.field) if doc_type and unit.field else None
        label = spec.label.in_language(messages.language) if spec else _NONE
        judged = state.judgements.get(place)
        why = state.answers[place].why or (judged.why if judged else "")
        rows.append((str(place), str(unit.case_id), label, why))
    heads = tuple(text(f"sample-sheet-column-{name}") for name in ("place", "case", "field", "why"))
    return Table(heads, tuple(rows), _WIDTHS, _NUMBERS)
