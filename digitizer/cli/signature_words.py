"""What a signature says, for people and for programs."""

from __future__ import annotations

import click

from digitizer.cli.session import Session
from digitizer.domain.signatures import SignatureReport, Verdict


def signature_json(report: SignatureReport, session: Session) -> dict[str, object]:
    found = report.certificate
    return {
        "field": report.field,
        "verdict": report.verdict.value,
        "valid": report.verdict is Verdict.VALID,
        "intact": report.is_intact,
        "message": session.messages.text(f"signature-{report.verdict.value}"),
        "signer": found.name if found else None,
        "organisation": found.organisation if found else None,
        "issuer": found.issuer if found else None,
        "serial": found.serial if found else None,
        "certificate_sha256": found.fingerprint if found else None,
        "certificate_from": found.valid_from.isoformat() if found else None,
        "certificate_until": found.valid_until.isoformat() if found else None,
        "signed_at": report.signed_at.isoformat() if report.signed_at else None,
        "time_vouched": report.is_time_vouched,
        "covers_file": report.covers_file,
        "anchors": report.has_anchors,
        "revocation": "not-checked",
        "reason": report.reason,
    }


def say_signature(report: SignatureReport, session: Session) -> None:
    """The verdict, who signed when, and what was not looked at."""
    text = session.messages.text
    mark = "✓" if report.verdict is Verdict.VALID else "?" if report.is_intact else "✗"
    click.echo(f"{mark} {text(f'signature-{report.verdict.value}')}")
    found = report.certificate
    if found is None:
        click.echo(f"    {text('signature-reason', reason=report.reason)}")
        return
    lines = [
        text("signature-signer", name=found.name, organisation=found.organisation or "—"),
        text(
            "signature-certificate",
            issuer=found.issuer,
            serial=found.serial,
            begins=f"{found.valid_from.astimezone():%d/%m/%Y}",
            ends=f"{found.valid_until.astimezone():%d/%m/%Y}",
        ),
    ]
    if report.signed_at is not None:
        vouched = "vouched" if report.is_time_vouched else "claimed"
        moment = report.signed_at.astimezone().isoformat(timespec="seconds")
        lines.append(text(f"signature-time-{vouched}", time=moment))
    if report.field:
        lines.append(text("signature-field", field=report.field))
    if not report.covers_file:
        lines.append(text("signature-added-later"))
    if report.verdict is Verdict.UNKNOWN_SIGNER and not report.has_anchors:
        lines.append(text("signature-no-anchors"))
    lines.append(text("signature-no-revocation"))
    for line in lines:
        click.echo(f"    {line}")
