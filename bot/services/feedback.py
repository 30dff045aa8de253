"""What shoppers tell of products in use: noted for the product, answered in tone and with use."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.cues import means_last_bought
from bot.domain.education import Aspect
from bot.domain.feedback import FeedbackKind
from bot.domain.languages import Language
from bot.domain.messages import Reply
from bot.domain.ports import KnowledgeBase, Wording
from bot.domain.products import Product
from bot.domain.sentiment import CLEARLY, Opinion, opinion_in
from bot.domain.turns import (
    Answer,
    Ask,
    AttachFeedback,
    Effect,
    RecordFeedback,
    ShowProducts,
    TurnContext,
    TurnKind,
)
from bot.services.order_answers import OrderAnswers
from bot.services.product_finder import FOCUS_SLOT, PRODUCT_CHOSEN, ProductFinder
from bot.services.speech import Speech, in_paragraphs

INTENT = "usage_feedback"
# Three months of skin care: about three renewals of the upper skin, and what studies run for.
ENOUGH_DAYS = 84
_RESPONSES = {
    FeedbackKind.IRRITATION: "utter_feedback_mild",
    FeedbackKind.BREAKOUT: "utter_feedback_breakout",
    FeedbackKind.NO_EFFECT: "utter_feedback_no_effect",
    FeedbackKind.TEXTURE: "utter_feedback_texture",
    FeedbackKind.SCENT: "utter_feedback_scent",
    FeedbackKind.PACKAGING: "utter_feedback_packaging",
}
# These ask for advice whatever else is praised.
_NEEDS_ADVICE = frozenset({FeedbackKind.IRRITATION, FeedbackKind.BREAKOUT})


@dataclass(frozen=True, slots=True)
class Feedback:
    """Takes praise and disappointment; the product is the one named, shown or bought last."""

    wording: Wording
    finder: ProductFinder
    orders: OrderAnswers
    knowledge: KnowledgeBase

    async def take(self, context: TurnContext) -> Answer:
        """Answer in the tone of what was told and keep it; ask for the product where none is.

        A product named when asked for it takes what was told before; a new opinion is kept beside.
        """
        waiting = _waiting_event(context)
        product = await self._about(context)
        opinion = opinion_in(context.text)
        if waiting and (_is_chosen(context) or not _tells_more(opinion)):
            return self._attached(waiting, product, context)
        days = context.understanding.tags.days
        record = RecordFeedback(
            product.id if product else None, opinion.sentiment, opinion.kind, days
        )
        effects: tuple[Effect, ...] = (record, *self._beside(product, context))
        if waiting and product:
            effects = (AttachFeedback(waiting, product.id), *effects)
        reply = self._reply(opinion, product, context)
        slots = {FOCUS_SLOT: product.id} if product else {}
        return Answer(TurnKind.FEEDBACK, (reply,), effects, slots)

    async def _about(self, context: TurnContext) -> Product | None:
        bought = await self.orders.last_bought(context)
        if bought and means_last_bought(context.text):
            return bought[0]
        meant = await self.finder.meant(context)
        return meant or (bought[0] if bought else None)

    def _attached(self, event_id: str, product: Product | None, context: TurnContext) -> Answer:
        """To the question which product it was; asked once, then left open."""
        speech = Speech(self.wording, context.language)
        if product is None:
            return Answer(TurnKind.FEEDBACK, (speech.reply("utter_feedback"),))
        reply = speech.reply("utter_feedback_attached", name=product.name(speech.language))
        effects = (AttachFeedback(event_id, product.id), ShowProducts((product.id,)))
        return Answer(TurnKind.FEEDBACK, (reply,), effects, {FOCUS_SLOT: product.id})

    def _beside(self, product: Product | None, context: TurnContext) -> tuple[Effect, ...]:
        """The product on the table, or the question for it."""
        if product is None:
            details = {"then": INTENT, "event_id": context.event_id, "ids": [], "text": ""}
            return (Ask("product_which", details),)
        if product.id in context.shown_products:
            return ()
        return (ShowProducts((product.id,)),)

    def _reply(self, opinion: Opinion, product: Product | None, context: TurnContext) -> Reply:
        speech = Speech(self.wording, context.language)
        response = response_for(opinion)
        lines = [speech.text(response)]
        if opinion.kind is FeedbackKind.NO_EFFECT:
            lines.append(self._patience(product, context, speech))
        if product is None:
            lines.append(speech.text("feedback_which"))
        else:
            lines.append(speech.text("feedback_noted_for", name=product.name(speech.language)))
        return Reply(in_paragraphs(lines), quick_replies=speech.buttons(response))

    def _patience(self, product: Product | None, context: TurnContext, speech: Speech) -> str:
        """Since when effects show, as far as that is sourced, unless it was used long enough."""
        days = context.understanding.tags.days
        if days is not None and days >= ENOUGH_DAYS:
            return speech.text("feedback_long_enough", days=days)
        onset = self._onset(product, speech.language) if product else None
        return in_paragraphs([onset or "", speech.text("feedback_patience")])

    def _onset(self, product: Product, language: Language) -> str | None:
        """The sentence on the first key ingredient that the base tells an onset of."""
        names = (name.casefold() for name in product.key_ingredients)
        return next(self._onsets(names, language), None)

    def _onsets(self, names: Iterable[str], language: Language) -> Iterator[str]:
        """In the shopper's language: where the base is not written in it there is none."""
        for name in names:
            entry = self.knowledge.entry(name, language)
            fact = entry.facts.get(Aspect.ONSET) if entry else None
            if fact and fact.language is language:
                yield fact.text


def _waiting_event(context: TurnContext) -> str | None:
    """The event whose feedback waits for its product; None where none does."""
    details = context.pending.details if context.pending else {}
    event_id = details.get("event_id") if details.get("then") == INTENT else None
    return str(event_id) if event_id else None


def _is_chosen(context: TurnContext) -> bool:
    """Whether the words are the name of a product, in which no opinion is looked for."""
    return context.pending is not None and context.pending.topic == PRODUCT_CHOSEN


def _tells_more(opinion: Opinion) -> bool:
    return opinion.kind is not FeedbackKind.OTHER or opinion.sentiment != 0


def response_for(opinion: Opinion) -> str:
    """What an opinion is answered with."""
    if opinion.kind in _NEEDS_ADVICE or opinion.sentiment < CLEARLY:
        if opinion.kind in _RESPONSES:
            return _RESPONSES[opinion.kind]
        if opinion.sentiment < 0:
            return "utter_feedback_bad"
        return "utter_feedback_love" if opinion.sentiment > 0 else "utter_feedback"
    if opinion.kind in (FeedbackKind.RESULT, FeedbackKind.LOVE):
        return "utter_feedback_love"
    return "utter_feedback_good"
