"""Logging: to a rotating file in the workspace and, on wish, to the terminal.

Log lines carry numbers and codes, never names or field values: personal data stays in the store.
"""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_to_file(path: Path) -> None:
    """Append to a file that is kept below 1 MB, with three older ones beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
    )
    _add(handler, logging.INFO)


def log_to_terminal(level: int) -> None:
    _add(logging.StreamHandler(sys.stderr), level)


def _add(handler: logging.Handler, level: int) -> None:
    handler.setFormatter(logging.Formatter(_FORMAT))
    handler.setLevel(level)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(min(level, root.level or level))
    # These report every event, every font and every request with its address.
    for noisy in ("watchdog", "pdfminer", "PIL", "fontTools", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
