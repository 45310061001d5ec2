"""E-invoices as XML: whole ones become every field, hostile and broken ones are refused."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.case import CaseReading, ScanReading
from digitizer.domain.errors import EnvironmentFault, UnreadableFile
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import FieldKind, FieldSpec, Localized, Need
from digitizer.domain.values.canonical import canonical
from digitizer.samples.finance_papers import invent_invoice
from digitizer.samples.finance_xml import invoice_truth, invoice_xml
from digitizer.samples.fonts import value_fonts
from digitizer.schemas import load_catalog
from ocr.inspection import inspect
from ocr.invoices import XML, is_xml, load_invoice, read_invoice
from ocr.invoices.values import written
from ocr.job import ReadSettings, read_scan
from ocr.pages import DecodeLimits

CATALOG = load_catalog()
FONT = value_fonts("sans")[0]
KEY = "finance.e_invoice"
RECORD = invent_invoice(random.Random(4), (2026, 2026))
WHOLE = invoice_xml(RECORD)


def saved(tmp_path: Path, content: str | bytes, name: str = "invoice.xml") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(tmp_path: Path, content: str | bytes) -> CaseReading:
    path = saved(tmp_path, content)
    scan = read_invoice(path, tmp_path / "work", CATALOG, FONT, DecodeLimits())
    (case,) = scan.cases
    return case


def fields(case: CaseReading) -> dict[str, FieldReading]:
    return {field.key: field for field in case.fields}


def codes(field: FieldReading) -> list[str]:
    return [problem.code for problem in field.problems]


@pytest.mark.parametrize("seed", range(8))
def test_every_field_of_a_whole_invoice_is_read_and_needs_no_clerk(
    seed: int, tmp_path: Path
) -> None:
    record = invent_invoice(random.Random(seed), (2026, 2026))
    case = read(tmp_path, invoice_xml(record))
    truth = invoice_truth(record)
    found = {field.key: field.value for field in case.fields if field.value is not None}
    assert (case.document_type, case.type_confidence) == (KEY, 1.0)
    assert found == truth
    for field in case.fields:
        if field.key in truth:
            assert field.state is ReadingState.ACCEPTED, field.problems
            assert field.confidence == 1.0
            assert field.origin is not None
            assert (field.origin.engine, field.origin.version) == ("xml", "2.1.0")
    assert fields(case)["NBanMST"].origin.rule == "xml:DLHDon/NDHDon/NBan/MST"  # type: ignore[union-attr]


def test_each_value_stands_on_the_drawn_page_where_its_box_says(tmp_path: Path) -> None:
    from PIL import Image

    scan = read_scan(
        saved(tmp_path, WHOLE), tmp_path / "work", CATALOG, ReadSettings(sheet_font=FONT)
    )
    (page,) = scan.pages
    reading = page.reading
    with Image.open(page.image_path) as picture:
        assert picture.size == (reading.width, reading.height)
        gray = picture.convert("L")
        boxes = [field.box for field in scan.cases[0].fields if field.value is not None]
        for box in boxes:
            assert box is not None
            assert 0 <= box.x < box.right <= reading.width
            assert 0 <= box.y < box.bottom <= reading.height
            ink = gray.crop((box.x, box.y, box.right, box.bottom)).getextrema()
            assert ink[0] < 128
    plain = [box for box in boxes if box is not None and box.height < 60]
    for number, box in enumerate(plain):
        for other in plain[number + 1 :]:
            apart = box.bottom <= other.y or other.bottom <= box.y
            assert apart or box.right <= other.x or other.right <= box.x


def test_the_clerk_is_told_that_the_signature_was_not_verified(tmp_path: Path) -> None:
    path = saved(tmp_path, WHOLE)
    scan = read_invoice(path, tmp_path / "work", CATALOG, FONT, DecodeLimits())
    (page,) = scan.pages
    assert [problem.code for problem in page.reading.problems] == ["invoice-signature-unverified"]


def test_an_unsigned_invoice_is_for_a_clerk_to_see(tmp_path: Path) -> None:
    found = fields(read(tmp_path, invoice_xml(RECORD, is_signed=False)))
    signature = found["coChuKySo"]
    assert (signature.value, signature.state) == ("0", ReadingState.REVIEW)
    assert codes(signature) == ["invoice-unsigned"]
    assert found["TgTTTBSo"].state is ReadingState.ACCEPTED


@pytest.mark.parametrize(
    ("element", "changed", "doubted"),
    [
        ("TgTTTBSo", "1", {"TgTTTBSo", "TgTTTBChu"}),
        ("TgTTTBChu", "Một đồng", {"TgTTTBSo", "TgTTTBChu"}),
        ("TgTThue", "1", {"TgTTTBSo", "TgTThue"}),
        ("TgTCThue", "12", {"TgTCThue", "DSHHDVu"}),
    ],
)
def test_sums_and_words_that_disagree_are_for_a_clerk(
    element: str, changed: str, doubted: set[str], tmp_path: Path
) -> None:
    own = f"<{element}>{RECORD.values[element].value}</{element}>"
    found = fields(read(tmp_path, WHOLE.replace(own, f"<{element}>{changed}</{element}>")))
    review = {key for key, field in found.items() if field.state is ReadingState.REVIEW}
    assert review >= doubted
    assert found["NBanMST"].state is ReadingState.ACCEPTED


def test_a_wrong_check_digit_is_for_a_clerk(tmp_path: Path) -> None:
    own = RECORD.values["NBanMST"].value
    wrong = own[:-1] + str((int(own[-1]) + 1) % 10)
    found = fields(read(tmp_path, WHOLE.replace(f"<MST>{own}<", f"<MST>{wrong}<")))
    assert found["NBanMST"].state is ReadingState.REVIEW
    assert "tax-code-check-digit" in codes(found["NBanMST"])


def test_decimals_of_the_xml_are_no_thousands(tmp_path: Path) -> None:
    lines = "".join(
        f"<HHDVu><STT>{n}</STT><THHDVu>Cát</THHDVu><SLuong>{count}</SLuong>"
        f"<DGia>{price}</DGia><ThTien>{total}</ThTien></HHDVu>"
        for n, (count, price, total) in enumerate(
            [
                ("2.125", "240000", "510000"),
                ("1.50", "12.345", "18.5175"),
                ("3", "1234.567", "3704"),
            ]
        )
    )
    start, end = WHOLE.index("<DSHHDVu>"), WHOLE.index("</DSHHDVu>")
    found = fields(read(tmp_path, f"{WHOLE[:start]}<DSHHDVu>{lines}{WHOLE[end:]}"))
    rows = json.loads(found["DSHHDVu"].value or "[]")
    assert [row[3:6] for row in rows] == [
        ["2.125", "240000", "510000"],
        ["1.5", "12.345", "18.5175"],
        ["3", "1234.567", "3704"],
    ]
    spec = CATALOG.types[KEY].field("DSHHDVu")
    assert spec is not None
    again = canonical(spec, found["DSHHDVu"].text, None, CATALOG.code_lists)
    assert again.value == found["DSHHDVu"].value


@given(st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False))
def test_an_amount_keeps_its_value_through_its_written_text(amount: object) -> None:
    spec = FieldSpec("x", FieldKind.MONEY, Localized("x", "x"), "s", Need.OPTIONAL)
    found = canonical(spec, written(spec, f"{amount:f}"))
    assert found.value is not None
    assert float(found.value) == float(str(amount))


def test_a_line_taken_off_the_sum_counts_as_negative(tmp_path: Path) -> None:
    row = (
        "<HHDVu><TChat>3</TChat><THHDVu>Chiết khấu thương mại</THHDVu><ThTien>5000</ThTien></HHDVu>"
    )
    found = fields(read(tmp_path, WHOLE.replace("</DSHHDVu>", f"{row}</DSHHDVu>")))
    rows = json.loads(found["DSHHDVu"].value or "[]")
    assert rows[-1] == [None, "Chiết khấu thương mại", None, None, None, "-5000", None]
    assert found["DSHHDVu"].state is ReadingState.REVIEW


def test_an_invoice_that_corrects_downwards_keeps_its_negative_total(tmp_path: Path) -> None:
    own = RECORD.values["TgTTTBSo"].value
    total = fields(read(tmp_path, WHOLE.replace(f"<TgTTTBSo>{own}", f"<TgTTTBSo>-{own}")))[
        "TgTTTBSo"
    ]
    assert total.value == f"-{own}"
    assert total.state is ReadingState.REVIEW
    assert "money-negative" in codes(total)


def test_many_lines_go_over_pages_and_the_case_has_them_all(tmp_path: Path) -> None:
    line = "<HHDVu><STT>{n}</STT><THHDVu>Vật tư {n}</THHDVu><ThTien>1000</ThTien></HHDVu>"
    lines = "".join(line.format(n=n) for n in range(1, 181))
    start, end = WHOLE.index("<DSHHDVu>"), WHOLE.index("</DSHHDVu>")
    path = saved(tmp_path, f"{WHOLE[:start]}<DSHHDVu>{lines}{WHOLE[end:]}")
    scan: ScanReading = read_invoice(path, tmp_path / "w", CATALOG, FONT, DecodeLimits())
    (case,) = scan.cases
    assert len(scan.pages) == len(case.regions) == 6
    assert len(json.loads(fields(case)["DSHHDVu"].value or "")) == 180
    total = fields(case)["TgTTTBSo"]
    assert total.page == 6
    with pytest.raises(UnreadableFile) as refused:
        read_invoice(path, tmp_path / "w", CATALOG, FONT, DecodeLimits(max_pages=3))
    assert refused.value.code == "file-too-many-pages"


def test_long_words_stay_on_the_page(tmp_path: Path) -> None:
    name = "X" * 380
    own = f"<Ten>{RECORD.values['NBanTen'].value}</Ten>"
    case = read(tmp_path, WHOLE.replace(own, f"<Ten>{name}</Ten>"))
    seller = fields(case)["NBanTen"]
    assert seller.value == name
    assert seller.box is not None
    assert seller.box.right <= 1654 - 140


@pytest.mark.parametrize(
    "content",
    [
        WHOLE.encode("utf-16"),
        b"\xef\xbb\xbf" + WHOLE.encode(),
        WHOLE.removeprefix('<?xml version="1.0" encoding="UTF-8"?>\n').encode(),
        f"<TDiep><TTChung/><DLieu>{WHOLE.partition('?>')[2]}</DLieu></TDiep>".encode(),
    ],
    ids=["utf-16", "mark", "no declaration", "in a message"],
)
def test_other_dresses_of_the_same_invoice(content: bytes, tmp_path: Path) -> None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = WHOLE.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    path = saved(tmp_path, content, "scan_0001.pdf")
    assert is_xml(path)
    assert inspect(path).media_type == XML
    assert load_invoice(path).values["SHDon"] == RECORD.values["SHDon"].value


BOMB = """<?xml version="1.0"?><!DOCTYPE HDon [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
]><HDon><DLHDon>&b;</DLHDon></HDon>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE HDon [<!ENTITY f SYSTEM "file:///etc/passwd">]>
<HDon><DLHDon><TTChung><THDon>&f;</THDon></TTChung></DLHDon></HDon>"""
DTD_ELSEWHERE = '<?xml version="1.0"?><!DOCTYPE HDon SYSTEM "http://localhost/x.dtd"><HDon/>'
BODY = WHOLE.partition("?>")[2].strip()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BOMB, "invoice-forbidden-markup"),
        (OUTSIDE, "invoice-forbidden-markup"),
        (DTD_ELSEWHERE, "invoice-forbidden-markup"),
        (WHOLE[: len(WHOLE) // 2], "invoice-damaged"),
        ('<?xml version="1.0"?>', "invoice-damaged"),
        (WHOLE.replace("</NBan>", "</NMua>", 1), "invoice-damaged"),
        (WHOLE.encode("utf-8").replace("ó".encode(), b"\xff", 1), "invoice-damaged"),
        (WHOLE.replace("UTF-8", "KLINGON-1"), "invoice-encoding"),
        ('<?xml version="1.0"?><svg><rect/></svg>', "invoice-none"),
        (f"<?xml version='1.0'?><Bo>{BODY}{BODY}</Bo>", "invoice-several"),
        (BODY.replace("<HDon>", '<HDon xmlns="urn:other">', 1), "invoice-other-namespace"),
        ("<HDon><DLHDon><TTChung/></DLHDon></HDon>", "invoice-incomplete"),
        ("<HDon>" * 20_000 + "</HDon>" * 20_000, "invoice-several"),
        (
            WHOLE.replace("</DSHHDVu>", "<HHDVu/>" * 5001 + "</DSHHDVu>"),
            "invoice-too-many-lines",
        ),
    ],
)
def test_what_is_no_whole_invoice_is_refused(
    content: str | bytes, code: str, tmp_path: Path
) -> None:
    path = saved(tmp_path, content)
    assert is_xml(path)
    with pytest.raises(UnreadableFile) as refused:
        inspect(path)
    assert refused.value.code == code
    assert "passwd" not in str(refused.value)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = saved(tmp_path, '<?xml version="1.0"?><HDon>')
    with path.open("r+b") as stream:
        stream.truncate(21_000_000)
    with pytest.raises(UnreadableFile) as refused:
        load_invoice(path)
    assert refused.value.code == "invoice-too-large"


def test_other_files_are_no_xml(tmp_path: Path) -> None:
    for content in (b"", b"%PDF-1.7", b"\xff\xfe", "Đây không phải là XML".encode(), b"<html>"):
        assert not is_xml(saved(tmp_path, content))


def test_without_a_face_the_fault_says_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        read_scan(saved(tmp_path, WHOLE), tmp_path / "work", CATALOG, ReadSettings())
    assert fault.value.code == "invoice-no-font"
