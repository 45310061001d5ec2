"""The lines of the form files ``*.toml``, taken apart.

A line is one of

* ``Label: {key} @0.4 Label: {key?}``: fields on one line; ``@`` is a tab stop as a share of the
  width, ``?`` leaves the field out where its value is unknown, ``*2`` keeps room for two lines;
* ``left || right``: two of those beside each other;
* ``[] Label: {key} word | word``: words behind boxes, that of the value crossed;
* ``[x] Label {key} @0.5 [x] Label {key}``: boxes of their own before their labels, each crossed
  where the value of its key is ``1``; ``Label [x] {key}`` has the box behind the label;
* ``# {key}``: a table, drawn as ``[forms.tables.key]`` (or ``[tables.key]`` for all forms of the
  file) says; see :class:`~digitizer.samples.layouts.table.TableShape` for what stands there;
* ``Số: {so} ^``: one field in the middle;
* ``= text`` bold, ``- text`` regular, ``^ text`` bold in the middle, ``+ 3`` millimetres of room;
* ``& issued`` or ``& registered``: place and day of the paper itself, ``& {key}`` where the day is
  a value, ``& {place} {day}`` where both are; ``= {key}``, ``- {key}`` and ``^ {key}`` are texts
  that the inventor wrote;
* ``! {key} @0.8``: a value alone, its middle at a share of the width; ``% {key} @0.8``: its QR
  code beside the lines that follow;
* ``---``: the rest stands on another page;
* ``> block prefix``: the lines of a block with ``%`` replaced by the prefix.

A table of land, for example, whose values the inventor makes with ``Clerk.put_table`` ::

    [forms.tables.mucDich]
    heads = ["STT", "Loại đất", "Diện tích (m²)", "Thời hạn"]
    cells = ["#", "loaiDat", "dienTich", "thoiHan"]
    widths = [1, 4, 2, 3]
    align = "clrl"
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..canvas import Field, Row

_FIELD = re.compile(r"(?:@(\d?\.\d+)\s*)?([^{}@]+?)\s*\{(\w+)(\?)?(?:\*(\d))?\}")
_TICKED = re.compile(r"\[\] (.+?) \{(\w+)\} (.+)")
_TICK = re.compile(
    r"(?:@(?P<at>\d?\.\d+)\s*)?"
    r"(?:\[x\]\s*(?P<label>[^{}@\[\]\s][^{}@\[\]]*?)|(?P<front>[^{}@\[\]]+?)\s*\[x\])\s*\{(?P<key>\w+)\}"
)
_TABLE = re.compile(r"# \{(\w+)\}")
_ALONE = re.compile(r"! \{(\w+)\} @(\d?\.\d+)")
_QR = re.compile(r"% \{(\w+)\} @(\d?\.\d+)")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a form: `kind` is row, columns, ticked, ticks, ticks_behind, table, middle, bold,
    plain, title, skip, day, alone, qr or page; `rows` holds its fields and `words` its texts."""

    kind: str
    rows: tuple[Row, ...] = ()
    words: tuple[str, ...] = ()


_TEXTS = {"=": "bold", "-": "plain", "^": "title", "+": "skip", "&": "day"}


def steps_of(lines: str, blocks: Mapping[str, str]) -> tuple[Step, ...]:
    """The steps of a form. Raises ValueError for a line that is none of the kinds and KeyError for
    an unknown block."""
    return tuple(_step(line) for line in _unfolded(lines, blocks))


def _unfolded(lines: str, blocks: Mapping[str, str]) -> Iterator[str]:
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        if line.startswith("> "):
            _, name, prefix = line.split(" ", 2)
            yield from _unfolded(blocks[name].replace("%", prefix), blocks)
        else:
            yield line


def _step(line: str) -> Step:
    if line == "---":
        return Step("page")
    if line[1:2] == " " and line[0] in _TEXTS:
        return Step(_TEXTS[line[0]], words=(line[2:],))
    if (ticked := _TICKED.fullmatch(line)) is not None:
        label, key, words = ticked.groups()
        return Step("ticked", words=(label, key, *words.split(" | ")))
    if (alone := _ALONE.fullmatch(line)) is not None:
        return Step("alone", words=alone.groups())
    if (code := _QR.fullmatch(line)) is not None:
        return Step("qr", words=code.groups())
    if (table := _TABLE.fullmatch(line)) is not None:
        return Step("table", words=table.groups())
    if "[x]" in line:
        return _ticks(line)
    if " || " in line:
        return Step("columns", tuple(_row(part) for part in line.split(" || ")))
    if line.endswith(" ^"):
        return Step("middle", (_row(line[:-2]),))
    return Step("row", (_row(line),))


def _row(text: str) -> Row:
    fields, lines, end = [], 1, 0
    for found in _FIELD.finditer(text):
        if text[end : found.start()].strip():
            break
        tab, label, key, optional, room = found.groups()
        fields.append(Field(label.strip(), key, float(tab) if tab else None, bool(optional)))
        lines, end = max(lines, int(room or 1)), found.end()
    if not fields or text[end:].strip():
        raise ValueError(text)
    return Row(tuple(fields), lines)


def _ticks(line: str) -> Step:
    fields, end, is_behind = [], 0, False
    for found in _TICK.finditer(line):
        if line[end : found.start()].strip():
            break
        at, end = found["at"], found.end()
        is_behind = found["label"] is None
        label = found["front"] if is_behind else found["label"]
        fields.append(Field(label.strip(), found["key"], float(at) if at else None))
    if not fields or line[end:].strip():
        raise ValueError(line)
    return Step("ticks_behind" if is_behind else "ticks", (Row(tuple(fields)),))
