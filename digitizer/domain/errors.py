"""Bad circumstances: exceptions with a code, parameters and a sentence on what to do next.

The sentences live in the message catalogs under ``error-<code>`` with the attribute ``next``;
an exception carries no prose, so that command line, window and log say the same.
"""

from __future__ import annotations


class DigitizerError(Exception):
    """Base of every circumstance that Digitizer expects and can explain."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params: dict[str, str] = {name: str(value) for name, value in params.items()}
        super().__init__(f"{code} {self.params}" if params else code)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.code, self.params))


def _rebuild(kind: type[DigitizerError], code: str, params: dict[str, str]) -> DigitizerError:
    return kind(code, **params)


class UnreadableFile(DigitizerError):
    """A file that cannot become pages: truncated, encrypted, too large, of an unknown format."""


class NotAllowed(DigitizerError):
    """A rule of the walk forbids the step: wrong state, same person, blocking problem."""


class NotFound(DigitizerError):
    """Something named by the user does not exist."""


class Conflict(DigitizerError):
    """Someone else changed the thing in between."""


class InvalidInput(DigitizerError):
    """A value given by the user cannot be what the place asks for."""


class EnvironmentFault(DigitizerError):
    """Something around the program is missing or broken: tool, disk, folder, database."""


class BadSchema(DigitizerError):
    """A document type, code list or settings file is not well formed (params: file, place)."""
