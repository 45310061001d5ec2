"""Loading and formatting of the message catalogs (Project Fluent files)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

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
        self._bundle = _bundle(language)

    def text(self, message_id: str, **params: str | int | float) -> str:
        """The sentence for an id; ``id.attribute`` names an attribute of a message."""
        name, _, attribute = message_id.partition(".")
        message = self._bundle.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        if pattern is None:
            raise KeyError(message_id)
        text, errors = self._bundle.format_pattern(pattern, dict(params))
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


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    folder = files("digitizer.messages") / language
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(entry.read_text(encoding="utf-8")))
    return bundle
