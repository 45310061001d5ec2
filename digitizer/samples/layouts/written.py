"""The forms of the files ``*.toml`` beside this module, and how they are drawn."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from typing import Any

from ..canvas import Canvas, Pen
from ..people import Record
from .furniture import (
    book_rule,
    frame,
    middle_field,
    national_heading,
    office_heading,
    place_and_day,
    signature,
    ticked_words,
)
from .sheet_lines import Step, steps_of

REGISTERS = ("birth", "marriage", "death", "parent_child", "marital_status")
# The name of a type on the command line, which is also that of its file here, and its key.
TYPES: Mapping[str, str] = {kind: f"civil_status.{kind}" for kind in REGISTERS} | {}
_PAPERS = {"cream": (250, 244, 226), "white": (252, 252, 250), "book": (244, 238, 220)}
_SIGNATURE_MM = 36
_TITLE_FLOOR_PT = 9.0


@dataclass(frozen=True, slots=True)
class Signer:
    """A block under a form: what stands over it, the keys of the title and of the name, and its
    middle as a share of the width."""

    role: str
    title_key: str
    name_key: str
    at: float
    sealed: bool


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form as its file says it; `form` is certificate, extract, declaration or register."""

    name: str
    document_type: str
    form: str
    split: str
    years: tuple[int, int]
    title: tuple[str, ...]
    title_pt: float
    heading: str
    paper: str
    leaders: tuple[str, ...]
    pitch_mm: float
    steps: tuple[Step, ...]
    signers: tuple[tuple[Signer, ...], ...]
    suffix: str

    def draw(self, pen: Pen, record: Record) -> list[Canvas]:
        """The one page of the form."""
        canvas = Canvas(pen, _PAPERS[self.paper])
        if self.paper == "cream":
            frame(canvas)
        if self.paper == "book":
            book_rule(canvas)
        self._head(canvas, record)
        for step in self.steps:
            self._take(canvas, record, step)
        canvas.skip(1)
        for row in self.signers:
            for signer in row:
                signature(
                    canvas,
                    record.values,
                    signer.role,
                    title_key=signer.title_key,
                    name_key=signer.name_key,
                    at=signer.at,
                    sealed=signer.sealed,
                )
            canvas.y += canvas.px(_SIGNATURE_MM)
        return [canvas]

    def _head(self, canvas: Canvas, record: Record) -> None:
        if self.heading == "national":
            national_heading(canvas)
            canvas.skip(4)
        elif self.heading == "office":
            number = canvas.rng.randint(3, 400)
            office_heading(canvas, record, f"Số: {number}/{self.suffix}")
            canvas.skip(4)
        for number, line in enumerate(self.title):
            points = self.title_pt if number == 0 else max(11.0, self.title_pt - 4)
            canvas.centred(line, _fitting(canvas, line, points), bold=True)
        canvas.skip(1)

    def _take(self, canvas: Canvas, record: Record, step: Step) -> None:
        takers: dict[str, Callable[[], None]] = {
            "row": lambda: canvas.row(step.rows[0], record.values, self.pitch_mm),
            "columns": lambda: canvas.columns(step.rows, record.values, self.pitch_mm),
            "ticked": lambda: ticked_words(
                canvas, step.words[0], step.words[1], step.words[2:], record.values
            ),
            "middle": lambda: middle_field(canvas, step.rows[0].fields[0], record.values),
            "bold": lambda: canvas.statement(step.words[0], bold=True),
            "plain": lambda: canvas.statement(step.words[0]),
            "title": lambda: canvas.centred(
                step.words[0], _fitting(canvas, step.words[0], 12), bold=True
            ),
            "skip": lambda: canvas.skip(float(step.words[0])),
            "day": lambda: self._day(canvas, record, step.words[0]),
        }
        takers[step.kind]()

    def _day(self, canvas: Canvas, record: Record, which: str) -> None:
        later = timedelta(days=canvas.rng.randint(5, 300) if which == "issued" else 0)
        place_and_day(canvas, record, record.registered + later)


def _fitting(canvas: Canvas, line: str, points: float) -> float:
    """The size at which a bold line stands within the margins."""
    face = canvas.pen.labels.bold
    while points > _TITLE_FLOOR_PT:
        if canvas.font(face, points).getlength(line) <= canvas.right - canvas.left:
            break
        points -= 0.5
    return points


def _signers(rows: list[list[dict[str, Any]]]) -> tuple[tuple[Signer, ...], ...]:
    return tuple(
        tuple(
            Signer(
                one["role"],
                one.get("title", ""),
                one.get("name", ""),
                one.get("at", 0.74),
                one.get("sealed", False),
            )
            for one in row
        )
        for row in rows
    )


def _read(kind: str, shared: dict[str, str]) -> list[WrittenForm]:
    data = _table(kind)
    blocks = {**shared, **data.get("blocks", {})}
    return [
        WrittenForm(
            name=f"{kind}_{form['name']}",
            document_type=TYPES[kind],
            form=form["form"],
            split=form["split"],
            years=(form["years"][0], form["years"][1]),
            title=tuple(form["title"]),
            title_pt=form.get("title_pt", 16.0),
            heading=form.get("heading", "national"),
            paper=form.get("paper", "white"),
            leaders=tuple(form["leaders"]),
            pitch_mm=form.get("pitch_mm", 7.8),
            steps=steps_of(form["lines"], blocks),
            signers=_signers(form["signers"]),
            suffix=form.get("suffix", "UBND"),
        )
        for form in data["forms"]
    ]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def written_forms() -> list[WrittenForm]:
    """Every form of the files, by type."""
    shared = _table("blocks")["blocks"]
    return [form for kind in TYPES for form in _read(kind, shared)]
