"""samples: invented scans with their truth."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.bootstrap.sampling import SampleWish, write_blank, write_samples
from digitizer.cli.session import Session
from digitizer.cli.texts import text
from digitizer.domain.errors import InvalidInput


@click.command(help=text("cli-samples-help"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--count", default=40, type=click.IntRange(1, 100_000), help=text("cli-samples-count")
)
@click.option("--seed", default=1, type=int, help=text("cli-samples-seed"))
@click.option("--damage", "damages", multiple=True, help=text("cli-samples-damage"))
@click.option("--layout", default=None, help=text("cli-samples-layout"))
@click.option("--type", "types", multiple=True, help=text("cli-samples-type"))
@click.option("--form", "forms", multiple=True, help=text("cli-samples-form"))
@click.option("--split", default="", help=text("cli-samples-split"))
@click.option("--blank", is_flag=True, help=text("cli-samples-blank"))
@click.pass_obj
def samples(
    session: Session,
    folder: Path,
    count: int,
    seed: int,
    damages: tuple[str, ...],
    layout: str | None,
    types: tuple[str, ...],
    forms: tuple[str, ...],
    split: str,
    blank: bool,
) -> None:
    wish = SampleWish(types, forms, damages, split, (layout,) if layout else ())
    try:
        written = write_samples(folder, count, seed, wish=wish)
        if blank:
            write_blank(folder / "blank.png", layout or "")
    except ValueError as error:
        raise InvalidInput("no-such-sample", name=str(error)) from error
    session.say("cli-samples-done", count=len(written), folder=str(folder))
