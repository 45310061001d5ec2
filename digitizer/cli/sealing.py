"""seal, unseal, seal-key: a package encrypted for its receiver."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.bootstrap.verifying import new_sealing_key, seal_package, unseal_package
from digitizer.cli.session import Session
from digitizer.cli.texts import text


@click.command(help=text("cli-seal-help"))
@click.argument("package", type=click.Path(path_type=Path))
@click.option("--to", "receiver", required=True, help=text("cli-seal-to"))
@click.option("--out", type=click.Path(path_type=Path), default=None, help=text("cli-seal-out"))
@click.pass_obj
def seal(session: Session, package: Path, receiver: str, out: Path | None) -> None:
    sealed = seal_package(package, receiver, session.workspace, out)
    session.say("cli-seal-done", file=str(sealed))


@click.command(help=text("cli-unseal-help"))
@click.argument("sealed", type=click.Path(path_type=Path))
@click.option(
    "--key", "key_file", type=click.Path(path_type=Path), required=True, help=text("cli-unseal-key")
)
@click.option("--out", type=click.Path(path_type=Path), default=None, help=text("cli-unseal-out"))
@click.pass_obj
def unseal(session: Session, sealed: Path, key_file: Path, out: Path | None) -> None:
    opened = unseal_package(sealed, key_file, out)
    session.say("cli-unseal-done", file=str(opened))


@click.command(name="seal-key", help=text("cli-seal-key-help"))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def seal_key(session: Session, file: Path) -> None:
    public = new_sealing_key(file)
    session.say("cli-seal-key-done", file=str(file), key=public)
