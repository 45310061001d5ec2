"""Words that can vouch for the spelling of a value, and what they cannot vouch for."""

from ocr.lexicon.confusions import chance
from ocr.lexicon.lookup import (
    family_share,
    is_known_name,
    is_unfinished,
    name_twins,
    odd_words,
    unfamiliar,
)
from ocr.lexicon.units import listed_readings

__all__ = [
    "chance",
    "family_share",
    "is_known_name",
    "is_unfinished",
    "listed_readings",
    "name_twins",
    "odd_words",
    "unfamiliar",
]
