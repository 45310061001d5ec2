"""What is said of a finished practice case."""

from __future__ import annotations

from digitizer.domain.practice import Marked, Miss
from ui.session import Session


def field_label(session: Session, marked: Marked, miss: Miss) -> str:
    doc_type = session.backend.catalog.types.get(marked.document_type)
    spec = doc_type.field(miss.key) if doc_type else None
    return session.label(spec.label) if spec else miss.key


def kind_label(session: Session, miss: Miss) -> str:
    return session.text(f"own-work-kind-{miss.kind.value}")


def level_label(session: Session, level: str) -> str:
    return session.text(f"practice-{level}")


def summary(session: Session, marked: Marked) -> str:
    """One line: how many fields are wrong."""
    key = "practice-case-wrong" if marked.misses else "practice-case-right"
    wrong, fields = len(marked.misses), marked.fields
    return session.text(key, case=marked.case_id, wrong=wrong, fields=fields)


def notice(session: Session, marked: Marked, key: str) -> str:
    """As :func:`summary`, with the first mistake and the key that shows all."""
    text = session.text
    if not marked.misses:
        return text("practice-notice-right", case=marked.case_id, fields=marked.fields)
    first, *others = marked.misses
    label, kind = field_label(session, marked, first), kind_label(session, first)
    said = text("practice-notice-field", field=label, kind=kind)
    if others:
        said = text("practice-notice-more", first=said, more=len(others))
    wrong = len(marked.misses)
    return text("practice-notice-wrong", case=marked.case_id, wrong=wrong, first=said, key=key)
