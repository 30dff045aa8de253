"""One socket of one shopper: what they write goes to the inbox, what is new goes to them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC

import anyio
from fastapi import WebSocket, WebSocketDisconnect

from bot.domain.conversations import Owner
from bot.domain.errors import UnavailableError
from bot.domain.languages import Language
from bot.domain.messages import Channel, EventKind, IncomingEvent
from bot.domain.ports import Clock, Inbox, Pictures
from channels.web import protocol
from channels.web.limits import TokenBucket
from channels.web.origins import AllowedOrigins
from channels.web.ports import ConversationFeed
from channels.web.protocol import ProtocolError
from channels.web.visitors import CustomerTokens, Visitor, VisitorTokens, to_admitted

HISTORY_PAGE = 50
HELLO_WITHIN_SECONDS = 15
BURST_MESSAGES = 12
MESSAGES_PER_SECOND = 1.0
BURST_FRAMES = 120
FRAMES_PER_SECOND = 10.0
NOBODY_PROVEN = (
    "The customer token proves nobody: it has expired, or the shop's secret did not sign it."
)
# The client's id of the one event that says the panel was opened for the first time.
OPENED = "open"


class _NotAWidgetError(Exception):
    """What is at the other end does not behave like our widget: the socket is closed."""


@dataclass(frozen=True, slots=True)
class WebChat:
    """What the web chat works with; `customers` is None where the shop signs no tokens."""

    inbox: Inbox
    feed: ConversationFeed
    clock: Clock
    visitors: VisitorTokens
    customers: CustomerTokens | None
    pictures: Pictures
    origins: AllowedOrigins


class Session:
    """Speaks the protocol over one accepted socket until it closes."""

    def __init__(self, socket: WebSocket, chat: WebChat) -> None:
        self._socket = socket
        self._chat = chat
        self._messages = TokenBucket(BURST_MESSAGES, MESSAGES_PER_SECOND)
        self._frames = TokenBucket(BURST_FRAMES, FRAMES_PER_SECOND)
        self._cursor = -1
        self._owner = Owner.ASSISTANT
        self._language: Language | None = None
        self._conversation_id = ""

    async def run(self) -> None:
        """Greet, then listen and tell news at the same time; returns when the shopper is gone."""
        try:
            await self._converse(await self._hello_in_time())
        except* WebSocketDisconnect:
            pass
        except* _NotAWidgetError as group:
            await self._socket.close(code=4408, reason=str(group.exceptions[0]))

    async def _hello_in_time(self) -> protocol.Hello:
        try:
            with anyio.fail_after(HELLO_WITHIN_SECONDS):
                return await self._hello()
        except TimeoutError:
            raise _NotAWidgetError("no hello") from None

    async def _converse(self, hello: protocol.Hello) -> None:
        visitor = await self._admit(hello)
        async with self._chat.feed.changes(self._conversation_id) as changes:
            await self._welcome(hello, visitor)
            async with anyio.create_task_group() as both:
                both.start_soon(self._tell, changes)
                await self._listen()

    async def _hello(self) -> protocol.Hello:
        while True:
            try:
                message = await self._receive()
            except ProtocolError as error:
                await self._refuse(error)
                continue
            if isinstance(message, protocol.Hello):
                return message
            await self._refuse(ProtocolError("not_understood", "Say hello first."))

    async def _admit(self, hello: protocol.Hello) -> Visitor:
        customers = self._chat.customers
        proof = customers.find_proof(hello.customer_token) if customers else None
        visitor = to_admitted(self._chat.visitors.find_visitor(hello.visitor), proof)
        self._conversation_id = visitor.conversation_id
        self._language = protocol.to_language(hello.language)
        if proof and proof.is_current:
            await self._chat.feed.prove_identity(self._conversation_id, proof.customer_id)
        elif hello.customer_token:
            await self._refuse(ProtocolError("customer_token", NOBODY_PROVEN))
        return visitor

    async def _welcome(self, hello: protocol.Hello, visitor: Visitor) -> None:
        feed = self._chat.feed
        is_known = self._chat.visitors.find_visitor(hello.visitor)
        after = hello.after if is_known and is_known.id == visitor.id else None
        items = await feed.history(self._conversation_id, after, HISTORY_PAGE)
        self._owner = await feed.owner(self._conversation_id)
        self._cursor = items[-1].sequence if items else (after if after is not None else -1)
        await self._socket.send_json(
            protocol.to_welcome_json(
                self._chat.visitors.to_token(visitor),
                self._conversation_id,
                self._owner,
                [protocol.to_item_json(item, self._chat.pictures) for item in items],
            )
        )

    async def _tell(self, changes: AsyncIterator[None]) -> None:
        await self._tell_news()
        async for _ in changes:
            await self._tell_news()

    async def _tell_news(self) -> None:
        feed = self._chat.feed
        while items := await feed.history(self._conversation_id, self._cursor, HISTORY_PAGE):
            for item in items:
                await self._socket.send_json(protocol.to_item_json(item, self._chat.pictures))
                self._cursor = item.sequence
        owner = await feed.owner(self._conversation_id)
        if owner is not self._owner:
            self._owner = owner
            await self._socket.send_json({"type": "owner", "owner": owner.value})

    async def _listen(self) -> None:
        while True:
            try:
                await self._answer(await self._receive())
            except ProtocolError as error:
                await self._refuse(error)

    async def _receive(self) -> protocol.ClientMessage:
        received = await self._socket.receive()
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(received.get("code", 1005))
        if not self._frames.has_room():
            raise _NotAWidgetError("too many frames")
        frame = received.get("text")
        if frame is None:
            raise ProtocolError("not_understood", "Send text, not bytes.")
        return protocol.to_client_message(frame)

    async def _answer(self, message: protocol.ClientMessage) -> None:
        match message:
            case protocol.TextMessage(id=client_id, text=text):
                await self._accept(self._event(str(client_id), EventKind.TEXT, text))
            case protocol.Postback(id=client_id, payload=payload, label=label):
                await self._accept(
                    self._event(str(client_id), EventKind.POSTBACK, payload, label or None)
                )
            case protocol.Open():
                await self._accept(self._event(OPENED, EventKind.FOLLOW))
            case protocol.Seen(sequence=sequence):
                await self._chat.feed.mark_seen(self._conversation_id, min(sequence, self._cursor))
            case protocol.Ping():
                await self._socket.send_json({"type": "pong"})
            case protocol.Hello():
                raise ProtocolError("not_understood", "We have met.")

    async def _accept(self, event: IncomingEvent) -> None:
        if not self._messages.has_room():
            raise ProtocolError("too_fast", "Slow down a little.", event.message_id)
        try:
            await self._chat.inbox.accept([event])
        except UnavailableError as error:
            raise ProtocolError("unavailable", str(error), event.message_id) from error
        await self._socket.send_json({"type": "accepted", "id": event.message_id})
        if self._owner is Owner.ASSISTANT:
            await self._socket.send_json({"type": "typing"})

    def _event(
        self, client_id: str, kind: EventKind, text: str = "", label: str | None = None
    ) -> IncomingEvent:
        return IncomingEvent(
            event_id=f"{self._conversation_id}:{client_id}",
            conversation_id=self._conversation_id,
            channel=Channel.WEB,
            kind=kind,
            occurred_at=self._chat.clock.now().astimezone(UTC),
            text=text,
            label=label,
            message_id=client_id,
            details={"language": self._language.value} if self._language else None,
        )

    async def _refuse(self, error: ProtocolError) -> None:
        await self._socket.send_json(protocol.to_error_json(error))
