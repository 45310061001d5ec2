"""One connection to one receiver over HTTPS, within limits that nothing of what it answers can
exceed.

The certificate is always checked and names and addresses come from the settings alone: no proxy of
the environment, no redirect, no cookie. Every request has an end, also against a receiver that
sends a byte now and then, and a person can stop it at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import httpx

from digitizer.domain.errors import EnvironmentFault
from digitizer.workflow.delivery_port import Stopped, Stopping
from exports.delivery.identity import Identity
from exports.delivery.wire import LOOK_SECONDS, Ending, Wire, ending_in_time

T = TypeVar("T", bound=BaseException)

_AGENT = "Digitizer"
_BLOCK = 2**16
_LARGEST_ANSWER = 2**16
# Below this a connection cannot carry a package in a working day.
_SLOWEST_BYTES_PER_SECOND = 2**13
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
_FATAL = {401: "delivery-credentials", 403: "delivery-credentials", 407: "delivery-proxy"}
# What a server answers to the certificate of the sender or to none, as OpenSSL calls it.
_NOT_KNOWN = re.compile(
    r"_ALERT_(CERTIFICATE_(REQUIRED|EXPIRED|REVOKED|UNKNOWN)|(BAD|UNSUPPORTED)_CERTIFICATE"
    r"|UNKNOWN_CA|ACCESS_DENIED)$"
)
# Says the same in versions of TLS before 1.3, and also that there is no common way of encryption.
_NO_HANDSHAKE = re.compile(r"_ALERT_HANDSHAKE_FAILURE$")


class Transient(Exception):
    """Worth another try: ``code`` is what to say when there is none left; ``retry_after`` are the
    seconds that the receiver asked for."""

    def __init__(self, code: str, reason: str = "", retry_after: float = 0.0) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Connection:
    """How a receiver is reached. ``token`` is sent as a bearer token; ``authorities`` is a file of
    certificates that stands instead of those of the computer; ``identity`` is shown to a receiver
    that asks for a certificate."""

    address: str
    token: str | None = field(default=None, repr=False)
    authorities: Path | None = None
    proxy: str | None = None
    per_minute: int = 120
    timeout_seconds: float = 30.0
    identity: Identity | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """``body`` is never longer than was asked for."""

    status: int
    body: bytes


@dataclass(slots=True)
class Client:
    """Made by :func:`opened`; for one thread. ``now`` and ``sleep`` are those of requests that
    keep their distance."""

    connection: Connection
    http: httpx.Client
    stop: Stopping
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    wire: Wire = field(default_factory=Wire)
    _next_at: float = field(default=0.0)

    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: Callable[[], Iterator[bytes]] | None = None,
        size: int = 0,
    ) -> Reply:
        """A request of ``size`` bytes and its answer.

        Raises Transient for what may go well later, EnvironmentFault for what will not, Stopped."""
        with self._answer(method, path, headers or {}, body, size) as response:
            found = bytearray()
            for block in response.iter_raw(_BLOCK):
                found += block
                if len(found) > _LARGEST_ANSWER:
                    raise EnvironmentFault("delivery-answer-too-large", receiver=self.host)
            return Reply(response.status_code, bytes(found))

    def hash_of(self, path: str, largest: int) -> str | None:
        """The SHA-256 (hex) of what lies at a path, empty where more than ``largest`` bytes do;
        None where nothing is given. Raises as :meth:`ask`."""
        digest, there = hashlib.sha256(), 0
        with self._answer("GET", path, {}, None, largest) as response:
            if response.status_code != httpx.codes.OK:
                return None
            for block in response.iter_raw(_BLOCK):
                digest.update(block)
                there += len(block)
                if there > largest:
                    return ""
        return digest.hexdigest()

    @property
    def host(self) -> str:
        return urlsplit(self.connection.address).netloc

    def pause(self, seconds: float) -> None:
        """Raises Stopped as soon as a person wants no more."""
        until = self.now() + seconds
        while (left := until - self.now()) > 0:
            if self.stop.is_set():
                raise Stopped
            self.sleep(min(left, LOOK_SECONDS))

    @contextlib.contextmanager
    def _answer(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: Callable[[], Iterator[bytes]] | None,
        size: int,
    ) -> Iterator[httpx.Response]:
        self._keep_pace()
        longest = 4 * self.connection.timeout_seconds + size / _SLOWEST_BYTES_PER_SECOND
        told = dict(headers)
        if body is not None:
            told["Content-Length"] = str(size)
        address = self.connection.address.rstrip("/") + path
        with ending_in_time(self.wire, longest, self.stop) as ending:
            try:
                with self.http.stream(
                    method,
                    address,
                    headers=told,
                    content=body() if body is not None else None,
                    extensions={"trace": self.wire.trace},
                ) as response:
                    self._require_usable(response)
                    yield response
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise self._fault(error, ending) from error

    def _keep_pace(self) -> None:
        self.pause(self._next_at - self.now())
        self._next_at = self.now() + 60.0 / self.connection.per_minute

    def _require_usable(self, response: httpx.Response) -> None:
        status = response.status_code
        if status in _FATAL:
            raise EnvironmentFault(_FATAL[status], receiver=self.host, status=status)
        if 300 <= status < 400:
            to = urlsplit(response.headers.get("Location", "")).netloc or "?"
            raise EnvironmentFault("delivery-redirect", receiver=self.host, to=to[:100])
        if status in _TRANSIENT:
            wait = _seconds(response.headers.get("Retry-After", ""))
            code = "delivery-busy" if status == httpx.codes.TOO_MANY_REQUESTS else "delivery-down"
            raise Transient(code, str(status), wait)

    def _fault(self, error: Exception, ending: Ending) -> Exception:
        if ending.was_stopped:
            return Stopped()
        if ending.was_late:
            return Transient("delivery-slow")
        if (cause := _cause(error, ssl.SSLCertVerificationError)) is not None:
            reason = getattr(cause, "verify_message", "") or "TLS"
            return EnvironmentFault("delivery-certificate", receiver=self.host, reason=reason)
        alert = _cause(error, ssl.SSLError)
        if alert is not None and _NOT_KNOWN.search(alert.reason or ""):
            return EnvironmentFault(self._unknown, receiver=self.host, reason=alert.reason)
        if alert is not None and _NO_HANDSHAKE.search(alert.reason or ""):
            return EnvironmentFault(
                "delivery-no-handshake", receiver=self.host, reason=alert.reason
            )
        if isinstance(error, httpx.ProxyError):
            return EnvironmentFault("delivery-proxy", receiver=self.host, status=0)
        if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL):
            return EnvironmentFault("delivery-address", address=self.connection.address)
        if isinstance(error, httpx.TimeoutException):
            return Transient("delivery-slow")
        return Transient("delivery-cut")

    @property
    def _unknown(self) -> str:
        """What to say to a server that does not know the sender by its certificate."""
        has_one = self.connection.identity is not None
        return "delivery-key-refused" if has_one else "delivery-key-wanted"


@contextlib.contextmanager
def opened(connection: Connection, stop: Stopping) -> Iterator[Client]:
    """A client that is closed afterwards; nothing is connected before the first request. Raises
    EnvironmentFault ``delivery-authorities`` for a file that holds no certificates,
    ``delivery-proxy-address``, and as :meth:`Identity.present`."""
    seconds = connection.timeout_seconds
    headers = {"User-Agent": _AGENT, "Accept": "application/json", "Accept-Encoding": "identity"}
    if connection.token is not None:
        headers["Authorization"] = f"Bearer {connection.token}"
    with httpx.Client(
        verify=_context(connection),
        trust_env=False,
        proxy=_proxy(connection.proxy),
        follow_redirects=False,
        timeout=httpx.Timeout(seconds),
        limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
        headers=headers,
    ) as http:
        yield Client(connection, http, stop)


def require_settings(connection: Connection) -> None:
    """Look at what :func:`opened` uses beside the identity, and connect to nothing. Raises as that
    does."""
    _trust(connection.authorities)
    _proxy(connection.proxy)


def _context(connection: Connection) -> ssl.SSLContext:
    context = _trust(connection.authorities)
    if connection.identity is not None:
        connection.identity.present(context)
    return context


def _trust(authorities: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=authorities)
    except (OSError, ssl.SSLError) as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("delivery-authorities", file=authorities, reason=reason) from error


def _proxy(address: str | None) -> httpx.Proxy | None:
    try:
        return httpx.Proxy(address) if address else None
    except (httpx.InvalidURL, ValueError) as error:
        raise EnvironmentFault("delivery-proxy-address", address=address) from error


def _seconds(told: str) -> float:
    """What Retry-After asks for: seconds or a moment; 0 for anything else."""
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return 0.0
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())


def _cause(error: BaseException, kind: type[T]) -> T | None:
    """The first of this kind among what led to an error."""
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, kind):
        seen = seen.__cause__ or seen.__context__
    return seen
