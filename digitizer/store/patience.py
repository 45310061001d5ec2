"""Waiting for a database that somebody else holds."""

from __future__ import annotations

from collections.abc import Callable

from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_fixed

from digitizer.domain.errors import EnvironmentFault

_MOST_SECONDS = 600.0
_PAUSE_SECONDS = 1.0


def until_free(act: Callable[[], None]) -> None:
    """Do ``act``, a whole transaction, and do it again while another program holds the database:
    each time waits as long as one transaction does, all together about ten minutes. Raises what
    ``act`` raises, and at the end its EnvironmentFault ``database-locked``."""
    Retrying(
        retry=retry_if_exception(_is_held),
        stop=stop_after_delay(_MOST_SECONDS),
        wait=wait_fixed(_PAUSE_SECONDS),
        reraise=True,
    )(act)


def _is_held(error: BaseException) -> bool:
    return isinstance(error, EnvironmentFault) and error.code == "database-locked"
