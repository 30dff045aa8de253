"""Reminders to refill: on, later, off. Only a yes to reminders lets one be sent."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.messages import QuickReply, Reply
from bot.domain.ports import Refills, Wording
from bot.domain.products import Product
from bot.domain.refills import nudge_day
from bot.domain.shop import ShopFacts
from bot.domain.turns import (
    Answer,
    Ask,
    ConsentKind,
    Effect,
    GiveConsent,
    ScheduleRefill,
    SnoozeRefill,
    StopRefills,
    TurnContext,
    TurnKind,
)
from bot.services.order_answers import OrderAnswers
from bot.services.product_finder import ProductFinder
from bot.services.speech import Speech, in_paragraphs

DEFAULT_SNOOZE_DAYS = 14
MAX_DAYS = 730


@dataclass(frozen=True, slots=True)
class _Plan:
    product: Product | None
    days: int
    due_on: date


@dataclass(frozen=True, slots=True)
class RefillAnswers:
    """Sets reminders, moves them and stops them."""

    wording: Wording
    refills: Refills
    orders: OrderAnswers
    finder: ProductFinder
    shop: ShopFacts

    async def turn_on(self, context: TurnContext) -> Answer:
        """Remind of the product that is meant, after the days told or its days of supply."""
        plan = await self._plan(context)
        if plan is None:
            return await self._ask_when(context)
        speech = Speech(self.wording, context.language)
        schedule = ScheduleRefill(plan.product.id if plan.product else None, plan.due_on, plan.days)
        return self._planned(plan, schedule, context, speech)

    def _planned(
        self, plan: _Plan, schedule: ScheduleRefill, context: TurnContext, speech: Speech
    ) -> Answer:
        name = plan.product.name(speech.language) if plan.product else ""
        response = "utter_refill_planned" if plan.product else "utter_refill_planned_unnamed"
        lines = [speech.text(response, name=name, due_on=plan.due_on)]
        effects: tuple[Effect, ...] = (schedule,)
        buttons: tuple[QuickReply, ...] = ()
        if context.reminders is not True:
            lines.append(speech.text("utter_ask_reminders"))
            buttons = speech.buttons("utter_ask_reminders")
            effects = (schedule, Ask("reminders"))
        reply = Reply(in_paragraphs(lines), quick_replies=buttons)
        return Answer(TurnKind.REFILL, (reply,), effects)

    async def _plan(self, context: TurnContext) -> _Plan | None:
        today = self.shop.day_of(context.now)
        days = context.understanding.tags.days
        product = await self._product(context)
        if days is not None:
            days = min(max(days, 1), MAX_DAYS)
            return _Plan(product, days, today + timedelta(days=days))
        last = await self.orders.last_bought(context)
        if last is not None and (product is None or product.id == last[0].id):
            bought, order, line = last
            if bought.days_of_supply:
                bought_on = self.shop.day_of(order.ordered_at)
                return _planned_for(
                    bought, nudge_day(bought_on, bought.days_of_supply, line.quantity), today
                )
        if product is not None and product.days_of_supply:
            return _planned_for(product, nudge_day(today, product.days_of_supply), today)
        return None

    async def _product(self, context: TurnContext) -> Product | None:
        meant = await self.finder.meant(context)
        if meant is not None:
            return meant
        last = await self.orders.last_bought(context)
        return last[0] if last else None

    async def _ask_when(self, context: TurnContext) -> Answer:
        speech = Speech(self.wording, context.language)
        ask = Ask("refill_which", {"text": context.text})
        return Answer(TurnKind.REFILL, (speech.reply("utter_refill_when"),), (ask,))

    async def snooze(self, context: TurnContext) -> Answer:
        """Put the next reminder off."""
        speech = Speech(self.wording, context.language)
        refill = await self.refills.find_next(context.conversation_id, context.customer_id)
        if refill is None and context.understanding.tags.days:
            return await self.turn_on(context)  # "remind me in two weeks" out of the blue
        if refill is None:
            return Answer(TurnKind.REFILL, (speech.reply("utter_refill_none"),))
        days = min(max(context.understanding.tags.days or DEFAULT_SNOOZE_DAYS, 1), MAX_DAYS)
        due_on = self.shop.day_of(context.now) + timedelta(days=days)
        reply = speech.reply("utter_refill_snoozed", due_on=due_on)
        return Answer(TurnKind.REFILL, (reply,), (SnoozeRefill(days, refill.refill_id),))

    async def turn_off(self, context: TurnContext) -> Answer:
        """No more reminders, whether there are any or not."""
        speech = Speech(self.wording, context.language)
        effects = (StopRefills(), GiveConsent(ConsentKind.REMINDERS, granted=False))
        return Answer(TurnKind.REFILL, (speech.reply("utter_refill_stopped"),), effects)

    async def allow(self, context: TurnContext) -> Answer:
        """A yes to reminders."""
        speech = Speech(self.wording, context.language)
        effects = (GiveConsent(ConsentKind.REMINDERS, granted=True),)
        return Answer(TurnKind.REFILL, (speech.reply("utter_reminders_allowed"),), effects)


def _planned_for(product: Product, due_on: date, today: date) -> _Plan:
    """A day that has passed already becomes tomorrow."""
    due_on = max(due_on, today + timedelta(days=1))
    return _Plan(product, (due_on - today).days, due_on)
