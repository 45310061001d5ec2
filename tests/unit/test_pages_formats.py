"""Files become pages: every format right, every broken file refused by name."""

from __future__ import annotations

import errno
import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from digitizer.domain.errors import UnreadableFile
from ocr.inspection import inspect
from ocr.pages import DecodeLimits, iter_pages


def sheet(size: tuple[int, int] = (210, 297)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    image.paste((200, 30, 40), (10, 10, 60, 60))
    return image


def refusal(path: Path, limits: DecodeLimits | None = None) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        inspect(path, limits)
    return caught.value


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.png", "image/png"),
        ("a.jpg", "image/jpeg"),
        ("a.tif", "image/tiff"),
        ("a.bmp", "image/bmp"),
        ("a.webp", "image/webp"),
        ("a.pdf", "application/pdf"),
    ],
)
def test_format_is_decided_by_content(tmp_path: Path, name: str, media_type: str) -> None:
    sheet().save(tmp_path / name)
    renamed = tmp_path / "scan_without_suffix"
    (tmp_path / name).rename(renamed)
    info = inspect(renamed)
    assert (info.media_type, info.page_count) == (media_type, 1)


def test_every_page_of_a_tiff_and_a_pdf_comes_in_order(tmp_path: Path) -> None:
    pages = [Image.new("RGB", (300, 400), (shade, shade, shade)) for shade in (20, 120, 220)]
    for name in ("three.tif", "three.pdf"):
        pages[0].save(tmp_path / name, save_all=True, append_images=pages[1:])
        assert inspect(tmp_path / name).page_count == 3
        found = list(iter_pages(tmp_path / name))
        assert [page.number for page in found] == [1, 2, 3]
        for page, shade in zip(found, (20, 120, 220), strict=True):
            assert abs(int(page.image[50, 50, 0]) - shade) <= 6


