"""Receivers' lists as they come: many shapes and encodings, and files that mean harm."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from digitizer.domain.errors import UnreadableFile
from digitizer.domain.reject_list import RejectColumn, entries, known_columns
from digitizer.domain.values.text import without_tone
from digitizer.messages import LANGUAGES, Messages
from digitizer.schemas.rejects import load_reject_profile
from exports.rejects import limits, read_reject_list

PROFILE = load_reject_profile()
FILE, FIELD, REASON = RejectColumn.FILE, RejectColumn.FIELD, RejectColumn.REASON
NUMBER, BOOK, PLACE = RejectColumn.NUMBER, RejectColumn.BOOK, RejectColumn.PLACE
HEAD = ("STT", "Tên tệp", "Trường lỗi", "Lý do trả lại")
LINE = ("1", "KS.2021.01.2021-03-20.15.pdf", "Dân tộc", "Thiếu dân tộc của người mẹ")
SAID = {FILE: LINE[1], FIELD: LINE[2], REASON: LINE[3]}


def said(path: Path) -> list[dict[RejectColumn, str]]:
    table = read_reject_list(path, PROFILE)
    return [dict(each.said) for each in entries(table, known_columns(table.header, PROFILE))]


def refused(path: Path) -> str:
    """The code, for which both languages have a sentence and what to do next."""
    with pytest.raises(UnreadableFile) as error:
        read_reject_list(path, PROFILE)
    for language in LANGUAGES:
        assert path.name in Messages(language).error(error.value)
    return error.value.code


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def workbook(path: Path, *rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for span in merged:
        sheet.merge_cells(span)
    book.save(path)
    return path


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_whatever_its_sign_and_encoding(
    tmp_path: Path, sign: str, encoding: str
) -> None:
    text = "\r\n".join(sign.join(cells) for cells in (HEAD, LINE))
    assert said(written(tmp_path / "trả lại.csv", text.encode(encoding))) == [SAID]


def test_text_of_tcvn3_is_read(tmp_path: Path) -> None:
    text = "Tªn tÖp;Trêng lçi;Lý do tr¶ l¹i\n15.pdf;D©n téc;ThiÕu d©n téc cña ngêi mÑ\n"
    text = text.replace("Trêng", "Tr\xadêng").replace("ngêi", "ng\xadêi")
    path = written(tmp_path / "a.csv", text.encode("latin-1"))
    assert said(path) == [{FILE: "15.pdf", FIELD: "Dân tộc", REASON: "Thiếu dân tộc của người mẹ"}]
    cells = [tuple(line.split(";")) for line in text.splitlines()]
    assert said(workbook(tmp_path / "a.xlsx", *cells))[0][REASON] == "Thiếu dân tộc của người mẹ"


def test_text_of_windows_1258_is_read(tmp_path: Path) -> None:
    text = "Tên tệp;Lý do\n15.pdf;Thiếu dân tộc của người mẹ\n"
    path = written(tmp_path / "a.csv", b"".join(map(_in_1258, text)))
    assert said(path) == [{FILE: "15.pdf", REASON: "Thiếu dân tộc của người mẹ"}]


def _in_1258(char: str) -> bytes:
    """A letter with its tone as a sign of its own, as that code page has it."""
    base, tone = without_tone(char)
    return base.encode("cp1258") + tone.encode("cp1258")


def test_excel_may_tell_the_sign_in_the_first_line(tmp_path: Path) -> None:
    text = f"sep=|\r\n{'|'.join(HEAD)}\r\n{'|'.join(LINE)}"
    table = read_reject_list(written(tmp_path / "a.csv", text.encode()), PROFILE)
    assert [line.number for line in table.lines] == [3]


def test_lines_keep_their_numbers_in_the_file(tmp_path: Path) -> None:
    text = 'Tên tệp,Lý do\n\n1.pdf,"hai\ndòng"\n2.pdf,x\n'
    table = read_reject_list(written(tmp_path / "a.csv", text.encode()), PROFILE)
    assert [line.number for line in table.lines] == [3, 5]


def test_a_workbook_under_a_title_with_merged_names_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("DANH SÁCH HỒ SƠ BỊ TRẢ LẠI",),
        ("Ngày 20/11/2026",),
        (),
        ("STT", "Hồ sơ", None, None, "Nội dung trả lại", None),
        (None, "Nơi đăng ký", "Quyển số", "Số", "Trường", "Lý do"),
        (1, "UBND xã Mẫu", date(2021, 1, 1), 15.0, "nksDanToc", "thiếu"),
        merged=("A1:F1", "A4:A5", "B4:D4", "E4:F4"),
    )
    assert said(path) == [
        {PLACE: "UBND xã Mẫu", BOOK: "01/2021", NUMBER: "15", FIELD: "nksDanToc", REASON: "thiếu"}
    ]


def test_names_merged_over_two_lines_stand_where_they_begin(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("Tên tệp", "Phải sửa", None),
        (None, "Trường", "Lý do"),
        ("15.pdf", "Dân tộc", "thiếu"),
        merged=("A1:A2", "B1:C1"),
    )
    assert said(path) == [{FILE: "15.pdf", FIELD: "Dân tộc", REASON: "thiếu"}]


def test_the_sheet_with_the_list_is_found(tmp_path: Path) -> None:
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.append(("Kính gửi", "UBND xã Mẫu"))
    book.create_sheet("Chi tiết").append(HEAD)
    book["Chi tiết"].append(LINE)
    secret = book.create_sheet("Ẩn")
    secret.append((*HEAD, "Quyển số", "Số"))
    secret.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert said(tmp_path / "a.xlsx") == [SAID]


def test_json_is_read_as_an_array_or_inside_an_answer(tmp_path: Path) -> None:
    one = {"fileName": "15.pdf", "detail": {"message": "thiếu"}, "errorMessage": "a", "so": 15}
    for content in ([one], {"status": "partial", "count": 1, "errors": [one]}):
        path = written(tmp_path / "a.json", json.dumps(content).encode())
        assert said(path) == [{FILE: "15.pdf", REASON: "a", NUMBER: "15"}]
    path = written(tmp_path / "b.json", json.dumps([one]).encode("utf-16"))
    assert len(said(path)) == 1


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    text = "Tên tệp,Lý do\n15.pdf,\"=cmd|' /C calc'!A0\"\n"
    assert said(written(tmp_path / "a.csv", text.encode()))[0][REASON] == "=cmd|' /C calc'!A0"


def test_a_formula_without_result_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEAD, (1, "15.pdf", "", '=HYPERLINK("http://x")'))
    assert refused(path) == "reject-list-formula"


def test_what_cannot_be_seen_is_left_out(tmp_path: Path) -> None:
    text = "Tên tệp,Lý do\n15\u202efdp.pdf,sai\u200b\x07 ngày\n"
    assert said(written(tmp_path / "a.csv", text.encode())) == [
        {FILE: "15fdp.pdf", REASON: "sai ngày"}
    ]


def _bomb() -> bytes:
    """A workbook whose sheet claims to be of 300 million bytes."""
    target = BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as stream,
    ):
        for _ in range(300):
            stream.write(bytes(10**6))
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "reject-list-empty"),
        ("a.csv", b"\n\n;;;\n", "reject-list-empty"),
        ("a.csv", "Tên tệp;Lý do\n".encode(), "reject-list-empty"),
        ("a.json", b"[]", "reject-list-empty"),
        ("a.json", b'{"a": 1}', "reject-list-broken"),
        ("a.json", b"[" * 100_000, "reject-list-broken"),
        ("a.json", b'[{"so": ' + b"9" * 5000 + b"}]", "reject-list-broken"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "reject-list-old-workbook"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table>", "reject-list-html"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "reject-list-unknown"),
        ("a.xlsx", b"PK\x03\x04" + bytes(100), "reject-list-broken"),
        ("a.csv", bytes(range(1, 256)) * 4, "reject-list-encoding"),
        ("a.csv", b"\x89PNG\0\0\1\2" + b"\xff\0a" * 90, "reject-list-encoding"),
        ("a.csv", b'"' + b"x" * 200_000 + b'"', "reject-list-broken"),
    ],
)
def test_what_is_no_list_is_refused_in_words(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    assert refused(written(tmp_path / name, data)) == code


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(written(tmp_path / "a.xlsx", _bomb())) == "reject-list-too-large"
    monkeypatch.setattr("exports.rejects.reading.MOST_LINES", 3)
    text = "Tên tệp;Lý do\n" + "1.pdf;x\n" * 4
    assert refused(written(tmp_path / "a.csv", text.encode())) == "reject-list-too-long"
    with (tmp_path / "b.csv").open("wb") as stream:
        stream.truncate(limits.LARGEST + 1)
    assert refused(tmp_path / "b.csv") == "reject-list-too-large"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "there-is-none.csv") == "reject-list-no-file"
    assert refused(tmp_path) == "reject-list-no-file"


def test_names_that_nobody_knows_are_left_to_a_person(tmp_path: Path) -> None:
    text = "Danh sách;\nKolom A;Kolom B\n1;2\n"
    table = read_reject_list(written(tmp_path / "a.csv", text.encode()), PROFILE)
    assert table.header == ("Kolom A", "Kolom B")
    assert known_columns(table.header, PROFILE) == (None, None)
    assert [line.cells for line in table.lines] == [("1", "2")]


def test_the_line_number_of_their_list_is_no_row_of_ours() -> None:
    assert known_columns(("STT", "TT", "Số thứ tự"), PROFILE) == (None, None, None)


def test_of_two_columns_the_better_name_is_read() -> None:
    found = known_columns(("Ghi chú", "Lý do trả lại", "SỐ", "FILE_NAME"), PROFILE)
    assert found == (None, REASON, NUMBER, FILE)


def test_a_workbook_is_as_wide_as_what_stands_in_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "trả lại.xlsx", (*HEAD, None, ""), (*LINE, None, " "))
    assert read_reject_list(path, PROFILE).header == HEAD


def test_a_workbook_with_damaged_parts_is_said_to_be_broken(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "gốc.xlsx", HEAD, LINE)
    path = tmp_path / "hỏng.xlsx"
    with zipfile.ZipFile(whole) as read, zipfile.ZipFile(path, "w") as wrote:
        for entry in read.infolist():
            data = read.read(entry)
            is_cut = entry.filename in ("xl/workbook.xml", "[Content_Types].xml")
            wrote.writestr(entry.filename, data[: len(data) // 2] if is_cut else data)
    assert refused(path) == "reject-list-broken"
