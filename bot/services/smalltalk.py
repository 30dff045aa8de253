"""Greetings, thanks, and what lies outside the shop."""

from dataclasses import dataclass

from bot.domain.ports import Wording
from bot.domain.turns import Answer, TurnContext, TurnKind
from bot.services.speech import Speech


@dataclass(frozen=True, slots=True)
class Smalltalk:
    """Short answers that need no facts."""

    wording: Wording

    async def greet(self, context: TurnContext) -> Answer:
        """Hello, and what can be asked."""
        return self._say("utter_greet", context)

    async def goodbye(self, context: TurnContext) -> Answer:
        """Goodbye."""
        return self._say("utter_goodbye", context)

    async def thank(self, context: TurnContext) -> Answer:
        """You are welcome."""
        return self._say("utter_thank", context)

    async def bot(self, context: TurnContext) -> Answer:
        """Yes, a program; with the privacy notice."""
        return self._say("utter_bot_challenge", context)

    async def affirm(self, context: TurnContext) -> Answer:
        """A yes to nothing that was asked."""
        return self._say("utter_affirm", context, TurnKind.QUESTION)

    async def deny(self, context: TurnContext) -> Answer:
        """A no to nothing that was asked."""
        return self._say("utter_deny", context)

    async def out_of_scope(self, context: TurnContext) -> Answer:
        """What the shop has no business with, kindly."""
        return self._say("utter_out_of_scope", context, TurnKind.REFUSAL)

    def _say(
        self, response: str, context: TurnContext, kind: TurnKind = TurnKind.SMALLTALK
    ) -> Answer:
        return Answer(kind, (Speech(self.wording, context.language).reply(response),))
