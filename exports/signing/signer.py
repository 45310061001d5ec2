"""Signing with an unlocked key: PAdES on PDFs, CMS beside other files.

The profile is B-B: signature and certificates. With a time-stamp server it is B-T. Nothing about
revocation is fetched or put in.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import pkcs11
from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotAllowed, UnreadableFile
from digitizer.domain.signatures import Certificate, Mark, SignedPaper, SigningRequest
from exports.landing import new_file
from exports.signing.appearance import MarkStyle, Picture
from exports.signing.certificates import in_force, is_for_signing, told
from exports.signing.keys import close_key
from exports.signing.marks import mark_text
from exports.signing.places import place_of

_HASH = "sha256"
_FIELD = "Digitizer-{number}"
_BLOCK = 2**20
_LARGEST = 512 * 2**20
_LONGEST_NAME = 60
_ODD_PDF = (PdfError, ValueError, TypeError, KeyError)

_Fields = dict[str, tuple[bool, bool]]
"""Of each signature field by name: whether it is signed, and whether it has a place."""


@dataclass(frozen=True, slots=True)
class KeySigner:
    """A key of the signing library; ``face`` finds the TrueType file that marks are written in and
    ``stamps`` the address of a time-stamp server (RFC 3161), which alone is ever asked anything."""

    key: signers.Signer
    face: Callable[[], Path]
    stamps: str = ""

    @property
    def certificate(self) -> Certificate:
        return told(self._own)

    def sign_pdf(self, source: Path, target: Path, request: SigningRequest) -> SignedPaper:
        """See :meth:`digitizer.workflow.signing_port.Signer.sign_pdf`."""
        self._require_usable(request.at)
        if target.exists():
            raise InvalidInput("sheet-exists", file=target)
        try:
            if source.stat().st_size > _LARGEST:
                raise UnreadableFile("pdf-too-large", file=source)
            with source.open("rb") as stream, new_file(target) as work:
                field = self._sign(stream, work, source, request)
                work.seek(0)
                sha256 = _sha256(work)
        except FileExistsError as error:
            raise InvalidInput("sheet-exists", file=target) from error
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise EnvironmentFault("signing-no-io", file=source, reason=reason) from error
        return SignedPaper(target, sha256, field, self.certificate)

    def sign_bytes(self, data: bytes | IO[bytes], at: datetime) -> bytes:
        """See :meth:`digitizer.workflow.signing_port.Signer.sign_bytes`."""
        self._require_usable(at)
        with _answering():
            signature = asyncio.run(
                self.key.async_sign_general_data(
                    data,
                    _HASH,
                    detached=True,
                    timestamper=self._stamper(),
                    signed_attr_settings=PdfCMSSignedAttributes(signing_time=at),
                )
            )
        return bytes(signature.dump())

    def close(self) -> None:
        """See :meth:`digitizer.workflow.signing_port.Signer.close`."""
        close_key(self.key)

    @property
    def _own(self) -> x509.Certificate:
        certificate = self.key.signing_cert
        if certificate is None:
            raise EnvironmentFault("signing-key-incomplete", file="")
        return certificate

    def _require_usable(self, at: datetime) -> None:
        found = self.certificate
        if not in_force(self._own, at):
            raise NotAllowed(
                "signing-certificate-expired",
                name=found.name,
                begins=f"{found.valid_from:%d/%m/%Y}",
                ends=f"{found.valid_until:%d/%m/%Y}",
            )
        if not is_for_signing(self._own):
            raise NotAllowed("signing-certificate-use", name=found.name)

    def _stamper(self) -> HTTPTimeStamper | None:
        return HTTPTimeStamper(self.stamps, timeout=30) if self.stamps else None

    def _sign(
        self, stream: IO[bytes], work: IO[bytes], source: Path, request: SigningRequest
    ) -> str:
        writer, there = _opened(stream, source)
        try:
            field, spec, style = self._look(writer, there, request)
        except _ODD_PDF as error:
            raise UnreadableFile("pdf-damaged", file=source) from error
        meta = signers.PdfSignatureMetadata(
            field_name=field,
            md_algorithm=_HASH,
            subfilter=SigSeedSubFilter.PADES,
            name=self.certificate.name,
        )
        signer = signers.PdfSigner(
            meta, self.key, timestamper=self._stamper(), stamp_style=style, new_field_spec=spec
        )
        with _answering():
            try:
                asyncio.run(_signed(signer, writer, work, request.at))
            except SigningError as error:
                raise InvalidInput("signing-refused", file=source, field=field) from error
            except _ODD_PDF as error:
                raise UnreadableFile("pdf-damaged", file=source) from error
        return field

    def _look(
        self, writer: IncrementalPdfFileWriter, there: _Fields, request: SigningRequest
    ) -> tuple[str, SigFieldSpec | None, MarkStyle | None]:
        """The name of the field, the field to make where there is none, and what shows."""
        field = request.field or _free_name(there)
        picture = self._picture(request.mark, request.at) if request.mark else None
        if field not in there:
            if not field or len(field) > _LONGEST_NAME or "." in field:
                raise InvalidInput("signing-field", field=field)
            if picture is None or request.mark is None:
                return field, SigFieldSpec(field), None
            sheet, rect = place_of(request.mark, picture, writer)
            style = MarkStyle(picture=picture, turn=sheet.turn)
            return field, SigFieldSpec(field, sheet.index, rect), style
        is_signed, is_visible = there[field]
        if is_signed:
            raise InvalidInput("signing-field-used", field=field)
        if picture is None:
            return field, None, None
        if not is_visible:
            raise InvalidInput("signing-field-hidden", field=field)
        return field, None, MarkStyle(picture=picture)

    def _picture(self, mark: Mark, at: datetime) -> Picture:
        return Picture.of(mark, mark_text(mark, self.certificate.name, at), self.face)


class _Addition(IncrementalPdfFileWriter):
    """Adds to a paper and leaves what it says about itself as it is: the library would put its name
    beside the program's in one of two places that must say the same in an archive copy."""

    def _update_meta(self) -> None:
        return


