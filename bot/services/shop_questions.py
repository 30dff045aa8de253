"""Delivery, payment, promotions and hours, from the shop file alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.cues import find_shop_topics
from bot.domain.messages import Reply
from bot.domain.money import Price
from bot.domain.ports import Wording
from bot.domain.shop import DayRange, DeliveryOption, Promotion, ShopFacts
from bot.domain.turns import Answer, TurnContext, TurnKind
from bot.services.opening_hours import hours_text
from bot.services.speech import Speech, in_paragraphs

_ASKED_IN_PASSING = ("membership", "samples", "gift_wrapping", "opening_hours")


@dataclass(frozen=True, slots=True)
class ShopQuestions:
    """Says what the shop file says; what it lacks is unknown, and a person is offered."""

    wording: Wording
    shop: ShopFacts

    def find_answer(self, context: TurnContext) -> Answer | None:
        """The answer to what is asked of the shop in passing, None where nothing is."""
        speech = Speech(self.wording, context.language)
        return self._beside(find_shop_topics(context.text), _ASKED_IN_PASSING, context, speech)

    async def shipping(self, context: TurnContext) -> Answer:
        """Ways, fees and days of delivery; abroad where that is asked."""
        speech = Speech(self.wording, context.language)
        topics = find_shop_topics(context.text)
        asked = self._beside(topics, ("opening_hours", "gift_wrapping"), context, speech)
        if asked is not None:
            return asked
        if self.shop.delivery is None:
            return _unknown(speech)
        if "overseas" in topics:
            return _answer(self._overseas(speech), speech)
        return _answer(self._delivery(speech), speech)

    def _delivery(self, speech: Speech) -> list[str]:
        delivery = self.shop.delivery
        lines = [self._option(option, speech) for option in (delivery.options if delivery else ())]
        if delivery and delivery.dispatch_days:
            lines.append(speech.text("shipping_dispatch", days=delivery.dispatch_days.max))
        return lines

    def _overseas(self, speech: Speech) -> list[str]:
        overseas = self.shop.delivery.overseas if self.shop.delivery else None
        if overseas is None:
            return []
        if not overseas.ships:
            return [speech.text("shipping_not_abroad")]
        options = [self._option(option, speech) for option in overseas.options]
        return [*options, speech.text("shipping_only_there")]

    def _option(self, option: DeliveryOption, speech: Speech) -> str:
        parts = [
            speech.text(
                "shipping_option", name=speech.of(option.names), area=speech.of(option.areas)
            )
        ]
        parts.append(self._fee(option, speech))
        if option.days:
            parts.append(speech.text("shipping_days", days=_days(option.days)))
        line = speech.listed(parts)
        note = speech.of(option.notes)
        return f"{line}\n  {note}" if note else line

    def _fee(self, option: DeliveryOption, speech: Speech) -> str:
        if option.fee is None:
            return speech.text("shipping_fee_unknown")
        fee = self._price(option.fee)
        if option.free_over is None:
            return speech.text("shipping_fee", fee=fee)
        return speech.text("shipping_fee_free_over", fee=fee, over=self._price(option.free_over))

    async def payment(self, context: TurnContext) -> Answer:
        """Ways to pay; invoices or instalments where these are asked."""
        speech = Speech(self.wording, context.language)
        payment = self.shop.payment
        if payment is None:
            return _unknown(speech)
        topics = find_shop_topics(context.text)
        lines: list[str] = []
        if "invoices" in topics:
            invoices = speech.of(payment.invoices) if payment.invoices else None
            lines += self._or_unknown(invoices, speech)
        if "instalments" in topics:
            lines += self._instalments(speech)
        return _answer(lines or self._methods(speech), speech)

    def _methods(self, speech: Speech) -> list[str]:
        methods = self.shop.payment.methods if self.shop.payment else ()
        lines = [speech.text("payment_methods")]
        for method in methods:
            parts = [speech.of(method.names)]
            if method.fee:
                parts.append(speech.text("payment_fee", fee=self._price(method.fee)))
            if method.max_total is not None:
                parts.append(speech.text("payment_up_to", total=self._price(method.max_total)))
            parts.append(speech.of(method.notes))
            lines.append("· " + speech.listed([part for part in parts if part]))
        return lines

    def _instalments(self, speech: Speech) -> list[str]:
        plans = self.shop.payment.instalments if self.shop.payment else None
        if plans is None:
            return [speech.text("fact_unknown")]
        if not plans:
            return [speech.text("payment_no_instalments")]
        return [
            speech.text(
                "payment_instalments",
                months=plan.months,
                total=self._price(plan.min_total),
                percent=plan.interest_percent,
            )
            for plan in plans
        ]

    async def promotions(self, context: TurnContext) -> Answer:
        """What is on today, what comes next, membership, samples."""
        speech = Speech(self.wording, context.language)
        asked = self._beside(
            find_shop_topics(context.text),
            ("membership", "samples", "gift_wrapping"),
            context,
            speech,
        )
        if asked is not None:
            return asked
        today = self.shop.day_of(context.now)
        current = self.shop.promotions_on(today)
        if current is None:
            return _unknown(speech)
        lines = [_promotion("promotion_now", promotion, speech) for promotion in current]
        lines = lines or [speech.text("promotion_none")]
        coming = (self.shop.promotions_after(today) or ())[:1]
        lines += [_promotion("promotion_next", promotion, speech) for promotion in coming]
        return _answer(lines, speech)

    def _beside(
        self, topics: Iterable[str], known: Iterable[str], context: TurnContext, speech: Speech
    ) -> Answer | None:
        """The answer to what is asked beside the intent's own facts, None where nothing is."""
        found = [topic for topic in known if topic in set(topics)]
        if not found:
            return None
        lines: list[str] = []
        for topic in found:
            lines += self._or_unknown(self._topic(topic, context, speech), speech)
        return _answer(lines, speech)

    def _topic(self, topic: str, context: TurnContext, speech: Speech) -> str | None:
        if topic == "opening_hours":
            hours = self.shop.opening_hours
            return hours_text(hours, context.now, speech) if hours else None
        texts = {
            "membership": self.shop.membership,
            "samples": self.shop.samples,
            "gift_wrapping": self.shop.gift_wrapping,
        }[topic]
        return speech.of(texts) if texts else None

    def _or_unknown(self, text: str | None, speech: Speech) -> list[str]:
        return [text or speech.text("fact_unknown")]

    def _price(self, amount: Decimal) -> Price:
        return Price(amount, self.shop.currency)


