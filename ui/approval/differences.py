"""Where the clerk's value is another than the machine's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.page import Box
from digitizer.domain.record import EmptyReason, FieldReading, FieldValue, ValueState
from digitizer.domain.schema import FieldSpec
from digitizer.domain.values.canonical import shown_for
from digitizer.workflow.overview import CaseView
from digitizer.workflow.ports import CaseFilter
from ui.backend import Backend
from ui.desk.images import read_image

PAGE_CASES = 50
_SNIPPET_MARGIN = 0.8


@dataclass(frozen=True, slots=True)
class Difference:
    """``snippet`` is the paper around the field's box, or None where nothing was read."""

    case_id: int
    case_title: str
    field: FieldSpec
    machine: str
    clerk: str
    empty_reason: EmptyReason | None
    clerk_name: str
    snippet: QImage | None


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """The differences of some cases, and where the next cases begin (None at the end)."""

    differences: tuple[Difference, ...]
    next_offset: int | None


def differences(backend: Backend, batch_id: int, offset: int) -> DifferencePage:
    """Slow: reads cases and page images. Raises DigitizerError as the backend does."""
    where = CaseFilter(batch_id=batch_id)
    summaries = backend.case_summaries(where, limit=PAGE_CASES, offset=offset)
    found: list[Difference] = []
    for summary in summaries:
        view = backend.case_view(summary.id)
        found.extend(_of_case(backend, view, summary.title))
    following = offset + PAGE_CASES if len(summaries) == PAGE_CASES else None
    return DifferencePage(tuple(found), following)


def _of_case(backend: Backend, view: CaseView, title: str) -> Iterator[Difference]:
    record, doc_type = view.case.record, view.document_type
    if record is None or doc_type is None:
        return
    pictures: dict[Path, QImage | None] = {}
    for spec in doc_type.fields:
        value = record.fields.get(spec.key)
        if value is None or value.state is not ValueState.CONFIRMED:
            continue
        machine = _machine_text(backend, spec, value.reading)
        clerk = shown_for(backend.catalog, spec, value.value) or value.text
        if machine != clerk:
            yield Difference(
                view.case.id,
                title,
                spec,
                machine,
                clerk,
                value.empty_reason,
                value.confirmed_by or "",
                _snippet(view, value, pictures),
            )


def _machine_text(backend: Backend, spec: FieldSpec, reading: FieldReading | None) -> str:
    if reading is None:
        return ""
    return shown_for(backend.catalog, spec, reading.value) or reading.text


def _snippet(
    view: CaseView, value: FieldValue, pictures: dict[Path, QImage | None]
) -> QImage | None:
    reading = value.reading
    if reading is None or reading.box is None:
        return None
    page = next((page for page in view.pages if page.page.number == reading.page), None)
    if page is None:
        return None
    if page.image_path not in pictures:
        pictures[page.image_path] = _read(page.image_path)
    image = pictures[page.image_path]
    return _cut(image, reading.box) if image is not None else None


def _read(path: Path) -> QImage | None:
    """The whole page; a page image that is lost costs the snippet, not the answer."""
    try:
        return read_image(path).whole
    except EnvironmentFault:
        return None


def _cut(image: QImage, box: Box) -> QImage:
    margin = round(box.height * _SNIPPET_MARGIN / 2)
    return image.copy(
        box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin
    )
