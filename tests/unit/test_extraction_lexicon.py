"""What the word lists vouch for, and papers that write one thing in two ways."""

from __future__ import annotations

import pytest
from support.pages import CERTIFICATE, page_of

from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import FieldKind
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases
from ocr.lexicon import unfamiliar

CATALOG = load_catalog()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FieldKind.NAME, "Nguyễn Thị Ánh Tuyết"),
        (FieldKind.NAME, "ĐẶNG THUỲ DƯƠNG"),
        (FieldKind.PLACE, "Tổ dân phố số 4, phường Đông Vệ, thành phố Thanh Hoá"),
        (FieldKind.PLACE, "Bệnh viện đa khoa tỉnh An Giang"),
        (FieldKind.PLACE, "UBND huyện Quốc Oai, TP. Hồ Chí Minh"),
        (FieldKind.PLACE, "phường Mỹ Đông, thành phố Phan Rang - Tháp Chàm, tỉnh Ninh Thuận"),
        (FieldKind.TEXT, "PHÓ CHỦ TỊCH"),
        (FieldKind.TEXT, "Bà ngoại"),
        (FieldKind.TEXT, "Ngày hai mươi mốt, tháng tư, năm hai ngàn không trăm lẻ năm"),
        (FieldKind.DATE, "whatever 1"),
    ],
)
def test_ordinary_values_are_vouched_for(kind: FieldKind, text: str) -> None:
    assert unfamiliar(kind, text) == ()


@pytest.mark.parametrize(
    ("kind", "text", "part"),
    [
        (FieldKind.NAME, "Ngộ Đức Vượng", "Ngộ"),
        (FieldKind.NAME, "Bùi Thị Ông", "Ông"),
        (FieldKind.PLACE, "Ủy han nhân dân xã Tân Thạch", "han"),
        (FieldKind.PLACE, "xã Phượng Cách, thành phố Hà Nôi", "thành phố Hà Nôi"),
        (FieldKind.PLACE, "xã Tân Thạch, tỉnh Bến", "tỉnh Bến"),
        (FieldKind.PLACE, "xã Lưu Nghiệp Anh huyện Trà Cú", "Anh huyện"),
        (FieldKind.PLACE, "xã Lũng Cú; huyện Đồng Văn", ";"),
        (FieldKind.TEXT, "Chạ", "Chạ"),
        (FieldKind.TEXT, "Ngày hai, tháng tư, năm hại nghìn", "hại"),
    ],
)
def test_legal_syllables_that_are_misreadings_stand_out(
    kind: FieldKind, text: str, part: str
) -> None:
    assert part in unfamiliar(kind, text)


def read(*texts: str) -> dict[str, FieldReading]:
    (case,) = find_cases([page_of(texts)], CATALOG)
    return {field.key: field for field in case.fields}


def codes(reading: FieldReading) -> list[str]:
    return [problem.code for problem in reading.problems]


def test_a_commune_written_in_two_ways_is_doubted_in_both_places() -> None:
    index = next(i for i, text in enumerate(CERTIFICATE) if text.startswith("Quê quán"))
    texts = [*CERTIFICATE]
    texts[index] = texts[index].replace("Phượng Cách", "Phương Cách")
    found = read(*texts)
    for key in ("nksQueQuan", "noiDangKy", "nksNoiSinh"):
        assert found[key].state is ReadingState.REVIEW
        assert "spelled-differently" in codes(found[key])


def test_a_familys_name_written_in_two_ways_is_doubted() -> None:
    found = read(
        "GIẤY KHAI SINH",
        "Họ, chữ đệm, tên: TRẦN THỊ HÀ",
        "Họ, chữ đệm, tên người mẹ: Lê Thị Mai",
        "Họ, chữ đệm, tên người cha: Trân Văn Nam",
    )
    assert "spelled-differently" in codes(found["nksHoTen"])
    assert "spelled-differently" in codes(found["chaHoTen"])
    assert codes(found["meHoTen"]) == []


def test_old_and_new_tone_places_are_one_spelling() -> None:
    found = read(
        "GIẤY KHAI SINH",
        "Quê quán: xã Hòa Bình, huyện Mai Châu, tỉnh Hoà Bình",
        "Nơi sinh: Trạm y tế xã Hoà Bình, huyện Mai Châu, tỉnh Hòa Bình",
    )
    assert codes(found["nksQueQuan"]) == codes(found["nksNoiSinh"]) == []


def test_a_label_that_only_the_second_engine_could_read() -> None:
    index = next(i for i, text in enumerate(CERTIFICATE) if text.startswith("Quê quán"))
    texts = [*CERTIFICATE]
    texts[index] = texts[index].replace("Quê quán:", "(Juâ qn4n")
    (case,) = find_cases([page_of(texts, second={index: CERTIFICATE[index]})], CATALOG)
    found = next(field for field in case.fields if field.key == "nksQueQuan")
    assert found.text == "xã Phượng Cách, huyện Quốc Oai, thành phố Hà Nội"
    assert found.state is ReadingState.REVIEW
    assert "label-read-once" in codes(found)
