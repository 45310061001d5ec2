"""The XML of an invented e-invoice: the same values as those of its print."""

from xml.sax.saxutils import escape

from .people import Record
from .tables import PrintedTable

_NATURE = "<TChat>1</TChat>"
# What a signature looks like; nothing that anybody signed.
_SIGNATURE = (
    '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="seller"><SignedInfo>'
    "<DigestValue>AAAA</DigestValue></SignedInfo><SignatureValue>AAAA</SignatureValue></Signature>"
)


def invoice_xml(record: Record, *, is_signed: bool = True) -> str:
    """The invoice of a record of `finance.e_invoice` as sellers send it."""
    general = "".join(
        (
            "<PBan>2.1.0</PBan><THDon>Hóa đơn giá trị gia tăng</THDon>",
            _elements(record, "", ("KHMSHDon", "KHHDon", "SHDon")),
            f"<NLap>{record.values['NLap'].value}</NLap>",
            _elements(record, "", ("DVTTe",)),
            "<TGia>1</TGia>",
            f"<HTTToan>{escape(record.values['HTTToan'].text)}</HTTToan>",
        )
    )
    seller = _elements(record, "NBan", ("Ten", "MST", "DChi"))
    buyer = _elements(record, "NMua", ("Ten", "MST", "MDVQHNSach", "DChi", "HVTNMHang"))
    rate = record.values["_rate"].text
    total = "".join(
        (
            f"<THTTLTSuat><LTSuat><TSuat>{rate}</TSuat>",
            f"<ThTien>{record.values['TgTCThue'].value}</ThTien>",
            f"<TThue>{record.values['TgTThue'].value}</TThue></LTSuat></THTTLTSuat>",
            _elements(record, "", ("TgTCThue", "TgTThue", "TgTTTBSo", "TgTTTBChu")),
        )
    )
    content = (
        f"<NDHDon><NBan>{seller}</NBan><NMua>{buyer}</NMua>"
        f"<DSHHDVu>{_lines(record)}</DSHHDVu><TToan>{total}</TToan></NDHDon>"
    )
    signatures = f"<NBan>{_SIGNATURE}</NBan>" if is_signed else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<HDon><DLHDon Id="data"><TTChung>{general}</TTChung>{content}</DLHDon>'
        f"<MCCQT>{record.values['MCCQT'].value}</MCCQT>"
        f"<DSCKS>{signatures}</DSCKS></HDon>\n"
    )


def invoice_truth(record: Record, *, is_signed: bool = True) -> dict[str, str]:
    """The canonical values of every field that the XML fills."""
    truth = {
        key: printed.value for key, printed in record.values.items() if not key.startswith("_")
    }
    return {
        **truth,
        "THDon": "Hóa đơn giá trị gia tăng",
        "coChuKySo": "1" if is_signed else "0",
    }


def _elements(record: Record, party: str, names: tuple[str, ...]) -> str:
    return "".join(
        f"<{name}>{escape(record.values[party + name].value)}</{name}>"
        for name in names
        if party + name in record.values
    )


def _lines(record: Record) -> str:
    table = record.values["DSHHDVu"]
    if not isinstance(table, PrintedTable):
        raise TypeError("DSHHDVu")
    return "".join(
        f"<HHDVu>{_NATURE}"
        + "".join(
            f"<{key}>{escape(cell.value)}</{key}>"
            for key, cell in zip(table.columns, row, strict=True)
        )
        + "</HHDVu>"
        for row in table.rows
    )
