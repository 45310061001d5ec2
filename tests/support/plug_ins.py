"""Exporters of other distributions: put on the path as an installer would, and good for a day."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent, indent

GOOD = '''
    """The names of all cases, a line each: the smallest exporter that keeps its promises."""

    from exports.rows import row_sha256
    from exports.tables_check import check_table

    FILE = "lines.tsv"


    def _packed(text):
        return text.replace("\\\\", "\\\\\\\\").replace("\\t", "\\\\t").replace("\\n", "\\\\n")


    def _unpacked(text):
        parts = text.split("\\\\\\\\")
        return "\\\\".join(part.replace("\\\\t", "\\t").replace("\\\\n", "\\n") for part in parts)


    def _rows(stream):
        lines = stream.read().decode("utf-8").split("\\n")
        if lines.pop():
            raise ValueError("cut off")
        for line in lines:
            yield tuple(_unpacked(cell) for cell in line.split("\\t"))


    class Lines:
        name = "lines"
        version = "1.0"

        def write(self, content, table, folder):
            header = tuple(column.name for column in table.columns)
            rows = [header, *(row.texts for row in table.rows)]
            text = "".join("\\t".join(map(_packed, row)) + "\\n" for row in rows)
            (folder / FILE).write_text(text, encoding="utf-8", newline="\\n")

        def check(self, source, manifest):
            yield from check_table(FILE, _rows, source, manifest)
'''


_BAD = """
    import os
    import sys
    from dataclasses import replace

    from digitizer.domain.errors import NotAllowed
    from digitizer.domain.problems import Problem


    class Bad(Lines):
"""


def spoiled(does: str) -> str:
    """The good exporter with a method, or what stands for one, that is another in ``Bad``."""
    return dedent(GOOD) + dedent(_BAD) + indent(dedent(does), "    ") + "\n"


def install(folder: Path, distribution: str, source: str, offers: Mapping[str, str]) -> Path:
    """A distribution in a folder that goes on the path: one module, and the exporters in it by
    name."""
    module = distribution.replace("-", "_")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{module}.py").write_text(dedent(source), encoding="utf-8")
    told = folder / f"{module}-1.0.dist-info"
    told.mkdir()
    told.joinpath("METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n", encoding="utf-8"
    )
    lines = [f"{name} = {module}:{thing}" for name, thing in offers.items()]
    told.joinpath("entry_points.txt").write_text(
        "\n".join(["[digitizer.exporters]", *lines, ""]), encoding="utf-8"
    )
    return folder
