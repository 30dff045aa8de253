"""The two sorts of action: one that answers through a service, one that only sets slots."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.context import to_context
from bot.domain.turns import Answer, OpenHandoff, TurnContext, effect_to_json

Handler = Callable[[TurnContext], Awaitable[Answer]]
SlotReader = Callable[[Tracker], Mapping[str, Any]]


class ServiceAction(Action):  # type: ignore[misc]  # rasa-sdk ships no types
    """Asks one handler for its answer and hands it to Rasa; writes nothing."""

    def __init__(self, name: str, handler: Handler) -> None:
        self._name = name
        self._handler = handler

    def name(self) -> str:
        """The name in domain.yml."""
        return self._name

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002  # rasa-sdk's signature
    ) -> list[EventType]:
        """Answer the turn; a handoff also ends a running form."""
        answer = await self._handler(to_context(tracker))
        dispatcher.utter_message(json_message=to_json_message(answer))
        events: list[EventType] = [SlotSet(name, value) for name, value in answer.slots.items()]
        if tracker.active_loop and _hands_off(answer):
            events += [ActiveLoop(None), SlotSet("requested_slot", None)]
        return events


class SlotAction(Action):  # type: ignore[misc]  # rasa-sdk ships no types
    """Sets slots and says nothing."""

    def __init__(self, name: str, reader: SlotReader) -> None:
        self._name = name
        self._reader = reader

    def name(self) -> str:
        """The name in domain.yml."""
        return self._name

    async def run(
        self,
        dispatcher: CollectingDispatcher,  # noqa: ARG002  # rasa-sdk's signature
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002
    ) -> list[EventType]:
        """Set what the reader says."""
        return [SlotSet(name, value) for name, value in self._reader(tracker).items()]


def to_json_message(answer: Answer) -> dict[str, Any]:
    """The answer as ARCHITECTURE.md says it travels through Rasa."""
    return {
        "kind": answer.kind.value,
        "replies": [reply.to_json() for reply in answer.replies],
        "effects": [effect_to_json(effect) for effect in answer.effects],
    }


def _hands_off(answer: Answer) -> bool:
    return any(isinstance(effect, OpenHandoff) for effect in answer.effects)
