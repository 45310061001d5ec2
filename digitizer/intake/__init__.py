"""From the scanner folder into the vault: events are hints, the listing is the truth."""

from digitizer.intake.folder import FolderIntake, IntakeFolders, IntakeRules
from digitizer.intake.watcher import FolderWatcher

__all__ = ["FolderIntake", "FolderWatcher", "IntakeFolders", "IntakeRules"]
