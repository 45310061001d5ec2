"""Ways of a page into a file that are chosen by name only: the default mix of damages stays what
it was, so that measurements on a seed can be compared."""

from .damage import DAMAGES, Damage
from .photo import photo
from .photocopy import photocopy

ONE_PAGE: dict[str, Damage] = {**DAMAGES, "photo": photo, "photocopy": photocopy}
# Two pages in one picture: the generator puts them together.
SPREAD = "spread"
PHOTOS = ("photo", SPREAD)
CHOICES = (*ONE_PAGE, SPREAD)
# Of these the file or the photo sets the resolution, not the drawing.
DRAWN_DPI = {"low_dpi": 150, "photo": 300, SPREAD: 300}
