"""Tax codes: ten digits, thirteen as ``10-3`` for a branch, or a personal number of twelve.

Ten and thirteen digits carry a check digit (Thông tư 86/2024/TT-BTC, Điều 5). Twelve digits are
the personal number, which individuals and households use instead since 1 July 2025.
"""

from __future__ import annotations

import re
from enum import StrEnum

from stdnum.vn import mst

_SIGNS = re.compile(r"[\s.\-–]+")


class TaxCodeKind(StrEnum):
    ORGANISATION = "organisation"
    BRANCH = "branch"
    PERSON = "person"


def tax_code_text(text: str) -> str:
    """The digits without spaces and points, a branch written ``0100109106-001``."""
    digits = _SIGNS.sub("", text)
    return f"{digits[:10]}-{digits[10:]}" if re.fullmatch(r"\d{13}", digits) else digits


def tax_code_kind(code: str) -> TaxCodeKind | None:
    """The kind by its length; None for a text that is no tax code."""
    digits = code.replace("-", "")
    if not re.fullmatch(r"\d+", digits, re.ASCII):
        return None
    kinds = {10: TaxCodeKind.ORGANISATION, 13: TaxCodeKind.BRANCH, 12: TaxCodeKind.PERSON}
    return kinds.get(len(digits))


def has_right_check_digit(code: str) -> bool:
    """Whether the check digit of ten or thirteen digits is right; twelve have none to be wrong."""
    if tax_code_kind(code) is TaxCodeKind.PERSON:
        return True
    return bool(mst.is_valid(code))
