"""Words that can vouch for the spelling of a value, and what they cannot vouch for."""

from ocr.lexicon.lookup import unfamiliar

__all__ = ["unfamiliar"]
