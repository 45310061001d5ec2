"""One calm design, light and dark: colours, fonts with every Vietnamese letter, style sheet."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

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
    """Colours as ``#rrggbb``; text and tones reach a contrast of 4.5 on the grounds they meet."""

    window: str
    surface: str
    raised: str
    line: str
    strong_line: str
    text: str
    muted: str
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


class Theme:
    """The colours in force; views ask it when they paint, so that switching needs no rebuild."""

    def __init__(self) -> None:
        self.colors = LIGHT

    @property
    def is_dark(self) -> bool:
        return self.colors is DARK

    def apply(self, app: QApplication, *, dark: bool) -> None:
        self.colors = DARK if dark else LIGHT
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(base_font())
        app.setPalette(_palette(self.colors))
        app.setStyleSheet(_style_sheet(self.colors))


theme = Theme()


def prefers_dark(app: QApplication) -> bool:
    """Whether the system asks for dark windows."""
    return app.styleHints().colorScheme() is Qt.ColorScheme.Dark


def base_font(points: float = BASE_POINTS, *, bold: bool = False) -> QFont:
    """The reading font; only families that draw every Vietnamese letter are named."""
    installed = set(QFontDatabase.families())
    families = [name for name in FONT_FAMILIES if name in installed] or list(FONT_FAMILIES)
    font = QFont(families)
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def _style_sheet(colors: Colors) -> str:
    source = (files("ui") / "theme.qss").read_text(encoding="utf-8")
    chevron = "chevron-dark" if colors is DARK else "chevron-light"
    place = Path(str(files("ui.icons") / f"{chevron}.svg")).as_posix()
    return Template(source).substitute(asdict(colors), chevron=place)


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
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.strong_line))
    return palette
