"""The commands of the training, in the order in which they are run."""

from __future__ import annotations

import logging
import os
import random
from pathlib import Path

import click
import cv2

from ocr.training.fonts import Face, load_faces

_FONTS = click.option(
    "--fonts",
    "fonts_folder",
    type=click.Path(path_type=Path),
    default=Path("build/training/fonts"),
    show_default=True,
    help="Folder of the fetched faces.",
)
_RUN = click.option(
    "--run",
    "run_folder",
    type=click.Path(path_type=Path),
    default=Path("build/training/run"),
    show_default=True,
    help="Folder of the run: checkpoint and log.",
)


@click.group()
def main() -> None:
    """Make the models of the line reader."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")


@main.command()
@_FONTS
def fonts(fonts_folder: Path) -> None:
    """Fetch the font families with npm and merge their faces."""
    from ocr.training.fetching import fetch_faces

    faces = fetch_faces(fonts_folder)
    click.echo(f"{len(faces)} faces, {sum(face.split == 'unseen' for face in faces)} unseen")


@main.command()
@_FONTS
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where to write.")
@click.option("--count", default=100, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--split", type=click.Choice(("train", "unseen")), default="train")
@click.option("--height", default=48, show_default=True)
def generate(fonts_folder: Path, out: Path, count: int, seed: int, split: str, height: int) -> None:
    """Write lines as the trainer would see them, with their texts, to look at."""
    from ocr.training.example import ExampleSource
    from ocr.training.schedule import recipe_at

    out.mkdir(parents=True, exist_ok=True)
    source, rng = ExampleSource(_split(fonts_folder, split)), random.Random(seed)
    with (out / "lines.tsv").open("w", encoding="utf-8") as listing:
        for number in range(count):
            example = source.make(recipe_at(0.9, height), rng)
            cv2.imwrite(str(out / f"{number:05d}.png"), 255 - example.ink)
            damages = " ".join(example.damages)
            listing.write(
                f"{number:05d}\t{example.kind}\t{example.style}\t{damages}\t{example.text}\n"
            )


@main.command()
@_FONTS
@_RUN
@click.option("--minutes", default=120.0, show_default=True, help="The whole run, all sittings.")
@click.option("--seed", default=1, show_default=True)
@click.option("--height", default=48, show_default=True)
@click.option("--threads", default=2, show_default=True, help="Threads of the net.")
@click.option("--workers", default=1, show_default=True, help="Processes that make lines.")
@click.option(
    "--share",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0.1, 1.0),
    help="Of the families, drawn by the seed: a second net that learns from others errs otherwise.",
)
@click.option("--bf16/--no-bf16", default=True, show_default=True)
@click.option("--columns", default=10_000, show_default=True, help="Width of a step's lines, px.")
@click.option("--rate", default=0.0015, show_default=True, help="Highest learning rate.")
@click.option("--device", default="cpu", show_default=True, help="cuda for a graphics card.")
def train(
    fonts_folder: Path,
    run_folder: Path,
    minutes: float,
    seed: int,
    height: int,
    threads: int,
    workers: int,
    share: float,
    bf16: bool,
    columns: int,
    rate: float,
    device: str,
) -> None:
    """Train a net, or go on with the one in the folder of the run."""
    # The kernels of all widths are kept; torch's library forgets them after sixteen widths else.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8192")
    # Each process that makes lines has one core; set before any of them is forked.
    cv2.setNumThreads(1)
    from ocr.training.train import Plan, Trainer
    from ocr.training.validation import Validation

    plan = Plan(run_folder, minutes, seed, height, threads, workers, bf16, columns, rate, device)
    validation = Validation(_split(fonts_folder, "unseen"), height)
    Trainer(plan, _drawn(_split(fonts_folder, "train"), share, seed), validation).run()


def _drawn(faces: tuple[Face, ...], share: float, seed: int) -> tuple[Face, ...]:
    """The faces of a share of each style's families, drawn by the seed."""
    rng = random.Random(seed)
    kept: set[str] = set()
    for style in sorted({face.style for face in faces}):
        names = sorted({face.family for face in faces if face.style == style})
        kept.update(rng.sample(names, max(1, round(share * len(names)))))
    return tuple(face for face in faces if face.family in kept)


def _split(folder: Path, split: str) -> tuple[Face, ...]:
    return tuple(face for face in load_faces(folder) if face.split == split)


@main.command()
@_FONTS
@click.option("--model", "models", type=click.Path(path_type=Path, exists=True), multiple=True)
@click.option("--count", default=300, show_default=True, help="Lines of each set.")
@click.option("--tesseract/--no-tesseract", default=True, help="Compare with both models.")
def evaluate(fonts_folder: Path, models: tuple[Path, ...], count: int, tesseract: bool) -> None:
    """Read lines of unseen faces with the shipped or given models, and with Tesseract."""
    from ocr.engines.model_file import shipped_models
    from ocr.training import evaluate as evaluation

    languages = ("vie", "Vietnamese") if tesseract else ()
    engines = evaluation.readers(models or shipped_models(), languages)
    report = evaluation.evaluate(_split(fonts_folder, "unseen"), engines, count)
    click.echo("\n".join(report.rows()))


@main.command()
@_FONTS
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The model file.")
@click.option("--minutes", default=18.0, show_default=True)
@click.option(
    "--lines", default=9000, show_default=True, help="Lines by hand, and as many printed."
)
@click.option("--seed", default=1, show_default=True)
def hands(fonts_folder: Path, out: Path, minutes: float, lines: int, seed: int) -> None:
    """Train the finder of handwriting, write its model file and try it on unseen faces."""
    from ocr.training.hands import Lines, told, train_hands

    made = Lines.made(_split(fonts_folder, "train"), lines, random.Random(seed))
    net = train_hands(made, out, minutes, seed)
    unseen = Lines.made(_split(fonts_folder, "unseen"), max(1, lines // 12), random.Random(seed))
    for least in (0.1, 0.5, 0.9):
        shares = (told(net, unseen.by_hand, least), told(net, unseen.printed, least))
        click.echo(f"from {least}: {shares[0]:.1%} of hands, {shares[1]:.1%} of print")


@main.command()
@_FONTS
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The data file.")
@click.option("--lines", default=6000, show_default=True, help="Lines to read.")
@click.option("--seed", default=1, show_default=True)
@click.option("--version", required=True, help="The date of the measurement.")
def confusions(fonts_folder: Path, out: Path, lines: int, seed: int, version: str) -> None:
    """Count which marks the shipped readers give for which, on unseen faces."""
    from ocr.engines.line_net import line_net
    from ocr.engines.model_file import shipped_models
    from ocr.training.confusions import confusions_text, counted

    engines = [line_net(path) for path in shipped_models()]
    found = counted(_split(fonts_folder, "unseen"), engines, lines, seed)
    source = f"{lines} drawn lines of faces in no training, light and full damage, both readers"
    out.write_text(confusions_text(found, version, source), encoding="utf-8")
    click.echo(f"{sum(counts.total() for counts in found.values())} letters")


@main.command()
@_RUN
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The model file.")
@click.option("--name", required=True, help="Name in the origin of readings.")
@click.option("--version", required=True, help="Version, the date of the training.")
@click.option("--recipe", default="", help="One line on how it was trained.")
def export(run_folder: Path, out: Path, name: str, version: str, recipe: str) -> None:
    """Write the net of a run as the model file that the product ships."""
    from ocr.training import export as exporting

    size = exporting.export(run_folder, out, exporting.Label(name, version, recipe))
    click.echo(f"{out}: {size} bytes")
