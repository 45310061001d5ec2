"""The forms that samples are set on, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from ..canvas import Canvas, Pen
from ..people import Birth
from .certificate import certificate_2020, certificate_plain, two_page
from .declaration import declaration
from .extract import extract
from .register_page import register_page

__all__ = ["DEFAULT_LAYOUTS", "LAYOUTS", "Layout"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A form. `years` bound the registration; `cases` is how many of it one file holds."""

    name: str
    draw: Callable[[Pen, Birth], list[Canvas]]
    years: tuple[int, int]
    suffixes: tuple[str, ...]
    leaders: bool = True
    cases: int = 1


_ANY = (".jpg", ".jpg", ".png", ".tif", ".pdf")
LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout("certificate_2020", certificate_2020, (2020, 2025), _ANY),
        Layout("certificate_plain", certificate_plain, (2021, 2025), _ANY, leaders=False),
        Layout("extract", extract, (1996, 2019), _ANY),
        Layout("register_page", register_page, (2008, 2019), _ANY),
        Layout("declaration", declaration, (2016, 2025), _ANY),
        Layout("two_page", two_page, (2020, 2025), (".pdf", ".pdf", ".tif")),
        Layout("bound_pdf", certificate_2020, (2020, 2025), (".pdf",), cases=3),
    )
}
DEFAULT_LAYOUTS = tuple(name for name, layout in LAYOUTS.items() if layout.cases == 1)
