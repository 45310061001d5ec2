"""``digitizer read``: the promised JSON, one line a case, whatever the files are."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.program import run

FIELD_KEYS = {"text", "value", "confidence", "state", "page", "box", "problems", "candidates"}
PAGE_KEYS = {"number", "width", "height", "dpi", "rotation", "skew_degrees", "problems"}

pytestmark = [pytest.mark.tesseract, pytest.mark.slow]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    for layout, damage in (("certificate_plain", "clean"), ("bound_pdf", "clean")):
        done = run("samples", folder / layout, "--count", 1, "--layout", layout, "--damage", damage)
        assert done.code == 0
    return folder


def _scan(folder: Path) -> Path:
    (found,) = [path for path in folder.iterdir() if not path.name.endswith(".json")]
    return found


def test_contract_of_one_case(samples: Path) -> None:
    scan = _scan(samples / "certificate_plain")

    done = run("read", scan, "--json")

    assert done.code == 0
    (line,) = done.objects
    assert set(line) == {"source", "document_type", "type_confidence", "pages", "fields"}
    assert (line["source"], line["document_type"]) == (str(scan), "civil_status.birth")
    assert 0 < line["type_confidence"] <= 1
    (page,) = line["pages"]
    assert set(page) == PAGE_KEYS
    assert {"nksHoTen", "nksNgaySinh", "meHoTen", "chaHoTen"} <= set(line["fields"])
    for field in line["fields"].values():
        assert set(field) == FIELD_KEYS
        assert field["state"] in ("accepted", "review", "missing")
        if field["state"] != "missing":
            x, y, width, height = field["box"]
            assert 0 <= x < x + width <= page["width"]
            assert 0 <= y < y + height <= page["height"]


def test_each_case_of_a_bound_file_has_its_line(samples: Path) -> None:
    done = run("read", _scan(samples / "bound_pdf"), "--json")

    assert [[page["number"] for page in line["pages"]] for line in done.objects] == [
        [1],
        [2],
        [3],
    ]


def test_unreadable_file_is_told_and_the_others_are_read(samples: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")

    done = run("read", broken, _scan(samples / "certificate_plain"), "--json")

    assert done.code == 1
    first, second = done.objects
    assert set(first) == {"source", "error"}
    assert first["error"]["code"] == "file-damaged"
    assert second["document_type"] == "civil_status.birth"


def test_page_of_unknown_type_is_said_to_be_unknown(tmp_path: Path) -> None:
    from PIL import Image, ImageDraw

    page = Image.new("L", (1654, 2339), 255)
    ImageDraw.Draw(page).text((200, 300), "Thong bao hop to dan pho", fill=0, font_size=60)
    page.save(tmp_path / "notice.png", dpi=(200, 200))

    (line,) = run("read", tmp_path / "notice.png", "--json").objects

    assert line["document_type"] is None
    assert len(line["pages"]) == 1
    assert line["fields"] == {}


def test_unknown_type_name_is_wrong_use(tmp_path: Path) -> None:
    assert run("read", tmp_path / "x.png", "--type", "land.castle", "--json").code == 2
