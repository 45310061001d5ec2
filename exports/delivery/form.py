"""A request of two parts (RFC 7578), sent piece by piece so that no document stands in memory."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote

_BLOCK = 2**16
_JSON, _PDF = "application/json", "application/pdf"


@dataclass(frozen=True, slots=True)
class Form:
    """``size`` is that of the whole body; ``blocks`` gives it anew at each call and tells how many
    bytes of the file are on their way."""

    content_type: str
    size: int
    blocks: Callable[[], Iterator[bytes]]


def two_parts(
    names: tuple[str, str],
    metadata: bytes,
    file_name: str,
    file_size: int,
    open_file: Callable[[], IO[bytes]],
    tell: Callable[[int], None],
) -> Form:
    """``names`` are those of the part with the metadata in JSON and of the one with the PDF."""
    boundary = f"digitizer-{secrets.token_hex(16)}"
    before = b"".join(
        (
            _head(boundary, names[0], "metadata.json", _JSON),
            metadata,
            b"\r\n",
            _head(boundary, names[1], file_name, _PDF),
        )
    )
    after = f"\r\n--{boundary}--\r\n".encode("ascii")

    def blocks() -> Iterator[bytes]:
        yield before
        sent = 0
        with open_file() as stream:
            while block := stream.read(_BLOCK):
                yield block
                sent += len(block)
                tell(sent)
        yield after

    size = len(before) + file_size + len(after)
    return Form(f"multipart/form-data; boundary={boundary}", size, blocks)


def _head(boundary: str, part: str, name: str, kind: str) -> bytes:
    safe = quote(name, safe="._-~ ")
    told = f'form-data; name="{part}"; filename="{safe}"'
    head = f"--{boundary}\r\nContent-Disposition: {told}\r\nContent-Type: {kind}\r\n\r\n"
    return head.encode("ascii")
