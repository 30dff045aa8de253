"""Hand-written collaborators of the turn engine: honest, small, recording."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.errors import AssistantUnavailableError
from bot.domain.handoffs import HandoffReason
from bot.domain.languages import Language
from bot.domain.messages import (
    Channel,
    EventKind,
    IncomingEvent,
    OutgoingMessage,
    QuickReply,
    Reply,
)
from bot.domain.ports import AssistantTurn, Sent
from bot.domain.tags import Tags, Understanding
from bot.domain.turns import Answer, LogAdverseEvent, OpenHandoff, TurnContext, TurnKind

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


class SetClock:
    """A clock that stands where the test puts it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.time = now

    def now(self, conversation_id: str | None = None) -> datetime:
        return self.time

    def advance(self, **span: float) -> None:
        self.time += timedelta(**span)


class EchoWording:
    """Says the response's own name."""

    def text(self, response: str, language: Language, **values: Any) -> str:
        return f"{response}[{language.value}]"

    def quick_replies(self, response: str, language: Language) -> tuple[QuickReply, ...]:
        return ()

    def reply(self, response: str, language: Language, **values: Any) -> Reply:
        return Reply(self.text(response, language, **values))


class ScriptedAssistant:
    """Answers as the test says; remembers what it was asked."""

    def __init__(self) -> None:
        self.turns: list[tuple[str, str, Mapping[str, Any]]] = []
        self.answer = AssistantTurn(
            Understanding(Language.EN, "greet", 0.9), TurnKind.SMALLTALK, (Reply("hello"),)
        )
        self.is_away = False
        self.before_answering: Any = None

    async def turn(
        self, conversation_id: str, text: str, metadata: Mapping[str, Any]
    ) -> AssistantTurn:
        if self.is_away:
            raise AssistantUnavailableError("away")
        self.turns.append((conversation_id, text, metadata))
        if self.before_answering:
            await self.before_answering()
        return self.answer

    async def parse(self, text: str, language: Language | None = None) -> Understanding:
        if self.is_away:
            raise AssistantUnavailableError("away")
        return Understanding(language or Language.EN, "inform", 0.8, Tags(skin_type=("oily",)))


class PlainSafety:
    """Finds the one red flag "swollen"."""

    def flags_in(self, text: str) -> tuple[str, ...]:
        return ("swelling",) if "swollen" in text else ()

    async def answer(self, context: TurnContext) -> Answer:
        return Answer(
            TurnKind.SAFETY,
            (Reply("see a doctor"),),
            (OpenHandoff(HandoffReason.ADVERSE_REACTION), LogAdverseEvent(None, ("swelling",))),
        )


class PlainQueueWords:
    """The queue's words."""

    def notice(self, language: Language, now: datetime) -> Reply:
        return Reply("a person will answer, 10 to 18")

    def short_notice(self, language: Language) -> Reply:
        return Reply("noted")


class RecordingSender:
    """A channel that keeps what it was given, and fails when told to."""

    def __init__(self, channel: Channel = Channel.LINE, max_batch: int = 5) -> None:
        self.channel = channel
        self.max_batch = max_batch
        self.sent: list[OutgoingMessage] = []
        self.errors: list[Exception] = []
        self.is_safe_to_repeat = False

    async def send_all(self, messages: Sequence[OutgoingMessage]) -> Sequence[Sent]:
        if self.errors:
            raise self.errors.pop(0)
        self.sent += messages
        return [Sent(f"p{message.id}") for message in messages]

    def is_repeatable(self, message: OutgoingMessage, tried_at: datetime) -> bool:
        return self.is_safe_to_repeat

    async def show_typing(self, conversation_id: str) -> None:
        """Nothing to show."""


def text_event(number: int, text: str, conversation: str = "line:U1", **more: Any) -> IncomingEvent:
    """A shopper's message."""
    values: dict[str, Any] = {
        "event_id": f"line:e{number}",
        "conversation_id": conversation,
        "channel": Channel(conversation.partition(":")[0]),
        "kind": EventKind.TEXT,
        "occurred_at": NOW,
        "text": text,
    }
    return IncomingEvent(**{**values, **more})
