"""Writing a BagIt 1.0 bag (RFC 8493): the tag files around a payload that lies in ``data``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digitizer.domain.package import PackageContent

PAYLOAD = "data"
DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
AGENT = "Bag-Software-Agent"
OUR_NAME = "Digitizer"
OXUM = "Payload-Oxum"
ALGORITHMS = ("sha256", "sha512")
"""Those of our bags, by their names in bags and in hashlib alike."""

DECLARATION_BYTES = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ENCODED = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class FileHash:
    """A file's size in bytes and its hashes in the order of ``ALGORITHMS``."""

    size: int
    digests: tuple[bytes, ...]

    def hex(self, algorithm: str) -> str:
        return self.digests[ALGORITHMS.index(algorithm)].hex()


def payload_list(algorithm: str) -> str:
    """The name of the tag file with the hashes of the payload."""
    return f"manifest-{algorithm}.txt"


def tag_list(algorithm: str) -> str:
    """The name of the tag file with the hashes of the other tag files."""
    return f"tagmanifest-{algorithm}.txt"


def in_payload(name: str) -> str:
    """The name in the bag of a file of the payload."""
    return f"{PAYLOAD}/{name}"


def list_lines(hashes: Mapping[str, bytes]) -> Iterator[bytes]:
    """The lines of a list of hashes by name as our bags hold it; ``sha256sum --check`` and
    ``sha512sum --check`` read them."""
    return (_line_of(name, hashes[name]) for name in sorted(hashes))


def list_of(files: Mapping[str, FileHash], algorithm: str) -> Iterator[bytes]:
    """The same of some files by one algorithm."""
    at = ALGORITHMS.index(algorithm)
    return (_line_of(name, files[name].digests[at]) for name in sorted(files))


def _line_of(name: str, digest: bytes) -> bytes:
    return f"{digest.hex()}  {name.translate(_ENCODED)}\n".encode()


def oxum(sizes: Iterable[int]) -> str:
    """The octets and the number of files of a payload as ``Payload-Oxum`` says them."""
    found = tuple(sizes)
    return f"{sum(found)}.{len(found)}"


def info_bytes(content: PackageContent, name: str, payload: Mapping[str, FileHash]) -> bytes:
    """The tag file bag-info.txt of the package ``name``."""
    doc_type, profile = content.document_type, content.profile
    described = f"{doc_type.label.vi}: {content.batch_name}"
    head: Sequence[tuple[str, str]] = [
        ("Source-Organization", content.office),
        ("External-Description", described),
        ("Bagging-Date", f"{content.created_at:%Y-%m-%d}"),
        ("External-Identifier", name),
        (OXUM, oxum(each.size for each in payload.values())),
        (AGENT, f"{OUR_NAME} {content.software_version}"),
        ("Digitizer-Document-Type", f"{doc_type.key} {doc_type.version}"),
        ("Digitizer-Export-Profile", f"{profile.document_type} {profile.version}"),
        ("Digitizer-Audit-Head", content.audit_head),
    ]
    replaced = dict.fromkeys(each.package for each in content.replaces)
    lines = [*head, *(("Digitizer-Replaces", package) for package in replaced)]
    return "".join(f"{label}: {_line(value)}\n" for label, value in lines if value).encode("utf-8")


def _line(value: str) -> str:
    """A value that stays on its line."""
    return _BREAKS.sub(" ", value).strip()
