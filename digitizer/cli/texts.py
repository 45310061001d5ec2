"""The catalog in which help texts are written, chosen once when the program starts."""

from __future__ import annotations

from functools import cache

from digitizer.messages import Messages, language_from_environment


@cache
def messages() -> Messages:
    return Messages(language_from_environment())


def text(message_id: str) -> str:
    return messages().text(message_id)
