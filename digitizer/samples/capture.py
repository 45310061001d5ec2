"""Ways of a page into a file. Those of `DAMAGES` make up a run without a choice; the others are
chosen by name or by a wider wish only, so that measurements on a seed can be compared."""

from .damage import DAMAGES, Damage
from .photo import photo
from .photocopy import photocopy
from .slots import SLOTS
from .struck import STRUCK
from .wear import WEAR

_FIRST: dict[str, Damage] = {**DAMAGES, "photo": photo, "photocopy": photocopy}
# What is put on the paper by hand: their values are to be kept from being taken, not read.
ONLY_NAMED = (*SLOTS, STRUCK)
# These are drawn; nothing is left to do to the pixels.
ONE_PAGE = {**_FIRST, **WEAR, **dict.fromkeys(ONLY_NAMED, DAMAGES["clean"])}
# Two pages in one picture: the generator puts them together.
SPREAD = "spread"
BOOKS = frozenset((SPREAD,))
PHOTOS = ("photo", SPREAD)
CHOICES = (*_FIRST, SPREAD)
TAKING_TURNS = (*CHOICES, *WEAR)
ALL_DAMAGES = (*TAKING_TURNS, *ONLY_NAMED)
# Joins damages that one page has together.
PLUS = "+"
# Of these the file or the photo sets the resolution, not the drawing.
DRAWN_DPI = {"low_dpi": 150, "photo": 300, SPREAD: 300}
