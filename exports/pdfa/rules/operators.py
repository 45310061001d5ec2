"""The operators of content streams (ISO 32000-1, annex A) by what they do with colours."""

from __future__ import annotations

_OPERATOR_NAMES = """
b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l
m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y
' "
"""
OPERATORS = frozenset(_OPERATOR_NAMES.split())

COLOURS = {
    "g": ("fill", "DeviceGray"),
    "G": ("stroke", "DeviceGray"),
    "rg": ("fill", "DeviceRGB"),
    "RG": ("stroke", "DeviceRGB"),
    "k": ("fill", "DeviceCMYK"),
    "K": ("stroke", "DeviceCMYK"),
}
"""Which colour an operator sets, and in which space."""

COLOUR_SPACES = {"cs": "fill", "CS": "stroke"}

SHOWING = frozenset({"Tj", "TJ", "'", '"'})

PAINTING = {
    "f": ("fill",),
    "F": ("fill",),
    "f*": ("fill",),
    "S": ("stroke",),
    "s": ("stroke",),
    "B": ("fill", "stroke"),
    "B*": ("fill", "stroke"),
    "b": ("fill", "stroke"),
    "b*": ("fill", "stroke"),
}
"""Which colours an operator that paints a path uses."""

SHOWN_PARTS = {
    0: ("fill",),
    1: ("stroke",),
    2: ("fill", "stroke"),
    4: ("fill",),
    5: ("stroke",),
    6: ("fill", "stroke"),
}
"""Which colours text uses in each rendering mode; those left out paint nothing."""
