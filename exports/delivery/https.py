"""Bringing the documents of a package to the model API of Công văn 7197, one by one.

Before anything is sent the receiver is asked what it has under the document's code, at every try
anew: whatever broke off, also this program, a document that arrived is not sent twice.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_random_exponential

from digitizer.domain.delivery import (
    VOUCHING,
    Answer,
    Item,
    Outcome,
    Parcel,
    Receipt,
    Receiver,
)
from digitizer.domain.errors import EnvironmentFault
from digitizer.workflow.delivery_port import Unanswered, Watch
from exports.delivery.client import Client, Reply, Transient
from exports.delivery.documents import DocumentParcel
from exports.delivery.form import Form, two_parts
from exports.delivery.model_api import ModelApi
from exports.delivery.parcel import ARCHIVE_FAULTS

_ATTEMPTS = 6
_LONGEST_WAIT_SECONDS = 300.0
_OK, _CREATED, _ACCEPTED, _NO_CONTENT = 200, 201, 202, 204
_TAKEN = frozenset({_OK, _CREATED, _ACCEPTED, _NO_CONTENT})
_MISSING, _GONE, _CONFLICT = 404, 410, 409
_NO_SUCH_CALL = frozenset({404, 405, 501})
_NOT_AGAIN = frozenset({_CONFLICT, 412})
_LONGEST_TEXT = 2000
# The receiver is there but cannot take this document in: others may still arrive.
_OF_ONE_DOCUMENT = frozenset({"delivery-down", "delivery-pending"})


@dataclass(slots=True)
class HttpsCourier:
    """``backoff_seconds`` is the least of the longest waits between two tries, which grow."""

    receiver: Receiver
    documents: DocumentParcel
    client: Client
    api: ModelApi
    attempts: int = _ATTEMPTS
    backoff_seconds: float = 1.0
    trusts_receipts: bool = True

    @property
    def parcel(self) -> Parcel:
        return self.documents.parcel

    def bring(
        self, item: Item, known: Receipt | None, watch: Watch, *, is_older: bool = False
    ) -> Answer:
        """A document that lies there with another file is replaced only when ``known`` says that
        it is ours, or this very call sent it. One with the same file is ours, as its bytes tell; it
        is sent again unless ``known`` says that its metadata are today's too, since receivers do
        not tell those. A receiver that will not have it again has it nevertheless: it is found,
        with the status that says so, unless ``known`` names other metadata.

        Raises EnvironmentFault for a receiver that is not the one it should be, that does not
        answer as one, or not after all tries; Unanswered for one that reports faults of its own or
        does not finish."""
        vouching = known if known is not None and known.answer.outcome in VOUCHING else None
        work = _Bringing(self, item, watch, vouching, is_older)
        tries = Retrying(
            retry=retry_if_exception_type(Transient),
            stop=stop_after_attempt(self.attempts),
            wait=self._wait,
            sleep=self.client.pause,
            reraise=True,
        )
        try:
            return tries(work.once)
        except Transient as error:
            kind = Unanswered if error.code in _OF_ONE_DOCUMENT else EnvironmentFault
            raise kind(
                error.code, receiver=self.client.host, tries=self.attempts, reason=error.reason
            ) from error

    def _wait(self, state: RetryCallState) -> float:
        """As long as the receiver asks for, but at least so long that many senders do not return
        at once. Raises EnvironmentFault ``delivery-later`` where it asks for too long."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, Transient) else 0.0
        if asked > _LONGEST_WAIT_SECONDS:
            minutes = int(-(-asked // 60))
            raise EnvironmentFault("delivery-later", receiver=self.client.host, minutes=minutes)
        grown = wait_random_exponential(self.backoff_seconds, max=60.0 * self.backoff_seconds)
        return max(asked, grown(state))


@dataclass(slots=True)
class _Bringing:
    """One document at one receiver over all tries. ``known`` is the receipt by which what lies
    there is ours, ``older`` the hash of what lay there before we sent; ``is_pending`` tells that
    the receiver took what we sent but does not show it yet."""

    courier: HttpsCourier
    item: Item
    watch: Watch
    known: Receipt | None
    is_older: bool = False
    has_sent: bool = False
    is_pending: bool = False
    older: str | None = None

    def once(self) -> Answer:
        """One try. Raises as :meth:`Client.ask`."""
        self.watch.go_on()
        there = self._there()
        if self.is_pending:
            return self._shown(there)
        if there is None:
            return self._send(is_new=True)
        is_same = there == self.item.sha256
        if is_same and self._is_from_here:
            return Answer(self._arrived if self.has_sent else Outcome.FOUND, _OK)
        if not (is_same or self.known or self.has_sent):
            return Answer(Outcome.TAKEN, _OK)
        if self.is_older and not self.has_sent and not self._is_as_noted(there):
            return Answer(Outcome.FOUND if is_same else Outcome.SUPERSEDED, _OK)
        if not self.has_sent:
            self.older = there
        return self._send(is_new=False)

    @property
    def _is_from_here(self) -> bool:
        """Whether the right file at the receiver tells that the metadata are right too: a receipt
        names this very content, or the file changed with what this call sent."""
        if self.known is not None and self.known.item.content == self.item.content:
            return True
        return self.has_sent and self.older != self.item.sha256

    def _is_as_noted(self, there: str) -> bool:
        """Whether the newest receipt tells what lies there; a later one may be lost."""
        known = self.known
        if known is None or not known.item.content:
            return False
        return not known.has_arrived or there == known.item.sha256

    @property
    def _arrived(self) -> Outcome:
        return Outcome.ACCEPTED if self.older is None or not self.known else Outcome.REPLACED

    def _shown(self, there: str | None) -> Answer:
        """What became of a document that the receiver took before. Raises Transient while it shows
        nothing of it."""
        if there in (None, self.older):
            raise Transient("delivery-pending")
        if there != self.item.sha256:
            return Answer(Outcome.DIFFERS, _OK)
        return Answer(self._arrived, _OK)

    def _there(self) -> str | None:
        """The hash of what the receiver has under the code; None where it has nothing."""
        client, api, code = self.courier.client, self.courier.api, self.item.document
        reply = client.ask("GET", api.document(code))
        if reply.status in (_MISSING, _GONE):
            return None
        if reply.status != _OK:
            raise self._strange(reply)
        return self._told(reply) or self._downloaded()

    def _told(self, reply: Reply) -> str | None:
        told = self.courier.api.told(reply.body)
        return told.sha256 if told.code in (None, self.item.document) else None

    def _downloaded(self) -> str:
        """The hash of the file as the receiver gives it back; empty for a longer one. Raises
        EnvironmentFault where it gives none: then nothing tells what it has."""
        client, api = self.courier.client, self.courier.api
        found = client.hash_of(api.download(self.item.document), self.item.size)
        if found is None:
            raise EnvironmentFault("delivery-answer-unreadable", receiver=client.host)
        return found

    def _send(self, *, is_new: bool) -> Answer:
        api, form = self.courier.api, self._form()
        # Ours from here on, whatever becomes of the answer.
        self.has_sent = True
        headers = {
            "Content-Type": form.content_type,
            api.idempotency_header: idempotency_key(self.item),
        }
        path = api.import_path if is_new else api.document(self.item.document)
        try:
            reply = self.courier.client.ask(
                "POST" if is_new else "PUT",
                path,
                headers=headers,
                body=form.blocks,
                size=form.size,
            )
        except ARCHIVE_FAULTS as error:
            reason = type(error).__name__
            package = self.courier.parcel.package
            raise EnvironmentFault(
                "package-not-readable", package=package, reason=reason
            ) from error
        return self._judged(reply, is_new=is_new)

    def _judged(self, reply: Reply, *, is_new: bool) -> Answer:
        if reply.status in _NO_SUCH_CALL and is_new:
            address = self.courier.client.connection.address
            raise EnvironmentFault("delivery-no-api", address=address, status=reply.status)
        if reply.status in _TAKEN:
            there = self._told(reply) or self._there()
            is_same = there == self.item.sha256
            is_later = reply.status == _ACCEPTED or there == self.older
            if there is None or (is_later and not is_same):
                self.is_pending = True
                raise Transient("delivery-pending")
            outcome = self._arrived if is_same else Outcome.DIFFERS
            return Answer(outcome, reply.status, _text(reply))
        if 400 <= reply.status < 500 or reply.status in _NO_SUCH_CALL:
            return Answer(self._left(reply), reply.status, _text(reply))
        raise self._strange(reply)

    def _left(self, reply: Reply) -> Outcome:
        """What lies there after an answer by which nothing was taken."""
        has_changed = self.older != self.item.sha256
        if reply.status == _CONFLICT and has_changed and self._there() == self.item.sha256:
            return self._arrived
        has_other_metadata = self.known is not None and self.known.item.content != ""
        if has_changed or has_other_metadata or reply.status not in _NO_SUCH_CALL | _NOT_AGAIN:
            return Outcome.REFUSED
        return Outcome.FOUND

    def _form(self) -> Form:
        document = self.courier.documents.document(self.item)
        api = self.courier.api
        return two_parts(
            (api.metadata_part, api.file_part),
            document.metadata,
            document.file_name,
            self.item.size,
            lambda: self.courier.documents.open_item(self.item),
            self.watch.tell,
        )

    def _strange(self, reply: Reply) -> EnvironmentFault:
        host = self.courier.client.host
        return EnvironmentFault("delivery-strange-answer", receiver=host, status=reply.status)


def idempotency_key(item: Item) -> str:
    """The same for the same document with the same content, whoever sends it and how often."""
    return hashlib.sha256(f"{item.document}\n{item.content}".encode()).hexdigest()


def _text(reply: Reply) -> str:
    """The beginning of what the receiver said, printable."""
    words = reply.body[: 4 * _LONGEST_TEXT].decode("utf-8", "replace")
    return "".join(char if char.isprintable() else " " for char in words)[:_LONGEST_TEXT]
