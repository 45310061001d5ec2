"""What others make of the same file: its text, and the processor time that it took."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytesseract
from PIL import Image

from digitizer.domain.values.text import clean
from ocr.pages import iter_pages

TESSERACT = "tesseract vie"
OCRMYPDF = "OCRmyPDF"
_LEADER = re.compile(r"(?:\s*[.…·_]){2,}|\s[.…·_]+|[.…·_]+(?=\s|$)|(?<=\w)[.…·](?=[^\W\d])")
_PATIENCE_SECONDS = 600


def plain_tesseract(source: Path) -> str:
    """The text that Tesseract gives for the decoded pages as they are, one thread, PSM 3."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    texts = [
        pytesseract.image_to_string(Image.fromarray(page.image), "vie", f"--psm 3 --dpi {page.dpi}")
        for page in iter_pages(source)
    ]
    return " ".join(str(text) for text in texts)


def has_ocrmypdf() -> bool:
    """Whether it and the cleaning program that it calls are installed."""
    return bool(shutil.which("ocrmypdf") and shutil.which("unpaper"))


def ocrmypdf(source: Path, work_dir: Path) -> str:
    """Its text with ``--deskew --rotate-pages --clean``; '' where it refuses the file. It gets the
    decoded pages with their resolution, since it takes no picture without one."""
    work_dir.mkdir(parents=True, exist_ok=True)
    pages = [(Image.fromarray(page.image), page.dpi) for page in iter_pages(source)]
    (first, dpi), *rest = pages
    given, sidecar = work_dir / "given.pdf", work_dir / "text.txt"
    first.save(given, "PDF", resolution=dpi, quality=95)
    for page, other_dpi in rest:
        page.save(given, "PDF", resolution=other_dpi, quality=95, append=True)
    sidecar.unlink(missing_ok=True)
    command = ["ocrmypdf", "--quiet", "--jobs", "1", "-l", "vie", "--output-type", "pdf"]
    command += ["--deskew", "--rotate-pages", "--clean", "--sidecar", str(sidecar)]
    subprocess.run(
        [*command, str(given), str(work_dir / "made.pdf")],
        check=False,
        capture_output=True,
        timeout=_PATIENCE_SECONDS,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return sidecar.read_text(encoding="utf-8") if sidecar.exists() else ""


def comparable(text: str) -> str:
    """Without leaders and spaces at stops, which stand between words in every answer."""
    return re.sub(r"\s+", "", _LEADER.sub(" ", clean(text))).strip(".")
