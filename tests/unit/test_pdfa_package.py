"""A package says which of its documents are larger than its receiver wants."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw
from support.export_content import PROFILE, case, content, page_file, values

from exports import verify_package, write_package


def test_the_readme_and_the_result_tell_how_many_documents_are_larger(tmp_path: Path) -> None:
    grained = Image.effect_noise((1240, 1754), 70).convert("RGB")
    draw = ImageDraw.Draw(grained)
    for row in range(100, 1600, 60):
        draw.rectangle((100, row, 1100, row + 30), fill=(20, 20, 60))
    grained.save(tmp_path / "grained.png")
    cases = [
        case(1, tmp_path / "grained.png", values(1)),
        case(2, page_file(tmp_path), values(2)),
    ]
    profile = replace(PROFILE, pdf_dpi=200, pdf_page_kb=30)
    out = tmp_path / "out"
    out.mkdir()
    result = write_package(content(cases, profile=profile), out)
    assert result.larger == 1
    text = (result.folder / "README.txt").read_text("utf-8-sig")
    assert "1 tệp PDF nặng hơn 30 kB một trang A4" in text
    assert "1 PDF files take more than 30 kB an A4 page" in text
    assert verify_package(result.folder).is_sound
    assert verify_package(result.archive).is_sound


def test_without_a_wish_nothing_is_larger(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    result = write_package(content([case(1, page_file(tmp_path), values(1))]), out)
    assert result.larger == 0
    assert "nặng hơn" not in (result.folder / "README.txt").read_text("utf-8-sig")
