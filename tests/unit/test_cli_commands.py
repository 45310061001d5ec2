"""Commands are there by name, and a quick one does not wait for the libraries of the others."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from digitizer.cli.main import cli

HEAVY = ("sqlalchemy", "alembic", "openpyxl", "cv2", "numpy", "pdfplumber", "onnxruntime")


def _names() -> list[str]:
    return cli.list_commands(click.Context(cli))


def _imported(arguments: list[str]) -> set[str]:
    """The modules that a fresh program holds after a call."""
    program = (
        "import sys\n"
        "from digitizer.cli.main import cli\n"
        f"cli.main({arguments!r}, standalone_mode=False)\n"
        "print('|'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stderr.rsplit("\n", 2)[-2].split("|"))


@pytest.mark.parametrize("name", _names())
def test_every_listed_command_is_there_under_its_name(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)

    assert command is not None
    assert command.name == name
    assert command.help


def test_help_lists_every_command_with_its_sentence() -> None:
    context = click.Context(cli, info_name="digitizer", max_content_width=100)

    lines = [line.split(maxsplit=1) for line in cli.get_help(context).splitlines()]

    told = {line[0]: line[1] for line in lines if len(line) == 2}
    assert all(told[name].strip() for name in _names())


def test_an_unknown_command_is_refused_by_name() -> None:
    with pytest.raises(click.UsageError, match="lookup"):
        cli.main(["lookup"], standalone_mode=False)


def test_help_brings_no_library_of_any_command() -> None:
    assert _imported(["--help"]).isdisjoint(HEAVY)


def test_reading_brings_neither_store_nor_exports_nor_samples() -> None:
    loaded = _imported(["read", "--help"])

    assert loaded.isdisjoint(("sqlalchemy", "alembic", "openpyxl", "digitizer.samples"))
    assert "ocr.job" in loaded
