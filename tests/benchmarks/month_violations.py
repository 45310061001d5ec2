"""What people try that they may not: by command, by use case and in the window. All of it has to be
refused, and nothing in the store may have changed by it."""

from __future__ import annotations

from collections.abc import Callable

from month_office import (
    ADMIN,
    ARBITER,
    AUDITOR,
    BOTH,
    GOOD,
    STRANGER,
    SUPERVISOR,
    Office,
    log_in_as,
)
from month_windows import try_to_approve

from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.errors import NotAllowed

_REFUSED = 3
_NAME = {"civil_status.birth": "nksHoTen", "civil_status.marriage": "voHoTen"}


def try_all(office: Office, batch: str, case_id: int, document_type: str) -> tuple[int, list[str]]:
    """How many things were tried at a batch that waits for its supervisor, and which of them were
    let through. ``case_id`` is one of it."""
    field = _NAME.get(document_type, "nktHoTen")
    with office.station(SUPERVISOR) as station:
        before = _standing(station, batch, case_id)
    through = []
    commands = _commands(batch, case_id, field)
    for user, words in commands:
        done = office.call(user, *words)
        if done.code != _REFUSED:
            said = " ".join(map(str, words))
            through.append(f"{user}: {said}: {done.code} {done.out}{done.err}")
    tried = len(commands)
    with office.station(GOOD) as station:
        deeds = _deeds(station, batch, case_id, field)
        through += [name for name, deed in deeds.items() if not _is_refused(deed)]
        tried += len(deeds)
    for name in (GOOD, BOTH):
        tried += 1
        if try_to_approve(office, name, batch):
            through.append(f"{name}: approves in the window")
    with office.station(SUPERVISOR) as station:
        if _standing(station, batch, case_id) != before:
            through.append(f"{batch} is not as it was before")
    return tried, through


def _commands(batch: str, case_id: int, field: str) -> list[tuple[str, tuple[object, ...]]]:
    return [
        (GOOD, ("batch", "approve", batch)),
        (GOOD, ("batch", "return", batch, "--reason", "x")),
        (BOTH, ("sampling", "draw", batch)),
        (GOOD, ("export", batch)),
        (GOOD, ("second", "key", case_id, field, "LÊ VĂN LẠ")),
        (ARBITER, ("batch", "approve", batch)),
        (SUPERVISOR, ("records", "set", case_id, field, "LÊ VĂN LẠ")),
        (SUPERVISOR, ("accounts", "add", "Ai Đó", "--role", "clerk")),
        (ADMIN, ("records", "show", case_id)),
        (ADMIN, ("batch", "approve", batch)),
        (AUDITOR, ("records", "set", case_id, field, "LÊ VĂN LẠ")),
        (AUDITOR, ("batch", "approve", batch)),
        (STRANGER, ("status",)),
        (STRANGER, ("batch", "approve", batch)),
    ]


def _deeds(
    station: Workstation, batch: str, case_id: int, field: str
) -> dict[str, Callable[[], object]]:
    """The same by use case; ``station`` has the clerk in front."""
    batch_id = station.batch(batch).id
    revision = station.case_view(case_id).case.revision
    supervisor, arbiter = log_in_as(station, SUPERVISOR), log_in_as(station, ARBITER)
    return {
        "clerk approves": lambda: station.approve_batch(batch_id),
        "clerk changes what was handed in": lambda: station.set_field(
            case_id, field, "LÊ VĂN LẠ", revision
        ),
        "clerk exports": lambda: station.export_batch(batch_id),
        "clerk draws a sample": lambda: station.sampling.draw(batch_id),
        "clerk becomes another": lambda: station.with_actor(SUPERVISOR),
        "supervisor corrects": lambda: supervisor.set_field(case_id, field, "LÊ VĂN LẠ", revision),
        "supervisor hands in": lambda: supervisor.submit_batch(batch_id),
        "arbiter returns": lambda: arbiter.return_batch(batch_id, "x"),
        "nobody logs in": lambda: station.logged_in(STRANGER, "Mùa Thu 2026!"),
        "a wrong password": lambda: station.logged_in(ADMIN, "Mùa Thu 2027!"),
    }


def _is_refused(deed: Callable[[], object]) -> bool:
    try:
        deed()
    except NotAllowed:
        return True
    return False


def _standing(station: Workstation, batch: str, case_id: int) -> tuple[object, ...]:
    held = station.batch(batch)
    return held.state, held.revision, station.case_view(case_id).case.revision
