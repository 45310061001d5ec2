"""Hashing of passwords with Argon2id."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class ArgonHasher:
    """Safe to use from several threads. ``memory_kib`` is taken for as long as one call runs."""

    def __init__(self, *, passes: int, memory_kib: int, lanes: int) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes)
        self._nobody = ""

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def is_right(self, hashed: str, password: str) -> bool:
        """A hash that is no hash fits no password."""
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, hashed: str) -> bool:
        return self._hasher.check_needs_rehash(hashed)

    def spend(self, password: str) -> None:
        # Making the hash of nobody would itself take as long once more, so it is a fixed text with
        # today's figures: what takes the time is the comparison.
        if not self._nobody:
            parameters = self._hasher
            self._nobody = (
                f"$argon2id$v=19$m={parameters.memory_cost},t={parameters.time_cost},"
                f"p={parameters.parallelism}$AAAAAAAAAAAAAAAAAAAAAA$" + "A" * 43
            )
        self.is_right(self._nobody, password)
