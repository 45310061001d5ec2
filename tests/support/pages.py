"""Page readings made by hand: one text a line, set in a fixed pitch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digitizer.domain.page import Box, LineReading, Origin, PageReading, TextLine, Word

FIRST = Origin("first-engine", "1")
SECOND = Origin("second-engine", "1")
DPI = 300
WIDTH, HEIGHT = 2480, 3508
LEFT, TOP, PITCH, LETTER, TALL = 260, 260, 95, 22, 50


def words_of(text: str, x: int, y: int, confidence: float = 0.97) -> tuple[Word, ...]:
    """The words of a text, each letter equally wide; more spaces leave more room."""
    words: list[Word] = []
    start = 0
    for piece in text.split(" "):
        if piece:
            box = Box(x + start * LETTER, y, len(piece) * LETTER, TALL)
            words.append(Word(piece, box, confidence))
        start += len(piece) + 1
    return tuple(words)


def line_of(
    text: str, x: int, y: int, second: str | None = None, confidence: float = 0.97
) -> TextLine:
    """A line read by two engines; the second one agrees unless told otherwise."""
    words = words_of(text, x, y, confidence)
    other = words_of(text if second is None else second, x, y, confidence)
    return TextLine(
        Box.around(word.box for word in words),
        (LineReading(FIRST, words), LineReading(SECOND, other)),
    )


def page_of(
    texts: Sequence[str],
    number: int = 1,
    second: Mapping[int, str] | None = None,
    confidence: Mapping[int, float] | None = None,
) -> PageReading:
    """A page of lines from top to bottom. An empty text leaves a line's height free; leading
    spaces indent. ``second`` and ``confidence`` are by line index."""
    lines = []
    for index, text in enumerate(texts):
        if not text.strip():
            continue
        indent = len(text) - len(text.lstrip())
        other = (second or {}).get(index)
        lines.append(
            line_of(
                text.strip(),
                LEFT + indent * LETTER,
                TOP + index * PITCH,
                other.strip() if other is not None else None,
                (confidence or {}).get(index, 0.97),
            )
        )
    return PageReading(number, WIDTH, HEIGHT, DPI, 0, 0.0, tuple(lines))


CERTIFICATE = (
    "      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "          Độc lập - Tự do - Hạnh phúc",
    "",
    "               GIẤY KHAI SINH",
    "                Số: 15/2021",
    "Họ, chữ đệm, tên: NGUYỄN THỊ ÁNH TUYẾT",
    "Ngày, tháng, năm sinh: 16/03/2021",
    "Ghi bằng chữ: Ngày mười sáu, tháng ba, năm hai nghìn không trăm hai mươi mốt",
    "Giới tính: Nữ      Dân tộc: Kinh      Quốc tịch: Việt Nam",
    "Nơi sinh: Trạm y tế xã Phượng Cách, huyện Quốc Oai, thành phố Hà Nội",
    "Quê quán: xã Phượng Cách, huyện Quốc Oai, thành phố Hà Nội",
    "Số định danh cá nhân: 001321004567",
    "Họ, chữ đệm, tên người mẹ: Trần Thị Bích",
    "Năm sinh: 1994     Dân tộc: Tày      Quốc tịch: Việt Nam",
    "Nơi cư trú: Thôn Đông Hạ, xã Phượng Cách, huyện Quốc Oai, thành phố",
    "Hà Nội",
    "Họ, chữ đệm, tên người cha: Nguyễn Văn Khởi",
    "Năm sinh: 1990     Dân tộc: Kinh      Quốc tịch: Lào",
    "Nơi cư trú: Xóm 7, xã Phượng Cách, huyện Quốc Oai, thành phố Hà Nội",
    "Họ, chữ đệm, tên người đi khai sinh: Nguyễn Văn Khởi",
    "Giấy tờ tùy thân: Thẻ căn cước công dân  số 001090123456 cấp ngày 05/02/2018",
    "nơi cấp Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    "Nơi đăng ký khai sinh: Ủy ban nhân dân xã Phượng Cách, huyện Quốc Oai",
    "Ngày, tháng, năm đăng ký: 20/03/2021",
    "                                       NGƯỜI KÝ GIẤY KHAI SINH",
    "                                             CHỦ TỊCH",
    "",
    "",
    "                                          Phạm Đức Nghĩa",
)
