"""Documents to bring, with metadata and invented content, and couriers for them."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from digitizer.domain.delivery import Item, Parcel, Receiver, Way
from digitizer.workflow.delivery_port import Watch
from exports.delivery.client import Connection, opened
from exports.delivery.described import Described
from exports.delivery.documents import DocumentParcel
from exports.delivery.https import HttpsCourier
from exports.delivery.identity import Identity
from exports.delivery.model_api import model_api
from exports.source import Source

CODES = tuple(f"G06.01_CV_{number:06}_V1" for number in range(1, 5))


def pdf_of(code: str) -> bytes:
    return b"%PDF-1.7 " + code.encode() + bytes(range(256)) * 16


def documents(
    files: Mapping[str, bytes] | None = None, subject: str = "Công văn mẫu", package: str = "Lo-mau"
) -> DocumentParcel:
    """A parcel in memory; ``subject`` stands in the metadata of all. Its manifest is that of what
    it holds, whatever it is called."""
    found = files if files is not None else {code: pdf_of(code) for code in CODES}
    described = {
        code: Described(
            code,
            json.dumps({"DocCode": code, "Subject": subject}, ensure_ascii=False).encode(),
            f"data/documents/{code}.pdf",
        )
        for code in found
    }
    items = tuple(_item(described[code], found[code]) for code in found)
    by_name = {described[code].file: data for code, data in found.items()}
    source = Source(
        {name: len(data) for name, data in by_name.items()},
        (),
        lambda name: io.BytesIO(by_name[name]),
    )
    digest = hashlib.sha256(repr(sorted(items, key=str)).encode()).hexdigest()
    manifest = hashlib.sha256(digest.encode()).hexdigest()
    return DocumentParcel(Parcel(package, digest, items, manifest), source, described)


def _item(one: Described, data: bytes) -> Item:
    sha256 = hashlib.sha256(data).hexdigest()
    content = hashlib.sha256(sha256.encode() + one.metadata).hexdigest()
    return Item(one.code, sha256, content, len(data))


def receiver_at(address: str) -> Receiver:
    return Receiver("kho", "Kho Mẫu", Way.HTTPS, address)


@contextlib.contextmanager
def https_courier(
    address: str,
    authorities: Path,
    parcel: DocumentParcel,
    *,
    stop: threading.Event | None = None,
    token: str | None = None,
    per_minute: int = 6000,
    attempts: int = 3,
    timeout: float = 20.0,
    identity: Identity | None = None,
) -> Iterator[HttpsCourier]:
    connection = Connection(address, token, authorities, None, per_minute, timeout, identity)
    with opened(connection, stop or threading.Event()) as client:
        yield HttpsCourier(
            receiver_at(address), parcel, client, model_api(), attempts, backoff_seconds=0.01
        )


def watch(stop: threading.Event | None = None) -> Watch:
    return Watch(lambda _bytes: None, stop or threading.Event())
