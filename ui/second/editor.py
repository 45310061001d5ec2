"""The empty line of a field's kind, for whoever keys from the image alone."""

from __future__ import annotations

from collections.abc import Sequence

from digitizer.domain.schema import FieldSpec
from ui.desk.editors import Editor, Editors
from ui.desk.typing_helper import TypingHelper
from ui.session import Session

_LARGER = 1.4


def empty_editor(session: Session, helper: TypingHelper, spec: FieldSpec) -> Editor:
    """Its lists are those of the document type. No forms with marks are offered: they are learned
    from the names of the batch, the first value among them."""
    edit = Editors(session, helper, _nothing_learned).make(spec)
    font = edit.font()
    font.setPointSizeF(font.pointSizeF() * _LARGER)
    edit.setFont(font)
    return edit


def _nothing_learned(_key: str, _text: str) -> Sequence[str]:
    return ()