def test_pixel_formats_become_rgb_over_white(tmp_path: Path) -> None:
    transparent = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    palette = sheet((80, 80)).quantize(16)
    bilevel = Image.new("1", (40, 40), 1)
    deep = Image.fromarray(np.full((40, 40), 65535 // 2, np.uint16))
    cmyk = Image.new("CMYK", (40, 40), (0, 255, 255, 0))
    expected = {
        "alpha.png": (transparent, (255, 255, 255)),
        "palette.png": (palette, None),
        "bilevel.tif": (bilevel, (255, 255, 255)),
        "deep.png": (deep, (127, 127, 127)),
        "cmyk.tif": (cmyk, (255, 0, 0)),
    }
    for name, (image, colour) in expected.items():
        image.save(tmp_path / name)
        page = next(iter_pages(tmp_path / name))
        assert page.image.dtype == np.uint8
        assert page.image.shape[2] == 3
        if colour:
            assert np.abs(page.image[20, 20].astype(int) - colour).max() <= 2, name
    seen = next(iter_pages(tmp_path / "palette.png")).image[30, 30]
    assert seen[0] > 150 > seen[1]


@pytest.mark.parametrize("compression", ["group3", "group4", "packbits", "tiff_lzw"])
@pytest.mark.parametrize("white_is_zero", [True, False])
def test_black_and_white_scans_keep_ink_black(
    tmp_path: Path, compression: str, white_is_zero: bool
) -> None:
    paper, ink = (0, 1) if white_is_zero else (1, 0)
    bits = Image.new("1", (400, 300), paper)
    bits.paste(ink, (40, 50, 90, 60))
    path = tmp_path / "scan.tif"
    bits.save(path, compression=compression)
    if white_is_zero:
        # What scanners write and Pillow does not: the tag that turns the meaning of the bits.
        black_is_zero = struct.pack("<HHII", 262, 3, 1, 1)
        assert path.read_bytes().count(black_is_zero) == 1
        turned = path.read_bytes().replace(black_is_zero, struct.pack("<HHII", 262, 3, 1, 0))
        path.write_bytes(turned)
    page = next(iter_pages(path)).image
    assert page[55, 60].tolist() == [0, 0, 0]
    assert page[200, 200].tolist() == [255, 255, 255]


def test_cmyk_photos_of_cameras_and_printers_keep_their_colours(tmp_path: Path) -> None:
    for name in ("print.jpg", "print.tif"):
        Image.new("CMYK", (64, 64), (0, 230, 230, 20)).save(tmp_path / name)
        red, green, blue = next(iter_pages(tmp_path / name)).image[30, 30].astype(int)
        assert red > 200, name
        assert max(green, blue) < 60, name


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_turn_that_a_camera_names_comes_out_upright(tmp_path: Path, orientation: int) -> None:
    upright = Image.new("RGB", (60, 40), "white")
    upright.paste((200, 0, 0), (0, 0, 20, 10))
    turns = Image.Transpose
    stored_as = {
        2: turns.FLIP_LEFT_RIGHT,
        3: turns.ROTATE_180,
        4: turns.FLIP_TOP_BOTTOM,
        5: turns.TRANSPOSE,
        6: turns.ROTATE_90,
        7: turns.TRANSVERSE,
        8: turns.ROTATE_270,
    }
    turn = stored_as.get(orientation)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = upright if turn is None else upright.transpose(turn)
    stored.save(tmp_path / "photo.png", exif=exif)
    page = next(iter_pages(tmp_path / "photo.png")).image
    assert page.shape == (40, 60, 3)
    assert page[5, 5].tolist() == [200, 0, 0]


def test_a_plan_in_a_pdf_is_rendered_coarser_and_not_refused(tmp_path: Path) -> None:
    sheet((900, 1200)).save(tmp_path / "plan.pdf", resolution=30)
    page = next(iter_pages(tmp_path / "plan.pdf"))
    assert page.image.shape[0] * page.image.shape[1] <= 33_000_000
    assert 150 <= page.dpi < 200


def test_phone_photo_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    sheet((400, 200)).save(tmp_path / "photo.jpg", exif=exif)
    assert next(iter_pages(tmp_path / "photo.jpg")).image.shape == (400, 200, 3)


def test_resolution_is_taken_from_the_file_or_estimated_from_a4(tmp_path: Path) -> None:
    sheet((2480, 3508)).save(tmp_path / "said.png", dpi=(300, 300))
    sheet((1654, 2339)).save(tmp_path / "silent.png")
    sheet((1654, 2339)).save(tmp_path / "screen.png", dpi=(72, 72))
    dpis = [next(iter_pages(tmp_path / f"{n}.png")).dpi for n in ("said", "silent", "screen")]
    assert dpis == [300, 200, 200]


def test_fax_pixels_become_square(tmp_path: Path) -> None:
    Image.new("1", (1728, 1100), 1).save(tmp_path / "fax.tif", dpi=(204, 98))
    page = next(iter_pages(tmp_path / "fax.tif"))
    assert page.dpi == 204
    assert abs(page.image.shape[0] - 1100 * 204 / 98) < 2


def test_refusals_name_the_reason(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    assert refusal(empty).code == "file-empty"
    letter = tmp_path / "letter.tif"
    letter.write_bytes(b"PK\x03\x04 not a picture")
    assert refusal(letter).code == "file-unknown-format"


@pytest.mark.parametrize("name", ["whole.jpg", "whole.png", "whole.tif", "whole.pdf", "whole.webp"])
def test_a_file_cut_off_while_copying_is_refused(tmp_path: Path, name: str) -> None:
    rng = np.random.default_rng(1)
    noisy = Image.fromarray(rng.integers(0, 255, (600, 500, 3), np.uint8))
    noisy.save(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    for share in (0.3, 0.6, 0.95):
        cut = tmp_path / "cut"
        cut.write_bytes(data[: int(len(data) * share)])
        assert refusal(cut).code == "file-damaged", share


def test_too_large_is_refused_before_decoding(tmp_path: Path) -> None:
    sheet((400, 300)).save(tmp_path / "large.png")
    error = refusal(tmp_path / "large.png", DecodeLimits(max_pixels=100_000))
    assert error.code == "file-too-large"
    assert error.params == {"width": "400", "height": "300", "limit": "0.1"}
    header = (tmp_path / "large.png").read_bytes()
    sheet((400, 300)).save(tmp_path / "large.pdf")
    assert refusal(tmp_path / "large.pdf", DecodeLimits(max_pixels=10_000)).code == "file-too-large"
    bomb = bytearray(header)
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    (tmp_path / "bomb.png").write_bytes(bomb)
    assert refusal(tmp_path / "bomb.png").code in {"file-too-large", "file-damaged"}


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    page = sheet((50, 50))
    page.save(tmp_path / "three.tif", save_all=True, append_images=[page, page])
    error = refusal(tmp_path / "three.tif", DecodeLimits(max_pages=2))
    assert (error.code, error.params["count"]) == ("file-too-many-pages", "3")


@pytest.mark.parametrize("kind", ["DCTDecode", "FlateDecode"])
def test_pdf_with_a_picture_that_ends_early_is_refused(tmp_path: Path, kind: str) -> None:
    pixels = np.random.default_rng(2).integers(0, 255, (300, 300, 3), np.uint8)
    packed = BytesIO()
    Image.fromarray(pixels).save(packed, "JPEG")
    data = packed.getvalue() if kind == "DCTDecode" else zlib.compress(pixels.tobytes())
    (tmp_path / "whole.pdf").write_bytes(pdf_of(data, kind))
    assert inspect(tmp_path / "whole.pdf").page_count == 1
    (tmp_path / "cut.pdf").write_bytes(pdf_of(data[: len(data) // 2], kind))
    assert refusal(tmp_path / "cut.pdf").code == "file-damaged"


def pdf_of(data: bytes, kind: str) -> bytes:
    """One page with one picture of 300×300 RGB pixels, all offsets right."""
    drawing = b"q 300 0 0 300 0 0 cm /I Do Q"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
            b"/Resources<</XObject<</I 5 0 R>>>>>>"
        ),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/XObject/Subtype/Image/Width 300/Height 300/ColorSpace/DeviceRGB"
        b"/BitsPerComponent 8/Filter/%s/Length %d>>stream\n%s\nendstream"
        % (kind.encode(), len(data), data),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + table + trailer % (len(parts) + 1, len(out))


@pytest.mark.shared_samples
def test_locked_pdf_asks_for_an_unlocked_copy() -> None:
    samples = Path(__file__).parents[3] / "shared" / "samples" / "robust-pdf"
    if not samples.is_dir():
        pytest.skip("no sample collection beside the checkout")
    assert refusal(samples / "paperless" / "password-is-test.pdf").code == "file-encrypted"


def test_a_disk_that_fails_is_not_taken_for_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.png"
    Image.new("L", (40, 40), 255).save(path)

    def fail(self: Image.Image) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", fail)
    with pytest.raises(OSError, match="Input/output error"):
        inspect(path)
