"""Checking signatures of any origin: of PDFs, and detached ones beside a file.

Nothing is fetched: whether a certificate was revoked stays unknown, and a certificate is judged for
the time of signing, which is the signer's own word where no time-stamp that leads to an anchor
vouches for it. See :mod:`digitizer.domain.signatures` for what a verdict claims.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TypeVar

from asn1crypto import cms, x509
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import (
    SignedDataCerts,
    extract_certificate_info,
    extract_signer_info,
)
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    async_validate_detached_cms,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import DisallowedAlgorithmError
from pyhanko.sign.validation.generic_cms import extract_self_reported_ts, extract_tst_data_iter
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import (
    DocumentTimestampStatus,
    SignatureStatus,
    StandardCMSSignatureStatus,
)
from pyhanko_certvalidator import ValidationContext

from digitizer.domain.errors import EnvironmentFault, UnreadableFile
from digitizer.domain.signatures import SignatureReport, Verdict
from exports.signing.certificates import NO_TRUST, Trust, in_force, is_for_signing, told

_T = TypeVar("_T")
_LARGEST = 512 * 2**20
_LARGEST_SIGNATURE = 4 * 2**20
_USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
_WEAK = frozenset({"md2", "md4", "md5", "sha1"})


def check_pdf(file: Path, trust: Trust = NO_TRUST) -> tuple[SignatureReport, ...]:
    """One report a signature, in the order in which they were made; none for a PDF without any.
    A PDF that is encrypted but opens without a password is read.

    Raises UnreadableFile ``pdf-damaged``, ``pdf-encrypted``, ``pdf-hybrid`` (a kind of file that
    programs show differently) or ``pdf-too-large``, EnvironmentFault ``signing-no-io``."""
    try:
        with file.open("rb") as stream:
            if file.stat().st_size > _LARGEST:
                raise UnreadableFile("pdf-too-large", file=file)
            return _check_stream(stream, file, trust)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("signing-no-io", file=file, reason=reason) from error


def check_detached(
    signature: bytes, data: bytes | IO[bytes], trust: Trust = NO_TRUST
) -> SignatureReport:
    """A CMS signature (DER) over ``data``, a stream from where it stands; what is not one has the
    verdict ``unreadable``."""
    if len(signature) > _LARGEST_SIGNATURE:
        return _unreadable("", ValueError())
    try:
        signed = _signed_data(signature)
        found = _Found.of("", signed)
        status = _run(
            async_validate_detached_cms(
                data, signed, found.context(trust), key_usage_settings=_USAGE
            )
        )
        return _report(found, status, trust)
    except DisallowedAlgorithmError:
        return _weak("", signature)
    except Exception as error:
        return _unreadable("", error)


def _check_stream(stream: IO[bytes], file: Path, trust: Trust) -> tuple[SignatureReport, ...]:
    # Of the libraries any exception may come for a hostile file, down to those of zlib; what goes
    # wrong in here is a property of the file, which is told.
    try:
        reader = PdfFileReader(stream, strict=False)
        refusal = _refusal(reader)
        signatures = () if refusal else tuple(reader.embedded_signatures)
    except Exception as error:
        raise UnreadableFile("pdf-damaged", file=file) from error
    if refusal:
        raise UnreadableFile(refusal, file=file)
    return tuple(_check_embedded(one, trust) for one in signatures)


def _refusal(reader: PdfFileReader) -> str:
    """The code of why a readable PDF is not looked at, empty for most."""
    if reader.encrypted and reader.decrypt("").status is AuthStatus.FAILED:
        return "pdf-encrypted"
    return "pdf-hybrid" if reader.xrefs.hybrid_xrefs_present else ""


def _check_embedded(one: EmbeddedPdfSignature, trust: Trust) -> SignatureReport:
    name = str(one.field_name)[:120]
    try:
        found = _Found.of(name, one.signed_data, one.self_reported_timestamp)
        if one.sig_object_type == "/DocTimeStamp":
            stamp = _run(async_validate_pdf_timestamp(one, found.context(trust)))
            return _stamp_report(found, stamp, one, trust)
        status = _run(
            async_validate_pdf_signature(one, found.context(trust), key_usage_settings=_USAGE)
        )
        covers = one.coverage == SignatureCoverageLevel.ENTIRE_FILE
        is_unchanged = bool(status.docmdp_ok) and status.seed_value_ok
        return _report(found, status, trust, covers=covers, is_unchanged=is_unchanged)
    except DisallowedAlgorithmError:
        return _weak(name, bytes(one.pkcs7_content))
    except Exception as error:
        return _unreadable(name, error)


@dataclass(frozen=True, slots=True)
class _Found:
    """A signature taken apart: its certificates and the time that it tells."""

    field: str
    certificates: SignedDataCerts
    claimed: datetime | None
    stamped: datetime | None

    @classmethod
    def of(cls, field: str, signed: cms.SignedData, claimed: datetime | None = None) -> _Found:
        info = extract_signer_info(signed)
        stamps = [
            stamp["encap_content_info"]["content"].parsed["gen_time"].native
            for stamp in extract_tst_data_iter(info, signed=False)
        ]
        told_time = extract_self_reported_ts(info) or claimed
        return cls(
            field, extract_certificate_info(signed), _aware(told_time), min(stamps, default=None)
        )

    @property
    def own(self) -> x509.Certificate:
        return self.certificates.signer_cert

    @property
    def moment(self) -> datetime:
        """The time for which the certificate is judged; a time to come counts as now."""
        now = datetime.now(UTC)
        return min(self.stamped or self.claimed or now, now)

    def context(self, trust: Trust) -> ValidationContext:
        return ValidationContext(
            trust_roots=list(trust.anchors),
            other_certs=self.certificates.other_certs,
            moment=self.moment,
            allow_fetching=False,
            revocation_mode="soft-fail",
        )


def _report(
    found: _Found,
    status: StandardCMSSignatureStatus,
    trust: Trust,
    *,
    covers: bool = True,
    is_unchanged: bool = True,
) -> SignatureReport:
    stamp = status.timestamp_validity
    is_vouched = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
    verdict = _verdict(found, status)
    if verdict is not Verdict.BROKEN:
        if not is_unchanged:
            verdict = Verdict.CHANGED_AFTER
        elif stamp is not None and not (stamp.valid and stamp.intact):
            verdict = Verdict.TIME_STAMP_WRONG
    return SignatureReport(
        found.field,
        verdict,
        told(found.own),
        stamp.timestamp if stamp is not None and is_vouched else found.claimed,
        is_vouched,
        covers,
        bool(trust.anchors),
    )


def _stamp_report(
    found: _Found, status: DocumentTimestampStatus, one: EmbeddedPdfSignature, trust: Trust
) -> SignatureReport:
    """A time-stamp over the whole document, which is a signature of its server."""
    verdict = Verdict.BROKEN
    if status.valid and status.intact:
        verdict = Verdict.VALID if status.trusted else Verdict.UNKNOWN_SIGNER
        covers_revision = one.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        if not covers_revision or not status.docmdp_ok:
            verdict = Verdict.CHANGED_AFTER
    return SignatureReport(
        found.field,
        verdict,
        told(found.own),
        status.timestamp,
        verdict is Verdict.VALID,
        one.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        bool(trust.anchors),
    )


def _verdict(found: _Found, status: SignatureStatus) -> Verdict:
    if not (status.valid and status.intact):
        return Verdict.BROKEN
    if status.md_algorithm.lower().replace("-", "") in _WEAK:
        return Verdict.WEAK
    if not is_for_signing(found.own):
        return Verdict.WRONG_USE
    if not in_force(found.own, found.moment):
        return Verdict.EXPIRED
    return Verdict.VALID if status.trusted else Verdict.UNKNOWN_SIGNER


def _signed_data(signature: bytes) -> cms.SignedData:
    content = cms.ContentInfo.load(signature, strict=True)
    if content["content_type"].native != "signed_data":
        raise PdfReadError("no signed data")
    return content["content"]


def _weak(field: str, signature: bytes) -> SignatureReport:
    """A signature by a method that the library no longer takes."""
    try:
        content = cms.ContentInfo.load(signature)
        certificate = told(extract_certificate_info(content["content"]).signer_cert)
    except Exception as error:
        return _unreadable(field, error)
    return SignatureReport(field, Verdict.WEAK, certificate)


def _unreadable(field: str, error: BaseException) -> SignatureReport:
    """The kind of fault, never its text: that may quote what the file holds."""
    return SignatureReport(field, Verdict.UNREADABLE, reason=type(error).__name__)


def _aware(moment: datetime | None) -> datetime | None:
    """A time that tells no zone is taken as UTC."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _run(job: Awaitable[_T]) -> _T:
    async def _wait() -> _T:
        return await job

    return asyncio.run(_wait())
