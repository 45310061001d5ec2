"""Several cases that are one event become one case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digitizer.domain.changes import Actor
from digitizer.domain.errors import InvalidInput
from digitizer.domain.rearranging import joined
from digitizer.workflow.page_act import Act, Arranged
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction


def merge_cases(
    ports: Ports,
    actor: Actor,
    case_id: int,
    others: Sequence[int],
    reason: str,
    expected_revision: int,
) -> Arranged:
    """Give a case all pages of the others, in their order, and what only they say. Where two say
    something different the first stays as a doubt, with the other value as a candidate. The others
    are set aside with ``reason`` and can be restored.

    Raises InvalidInput for no others or the case itself.
    """
    if not others or case_id in others:
        raise InvalidInput("merge-with-what", case=case_id)
    with transaction(ports, actor, "merge-cases") as run:
        act = Act(run)
        whole = act.take(case_id, expected_revision)
        for other_id in dict.fromkeys(others):
            other = act.take(other_id)
            fresh = tuple(region for region in other.regions if region not in whole.regions)
            whole = replace(
                whole,
                regions=(*whole.regions, *fresh),
                record=joined(whole.record, other.record),
                type_confidence=whole.type_confidence if whole.record else other.type_confidence,
            )
            act.set_aside(other, reason)
        act.keep(whole, " ".join(f"#{other_id}" for other_id in others))
        act.close()
    return Arranged(run.changes())
