"""Words for harm that a product does to a shopper, which come before everything."""

from dataclasses import dataclass

from bot.domain.handoffs import HandoffReason
from bot.domain.messages import Reply
from bot.domain.ports import Wording
from bot.domain.safety import RedFlags, find_red_flags
from bot.domain.shop import ShopFacts
from bot.domain.turns import (
    Answer,
    LogAdverseEvent,
    OpenHandoff,
    TurnContext,
    TurnKind,
)
from bot.services.opening_hours import hours_text
from bot.services.product_finder import ProductFinder
from bot.services.speech import Speech, in_paragraphs

_FIRST_AID = ("in_eye", "swallowed", "broken_skin")


@dataclass(frozen=True, slots=True)
class SafetyAnswers:
    """Words for harm to the body: stop, wash off, see a doctor; no product, a person told."""

    wording: Wording
    shop: ShopFacts
    finder: ProductFinder

    def flags_in(self, text: str) -> tuple[str, ...]:
        """The red flags told in plain words; empty when there are none."""
        return find_red_flags(text).names

    async def answer(self, context: TurnContext) -> Answer:
        """The safety text, with a handoff and the adverse event as effects."""
        flags = find_red_flags(context.text)
        product = await self.finder.meant(context)
        note = f"Red flags: {', '.join(flags.names) or 'none'}. {context.text}"
        effects = (
            OpenHandoff(HandoffReason.ADVERSE_REACTION, note),
            LogAdverseEvent(product.id if product else None, flags.names),
        )
        return Answer(TurnKind.SAFETY, (self._reply(flags, context),), effects)

    def _reply(self, flags: RedFlags, context: TurnContext) -> Reply:
        speech = Speech(self.wording, context.language)
        hours = hours_text(self.shop.opening_hours, context.now, speech)
        lines = [
            speech.text("safety_emergency") if flags.is_emergency else "",
            speech.text("safety_stop"),
            *(speech.text(f"safety_{flag}") for flag in _FIRST_AID if flag in flags.names),
            speech.text("safety_doctor"),
            speech.text("safety_passed_on", hours=hours),
        ]
        return Reply(in_paragraphs(lines))
