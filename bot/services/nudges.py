"""The refill nudge: the one message the assistant starts by itself."""

import logging

from bot.domain.conversations import Owner, PendingQuestion
from bot.domain.ports import Catalogue, Clock, DueRefill, NudgeStore, Wording
from bot.domain.refills import is_nudging_hour, why_suppressed

log = logging.getLogger(__name__)


class NudgeService:
    """Sends a due refill's nudge once; call it only while holding the conversation's lock."""

    def __init__(
        self, store: NudgeStore, catalogue: Catalogue, wording: Wording, clock: Clock
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._wording = wording
        self._clock = clock

    async def nudge(self, refill_id: int) -> str | None:
        """Store the nudge of a due refill and return its conversation; None where none goes out."""
        now = self._clock.now()
        due = await self._store.find_due(refill_id, now.date())
        if due is None:
            return None
        if reason := why_suppressed(due.recipient, now):
            await self._store.suppress(refill_id, reason)
            log.info("a nudge was suppressed: %s", reason)
            return None
        if due.recipient is None or due.owner is not Owner.ASSISTANT or not is_nudging_hour(now):
            return None  # the next sweep looks again
        return await self._store_nudge(due, due.recipient.conversation_id)

    async def _store_nudge(self, due: DueRefill, conversation_id: str) -> str | None:
        product_id = due.refill.product_id
        product = await self._catalogue.find(product_id) if product_id else None
        if product is None:
            reply = self._wording.reply("utter_refill_nudge_any", due.language)
        else:
            name = product.name(due.language)
            reply = self._wording.reply("utter_refill_nudge", due.language, product=name)
        details = {"refill_id": due.refill.id, "product_id": product_id}
        pending = PendingQuestion("refill_nudge", details)
        stored = await self._store.store_nudge(due, reply, pending, self._clock.now())
        return conversation_id if stored else None
