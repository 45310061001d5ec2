"""Reading: from the bytes of a scan to the fields of its cases."""

from ocr.engines.handwriting import hand_finder
from ocr.engines.line_net import line_net
from ocr.engines.model_file import shipped_models
from ocr.engines.tesseract import tesseract_engine
from ocr.extraction import load_sureness, sureness_text
from ocr.inspection import inspect
from ocr.job import read_scan
from ocr.pages import DecodeLimits
from ocr.pool import ProcessReadingPool
from ocr.reading import ReadSettings

__all__ = [
    "DecodeLimits",
    "ProcessReadingPool",
    "ReadSettings",
    "hand_finder",
    "inspect",
    "line_net",
    "load_sureness",
    "read_scan",
    "shipped_models",
    "sureness_text",
    "tesseract_engine",
]
