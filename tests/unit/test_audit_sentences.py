"""The viewer of the audit log has a sentence for every act, whatever its entry leaves out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from digitizer.bootstrap.auditing import Wording
from digitizer.domain.changes import AuditEntry
from digitizer.domain.schema import Catalog
from digitizer.messages import Messages
from digitizer.workflow.audit_port import LoggedAct

_ACT = re.compile(r"^audit-act-([a-z-]+) =", re.MULTILINE)
_MOMENT = datetime(2026, 10, 5, tzinfo=UTC)


def actions(language: str) -> list[str]:
    """The acts that the catalog tells of."""
    folder = files("digitizer.messages") / language
    texts = [each.read_text("utf-8") for each in folder.iterdir() if each.name.endswith(".ftl")]
    return sorted({action for text in texts for action in _ACT.findall(text)})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_act_without_details_can_be_told(language: str) -> None:
    wording = Wording(Catalog({}, {}, {}), Messages(language))
    found = actions(language)
    assert {"approve-batch", "set-field"} <= set(found)
    for action in found:
        entry = AuditEntry(_MOMENT, "Ngô Thị Duyệt", action, "batch:1", ())
        assert wording.sentence(LoggedAct(1, entry, ""))
