"""The commands by name. The module of a command is imported when the command is called, so that
`--help` and a quick command do not wait for the libraries of all the others."""

from __future__ import annotations

from importlib import import_module

import click

from digitizer.cli.texts import text

# The module of each command, where its function has the name of the command, with _ for -; in the
# order of help.
_MODULES = {
    "gui": "window",
    "init": "setup",
    "doctor": "setup",
    "accounts": "accounts",
    "samples": "samples",
    "separators": "separating",
    "form": "forms",
    "schema": "schema",
    "read": "reading",
    "watch": "watching",
    "status": "watching",
    "records": "records",
    "doubts": "doubts",
    "reread": "rereading",
    "pages": "case_pages",
    "search": "search",
    "people": "people",
    "place": "places",
    "words": "words",
    "calibrate": "calibration",
    "batch": "batches",
    "passes": "passes",
    "second": "second_entry",
    "sampling": "sampling",
    "own-work": "own_work",
    "practice": "practice",
    "preferences": "preferences",
    "progress": "progress",
    "slip": "slips",
    "handover": "slips",
    "doc-codes": "doc_codes",
    "rehearse": "rehearse",
    "export": "packages",
    "verify": "packages",
    "exporters": "exporters",
    "rejects": "rejects",
    "pdfa": "pdfa",
    "sign": "signing",
    "signatures": "signing",
    "seal": "sealing",
    "unseal": "sealing",
    "seal-key": "sealing",
    "deliver": "delivery",
    "deliveries": "delivery",
    "audit": "audit",
    "demo": "demo",
}


class Commands(click.Group):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _MODULES.get(cmd_name)
        if module is None:
            return None
        function = cmd_name.replace("-", "_")
        found: click.Command = getattr(import_module(f"digitizer.cli.{module}"), function)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first sentence of each command's help, from the catalog alone."""
        width = formatter.width - 6 - max(map(len, _MODULES))
        rows = [
            (name, click.Command(name, help=text(f"cli-{name}-help")).get_short_help_str(width))
            for name in _MODULES
        ]
        with formatter.section(text("cli-commands")):
            formatter.write_dl(rows)
