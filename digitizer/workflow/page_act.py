"""The frame of every act on the pages of cases: who takes part, what is noted, how it is undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from digitizer.domain.case import Case, CaseReading, Page, Region
from digitizer.domain.changes import Actor, Before, ChangeSet, Edit
from digitizer.domain.errors import Conflict, InvalidInput, NotAllowed
from digitizer.domain.lifecycle import Action, CaseState, next_case_state
from digitizer.domain.reading_again import problems_after_turn
from digitizer.domain.rearranging import with_page_ids
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.rescan import ActOnCase, FormerReading, PageAct, Rescan, Turn
from digitizer.domain.turning import turned_page, turned_reading
from digitizer.workflow.editing import WHOLE_CASE, require_editable, require_open_batch
from digitizer.workflow.ports import Ports
from digitizer.workflow.second_roles import require_clerk
from digitizer.workflow.transaction import Transaction, transaction

# What an act moved with its page is taken back with the whole act, never field by field.
PAGE_ACTS = frozenset(
    {
        "split-case",
        "remove-page",
        "merge-cases",
        "move-page",
        "insert-page",
        "replace-page",
        "turn-page",
        "read-page",
        "undo-pages",
    }
)


@dataclass(frozen=True, slots=True)
class Arranged:
    """What an act changed; ``case_id`` is the case that it made, if it made one."""

    changes: ChangeSet
    case_id: int | None = None


@dataclass(slots=True)
class Act:
    """One act while it runs. Every case that takes part is taken first and kept once."""

    run: Transaction
    _before: dict[int, Case | None] = field(default_factory=dict)
    _after: dict[int, Case] = field(default_factory=dict)
    _fulfilled: list[Rescan] = field(default_factory=list)

    def take(self, case_id: int, expected_revision: int | None = None) -> Case:
        """The case, if it may be changed now, with its readings naming their pages."""
        case = self.run.unit.cases.get(case_id)
        if expected_revision is not None and case.revision != expected_revision:
            raise Conflict("changed-meanwhile", case=case_id)
        require_editable(self.run, case)
        self._before[case_id] = case
        return with_page_ids(case, self.pages(case))

    def pages(self, case: Case) -> Sequence[Page]:
        return list(self.run.unit.case_pages.pages(page_ids(case)).values())

    def keep(self, case: Case, said: str) -> None:
        """Write the case as it is after the act; it is open again by it. ``said`` names the other
        side of the act in the history, such as ``#12``."""
        if not case.regions:
            raise NotAllowed("case-last-page", case=case.id)
        self._write(replace(case, state=next_case_state(case.state, Action.EDIT)), said)

    def set_aside(self, case: Case, reason: str) -> None:
        """Take the whole case out of the walk, with its pages and fields, for the act."""
        state = next_case_state(case.state, Action.SET_ASIDE)
        self._write(replace(case, state=state, return_reason=reason), reason)

    def make(
        self, like: Case, regions: Sequence[Region], record: Record | None, reason: str = ""
    ) -> Case:
        """A new case in the batch of another one. With a ``reason`` it is set aside at once."""
        unit = self.run.unit
        first = unit.case_pages.pages([regions[0].page_id or 0])[regions[0].page_id or 0]
        reading = CaseReading(
            record.document_type if record else None,
            record.type_version if record else None,
            like.type_confidence if record else 0.0,
            tuple(regions),
            (),
        )
        made = unit.cases.add(first.scan_id, reading, like.batch_id)
        state = CaseState.SET_ASIDE if reason else CaseState.TO_CHECK
        self._before[made.id] = None
        self._write(
            replace(made, record=record, state=state, return_reason=reason or None), f"#{like.id}"
        )
        return self._after[made.id]

    def fulfil(self, page_id: int) -> None:
        """The page need not be scanned again any more."""
        wish = self.run.unit.case_pages.end_wish(page_id)
        if wish is not None:
            self._fulfilled.append(wish)

    def close(self, turned: Turn | None = None, former: FormerReading | None = None) -> None:
        """Note the act, so that it can be taken back."""
        cases = tuple(
            ActOnCase(case_id, self._before[case_id], after.revision)
            for case_id, after in self._after.items()
        )
        run = self.run
        run.unit.case_pages.add_act(
            PageAct(
                run.action,
                run.actor.name,
                run.ports.clock(),
                cases,
                tuple(self._fulfilled),
                turned,
                former,
            )
        )

    def write_as_open(self, before: Case, after: Case) -> None:
        """Write a case of which nothing is to be looked at anew; whether it is open stays."""
        self._before[before.id] = before
        self._write(after, "")

    def _write(self, case: Case, said: str) -> None:
        self._after[case.id] = save_with_edits(self.run, self._before[case.id], case, said)


