"""What every view shares: the backend of the present user, the bridge, and the sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import TypeVar

from digitizer.domain.errors import DigitizerError
from digitizer.domain.preferences import Preferences
from digitizer.domain.schema import Localized
from ui.backend import Backend
from ui.backends.preferences import PreferenceStore
from ui.bridge import Bridge

T = TypeVar("T")


class Session:
    """Views keep the session, never the backend itself, because the user may change."""

    def __init__(self, backend: Backend, bridge: Bridge) -> None:
        self.backend = backend
        self.bridge = bridge
        self.on_error: Callable[[DigitizerError], None] = _raise
        self._end_subscription = backend.subscribe(bridge.publish)
        self._on_actor: list[Callable[[], None]] = []
        self._is_locked = False
        self._when_open: list[Callable[[], None]] = []
        self._preferences: Preferences | None = None
        self._unsaved: tuple[PreferenceStore, Preferences] | None = None
        self._saving = Lock()
        self._computer_language = backend.messages.language

    @property
    def preferences(self) -> Preferences:
        """What the present person likes; the defaults, after the error was shown, where it cannot
        be read."""
        if self._preferences is None:
            found = self.attempt(self.backend.preferences.load)
            self._preferences = found or Preferences()
        return self._preferences

    def prefer(self, wanted: Preferences) -> None:
        """Keep it for the next start; an error is shown, and it holds until the window closes."""
        if wanted != self._preferences:
            self._preferences = wanted
            self._unsaved = (self.backend.preferences, wanted)
            self.succeeds(self._save_newest)

    def prefer_later(self, wanted: Preferences) -> None:
        """As :meth:`prefer`, written by a worker; only the newest of those that wait is written,
        so that what is on disk never goes back."""
        if wanted == self._preferences:
            return
        self._preferences = wanted
        is_waiting = self._unsaved is not None
        self._unsaved = (self.backend.preferences, wanted)
        if not is_waiting and not self.bridge.is_closed:
            self.bridge.run(self._save_newest, _nothing, self.on_error)

    def _save_newest(self) -> None:
        with self._saving:
            unsaved, self._unsaved = self._unsaved, None
            if unsaved is not None:
                store, wanted = unsaved
                store.save(wanted)

    def suppose(self, wanted: Preferences) -> None:
        """Go by these preferences without keeping them."""
        self._preferences = wanted

    def speak(self, language: str | None) -> bool:
        """Say everything in this language from now on (None: the computer's); whether that is
        another than before. What a view shows already stays until it is built anew."""
        wanted = language or self._computer_language
        if wanted == self.backend.messages.language:
            return False
        self.backend = self.backend.with_language(wanted)
        return True

    def text(self, message_id: str, **params: str | int | float) -> str:
        return self.backend.messages.text(message_id, **params)

    def label(self, localized: Localized) -> str:
        return localized.in_language(self.backend.messages.language)

    def type_label(self, key: str | None) -> str:
        """The name of a document type, or that it is not known."""
        found = self.backend.catalog.types.get(key) if key else None
        return self.label(found.label) if found else self.text("ui-type-unknown")

    def moment(self, when: datetime) -> str:
        """Local date and time as offices write them."""
        return when.astimezone().strftime("%d/%m/%Y %H:%M")

    def attempt(self, work: Callable[[], T]) -> T | None:
        """The result of ``work``, or None after the error was shown."""
        try:
            return work()
        except DigitizerError as error:
            self.on_error(error)
            return None

    def succeeds(self, work: Callable[[], object]) -> bool:
        """Whether ``work`` went well; if not, the error was shown."""
        try:
            work()
        except DigitizerError as error:
            self.on_error(error)
            return False
        return True

    def when_open(self, work: Callable[[], None]) -> None:
        """Do ``work`` now, or as soon as the locked window is open again, whoever opens it."""
        if self._is_locked:
            self._when_open.append(work)
        else:
            work()

    def set_locked(self, *, is_locked: bool) -> None:
        """Told by the lock of the window."""
        self._is_locked = is_locked
        if not is_locked:
            waiting, self._when_open = self._when_open, []
            for work in waiting:
                work()

    def follow_actor(self, listener: Callable[[], None]) -> None:
        self._on_actor.append(listener)

    def switch_actor(self, name: str) -> None:
        """Go on as another person; raises DigitizerError when the name cannot be one."""
        self.take_backend(self.backend.with_actor(name))

    def take_backend(self, other: Backend) -> None:
        """Go on with the backend of another person."""
        self._end_subscription()
        self.backend = other
        self._preferences = None
        self._end_subscription = other.subscribe(self.bridge.publish)
        for listener in self._on_actor:
            listener()

    def close(self) -> None:
        """End all work; a second time there is nothing left to end."""
        if self.bridge.is_closed:
            return
        self._end_subscription()
        self.bridge.close()
        self.succeeds(self._save_newest)


def _nothing(_result: object) -> None:
    """There is nothing to tell."""


def _raise(error: DigitizerError) -> None:
    raise error
