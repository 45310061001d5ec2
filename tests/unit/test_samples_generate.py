"""The samples are the same for the same arguments and say truly what they hold."""

import json
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

import pdfplumber
import pytest
from PIL import Image

from digitizer.samples import DAMAGES, LAYOUTS, SampleFile, generate, plan

PARENT_KEYS = """
    HoTen NgaySinh DanToc QuocTich QuocTichKhac LoaiCuTru NoiCuTru LoaiGiayToTuyThan
    SoGiayToTuyThan SoDinhDanhCaNhan
"""
OTHER_KEYS = """
    so quyenSo trangSo ngayDangKy loaiDangKy noiDangKy nguoiKy chucVuNguoiKy nguoiThucHien ghiChu
    nycHoTen nycQuanHe nycLoaiGiayToTuyThan nycGiayToKhac nycSoGiayToTuyThan
    nycNgayCapGiayToTuyThan nycNoiCapGiayToTuyThan
    nksHoTen nksGioiTinh nksNgaySinh nksNgaySinhBangChu nksNoiSinh nksNoiSinhDVHC nksQueQuan
    nksDanToc nksQuocTich nksQuocTichKhac nksLoaiKhaiSinh nksSoDinhDanh
"""
KNOWN_KEYS = {
    *OTHER_KEYS.split(),
    *(prefix + key for prefix in ("me", "cha") for key in PARENT_KEYS.split()),
}


def truth_of(sample: SampleFile) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(sample.truth_path.read_text(encoding="utf-8"))
    return truth


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[SampleFile]:
    return generate(tmp_path_factory.mktemp("samples"), count=12, seed=7)


def test_same_arguments_write_the_same_files(tmp_path: Path) -> None:
    first = generate(tmp_path / "a", count=4, seed=3)
    second = generate(tmp_path / "b", count=4, seed=3)
    for one, other in zip(first, second, strict=True):
        assert one.path.name == other.path.name
        assert one.path.read_bytes() == other.path.read_bytes()
        assert one.truth_path.read_bytes() == other.truth_path.read_bytes()


def test_another_seed_invents_other_births(tmp_path: Path) -> None:
    options = {"damage": "low_dpi", "layout": "certificate_plain"}
    names = [
        truth_of(generate(tmp_path / str(seed), 1, seed, **options)[0])["cases"] for seed in (1, 2)
    ]
    assert names[0] != names[1]


def test_a_longer_run_begins_with_the_shorter_one() -> None:
    assert plan(40, seed=5)[:9] == plan(9, seed=5)


def test_default_mix_takes_turns_with_every_damage_and_layout() -> None:
    specs = plan(11, seed=1)
    assert {spec.damage for spec in specs} == set(DAMAGES)
    assert {spec.layout for spec in specs} == set(LAYOUTS) - {"bound_pdf"}
    assert {spec.dpi for spec in plan(40, seed=1)} == {150, 200, 300}
    assert {spec.suffix for spec in plan(40, seed=1)} == {".jpg", ".png", ".tif", ".pdf"}


def test_every_default_file_holds_one_case(samples: list[SampleFile]) -> None:
    for sample in samples:
        truth = truth_of(sample)
        assert truth["source"] == sample.path.name
        assert truth["document_type"] == "civil_status.birth"
        (case,) = truth["cases"]
        assert case["pages"] == ([1, 2] if truth["layout"] == "two_page" else [1])


def test_truth_names_only_national_fields(samples: list[SampleFile]) -> None:
    for sample in samples:
        for case in truth_of(sample)["cases"]:
            assert set(case["fields"]) <= KNOWN_KEYS
            assert {"nksHoTen", "nksNgaySinh", "nksGioiTinh"} <= set(case["fields"])
            for field in case["fields"].values():
                assert set(field) == {"text", "value", "page", "places"}
                assert field["text"]
                assert is_normalized("NFC", field["text"] + field["value"])
                assert field["page"] in case["pages"]


def test_coded_values_are_codes(tmp_path: Path) -> None:
    sample = generate(tmp_path, 1, seed=2, damage="low_dpi", layout="register_page")[0]
    fields = truth_of(sample)["cases"][0]["fields"]
    kinds = {"Đúng hạn": "1", "Quá hạn": "4", "Đăng ký lại": "2"}
    papers = {"CMND": "1", "Hộ chiếu": "2", "Thẻ căn cước công dân": "4"}
    assert fields["nksGioiTinh"]["value"] == {"Nam": "1", "Nữ": "2"}[fields["nksGioiTinh"]["text"]]
    assert fields["loaiDangKy"]["value"] == kinds[fields["loaiDangKy"]["text"]]
    paper = fields["nycLoaiGiayToTuyThan"]
    assert paper["value"] == papers[paper["text"]]
    assert fields["trangSo"]["value"].isdigit()


def test_change_note_stands_on_the_second_page(tmp_path: Path) -> None:
    sample = generate(tmp_path, 1, seed=1, damage="low_dpi", layout="two_page")[0]
    fields = truth_of(sample)["cases"][0]["fields"]
    assert fields["ghiChu"]["page"] == 2
    assert {f["page"] for key, f in fields.items() if key != "ghiChu"} == {1}


def test_bound_pdf_holds_three_cases(tmp_path: Path) -> None:
    sample = generate(tmp_path, 1, seed=1, damage="low_dpi", layout="bound_pdf")[0]
    truth = truth_of(sample)
    assert [case["pages"] for case in truth["cases"]] == [[1], [2], [3]]
    for case in truth["cases"]:
        assert {field["page"] for field in case["fields"].values()} == set(case["pages"])
    with pdfplumber.open(sample.path) as pdf:
        assert len(pdf.pages) == 3


def test_files_open_with_their_resolution_and_pages(samples: list[SampleFile]) -> None:
    for sample in samples:
        pages = len(truth_of(sample)["cases"][0]["pages"])
        short, long = (round(mm / 25.4 * sample.spec.dpi) for mm in (210, 297))
        if sample.path.suffix == ".pdf":
            with pdfplumber.open(sample.path) as pdf:
                assert len(pdf.pages) == pages
                sides = sorted((float(pdf.pages[0].width), float(pdf.pages[0].height)))
            assert sides == pytest.approx([595, 842], abs=2)
            continue
        with Image.open(sample.path) as image:
            image.load()
            assert sorted(image.size) == [short, long]
            assert image.info["dpi"] == pytest.approx((sample.spec.dpi,) * 2, abs=0.1)
            assert getattr(image, "n_frames", 1) == pages


@pytest.mark.parametrize("wrong", [{"damage": "burnt"}, {"layout": "poster"}])
def test_unknown_choice_is_refused(wrong: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        generate(tmp_path, 1, **wrong)  # type: ignore[arg-type]
