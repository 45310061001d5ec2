"""The built-in exporter of documents: one PDF a case, in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from exports.exporter import Document
from exports.manifest import DOCUMENTS, Manifest
from exports.names import shown_name
from exports.pdf import broken_rules, read_pdf, write_case_pdf
from exports.rows import Table
from exports.source import EntryUnreadable, Source


class DocumentsExporter:
    name = "documents"
    version = "1"

    def write(self, content: PackageContent, table: Table, folder: Path) -> None:
        self.write_documents(content, table, folder)

    def write_documents(
        self, content: PackageContent, table: Table, folder: Path
    ) -> tuple[Document, ...]:
        documents = folder / DOCUMENTS
        documents.mkdir(exist_ok=True)
        made = (
            write_case_pdf(documents / row.file_name, case, content.profile, content.created_at)
            for row, case in zip(table.rows, content.cases, strict=True)
        )
        return tuple(Document(each.pages, each.larger_pages) for each in made)

    def check(self, source: Source, manifest: Manifest) -> Iterator[Problem]:
        """Every case's PDF opens, has its pages and carries its own name as the title, so that two
        documents that changed places are found even when the manifest was made to fit."""
        for case in manifest.cases:
            if case.file not in source.sizes:
                continue
            name = shown_name(case.file)
            try:
                data = source.read(case.file)
                pages, title = read_pdf(data)
            except (EntryUnreadable, ValueError):
                yield Problem.error("document-unreadable", name=name)
                continue
            if pages != case.pages:
                yield Problem.error(
                    "document-pages-differ", name=name, expected=str(case.pages), found=str(pages)
                )
            if title != case.file.removeprefix(DOCUMENTS).removesuffix(".pdf"):
                yield Problem.error("document-title-differs", name=name)
            if clauses := broken_rules(data):
                yield Problem.error("document-breaks-rules", name=name, clauses=", ".join(clauses))
