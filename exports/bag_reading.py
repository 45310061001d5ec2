"""Reading the tag files of bags, ours and others', of BagIt 1.0 and of the versions before it.

Nothing here touches a file by a name that stands in a bag; that the name stays in the bag is asked
with ``outside``.
"""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO, TextIOWrapper
from typing import IO

from exports.bag import PAYLOAD

Version = tuple[int, int]
FIRST_STRICT: Version = (1, 0)
"""From this version on every list names every file of the payload, exactly once."""

HASHLIB_NAMES = {
    "md5": "md5",
    "sha1": "sha1",
    "sha224": "sha224",
    "sha256": "sha256",
    "sha384": "sha384",
    "sha512": "sha512",
    "sha3256": "sha3_256",
    "sha3384": "sha3_384",
    "sha3512": "sha3_512",
    "blake2b512": "blake2b",
    "blake2s256": "blake2s",
}
"""Algorithms as bags name them, with hashlib's names."""

LIST_NAME = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
_DECLARATION = re.compile(
    r"BagIt-Version: ([0-9]{1,4})\.([0-9]{1,4})[ \t]*(?:\r\n|\r|\n)"
    r"Tag-File-Character-Encoding: ([A-Za-z0-9_.:-]+)[ \t]*(?:\r\n|\r|\n)?"
)
# Codecs of Python that are no character sets ("idna", "unicode_escape") are none of these.
_ENCODINGS = re.compile(r"ascii|utf-(?:8|16|32)(?:-[lb]e)?|iso8859-\d+|cp125\d")
_IN_EITHER_ORDER = frozenset({"utf-16", "utf-32"})
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+(\*?)(\S.*)")
_FETCH = re.compile(r"(\S+)[ \t]+(\d+|-)[ \t]+(\S.*)")
_LABEL = re.compile(r"([^:]+):(.*)")
_HOME_OR_DRIVE = re.compile(r"~|[A-Za-z]:|%[A-Za-z]+%")
_BREAK_CODES = re.compile(r"%(0[AaDd])")
_BREAK_OR_SIGN_CODES = re.compile(r"%(0[AaDd]|25)")


class BadTag(ValueError):
    """A tag file is not as the format asks; ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line}")


class UnknownEncoding(ValueError):
    """A bag names a character set that is none."""


@dataclass(frozen=True, slots=True)
class Declaration:
    version: Version
    encoding: str

    @property
    def is_strict(self) -> bool:
        return self.version >= FIRST_STRICT


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: the name as it stands there, ``./`` left out; ``is_plain`` tells whether it
    stood there as the format asks."""

    name: str
    digest: str
    is_plain: bool


def read_declaration(data: bytes) -> Declaration:
    """Of bagit.txt. Raises BadTag, UnknownEncoding."""
    try:
        found = _DECLARATION.fullmatch(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadTag(1) from error
    if found is None:
        raise BadTag(1)
    try:
        encoding = codecs.lookup(found[3]).name
    except LookupError as error:
        raise UnknownEncoding(found[3]) from error
    if not _ENCODINGS.fullmatch(encoding):
        raise UnknownEncoding(found[3])
    return Declaration((int(found[1]), int(found[2])), encoding)


def read_list(stream: IO[bytes], encoding: str, digits: int) -> Iterator[Entry]:
    """The lines of a list whose hashes have so many hex digits, read as they are asked for. Raises
    BadTag, and what reading raises."""
    for number, line in _lines(stream, encoding):
        found = _LINE.fullmatch(line)
        if found is None or len(found[1]) != digits:
            raise BadTag(number)
        name = found[3]
        plain = name.removeprefix("./")
        yield Entry(plain, found[1].lower(), not found[2] and plain == name)


def read_fetch(data: bytes, encoding: str) -> Iterator[str]:
    """The names in fetch.txt of what is to be fetched, which is never done. Raises BadTag."""
    for number, line in _lines(BytesIO(data), encoding):
        found = _FETCH.fullmatch(line)
        if found is None:
            raise BadTag(number)
        yield found[3].removeprefix("./")


def read_info(data: bytes, encoding: str) -> list[tuple[str, str]]:
    """The labels in small letters and the values of bag-info.txt. Raises BadTag."""
    pairs: list[tuple[str, list[str]]] = []
    for number, line in _lines(BytesIO(data), encoding):
        found = _LABEL.fullmatch(line)
        if line[0] in " \t" and pairs:
            pairs[-1][1].append(line.strip())
        elif found is None:
            raise BadTag(number)
        else:
            pairs.append((found[1].strip().lower(), [found[2].strip()]))
    return [(label, " ".join(parts)) for label, parts in pairs]


def decoded(name: str, version: Version) -> str:
    """A name with the characters that a list writes as codes: line breaks, and from 1.0 on the
    percent sign itself."""
    codes = _BREAK_OR_SIGN_CODES if version >= FIRST_STRICT else _BREAK_CODES
    return codes.sub(lambda found: chr(int(found[1], 16)), name)


def outside(name: str, *, of_payload: bool) -> bool:
    """Whether a list may not name this: it leads out of the bag, or is not of the kind of file that
    the list is for."""
    odd = any(part in ("", ".", "..") for part in name.split("/"))
    is_payload = name.startswith(f"{PAYLOAD}/")
    if odd or is_payload is not of_payload:
        return True
    return not is_payload and (_HOME_OR_DRIVE.match(name) is not None or name.startswith("\\"))


def alike(name: str) -> str:
    """What is the same for names that some file systems do not tell apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _lines(stream: IO[bytes], encoding: str) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, with their numbers."""
    try:
        for number, line in enumerate(_text(stream, encoding), start=1):
            if line.strip(" \t\n"):
                yield number, line.removesuffix("\n")
    except UnicodeError as error:
        raise BadTag(1) from error


def _text(stream: IO[bytes], encoding: str) -> Iterator[str]:
    """The lines, each ending in a line feed. Raises UnicodeError."""
    if encoding in _IN_EITHER_ORDER:
        # Read line by line these must begin with a mark of their order; without one whole texts
        # are taken as this computer writes them.
        yield from StringIO(stream.read().decode(encoding), newline=None)
        return
    text = TextIOWrapper(stream, encoding=encoding)
    try:
        yield from text
    finally:
        # Whoever reads no further than a bad line may have closed the stream by now.
        with contextlib.suppress(ValueError):
            text.detach()
