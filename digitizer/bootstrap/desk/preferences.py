"""What a person likes, in one small file a person."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from digitizer.domain.changes import Actor
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.preferences import Preferences

_PREFERENCES = TypeAdapter(Preferences)


@dataclass(frozen=True, slots=True)
class PreferenceFiles:
    """``folder`` holds the files of all persons; a file's name does not tell whose it is."""

    folder: Path
    actor: Actor

    @property
    def _path(self) -> Path:
        name = hashlib.sha256(self.actor.name.encode()).hexdigest()[:20]
        return self.folder / f"{name}.json"

    def load(self) -> Preferences:
        """The defaults for somebody who never chose.

        Raises EnvironmentFault ``preferences-damaged`` for a file that cannot be read.
        """
        try:
            return _PREFERENCES.validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return Preferences()
        except (OSError, ValidationError) as error:
            raise EnvironmentFault("preferences-damaged", path=self._path) from error

    def save(self, preferences: Preferences) -> None:
        """Replace the file in one step, synced to disk.

        Raises EnvironmentFault ``preferences-not-saved`` when that cannot be done.
        """
        document = _PREFERENCES.dump_json(preferences, indent=1)
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
            with os.fdopen(handle, "wb") as stream:
                stream.write(document)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(self._path)
        except OSError as error:
            raise EnvironmentFault(
                "preferences-not-saved", path=self._path, reason=error.strerror or ""
            ) from error
