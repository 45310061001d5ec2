"""Who asks a person for name and password before a workspace with accounts opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from digitizer.domain.errors import DigitizerError, NotAllowed


@dataclass(frozen=True, slots=True)
class Given:
    """What a person typed at the door; the password is in no text of it."""

    name: str
    password: str = field(repr=False)


class Doorkeeper(Protocol):
    """Asks whoever is in front; raises DigitizerError to give up."""

    def ask(self, name: str, refused: DigitizerError | None) -> Given:
        """Name and password; ``name`` is whom one expects, ``refused`` why the last try failed."""
        ...

    def ask_new(self, name: str, refused: DigitizerError | None) -> str:
        """The new password of a person who has to change theirs before anything else."""
        ...


class NobodyAsks:
    """For callers that have nobody to ask: a workspace with accounts stays closed to them."""

    def ask(self, name: str, refused: DigitizerError | None) -> Given:
        raise NotAllowed("log-in-needed", name=name)

    def ask_new(self, name: str, refused: DigitizerError | None) -> str:
        raise NotAllowed("password-must-change", name=name)
