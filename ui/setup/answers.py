"""What was answered so far; pages that are built anew in another language find it again."""

from __future__ import annotations

from dataclasses import dataclass, field

from digitizer.domain.accounts import Role
from digitizer.domain.preferences import Preferences


@dataclass(slots=True)
class Colleague:
    """A line of the table of people; ``is_made``: the account is there already."""

    name: str
    role: Role
    is_made: bool = False


@dataclass(slots=True)
class Answers:
    """Texts as they were typed. ``wants_accounts`` None: not answered yet."""

    liked: Preferences
    folder: str = ""
    office: str | None = None
    superior: str = ""
    province: str = ""
    commune: str = ""
    inbox: str | None = None
    wants_accounts: bool | None = None
    administrator: str = ""
    colleagues: list[Colleague] = field(default_factory=list)
    profile: str | None = None
