"""How a workspace reads pages, by its settings."""

from __future__ import annotations

from pathlib import Path

from digitizer.bootstrap.folders import Folders
from digitizer.settings import Settings
from ocr import DecodeLimits, ReadSettings, load_sureness, shipped_models


def read_settings(settings: Settings, folders: Folders) -> ReadSettings:
    """How this workspace reads pages; raises BadSchema for wrong thresholds."""
    reading = settings.reading
    own_models = tuple(Path(name) for name in reading.line_models)
    return ReadSettings(
        line_models=own_models or shipped_models(),
        limits=DecodeLimits(reading.most_megapixels * 1_000_000, reading.most_pages),
        tessdata=Path(reading.tessdata) if reading.tessdata else None,
        sureness=load_sureness(folders.sureness),
    )
