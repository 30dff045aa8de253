"""A person on request, and questions about stored data."""

from dataclasses import dataclass

from bot.domain.handoffs import HandoffReason
from bot.domain.ports import Wording
from bot.domain.shop import ShopFacts
from bot.domain.turns import Answer, OpenHandoff, TurnContext, TurnKind
from bot.services.opening_hours import hours_text
from bot.services.speech import Speech


@dataclass(frozen=True, slots=True)
class HandoffAnswers:
    """Opens handoffs and says when a person answers."""

    wording: Wording
    shop: ShopFacts

    async def person(self, context: TurnContext) -> Answer:
        """A person was asked for."""
        return self._open(context, "utter_handoff", HandoffReason.ASKED, context.text)

    async def accepted(self, context: TurnContext) -> Answer:
        """A yes to the offer of a person; why it was offered is in the pending question."""
        details = context.pending.details if context.pending else {}
        reason = HandoffReason(details.get("reason", HandoffReason.ASKED.value))
        return self._open(context, "utter_handoff", reason, str(details.get("note", "")))

    def not_understood(self, context: TurnContext) -> Answer:
        """Three messages in a row were not understood: a person reads them."""
        answer = self._open(context, "utter_handoff", HandoffReason.NOT_UNDERSTOOD, context.text)
        return Answer(TurnKind.FALLBACK, answer.replies, answer.effects)

    async def privacy(self, context: TurnContext) -> Answer:
        """What is stored in outline; a person sees to an export or a deletion."""
        answer = self._open(context, "utter_privacy", HandoffReason.PRIVACY, context.text)
        return Answer(TurnKind.PRIVACY, answer.replies, answer.effects)

    def _open(
        self, context: TurnContext, response: str, reason: HandoffReason, note: str
    ) -> Answer:
        speech = Speech(self.wording, context.language)
        hours = hours_text(self.shop.opening_hours, context.now, speech)
        reply = speech.reply(response, hours=hours)
        return Answer(TurnKind.HANDOFF, (reply,), (OpenHandoff(reason, note),))