def returns_text(shop: ShopFacts, speech: Speech) -> str:
    """The returns policy in short, empty where the shop file has none."""
    returns = shop.returns
    if returns is None:
        return ""
    parts = [returns.conditions, returns.who_pays]
    lines = [speech.text("returns_days", days=returns.days)]
    return in_paragraphs([*lines, *(speech.of(part) for part in parts if part)])


def _answer(lines: list[str], speech: Speech) -> Answer:
    unknown = speech.text("fact_unknown")
    if not lines or unknown in lines:
        return _unknown(speech, [line for line in lines if line != unknown])
    return Answer(TurnKind.ANSWER, (Reply(in_paragraphs(lines)),))


def _unknown(speech: Speech, lines: Iterable[str] = ()) -> Answer:
    text = in_paragraphs([*lines, speech.text("fact_unknown"), speech.text("utter_offer_person")])
    reply = Reply(text, quick_replies=speech.buttons("utter_offer_person"))
    return Answer(TurnKind.ANSWER, (reply,))


def _promotion(response: str, promotion: Promotion, speech: Speech) -> str:
    line = speech.text(
        response,
        name=speech.of(promotion.names),
        text=speech.of(promotion.texts),
        first=promotion.valid_from,
        last=promotion.valid_until,
    )
    if promotion.code:
        line += " " + speech.text("promotion_code", code=promotion.code)
    return line


def _days(span: DayRange) -> str:
    return str(span.min) if span.min == span.max else f"{span.min}–{span.max}"
