"""What breaks PDF/A-2b is found and named; what conforms is not called wrong."""

from __future__ import annotations

import re
import tracemalloc
import zlib
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf
from support.export_content import CREATED, PROFILE, case, page_file, values

from digitizer.domain.problems import Severity
from digitizer.messages import Messages
from exports.pdf import broken_rules, write_case_pdf
from exports.pdfa.check import check_pdfa

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples" / "pdfa"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An archive copy of two pages as this program writes it."""
    folder = tmp_path_factory.mktemp("own")
    path = folder / "KS.2017.01.pdf"
    write_case_pdf(path, case(1, page_file(folder), values(), boxes=(None, None)), PROFILE, CREATED)
    return path.read_bytes()


def codes(data: bytes) -> set[str]:
    found = (each for each in check_pdfa(data) if each.severity is Severity.ERROR)
    return {each.code.removeprefix("pdfa-") for each in found}


def changed(data: bytes, change: Callable[[Pdf], None], **saving: object) -> bytes:
    stream = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(stream, **{"fix_metadata_version": False, **saving})  # type: ignore[arg-type]
    return stream.getvalue()


def test_an_own_copy_breaks_no_rule_and_tells_the_same_twice(own: bytes) -> None:
    assert check_pdfa(own) == ()
    assert broken_rules(own) == ()


def _first(pdf: Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj


def _content(pdf: Pdf, operators: bytes) -> None:
    page = _first(pdf)
    page.Contents = Array([page.Contents, pdf.make_stream(operators)])


def _annotation(pdf: Pdf, **entries: object) -> None:
    made = {
        "Type": Name.Annot,
        "Subtype": Name.Link,
        "F": 4,
        "Rect": [0, 0, 9, 9],
    } | entries
    _first(pdf).Annots = [pdf.make_indirect(Dictionary(**made))]


def _metadata(old: str, new: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert old in packet
        pdf.Root.Metadata.write(packet.replace(old, new).encode())

    return change


def _image(pdf: Pdf) -> pikepdf.Object:
    return _first(pdf).Resources.XObject.Im0


def _font(pdf: Pdf) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )


def _shown_text(pdf: Pdf) -> None:
    _first(pdf).Resources.Font.F9 = _font(pdf)
    _content(pdf, b"BT 0 Tr /F9 9 Tf (abc) Tj ET")


def _state(**entries: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        _first(pdf).Resources.ExtGState = Dictionary(G0=Dictionary(**entries))
        _content(pdf, b"/G0 gs 0 0 9 9 re f")

    return change


def _separations(pdf: Pdf) -> None:
    transform = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 0, 0], N=1)
    other = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[0, 1, 0], N=1)
    _first(pdf).Resources.ColorSpace = Dictionary(
        A=[Name.Separation, Name.Red, Name.DeviceRGB, transform],
        B=[Name.Separation, Name.Red, Name.DeviceRGB, other],
    )
    _content(pdf, b"/A cs 1 scn 0 0 9 9 re f /B cs 1 scn 0 0 9 9 re f")


