"""Recommending: from what is known of a shopper to products, or to an honest no."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Self

from bot.domain.cues import wants_another, wants_cheaper
from bot.domain.handoffs import HandoffReason
from bot.domain.messages import QuickReply, Reply
from bot.domain.money import Budget, Price
from bot.domain.ports import Catalogue, Recommender, Wording
from bot.domain.profiles import Profile
from bot.domain.recommendations import Recommendation, Wish
from bot.domain.turns import Answer, Effect, OpenHandoff, ShowProducts, TurnContext, TurnKind
from bot.services.product_cards import ProductCards
from bot.services.product_finder import FOCUS_SLOT
from bot.services.speech import Speech, in_paragraphs, to_label

# With these a doctor is asked first, and a person offered.
MEDICAL_CONDITIONS = frozenset(
    {"pregnancy", "breastfeeding", "prescription_acne", "eczema", "rosacea", "post_procedure"}
)
_STRICT = ("avoid:", "condition:", "unknown_ingredients")
_CHEAPER_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for beside the profile; kept in the dialogue's slot `wish`.

    Attributes:
        text: the shopper's own words so far.
        ingredients: wanted in the product.
        age_group: infant, child or teen when it is for one.
        refine: "another" or "cheaper" than what was shown.
    """

    text: str = ""
    ingredients: tuple[str, ...] = ()
    age_group: str | None = None
    refine: str | None = None

    def to_json(self) -> dict[str, Any]:
        """For the slot."""
        return {
            "text": self.text,
            "ingredients": list(self.ingredients),
            "age_group": self.age_group,
            "refine": self.refine,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any] | None) -> Self:
        """Read what `to_json` wrote."""
        value = value or {}
        return cls(
            text=value.get("text") or "",
            ingredients=tuple(value.get("ingredients") or ()),
            age_group=value.get("age_group"),
            refine=value.get("refine"),
        )


def refinement_in(text: str) -> str | None:
    """Whether something cheaper, or another product, is wanted."""
    if wants_cheaper(text):
        return "cheaper"
    return "another" if wants_another(text) else None


@dataclass(frozen=True, slots=True)
class Advice:
    """Recommends products with reasons drawn from facts."""

    wording: Wording
    recommender: Recommender
    catalogue: Catalogue
    cards: ProductCards
    limit: int = field(default=3)

    async def recommend(self, context: TurnContext) -> Answer:
        """Products for the profile; for an infant a person; where nothing passes, what would."""
        speech = Speech(self.wording, context.language)
        wanted = Wanted.from_json(context.slots.get("wish"))
        if wanted.age_group == "infant":
            return self._infant(speech)
        wish = await self._wish(context, wanted)
        found = await self.recommender.recommend(wish)
        if not found.products:
            return self._no_match(speech, wish, found)
        return self._products(context, speech, found)

    def _infant(self, speech: Speech) -> Answer:
        handoff = OpenHandoff(HandoffReason.MEDICAL, "Asks for a product for an infant.")
        return Answer(TurnKind.HANDOFF, (speech.reply("utter_infant"),), (handoff,))

    async def _wish(self, context: TurnContext, wanted: Wanted) -> Wish:
        currency = self.cards.currency_for(context.profile.budget)
        wish = Wish(
            profile=context.profile,
            language=context.language,
            ingredients=wanted.ingredients,
            text=wanted.text,
            currency=currency,
            limit=self.limit,
            customer_id=context.customer_id,
        )
        return await self._refined(wish, wanted.refine, context.shown_products)

    async def _refined(self, wish: Wish, refine: str | None, shown: tuple[str, ...]) -> Wish:
        if not shown or refine is None:
            return wish
        if refine == "another":
            return replace(wish, exclude=shown)
        products = [await self.catalogue.find(product_id) for product_id in shown]
        prices = [self.cards.price(item, wish.currency).amount for item in products if item]
        if not prices:
            return wish
        profile = replace(wish.profile, budget=_below(min(prices), wish))
        return replace(wish, profile=profile, exclude=shown)

    def _products(self, context: TurnContext, speech: Speech, found: Recommendation) -> Answer:
        cards = tuple(self.cards.recommended(choice, speech) for choice in found.products)
        lines = [
            speech.text("utter_recommendation", summary=self._summary(context.profile, speech))
        ]
        buttons = list(speech.buttons("utter_recommendation"))
        if MEDICAL_CONDITIONS.intersection(context.profile.condition):
            lines.append(speech.text("utter_ask_your_doctor"))
            buttons = [*speech.buttons("utter_ask_your_doctor"), *buttons]
        reply = Reply(in_paragraphs(lines), cards, tuple(buttons))
        effects: tuple[Effect, ...] = (ShowProducts(tuple(card.id for card in cards)),)
        return Answer(TurnKind.RECOMMENDATION, (reply,), effects, {FOCUS_SLOT: None})

    def _summary(self, profile: Profile, speech: Speech) -> str:
        return summary_of(profile, self.cards.currency, speech)

    def _no_match(self, speech: Speech, wish: Wish, found: Recommendation) -> Answer:
        summary = self._summary(wish.profile, speech)
        lines = [speech.text("utter_no_match", summary=summary)]
        buttons: list[QuickReply] = []
        if found.nearest_price is not None:
            price = found.nearest_price
            lines.append(speech.text("utter_no_match_nearest", price=price))
            buttons.append(
                QuickReply(to_label(speech.text("label_widen_budget", price=price)), _widen(price))
            )
        else:
            lines.append(speech.text(_why(found)))
        buttons += speech.buttons("utter_no_match")
        return Answer(TurnKind.NO_MATCH, (Reply(in_paragraphs(lines), (), tuple(buttons)),))


def summary_of(profile: Profile, currency: str, speech: Speech) -> str:
    """What is looked for, in words: "oily skin · blackheads · up to NT$1,000"."""
    parts = [
        _skin_text(profile, speech),
        speech.labels("concern", profile.concern),
        speech.labels("product_type", profile.product_type),
        _budget_text(profile.budget, currency, speech),
    ]
    if profile.avoid:
        parts.append(speech.text("label_without", what=speech.labels("avoid", profile.avoid)))
    parts = [part for part in parts if part]
    return " · ".join(parts) or speech.text("label_everyday_care")


def _skin_text(profile: Profile, speech: Speech) -> str:
    if not profile.skin_type:
        return ""
    return speech.text("label_skin", what=speech.labels("skin_type", profile.skin_type))


def _budget_text(budget: Budget | None, currency: str, speech: Speech) -> str:
    if budget is None:
        return ""
    low, high = (
        None if amount is None else str(Price(amount, budget.currency or currency))
        for amount in (budget.min, budget.max)
    )
    if low and high:
        return f"{low}–{high}"
    if high:
        return speech.text("label_budget_max", amount=high)
    return speech.text("label_budget_min", amount=low) if low else ""


def _below(price: Decimal, wish: Wish) -> Budget:
    return Budget(max=max(price - _CHEAPER_STEP, Decimal(0)), currency=wish.currency)


def _widen(price: Price) -> str:
    amount = price.amount
    return f'/inform{{"budget": {{"min": null, "max": {amount}, "currency": "{price.currency}"}}}}'


def _why(found: Recommendation) -> str:
    is_strict = any(item.why.startswith(_STRICT) for item in found.excluded)
    return "utter_no_match_strict" if is_strict else "utter_no_match_loosen"
