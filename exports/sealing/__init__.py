"""Encrypting a finished package for its receiver (the age format, version 1)."""

from exports.sealing.keys import new_key, receiver_keys
from exports.sealing.sealing import (
    SEALED_ENDING,
    archive_of,
    require_sealed,
    seal,
    unseal,
)

__all__ = [
    "SEALED_ENDING",
    "archive_of",
    "new_key",
    "receiver_keys",
    "require_sealed",
    "seal",
    "unseal",
]