CHANGES: dict[str, tuple[str, Callable[[Pdf], None]]] = {
    "javascript": ("action", lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(
        S=Name.JavaScript, JS="app.alert(1)"))),
    "print": ("action", lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(
        S=Name.Named, N=Name.Print))),
    "page event": ("event", lambda pdf: setattr(_first(pdf), "AA", Dictionary())),
    "movie": ("annotation", lambda pdf: _annotation(pdf, Subtype=Name.Movie)),
    "hidden": ("annotation-flags", lambda pdf: _annotation(pdf, F=2)),
    "note without a look": ("no-appearance", lambda pdf: _annotation(pdf, Subtype=Name.Text)),
    "look when pressed": ("appearance", lambda pdf: _annotation(
        pdf, Subtype=Name.Text, AP=Dictionary(N=pdf.make_stream(b""), D=pdf.make_stream(b"")))),
    "no metadata": ("no-metadata", lambda pdf: pdf.Root.__delitem__("/Metadata")),
    "broken metadata": ("metadata-unreadable", _metadata("</rdf:RDF>", "")),
    "another part": ("identification", _metadata("<pdfaid:part>2", "<pdfaid:part>1")),
    "another prefix": ("prefix", _metadata("pdfaid", "aid")),
    "unknown property": ("property-unknown", _metadata(
        "<pdf:Producer>", '<x:y xmlns:x="urn:x">1</x:y><pdf:Producer>')),
    "no date": ("property-value", _metadata("2025-03-04T08:30:10Z", "4/3/2025")),
    "interpolate": ("interpolate", lambda pdf: setattr(_image(pdf), "Interpolate", True)),
    "other images": ("image-key", lambda pdf: setattr(_image(pdf), "Alternates", Array())),
    "no intent": ("device-colour", lambda pdf: pdf.Root.__delitem__("/OutputIntents")),
    "broken profile": ("icc-profile", lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.write(
        b"nonsense")),
    "cmyk": ("device-colour", lambda pdf: _content(pdf, b"1 0 0 0 k 0 0 9 9 re f")),
    "unknown operator": ("operator", lambda pdf: _content(pdf, b"1 2 nonsense")),
    "unknown intent": ("intent", lambda pdf: _content(pdf, b"/Vivid ri")),
    "too deep": ("too-deep", lambda pdf: _content(pdf, b"q " * 29 + b"Q " * 29)),
    "huge number": ("limit-number", lambda pdf: setattr(pdf.Root, "Big", 2**33)),
    "long name": ("limit-name", lambda pdf: setattr(pdf.Root, "Long", Name("/" + "x" * 128))),
    "tiny page": ("page-size", lambda pdf: setattr(_first(pdf), "MediaBox", Array([0, 0, 2, 9]))),
    "bare font": ("font-not-embedded", _shown_text),
    "blend mode": ("blend-mode", _state(BM=Name.Glow)),
    "transfer": ("transfer-function", _state(TR=Name.Identity)),
    "halftone": ("halftone", _state(HT=Dictionary(HalftoneType=6))),
    "two reds": ("ink-differs", _separations),
    "lzw": ("filter", lambda pdf: setattr(pdf.Root, "Old", pdf.make_stream(
        b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", Filter=Name.LZWDecode))),
    "stream elsewhere": ("external-stream", lambda pdf: setattr(pdf.Root, "Far", pdf.make_stream(
        b"", F="far.bin"))),
    "xfa": ("xfa", lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(Fields=[], XFA="x"))),
    "requirements": ("requirements", lambda pdf: setattr(pdf.Root, "Requirements", Array())),
    "layer that hides": ("layer-event", lambda pdf: setattr(pdf.Root, "OCProperties", Dictionary(
        OCGs=[], D=Dictionary(Name="x", AS=[])))),
    "file without a name": ("file-name", lambda pdf: setattr(pdf.Root, "Spec", Dictionary(
        Type=Name.Filespec, EF=Dictionary()))),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_each_planted_break_is_named(own: bytes, what: str) -> None:
    code, change = CHANGES[what]
    keep = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
    assert code in codes(changed(own, change, **keep))


def test_what_is_not_used_breaks_nothing(own: bytes) -> None:
    def change(pdf: Pdf) -> None:
        resources = _first(pdf).Resources
        resources.Font.F9 = _font(pdf)
        resources.ExtGState = Dictionary(G0=Dictionary(BM=Name.Glow))
        resources.XObject.X9 = pdf.make_stream(b"1 0 0 0 k nonsense", Subtype=Name.Form)

    assert codes(changed(own, change)) == set()


def test_invisible_text_needs_no_embedded_font(own: bytes) -> None:
    def change(pdf: Pdf) -> None:
        _first(pdf).Resources.Font.F9 = _font(pdf)
        _content(pdf, b"BT 3 Tr /F9 9 Tf (abc) Tj ET")

    assert codes(changed(own, change)) == set()


def test_encryption_is_named(own: bytes) -> None:
    locked = changed(own, lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert codes(locked) == {"encrypted"}
    opened = changed(own, lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user=""))
    assert "encrypted" in codes(opened)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (rb"%PDF-1\.7", b"%PDF-1.9", "header"),
        (rb"%PDF-1\.7\n%....", b"%PDF-1.7\n%abcd", "header-comment"),
        (rb"/ID \[[^\]]*\]", b"", "no-id"),
        (rb"%%EOF\n$", b"%%EOF\nmore", "after-end"),
        (rb"\nxref\n0 ", b"\nxref \n0 ", "xref"),
        (rb"1 0 obj\n", b"1 0 obj ", "object-spacing"),
        (rb"\nendstream\n", b"endstream\n ", "stream-end"),
        (rb"/Length \d", b"/Length 7", "stream-length"),
        (rb"startxref\n\d", b"startxref\n3", "xref"),
    ],
)
def test_how_a_file_is_written_counts(own: bytes, old: bytes, new: bytes, code: str) -> None:
    broken, count = re.subn(old, lambda _: new, own, count=1, flags=re.DOTALL)
    assert count == 1
    assert code in codes(broken)


