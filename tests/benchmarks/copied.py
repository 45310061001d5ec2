"""Whether text that is copied from archive copies is the record's, in each program that opens them.

    python -m benchmarks.copied [--cases 500] [--mupdf PYTHON] [--keep FOLDER]

Run from ``tests/``. Births on a page each, one field a line, of which a machine is said to have
read some letters wrong; the record has what people made of it, with what programs like to spoil.
Poppler, pdfplumber and PDFium copy the text of each copy, qpdf looks at its structure; ``--mupdf``
names a Python with pymupdf, which copies it as well. Prints how many values each copied right, and
the others.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
from support.export_content import CREATED, case, page_file
from support.spoilt_packages import record_of

from digitizer.domain.package import ExportCase
from digitizer.domain.page import Box, LineReading, Origin, TextLine, Word
from digitizer.domain.record import FieldReading
from digitizer.domain.schema import Catalog, FieldKind
from digitizer.schemas import load_catalog
from exports.pdf import write_case_pdf
from exports.pdfa.placing import cleaned

TYPE = "civil_status.birth"
DPI, SIZE = 100, (1800, 2400)
LEFT, PITCH, HEIGHT, LETTER = 60, 46, 26, 12
LONGEST = (SIZE[0] - 400) // LETTER
ORIGIN = Origin("invented", "1")
MUPDF = """
import json, sys
import pymupdf
for path in json.load(sys.stdin):
    with pymupdf.open(path) as document:
        print(json.dumps([page.get_text() for page in document]))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--mupdf")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    folder = asked.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    made = dict(_written(folder, asked.cases))
    readers: dict[str, Callable[[Path], str]] = {
        "poppler": _poppler,
        "pdfplumber": _plumber,
        "pdfium": _pdfium,
    }
    if asked.mupdf:
        told = dict(zip(made, _mupdf(asked.mupdf, list(made)), strict=True))
        readers["mupdf"] = told.__getitem__
    damaged = [path.name for path in made if _qpdf(path)]
    right, wrong = Counter[str](), list[str]()
    for path, values in made.items():
        for name, read in readers.items():
            words = f" {' '.join(read(path).split())} "
            for key, text in values.items():
                if f" {text} " in words:
                    right[name] += 1
                else:
                    wrong.append(f"{name}: {path.name} {key} {text!r}")
    everything = sum(map(len, made.values()))
    for name in readers:
        _say(f"{name:12} {right[name]} of {everything} values of {len(made)} copies")
    _say(f"{'qpdf':12} finds fault with {len(damaged)}")
    for line in wrong[:20]:
        _say(line)
    return 1 if wrong or damaged else 0


def _written(folder: Path, count: int) -> Iterator[tuple[Path, dict[str, str]]]:
    catalog, page = load_catalog(), page_file(folder, SIZE)
    for number in range(1, count + 1):
        one, wanted = _case(catalog, page, number)
        path = folder / f"{number}.pdf"
        write_case_pdf(path, one, catalog.profiles[TYPE], CREATED)
        yield path, wanted


def _case(catalog: Catalog, page: Path, number: int) -> tuple[ExportCase, dict[str, str]]:
    """A case, and what its page says once people corrected it, by field."""
    one = case(number, page, record_of(catalog.types[TYPE], catalog, number), dpi=DPI)
    record, lines, wanted = one.record, list[TextLine](), dict[str, str]()
    for spec in catalog.types[TYPE].fields:
        text = cleaned(record.fields[spec.key].value or "") if spec.key in record.fields else ""
        is_written = text and len(text) <= LONGEST and spec.kind is FieldKind.TEXT
        if not is_written or (len(lines) + 3) * PITCH > SIZE[1]:
            record = record.with_field(replace(record.fields[spec.key], value=None, text=""))
            continue
        top = LEFT + PITCH * len(lines)
        box = Box(300, top, LETTER * len(text), HEIGHT)
        misread = text if len(lines) % 3 == 0 else text.translate(str.maketrans("ễảnNo", "ềãmH0"))
        label = Word(f"[{spec.key}]", Box(LEFT, top, 200, HEIGHT), 0.9)
        lines.append(
            TextLine(
                Box(LEFT, top, 240 + box.width, HEIGHT),
                (LineReading(ORIGIN, (label, *_words(misread, box))),),
            )
        )
        reading = FieldReading(spec.key, misread, box=box, page=1)
        record = record.with_field(
            replace(record.fields[spec.key], value=text, text=text, reading=reading)
        )
        wanted[spec.key] = text
    pages = tuple(
        replace(each, fields=tuple(wanted), lines=lambda: tuple(lines)) for each in one.pages
    )
    return replace(one, record=record, pages=pages), wanted


def _words(text: str, box: Box) -> Iterator[Word]:
    left = box.x
    for word in text.split():
        yield Word(word, Box(left, box.y, LETTER * len(word) - 3, HEIGHT), 0.9)
        left += LETTER * (len(word) + 1)


def _poppler(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def _plumber(path: Path) -> str:
    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text(x_tolerance=2) for page in document.pages)


def _pdfium(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    texts: list[str] = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return "\n".join(texts)


def _mupdf(python: str, paths: Sequence[Path]) -> list[str]:
    done = subprocess.run(
        [python, "-c", MUPDF],
        input=json.dumps([str(path) for path in paths]),
        capture_output=True,
        text=True,
        check=True,
    )
    return ["\n".join(json.loads(line)) for line in done.stdout.splitlines()]


def _qpdf(path: Path) -> Sequence[object]:
    with pikepdf.open(path) as document:
        return document.check_pdf_syntax()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
