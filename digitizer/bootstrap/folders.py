"""The places of a workspace on disk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from digitizer.domain.errors import EnvironmentFault
from digitizer.intake import IntakeFolders
from digitizer.settings import Settings


@dataclass(frozen=True, slots=True)
class Folders:
    """The places of a workspace. All but the inbox lie inside it."""

    root: Path
    inbox: Path

    @classmethod
    def of(cls, root: Path, settings: Settings) -> Folders:
        return cls(root, root / settings.intake.inbox)

    @property
    def vault(self) -> Path:
        return self.root / "vault"

    @property
    def work(self) -> Path:
        return self.root / "work"

    @property
    def exports(self) -> Path:
        return self.root / "exports"

    @property
    def rehearsals(self) -> Path:
        """Packages that are made to be looked at only; not there before the first one."""
        return self.root / ".rehearsals"

    @property
    def types(self) -> Path:
        return self.root / "types"

    @property
    def sureness(self) -> Path:
        """The file of thresholds that was learned here; not there before."""
        return self.root / "sureness.toml"

    def intake(self, *, keep_source: bool) -> IntakeFolders:
        return IntakeFolders(
            self.inbox,
            None if keep_source else self.root / "processed",
            self.root / "duplicates",
            self.root / "quarantine",
        )

    def create(self) -> None:
        """Raises EnvironmentFault when a folder cannot be made."""
        for folder in (self.inbox, self.vault, self.work, self.exports):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise EnvironmentFault(
                    "folder-not-made", folder=folder, reason=error.strerror
                ) from error

    def clear_work(self) -> None:
        """Remove what readers that were killed left in the work folder."""
        for left in self.work.iterdir():
            shutil.rmtree(left, ignore_errors=True)
