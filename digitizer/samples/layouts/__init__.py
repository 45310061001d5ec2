"""The forms that samples are set on, by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..canvas import Canvas, Pen
from ..people import Record
from .certificate import certificate_2020, certificate_plain, two_page
from .declaration import declaration
from .extract import extract
from .preprinted import preprinted
from .register_page import register_page
from .written import REGISTERS, TYPES, WrittenForm, written_forms

__all__ = [
    "ALL_LAYOUTS",
    "DEFAULT_LAYOUTS",
    "FORMS",
    "LAYOUTS",
    "REGISTERS",
    "SPLITS",
    "TYPES",
    "Layout",
]

FORMS = ("certificate", "extract", "declaration", "register")
SPLITS = ("train", "test")
_LEADERS = (".", ".", "…", ". ")


@dataclass(frozen=True, slots=True)
class Layout:
    """A form. `years` bound the registration; `cases` is how many of it one file holds; no layout
    is in both of `SPLITS`; one of `leaders` stands under the values, "" is none. A `is_stock` form
    is printed beforehand, always in the same face: it is in no split and used only by its name.
    `draw_book` sets all cases one under the other, those of a book's page; None where each has
    pages of its own."""

    name: str
    draw: Callable[[Pen, Record], list[Canvas]]
    years: tuple[int, int]
    suffixes: tuple[str, ...]
    form: str
    split: str
    leaders: tuple[str, ...] = _LEADERS
    cases: int = 1
    document_type: str = "civil_status.birth"
    is_stock: bool = False
    draw_book: Callable[[Pen, Sequence[Record]], list[list[Canvas]]] | None = None


_ANY = (".jpg", ".jpg", ".png", ".tif", ".pdf")
_BOUND = (".pdf", ".pdf", ".tif")


def _written(form: WrittenForm) -> Layout:
    return Layout(
        form.name,
        form.draw,
        form.years,
        _BOUND if form.has_pages or form.entries > 1 else _ANY,
        form.form,
        form.split,
        form.leaders,
        form.entries,
        document_type=form.document_type,
        draw_book=form.draw_book if form.entries > 1 else None,
    )


# The births that a run without a choice is made of.
LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout("certificate_2020", certificate_2020, (2020, 2025), _ANY, "certificate", "train"),
        Layout(
            "certificate_plain", certificate_plain, (2021, 2025), _ANY, "certificate", "test", ("",)
        ),
        Layout("extract", extract, (1996, 2019), _ANY, "extract", "train"),
        Layout("register_page", register_page, (2008, 2019), _ANY, "register", "train"),
        Layout("declaration", declaration, (2016, 2025), _ANY, "declaration", "test"),
        Layout("two_page", two_page, (2020, 2025), _BOUND, "certificate", "train"),
        Layout(
            "bound_pdf", certificate_2020, (2020, 2025), (".pdf",), "certificate", "train", cases=3
        ),
    )
}
DEFAULT_LAYOUTS = tuple(name for name, layout in LAYOUTS.items() if layout.cases == 1)
STOCK = Layout(
    "certificate_stock",
    preprinted,
    (2016, 2025),
    _ANY,
    "certificate",
    "",
    (".",),
    is_stock=True,
)
ALL_LAYOUTS = (
    LAYOUTS | {form.name: _written(form) for form in written_forms()} | {STOCK.name: STOCK}
)
