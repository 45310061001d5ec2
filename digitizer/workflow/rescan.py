"""The wish that a page be scanned again."""

from __future__ import annotations

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.rescan import Rescan
from digitizer.domain.values.text import clean
from digitizer.workflow.editing import require_editable
from digitizer.workflow.page_act import region_at
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction


def ask_rescan(ports: Ports, actor: Actor, case_id: int, place: int, reason: str) -> ChangeSet:
    """Say that a page must be scanned again, and why. The case goes on as it is."""
    with transaction(ports, actor, "ask-rescan") as run:
        why = clean(reason)
        if not why:
            raise InvalidInput("reason-needed")
        case = run.unit.cases.get(case_id)
        require_editable(run, case)
        page_id = region_at(case, place).page_id or 0
        run.unit.case_pages.wish(Rescan(page_id, why, actor.name, ports.clock()))
        run.cases |= set(run.unit.case_pages.cases_on(page_id))
        run.note(f"case:{case_id}", page=str(page_id), reason=why)
    return run.changes()


def drop_rescan(ports: Ports, actor: Actor, case_id: int, place: int) -> ChangeSet:
    """Say that a page need not be scanned again after all."""
    with transaction(ports, actor, "drop-rescan") as run:
        case = run.unit.cases.get(case_id)
        require_editable(run, case)
        page_id = region_at(case, place).page_id or 0
        if run.unit.case_pages.end_wish(page_id) is None:
            raise NotAllowed("rescan-not-asked", case=case_id)
        run.cases |= set(run.unit.case_pages.cases_on(page_id))
        run.note(f"case:{case_id}", page=str(page_id))
    return run.changes()
