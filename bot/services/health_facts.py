"""Asking once whether facts about health may be kept for the next visit."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.domain.ports import Wording
from bot.domain.turns import Answer, Ask, TurnContext, TurnKind
from bot.services.speech import Speech

Handler = Callable[[TurnContext], Awaitable[Answer]]

ASKED_SLOT = "health_question_asked"
_AFTER = frozenset({TurnKind.RECOMMENDATION, TurnKind.NO_MATCH, TurnKind.ANSWER})


@dataclass(frozen=True, slots=True)
class HealthFacts:
    """Adds the question to the first answer after a shopper told what to avoid or a condition."""

    wording: Wording

    def asked_after(self, handler: Handler) -> Handler:
        """The handler, with the question behind its answer where it is due."""

        async def handle(context: TurnContext) -> Answer:
            answer = await handler(context)
            return self._with_question(answer, context) if _is_due(answer, context) else answer

        return handle

    def _with_question(self, answer: Answer, context: TurnContext) -> Answer:
        speech = Speech(self.wording, context.language)
        told = (
            speech.labels("condition", context.profile.condition),
            speech.labels("avoid", context.profile.avoid),
        )
        facts = speech.listed([part for part in told if part])
        return replace(
            answer,
            replies=(*answer.replies, speech.reply("utter_keep_health_facts", facts=facts)),
            effects=(*answer.effects, Ask("keep_health_facts")),
            slots={**answer.slots, ASKED_SLOT: True},
        )


def _is_due(answer: Answer, context: TurnContext) -> bool:
    return (
        answer.kind in _AFTER
        and context.keeps_health_facts is None
        and context.profile.has_health_facts()
        and not context.slots.get(ASKED_SLOT)
        and not context.slots.get("requested_slot")  # one question at a time
        and not any(isinstance(effect, Ask) for effect in answer.effects)
    )
