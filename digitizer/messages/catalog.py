"""Loading and formatting of the message catalogs (Project Fluent files)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from threading import Lock

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Message

from digitizer.domain.errors import DigitizerError
from digitizer.domain.problems import Problem

LANGUAGES = ("vi", "en")


class Messages:
    """Formats messages in one language. Ids are ``<area>-<name>``; a missing id is a bug and
    raises KeyError, which the catalog test finds before a user does."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise KeyError(language)
        self.language = language
        self._catalog = _catalog(language)

    def has(self, message_id: str) -> bool:
        """Whether there is such a message, or such an attribute of one."""
        name, _, attribute = message_id.partition(".")
        try:
            message = self._catalog.message(name)
        except LookupError:
            return False
        return not attribute or attribute in message.attributes

    def text(self, message_id: str, **params: str | int | float) -> str:
        """The sentence for an id; ``id.attribute`` names an attribute of a message."""
        name, _, attribute = message_id.partition(".")
        message = self._catalog.message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        if pattern is None:
            raise KeyError(message_id)
        text, errors = self._catalog.bundle.format_pattern(pattern, dict(params))
        if errors:
            raise KeyError(f"{message_id}: {errors}")
        return str(text)

    def problem(self, problem: Problem) -> str:
        return self.text(f"problem-{problem.code}", **dict(problem.params))

    def error(self, error: DigitizerError) -> str:
        """What happened, and after it what to do next."""
        params: Mapping[str, str] = error.params
        happened = self.text(f"error-{error.code}", **params)
        return f"{happened} {self.text(f'error-{error.code}.next', **params)}"


def language_from_environment() -> str:
    """``DIGITIZER_LANG`` when it is a language we have, otherwise Vietnamese."""
    wanted = os.environ.get("DIGITIZER_LANG", "").split("_")[0].lower()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


class _Catalog:
    """All sentences of a language. One is parsed when it is first asked for: parsing all of them
    would be a good part of the program's start. Safe to use from several threads."""

    def __init__(self, language: str) -> None:
        self.bundle = FluentBundle([language], use_isolating=False)
        self._unread: dict[str, str] = {}
        self._lock = Lock()
        folder = files("digitizer.messages") / language
        for entry in sorted(folder.iterdir(), key=lambda item: item.name):
            if entry.name.endswith(".ftl"):
                self._unread |= _entries(entry.read_text(encoding="utf-8"))

    def message(self, name: str) -> Message:
        """Raises KeyError for a message that there is not."""
        with self._lock:
            self._read(name)
        return self.bundle.get_message(name)

    def _read(self, name: str) -> None:
        source = self._unread.pop(name, None)
        if source is None:
            return
        for other in _REFERENCE.findall(source):
            self._read(other)
        self.bundle.add_resource(FluentResource(source))


_ENTRY = re.compile(r"^(-?[A-Za-z][\w-]*) *=(?:.*)(?:\n(?:[ \t}].*)?)*", re.MULTILINE)
_REFERENCE = re.compile(r"(?<![\w$\"-])(-?[A-Za-z][\w-]*)(?=[\s.]*[\w.]*\s*(?:->|\}))")


def _entries(source: str) -> dict[str, str]:
    """The text of each message and term, by its id."""
    return {found.group(1): found.group(0) for found in _ENTRY.finditer(source)}


@cache
def _catalog(language: str) -> _Catalog:
    return _Catalog(language)
