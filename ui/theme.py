"""One calm design, light, dark and of high contrast: colours, sizes that follow one scale, fonts
with every Vietnamese letter, style sheet."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from digitizer.domain.preferences import Look

FONT_FAMILIES = ("Noto Sans", "Segoe UI", "DejaVu Sans")
BASE_POINTS = 10.0


class Tone(StrEnum):
    """What a colour says; always together with a shape or a word."""

    PLAIN = "plain"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Colors:
    """Colours as ``#rrggbb``; text and tones reach a contrast of 4.5 on the grounds they meet, in
    :data:`HIGH_CONTRAST` one of 7."""

    window: str
    surface: str
    raised: str
    line: str
    strong_line: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    canvas: str

    def of(self, tone: Tone) -> str:
        return {
            Tone.PLAIN: self.muted,
            Tone.ACCENT: self.accent,
            Tone.GOOD: self.good,
            Tone.WARN: self.warn,
            Tone.BAD: self.bad,
        }[tone]


LIGHT = Colors(
    window="#f2f4f7",
    surface="#ffffff",
    raised="#f7f9fb",
    line="#d7dde4",
    strong_line="#8894a3",
    text="#18212c",
    muted="#546070",
    disabled="#8894a3",
    accent="#1a5aa6",
    on_accent="#ffffff",
    accent_soft="#e3edf9",
    good="#17693b",
    good_soft="#e2f2e8",
    warn="#855000",
    warn_soft="#fcf0da",
    bad="#b0241c",
    bad_soft="#fbe8e6",
    canvas="#c6ced7",
)
DARK = Colors(
    window="#161a20",
    surface="#1e242c",
    raised="#252c36",
    line="#37414d",
    strong_line="#74818f",
    text="#e8edf2",
    muted="#a8b3c0",
    disabled="#74818f",
    accent="#82b6f3",
    on_accent="#0e141b",
    accent_soft="#22364e",
    good="#74ce97",
    good_soft="#1d3526",
    warn="#efba60",
    warn_soft="#3a2f19",
    bad="#ff958d",
    bad_soft="#432220",
    canvas="#0e1115",
)

HIGH_CONTRAST = Colors(
    window="#000000",
    surface="#000000",
    raised="#101010",
    line="#b8b8b8",
    strong_line="#ffffff",
    text="#ffffff",
    muted="#e0e0e0",
    disabled="#a6a6a6",
    accent="#66d9ff",
    on_accent="#000000",
    accent_soft="#003040",
    good="#7df5a8",
    good_soft="#00280f",
    warn="#ffc45c",
    warn_soft="#2e1f00",
    bad="#ffb3ad",
    bad_soft="#3d0000",
    canvas="#000000",
)

_EDGE_PX, _RING_PX = 1, 2
_WIDER_PX = 1
"""Edges and focus rings of high contrast are wider by this."""

_SIZE = re.compile(r"(\d+)(px|pt)\b")


class Theme:
    """The colours and the scale in force; views ask it when they paint, so that switching the
    look needs no rebuild. A window is built anew for another scale."""

    def __init__(self) -> None:
        self.colors = LIGHT
        self.scale = 100
        self._is_applied = False

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on dark grounds."""
        return self.colors is not LIGHT

    @property
    def ring(self) -> int:
        """The width in px of what shows the focus."""
        return px(_RING_PX + (_WIDER_PX if self.colors is HIGH_CONTRAST else 0))

    def apply(self, app: QApplication, look: Look, scale: int) -> None:
        """``scale`` in percent of the usual size; costs nothing where both are in force."""
        colors = colors_of(look, app)
        if self._is_applied and (colors, scale) == (self.colors, self.scale):
            return
        self.colors, self.scale, self._is_applied = colors, scale, True
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(base_font())
        app.setPalette(_palette(colors))
        app.setStyleSheet(_style_sheet(colors))


theme = Theme()


def px(size: float) -> int:
    """A size in px as it is at the scale in force."""
    return round(size * theme.scale / 100)


def colors_of(look: Look, app: QApplication) -> Colors:
    if look is Look.SYSTEM:
        return DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.HIGH_CONTRAST: HIGH_CONTRAST}[look]


def base_font(points: float = BASE_POINTS, *, bold: bool = False) -> QFont:
    """The reading font, ``points`` high at the usual scale; only families that draw every
    Vietnamese letter are named."""
    font = QFont(_families())
    font.setPointSizeF(points * theme.scale / 100)
    font.setBold(bold)
    return font


@cache
def _families() -> list[str]:
    installed = set(QFontDatabase.families())
    return [name for name in FONT_FAMILIES if name in installed] or list(FONT_FAMILIES)


def _style_sheet(colors: Colors) -> str:
    source = (files("ui") / "theme.qss").read_text(encoding="utf-8")
    chevron = "chevron-light" if colors is LIGHT else "chevron-dark"
    place = Path(str(files("ui.icons") / f"{chevron}.svg")).as_posix()
    wider = _WIDER_PX if colors is HIGH_CONTRAST else 0
    return Template(_SIZE.sub(_scaled, source)).substitute(
        asdict(colors),
        chevron=place,
        edge=f"{px(_EDGE_PX + wider)}px",
        ring=f"{px(_RING_PX + wider)}px",
    )


def _scaled(size: re.Match[str]) -> str:
    number, unit = size.groups()
    if unit == "px":
        return f"{px(int(number))}px"
    return f"{int(number) * theme.scale / 100:g}pt"


def _palette(colors: Colors) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colors.window,
        QPalette.ColorRole.WindowText: colors.text,
        QPalette.ColorRole.Base: colors.surface,
        QPalette.ColorRole.AlternateBase: colors.raised,
        QPalette.ColorRole.Text: colors.text,
        QPalette.ColorRole.Button: colors.raised,
        QPalette.ColorRole.ButtonText: colors.text,
        QPalette.ColorRole.ToolTipBase: colors.surface,
        QPalette.ColorRole.ToolTipText: colors.text,
        QPalette.ColorRole.Highlight: colors.accent,
        QPalette.ColorRole.HighlightedText: colors.on_accent,
        QPalette.ColorRole.PlaceholderText: colors.muted,
        QPalette.ColorRole.Link: colors.accent,
    }
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.disabled))
    return palette
