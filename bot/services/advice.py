"""Recommending: from what is known of a shopper to products, or to an honest no."""

from dataclasses import dataclass, field, replace

from bot.domain.advice_cues import Request
from bot.domain.handoffs import HandoffReason
from bot.domain.health import MEDICAL_CONDITIONS
from bot.domain.messages import Reply
from bot.domain.ports import Recommender, Wording
from bot.domain.recommendations import Recommendation, Wish
from bot.domain.turns import Answer, Effect, OpenHandoff, ShowProducts, TurnContext, TurnKind
from bot.services.alternatives import Alternatives
from bot.services.form_questions import is_any_price
from bot.services.misses import Misses
from bot.services.product_cards import ProductCards
from bot.services.product_finder import FOCUS_SLOT
from bot.services.routines import Routines
from bot.services.speech import Speech, in_paragraphs
from bot.services.summaries import summary_of
from bot.services.wishes import Wanted, to_wish

_ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class Advice:
    """Recommends products with reasons drawn from facts."""

    wording: Wording
    recommender: Recommender
    cards: ProductCards
    routines: Routines
    alternatives: Alternatives
    misses: Misses
    limit: int = field(default=3)

    async def recommend(self, context: TurnContext) -> Answer:
        """Products for the profile; for an infant a person; where nothing passes, what would."""
        speech = Speech(self.wording, context.language)
        wanted = Wanted.from_json(context.slots.get("wish"))
        if wanted.age_group == "infant":
            return self._infant(speech)
        if wanted.steps:
            return await self.routines.build(context, wanted)
        if context.shown_products and wanted.refine not in (None, _ANOTHER):
            return await self.alternatives.answer(context, Request(wanted.refine))
        wish = self._wish(context, wanted)
        found = await self.recommender.recommend(wish)
        if not found.products:
            return await self.misses.answer(wish, found, speech)
        return self._products(context, speech, found)

    def _infant(self, speech: Speech) -> Answer:
        handoff = OpenHandoff(HandoffReason.MEDICAL, "Asks for a product for an infant.")
        return Answer(TurnKind.HANDOFF, (speech.reply("utter_infant"),), (handoff,))

    def _wish(self, context: TurnContext, wanted: Wanted) -> Wish:
        currency = self.cards.currency_for(context.profile.budget)
        wish = to_wish(context, wanted, currency, self.limit)
        return replace(wish, exclude=context.shown_products) if wanted.refine == _ANOTHER else wish

    def _products(self, context: TurnContext, speech: Speech, found: Recommendation) -> Answer:
        cards = tuple(self.cards.recommended(choice, speech) for choice in found.products)
        any_price = is_any_price(context.slots, context.profile)
        summary = summary_of(context.profile, self.cards.currency, speech, is_any_price=any_price)
        lines = [speech.text("utter_recommendation", summary=summary)]
        buttons = list(speech.buttons("utter_recommendation"))
        if MEDICAL_CONDITIONS.intersection(context.profile.condition):
            lines.append(speech.text("utter_ask_your_doctor"))
            buttons = [*speech.buttons("utter_ask_your_doctor"), *buttons]
        reply = Reply(in_paragraphs(lines), cards, tuple(buttons))
        effects: tuple[Effect, ...] = (ShowProducts(tuple(card.id for card in cards)),)
        return Answer(TurnKind.RECOMMENDATION, (reply,), effects, {FOCUS_SLOT: None})
