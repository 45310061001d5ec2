"""The forms of the files ``*.toml`` beside this module, and how they are drawn."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib.resources import files
from typing import Any

from ..canvas import Canvas, Pen
from ..people import Record
from .codes import qr_code
from .document_head import DocumentHead, document_heading, place_and_day_values
from .furniture import (
    book_rule,
    dateline,
    entry_end,
    frame,
    middle_field,
    national_heading,
    office_heading,
    place_and_day,
    signature,
    ticked_line,
    ticked_words,
    value_alone,
)
from .sheet_lines import Step, steps_of
from .table import TableShape, draw_table

REGISTERS = ("birth", "marriage", "death", "parent_child", "marital_status")
# The name of a type on the command line, which is also that of its file here, and its key.
TYPES: Mapping[str, str] = {kind: f"civil_status.{kind}" for kind in REGISTERS} | {
    "land_certificate": "land.certificate",
    "land_parcel_form": "land.parcel_form",
    "business_household": "business.household",
    "business_enterprise": "business.enterprise",
    "finance_fee_receipt": "finance.fee_receipt",
    "finance_receipt_voucher": "finance.receipt_voucher",
    "finance_payment_voucher": "finance.payment_voucher",
    "finance_e_invoice": "finance.e_invoice",
    "cadre_resume_2c": "cadre.resume_2c",
    "cadre_resume_2023": "cadre.resume_2023",
    "party_member_file": "party.member_file",
    "justice_certification": "justice.certification_entry",
    "justice_court_decision": "justice.court_decision",
    "general_document": "general.document",
    "correction": "civil_status.correction",
    "identity_citizen_card": "identity.citizen_card",
    "identity_old_card": "identity.old_card",
}
_PAPERS = {"cream": (250, 244, 226), "white": (252, 252, 250), "book": (244, 238, 220)}
_SIGNATURE_MM = 36
# From here to the edge of a page no row of an entry begins.
_LAST_ROW_MM = 38
_TEXTS = frozenset({"bold", "plain", "title"})
_KEY = re.compile(r"\{(\w+)\}")
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
    """A form as its file says it; `form` is certificate, extract, declaration or register. What is
    `above` its title stands in the file as `lines` do; a line ``{key}`` of the title is a value.
    `entries` of it stand on the pages of one file."""

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
    tables: Mapping[str, TableShape]
    above: tuple[Step, ...] = ()
    head: DocumentHead | None = None
    entries: int = 1

    @property
    def has_pages(self) -> bool:
        """Whether it goes on on another page."""
        return any(step.kind == "page" for step in self.steps)

    def draw(self, pen: Pen, record: Record) -> list[Canvas]:
        """The pages of the form."""
        canvases = [canvas := self._sheet(pen)]
        self._head(canvas, record)
        for step in self.steps:
            if step.kind == "page":
                canvases.append(canvas := self._sheet(pen))
            else:
                self._take(canvas, record, step)
        self._sign(canvas, record)
        return canvases

    def draw_book(self, pen: Pen, records: Sequence[Record]) -> list[list[Canvas]]:
        """Entries one under the other under one title; an entry goes on over the end of a page."""
        canvas = self._sheet(pen)
        self._head(canvas, records[0])
        drawn: list[list[Canvas]] = []
        for record in records:
            canvas = canvas.beneath() if drawn else canvas
            own = [canvas]
            for step in self.steps:
                if canvas.y > canvas.height - canvas.px(_LAST_ROW_MM):
                    own.append(canvas := self._sheet(pen))
                self._take(canvas, record, step)
            entry_end(canvas)
            drawn.append(own)
        return drawn

    def _sheet(self, pen: Pen) -> Canvas:
        canvas = Canvas(pen, _PAPERS[self.paper])
        if self.paper == "cream":
            frame(canvas)
        if self.paper == "book":
            book_rule(canvas)
        return canvas

    def _sign(self, canvas: Canvas, record: Record) -> None:
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

    def _head(self, canvas: Canvas, record: Record) -> None:
        if self.heading == "national":
            national_heading(canvas)
            canvas.skip(4)
        elif self.heading == "office":
            number = canvas.rng.randint(3, 400)
            office_heading(canvas, record, f"Số: {number}/{self.suffix}")
            canvas.skip(4)
        if self.head is not None:
            document_heading(canvas, record.values, self.head)
            canvas.skip(4)
        for step in self.above:
            self._take(canvas, record, step)
        for number, line in enumerate(self.title):
            points = self.title_pt if number == 0 else max(11.0, self.title_pt - 4)
            named = _KEY.fullmatch(line)
            key = named[1] if named else ""
            text = record.values[key].text if key else line
            canvas.centred(text, _fitting(canvas, text, points), bold=True, key=key)
            if key:
                canvas.note(key, record.values[key])
        canvas.skip(1)

    def _take(self, canvas: Canvas, record: Record, step: Step) -> None:
        if step.kind in _TEXTS and (key := _KEY.fullmatch(step.words[0])) is not None:
            if key[1] not in record.values:
                return
            step = replace(step, words=(record.values[key[1]].text,))
        takers: dict[str, Callable[[], None]] = {
            "row": lambda: canvas.row(step.rows[0], record.values, self.pitch_mm),
            "columns": lambda: canvas.columns(step.rows, record.values, self.pitch_mm),
            "ticked": lambda: ticked_words(
                canvas, step.words[0], step.words[1], step.words[2:], record.values
            ),
            "ticks": lambda: ticked_line(canvas, step.rows[0].fields, record.values),
            "ticks_behind": lambda: ticked_line(
                canvas, step.rows[0].fields, record.values, is_behind=True
            ),
            "table": lambda: draw_table(canvas, self.tables[step.words[0]], record.values),
            "middle": lambda: middle_field(canvas, step.rows[0].fields[0], record.values),
            "bold": lambda: canvas.statement(step.words[0], bold=True),
            "plain": lambda: canvas.statement(step.words[0]),
            "title": lambda: canvas.centred(
                step.words[0], _fitting(canvas, step.words[0], 12), bold=True
            ),
            "skip": lambda: canvas.skip(float(step.words[0])),
            "day": lambda: self._day(canvas, record, step.words[0]),
            "qr": lambda: qr_code(canvas, step.words[0], record.values, float(step.words[1])),
            "alone": lambda: value_alone(
                canvas, step.words[0], record.values, float(step.words[1])
            ),
        }
        takers[step.kind]()

    def _day(self, canvas: Canvas, record: Record, which: str) -> None:
        match _KEY.findall(which):
            case [day]:
                dateline(canvas, record, day)
                return
            case [place, day]:
                canvas.y += canvas.px(6)
                place_and_day_values(canvas, record.values, place, day)
                return
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
            tables=_shapes({**data.get("tables", {}), **form.get("tables", {})}),
            above=steps_of(form.get("above", ""), blocks),
            head=DocumentHead.of(form["head"]) if "head" in form else None,
            entries=form.get("entries", 1),
        )
        for form in data["forms"]
    ]


def _shapes(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, TableShape]:
    return {key: TableShape.of(key, shape) for key, shape in tables.items()}


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def written_forms() -> list[WrittenForm]:
    """Every form of the files, by type."""
    shared = _table("blocks")["blocks"]
    return [form for kind in TYPES for form in _read(kind, shared)]