def test_a_document_without_the_claim_is_not_asked_for_it(own: bytes) -> None:
    plain = changed(own, lambda pdf: pdf.Root.__delitem__("/Metadata"))
    assert broken_rules(plain) == ()
    assert broken_rules(changed(own, CHANGES["javascript"][1])) == ("6.5.1",)


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"])
def test_what_is_no_pdf_is_said_to_be_none(data: bytes) -> None:
    assert codes(data) == {"unreadable"}


@given(st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_never_crashes_the_look(own: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(own) - 1))
    piece = data.draw(st.binary(min_size=1, max_size=12))
    check_pdfa(own[:at] + piece + own[at + data.draw(st.integers(0, 12)) :])


def test_a_small_stream_that_unpacks_to_gigabytes_is_left_packed(own: bytes) -> None:
    packer = zlib.compressobj(9)
    zeros = bytes(2**20)
    bomb = b"".join(packer.compress(zeros) for _ in range(200)) + packer.flush()
    twice = zlib.compress(bomb, 9)

    def change(pdf: Pdf) -> None:
        profile = pdf.Root.OutputIntents[0].DestOutputProfile
        profile.write(twice, filter=Array([Name.FlateDecode, Name.FlateDecode]))
        page = _first(pdf)
        page.Contents = pdf.make_stream(bomb, Filter=Name.FlateDecode)

    keep = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
    data = changed(own, change, **keep)
    assert len(data) < 300_000
    tracemalloc.start()
    found = {each.code for each in check_pdfa(data)}
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert {"pdfa-icc-profile", "pdfa-content-unreadable"} <= found
    assert peak < 150 * 2**20


def test_a_packet_that_swells_is_refused(own: bytes) -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><x>&b;</x>"

    def change(pdf: Pdf) -> None:
        pdf.Root.Metadata.write(zlib.compress(bomb.encode()), filter=Name.FlateDecode)

    assert "metadata-unreadable" in codes(changed(own, change))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_finding_has_its_sentence(language: str) -> None:
    said: Counter[str] = Counter()
    for path in (ROOT / "exports" / "pdfa").rglob("*.py"):
        said.update(re.findall(r'\.(?:add|remark)\(\s*"([a-z0-9-]+)"', path.read_text("utf-8")))
    text = (ROOT / "digitizer" / "messages" / language / "pdfa.ftl").read_text("utf-8")
    told = set(re.findall(r"^problem-pdfa-([a-z0-9-]+)", text, re.MULTILINE))
    assert told == set(said)
    assert len(said) > 60


def test_a_finding_is_said_with_its_place(own: bytes) -> None:
    (found,) = check_pdfa(changed(own, CHANGES["cmyk"][1]))
    assert Messages("vi").problem(found) == (
        "Trang 1 dùng DeviceCMYK mà tệp không nói màu ấy là gì."
    )


@pytest.mark.shared_samples
def test_the_public_files_are_told_apart() -> None:
    if not SAMPLES.is_dir():
        pytest.skip("no sample collection beside the checkout")
    wrong, missed = [], []
    for path in sorted((SAMPLES / "2b").glob("*.pdf")):
        found = codes(path.read_bytes())
        if "-pass-" in path.name and found:
            wrong.append((path.name, found))
        if "-fail-" in path.name and not found:
            missed.append(path.name)
    assert wrong == []
    assert missed == []
    for path in (SAMPLES / "3b").glob("*.pdf"):
        assert "identification" in codes(path.read_bytes())
