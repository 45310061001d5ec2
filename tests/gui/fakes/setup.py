"""Setting up in memory, with the real lists of units and the real rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from digitizer.bootstrap.doctor import Finding, Health
from digitizer.domain.accounts import PasswordRules, Role, require_good_password
from digitizer.domain.changes import Actor
from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.handed_secrets import HandedSecret
from digitizer.domain.preferences import Preferences
from digitizer.domain.setup import FolderKind, FolderLook, Office, SetupMark, UnitName
from digitizer.messages import Messages
from digitizer.schemas.accounts import load_password_rules

_COMMUNES = {"01": [UnitName("00004", "Phường Ba Đình")], "38": [UnitName("16012", "Xã Mẫu")]}


_NO_OFFICE = Office("", "", "")


@dataclass(slots=True)
class FakeSetup:
    """``looks`` are folders by what they would be; ``fails`` is called before anything is kept."""

    messages: Messages
    actor: Actor
    workspace: Path | None = None
    looks: dict[str, FolderLook] = field(default_factory=dict)
    kept: Office = _NO_OFFICE
    folder: Path = Path("inbox")
    checks: str = ""
    names: list[str] = field(default_factory=list)
    liked: list[Preferences] = field(default_factory=list)
    state: SetupMark = SetupMark.UNFINISHED
    is_taken_up: bool = False
    fails: Callable[[], None] = lambda: None

    @property
    def mark(self) -> SetupMark:
        return self.state

    @property
    def is_due(self) -> bool:
        return self.state in (SetupMark.FRESH, SetupMark.UNFINISHED)

    @property
    def password_rules(self) -> PasswordRules:
        return load_password_rules()

    def look_at(self, folder: Path) -> FolderLook:
        return self.looks.get(str(folder), FolderLook(FolderKind.NEW, 50_000_000_000, ""))

    def begin(self, folder: Path, liked: Preferences) -> None:
        self.fails()
        self.workspace = folder
        self.is_taken_up = self.look_at(folder).kind is FolderKind.WORKSPACE
        if not self.is_taken_up:
            self.like(liked)

    def like(self, liked: Preferences) -> None:
        self.liked.append(liked)

    def provinces(self) -> Sequence[UnitName]:
        return [UnitName("01", "Thành phố Hà Nội"), UnitName("38", "Tỉnh Thanh Hóa")]

    def communes(self, province: str) -> Sequence[UnitName]:
        return _COMMUNES[province]

    def province_of(self, commune: str) -> str:
        found = (p for p, units in _COMMUNES.items() if commune in {one.code for one in units})
        return next(found, "")

    def office(self) -> Office:
        return self.kept

    def set_office(self, office: Office) -> None:
        self.fails()
        self.kept = office

    def inbox(self) -> Path:
        return self.folder

    def set_inbox(self, folder: Path) -> None:
        if "cấm" in str(folder):
            raise EnvironmentFault("folder-not-made", folder=folder, reason="Permission denied")
        self.folder = folder

    def profiles(self) -> Sequence[str]:
        return ("usual", "fields-only")

    def profile_label(self, key: str) -> str:
        return {"usual": "Thông thường: mọi trang, 30 % hồ sơ", "fields-only": "Chỉ trường"}[key]

    def profile(self) -> str:
        return self.checks

    def set_profile(self, key: str) -> None:
        self.checks = key

    def people(self) -> Sequence[str]:
        return list(self.names)

    def add_administrator(self, name: str, password: str, liked: Preferences) -> str:
        require_good_password(self.password_rules, password, name)
        self.names.append(name)
        self.actor = Actor(name)
        self.like(liked)
        return "AAAA-CCCC-DDDD-EEEE-FFFF-GGGG"

    def invite(self, people: Sequence[tuple[str, Role]]) -> Sequence[HandedSecret]:
        for name, _role in people:
            if name in self.names:
                raise InvalidInput("account-exists", name=name)
        self.names.extend(name for name, _role in people)
        return [HandedSecret(name, (role,), "aB3c-dE4f-gH5k") for name, role in people]

    def print_code(self, target: Path, code: str) -> None:
        target.write_text(code, encoding="utf-8")

    def print_secrets(self, target: Path, handed: Sequence[HandedSecret]) -> None:
        target.write_text(repr(handed), encoding="utf-8")

    def findings(self) -> Sequence[Finding]:
        return (
            Finding.of("audit", Health.WELL),
            Finding.of("disk-low", Health.WARNING, free="1.2"),
            Finding.of("tesseract-missing", Health.FAULT, reason="tesseract"),
        )

    def put_off(self) -> None:
        self.state = SetupMark.LATER

    def finish(self) -> None:
        self.state = SetupMark.DONE
