"""Ways of a page into a file. Those of `DAMAGES` make up a run without a choice; the others are
chosen by name or by a wider wish only, so that measurements on a seed can be compared."""

from .damage import DAMAGES, Damage
from .photo import photo
from .photocopy import photocopy

ONE_PAGE: dict[str, Damage] = {**DAMAGES, "photo": photo, "photocopy": photocopy}
# Two pages in one picture: the generator puts them together.
SPREAD = "spread"
BOOKS = frozenset((SPREAD,))
PHOTOS = ("photo", SPREAD)
CHOICES = (*ONE_PAGE, SPREAD)
ALL_DAMAGES = (*CHOICES,)
# Joins damages that one page has together.
PLUS = "+"
# Of these the file or the photo sets the resolution, not the drawing.
DRAWN_DPI = {"low_dpi": 150, "photo": 300, SPREAD: 300}
