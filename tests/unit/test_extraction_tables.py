"""Tables are found under their headings and read cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from support.land_paper import CATALOG
from support.pages import DPI, HEIGHT, WIDTH, line_of, words_of

from digitizer.domain.page import Box, PageReading, TextLine
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.values.tables import table_rows
from ocr.extraction import find_cases

EDGES = (200, 400, 1000, 1400, 1900, 2300)
"""x of the upright rules: STT and the four columns of land."""
GOODS_EDGES = (200, 400, 1100, 1500, 1800, 2300)
TOP, LINE, GAP = 600, 65, 95
LAND_HEADS = ("STT", "Loại đất", "Diện tích/(m2)", "Hình thức/sử dụng", "Thời hạn")
GOODS_HEADS = ("STT", "Tên hàng hóa,/dịch vụ", "Đơn vị tính", "Số lượng", "Thành tiền")
LAND = (
    ("1", "Đất ở tại/nông thôn", "120,5", "Sử dụng/riêng", "15/10/2043"),
    ("2", "Đất trồng cây/lâu năm", "1.250,0", "Sử dụng/chung", "15/10/2043"),
    ("3", "Đất chuyên/trồng lúa nước", "360", "Sử dụng/riêng", "20/11/2050"),
)
VALUES = (
    ("ONT", "120.5", "1", "2043-10-15"),
    ("CLN", "1250", "2", "2043-10-15"),
    ("LUC", "360", "1", "2050-11-20"),
)
GOODS = (
    ("1", "xã Bình Minh", "xã", "40", "3.680.000"),
    ("2", "thôn", "thôn", "5000", "7.250.000 đồng"),
)


class Sheet:
    """Lines and rules of a page, from top to bottom; a slash breaks the text of a cell."""

    def __init__(self, title: str = "PHIẾU KÊ KHAI ĐẤT") -> None:
        self.lines: list[TextLine] = [line_of(title, 800, 250)]
        self.rules: list[Box] = []
        self.y = TOP

    def text(self, text: str, second: str | None = None) -> Sheet:
        self.lines.append(line_of(text, 260, self.y, second))
        self.y += GAP
        return self

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        edges: Sequence[int] = EDGES,
        *,
        rules: str = "grid",
        middle: bool = False,
        second: dict[str, str] | None = None,
    ) -> Sheet:
        levels = [self.y]
        for number, row in enumerate([heads, *rows]):
            cells = [_parts(cell) for cell in row]
            most = max(len(parts) for parts in cells)
            for left, parts in zip(edges, cells, strict=False):
                down = (most - len(parts)) / 2 if middle or number == 0 else 0
                for line, part in enumerate(parts):
                    y = self.y + 20 + round((down + line) * LINE)
                    if part:
                        self.lines.append(line_of(part, left + 20, y, (second or {}).get(part)))
            self.y += (most - 1) * LINE + GAP
            levels.append(self.y)
        if rules != "none":
            self.rules += [Box(x, levels[0], 3, levels[-1] - levels[0]) for x in edges]
            kept = levels if rules == "grid" else [*levels[:2], levels[-1]]
            self.rules += [Box(edges[0], y, edges[-1] - edges[0], 3) for y in kept]
        self.y += GAP // 2
        return self

    def page(self, number: int = 1) -> PageReading:
        return PageReading(
            number, WIDTH, HEIGHT, DPI, 0, 0.0, tuple(self.lines), rules=tuple(self.rules)
        )


def _parts(cell: str) -> list[str]:
    """The lines of a cell; a date has slashes of its own."""
    return [cell] if cell.replace("/", "").isdigit() else cell.split("/")


def read(*sheets: Sheet) -> dict[str, FieldReading]:
    pages = [sheet.page(number) for number, sheet in enumerate(sheets, start=1)]
    (case,) = find_cases(pages, CATALOG)
    return {field.key: field for field in case.fields}


def codes(reading: FieldReading) -> list[str]:
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("rules", ["grid", "columns", "none"])
def test_wrapped_cells_belong_to_one_row_with_and_without_rules(rules: str, middle: bool) -> None:
    found = read(Sheet().table(LAND_HEADS, LAND, rules=rules, middle=middle))["mucDich"]

    assert table_rows(found.value) == VALUES
    assert found.text.split("\n")[0] == ("Đất ở tại nông thôn | 120,5 | Sử dụng riêng | 15/10/2043")


def test_a_table_between_rules_is_accepted_when_every_cell_is() -> None:
    found = read(Sheet().table(LAND_HEADS, LAND))["mucDich"]

    assert (found.state, codes(found)) == (ReadingState.ACCEPTED, [])
    assert found.confidence == pytest.approx(0.97)
    assert found.page == 1
    assert found.box is not None
    assert found.box.y > TOP + LINE


@pytest.mark.parametrize("rules", ["columns", "none"])
def test_rows_that_no_rule_parts_are_for_a_clerk(rules: str) -> None:
    found = read(Sheet().table(LAND_HEADS, LAND, rules=rules))["mucDich"]

    assert (found.state, codes(found)) == (ReadingState.REVIEW, ["table-rows-unsure"])


def test_one_doubtful_cell_is_told_by_row_and_column_and_offered_otherwise() -> None:
    sheet = Sheet().table(LAND_HEADS, LAND, second={"1.250,0": "1.259,0"})
    found = read(sheet)["mucDich"]

    assert found.state is ReadingState.REVIEW
    (doubt,) = found.problems
    assert doubt.code == "cell-doubtful"
    assert dict(doubt.params) == {
        "row": "2",
        "column": "Diện tích (m2)",
        "column_en": "Diện tích (m2) (en)",
        "text": "1.250,0",
    }
    assert found.value is not None
    (other,) = found.candidates
    assert table_rows(other.value)[1] == ("CLN", "1259", "2", "2043-10-15")


def test_a_cell_that_is_nothing_of_its_kind_leaves_the_table_without_a_value() -> None:
    rows = [LAND[0], ("2", "Đất trồng cây/lâu năm", "nhiều", "Sử dụng/chung", "15/10/2043")]
    found = read(Sheet().table(LAND_HEADS, rows))["mucDich"]

    assert (found.value, found.state) == (None, ReadingState.REVIEW)
    assert codes(found) == ["cell-wrong"]
    assert "nhiều" in found.text


def test_what_only_the_second_reader_saw_in_a_cell_is_a_doubt() -> None:
    sheet = Sheet().table(LAND_HEADS, [LAND[0], ("2", "Đất trồng cây/lâu năm", "", "", "")])
    place = next(n for n, line in enumerate(sheet.lines) if line.text == "Đất trồng cây")
    first, second = sheet.lines[place].readings
    area = words_of("75", EDGES[2] + 20, sheet.lines[place].box.y)
    read_twice = (first, replace(second, words=(*second.words, *area)))
    sheet.lines[place] = replace(sheet.lines[place], readings=read_twice)
    found = read(sheet)["mucDich"]

    assert found.state is ReadingState.REVIEW
    assert [dict(problem.params)["text"] for problem in found.problems] == ["75"]
    assert table_rows(found.value)[1] == ("CLN", None, None, None)
    assert table_rows(found.candidates[0].value)[1] == ("CLN", "75", None, None)


def test_an_empty_cell_is_none_and_no_doubt() -> None:
    rows = [LAND[0], ("2", "Đất trồng cây/lâu năm", "360", "", "-")]
    found = read(Sheet().table(LAND_HEADS, rows))["mucDich"]

    assert table_rows(found.value)[1] == ("CLN", "360", None, None)
    assert found.state is ReadingState.ACCEPTED


def test_the_row_that_numbers_the_columns_is_no_row() -> None:
    rows = [("(1)", "(2)", "(3)", "(4)", "(5)"), *LAND]
    assert table_rows(read(Sheet().table(LAND_HEADS, rows))["mucDich"].value) == VALUES


@pytest.mark.parametrize("rules", ["grid", "none"])
def test_the_row_of_the_total_ends_a_table_and_is_read_as_a_field(rules: str) -> None:
    rows = [*GOODS, ("Cộng tiền hàng:", "", "", "", "10.930.000 đồng")]
    found = read(Sheet().table(GOODS_HEADS, rows, GOODS_EDGES, rules=rules))

    assert table_rows(found["hang"].value) == (
        ("xã Bình Minh", "xã", "40", "3680000"),
        ("thôn", "thôn", "5000", "7250000"),
    )
    assert found["tong"].value == "10930000"


def test_empty_rows_of_a_form_are_none() -> None:
    rows = [*LAND, ("", "", "", "", ""), ("", "", "", "", "")]
    assert table_rows(read(Sheet().table(LAND_HEADS, rows))["mucDich"].value) == VALUES


def test_a_form_without_a_filled_row_has_no_table() -> None:
    found = read(Sheet().table(LAND_HEADS, [("", "", "", "", "")]).text("Ghi chú: Không có"))
    assert found["mucDich"].state is ReadingState.MISSING
    assert found["ghiChu"].text == "Không có"


def test_headings_and_cells_are_no_labels_and_the_lines_around_keep_their_values() -> None:
    heads = ("STT", "Loại đất", "Diện tích/(m2)", "Hình thức/sử dụng", "Thời hạn")
    sheet = Sheet().text("Tên người sử dụng đất: Lò Thị Ính")
    sheet.text("Mục đích sử dụng đất:").table(heads, LAND, rules="none")
    found = read(sheet.text("Ghi chú: Không có"))

    assert found["ten"].text == "Lò Thị Ính"
    assert found["ghiChu"].text == "Không có"
    assert table_rows(found["mucDich"].value) == VALUES


def test_a_paragraph_below_a_table_without_rules_is_no_row() -> None:
    sheet = Sheet().table(LAND_HEADS, LAND, rules="none")
    sheet.y -= GAP // 2
    sheet.text("Tôi xin cam đoan những lời khai trên đây là đúng sự thật và chịu trách nhiệm")

    assert table_rows(read(sheet)["mucDich"].value) == VALUES


def test_a_column_whose_heading_is_not_found_is_told() -> None:
    heads = ("STT", "Loại đất", "Diện tích/(m2)", "Mã ký hiệu", "Thời hạn")
    found = read(Sheet().table(heads, LAND))["mucDich"]

    assert table_rows(found.value)[0] == ("ONT", "120.5", None, "2043-10-15")
    assert found.state is ReadingState.REVIEW
    assert codes(found) == ["table-columns-not-found"]
    assert dict(found.problems[0].params)["columns"] == "Hình thức sử dụng"


def test_a_heading_that_lost_a_word_is_known_by_what_is_left_of_it() -> None:
    heads = ("STT", "Loại đất", "Diện tích/(m2)", "thức sử/dụng", "Thời hạn")
    found = read(Sheet().table(heads, LAND))["mucDich"]

    assert table_rows(found.value) == VALUES


def test_columns_may_stand_in_another_order() -> None:
    order = (0, 2, 1, 4, 3)
    heads = [LAND_HEADS[place] for place in order]
    rows = [[row[place] for place in order] for row in LAND]
    edges = (200, 400, 800, 1300, 1800, 2300)

    assert table_rows(read(Sheet().table(heads, rows, edges))["mucDich"].value) == VALUES


def test_a_table_goes_on_under_the_same_headings_on_the_next_page() -> None:
    first = Sheet().table(LAND_HEADS, LAND[:2])
    second = Sheet(title="Trang 2").table(LAND_HEADS, LAND[2:])

    assert table_rows(read(first, second)["mucDich"].value) == VALUES


def test_labels_in_a_line_are_no_headings() -> None:
    found = read(Sheet().text("Loại đất: Đất ở      Diện tích: 120,5 m2      Thời hạn: lâu dài"))
    assert found["mucDich"].state is ReadingState.MISSING


def test_broken_rules_part_rows_as_whole_ones_do() -> None:
    sheet = Sheet().table(LAND_HEADS, LAND)
    pieces: list[Box] = []
    for rule in sheet.rules:
        if rule.width > rule.height:
            half = rule.width // 2
            pieces += [
                replace(rule, width=half - 20),
                replace(rule, x=rule.x + half, y=rule.y + 4, width=half),
            ]
        else:
            half = rule.height // 2
            pieces += [
                replace(rule, height=half - 20),
                replace(rule, x=rule.x + 4, y=rule.y + half, height=half),
            ]
    sheet.rules = pieces
    found = read(sheet)["mucDich"]

    assert table_rows(found.value) == VALUES
    assert found.state is ReadingState.ACCEPTED
