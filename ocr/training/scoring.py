"""How far an answer is from the truth, with wrong letters and wrong marks apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from digitizer.domain.values.text import clean, strip_marks

# Runs of dots, and single dots anywhere but before a digit: readers that are shown leaders leave
# such dots at their words, and which of them are of the text cannot be told.
_LEADERS = re.compile(r"(?:\s*[.…·_]){2,}|\s[.…·_]|[.…·_](?!\d)")
_ALIKE = str.maketrans("–×", "-x")
_OUTER = re.compile(r"^[\W_]+|[\W_]+$")

HEAD = f"{'lines':>8}{'exact':>9}{'no marks':>9}{'CER':>8}{'base':>8}{'marks':>8}"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts for one text. ``chars`` are those of the truth; ``errors`` the characters to insert,
    delete or replace; ``base_errors`` the same after all marks are stripped (đ as d);
    ``exact_base`` is whether nothing but marks is wrong."""

    chars: int
    errors: int
    base_errors: int
    exact: bool
    exact_base: bool


def comparable(text: str) -> str:
    """What counts of a text: neither outer punctuation nor dots that may be leaders do,
    on either side of a comparison. Signs that some faces draw alike, the hyphen and the dash, x and
    the times sign, are one."""
    text = text.translate(_ALIKE)
    return _OUTER.sub("", clean(_LEADERS.sub(" ", clean(text))))


def score(truth: str, answer: str) -> Score:
    """Compare two texts after :func:`comparable`; an empty truth asks for an empty answer."""
    wanted, given = comparable(truth), comparable(answer)
    errors = Levenshtein.distance(wanted, given)
    base = Levenshtein.distance(strip_marks(wanted), strip_marks(given))
    return Score(len(wanted), errors, base, errors == 0, base == 0)


@dataclass(slots=True)
class Tally:
    """Scores added up. Shares are of 1; without any text or character they are 0."""

    lines: int = 0
    chars: int = 0
    errors: int = 0
    base_errors: int = 0
    exact: int = 0
    exact_base: int = 0

    def add(self, score: Score) -> None:
        self.lines += 1
        self.chars += score.chars
        self.errors += score.errors
        self.base_errors += score.base_errors
        self.exact += score.exact
        self.exact_base += score.exact_base

    @property
    def exact_share(self) -> float:
        return self.exact / max(1, self.lines)

    @property
    def exact_base_share(self) -> float:
        """Lines right but for their marks, those with right marks among them."""
        return self.exact_base / max(1, self.lines)

    @property
    def error(self) -> float:
        """Character error: errors to a character of the truth."""
        return self.errors / max(1, self.chars)

    @property
    def base_error(self) -> float:
        return self.base_errors / max(1, self.chars)

    @property
    def mark_error(self) -> float:
        return self.error - self.base_error

    def row(self) -> str:
        """One line of a table under ``HEAD``."""
        shares = f"{self.exact_share:>9.1%}{self.exact_base_share:>9.1%}"
        errors = (self.error, self.base_error, self.mark_error)
        return f"{self.lines:>8}{shares}" + "".join(f"{share:>8.2%}" for share in errors)
