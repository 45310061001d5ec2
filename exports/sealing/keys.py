"""Keys of the age format: public ones of receivers, and the secret one that opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyrage

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from exports.landing import new_file
from exports.private_file import private_bytes

_LARGEST = 2**16
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105
_PUBLIC = "age1"
_SSH = ("ssh-ed25519 ", "ssh-rsa ")


def receiver_keys(file: Path) -> tuple[Any, ...]:
    """The public keys in a file, one a line (``age1…`` or an SSH public key), at least one; lines
    that begin with ``#`` are remarks. Raises InvalidInput ``receiver-key-wrong`` with the line,
    ``receiver-key-secret`` for a file that holds a secret key, EnvironmentFault ``key-no-io``."""
    keys = []
    for number, line in _lines(_read(file)):
        if line.startswith(_SECRET):
            raise InvalidInput("receiver-key-secret", file=file)
        keys.append(_public(line, file, number))
    if not keys:
        raise InvalidInput("receiver-key-wrong", file=file, line=1)
    return tuple(keys)


def opening_keys(file: Path) -> tuple[Any, ...]:
    """The secret keys in a file that nobody else can read. Raises InvalidInput ``opening-key-open``
    for any other, ``opening-key-wrong`` for one without a secret key of this format,
    EnvironmentFault ``key-no-io``."""
    data = _read(file, private=True)
    try:
        if b"-----BEGIN OPENSSH PRIVATE KEY-----" in data:
            return (pyrage.ssh.Identity.from_buffer(data),)
        keys = tuple(pyrage.x25519.Identity.from_str(line) for _, line in _lines(data))
    except (pyrage.IdentityError, ValueError) as error:
        raise InvalidInput("opening-key-wrong", file=file) from error
    if not keys:
        raise InvalidInput("opening-key-wrong", file=file)
    return keys


def new_key(file: Path) -> str:
    """Write a new secret key into a file of its own and return the public one. Raises InvalidInput
    ``sheet-exists`` for a file that is there, EnvironmentFault ``key-no-io``."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    try:
        with new_file(file, private=True) as stream:
            stream.write(f"# public key: {public}\n{identity}\n".encode("ascii"))
    except FileExistsError as error:
        raise InvalidInput("sheet-exists", file=file) from error
    except OSError as error:
        raise _fault(file, error) from error
    return public


def _public(line: str, file: Path, number: int) -> Any:
    kinds: dict[str, Callable[[str], Any]] = {
        _PUBLIC: pyrage.x25519.Recipient.from_str,
        **dict.fromkeys(_SSH, pyrage.ssh.Recipient.from_str),
    }
    for beginning, parse in kinds.items():
        if line.startswith(beginning):
            try:
                return parse(line)
            except (pyrage.RecipientError, ValueError) as error:
                raise InvalidInput("receiver-key-wrong", file=file, line=number) from error
    raise InvalidInput("receiver-key-wrong", file=file, line=number)


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers; what is no ASCII makes no key."""
    for number, line in enumerate(data.decode("ascii", "replace").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def _read(file: Path, *, private: bool = False) -> bytes:
    try:
        if private:
            return private_bytes(file, _LARGEST, "opening-key-open")
        with file.open("rb") as stream:
            return stream.read(_LARGEST)
    except OSError as error:
        raise _fault(file, error) from error


def _fault(file: Path, error: OSError) -> EnvironmentFault:
    return EnvironmentFault("key-no-io", file=file, reason=error.strerror or type(error).__name__)
