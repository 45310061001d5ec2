"""Signatures on PDFs: made, shown where Decree 30/2020 wants them, and checked without belief."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from asn1crypto import cms, tsp
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import ExtendedKeyUsageOID
from PIL import Image, ImageChops
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from support.certificates import NOW, OFFICE, PASSWORD, Issued, issued, root, time_stamping
from support.export_content import CREATED, PROFILE, case, page_file, values
from support.signing import checked, paper, signer

from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotAllowed, UnreadableFile
from digitizer.domain.signatures import Mark, SigningRequest, Spot, Verdict
from exports.pdf import write_case_pdf
from exports.pdfa.check import check_pdfa
from exports.signing.certificates import load_certificates, load_trust
from exports.signing.checking import check_detached
from exports.signing.keys import open_key_file
from exports.signing.marks import mark_rules

COPY = Mark("copy", (("copy", "SAO Y"), ("office", "Ủy ban nhân dân xã Hướng Hiệp")))
PLAIN = SigningRequest(NOW)


@pytest.fixture(scope="module")
def authority() -> Issued:
    return root()


@pytest.fixture(scope="module")
def person(authority: Issued) -> Issued:
    return issued(authority)


def signed(folder: Path, who: Issued, request: SigningRequest = PLAIN) -> Path:
    target = folder / "signed.pdf"
    signer(folder, who).sign_pdf(paper(folder), target, request)
    return target


def test_a_signature_is_valid_only_for_whoever_trusts_its_root(
    tmp_path: Path, authority: Issued, person: Issued
) -> None:
    target = signed(tmp_path, person)

    (unknown,) = checked(target)
    (foreign,) = checked(target, root("Gốc khác"))
    (valid,) = checked(target, authority)

    assert (unknown.verdict, unknown.has_anchors) == (Verdict.UNKNOWN_SIGNER, False)
    assert (foreign.verdict, foreign.has_anchors) == (Verdict.UNKNOWN_SIGNER, True)
    assert valid.verdict is Verdict.VALID
    assert valid.certificate is not None
    assert (valid.certificate.name, valid.certificate.organisation) == ("Trần Văn Mẫu", OFFICE)
    assert valid.signed_at == NOW
    assert not valid.is_time_vouched


def test_the_signed_bytes_stay_and_the_original_too(tmp_path: Path, person: Issued) -> None:
    source = paper(tmp_path)
    before = source.read_bytes()

    signer(tmp_path, person).sign_pdf(source, tmp_path / "signed.pdf", PLAIN)

    assert source.read_bytes() == before
    assert (tmp_path / "signed.pdf").read_bytes().startswith(before)


def test_a_second_signature_leaves_the_first_valid(
    tmp_path: Path, authority: Issued, person: Issued
) -> None:
    once = signed(tmp_path, person, SigningRequest(NOW, None, COPY))
    other = signer(tmp_path, issued(authority, "Lê Thị Mẫu"))

    other.sign_pdf(once, tmp_path / "twice.pdf", SigningRequest(NOW, None, COPY))

    assert (tmp_path / "twice.pdf").read_bytes().startswith(once.read_bytes())
    first, second = checked(tmp_path / "twice.pdf", authority)
    assert (first.verdict, second.verdict) == (Verdict.VALID, Verdict.VALID)
    assert (first.covers_file, second.covers_file) == (False, True)


@pytest.mark.parametrize("place", [200, 700, -200])
def test_a_changed_byte_is_found(
    tmp_path: Path, authority: Issued, person: Issued, place: int
) -> None:
    target = signed(tmp_path, person)
    data = bytearray(target.read_bytes())
    data[place] ^= 1
    target.write_bytes(data)

    try:
        verdicts = {report.verdict for report in checked(target, authority)}
    except UnreadableFile:
        return
    assert verdicts.isdisjoint({Verdict.VALID, Verdict.UNKNOWN_SIGNER})


def test_every_planted_flip_of_a_signed_paper_is_found(
    tmp_path: Path, authority: Issued, person: Issued
) -> None:
    target = signed(tmp_path, person)
    data = target.read_bytes()
    hole = data.rindex(b"/Contents <")
    for place in range(5, len(data), max(1, len(data) // 60)):
        if hole <= place <= data.index(b">", hole):
            continue
        target.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        try:
            reports = checked(target, authority)
        except UnreadableFile:
            continue
        assert [report.verdict for report in reports if report.is_intact] == [], place


def test_what_is_drawn_over_after_signing_is_found(
    tmp_path: Path, authority: Issued, person: Issued
) -> None:
    target = signed(tmp_path, person)
    with target.open("r+b") as stream:
        writer = IncrementalPdfFileWriter(stream)
        RawContent(b"q 0 0 500 500 re f Q").add_to_page(writer, 0)
        writer.write_in_place()

    (report,) = checked(target, authority)
    assert report.verdict is Verdict.CHANGED_AFTER


def test_a_paper_whose_signature_was_cut_off_has_none(
    tmp_path: Path, authority: Issued, person: Issued
) -> None:
    target = signed(tmp_path, person)
    before = (tmp_path / "paper.pdf").stat().st_size
    target.write_bytes(target.read_bytes()[:before])

    assert checked(target, authority) == ()


def test_a_certificate_is_judged_for_the_time_of_signing(tmp_path: Path, authority: Issued) -> None:
    over = issued(authority, years=(-3, -1))
    then = NOW - timedelta(days=2 * 365)
    key = signer(tmp_path, over)

    key.sign_pdf(paper(tmp_path), tmp_path / "then.pdf", SigningRequest(then))
    with pytest.raises(NotAllowed, match="signing-certificate-expired"):
        key.sign_pdf(tmp_path / "paper.pdf", tmp_path / "now.pdf", PLAIN)

    (report,) = checked(tmp_path / "then.pdf", authority)
    assert report.verdict is Verdict.VALID
    assert not (tmp_path / "now.pdf").exists()


@pytest.mark.parametrize(
    "wrong",
    [{"signs": False}, {"purpose": ExtendedKeyUsageOID.SERVER_AUTH}],
)
def test_a_certificate_for_something_else_does_not_sign(
    tmp_path: Path, authority: Issued, wrong: dict[str, object]
) -> None:
    key = signer(tmp_path, issued(authority, **wrong))  # type: ignore[arg-type]

    with pytest.raises(NotAllowed, match="signing-certificate-use"):
        key.sign_pdf(paper(tmp_path), tmp_path / "signed.pdf", PLAIN)


def test_no_file_is_replaced(tmp_path: Path, person: Issued) -> None:
    source = paper(tmp_path)

    with pytest.raises(InvalidInput, match="sheet-exists"):
        signer(tmp_path, person).sign_pdf(source, source, PLAIN)


# The mark


def test_a_copy_bears_its_form_office_and_time_in_the_upper_right_corner(
    tmp_path: Path, person: Issued
) -> None:
    target = signed(tmp_path, person, SigningRequest(NOW, None, COPY))

    with pdfplumber.open(target) as document:
        first, second = document.pages
        corner = first.crop((first.width / 2, 0, first.width, 90)).annots
        assert len(corner) == 1
        assert second.annots == []
    chars = _mark_chars(target)
    text = "".join(char["text"] for char in chars)
    assert text.startswith("SAO YỦy ban nhân dân xã Hướng HiệpThời gian ký: ")
    assert text.endswith("+07:00")
    assert f"{(NOW + timedelta(hours=7)):%Y-%m-%dT%H:%M:%S}" in text
    assert {round(char["size"]) for char in chars} == {round(mark_rules().text.size)}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_mark_stands_upright_on_a_turned_page(tmp_path: Path, person: Issued, turn: int) -> None:
    target = tmp_path / "signed.pdf"
    key = signer(tmp_path, person)

    key.sign_pdf(paper(tmp_path, turn), target, SigningRequest(NOW, None, COPY))

    box = _ink_box(_rendered(target), _rendered(tmp_path / "paper.pdf"))
    across, down = _rendered(target).size
    assert box[0] > across / 2
    assert box[3] < down / 6
    assert box[2] - box[0] > 2 * (box[3] - box[1])


def test_marks_do_not_cover_each_other(tmp_path: Path, person: Issued) -> None:
    once = signed(tmp_path, person, SigningRequest(NOW, None, COPY))
    signer(tmp_path, person).sign_pdf(once, tmp_path / "two.pdf", SigningRequest(NOW, None, COPY))

    with pdfplumber.open(tmp_path / "two.pdf") as document:
        one, other = sorted(document.pages[0].annots, key=lambda found: float(found["top"]))
    assert one["bottom"] <= other["top"]


def test_a_seal_is_as_wide_as_told_and_hides_nothing_under_its_clear_parts(
    tmp_path: Path, person: Issued
) -> None:
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    image.paste((200, 0, 0, 255), (0, 0, 300, 60))
    image.save(tmp_path / "seal.png")
    mark = Mark("office", (), Spot(1, 30, 60), tmp_path / "seal.png", 36.0)

    target = signed(tmp_path, person, SigningRequest(NOW, None, mark))

    with pdfplumber.open(target) as document:
        (annotation,) = document.pages[0].annots
    assert float(annotation["width"]) / 72 * 25.4 == pytest.approx(36, abs=0.5)
    assert float(annotation["x0"]) / 72 * 25.4 == pytest.approx(30, abs=0.5)
    assert float(annotation["top"]) / 72 * 25.4 == pytest.approx(60, abs=0.5)
    shown, before = _rendered(target), _rendered(tmp_path / "paper.pdf")
    scale = shown.width / 210
    red = shown.getpixel((round(48 * scale), round(62 * scale)))
    assert isinstance(red, tuple)
    assert red[0] > 150 > red[1]
    left, top, right, bottom = (round(side * scale) for side in (30, 70, 66, 96))
    under, clear = (image.crop((left, top, right, bottom)) for image in (before, shown))
    assert clear.tobytes() == under.tobytes()
    assert under.getextrema() != ((255, 255),) * 3


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (Mark("none"), "mark-form"),
        (Mark("copy"), "mark-word"),
        (Mark("copy", (*COPY.words, ("notation", "1/QĐ"))), "mark-word"),
        (Mark("office"), "mark-spot"),
        (Mark("office", (), Spot(1, 1, 1)), "mark-image"),
        (Mark("office", (), Spot(9, 1, 1), Path("seal.png"), 10), "mark-page"),
        (Mark("office", (), Spot(1, 205, 1), Path("seal.png"), 10), "mark-spot-outside"),
        (Mark("office", (), Spot(1, 1, 1), Path("paper.pdf"), 10), "mark-image-wrong"),
        (Mark("attachment", (("notation", "số 字"),)), "mark-letter"),
    ],
)
def test_a_mark_that_cannot_be_is_refused(
    tmp_path: Path, person: Issued, mark: Mark, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Image.new("RGBA", (30, 30)).save("seal.png")

    with pytest.raises(InvalidInput) as found:
        signed(tmp_path, person, SigningRequest(NOW, None, mark))
    assert found.value.code == code
    assert not (tmp_path / "signed.pdf").exists()


def test_an_archive_copy_stays_one(tmp_path: Path, authority: Issued, person: Issued) -> None:
    page = page_file(tmp_path, (1654, 2339), "big.jpg")
    write_case_pdf(tmp_path / "case.pdf", case(1, page, values()), PROFILE, CREATED)
    Image.new("RGBA", (90, 90), (200, 0, 0, 90)).save(tmp_path / "seal.png")
    seal = Mark("office", (), Spot(1, 30, 60), tmp_path / "seal.png", 30)
    key = signer(tmp_path, person)

    key.sign_pdf(tmp_path / "case.pdf", tmp_path / "one.pdf", SigningRequest(NOW, None, COPY))
    key.sign_pdf(tmp_path / "one.pdf", tmp_path / "two.pdf", SigningRequest(NOW, None, seal))
    key.sign_pdf(tmp_path / "two.pdf", tmp_path / "all.pdf", PLAIN)

    assert check_pdfa((tmp_path / "case.pdf").read_bytes()) == ()
    assert check_pdfa((tmp_path / "all.pdf").read_bytes()) == ()
    assert [report.verdict for report in checked(tmp_path / "all.pdf", authority)] == [
        Verdict.VALID
    ] * 3


# Fields, keys, files


def test_an_empty_field_is_filled_and_no_field_is_signed_twice(
    tmp_path: Path, person: Issued
) -> None:
    target = signed(tmp_path, person, SigningRequest(NOW, "Truong-phong"))
    key = signer(tmp_path, person)

    with pytest.raises(InvalidInput, match="signing-field-used"):
        key.sign_pdf(target, tmp_path / "again.pdf", SigningRequest(NOW, "Truong-phong"))
    with pytest.raises(InvalidInput, match="signing-field"):
        key.sign_pdf(target, tmp_path / "again.pdf", SigningRequest(NOW, "a.b"))
    assert not (tmp_path / "again.pdf").exists()


def test_a_key_file_is_private_and_its_password_right(tmp_path: Path, person: Issued) -> None:
    file = person.key_file(tmp_path)

    with pytest.raises(InvalidInput, match="signing-password"):
        open_key_file(file, "sai", ())
    file.chmod(0o640)
    with pytest.raises(InvalidInput, match="signing-key-open"):
        open_key_file(file, PASSWORD, ())
    with pytest.raises(EnvironmentFault, match="signing-key-no-io"):
        open_key_file(tmp_path / "none.p12", PASSWORD, ())


def test_a_file_of_certificates_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_text("xin chào")
    mark = "-----{} CERTIFICATE-----\n"
    (tmp_path / "b.pem").write_text(mark.format("BEGIN") + "AAAA\n" + mark.format("END"))

    for name in ("a.pem", "b.pem"):
        with pytest.raises(InvalidInput, match="certificate-file-wrong"):
            load_certificates(tmp_path / name)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\0" * 9000, b"%PDF-1.7\nstartxref\n9\n%%EOF"])
def test_what_is_no_pdf_is_neither_signed_nor_believed(
    tmp_path: Path, person: Issued, data: bytes
) -> None:
    source = tmp_path / "odd.pdf"
    source.write_bytes(data)

    with pytest.raises(UnreadableFile, match="pdf-damaged"):
        signer(tmp_path, person).sign_pdf(source, tmp_path / "signed.pdf", PLAIN)
    with pytest.raises(UnreadableFile, match="pdf-damaged"):
        checked(source)


# Time-stamps, by a real server on this machine


@pytest.fixture
def stamps(authority: Issued) -> Iterator[str]:
    server = time_stamping(authority)
    der = serialization.Encoding.DER
    certificates = SimpleCertificateStore()
    certificates.register(asn1_x509.Certificate.load(authority.certificate.public_bytes(der)))
    dummy = DummyTimeStamper(
        asn1_x509.Certificate.load(server.certificate.public_bytes(der)),
        asn1_keys.PrivateKeyInfo.load(
            server.key.private_bytes(
                der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
        certs_to_embed=certificates,
    )

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path != "/tsa":
                self.send_error(500)
                return
            answer = dummy.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_a_trusted_time_stamp_vouches_for_the_time(
    tmp_path: Path, authority: Issued, person: Issued, stamps: str
) -> None:
    signer(tmp_path, person, f"{stamps}/tsa").sign_pdf(
        paper(tmp_path), tmp_path / "signed.pdf", PLAIN
    )

    (report,) = checked(tmp_path / "signed.pdf", authority)
    (unknown,) = checked(tmp_path / "signed.pdf")
    assert (report.verdict, report.is_time_vouched) == (Verdict.VALID, True)
    assert report.signed_at is not None
    assert report.signed_at > NOW
    assert not unknown.is_time_vouched


def test_a_time_stamp_of_something_else_is_found(
    tmp_path: Path, authority: Issued, person: Issued, stamps: str
) -> None:
    key = signer(tmp_path, person, f"{stamps}/tsa")
    trust = load_trust([authority.certificate_file(tmp_path)])
    mine, other = (cms.ContentInfo.load(key.sign_bytes(data, NOW)) for data in (b"mine", b"other"))
    for data, said in ((b"mine", mine), (b"other", other)):
        assert check_detached(said.dump(), data, trust).verdict is Verdict.VALID

    (info,) = mine["content"]["signer_infos"]
    info["unsigned_attrs"] = other["content"]["signer_infos"][0]["unsigned_attrs"]

    assert check_detached(mine.dump(True), b"mine", trust).verdict is Verdict.TIME_STAMP_WRONG


def test_a_server_that_fails_leaves_nothing(tmp_path: Path, person: Issued, stamps: str) -> None:
    key = signer(tmp_path, person, f"{stamps}/nothing")

    with pytest.raises(EnvironmentFault, match="time-stamp-server"):
        key.sign_pdf(paper(tmp_path), tmp_path / "signed.pdf", PLAIN)
    assert not (tmp_path / "signed.pdf").exists()


def _mark_chars(file: Path) -> list[dict[str, Any]]:
    """The letters of the marks on the first page, which stand beside the page's own."""
    with pikepdf.open(file) as document:
        own = len(_chars(document))
        document.flatten_annotations()
        return _chars(document)[own:]


def _chars(document: pikepdf.Pdf) -> list[dict[str, Any]]:
    written = BytesIO()
    document.save(written)
    with pdfplumber.open(written) as found:
        return found.pages[0].chars


def _rendered(file: Path) -> Image.Image:
    with pypdfium2.PdfDocument(file) as document:
        document.init_forms()
        return document[0].render(scale=1.5, may_draw_forms=True).to_pil().convert("RGB")


def _ink_box(image: Image.Image, before: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.difference(image, before).getbbox()
    assert box is not None
    return box
