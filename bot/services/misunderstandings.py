"""What was not understood, or may mean two things: asked back, and after that a person."""

from dataclasses import dataclass

from bot.domain.choices import (
    CHOICE,
    FAILURES_BEFORE_HANDOFF,
    FAILURES_BEFORE_OFFER,
    choice_details,
)
from bot.domain.handoffs import HandoffReason
from bot.domain.messages import QuickReply, Reply
from bot.domain.ports import Wording
from bot.domain.turns import Answer, Ask, TurnContext, TurnKind
from bot.services.handoff_answers import HandoffAnswers
from bot.services.speech import Speech


@dataclass(frozen=True, slots=True)
class Misunderstandings:
    """Asks back rather than guess."""

    wording: Wording
    handoffs: HandoffAnswers

    async def fallback(self, context: TurnContext) -> Answer:
        """Not understood: asked back with three ways on; again, with a person.

        While the form waits for an answer its question comes right after, so the words are short
        and without buttons of their own.
        """
        failures = context.failures_in_a_row + 1
        if failures >= FAILURES_BEFORE_HANDOFF:
            return self.handoffs.not_understood(context)
        response = "utter_fallback"
        if is_form_asking(context):
            response += "_in_form"
        if failures < FAILURES_BEFORE_OFFER:
            return Answer(TurnKind.FALLBACK, (self._speech(context).reply(response),))
        offer = self._speech(context).reply(f"{response}_again")
        waiting = Ask("handoff", {"reason": HandoffReason.NOT_UNDERSTOOD.value})
        return Answer(TurnKind.FALLBACK, (offer,), (waiting,))

    async def choose(self, context: TurnContext) -> Answer:
        """Ask which of two close meanings is meant; the answer goes on with that one."""
        intents = (context.slots.get("reading") or {}).get("between") or []
        if len(intents) != 2:
            return await self.fallback(context)
        speech = self._speech(context)
        labels = [speech.label("intent", intent) for intent in intents]
        words = speech.text("utter_choose", first=labels[0], second=labels[1])
        question = Reply(words, quick_replies=tuple(QuickReply(label) for label in labels))
        details = choice_details(intents, labels, context.event_id)
        return Answer(TurnKind.QUESTION, (question,), (Ask(CHOICE, details),))

    def _speech(self, context: TurnContext) -> Speech:
        return Speech(self.wording, context.language)


def is_form_asking(context: TurnContext) -> bool:
    """Whether the recommendation form waits for an answer."""
    return context.slots.get("requested_slot") is not None
