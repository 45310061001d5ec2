"""Words that can vouch for the spelling of a value, and what they cannot vouch for."""

from ocr.lexicon.lookup import unfamiliar
from ocr.lexicon.units import listed_readings

__all__ = ["listed_readings", "unfamiliar"]
