"""separators: sheets to lay between papers before scanning."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.bootstrap.separating import print_separators
from digitizer.cli.session import Session
from digitizer.cli.texts import text


@click.command(help=text("cli-separators-help"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--book", default="", help=text("cli-separators-book"))
@click.option(
    "--first", default=None, type=click.IntRange(1, 999_999), help=text("cli-separators-first")
)
@click.option(
    "--count",
    default=1,
    show_default=True,
    type=click.IntRange(1, 1000),
    help=text("cli-separators-count"),
)
@click.pass_obj
def separators(session: Session, file: Path, book: str, first: int | None, count: int) -> None:
    print_separators(file, book, first, count, session.messages)
    session.say("cli-separators-done", count=count, file=str(file))
