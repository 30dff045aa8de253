"""What goes out: channels, deliveries, nudges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.conversations import Owner, PendingQuestion
from bot.domain.languages import Language
from bot.domain.messages import Channel, Delivery, OutgoingMessage, ProductCard, Reply
from bot.domain.refills import Recipient, Refill


@dataclass(frozen=True, slots=True)
class Sent:
    """The channel took the message; its own id for it where it tells."""

    platform_message_id: str | None = None


class Sender(Protocol):
    """A channel's way out."""

    channel: Channel
    max_batch: int  # how many messages `send_all` takes at once

    async def send_all(self, messages: Sequence[OutgoingMessage]) -> Sequence[Sent]:
        """Deliver 1 to `max_batch` messages of one event, in order: all of them or none.

        Cards and buttons degrade to what the channel can. The same messages must stay together
        when they are sent again, for the first one's id is the platform's retry key.

        Returns:
            One `Sent` for each message.

        Raises:
            DeliveryRefusedError: never; DeliveryDeferredError: later;
            DeliveryUncertainError: nobody knows. Each of them means all messages given.
        """

    def is_repeatable(self, message: OutgoingMessage, tried_at: datetime) -> bool:
        """Whether a try that was cut off (a killed process) may be made again without a double.

        Asked for a message whose try at `tried_at` left no outcome (its `attempts` count that
        try); where the answer is False the outcome is uncertain.
        """

    async def show_typing(self, conversation_id: str) -> None:
        """Show that an answer is being written; never raises."""


class Pictures(Protocol):
    """Where a product's picture can be fetched by a platform."""

    def url_of(self, card: ProductCard) -> str | None:
        """A public https address, None when we have none."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stored message at its turn to be sent.

    `tried_at` is set where a process began to send it and died before it knew the end.
    """

    message: OutgoingMessage
    owner: Owner
    whoever_owns: bool
    stored_at: datetime
    tried_at: datetime | None = None


class DeliveryStore(Protocol):
    """What delivery reads and writes."""

    async def next_batch(self, conversation_id: str, now: datetime) -> Sequence[Waiting]:
        """The pending messages of the oldest unsent answer, in order; empty when none is due."""

    async def begin(self, batch: Sequence[Waiting], now: datetime) -> bool:
        """Note, before sending, that it is tried now; False where another process was quicker.

        A process that stood still past its heartbeat is taken for dead and its job runs elsewhere;
        when it wakes it must not send what was sent meanwhile.
        """

    async def record(
        self,
        ids: Sequence[str],
        delivery: Delivery,
        now: datetime,
        reason: str | None = None,
        platform_ids: Sequence[str | None] = (),
    ) -> None:
        """Note what became of messages."""

    async def postpone(self, ids: Sequence[str], until: datetime, reason: str) -> None:
        """Leave messages pending until a later time."""


@dataclass(frozen=True, slots=True)
class DueRefill:
    """A refill whose day has come, with the conversation that would be nudged."""

    refill: Refill
    recipient: Recipient | None
    language: Language
    owner: Owner = Owner.ASSISTANT


class NudgeStore(Protocol):
    """What nudging reads and writes."""

    async def find_due(self, refill_id: int, today: date) -> DueRefill | None:
        """A refill that is due and waits; None when it was nudged, put off or stopped."""

    async def suppress(self, refill_id: int, reason: str) -> None:
        """Note that a due nudge is never sent, and why."""

    async def store_nudge(
        self, due: DueRefill, reply: Reply, pending: PendingQuestion, now: datetime
    ) -> bool:
        """Store the nudge and mark the refill as sent, once; False where it no longer waits."""