def save_with_edits(run: Transaction, before: Case | None, case: Case, said: str) -> Case:
    """Write a case with an edit of the whole of it and one for each field that changed."""
    saved = run.unit.cases.save(case, case.revision)
    old = before.record.fields if before and before.record else {}
    new = case.record.fields if case.record else {}
    changed = [key for key in {**old, **new} if _looks(old.get(key)) != _looks(new.get(key))]
    for key in changed if before else ():
        require_clerk(run.unit, case, key, run.actor)
    state = before.state.value if before else ""
    whole = Edit(
        case.id,
        WHOLE_CASE,
        run.action,
        "",
        said,
        state,
        case.state.value,
        run.actor.name,
        run.ports.clock(),
        saved.revision,
    )
    fields = (
        _field_edit(whole, old.get(key, FieldValue(key)), new.get(key, FieldValue(key)))
        for key in changed
    )
    run.unit.cases.add_edits([whole, *(fields if before else ())])
    run.cases.add(case.id)
    if case.batch_id is not None:
        run.batches.add(case.batch_id)
    run.note(
        f"case:{case.id}",
        said=said,
        pages=" ".join(str(region.page_id) for region in case.regions),
        fields=" ".join(changed),
    )
    return saved


def _field_edit(whole: Edit, old: FieldValue, new: FieldValue) -> Edit:
    return replace(
        whole,
        key=old.key,
        before_text=old.text,
        after_text=new.text,
        before_state=old.state.value,
        after_state=new.state.value,
        before=Before(old, keeps_reading=False),
    )


def _looks(value: FieldValue | None) -> tuple[str, str] | None:
    return (value.text, value.state.value) if value and (value.text or value.is_settled) else None


def page_ids(case: Case) -> list[int]:
    """The pages of a stored case, each once, in their order."""
    return list(dict.fromkeys(region.page_id or 0 for region in case.regions))


def region_at(case: Case, place: int) -> Region:
    """The region at a place, counted from 0; raises InvalidInput."""
    if not 0 <= place < len(case.regions):
        raise InvalidInput("page-place", case=case.id, place=place + 1, count=len(case.regions))
    return case.regions[place]


def undo_pages(ports: Ports, actor: Actor, case_id: int, made_reason: str) -> Arranged:
    """Take back this person's newest act on the pages of a case, in all cases that took part; what
    was read on a turned page is taken back with the turn. A case that the act made is set aside
    with ``made_reason``.

    Raises NotAllowed when there is none, or when one of the cases changed since.
    """
    with transaction(ports, actor, "undo-pages") as run:
        act = run.unit.case_pages.newest_act(actor.name, case_id)
        if act is None:
            raise NotAllowed("no-page-act", case=case_id)
        changed = _changed_since(run, act)
        if changed is not None:
            raise NotAllowed("pages-changed-since", case=changed)
        _take_back(run, act, made_reason)
        if act.former is not None and act.former.follows is not None:
            turn = run.unit.case_pages.newest_act(actor.name, case_id)
            is_it = turn is not None and turn.id == act.former.follows
            if turn is not None and is_it and _changed_since(run, turn) is None:
                _take_back(run, turn, made_reason)
    return Arranged(run.changes())


def _changed_since(run: Transaction, act: PageAct) -> int | None:
    """A case that changed after the act."""
    revisions = ((each, run.unit.cases.get(each.case_id).revision) for each in act.cases)
    return next((each.case_id for each, now in revisions if now != each.revision), None)


def _take_back(run: Transaction, act: PageAct, made_reason: str) -> None:
    now = {each.case_id: run.unit.cases.get(each.case_id) for each in act.cases}
    for case in now.values():
        require_open_batch(run, case)
    run.unit.case_pages.act_undone(act.id or 0)
    if act.turned is not None:
        turn_stored(run, act.turned.page_id, -act.turned.degrees % 360, None)
    if act.former is not None:
        page = run.unit.case_pages.pages([act.former.page_id])[act.former.page_id]
        run.unit.case_pages.put(replace(page, problems=act.former.problems), act.former.reading)
    for each in act.cases:
        _bring_back(run, now[each.case_id], each, made_reason)
    for wish in act.fulfilled:
        run.unit.case_pages.wish(wish)


def _bring_back(run: Transaction, now: Case, each: ActOnCase, made_reason: str) -> None:
    if each.before is None:
        gone = replace(now, state=CaseState.SET_ASIDE, return_reason=made_reason)
        save_with_edits(run, now, gone, made_reason)
        return
    back = replace(each.before, revision=now.revision)
    saved = save_with_edits(run, now, back, "")
    run.unit.case_pages.rebase_act(now.id, each.before.revision, saved.revision)


def turn_stored(run: Transaction, page_id: int, degrees: int, image_sha256: str | None) -> None:
    """Turn a stored page with its reading; without an image to the one that it had so."""
    pages = run.unit.case_pages
    page = pages.pages([page_id])[page_id]
    rotation = (page.rotation + degrees) % 360
    if image_sha256 is None:
        known = (each for each in pages.images(page_id) if each.rotation == rotation)
        image_sha256 = next(each.image_sha256 for each in known)
    reading = turned_reading(run.unit.scans.page_reading(page_id), degrees)
    after = replace(page, problems=problems_after_turn(page, rotation))
    pages.put(turned_page(after, degrees, image_sha256), reading)
