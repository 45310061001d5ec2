"""What an archive copy says of itself: twice the same, and what its colours mean."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from xml.sax.saxutils import escape

from pikepdf import Dictionary, Name, Object, Pdf
from PIL import ImageCms

from exports.pdfa.streams import packed

PRODUCER = "Digitizer"
_SRGB = "sRGB IEC61966-2.1"
_DATE = slice(24, 36)
_PROFILE_ID = slice(84, 100)
# The day of the sRGB standard stands for that on which a profile happens to be made.
_FIXED_DATE = bytes.fromhex("07cf000a0012000000000000")

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def describe(pdf: Pdf, title: str, created_at: datetime) -> None:
    """Write the title, the program and the time (with its zone) into both places, and the output
    intent."""
    moment = created_at.astimezone(UTC)
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/Producer"] = PRODUCER
    for key in ("/CreationDate", "/ModDate"):
        pdf.docinfo[key] = f"D:{moment:%Y%m%d%H%M%S}Z"
    packet = _XMP.format(
        title=escape(title), moment=f"{moment:%Y-%m-%dT%H:%M:%SZ}", producer=PRODUCER
    )
    metadata = pdf.make_stream(packet.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata
    pdf.Root.Lang = "vi"
    pdf.Root.OutputIntents = [pdf.make_indirect(_output_intent(pdf))]


def _output_intent(pdf: Pdf) -> Object:
    profile = packed(pdf, srgb_profile(), N=3)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=_SRGB,
        RegistryName="http://www.color.org",
        Info=_SRGB,
        DestOutputProfile=profile,
    )


@cache
def srgb_profile() -> bytes:
    """The sRGB profile of the colour library, with a fixed date and without the identifier that
    counts the date in, so that the same pages give the same bytes."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DATE] = _FIXED_DATE
    profile[_PROFILE_ID] = bytes(16)
    return bytes(profile)
