"""The signature beside a package's manifest: who vouches for it, and what that is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digitizer.domain.problems import Problem
from digitizer.domain.signatures import SignatureReport, Verdict
from exports.manifest import MANIFEST, MANIFEST_SIGNATURE, Manifest
from exports.source import EntryUnreadable, Source

if TYPE_CHECKING:
    from exports.signing.certificates import Trust


def check_manifest_signature(
    source: Source, manifest: Manifest, trust: Trust | None, *, must_be_signed: bool
) -> tuple[SignatureReport | None, list[Problem]]:
    """The report of the signature, None where there is none, and what is wrong with it.

    A signature that is intact but of an unknown signer is no fault of the package as long as the
    caller named nobody to trust and did not ask for a signature; it is never valid all the same.
    """
    if MANIFEST_SIGNATURE not in source.sizes:
        is_missed = must_be_signed or manifest.signer_certificate is not None
        return None, [Problem.error("manifest-signature-missing")] if is_missed else []
    # A second of imports that only signed packages wait for.
    from exports.signing.certificates import NO_TRUST
    from exports.signing.checking import check_detached

    try:
        signature = source.read(MANIFEST_SIGNATURE)
        with source.stream(MANIFEST) as stream:
            report = check_detached(signature, stream, trust or NO_TRUST)
    except EntryUnreadable:
        return None, [Problem.error("package-file-unreadable", name=MANIFEST_SIGNATURE)]
    return report, list(_problems(report, manifest, must_be_signed=must_be_signed))


def _problems(
    report: SignatureReport, manifest: Manifest, *, must_be_signed: bool
) -> list[Problem]:
    found = report.certificate
    name = found.name if found else ""
    if report.verdict is Verdict.UNKNOWN_SIGNER:
        matters = report.has_anchors or must_be_signed
        problems = [_problem(report.verdict, name)] if matters else []
    elif report.verdict is Verdict.VALID:
        problems = []
    else:
        problems = [_problem(report.verdict, name)]
    if found is not None and found.fingerprint != manifest.signer_certificate:
        problems.append(Problem.error("manifest-signer-other", name=name))
    return problems


def _problem(verdict: Verdict, name: str) -> Problem:
    return Problem.error(f"manifest-signature-{verdict.value}", name=name)
