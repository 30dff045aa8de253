"""Proving who a conversation is: the shop's own login, or an order number with its contact.

A wrong contact and an unknown order are answered with the same words, and five failed tries an
hour are allowed, so that nobody can find out which orders exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.contacts import find_contact, find_order_id, is_same_contact, looks_like_phone
from bot.domain.conversations import PendingQuestion
from bot.domain.handoffs import HandoffReason
from bot.domain.messages import Channel, Reply
from bot.domain.orders import Order
from bot.domain.ports import IdentityLinks, IdentityTries, Orders, Wording
from bot.domain.tags import Tags
from bot.domain.turns import (
    Answer,
    Ask,
    CountIdentityTry,
    ProveIdentity,
    TurnContext,
    TurnKind,
)
from bot.services.speech import Speech, in_paragraphs

TRIES_AN_HOUR = 5
# What waits while a proof is asked for.
_TOPICS = frozenset({"identity_order", "identity_contact"})
_WITH_LINKS = frozenset({Channel.LINE, Channel.MESSENGER, Channel.WEB})


@dataclass(frozen=True, slots=True)
class Proof:
    """What an attempt came to: the context with the customer proven, or what to answer instead."""

    context: TurnContext | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Asks for proof and checks it."""

    wording: Wording
    orders: Orders
    tries: IdentityTries
    links: IdentityLinks

    async def prove(self, context: TurnContext, then: str) -> Proof:
        """Take the proof out of the message, or ask for what is missing.

        `then` is the intent that is answered once the customer is known.
        """
        details = _details(context, then)
        contact = find_contact(context.text)
        order_id = _order_id_in(context, contact) or details.get("order_id")
        if order_id is None or contact is None:
            return Proof(answer=self._ask(context, {**details, "order_id": order_id}))
        return await self._check(context, details, str(order_id), contact)

    def _ask(self, context: TurnContext, details: dict[str, Any]) -> Answer:
        speech = Speech(self.wording, context.language)
        if details["order_id"] is not None:
            ask = Ask("identity_contact", details)
            reply = speech.reply("utter_identity_contact", order_id=details["order_id"])
            return Answer(TurnKind.QUESTION, (reply,), (ask,))
        lines = [speech.text("utter_identity_order")]
        link = self._link(context)
        if link:
            lines.append(speech.text("utter_identity_link", link=link))
        return Answer(
            TurnKind.QUESTION, (Reply(in_paragraphs(lines)),), (Ask("identity_order", details),)
        )

    def _link(self, context: TurnContext) -> str | None:
        if context.channel not in _WITH_LINKS:
            return None
        return self.links.link_for(context.conversation_id, context.event_id)

    async def _check(
        self, context: TurnContext, details: dict[str, Any], order_id: str, contact: str
    ) -> Proof:
        failed = await self.tries.in_last_hour(context.conversation_id, context.now)
        if failed >= TRIES_AN_HOUR:
            return Proof(answer=self._too_many(context))
        order = await self.orders.find(order_id.lstrip("#"))
        if order and is_same_contact(contact, order.email, order.phone):
            return Proof(context=_resumed(context, details, order))
        return Proof(answer=self._wrong(context, details, failed + 1))

    def _wrong(self, context: TurnContext, details: dict[str, Any], failed: int) -> Answer:
        if failed >= TRIES_AN_HOUR:
            answer = self._too_many(context)
            return replace(answer, effects=(CountIdentityTry(), *answer.effects))
        speech = Speech(self.wording, context.language)
        ask = Ask("identity_order", {**details, "order_id": None})
        reply = speech.reply("utter_identity_wrong")
        return Answer(TurnKind.QUESTION, (reply,), (CountIdentityTry(), ask))

    def _too_many(self, context: TurnContext) -> Answer:
        speech = Speech(self.wording, context.language)
        offer = Ask("handoff", {"reason": HandoffReason.ORDER_PROBLEM.value,
                                "note": "Could not prove who they are."})  # fmt: skip
        return Answer(TurnKind.QUESTION, (speech.reply("utter_identity_too_many"),), (offer,))


def with_proof(answer: Answer, context: TurnContext) -> Answer:
    """The answer to the question asked before, with the proof to be kept."""
    proof = ProveIdentity(context.customer_id or "")
    return replace(answer, effects=(proof, *answer.effects))


def _details(context: TurnContext, then: str) -> dict[str, Any]:
    """What the pending question keeps, which begins with what was asked first."""
    if context.pending is not None and is_proving(context.pending):
        return {key: value for key, value in context.pending.details.items() if key != "kept"}
    tags = context.understanding.tags.to_json()
    return {"then": then, "text": context.text, "tags": tags}


def _resumed(context: TurnContext, details: Mapping[str, Any], order: Order) -> TurnContext:
    """The question asked first, now from a known customer; an order told for proof is the one."""
    tags = replace(Tags.from_json(details.get("tags") or {}), order_id=order.id)
    understanding = replace(context.understanding, intent=details["then"], tags=tags)
    return replace(
        context,
        customer_id=order.customer_id,
        understanding=understanding,
        text=details["text"],
        pending=None,
    )


def is_proving(pending: PendingQuestion | None) -> bool:
    """Whether the question that waits asks for a proof."""
    return pending is not None and pending.topic in _TOPICS


def _order_id_in(context: TurnContext, contact: str | None) -> str | None:
    """The order number told; a phone number is none, whatever it was tagged as."""
    tagged = context.understanding.tags.order_id
    if tagged and not looks_like_phone(tagged) and tagged not in (contact or ""):
        return tagged
    rest = context.text.replace(contact, " ") if contact else context.text
    return find_order_id(rest) if is_proving(context.pending) else None
