"""Printed papers (lists, result sheets, slips, minutes, reports) as PDF.

A4 in the order of an administrative paper: issuing body left, place and day right, title in the
middle, signatures at the end; every page says its number and how many there are. Fonts are
embedded, so that the paper looks the same on any printer.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.sheet import (
    Bars,
    Block,
    Heading,
    Pairs,
    Paragraph,
    Sheet,
    Signatures,
    Table,
)

_MARGIN = 18 * mm
_LINE = 0.4
_BAR_COLOURS = ("#1f5fa8", "#b5651d", "#4d7c3a", "#7a4b94", "#6b7280")
_PATTERN_SIZE = (170 * mm, 62 * mm)
_TO_SIGN = 22 * mm
_Align = Literal[0, 1, 2, 4]


@dataclass(frozen=True, slots=True)
class SheetFonts:
    """TrueType files of one family, each with all Vietnamese letters."""

    regular: Path
    bold: Path


def write_sheet(target: Path, sheet: Sheet, fonts: SheetFonts) -> None:
    """Write a paper. The file is there whole or not at all, and none is replaced.

    Raises InvalidInput ``sheet-exists`` for a target that is there, EnvironmentFault
    ``sheet-no-io`` when it cannot be written and ``sheet-font`` for a face that cannot be embedded.
    """
    if target.exists():
        raise InvalidInput("sheet-exists", file=target)
    styles = _Styles.of(fonts)
    try:
        with tempfile.TemporaryDirectory(prefix=".digitizer-", dir=target.parent) as folder:
            work = Path(folder, "sheet.pdf")
            _build(work, sheet, styles)
            with work.open("rb") as written:
                os.fsync(written.fileno())
            work.rename(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault("sheet-no-io", file=target, reason=reason) from error


@dataclass(frozen=True, slots=True)
class _Styles:
    regular: str
    bold: str

    @classmethod
    def of(cls, fonts: SheetFonts) -> _Styles:
        """Registered under their file names: a face is embedded once a document."""
        for path in (fonts.regular, fonts.bold):
            try:
                pdfmetrics.registerFont(TTFont(path.stem, str(path)))
            except (TTFError, OSError) as error:
                raise EnvironmentFault("sheet-font", file=path) from error
        return cls(fonts.regular.stem, fonts.bold.stem)

    def style(
        self, size: float = 10.5, *, bold: bool = False, align: _Align = TA_LEFT
    ) -> ParagraphStyle:
        face = self.bold if bold else self.regular
        return ParagraphStyle(
            f"{face}-{size}-{align}",
            fontName=face,
            fontSize=size,
            leading=size * 1.3,
            alignment=align,
            splitLongWords=True,
        )

    def text(
        self, text: str, size: float = 10.5, *, bold: bool = False, align: _Align = TA_LEFT
    ) -> Text:
        lines = escape(text).replace("\n", "<br/>")
        return Text(lines, self.style(size, bold=bold, align=align))


def _build(path: Path, sheet: Sheet, styles: _Styles) -> None:
    """Laid out twice: the first time tells how many pages the footers name."""
    pages = _laid_out(path, sheet, styles, 0)
    _laid_out(path, sheet, styles, pages)


def _laid_out(path: Path, sheet: Sheet, styles: _Styles, pages: int) -> int:
    across, high = landscape(A4) if sheet.is_wide else A4
    width = across - 2 * _MARGIN

    def number(canvas: Canvas, document: BaseDocTemplate) -> None:
        said = sheet.footer.replace("{page}", str(document.page))
        canvas.setFont(styles.regular, 8)
        canvas.drawRightString(
            across - _MARGIN, _MARGIN * 0.55, said.replace("{pages}", str(pages))
        )

    document = BaseDocTemplate(
        str(path),
        pagesize=(across, high),
        title=sheet.title,
        producer="Digitizer",
        creator="Digitizer",
    )
    frame = Frame(_MARGIN, _MARGIN, width, high - 2 * _MARGIN, 0, 0, 0, 0, id="body")
    document.addPageTemplates([PageTemplate(id="page", frames=[frame], onPageEnd=number)])
    document.build(list(_story(sheet, styles, width)))
    return int(document.page)


def _story(sheet: Sheet, styles: _Styles, width: float) -> Iterator[Flowable]:
    head = [
        [
            [
                styles.text(line, bold=number == len(sheet.office) - 1, align=TA_CENTER)
                for number, line in enumerate(sheet.office)
            ],
            [styles.text(sheet.place_and_day, align=TA_CENTER)],
        ]
    ]
    yield Grid(head, colWidths=[width * 0.5, width * 0.5], style=[("VALIGN", (0, 0), (-1, -1), 0)])
    yield Spacer(0, 5 * mm)
    yield styles.text(sheet.title, 14, bold=True, align=TA_CENTER)
    yield Spacer(0, 4 * mm)
    for block in sheet.blocks:
        yield from _drawn(block, styles, width)
        space = Spacer(0, 3 * mm)
        # A title at the foot of a page would stand apart from what it names.
        space.keepWithNext = isinstance(block, Heading)
        yield space


def _drawn(block: Block, styles: _Styles, width: float) -> Iterator[Flowable]:
    match block:
        case Heading(text):
            title = styles.text(text, 11.5, bold=True)
            title.keepWithNext = True
            yield title
        case Paragraph(text):
            yield styles.text(text)
        case Pairs(pairs):
            rows = [[styles.text(name), styles.text(value, bold=True)] for name, value in pairs]
            yield Grid(rows, colWidths=[width * 0.4, width * 0.6], style=_TIGHT)
        case Table():
            yield _grid(block, styles, width)
        case Bars():
            yield KeepTogether([styles.text(block.title, bold=True), _chart(block, styles)])
        case Signatures():
            yield KeepTogether([_signatures(block, styles, width)])


_TIGHT = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
]


def _grid(table: Table, styles: _Styles, width: float) -> Grid:
    def cells(row: tuple[str, ...], *, bold: bool) -> list[Text]:
        return [
            styles.text(
                cell,
                9.5,
                bold=bold,
                align=TA_CENTER if bold else TA_RIGHT if place in table.numbers else TA_LEFT,
            )
            for place, cell in enumerate(row)
        ]

    whole = sum(table.widths)
    body = [cells(row, bold=False) for row in table.rows]
    return Grid(
        [cells(table.header, bold=True), *body],
        colWidths=[width * share / whole for share in table.widths],
        repeatRows=1,
        style=[
            *_TIGHT,
            ("GRID", (0, 0), (-1, -1), _LINE, colors.black),
            ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#eeeeee")),
        ],
    )


def _chart(block: Bars, styles: _Styles) -> Drawing:
    across, high = _PATTERN_SIZE
    drawing = Drawing(across, high)
    chart = VerticalBarChart()
    chart.x, chart.y = round(12 * mm), round(14 * mm)
    chart.width, chart.height = round(across - 50 * mm), round(high - 20 * mm)
    chart.data = [list(values) for _, values in block.series]
    chart.categoryAxis.categoryNames = list(block.labels)
    chart.categoryAxis.labels.fontName = styles.regular
    chart.categoryAxis.labels.fontSize = 7
    chart.categoryAxis.labels.angle = 30 if len(block.labels) > 6 else 0
    chart.categoryAxis.labels.boxAnchor = "ne" if len(block.labels) > 6 else "n"
    chart.valueAxis.labels.fontName = styles.regular
    chart.valueAxis.labels.fontSize = 7
    chart.valueAxis.valueMin = 0
    for number, _ in enumerate(block.series):
        chart.bars[number].fillColor = colors.HexColor(_BAR_COLOURS[number % len(_BAR_COLOURS)])
        chart.bars[number].strokeWidth = 0
    drawing.add(chart)
    legend = Legend()
    legend.x, legend.y = round(across - 34 * mm), round(high - 8 * mm)
    legend.fontName, legend.fontSize = styles.regular, 8
    legend.alignment = "right"
    legend.columnMaximum = len(block.series)
    legend.colorNamePairs = [
        (colors.HexColor(_BAR_COLOURS[number % len(_BAR_COLOURS)]), name)
        for number, (name, _) in enumerate(block.series)
    ]
    drawing.add(legend)
    return drawing


def _signatures(block: Signatures, styles: _Styles, width: float) -> Grid:
    share = [width / len(block.places)] * len(block.places)
    who = [styles.text(place, bold=True, align=TA_CENTER) for place, _ in block.places]
    how = [styles.text(block.hint, 9, align=TA_CENTER) for _ in block.places]
    names = [styles.text(name, bold=True, align=TA_CENTER) for _, name in block.places]
    return Grid([who, how, names], colWidths=share, rowHeights=[None, _TO_SIGN, None], style=_TIGHT)
