"""Who brings a package to a receiver of the settings. Nothing is connected before a document is
brought, and nothing at all where the settings name no receiver."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digitizer.domain.delivery import PackageMark, Receiver, Way
from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotAllowed, NotFound
from digitizer.settings import ReceiverSettings
from digitizer.workflow.delivery_port import Courier, Stopping, Watch
from exports.private_file import private_bytes

if TYPE_CHECKING:
    from exports.delivery.client import Connection
    from exports.delivery.identity import Identity

_LONGEST_TOKEN = 2**14
_MARK_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Couriers:
    """``root`` is the workspace: relative paths count from it."""

    root: Path
    settings: dict[str, ReceiverSettings]

    def receivers(self) -> tuple[Receiver, ...]:
        """Those that packages can be delivered to."""
        return tuple(
            self._receiver(key, one) for key, one in self.settings.items() if one.kind is not None
        )

    def receiver(self, key: str) -> Receiver:
        """Raises NotFound ``delivery-no-receiver``."""
        for found in self.receivers():
            if found.key == key:
                return found
        known = ", ".join(sorted(one.key for one in self.receivers()))
        raise NotFound("delivery-no-receiver", receiver=key, known=known or "—")

    @contextlib.contextmanager
    def opened(
        self, receiver: Receiver, package: Path, stop: Stopping, secret: str | None = None
    ) -> Iterator[Courier]:
        """A courier with the checked package. A receiver with a key gets files only sealed: they
        can be lost on the way. ``secret`` opens the key of our certificate. Raises Stopped,
        what :func:`exports.sealing.archive_of` and what opening the package for its way raise;
        EnvironmentFault, InvalidInput for a token or a certificate that cannot be used."""
        found = self.settings[receiver.key]
        if receiver.way is Way.HTTPS:
            with self._over_https(receiver, found, package, stop, secret) as courier:
                yield courier
        else:
            yield self._into_folder(receiver, found, package, stop)

    def mark(self, receiver: Receiver, package: Path) -> PackageMark | None:
        """What tells a package before it is checked; None for what is no package of ours. Raises
        NotAllowed ``delivery-sealed`` for a sealed one over HTTPS, and as
        :func:`exports.sealing.archive_of` and :func:`exports.delivery.parcel.require_sound` of a
        sealed one."""
        from exports.delivery.parcel import is_sealed, manifest_of, package_name, require_sound
        from exports.sealing import archive_of

        archive = archive_of(package)
        if is_sealed(archive):
            if receiver.way is Way.HTTPS:
                raise NotAllowed("delivery-sealed", package=archive.name)
            require_sound(archive)
            return PackageMark(package_name(archive))
        manifest = manifest_of(archive)
        return PackageMark(package_name(archive), manifest) if manifest else None

    def locked_key(self, receiver: Receiver) -> Path | None:
        """The key of our certificate, where this receiver asks for one and the key has a password.
        Raises as :attr:`exports.delivery.identity.Identity.wants_secret`."""
        identity = self.identity(self.settings[receiver.key])
        return identity.key if identity is not None and identity.wants_secret else None

    def try_key(self, receiver: Receiver, secret: str) -> None:
        """Raises as :meth:`exports.delivery.identity.Identity.require_usable`."""
        identity = self.identity(self.settings[receiver.key], secret)
        if identity is not None:
            identity.require_usable()

    def identity(self, one: ReceiverSettings, secret: str | None = None) -> Identity | None:
        if not one.client_certificate:
            return None
        from exports.delivery.identity import Identity

        key = one.client_key or one.client_certificate
        return Identity(self.root / one.client_certificate, self.root / key, secret)

    def _receiver(self, key: str, one: ReceiverSettings) -> Receiver:
        target = one.address or str(self.root / one.path)
        return Receiver(key, one.name or key, Way(one.kind or ""), target)

    def _into_folder(
        self, receiver: Receiver, found: ReceiverSettings, package: Path, stop: Stopping
    ) -> Courier:
        from exports.delivery import FolderCourier, file_parcel, require_sound
        from exports.delivery.parcel import is_sealed, manifest_of, package_name
        from exports.sealing import archive_of

        archive, go_on = archive_of(package), _unseen(stop).go_on
        name = package_name(archive)
        require_sound(archive, go_on)
        manifest = manifest_of(archive)
        if found.key is not None and not is_sealed(archive):
            archive = _sealed(archive, self.root / found.key, receiver.key, go_on)
        away_from = self.root if receiver.way is Way.MEDIA else None
        files = file_parcel(archive, name, manifest, go_on)
        return FolderCourier(receiver, files, Path(receiver.target), away_from)

    @contextlib.contextmanager
    def _over_https(
        self,
        receiver: Receiver,
        found: ReceiverSettings,
        package: Path,
        stop: Stopping,
        secret: str | None,
    ) -> Iterator[Courier]:
        from exports.delivery.client import opened
        from exports.delivery.documents import opened_documents
        from exports.delivery.https import HttpsCourier
        from exports.delivery.model_api import model_api
        from exports.delivery.parcel import is_sealed
        from exports.sealing import archive_of

        archive = archive_of(package)
        if is_sealed(archive):
            raise NotAllowed("delivery-sealed", package=archive.name)
        identity = self.identity(found, secret)
        connection = self.connection(found, self.token(found), identity)
        # First what is quick to find wrong.
        with (
            opened(connection, stop) as client,
            opened_documents(archive, _unseen(stop).go_on) as documents,
        ):
            yield HttpsCourier(receiver, documents, client, model_api())

    def connection(
        self, found: ReceiverSettings, token: str | None = None, identity: Identity | None = None
    ) -> Connection:
        from exports.delivery.client import Connection

        return Connection(
            found.address,
            token,
            self.root / found.authorities if found.authorities else None,
            found.proxy or None,
            found.per_minute,
            found.timeout_seconds,
            identity,
        )

    def token(self, found: ReceiverSettings) -> str | None:
        """Raises EnvironmentFault, InvalidInput for one that is not there or cannot be used."""
        if found.token_variable:
            token = os.environ.get(found.token_variable, "").strip()
            if not token:
                raise EnvironmentFault("delivery-token-variable", variable=found.token_variable)
            return _usable(token, found.token_variable)
        if found.token_file:
            file = self.root / found.token_file
            return _usable(_private_line(file), str(file))
        return None


def _unseen(stop: Stopping) -> Watch:
    """Of work that is not counted."""
    return Watch(lambda _bytes: None, stop)


def _sealed(archive: Path, key_file: Path, receiver: str, go_on: Callable[[], None]) -> Path:
    """The archive sealed for this receiver, beside it; made once for these keys and this archive,
    which its name tells, so that a delivery that was broken off goes on with the same bytes."""
    from exports.delivery.parcel import readable, sha256_of
    from exports.names import safe_part
    from exports.sealing import SEALED_ENDING, receiver_keys, seal

    receiver_keys(key_file)
    with readable(key_file):
        told = key_file.read_bytes() + sha256_of(archive, go_on).encode("ascii")
    mark = hashlib.sha256(told).hexdigest()[:_MARK_LENGTH]
    name = f"{archive.stem}.{safe_part(receiver)}-{mark}{archive.suffix}{SEALED_ENDING}"
    sealed = archive.with_name(name)
    return sealed if sealed.is_file() else seal(archive, key_file, sealed, go_on)


def _private_line(file: Path) -> str:
    """The first line of a file that nobody else can read."""
    try:
        line = private_bytes(file, _LONGEST_TOKEN, "delivery-token-open").partition(b"\n")[0]
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("delivery-token-no-io", file=file, reason=reason) from error
    return line.strip().decode("utf-8", "replace")


def _usable(token: str, place: str) -> str:
    """Raises InvalidInput ``delivery-token-wrong`` for what cannot stand in a header."""
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise InvalidInput("delivery-token-wrong", place=place)
    return token
