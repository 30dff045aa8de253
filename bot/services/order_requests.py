"""Changing or returning an order, and complaints: a person gets what they need to act."""

from dataclasses import dataclass

from bot.domain.contacts import find_contact, find_order_id
from bot.domain.handoffs import HandoffReason
from bot.domain.messages import Reply
from bot.domain.orders import OrderStatus
from bot.domain.ports import Orders, Wording
from bot.domain.shop import ShopFacts
from bot.domain.turns import Answer, Ask, OpenHandoff, TurnContext, TurnKind
from bot.services.opening_hours import hours_text
from bot.services.shop_questions import returns_text
from bot.services.speech import Speech, in_paragraphs

CHANGE = "collect:change_order"
RETURN = "collect:return_refund"

_KINDS = {CHANGE: TurnKind.ORDER_CHANGE, RETURN: TurnKind.RETURN}


@dataclass(frozen=True, slots=True)
class OrderRequests:
    """Asks once for the order's number and what happened, then hands off with a note."""

    wording: Wording
    shop: ShopFacts
    orders: Orders

    async def change(self, context: TurnContext) -> Answer:
        """Cancel or change an order that is not delivered yet."""
        return await self._request(context, CHANGE)

    async def send_back(self, context: TurnContext) -> Answer:
        """Return, exchange or refund, with the shop's policy."""
        return await self._request(context, RETURN)

    async def collected(self, context: TurnContext) -> Answer:
        """The answer to what was asked: everything goes to a person."""
        pending = context.pending
        if pending is None:
            return Answer(TurnKind.QUESTION)
        told = f"{pending.details.get('text', '')} / {context.text}"
        order_id = pending.details.get("order_id") or _order_id(context)
        return self._hand_off(context, pending.topic, order_id, told)

    async def complain(self, context: TurnContext) -> Answer:
        """A complaint goes to a person at once."""
        speech = Speech(self.wording, context.language)
        hours = hours_text(self.shop.opening_hours, context.now, speech)
        note = _note(_order_id(context), context.text)
        handoff = OpenHandoff(HandoffReason.COMPLAINT, note)
        return Answer(TurnKind.HANDOFF, (speech.reply("utter_complaint", hours=hours),), (handoff,))

    async def _request(self, context: TurnContext, topic: str) -> Answer:
        order_id = context.understanding.tags.order_id or await self._only_order(context)
        if order_id is not None:
            return self._hand_off(context, topic, order_id, context.text)
        speech = Speech(self.wording, context.language)
        policy = returns_text(self.shop, speech) if topic == RETURN else ""
        question = speech.text(f"utter_{topic.partition(':')[2]}_collect")
        ask = Ask(topic, {"text": context.text})
        return Answer(_KINDS[topic], (Reply(in_paragraphs([policy, question])),), (ask,))

    async def _only_order(self, context: TurnContext) -> str | None:
        """The one order that can be meant, where the customer is known and has just one open."""
        if context.customer_id is None:
            return None
        moving = {OrderStatus.PROCESSING, OrderStatus.SHIPPED}
        orders = await self.orders.of_customer(context.customer_id)
        open_orders = [order.id for order in orders if order.status in moving]
        return open_orders[0] if len(open_orders) == 1 else None

    def _hand_off(
        self, context: TurnContext, topic: str, order_id: str | None, told: str
    ) -> Answer:
        speech = Speech(self.wording, context.language)
        hours = hours_text(self.shop.opening_hours, context.now, speech)
        response = f"utter_{topic.partition(':')[2]}_passed_on"
        handoff = OpenHandoff(HandoffReason.ORDER_PROBLEM, _note(order_id, told))
        return Answer(_KINDS[topic], (speech.reply(response, hours=hours),), (handoff,))


def _order_id(context: TurnContext) -> str | None:
    if context.understanding.tags.order_id:
        return context.understanding.tags.order_id
    contact = find_contact(context.text)
    return find_order_id(context.text.replace(contact, " ") if contact else context.text)


def _note(order_id: str | None, told: str) -> str:
    return f"Order {order_id or 'not told'}: {told}"
