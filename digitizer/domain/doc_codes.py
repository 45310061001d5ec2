"""The codes of general documents, such as ``G06.01_CV_000021_V1``: the organisation, the kind of
document, an ordinal within both, and the version of the digitised document."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ORGANISATION = re.compile(r"[A-Z]\d\d(\.\d{1,3})*")


@dataclass(frozen=True, slots=True)
class DocCodeRule:
    """Which field of which document type takes the code, which one names the kind, and how many
    digits an ordinal has."""

    document_type: str
    field: str
    kind_field: str
    digits: int


@dataclass(frozen=True, slots=True)
class DocCode:
    organisation: str
    kind: str
    number: int
    version: int = 1

    def written(self, rule: DocCodeRule) -> str:
        """The code as text. Raises ValueError when the ordinal has more digits than there are."""
        ordinal = f"{self.number:0{rule.digits}d}"
        if len(ordinal) > rule.digits:
            raise ValueError("ordinal")
        return f"{self.organisation}_{self.kind}_{ordinal}_V{self.version}"


def is_organisation(text: str) -> bool:
    """Whether a text can be an organisation's code of the national list, as ``H26.1.2``."""
    return _ORGANISATION.fullmatch(text) is not None


def parse_doc_code(text: str, rule: DocCodeRule) -> DocCode | None:
    """The parts of a code; None for another text."""
    parts = re.fullmatch(rf"([^_]+)_([^_]+)_(\d{{{rule.digits}}})_V(\d{{1,2}})", text)
    if parts is None or not is_organisation(parts[1]):
        return None
    return DocCode(parts[1], parts[2], int(parts[3]), int(parts[4]))
