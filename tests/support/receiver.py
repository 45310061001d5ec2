"""A receiver with the model API of Công văn 7197, on a real socket with a real certificate, that
can fail in many ways."""

from __future__ import annotations

import contextlib
import hashlib
import json
import ssl
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

IMPORT = "/api/v1/documents/import"
DOCUMENTS = "/api/v1/documents/"
DOWNLOAD = "/api/v1/documents/download/"
_DRIP_SECONDS = 0.05
_ODD_ANSWERS = {"garbage": b"\xff\x00<html>ok?", "deep": b"[" * 60_000}


@dataclass
class ModelReceiver:
    """What it has and was asked. ``faults`` happen one a sending request, the first first,
    ``looks`` one a request that asks; their names stand in ``_Handler``. What it takes in ``later``
    lies there after ``patience`` more questions for it."""

    token: str | None = None
    tells_hash: bool = True
    gives_files: bool = True
    files: dict[str, bytes] = field(default_factory=dict)
    metadata: dict[str, bytes] = field(default_factory=dict)
    sendings: Counter[tuple[str, str]] = field(default_factory=Counter)
    keys: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    faults: deque[str] = field(default_factory=deque)
    looks: deque[str] = field(default_factory=deque)
    refused: frozenset[str] = frozenset()
    on_stored: Callable[[str], None] = lambda _code: None
    later: dict[str, bytes] = field(default_factory=dict)
    patience: int = 0

    def arrived(self, code: str) -> int:
        """How often the document was taken in anew."""
        return self.sendings["POST", code]


@dataclass(frozen=True)
class Running:
    receiver: ModelReceiver
    address: str
    authorities: Path


@contextlib.contextmanager
def running(
    folder: Path, receiver: ModelReceiver | None = None, senders: Path | None = None
) -> Iterator[Running]:
    """Serves until the block ends; ``folder`` takes its certificate. Only those are let in whose
    certificate leads to one of the file ``senders``, where there is one."""
    state = receiver or ModelReceiver()
    certificate, key = server_certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    if senders is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(senders)
    server = _Server(("127.0.0.1", 0), _handler(state))
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Running(state, f"https://127.0.0.1:{server.server_address[1]}", certificate)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def server_certificate(folder: Path, name: str = "receiver") -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nơi nhận Mẫu")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / f"{name}.pem", folder / f"{name}.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate, private


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Connections that the other side ends are what is tested here."""


def _handler(state: ModelReceiver) -> type[BaseHTTPRequestHandler]:
    return type("_Bound", (_Handler,), {"state": state})


class _Handler(BaseHTTPRequestHandler):
    state: ModelReceiver
    protocol_version = "HTTP/1.1"
    timeout = 10

    def log_message(self, *_args: object) -> None:
        """Nobody reads it."""

    def do_GET(self) -> None:
        state = self.state
        self._note()
        if self._is_unknown():
            return
        if state.looks and self._fail(state.looks.popleft()):
            return
        if self.path.startswith(DOWNLOAD):
            found = state.files.get(unquote(self.path.removeprefix(DOWNLOAD)))
            if found is None or not state.gives_files:
                self._say(404, b"{}")
            else:
                self._say(200, found, "application/pdf")
            return
        code = unquote(self.path.removeprefix(DOCUMENTS))
        if code in state.later:
            state.patience -= 1
            if state.patience <= 0:
                state.files[code] = state.later.pop(code)
        found = state.files.get(code)
        if found is None:
            self._say(404, b'{"message": "none"}')
        else:
            self._say(200, self._told(code, found))

    def do_POST(self) -> None:
        self._take("POST")

    def do_PUT(self) -> None:
        self._take("PUT")

    def _take(self, method: str) -> None:
        state = self.state
        self._note()
        fault = state.faults.popleft() if state.faults else ""
        if fault == "drop-mid-body":
            self.rfile.read(1000)
            self._drop()
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self._is_unknown() or (fault and self._fail(fault)):
            return
        metadata, file = self._parts(body)
        code = json.loads(metadata)["DocCode"]
        if code in state.refused:
            self._say(422, '{"message": "Thiếu trích yếu"}'.encode())
            return
        if fault == "corrupt":
            file = file[:-1] + bytes([file[-1] ^ 1])
        is_there = code in state.files
        if method == "POST" and is_there:
            state.sendings["twice", code] += 1
            self._say(409, b'{"message": "exists"}')
            return
        if fault in ("later", "later-silent"):
            state.sendings[method, code] += 1
            self._postpone(code, file, is_silent=fault == "later-silent")
            return
        state.files[code], state.metadata[code] = file, metadata
        state.sendings[method, code] += 1
        state.keys.append(self.headers.get("Idempotency-Key", ""))
        state.on_stored(code)
        if fault == "drop-answer":
            self._drop()
        elif fault == "wrong-hash":
            self._say(201, json.dumps({"DocCode": code, "sha256": "0" * 64}).encode())
        elif fault in _ODD_ANSWERS:
            self._say(201, _ODD_ANSWERS[fault])
        else:
            self._say(201, self._told(code, file))

    def _postpone(self, code: str, file: bytes, *, is_silent: bool) -> None:
        """Still has the old file, and says so or nothing."""
        self.state.later[code] = file
        if is_silent:
            self._say(202, b"{}")
        else:
            self._say(200, self._told(code, self.state.files[code]))

    def _fail(self, fault: str) -> bool:
        """Whether the request was ended."""
        if fault.isdigit():
            self._say(int(fault), b"{}")
        elif fault.startswith("429:"):
            self._say(429, b"{}", retry_after=fault.removeprefix("429:"))
        elif fault == "redirect":
            self._say(302, b"", location="https://elsewhere.example/steal")
        elif fault == "huge":
            self._say(200, b"x" * 2_000_000)
        elif fault == "drip":
            self._drip(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
        elif fault == "drip-head":
            self._drip(b"HTTP/1.1 200 OK\r\nX-")
        elif fault == "drop":
            self._drop()
        else:
            return False
        return True

    def _drip(self, head: bytes) -> None:
        self.close_connection = True
        self.wfile.write(head)
        for _ in range(400):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(_DRIP_SECONDS)

    def _drop(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _is_unknown(self) -> bool:
        wanted = self.state.token
        if wanted is None or self.headers.get("Authorization") == f"Bearer {wanted}":
            return False
        self._say(401, b"{}")
        return True

    def _note(self) -> None:
        self.state.asked.append((self.command, self.path))
        self.state.times.append(time.monotonic())

    def _told(self, code: str, file: bytes) -> bytes:
        said = {"DocCode": code}
        if self.state.tells_hash:
            said["sha256"] = hashlib.sha256(file).hexdigest()
        return json.dumps({"data": said}).encode()

    def _parts(self, body: bytes) -> tuple[bytes, bytes]:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        message = BytesParser(policy=HTTP).parsebytes(head + body)
        found = {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
            for part in message.iter_parts()
        }
        return found["metadata"], found["file"]

    def _say(
        self,
        status: int,
        body: bytes,
        kind: str = "application/json",
        *,
        retry_after: str | None = None,
        location: str | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (("Retry-After", retry_after), ("Location", location)):
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
