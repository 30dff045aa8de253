"""Delivery: what is stored goes out, in order, once."""

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.domain.conversations import Owner
from bot.domain.errors import (
    DeliveryDeferredError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from bot.domain.messages import Author, Channel, Delivery
from bot.domain.ports import Clock, DeliveryStore, Sender, Waiting

log = logging.getLogger(__name__)

# An answer this late is for another day; and LINE remembers a retry key for a day alone.
TOO_LATE = timedelta(hours=23)


class DeliveryService:
    """Sends a conversation's pending messages through its channel.

    Call it only while holding the conversation's lock: two callers would send twice.
    """

    def __init__(
        self, store: DeliveryStore, senders: Mapping[Channel, Sender], clock: Clock
    ) -> None:
        self._store = store
        self._senders = senders
        self._clock = clock

    async def deliver(self, conversation_id: str) -> None:
        """Send what is due until nothing is, or the channel says "later".

        A browser's messages are not sent: its page reads what is stored (and a person who takes
        over cannot come in between, for an answer is stored and its owner checked in one step).
        """
        if Channel(conversation_id.partition(":")[0]) is Channel.WEB:
            return
        while batch := await self._store.next_batch(conversation_id, self._clock.now()):
            if not await self._deliver_batch(batch):
                return

    async def _deliver_batch(self, batch: Sequence[Waiting]) -> bool:
        """Send the first part of a batch; False when the conversation must wait."""
        sender = self._senders.get(batch[0].message.channel)
        if sender is None:
            await self._record(batch, Delivery.FAILED, "the channel is off")
            return True
        if not _may_speak(batch[0]):
            await self._record(batch[:1], Delivery.FAILED, "a person owns the conversation")
            return True
        if self._clock.now() - batch[0].stored_at > TOO_LATE:
            await self._record(batch[:1], Delivery.FAILED, "could not be sent within 23 hours")
            return True
        if not self._may_try(batch[0], sender):
            await self._record(batch[:1], Delivery.UNCERTAIN, "the sender stopped while sending")
            return True
        return await self._send(batch[: sender.max_batch], sender)

    def _may_try(self, waiting: Waiting, sender: Sender) -> bool:
        tried_at = waiting.tried_at
        return tried_at is None or sender.is_repeatable(waiting.message, tried_at)

    async def _send(self, batch: Sequence[Waiting], sender: Sender) -> bool:
        # A message of another state than the first's must not ride along.
        batch = [waiting for waiting in batch if _is_like(waiting, batch[0])]
        ids = [waiting.message.id for waiting in batch]
        now = self._clock.now()
        if not await self._store.begin(batch, now):
            return True
        try:
            sent = await sender.send_all([waiting.message for waiting in batch])
        except DeliveryRefusedError as error:
            await self._record(batch, Delivery.FAILED, str(error))
        except DeliveryUncertainError as error:
            await self._record(batch, Delivery.UNCERTAIN, str(error))
        except DeliveryDeferredError as error:
            until = now + timedelta(seconds=error.retry_after_seconds)
            await self._store.postpone(ids, until, str(error))
            log.info("delivery postponed: %s", error)
            return False
        else:
            platform_ids = [item.platform_message_id for item in sent]
            await self._store.record(ids, Delivery.SENT, self._clock.now(), None, platform_ids)
        return True

    async def _record(self, batch: Sequence[Waiting], delivery: Delivery, reason: str) -> None:
        ids = [waiting.message.id for waiting in batch]
        await self._store.record(ids, delivery, self._clock.now(), reason)
        log.warning("delivery %s: %s (%d messages)", delivery.value, reason, len(ids))


def _may_speak(waiting: Waiting) -> bool:
    """Ownership, checked again at the moment of sending."""
    if waiting.whoever_owns or waiting.message.author is Author.AGENT:
        return True
    return waiting.owner is Owner.ASSISTANT


def _is_like(waiting: Waiting, first: Waiting) -> bool:
    return (
        _may_speak(waiting)
        and waiting.message.author is first.message.author
        and waiting.message.event_id == first.message.event_id
        and (waiting.tried_at is None) == (first.tried_at is None)
    )
