"""sign, signatures: digital signatures on PDFs."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.bootstrap.verifying import check_signatures, trusted_in
from digitizer.cli.secrets import unlock
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.signature_words import say_signature, signature_json
from digitizer.cli.texts import text
from digitizer.domain.errors import InvalidInput
from digitizer.domain.signatures import Mark, Spot, Verdict

_WORDS = ("copy", "office", "notation")


class _SpotType(click.ParamType[Spot]):
    """``PAGE,LEFT,TOP``: a page from 1 and millimetres."""

    name = "page,left,top"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Spot:
        try:
            page, left, top = value.split(",")
            return Spot(int(page), float(left), float(top))
        except ValueError:
            self.fail(text("cli-sign-at-wrong"), param, ctx)


@click.command(help=text("cli-sign-help"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--out", type=click.Path(path_type=Path), default=None, help=text("cli-sign-out"))
@click.option("--field", default=None, help=text("cli-sign-field"))
@click.option("--mark", "form", default=None, help=text("cli-sign-mark"))
@click.option("--copy", default=None, help=text("cli-sign-copy"))
@click.option("--office", default=None, help=text("cli-sign-office"))
@click.option("--notation", default=None, help=text("cli-sign-notation"))
@click.option("--at", "spot", type=_SpotType(), default=None, help=text("cli-sign-at"))
@click.option("--image", type=click.Path(path_type=Path), default=None, help=text("cli-sign-image"))
@click.option("--image-width", type=float, default=0.0, help=text("cli-sign-image-width"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def sign(
    session: Session,
    /,
    file: Path,
    out: Path | None,
    field: str | None,
    form: str | None,
    spot: Spot | None,
    image: Path | None,
    image_width: float,
    as_json: bool,
    **words: str | None,
) -> None:
    given = tuple((key, found) for key in _WORDS if (found := words[key]) is not None)
    if form is None and (given or spot or image):
        raise InvalidInput("mark-form-needed")
    mark = Mark(form, given, spot, image, image_width) if form is not None else None
    with session.workstation() as station:
        unlock(station.signing)
        signed = station.signing.sign(file, out, field, mark)
    if as_json:
        print_json(
            {
                "file": str(signed.file),
                "sha256": signed.sha256,
                "field": signed.field,
                "signer": signed.certificate.name,
                "certificate_sha256": signed.certificate.fingerprint,
            }
        )
    else:
        session.say("cli-sign-done", file=str(signed.file), name=signed.certificate.name)


@click.command(help=text("cli-signatures-help"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--trust",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help=text("cli-option-trust"),
)
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def signatures(session: Session, file: Path, trust: tuple[Path, ...], as_json: bool) -> int:
    found = check_signatures(file, trust or trusted_in(session.workspace))
    if as_json:
        for report in found:
            print_json(signature_json(report, session))
    else:
        for report in found:
            say_signature(report, session)
        if not found:
            session.say("cli-signatures-none")
    are_valid = bool(found) and all(report.verdict is Verdict.VALID for report in found)
    return ExitCode.DONE if are_valid else ExitCode.SOME_FAILED
