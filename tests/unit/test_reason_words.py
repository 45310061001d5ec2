"""Every reason that a field may have has a short word for the strip of the desk."""

from __future__ import annotations

from importlib.resources import files

from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

_NOT_OF_A_FIELD = (
    "archive-", "audit-", "bag-", "book-", "card-date", "card-name", "card-number",
    "card-old-number", "card-parts", "card-sex", "case-of-another-type", "case-without-pages",
    "contract-", "document-", "export-", "exporter-", "file-", "form-", "formula-", "header-",
    "invoice-", "line-reader-", "manifest-", "metadata-", "mrz-", "package-", "page-", "pages-",
    "pdfa-", "region-outside-page", "rehearsal-", "row-count-", "row-not-", "row-without-",
    "rows-", "schema-not-of-records", "separator-book", "separator-case", "separator-damaged",
    "table-unreadable", "value-not-of-schema",
)  # fmt: skip
"""Problems of files, pages, books, packages and forms; what stands on no field's row."""
_LONGEST = 30


def _ids(prefix: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in (files("digitizer.messages") / "vi").iterdir():
        text = entry.read_text(encoding="utf-8")
        for item in FluentParser().parse(text).body:
            if isinstance(item, Message) and item.id.name.startswith(prefix):
                assert item.value is not None
                start, end = item.value.span.start, item.value.span.end  # type: ignore[union-attr]
                found[item.id.name.removeprefix(prefix)] = text[start:end]
    return found


def test_every_reason_of_a_field_has_a_word_and_every_word_a_reason() -> None:
    problems, chips = _ids("problem-"), _ids("chip-")
    wanted = {code for code in problems if not code.startswith(_NOT_OF_A_FIELD)}
    assert wanted - chips.keys() == set()
    assert chips.keys() - problems.keys() == set()


def test_the_words_are_short() -> None:
    assert [text for text in _ids("chip-").values() if len(text) > _LONGEST] == []
