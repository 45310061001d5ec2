"""A paper of the program on the office's printer, as its PDF has it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QTextDocument,
)

from digitizer.domain.sheet import Heading, Paragraph, Sheet, Table

_MARGIN_MM = 18.0
_FOOT_MM = 8.0
_MM_PER_INCH = 25.4
_FONT_POINTS = 10.5
_BORDER = "border: 0.5px solid black; border-collapse: collapse"


def set_up(device: QPagedPaintDevice, sheet: Sheet) -> None:
    """A4 with the margins of an administrative paper."""
    turn = QPageLayout.Orientation
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            turn.Landscape if sheet.is_wide else turn.Portrait,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )


def print_on(device: QPagedPaintDevice, sheet: Sheet, dpi: int) -> int:
    """Draw a paper of headings, paragraphs and tables; the number of its pages. ``dpi`` is the
    device's. Raises ValueError for a paper that has other parts."""
    document = _document(sheet, device, dpi)
    pages = document.pageCount()
    painter = QPainter(device)
    try:
        for page in range(pages):
            if page:
                device.newPage()
            _draw(painter, document, page, sheet.footer, pages, dpi)
    finally:
        painter.end()
    return pages


def _document(sheet: Sheet, device: QPagedPaintDevice, dpi: int) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    font = QFont("serif")
    font.setPointSizeF(_FONT_POINTS)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setHtml(html_of(sheet))
    room = device.pageLayout().paintRectPixels(dpi)
    foot = round(_FOOT_MM * dpi / _MM_PER_INCH)
    document.setPageSize(QSizeF(room.width(), room.height() - foot))
    return document


def _draw(
    painter: QPainter, document: QTextDocument, page: int, footer: str, pages: int, dpi: int
) -> None:
    size = document.pageSize()
    view = QRectF(0, page * size.height(), size.width(), size.height())
    painter.save()
    painter.translate(0, -view.top())
    context = QAbstractTextDocumentLayout.PaintContext()
    # The colours of the window's look, which may be dark, are not those of paper.
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.clip = view
    painter.setClipRect(view)
    document.documentLayout().draw(painter, context)
    painter.restore()
    foot = QRectF(0, size.height(), size.width(), _FOOT_MM * dpi / _MM_PER_INCH)
    said = footer.replace("{page}", str(page + 1)).replace("{pages}", str(pages))
    painter.setFont(document.defaultFont())
    painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom), said)


def html_of(sheet: Sheet) -> str:
    """The paper in the words of a text document; raises ValueError for parts it cannot show."""
    office = "<br>".join(map(escape, sheet.office))
    head = (
        f'<table width="100%"><tr><td width="50%" align="center"><b>{office}</b></td>'
        f'<td width="50%" align="center">{escape(sheet.place_and_day)}</td></tr></table>'
        f'<p align="center" style="font-size: 14pt"><b>{escape(sheet.title)}</b></p>'
    )
    return head + "".join(map(_block, sheet.blocks))


def _block(block: object) -> str:
    match block:
        case Heading(text):
            return f'<p style="font-size: 11.5pt"><b>{escape(text)}</b></p>'
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Table():
            return _table(block)
        case _:
            raise ValueError(type(block).__name__)


def _table(table: Table) -> str:
    whole = sum(table.widths)
    shares = [round(100 * width / whole) for width in table.widths]
    heads = "".join(
        f'<th width="{share}%" bgcolor="#eeeeee">{escape(name)}</th>'
        for name, share in zip(table.header, shares, strict=True)
    )
    rows = "".join(f"<tr>{''.join(_cells(row, table))}</tr>" for row in table.rows)
    return (
        f'<table width="100%" border="1" cellspacing="0" cellpadding="3" style="{_BORDER}">'
        f"<thead><tr>{heads}</tr></thead>{rows}</table>"
    )


def _cells(row: tuple[str, ...], table: Table) -> list[str]:
    return [
        f'<td align="{"right" if at in table.numbers else "left"}">{escape(cell)}</td>'
        for at, cell in enumerate(row)
    ]
