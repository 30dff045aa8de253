"""The one way of every platform's webhook: read, verify, translate, store, answer."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request, Response
from starlette.requests import ClientDisconnect

from bot.domain.errors import UnavailableError
from bot.domain.messages import IncomingEvent
from bot.domain.ports import Clock, Inbox
from channels.reading import MalformedError, faults_of

# LINE and Meta send a few kilobytes; Meta's largest documented batch, 1,000 events, fits too.
MAX_BODY_BYTES = 1_048_576
MAX_EVENTS = 1_000

log = logging.getLogger(__name__)


class RejectedError(Exception):
    """A request that is not taken; `status` is what its sender gets."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class Webhook:
    """What is a platform's own in that way.

    Attributes:
        name: for the log.
        signature_header: where the platform signs.
        is_genuine: body and signature to whether the platform wrote it.
        to_events: body and now to events; raises MalformedError.
    """

    name: str
    signature_header: str
    is_genuine: Callable[[bytes, str], bool]
    to_events: Callable[[bytes, datetime], Sequence[IncomingEvent]]

    async def receive(self, request: Request, inbox: Inbox, clock: Clock) -> Response:
        """Answer 200 once the events are stored; else refuse with one line in the log.

        401 unsigned, 403 wrongly signed, 413 over 1 MiB or 1,000 events, 503 when it cannot be
        stored now, so that the platform sends it again. A signed body that is no list of events
        gets 400: no healthy platform sends it and a repeat cannot help, but the platform's own
        error figures then show it to the operator; it must not pass silently as received.
        """
        try:
            events = await self._read(request, clock.now())
            await self._store(events, inbox)
        except RejectedError as error:
            log.warning("%s webhook answered %d: %s", self.name, error.status, error)
            return Response(status_code=error.status)
        return Response(status_code=200)

    async def _read(self, request: Request, now: datetime) -> Sequence[IncomingEvent]:
        signature = request.headers.get(self.signature_header)
        if signature is None:
            raise RejectedError(401, f"no {self.signature_header} header")
        body = await _read_body(request)
        if not self.is_genuine(body, signature):
            raise RejectedError(403, f"{self.signature_header} does not fit the body")
        try:
            events = self.to_events(body, now)
        except MalformedError as error:
            raise RejectedError(400, f"signed, but {error}") from None
        if len(events) > MAX_EVENTS:
            raise RejectedError(413, f"the body holds over {MAX_EVENTS} events")
        return events

    async def _store(self, events: Sequence[IncomingEvent], inbox: Inbox) -> None:
        if not events:
            return
        try:
            await inbox.accept(events)
        except UnavailableError as error:
            raise RejectedError(503, str(error)) from error
        if faults := faults_of(events):
            log.warning(
                "%s webhook: %d of %d events could not be read, first because %s",
                self.name,
                len(faults),
                len(events),
                faults[0],
            )


async def _read_body(request: Request) -> bytes:
    chunks, size = [], 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > MAX_BODY_BYTES:
                raise RejectedError(413, f"the body is over {MAX_BODY_BYTES} bytes")
            chunks.append(chunk)
    except ClientDisconnect:
        raise RejectedError(400, "the connection ended before the body did") from None
    return b"".join(chunks)