async def _signed(
    signer: signers.PdfSigner, writer: IncrementalPdfFileWriter, work: IO[bytes], at: datetime
) -> None:
    """What the library's own ``async_sign_pdf`` does, with the caller's clock: the mark says the
    same second as the signature."""
    session = signer.init_signing_session(writer)
    session.system_time = at
    size = await session.estimate_signature_container_size(None, tight=False)
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=size)
    digest, _ = document.digest_tbs_document(output=work)
    attributes = PdfCMSSignedAttributes(signing_time=at)
    await document.perform_signature(digest.document_digest, attributes)


def _opened(stream: IO[bytes], source: Path) -> tuple[IncrementalPdfFileWriter, _Fields]:
    """Raises UnreadableFile for what cannot be added to."""
    # Of the library any exception may come for a damaged file, down to those of zlib.
    try:
        writer = _Addition(stream, strict=False)
        is_hybrid = writer.prev.xrefs.hybrid_xrefs_present
        fields = {}
        if not writer.prev.encrypted:
            for name, value, reference in enumerate_sig_fields(writer):
                fields[name] = (value is not None, _is_visible(reference.get_object()))
    except Exception as error:
        raise UnreadableFile("pdf-damaged", file=source) from error
    if writer.prev.encrypted or is_hybrid:
        raise UnreadableFile("pdf-hybrid" if is_hybrid else "pdf-encrypted", file=source)
    return writer, fields


def _sha256(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _free_name(there: Collection[str]) -> str:
    number = 1
    while (name := _FIELD.format(number=number)) in there:
        number += 1
    return name


def _is_visible(field: generic.DictionaryObject) -> bool:
    sides = [float(side) for side in field.get("/Rect", ())]
    return len(sides) == 4 and sides[0] != sides[2] and sides[1] != sides[3]


@contextlib.contextmanager
def _answering() -> Iterator[None]:
    """What key and server say when they do not answer, as a circumstance."""
    try:
        yield
    except TimestampRequestError as error:
        raise EnvironmentFault("time-stamp-server") from error
    except (pkcs11.PKCS11Error, InvalidSignature) as error:
        raise EnvironmentFault("signing-key-silent", reason=type(error).__name__) from error
